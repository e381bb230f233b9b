"""What tells a desk of itself: a calendar of milestones, and a feed of changes.

Both are made of the facts and the language spoken, without a browser; a server gives them to
whoever asks (`dashboard/server.py`), and so does the command line (``python -m dashboard``).
"""
