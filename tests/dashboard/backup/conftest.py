"""A small machine: sources, journal, snapshot and plans, each below a folder of the test's own."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from dashboard.briefing import request
from dashboard.plans import count_document, steps
from dashboard.plans.briefings import Briefings
from dashboard.plans.counts import Counts
from dashboard.plans.database import Database
from dashboard.plans.store import Plans
from dashboard.plans.trail import Trail
from data import snapshots, store
from tests import tiny_world
from tests.dashboard.plans.conftest import plan
from tests.dashboard.plans.people import OFFICER, STEWARD, THEIR_OFFICER, THEIRS

VERSION, EARLIER = "0123456789ab", "ba9876543210"


@dataclass(frozen=True)
class Machine:
    """Where everything lies, and the address of its plans."""

    folder: Path
    url: str

    def use(self, monkeypatch: pytest.MonkeyPatch) -> Machine:
        """Let the settings name this machine from now on."""
        monkeypatch.setenv("TROJKA_SOURCES", str(self.folder / "data" / "sources"))
        monkeypatch.setenv("TROJKA_CORRECTIONS", str(self.folder / "data" / "corrections.toml"))
        monkeypatch.setenv("TROJKA_SNAPSHOT", str(self.folder / "warehouse" / "trojka.duckdb"))
        monkeypatch.setenv("TROJKA_PLANS_URL", self.url)
        return self

    def filled(self) -> Machine:
        """Put sources, a journal, two snapshots, and a desk's work on it."""
        sources = self.folder / "data" / "sources"
        (sources / "rosters").mkdir(parents=True)
        (sources / "rosters" / "nairobi.csv").write_text("name_as_listed,role\nKenya,endorser\n")
        (sources.parent / "corrections.toml").write_text("# none\n")
        entry = sources.parent / "journal" / "0001"
        entry.mkdir(parents=True)
        (entry.parent / ".lock").touch()
        said = dict.fromkeys(("kind", "subject", "who", "why", "url", "base", "version"), "x")
        made = {"entry_id": "0001", "made": "2026-11-29T14:05:00Z", "files": [], **said}
        (entry / "entry.json").write_text(json.dumps(made))
        path = self.folder / "warehouse" / "trojka.duckdb"
        for version in (EARLIER, VERSION):
            store.write_snapshot(tiny_world.tables(), version=version, path=path)
            snapshots.keep(path)
        snapshots.pin(EARLIER, path)
        _work(self.url)
        return self

    def held(self) -> dict[str, object]:
        """Return all that a desk would miss."""
        database = Database(self.url)
        plans, briefings = Plans(database), Briefings(database)
        counts, trail = Counts(database), Trail(database)
        files = {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and not any(part.startswith(".") for part in path.parts)
            if "sqlite" not in path.name and ".before-restore" not in str(path)
        }
        found: dict[str, object] = {
            "plans": plans.list(),
            "saves": [plans.history(one.plan_id) for one in plans.list()],
            "log": [plans.entries(one.plan_id) for one in plans.list()],
            "shares": [plans.shares(one.plan_id) for one in plans.list()],
            "briefings": [briefings.load(one.briefing_id) for one in briefings.list()],
            "counts": [counts.entries(one.count_id) for one in counts.list()],
            "trail": [one for one in trail.lines() if one.act != "restored"],
            "chain": trail.broken_at(),
            "files": files,
            "kept": {one.version: one.is_pinned for one in snapshots.kept()},
            "version": store.open_snapshot(is_whole=False).version,
        }
        database.close()
        return found


def _work(url: str) -> None:
    """Do what desks do: save, log, share, count, collect."""
    database = Database(url)
    plans = Plans(database, OFFICER)
    saved = plans.save(plan("Première — «één»"), who="")
    plans.save(plan("second"), who="", plan_id=saved.plan_id, expect_revision=1)
    step = steps.make(state="KEN", status="done", on=date(2026, 11, 1), due=date(2026, 12, 1))
    (entry,) = plans.log_all(saved.plan_id, [step], who="")
    plans.take_back(saved.plan_id, [entry], who="")
    plans.share(saved.plan_id, desk=THEIRS, may_edit=True)
    Plans(database, THEIR_OFFICER).save(plan("theirs"), who="")
    Briefings(database, STEWARD).save(request.make(title="Seoul"), who="")
    counts = Counts(database, OFFICER)
    made = count_document.make(
        title="Nairobi", kind="vote", on=date(2027, 4, 1), snapshot_version="0a1b"
    )
    begun = counts.begin(made, who="")
    lines = [count_document.line(act="answer", batch="b1", state="KEN", answer="Y")]
    counts.enter(begun.count_id, lines, who="")
    database.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """Return a machine on which desks have worked, filled once; tests work on copies of it."""
    folder = tmp_path_factory.mktemp("filled") / "old"
    machine = Machine(folder, f"sqlite:///{folder / 'plans.sqlite'}")
    with pytest.MonkeyPatch.context() as settings:
        return machine.use(settings).filled()


@pytest.fixture
def old(filled: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Return a machine on which desks have worked; the settings name it."""
    folder = tmp_path / "old"
    shutil.copytree(filled.folder, folder)
    return Machine(folder, f"sqlite:///{folder / 'plans.sqlite'}").use(monkeypatch)


@pytest.fixture
def new(tmp_path: Path) -> Machine:
    """Return an empty machine."""
    folder = tmp_path / "new"
    return Machine(folder, f"sqlite:///{folder / 'plans.sqlite'}")
