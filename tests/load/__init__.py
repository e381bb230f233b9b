"""How many readers at once, on how many replicas: ``python -m tests.load``."""
