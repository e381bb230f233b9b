"""The forecast on votes of the past: how good it was, and some of them one by one."""
