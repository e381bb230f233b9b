"""Readers who use the dashboard at once, each in an order of their own, thinking in between."""

from __future__ import annotations

import itertools
import random
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.socket_session import Session, View

SEED = 20261129
EMPTY = "import streamlit as st\nst.title('Empty')\n"
"""A page with a title only: what Streamlit and the machine cost."""


@dataclass
class Crowd:
    """What came of it.

    Attributes
    ----------
    times : list of float
        Seconds of every answer, in the order in which they came.
    errors : list of str
        What went wrong, with the number of the reader.
    """

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Seconds within which half of the answers came."""
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        """Seconds within which 95 % of the answers came."""
        return statistics.quantiles(self.times, n=20, method="inclusive")[-1]


def together(
    addresses: Sequence[str],
    views: Sequence[View],
    *,
    n_sessions: int,
    n_views: int,
    thinking_seconds: float,
    authority: Path | None = None,
    cookie: str = "",
) -> Crowd:
    """Let readers open views at once, and return how long each had to wait.

    They start one after another within the first span of thinking. One whose socket ends, or whose
    page fails, is noted and comes back.

    Parameters
    ----------
    addresses : sequence of str
        Of the replicas, among which readers are shared out; or of the proxy before them.
    views : sequence of View
        Each reader opens them in an order of its own, again from the start where it has seen all.
    n_sessions, n_views : int
        Readers, and views that each opens.
    thinking_seconds : float
        Mean span between an answer and the next question; drawn between half and one and a half.
    authority : Path, optional
        Certificate that vouches for the proxy's.
    cookie : str
        Of a browser in which somebody has logged in, where people log in.
    """
    crowd = Crowd()

    def read(number: int) -> None:
        rng = random.Random(SEED + number)  # noqa: S311  # no secret
        time.sleep(number * thinking_seconds / n_sessions)
        order = rng.sample(list(views), len(views))
        address = addresses[number % len(addresses)]
        session: Session | None = None
        for view in itertools.islice(itertools.cycle(order), n_views):
            try:
                session = session or Session(address, authority=authority, cookie=cookie)
                crowd.times.append(session.open(view))
            except (OSError, RuntimeError) as error:
                crowd.errors.append(f"session {number}: {error}")
                session = None
            time.sleep(rng.uniform(0.5, 1.5) * thinking_seconds)
        if session:
            session.close()

    readers = [threading.Thread(target=read, args=(number,)) for number in range(n_sessions)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return crowd


def resident_mb(process: int) -> float:
    """Return the memory that a process holds now."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"process {process} has no VmRSS")
