"""Rows that somebody changed by hand: whatever stands in them is read or refused in a sentence."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dashboard.briefing import request
from dashboard.plans import count_document, counting, progress, steps
from dashboard.plans.briefings import Briefings
from dashboard.plans.counts import Counts
from dashboard.plans.database import Database
from dashboard.plans.store import Plans
from data.errors import PlanError
from tests.dashboard.plans.conftest import plan
from tests.dashboard.plans.people import OFFICER, THEIRS

TODAY = date(2026, 11, 24)

COLUMNS = {
    "plans": (
        *("title", "instrument_id", "is_next", "target", "snapshot_version"),
        *("desk", "revision", "created_at", "saved_at"),
    ),
    "revisions": ("number", "author", "note", "saved_at", "document", "sha256"),
    "log": (
        *("state", "status", "result", "on", "level", "partner", "due", "note", "author"),
        *("logged_at", "owner", "post", "takes_back"),
    ),
    "briefings": ("title", "n_items", "revision", "saved_at"),
    "briefing_revisions": ("number", "author", "saved_at", "document", "sha256"),
    "counts": ("title", "kind", "revision", "saved_at"),
    "count_revisions": ("number", "author", "saved_at", "document", "sha256"),
    "count_lines": (
        "act",
        "batch",
        "state",
        "answer",
        "name",
        "takes_back",
        "author",
        "entered_at",
    ),
    "shares": ("desk", "may_edit", "author", "shared_at"),
}
"""By table, what can be changed."""

DOCUMENTS = ("revisions", "briefing_revisions", "count_revisions")

values = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.binary(max_size=10),
    st.sampled_from(
        ["never", "2026-13-45 99:99:99", "0000-00-00", "9999-12-31 00:00:00.000000", "zz", "QQQ"]
    ),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | Path]:
    """Return a file with a plan, a briefing and a count, all shared, and their keys."""
    file = tmp_path_factory.mktemp("template") / "plans.sqlite"
    database = Database(f"sqlite:///{file}")
    plans, briefings = Plans(database, OFFICER), Briefings(database, OFFICER)
    counts = Counts(database, OFFICER)
    draft = plan(approaches=[{"state": "MEX", "level": "call"}], probabilities={"MEX": 0.1})
    keys = {"plan": plans.save(draft, who="").plan_id}
    for status, result in (("done", None), ("answer", "willing")):
        step = steps.make(state="KEN", status=status, result=result, on=TODAY, due=TODAY)
        plans.log(keys["plan"], step, who="")
    asked = request.make(title="Seoul", items=(request.StatePages(states=("KEN",)),))
    keys["briefing"] = briefings.save(asked, who="").briefing_id
    made = count_document.make(
        title="Nairobi", kind="endorsement", on=TODAY, snapshot_version="0a1b"
    )
    lines = [
        count_document.line(act="answer", batch=batch, state="KEN", answer="joins")
        for batch in ("b1", "b2")
    ]
    keys["count"] = counts.begin(made, who="").count_id
    counts.enter(keys["count"], lines, who="")
    for kept, key in ((plans, "plan"), (briefings, "briefing"), (counts, "count")):
        kept.share(keys[key], desk=THEIRS, may_edit=True)
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return {"file": file, **keys}


@pytest.fixture
def reading(
    template: dict[str, str | Path], tmp_path: Path
) -> Iterator[Callable[[Callable[[sqlite3.Connection], object]], list[str]]]:
    """Return what changes a fresh copy and reads all of it: every refusal, in words."""
    file = tmp_path / "copy.sqlite"
    shutil.copy(template["file"], file)
    database = Database(f"sqlite:///{file}")
    plans, briefings = Plans(database, OFFICER), Briefings(database, OFFICER)
    counts = Counts(database, OFFICER)
    plan_id, briefing_id, count_id = (str(template[key]) for key in ("plan", "briefing", "count"))

    def opened() -> None:
        held = plans.load(plan_id).document
        progress.on_day(held, plans.entries(plan_id), TODAY)
        progress.desk_facts(plans.entries(plan_id))

    asks: dict[str, tuple[Callable[[], object], ...]] = {
        plan_id: (
            plans.list,
            opened,
            lambda: plans.history(plan_id),
            lambda: plans.shares(plan_id),
        ),
        briefing_id: (
            briefings.list,
            lambda: briefings.load(briefing_id),
            lambda: briefings.shares(briefing_id),
        ),
        count_id: (
            counts.list,
            lambda: counts.load(count_id),
            lambda: counting.standing(counts.entries(count_id)),
            lambda: counts.shares(count_id),
        ),
    }

    def refusals(change: Callable[[sqlite3.Connection], object]) -> list[str]:
        for part in tmp_path.glob("copy.sqlite*"):
            part.unlink()
        shutil.copy(template["file"], file)
        with closing(sqlite3.connect(file)) as other:
            try:
                change(other)
            except (sqlite3.IntegrityError, OverflowError):
                return []  # the database refuses it
            other.commit()
        told = [(key, said) for key, ways in asks.items() for way in ways if (said := said_of(way))]
        assert [said for key, said in told if key not in said] == []  # each names the thing
        return [said for _key, said in told]

    yield refusals
    database.close()


def said_of(way: Callable[[], object]) -> str:
    """Return why something cannot be read; nothing where it can. All else it raises is a fault."""
    try:
        way()
    except PlanError as error:
        return str(error)
    return ""


def changed(table: str, column: str, value: object) -> Callable[[sqlite3.Connection], object]:
    statement = f'UPDATE {table} SET "{column}" = ?'  # noqa: S608  # both are ours
    return lambda other: other.execute(statement, (value,))


def rewritten(table: str, field: str, value: object) -> Callable[[sqlite3.Connection], object]:
    """Change a field of a document, and its checksum with it."""

    def change(other: sqlite3.Connection) -> None:
        (text,) = other.execute(f"SELECT document FROM {table}").fetchone()  # noqa: S608  # ours
        held = json.dumps(json.loads(text) | {field: value})
        seal = hashlib.sha256(held.encode()).hexdigest()
        other.execute(f"UPDATE {table} SET document = ?, sha256 = ?", (held, seal))  # noqa: S608  # ours

    return change


Reading = Callable[[Callable[[sqlite3.Connection], object]], list[str]]
HOSTILE = settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.slow
@HOSTILE
@given(
    at=st.sampled_from([(table, column) for table, names in COLUMNS.items() for column in names]),
    value=values,
)
@example(at=("plans", "saved_at"), value="never")
@example(at=("plans", "target"), value=-1)
@example(at=("revisions", "saved_at"), value="2026-13-45 99:99:99")
@example(at=("log", "on"), value="never")
@example(at=("log", "due"), value=3)
@example(at=("log", "status"), value="zz")
@example(at=("log", "takes_back"), value="zz")
@example(at=("counts", "saved_at"), value=b"\xff")
@example(at=("count_lines", "entered_at"), value="never")
@example(at=("count_lines", "act"), value="zz")
@example(at=("briefings", "n_items"), value=-5)
@example(at=("shares", "shared_at"), value="never")
def test_whatever_a_row_holds_is_read_or_refused_by_name(
    reading: Reading, at: tuple[str, str], value: object
) -> None:
    reading(changed(*at, value))


@pytest.mark.slow
@HOSTILE
@given(
    table=st.sampled_from(DOCUMENTS),
    field=st.sampled_from(
        [
            *("format", "title", "instrument_id", "target", "approaches", "fixed", "assumptions"),
            *("probabilities", "members", "note", "we", "budget", "items", "language", "marking"),
            *("kind", "on", "tally", "number", "snapshot_version", "stranger"),
        ]
    ),
    value=json_values,
)
def test_whatever_a_document_says_is_read_or_refused_by_name(
    reading: Reading, table: str, field: str, value: object
) -> None:
    reading(rewritten(table, field, value))


@pytest.mark.parametrize(
    ("table", "column", "value", "told"),
    [
        ("plans", "saved_at", "never", "saved_at: found 'never', expected"),
        ("plans", "target", 5_000, "target: found 5000, expected"),
        ("plans", "instrument_id", "No Text!", "instrument_id: found 'No Text!', expected"),
        ("revisions", "saved_at", "2026-13-45", "saved_at: found '2026-13-45', expected"),
        ("revisions", "number", -3, "number: found -3, expected"),
        ("log", "on", "never", "on: found 'never', expected"),
        ("log", "status", "zz", "status: found 'zz', expected"),
        ("log", "state", "Kenya", "state: found 'Kenya', expected"),
        ("log", "logged_at", 7, "at: found 7, expected"),
        ("count_lines", "answer", "zz", "answer: found 'zz', expected"),
        ("count_lines", "entered_at", "never", "at: found 'never', expected"),
        ("counts", "kind", "Vote!", "kind: found 'Vote!', expected"),
        ("briefings", "n_items", -1, "n_items: found -1, expected"),
        ("briefing_revisions", "document", "{}", "found a document that is not as it was saved"),
        ("shares", "shared_at", "never", "shared_at: found 'never', expected"),
    ],
)
def test_a_value_that_does_not_fit_is_named(
    reading: Reading, table: str, column: str, value: object, told: str
) -> None:
    assert any(told in one for one in reading(changed(table, column, value)))


def test_what_nobody_changed_is_read(reading: Reading) -> None:
    assert reading(lambda _other: None) == []
