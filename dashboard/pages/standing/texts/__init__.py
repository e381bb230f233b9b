"""Who stayed, did not return, is new or was never listed, from the first text to the last."""
