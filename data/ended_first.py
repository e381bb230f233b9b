"""Which process goes where memory is short: one that reads what it is handed, not the server."""

from __future__ import annotations

import contextlib
from pathlib import Path

SCORE = Path("/proc/self/oom_score_adj")
"""Where Linux is told so; 1000 is the first to go. Elsewhere nothing is told."""


def be_ended_first() -> None:
    """Let the machine, or the unit, end this process before any other when memory runs out."""
    with contextlib.suppress(OSError):
        SCORE.write_text("1000", encoding="ascii")
