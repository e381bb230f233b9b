"""How good the model is by kind of text, on first and on new versions, and how calibrated."""
