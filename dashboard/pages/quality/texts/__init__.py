"""The back-test text by text, the last summit by name, and what the model does not know."""
