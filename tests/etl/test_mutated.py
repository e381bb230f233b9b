"""Whatever happens to a file: every row is accounted for, or a sentence says what is wrong."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import store
from tests.etl.archive import Archive
from tests.etl.mutations import MUTATIONS
from tests.etl.test_bad_input import SENTENCE

SECONDS = 30
"""No build of the small archive takes as long; one that only waits is ended by pytest."""

HELD = {
    "aliases": "aliases",
    "authorships": "authorships",
    "boundaries": "boundaries",
    "commissioners": "commissioners",
    "group_positions": "group_positions",
    "leads": "leads",
    "mandates": "mandates",
    "milestones": "milestones",
    "reference/points": "reference_points",
    "stances": "stances",
    "stated_positions": "stated_positions",
    "states": "states",
    "tiles": "tiles",
    "unga/sponsors": "sponsors",
}
"""The table that holds the rows of each file, one for one."""


@pytest.mark.slow
@settings(max_examples=30, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_mutated_file_is_read_whole_or_refused(data: st.DataObject) -> None:
    mutate_and_build(data)


@pytest.mark.proof
@pytest.mark.timeout(3600)
@settings(max_examples=1_000, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_thousand_mutated_files_are_read_whole_or_refused(data: st.DataObject) -> None:
    mutate_and_build(data)


def mutate_and_build(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        archive = Archive(Path(folder))
        patch.setenv("TROJKA_SNAPSHOT", str(archive.snapshot))
        archive.snapshot.parent.mkdir()
        archive.snapshot.write_bytes(b"the former snapshot")
        mutate(data, archive)
        told = io.StringIO()
        with at_most(SECONDS), contextlib.redirect_stderr(told), contextlib.redirect_stdout(None):
            code = archive.run()
        if code:
            assert code == 2
            assert told.getvalue()
            for line in told.getvalue().splitlines():
                assert SENTENCE.match(line), line
            assert archive.snapshot.read_bytes() == b"the former snapshot"
        else:
            assert_every_row_is_accounted_for(archive)


def mutate(data: st.DataObject, archive: Archive) -> None:
    files = sorted(path for path in archive.root.rglob("*") if path.is_file())
    path = data.draw(st.sampled_from([*files, archive.corrections]))
    before = content = path.read_bytes()
    for mutation in data.draw(st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=3)):
        content = mutation(data, content)
    path.write_bytes(content)
    sidecar = path.with_suffix(".toml")
    if sidecar not in (path, archive.corrections):  # a change that its sidecar knows of
        old, new = (hashlib.sha256(one).hexdigest() for one in (before, content))
        sidecar.write_text(sidecar.read_text().replace(old, new))


class HangError(BaseException):
    """A build that does not end; nothing but the test may catch it."""


@contextlib.contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Raise where the block takes more time of the processor, however busy the machine is."""

    def stop(*_: object) -> None:
        raise HangError(f"a build of more than {seconds} s")

    former = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)


def assert_every_row_is_accounted_for(archive: Archive) -> None:
    """Count the rows of every file with Python's own reader, and find them in the snapshot."""
    snapshot = store.open_snapshot()
    counted = {
        path.relative_to(archive.root).with_suffix("").as_posix(): n_rows(path)
        for path in archive.root.rglob("*.csv")
    }
    read = snapshot.frame("sources").set_index("source_id")["n_rows"].to_dict()
    assert {name: read[name] for name in counted} == counted
    for name, table in HELD.items():
        assert snapshot.n_rows(table) == counted[name], table
    rosters = [n for name, n in counted.items() if name.startswith("rosters/")]
    assert snapshot.n_rows("memberships") == sum(rosters)
    rollcalls = snapshot.frame("rollcalls")
    assert rollcalls["rcid"].notna().sum() == counted["unga/rollcalls"]
    votes = snapshot.frame("votes").groupby("rollcall_id", observed=True).size()
    own = rollcalls[rollcalls["source_id"].str.startswith("rollcalls/")]
    for name, rollcall_id in zip(own["source_id"], own["rollcall_id"], strict=True):
        assert votes.get(rollcall_id, 0) == counted[name]  # a list may have lost all its names
    flagged = snapshot.frame("refusals")["source_id"].eq("reference/repeated").sum()
    assert snapshot.n_rows("repeated_votes") + flagged == counted["reference/repeated"]


def n_rows(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1
