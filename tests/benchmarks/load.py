"""How long readers wait when twenty use all pages at once, beside an empty Streamlit page.

Each session speaks Streamlit's own socket protocol, as a browser does: it opens a view (every page
of the menu and every part of one, in an order of its own), waits for the script to finish, thinks
for `THINKING_SECONDS` (drawn between half and one and a half times that), and goes on. Sessions
start staggered, on a server that drew every view once before. The peer is a page with a title
only, under the same sessions: what Streamlit and this machine cost. Drawing in the browser is not
in these figures. ``reruns``: one session asks for `N_RERUNS` views one after another; the memory of
the server after the first fifth of them and at the end says whether it leaks.
"""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Sequence
from pathlib import Path

import streamlit

from tests import parts
from tests.benchmarks.result import Result
from tests.load.crowd import EMPTY, Crowd, resident_mb, together
from tests.serving import served
from tests.socket_session import Session, View

N_SESSIONS = 20
THINKING_SECONDS = 5.0
N_VIEWS = 30
"""That each session opens."""

N_RERUNS = 2_000


def measure() -> Result:
    with served() as (address, process):
        first = Session(address)
        for view in parts.VIEWS:
            first.open(view)
        ours = _together(address, parts.VIEWS)
        rerun = _memory_over_reruns(first, process)
        memory = resident_mb(process)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        with served(str(script)) as (address, _process):
            theirs = _together(address, [(None, {})])
    return Result(
        n=len(ours.times),
        seconds=ours.median,
        memory_mb=memory,
        peer=f"streamlit {streamlit.__version__}, a page with a title only, the same sessions",
        peer_seconds=theirs.median,
        quality={
            "sessions": N_SESSIONS,
            "thinking_seconds": THINKING_SECONDS,
            "median_seconds": ours.median,
            "p95_seconds": ours.p95,
            "worst_seconds": max(ours.times),
            "errors": ours.errors,
            "peer_p95_seconds": theirs.p95,
            "reruns": rerun,
        },
    )


def _together(address: str, views: Sequence[View]) -> Crowd:
    return together(
        [address],
        views,
        n_sessions=N_SESSIONS,
        n_views=N_VIEWS,
        thinking_seconds=THINKING_SECONDS,
    )


def _memory_over_reruns(session: Session, process: int) -> dict[str, float]:
    """Return the server's memory over many views of one session."""
    early = N_RERUNS // 5
    held = {}
    for number, view in enumerate(itertools.islice(itertools.cycle(parts.VIEWS), N_RERUNS), 1):
        session.open(view)
        if number in (early, N_RERUNS):
            held[f"memory_mb_after_{number}"] = resident_mb(process)
    return held
