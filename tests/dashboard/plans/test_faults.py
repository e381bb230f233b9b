"""A database that is locked, read-only, full, gone or not ours: a sentence, and nothing changed."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from dashboard.plans import address, migrate, store
from dashboard.plans.database import Database
from data.errors import PlanError
from tests.dashboard.plans.conftest import plan
from tests.postgresql import IS_ROOT, ROOT

NOBODY = 65534
KEPT = "what is on screen is not lost, and can be downloaded"


@pytest.fixture
def file(plans_url: str) -> Path:
    """Return a file with one plan."""
    plans = store.open_plans(plans_url)
    plans.save(plan("kept"), who="desk")
    found = address.file_of(plans_url)
    assert found is not None
    return found


def titles(file: Path) -> list[str]:
    return [one.title for one in store.open_plans(f"sqlite:///{file}").list()]


def test_a_locked_database_is_said_and_can_be_read_meanwhile(
    file: Path, plans_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "BUSY_SECONDS", 0.1)
    plans = store.open_plans(plans_url)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(PlanError, match=f"kept it locked for too long.*{KEPT}"):
            plans.save(plan("mine"), who="desk")
        assert [one.title for one in plans.list()] == ["kept"]
    plans.save(plan("mine"), who="desk")
    assert titles(file) == ["mine", "kept"]


def test_a_database_that_may_only_be_read_is_said() -> None:
    folder = Path(tempfile.mkdtemp(prefix="trojka-plans-"))
    url = f"sqlite:///{folder / 'plans.sqlite'}"
    try:
        plans = store.open_plans(url)
        plans.save(plan("kept"), who="desk")
        file = folder / "plans.sqlite"
        file.chmod(0o444)
        folder.chmod(0o555)
        with without_rights(), pytest.raises(PlanError, match="found that it may only be read"):
            plans.save(plan("mine"), who="desk")
        with without_rights(), pytest.raises(PlanError, match="found that it may only be read"):
            store.open_plans(f"sqlite:///{folder / 'new' / 'plans.sqlite'}")
        folder.chmod(0o755)
        file.chmod(0o644)
        assert titles(file) == ["kept"]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


@contextmanager
def without_rights() -> Iterator[None]:
    """Act as a user to whom rights apply."""
    if IS_ROOT:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if IS_ROOT:
            os.seteuid(0)


FULL = """
import sys
from dashboard.plans import store
from data.errors import PlanError
from tests.dashboard.plans.conftest import plan
plans = store.open_plans(sys.argv[1])
n = 0
try:
    while True:
        plans.save(plan(f"plan {n}", note="x" * 9_000), who="desk")
        n += 1
except PlanError as error:
    print(n, error)
"""


@pytest.mark.slow
def test_a_full_disk_is_said_and_what_was_saved_stays(file: Path, plans_url: str) -> None:
    small = file.stat().st_size + 200_000
    process = subprocess.run(
        [sys.executable, "-c", FULL, plans_url],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (small, small)),
    )
    n, _, sentence = process.stdout.strip().partition(" ")
    assert "found a disk that is full, expected room for the plan" in sentence
    assert KEPT in sentence
    assert sorted(titles(file)) == sorted(["kept", *(f"plan {i}" for i in range(int(n)))])


def test_a_database_that_is_gone_is_not_begun_anew_in_silence(file: Path, plans_url: str) -> None:
    plans = store.open_plans(plans_url)
    for part in file.parent.glob("plans.sqlite*"):
        part.unlink()
    for ask in (plans.list, lambda: plans.save(plan(), who="desk")):
        with pytest.raises(PlanError, match=f"found no database that can be opened.*{KEPT}"):
            ask()
    assert not file.exists()


def test_a_server_that_does_not_answer_is_said() -> None:
    with pytest.raises(PlanError, match="found no database that can be opened") as caught:
        store.open_plans("postgresql://desk:secret@localhost:1/plans")
    assert "secret" not in str(caught.value)


@pytest.mark.slow
def test_a_server_whose_connections_are_all_taken_is_said(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(address, "TURN_SECONDS", 0.2)
    plans = store.open_plans(postgresql_url)
    with closing(Database(postgresql_url)) as database, ExitStack() as taken:

        def take_all() -> None:
            for _ in range(50):
                taken.enter_context(database.reading())

        with pytest.raises(PlanError, match=f"kept it locked for too long.*{KEPT}") as caught:
            take_all()
        assert caught.value.reason == "busy"
        assert plans.save(plan("meanwhile"), who="desk").number == 1
    plans.close()


@pytest.mark.slow
def test_a_wrong_password_is_said(postgresql_url: str) -> None:
    user, _, rest = postgresql_url.partition("@")
    with pytest.raises(PlanError, match="found a server that does not let us in"):
        store.open_plans(f"{user}wrong@{rest}")


def test_a_file_that_is_no_database_is_said_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear colleague, " * 100)
    with pytest.raises(PlanError, match="found something that is no database of plans"):
        store.open_plans(f"sqlite:///{file}")
    assert file.read_text().startswith("Dear colleague")


def test_a_document_that_was_tampered_with_is_refused(file: Path, plans_url: str) -> None:
    plans = store.open_plans(plans_url)
    (kept,) = plans.list()
    with closing(sqlite3.connect(file)) as other:
        other.execute("UPDATE revisions SET document = replace(document, 'kept', 'bent')")
        other.commit()
    with pytest.raises(PlanError, match="found a document that is not as it was saved"):
        plans.load(kept.plan_id)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("mysql://localhost/plans", "an address of mysql"),
        ("sqlite://", "an address of sqlite without a file"),
        ("nonsense", "an address that cannot be read"),
        ("postgresql://localhost/plans?sslmode=prefer", "sslmode=prefer"),
    ],
)
def test_an_address_that_does_not_fit_is_said(url: str, found: str) -> None:
    with pytest.raises(PlanError, match=f"TROJKA_PLANS_URL: found {found}, expected sqlite:///"):
        store.open_plans(url)


def test_a_database_of_a_newer_version_is_left_alone(file: Path, plans_url: str) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
        other.commit()
    with pytest.raises(PlanError, match=r"found tables of another version \(9999\)"):
        store.open_plans(plans_url)


def test_migrations_lead_there_and_back(plans_url: str, request: pytest.FixtureRequest) -> None:
    store.open_plans(plans_url).close()
    database = Database(plans_url)
    with database.writing() as connection:
        migrate.downgrade(connection)
        left = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
        assert not {"plans", "revisions", "log"} & set(left)
        assert not migrate.is_current(connection)
        migrate.upgrade(connection)
        assert migrate.is_current(connection)
        assert migrate.differences(connection) == []
    plans = store.open_plans(plans_url)
    assert plans.load(plans.save(plan(), who="desk").plan_id).number == 1


def test_plans_of_an_older_version_are_kept(file: Path, plans_url: str) -> None:
    with closing(Database(plans_url)) as database, database.writing() as connection:
        migrate.downgrade(connection, "0001")
    with closing(sqlite3.connect(file)) as other:
        (text,) = other.execute("SELECT document FROM revisions").fetchone()
        older = {k: v for k, v in json.loads(text).items() if k != "is_next"} | {"format": 1}
        written = json.dumps(older)
        other.execute(
            "UPDATE revisions SET document = ?, sha256 = ?",
            (written, hashlib.sha256(written.encode()).hexdigest()),
        )
        other.commit()
    plans = store.open_plans(plans_url)
    (listed,) = plans.list()
    assert (listed.title, listed.is_next) == ("kept", False)
    assert plans.load(listed.plan_id).document == plan("kept")


def test_the_migrated_server_has_the_tables_of_the_code(postgresql_url: str) -> None:
    store.open_plans(postgresql_url).close()
    with (
        closing(Database(postgresql_url)) as database,
        database.reading() as connection,
    ):
        assert migrate.is_current(connection)
        assert migrate.differences(connection) == []
