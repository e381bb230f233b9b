"""``python -m tests.load``: how many readers at once, until one in twenty waits over a second.

Readers speak Streamlit's own socket protocol, as a browser does: they open every page and part in
orders of their own and think in between. Either so many replicas are started here, or those at the
addresses given are asked (``--base``: the proxy's address, or one for each replica). Where people
log in, ``TROJKA_LOAD_COOKIE``, or the file that ``TROJKA_LOAD_COOKIE_FILE`` names, holds all that a
browser sends as ``Cookie`` once somebody has logged in; no list of processes shows it. The same
readers then open a page with a title only, which is what Streamlit and this machine cost. Drawing
in the browser is not in these figures.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from dashboard.desks.session import COOKIE as LOGGED_IN
from tests import parts
from tests.load.crowd import EMPTY, resident_mb, together
from tests.serving import served
from tests.socket_session import OWN_PAGE, Session, View

LIMIT_SECONDS = 1.0
"""Readers are too many where one answer in twenty takes longer."""

N_ERRORS_SHOWN = 5

SETTING = "TROJKA_LOAD_COOKIE"
"""Of the environment; or, with ``_FILE`` behind it, the file that holds it."""


@dataclass(frozen=True)
class Row:
    """So many readers on so many replicas.

    Attributes
    ----------
    median_seconds, p95_seconds, worst_seconds : float
        Of all answers.
    memory_mb : tuple of float
        What each replica holds in the end; empty where its process is not known.
    """

    what: str
    sessions: int
    replicas: int
    answers: int
    median_seconds: float
    p95_seconds: float
    worst_seconds: float
    errors: int
    memory_mb: tuple[float, ...]

    def as_cells(self) -> str:
        """Return the line of the table."""
        memory = " + ".join(f"{one:.0f}" for one in self.memory_mb) or "–"
        return (
            f"| {self.what} | {self.sessions} | {self.replicas} | {self.answers} "
            f"| {self.median_seconds:.3f} | {self.p95_seconds:.3f} | {self.worst_seconds:.2f} "
            f"| {self.errors} | {memory} |"
        )


HEAD = (
    "| page | sessions | replicas | answers | median s | p95 s | worst s | errors | MB |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and return the exit code: 0, or 1 where anything went wrong."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        options.cookie = cookie_of(os.environ)
    except ValueError as error:
        parser.error(str(error))
    with _ours(options) as (addresses, processes):
        for address in addresses:
            first = Session(address, authority=options.authority, cookie=options.cookie)
            for view in parts.VIEWS:
                first.open(view)
            first.close()
        rows, errors = _ramp("Trojka", addresses, processes, parts.VIEWS, options)
    if not options.base and not options.no_peer:
        with _empty(len(addresses)) as (addresses, processes):
            theirs, _errors = _ramp("empty", addresses, processes, [(None, {})], options)
            rows += theirs
    if options.json:
        print(json.dumps([asdict(row) for row in rows]))
    else:
        print("\n".join([HEAD, *(row.as_cells() for row in rows)]))
        print(_limit([row for row in rows if row.what == "Trojka"]))
    for error in errors[:N_ERRORS_SHOWN]:
        print(error, file=sys.stderr)
    return 1 if errors else 0


def cookie_of(environment: Mapping[str, str]) -> str:
    """Return the cookie with which readers come; empty where nobody logs in.

    Raises
    ------
    ValueError
        If it is not the whole of what a browser sends, or its file cannot be read.
    """
    said = environment.get(SETTING, "").strip()
    if file := environment.get(f"{SETTING}_FILE", ""):
        try:
            said = Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ValueError(f"{SETTING}_FILE: {error}") from error
    said = said.removeprefix("Cookie:").strip()
    missing = [name for name in (LOGGED_IN, OWN_PAGE) if said and f"{name}=" not in said]
    if missing or not said.isprintable():
        raise ValueError(
            f"{SETTING}: found no {' and no '.join(missing) or 'text of one line'}, expected all "
            "that a browser sends as Cookie; copy it from a request of a page that is logged in"
        )
    return said


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--replicas", type=int, default=1, help="servers to start here")
    parser.add_argument(
        "--base", action="append", metavar="ADDRESS", help="what is served already; repeat it"
    )
    parser.add_argument("--authority", type=Path, metavar="FILE", help="certificate of the CA")
    parser.add_argument(
        "--process", action="append", type=int, metavar="PID", help="of a replica that is served"
    )
    parser.add_argument(
        "--sessions", default="10,20,40,80", help="readers at once, in order, until too many"
    )
    parser.add_argument("--seconds", type=float, default=120.0, help="for each number of readers")
    parser.add_argument("--thinking", type=float, default=5.0, help="mean seconds between views")
    parser.add_argument("--no-peer", action="store_true", help="leave the empty page out")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    return parser


def _ramp(
    what: str,
    addresses: Sequence[str],
    processes: Sequence[int],
    views: Sequence[View],
    options: argparse.Namespace,
) -> tuple[list[Row], list[str]]:
    """Return a row for each number of readers up to the first that is too many, and the errors."""
    rows: list[Row] = []
    errors: list[str] = []
    for n_sessions in map(int, options.sessions.split(",")):
        crowd = together(
            addresses,
            views,
            n_sessions=n_sessions,
            n_views=max(2, round(options.seconds / options.thinking)),
            thinking_seconds=options.thinking,
            authority=options.authority,
            cookie=options.cookie,
        )
        errors += crowd.errors
        if len(crowd.times) < 2:
            break
        rows.append(
            Row(
                what,
                n_sessions,
                len(processes) or len(addresses),
                len(crowd.times),
                crowd.median,
                crowd.p95,
                max(crowd.times),
                len(crowd.errors),
                tuple(map(resident_mb, processes)),
            )
        )
        if crowd.p95 > LIMIT_SECONDS:
            break
    return rows, errors


def _limit(rows: Sequence[Row]) -> str:
    """Return in words how many readers were too many."""
    fit = [row.sessions for row in rows if row.p95_seconds <= LIMIT_SECONDS]
    most = max((row.sessions for row in rows), default=0)
    known = f"p95 stayed within {LIMIT_SECONDS:g} s up to {max(fit, default=0)} sessions"
    return (
        f"{known}; passed at {most}" if most > max(fit, default=0) else f"{known}, the most tried"
    )


@contextlib.contextmanager
def _ours(options: argparse.Namespace) -> Iterator[tuple[list[str], list[int]]]:
    """Yield addresses and processes of the replicas: those named, or some of our own."""
    if options.base:
        yield options.base, options.process or []
        return
    with tempfile.TemporaryDirectory() as folder:
        plans = os.environ.get("TROJKA_PLANS_URL") or f"sqlite:///{folder}/plans.sqlite"
        with _replicas("dashboard/server.py", options.replicas, plans) as found:
            yield found


@contextlib.contextmanager
def _empty(n_replicas: int) -> Iterator[tuple[list[str], list[int]]]:
    """Yield addresses and processes of as many servers of an empty page."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        script.write_text(EMPTY, encoding="utf-8")
        with _replicas(str(script), n_replicas, "") as found:
            yield found


@contextlib.contextmanager
def _replicas(script: str, n: int, plans: str) -> Iterator[tuple[list[str], list[int]]]:
    with contextlib.ExitStack() as stack:
        found = [
            stack.enter_context(served(script, {"TROJKA_PLANS_URL": plans})) for _each in range(n)
        ]
        yield [address for address, _process in found], [process for _address, process in found]


if __name__ == "__main__":
    sys.exit(main())
