"""Whose a thing is, and what everybody else may do with it: each role and desk by each act."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from dashboard.briefing import request
from dashboard.desks.person import ALONE, Person
from dashboard.plans import count_document, steps
from dashboard.plans.briefings import Briefings
from dashboard.plans.counts import Counts
from dashboard.plans.database import Database
from dashboard.plans.sharing import Sharing
from dashboard.plans.store import Plans
from dashboard.plans.trail import Trail
from data.errors import PlanError
from tests.dashboard.plans.conftest import plan
from tests.dashboard.plans.people import (
    EVERYBODY,
    NOWHERE,
    OFFICER,
    OURS,
    READER,
    STEWARD,
    THEIR_OFFICER,
    THEIR_READER,
    THEIR_STEWARD,
    THEIRS,
)

STEP = steps.make(state="KEN", status="done", on=date(2026, 11, 1))
LINE = count_document.line(act="answer", batch="b1", state="KEN", answer="joins")
DONE, ABSENT = "done", "absent"
"""What comes of an act: it is done, or refused as of a thing that is not there."""


@pytest.fixture(scope="module")
def without_plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a database with all tables and nothing in them."""
    path = tmp_path_factory.mktemp("without_plans") / "plans.sqlite"
    Database(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def database(plans_url: str, tmp_path: Path, without_plans: Path) -> Iterator[Database]:
    shutil.copy(without_plans, tmp_path)
    opened = Database(plans_url)
    yield opened
    opened.close()


def keep(kind: str, database: Database, person: Person, thing: str | None = None) -> str:
    """Save a thing of a kind, anew or over another, and return its key."""
    n = 0 if thing is None else 1
    if kind == "plan":
        plans = Plans(database, person)
        return plans.save(plan(), who="who", plan_id=thing, expect_revision=n).plan_id
    if kind == "briefing":
        asked = request.make(title="Seoul")
        briefings = Briefings(database, person)
        return briefings.save(asked, who="who", briefing_id=thing, expect_revision=n).briefing_id
    made = count_document.make(
        title="Nairobi", kind="endorsement", on=date(2027, 4, 1), snapshot_version="0a1b"
    )
    return Counts(database, person).begin(made, who="who").count_id


def of(kind: str, database: Database, person: Person) -> Plans | Briefings | Counts:
    return {"plan": Plans, "briefing": Briefings, "count": Counts}[kind](database, person)


def listed(kind: str, database: Database, person: Person) -> list[str]:
    held = of(kind, database, person)
    return [getattr(one, f"{kind}_id") for one in held.list()]


def write_in(kind: str, database: Database, person: Person, thing: str) -> None:
    """Write into a thing: a step, a line, or a save over it."""
    if kind == "plan":
        Plans(database, person).log(thing, STEP, who="who")
    elif kind == "count":
        Counts(database, person).enter(thing, [LINE], who="who")
    else:
        keep(kind, database, person, thing)


def came_of(act: Callable[[], object]) -> str:
    """Return what comes of an act: done, absent, or the reason why not."""
    try:
        act()
    except PlanError as error:
        return error.reason or (ABSENT if "found no " in str(error) else str(error))
    return DONE


ACTS: dict[str, Callable[[str, Database, Person, str], object]] = {
    "read": lambda kind, base, who, thing: of(kind, base, who).load(thing),
    "write": write_in,
    "who has it": lambda kind, base, who, thing: of(kind, base, who).shares(thing),
    "share": lambda kind, base, who, thing: of(kind, base, who).share(
        thing, desk="Third", may_edit=False
    ),
    "take back": lambda kind, base, who, thing: of(kind, base, who).unshare(thing, desk="Third"),
    "keep": lambda kind, base, who, _thing: keep(kind, base, who),
    "give": lambda kind, base, who, thing: of(kind, base, who).give(thing, desk="Third"),
}
"""What can be done with a thing of our desk."""

ORDER = ("read", "write", "who has it", "share", "take back", "keep", "give")
MATRIX: dict[str, tuple[str, ...]] = {
    "alone": (DONE, DONE, DONE, DONE, DONE, DONE, ABSENT),
    "our reader": (DONE, "reader", DONE, "reader", "reader", "reader", "no_steward"),
    "our officer": (DONE, DONE, DONE, DONE, DONE, DONE, "no_steward"),
    "our steward": (DONE, DONE, DONE, DONE, DONE, DONE, ABSENT),
    "their reader": (ABSENT, "reader", ABSENT, "reader", "reader", "reader", "no_steward"),
    "their officer": (ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, DONE, "no_steward"),
    "their steward": (ABSENT, ABSENT, ABSENT, ABSENT, ABSENT, DONE, ABSENT),
    "of no desk": (ABSENT, "no_desk", ABSENT, "no_desk", "no_desk", "no_desk", "no_steward"),
}
"""What comes of each act; none was shared. Only what is nobody's can be given."""

KINDS = pytest.mark.parametrize("kind", ["plan", "briefing", "count"])


@pytest.mark.slow
@KINDS
@pytest.mark.parametrize("who", EVERYBODY)
def test_each_role_may_do_just_this(kind: str, who: str, database: Database) -> None:
    found = []
    for act in ORDER:
        thing = keep(kind, database, OFFICER)
        found.append(
            came_of(lambda act=act, thing=thing: ACTS[act](kind, database, EVERYBODY[who], thing))
        )  # type: ignore[misc]
    assert dict(zip(ORDER, found, strict=True)) == dict(zip(ORDER, MATRIX[who], strict=True))


@KINDS
@pytest.mark.parametrize("who", ["their reader", "their officer", "their steward", "of no desk"])
def test_what_is_not_theirs_is_as_if_it_were_not_there(
    kind: str, who: str, database: Database
) -> None:
    thing = keep(kind, database, OFFICER)
    person = EVERYBODY[who]
    assert thing not in listed(kind, database, person)

    def told(key: str) -> list[str]:
        answers = []
        for act in ACTS.values():
            try:
                act(kind, database, person, key)
            except PlanError as error:
                answers.append(str(error).replace(key, "KEY"))
        return answers

    assert told(thing) == told("f" * 16)


SHARED: dict[tuple[str, bool], tuple[str, ...]] = {
    ("their reader", False): (DONE, "reader", DONE, "reader"),
    ("their reader", True): (DONE, "reader", DONE, "reader"),
    ("their officer", False): (DONE, "read_only_share", DONE, "not_owner"),
    ("their officer", True): (DONE, DONE, DONE, "not_owner"),
    ("their steward", False): (DONE, "read_only_share", DONE, "not_owner"),
    ("their steward", True): (DONE, DONE, DONE, "not_owner"),
}


@KINDS
@pytest.mark.parametrize(("who", "may_edit"), SHARED)
def test_what_is_shared_may_be_read_or_edited(
    kind: str, who: str, may_edit: bool, database: Database
) -> None:
    thing = keep(kind, database, OFFICER)
    of(kind, database, OFFICER).share(thing, desk=THEIRS, may_edit=may_edit)
    person = EVERYBODY[who]
    assert listed(kind, database, person) == [thing]
    (one,) = of(kind, database, person).list()
    assert (one.desk, one.may_edit) == (OURS, may_edit and "reader" not in who)
    found = tuple(
        came_of(partial(ACTS[act], kind, database, person, thing))
        for act in ("read", "write", "who has it", "share")
    )
    assert found == SHARED[who, may_edit]
    of(kind, database, OFFICER).unshare(thing, desk=THEIRS)
    assert came_of(lambda: ACTS["read"](kind, database, person, thing)) == ABSENT
    assert listed(kind, database, person) == []


@pytest.mark.slow
@KINDS
@pytest.mark.parametrize("may_edit", [False, True])
@pytest.mark.parametrize("who", EVERYBODY)
def test_why_not_is_told_beforehand_as_it_is_when_somebody_tries(
    kind: str, who: str, may_edit: bool, database: Database
) -> None:
    person = EVERYBODY[who]
    thing = keep(kind, database, OFFICER)
    of(kind, database, OFFICER).share(thing, desk=THEIRS, may_edit=may_edit)
    told = [of(kind, database, person).refusal(key) or DONE for key in ("", thing)]
    tried = [
        came_of(partial(ACTS[act], kind, database, person, thing)) for act in ("keep", "write")
    ]
    assert told == tried


@KINDS
def test_who_has_it_is_told_and_changes_with_the_share(kind: str, database: Database) -> None:
    thing = keep(kind, database, OFFICER)
    held: Sharing = of(kind, database, OFFICER)
    held.share(thing, desk=THEIRS, may_edit=False)
    held.share(thing, desk=THEIRS, may_edit=True)
    (share,) = held.shares(thing)
    assert (share.desk, share.may_edit, share.author) == (THEIRS, True, OFFICER.name)
    assert held.desk_of(thing) == OURS
    assert came_of(lambda: held.share(thing, desk=OURS, may_edit=True)) == "own_desk"
    with pytest.raises(PlanError, match="the desk, desk: found ''"):
        held.share(thing, desk="", may_edit=False)


@KINDS
def test_what_was_kept_before_the_login_is_nobodys_until_it_is_given(
    kind: str, database: Database
) -> None:
    thing = keep(kind, database, ALONE)
    for person in (READER, OFFICER, STEWARD, THEIR_OFFICER, NOWHERE):
        assert listed(kind, database, person) == []
        assert came_of(partial(ACTS["read"], kind, database, person, thing)) == ABSENT
    assert [key for key, _title in of(kind, database, THEIR_STEWARD).of_nobody()] == [thing]
    of(kind, database, THEIR_STEWARD).give(thing, desk=OURS)
    assert listed(kind, database, OFFICER) == [thing]
    assert of(kind, database, STEWARD).of_nobody() == ()
    assert came_of(lambda: of(kind, database, THEIR_STEWARD).give(thing, desk=THEIRS)) == ABSENT
    assert listed(kind, database, ALONE) == [thing]
    assert came_of(lambda: of(kind, database, OFFICER).of_nobody()) == "no_steward"


def test_whoever_is_logged_in_writes_under_their_own_name(database: Database) -> None:
    plans = Plans(database, OFFICER)
    saved = plans.save(plan(), who="Somebody else")
    entry = plans.log(saved.plan_id, STEP, who="Somebody else")
    assert (saved.author, entry.author) == (OFFICER.name, OFFICER.name)
    assert Plans(database, ALONE).save(plan(), who="Typed").author == "Typed"


def test_keys_cannot_be_guessed(database: Database) -> None:
    keys = {keep("plan", database, OFFICER) for _ in range(20)}
    assert len(keys) == 20
    assert all(len(key) == 32 and int(key, 16) >= 0 for key in keys)  # 128 bits by chance


def test_a_save_that_is_refused_leaves_no_trace(database: Database) -> None:
    thing = keep("plan", database, OFFICER)
    Plans(database, OFFICER).share(thing, desk=THEIRS, may_edit=False)
    before = Trail(database).n_rows()
    for person in (THEIR_OFFICER, THEIR_READER, READER, NOWHERE):
        with pytest.raises(PlanError):
            keep("plan", database, person, thing)
    assert [one.number for one in Plans(database, OFFICER).history(thing)] == [1]
    assert Trail(database).n_rows() == before


def test_a_file_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "plans.sqlite"
    database = Database(f"sqlite:///{file}")
    keep("plan", database, ALONE)
    with database.reading() as connection:
        connection.exec_driver_sql("SELECT 1 FROM plans").all()
        found = {part.name: part.stat().st_mode & 0o777 for part in file.parent.iterdir()}
    assert found == dict.fromkeys(found, 0o600)
    assert "plans.sqlite-wal" in found
    assert file.parent.stat().st_mode & 0o777 == 0o700
    database.close()


def test_a_file_that_is_no_database_of_plans_keeps_its_rights(tmp_path: Path) -> None:
    letter, folder = tmp_path / "letter.txt", tmp_path / "folder"
    letter.write_text("Dear colleague, " * 100)
    letter.chmod(0o644)
    folder.mkdir(mode=0o755)
    for place in (letter, folder):
        rights = place.stat().st_mode
        with pytest.raises(PlanError):
            Database(f"sqlite:///{place}")
        assert place.stat().st_mode == rights


def test_a_file_that_all_could_read_is_closed_to_others(tmp_path: Path) -> None:
    file = tmp_path / "plans.sqlite"
    Database(f"sqlite:///{file}").close()
    file.chmod(0o644)
    Database(f"sqlite:///{file}").close()
    assert file.stat().st_mode & 0o777 == 0o600
