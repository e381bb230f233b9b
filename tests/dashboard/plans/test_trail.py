"""The trail: what is noted, that it stays, and where its chain breaks when it was tampered with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from dashboard.desks.person import ALONE
from dashboard.plans import address, steps, trail
from dashboard.plans.database import Database
from dashboard.plans.store import Plans
from dashboard.plans.tables import TRAIL
from dashboard.plans.trail import Trail
from data.errors import PlanError
from data.facts import current_facts
from tests.dashboard.plans.conftest import plan
from tests.dashboard.plans.people import OFFICER, READER, STEWARD, THEIR_OFFICER, THEIRS

pytestmark = pytest.mark.real


@pytest.fixture
def database(plans_url: str) -> Iterator[Database]:
    opened = Database(plans_url)
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, plans_url: str) -> Iterator[Database]:
    """Return a database in a file, and one on a server."""
    is_file = request.param == "sqlite"
    opened = Database(plans_url if is_file else request.getfixturevalue("postgresql_url"))
    yield opened
    opened.close()


def test_what_is_done_is_noted_with_who_when_and_which_facts(database: Database) -> None:
    before = datetime.now(tz=UTC)
    plans = Plans(database, OFFICER)
    saved = plans.save(plan("Do not tell"), who="", note="nor this")
    plans.log(saved.plan_id, steps.make(state="KEN", status="done", on=before.date()), who="")
    plans.share(saved.plan_id, desk=THEIRS, may_edit=False)
    plans.unshare(saved.plan_id, desk=THEIRS)
    plans.unshare(saved.plan_id, desk=THEIRS)  # had it no longer: nothing was done
    Trail(database, THEIR_OFFICER).note("saw", "page", "standing")
    lines = Trail(database, STEWARD).lines()
    thing = saved.plan_id
    assert [(one.act, one.kind, one.thing) for one in reversed(lines)] == [
        ("saved", "plan", thing),
        ("logged", "plan", thing),
        ("shared", "plan", f"{thing} → {THEIRS}"),
        ("unshared", "plan", f"{thing} → {THEIRS}"),
        ("saw", "page", "standing"),
    ]
    assert {(one.subject, one.name, one.desk) for one in lines[1:]} == {
        (OFFICER.subject, OFFICER.name, OFFICER.desk)
    }
    assert {one.facts_version for one in lines} == {current_facts().version}
    assert all(before <= one.at <= datetime.now(tz=UTC) for one in lines)
    assert "tell" not in str(lines)
    assert "this" not in str(lines)


def test_without_a_login_the_name_that_was_typed_is_noted(database: Database) -> None:
    Plans(database, ALONE).save(plan(), who="A. Desk")
    (line,) = Trail(database).lines()
    assert (line.subject, line.name, line.desk) == ("", "A. Desk", "")


def test_only_stewards_read_it(database: Database) -> None:
    for person in (READER, OFFICER):
        held = Trail(database, person)
        for ask in (held.lines, held.people, held.broken_at, held.n_rows):
            with pytest.raises(PlanError, match="the trail: found that you are no steward"):
                ask()


def test_it_is_asked_by_period_person_desk_and_act(database: Database) -> None:
    Trail(database, OFFICER).note("saw", "page", "state")
    Trail(database, THEIR_OFFICER).note("exported", "page", "state")
    Trail(database, THEIR_OFFICER).note("saw", "page", "plan")
    held = Trail(database, STEWARD)
    now = datetime.now(tz=UTC)
    assert [one.number for one in held.lines(names=[THEIR_OFFICER.name])] == [3, 2]
    assert [one.number for one in held.lines(desks=[OFFICER.desk])] == [1]
    assert [one.number for one in held.lines(acts=["saw"])] == [3, 1]
    assert [one.number for one in held.lines(acts=["saw"], most=1)] == [3]
    assert held.lines(since=now + timedelta(hours=1)) == ()
    assert len(held.lines(since=now - timedelta(hours=1), before=now + timedelta(hours=1))) == 3
    assert held.people() == (
        tuple(sorted([OFFICER.name, THEIR_OFFICER.name])),
        tuple(sorted([OFFICER.desk, THEIR_OFFICER.desk])),
    )


def test_the_database_refuses_to_change_it(either: Database) -> None:
    held = Trail(either)
    held.note("saw", "page", "state")
    held.note("saw", "page", "plan")
    number = held.n_rows()
    statements = [
        "UPDATE trail SET name = 'nobody'",
        "DELETE FROM trail WHERE number = 1",
    ]
    if either.name.startswith("sqlite"):
        statements.append("REPLACE INTO trail SELECT * FROM trail WHERE number = 1")
        statements.append("INSERT INTO trail SELECT 0,at,'','','',act,kind,'','','' FROM trail")
    else:
        statements.append("TRUNCATE trail")
    for statement in statements:
        with pytest.raises(PlanError, match="the trail"), either.writing() as connection:
            connection.exec_driver_sql(statement)
    assert held.n_rows() == number
    assert held.broken_at() is None


def tamper(url: str, *statements: str) -> None:
    """Change the trail as somebody would who has the file: its guards are taken away first."""
    file = address.file_of(url)
    assert file is not None
    with closing(sqlite3.connect(file)) as other:
        for name in ("trail_unchanged", "trail_kept", "trail_onward"):
            other.execute(f"DROP TRIGGER IF EXISTS {name}")
        for statement in statements:
            other.execute(statement)
        other.commit()


@pytest.mark.parametrize(
    ("statements", "number"),
    [
        (["UPDATE trail SET name = 'Somebody else' WHERE number = 3"], 3),
        (["UPDATE trail SET at = '2020-01-01 00:00:00.000000' WHERE number = 4"], 4),
        (["UPDATE trail SET at = 'never' WHERE number = 4"], 4),
        (["UPDATE trail SET facts_version = '' WHERE number = 1"], 1),
        (["DELETE FROM trail WHERE number = 2"], 2),
        (["DELETE FROM trail WHERE number = 1"], 1),
        (
            [
                "DELETE FROM trail WHERE number = 2",
                "UPDATE trail SET number = number - 1 WHERE number > 2",
            ],
            2,
        ),
        (["UPDATE trail SET sha256 = 'x' WHERE number = 5"], 5),
        (
            [
                "UPDATE trail SET number = 99 WHERE number = 2",
                "UPDATE trail SET number = 2 WHERE number = 3",
                "UPDATE trail SET number = 3 WHERE number = 99",
            ],
            2,
        ),
    ],
)
def test_a_row_that_was_changed_is_named(
    database: Database, plans_url: str, statements: list[str], number: int
) -> None:
    for n in range(5):
        Trail(database, OFFICER).note("saw", "page", f"page {n}")
    held = Trail(database, STEWARD)
    assert held.broken_at() is None
    tamper(plans_url, *statements)
    broken = held.broken_at()
    assert broken is not None
    assert broken.number == number


def test_a_row_that_cannot_be_read_is_refused_in_a_sentence(
    database: Database, plans_url: str
) -> None:
    Trail(database, OFFICER).note("saw", "page", "standing")
    tamper(plans_url, "UPDATE trail SET at = 'never'")
    with pytest.raises(PlanError, match=r"row 1 of the trail in .*, at: found 'never', expected"):
        Trail(database, STEWARD).lines()


def test_many_who_write_at_once_leave_one_chain(either: Database) -> None:
    """Each thread has a connection of its own, as two servers have."""
    before = Trail(either).n_rows()
    plan_id = Plans(either, OFFICER).save(plan(), who="").plan_id

    def act(n: int) -> None:
        if n % 2:
            Trail(either, OFFICER).note("saw", "plan", plan_id)
        else:
            step = steps.make(state="KEN", status="done", on=datetime.now(tz=UTC).date())
            Plans(either, OFFICER).log(plan_id, step, who="")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(act, range(36)))
    with either.reading() as connection:
        numbers = connection.execute(sa.select(TRAIL.c.number).order_by(TRAIL.c.number)).scalars()
        assert list(numbers) == list(range(1, before + 38))
    assert Trail(either, STEWARD).broken_at() is None


def test_what_cannot_be_noted_does_not_undo_what_was_done(
    plans_url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TROJKA_PLANS_URL", "postgresql://desk:secret@localhost:1/plans")
    assert not trail.noted(OFFICER, "exported", "page", "standing")
    assert "not in the trail: exported of page standing (gone)" in caplog.text
    assert "secret" not in caplog.text
    monkeypatch.setenv("TROJKA_PLANS_URL", plans_url)
    assert trail.noted(OFFICER, "exported", "page", "standing")
