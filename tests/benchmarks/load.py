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
import random
import statistics
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

import streamlit
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.sync.client import connect

from dashboard import navigation
from tests import parts
from tests.benchmarks.result import Result
from tests.serving import served

N_SESSIONS = 20
THINKING_SECONDS = 5.0
N_VIEWS = 30
"""That each session opens."""

N_RERUNS = 2_000
SEED = 20261129
EMPTY = "import streamlit as st\nst.title('Empty')\n"

View = tuple[navigation.Page | None, dict[str, str]]


class Session:
    """One reader's connection."""

    def __init__(self, address: str) -> None:
        self._socket = connect(
            address.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=["streamlit"],
            max_size=None,
            open_timeout=60,
        )

    def open(self, view: View) -> float:
        """Ask for a view and return the seconds until its script has finished.

        Raises
        ------
        RuntimeError
            If the script did not finish, or showed an exception.
        """
        page, query = view
        message = BackMsg()
        message.rerun_script.query_string = urlencode(query)
        if page is not None and page is not navigation.PAGES[0]:
            message.rerun_script.page_script_hash = calc_hash(page.path)
        started = time.perf_counter()
        self._socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(self._socket.recv(timeout=180))
            if answer.WhichOneof("type") == "delta":
                if answer.delta.new_element.WhichOneof("type") == "exception":
                    raise RuntimeError(f"{view}: {answer.delta.new_element.exception.message}")
            elif answer.WhichOneof("type") == "script_finished":
                if answer.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                if answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise RuntimeError(f"{view}: ended with {answer.script_finished}")
                return time.perf_counter() - started

    def close(self) -> None:
        self._socket.close()


def measure() -> Result:
    with served() as (address, process):
        first = Session(address)
        for view in parts.VIEWS:
            first.open(view)
        ours, errors = _together(address, parts.VIEWS)
        rerun = _memory_over_reruns(first, process)
        memory = _resident_mb(process)
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        with served(str(script)) as (address, _process):
            theirs, _errors = _together(address, [(None, {})])
    return Result(
        n=len(ours),
        seconds=statistics.median(ours),
        memory_mb=memory,
        peer=f"streamlit {streamlit.__version__}, a page with a title only, the same sessions",
        peer_seconds=statistics.median(theirs),
        quality={
            "sessions": N_SESSIONS,
            "thinking_seconds": THINKING_SECONDS,
            "median_seconds": statistics.median(ours),
            "p95_seconds": _p95(ours),
            "worst_seconds": max(ours),
            "errors": errors,
            "peer_p95_seconds": _p95(theirs),
            "reruns": rerun,
        },
    )


def _together(address: str, views: list[View]) -> tuple[list[float], list[str]]:
    """Return the seconds of every answer to all sessions, and what went wrong."""
    times: list[float] = []
    errors: list[str] = []

    def read(number: int) -> None:
        rng = random.Random(SEED + number)  # noqa: S311  # no secret
        time.sleep(number * THINKING_SECONDS / N_SESSIONS)
        order = rng.sample(views, len(views))
        try:
            session = Session(address)
            for view in itertools.islice(itertools.cycle(order), N_VIEWS):
                times.append(session.open(view))
                time.sleep(rng.uniform(0.5, 1.5) * THINKING_SECONDS)
            session.close()
        except (OSError, RuntimeError, TimeoutError) as error:
            errors.append(f"session {number}: {error}")

    readers = [threading.Thread(target=read, args=(number,)) for number in range(N_SESSIONS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return times, errors


def _memory_over_reruns(session: Session, process: int) -> dict[str, float]:
    """Return the server's memory over many views of one session."""
    early = N_RERUNS // 5
    held = {}
    for number, view in enumerate(itertools.islice(itertools.cycle(parts.VIEWS), N_RERUNS), 1):
        session.open(view)
        if number in (early, N_RERUNS):
            held[f"memory_mb_after_{number}"] = _resident_mb(process)
    return held


def _resident_mb(process: int) -> float:
    """Return the memory that a process holds now."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"process {process} has no VmRSS")


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20, method="inclusive")[-1]
