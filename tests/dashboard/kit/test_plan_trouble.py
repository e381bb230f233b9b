"""Two desks and one plan, and a database that fails: said on the page, the work stays on screen."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n
from dashboard.kit import plan_trouble
from dashboard.plans import address, document, steps, store
from tests.dashboard.conftest import OpenPage, button, save
from tests.dashboard.plans.test_faults import without_rights
from tests.dashboard.tables import shown_tables

pytestmark = pytest.mark.real

PATHWAYS = "reaim_2026_pathways"
APPROACH = "MEX:visit:ESP"
LANGUAGES = pytest.mark.parametrize("language", i18n.LANGUAGES)


def errors(app: AppTest) -> str:
    return "\n".join(block.value for block in app.error)


def is_downloadable(app: AppTest, language: str) -> bool:
    label = i18n.translations(language).gettext("Save this plan as a file")
    return label in [one.proto.label for one in app.get("download_button")]


@pytest.fixture
def kept(plans_url: str) -> store.Revision:
    """Return a plan that somebody saved before."""
    plan = document.make(
        title="Nairobi round",
        instrument_id=PATHWAYS,
        target=60,
        snapshot_version="x",
        approaches=[{"state": "MEX", "level": "call", "guess": 0.4, "due": date(2027, 1, 1)}],
        probabilities={"MEX": 0.1},
    )
    return store.open_plans(plans_url).save(plan, who="desk")


class TestTwoDesks:
    @pytest.fixture
    def second(self, open_page: OpenPage, kept: store.Revision) -> AppTest:
        """Return the page of the second writer, who has pressed the button after the first."""
        first = open_page("plan", plan=kept.plan_id)
        second = open_page("plan", plan=kept.plan_id)
        first.slider(key="target").set_value(70).run()
        save(first, "Seoul round", "Seoul")
        second.slider(key="target").set_value(80).run()
        save(second, "Madrid round", "Madrid")
        return second

    def test_the_second_sees_both(
        self, second: AppTest, kept: store.Revision, plans_url: str
    ) -> None:
        (told,) = [block.value for block in second.warning]
        assert told.startswith("Seoul saved this plan as revision 2 while you worked on it.")
        table = next(f.value for f in shown_tables(second) if "Theirs" in f.value.columns)
        rows = table.set_index("Part of the plan")
        assert rows.loc["Title"].tolist() == ["Madrid round", "Seoul round"]
        assert rows.loc["Target"].tolist() == ["80", "70"]
        assert "Mexico" not in rows.index  # the same in both
        files = [one.proto.label for one in second.get("download_button")]
        assert "Save mine as a file" in files
        assert store.open_plans(plans_url).load(kept.plan_id).number == 2

    def test_mine_is_saved_over_theirs_which_stays(
        self, second: AppTest, kept: store.Revision, plans_url: str
    ) -> None:
        button(second, "Save mine over it").click().run()
        assert not second.exception
        saves = store.open_plans(plans_url).history(kept.plan_id)
        assert [one.document.target for one in saves] == [60, 70, 80]
        assert [one.author for one in saves] == ["desk", "Seoul", "Madrid"]
        assert not second.warning

    def test_mine_becomes_a_plan_of_its_own(
        self, second: AppTest, kept: store.Revision, plans_url: str
    ) -> None:
        button(second, "Save mine as a new plan").click().run()
        assert not second.exception
        plans = store.open_plans(plans_url)
        assert {one.title for one in plans.list()} == {"Seoul round", "Madrid round"}
        assert plans.load(kept.plan_id).document.title == "Seoul round"
        assert second.query_params["plan"] != kept.plan_id

    def test_theirs_is_opened(self, second: AppTest) -> None:
        button(second, "Open theirs instead").click().run()
        assert not second.exception
        assert not second.warning
        assert second.slider(key="target").value == 70
        assert "Seoul round" in [box.value for box in second.text_input]

    def test_a_third_save_meanwhile_is_seen_too(
        self, second: AppTest, kept: store.Revision, plans_url: str
    ) -> None:
        plans = store.open_plans(plans_url)
        plans.save(
            plans.load(kept.plan_id).document, who="Accra", plan_id=kept.plan_id, expect_revision=2
        )
        button(second, "Save mine over it").click().run()
        assert not second.exception
        assert second.warning[0].value.startswith("Accra saved this plan as revision 3")


@contextmanager
def locked(file: Path) -> Iterator[None]:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def full(file: Path) -> Iterator[None]:
    """Let no file grow beyond what the database's journal has already."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("CREATE TABLE filler AS SELECT zeroblob(200000) AS zeros")
        other.execute("DROP TABLE filler")
        journal = file.with_name(f"{file.name}-wal").stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (journal, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def read_only(file: Path) -> Iterator[None]:
    file.chmod(0o444)
    file.parent.chmod(0o555)
    try:
        with without_rights():
            yield
    finally:
        file.parent.chmod(0o755)
        file.chmod(0o644)


@contextmanager
def gone(file: Path) -> Iterator[None]:
    away = [(part, part.with_name(f"away-{part.name}")) for part in file.parent.glob("plans.*")]
    for part, elsewhere in away:
        part.rename(elsewhere)
    yield
    for part, elsewhere in away:
        elsewhere.rename(part)


FAULTS = pytest.mark.parametrize(
    ("fault", "reason"),
    [(locked, "busy"), (read_only, "read_only"), (full, "full"), (gone, "gone")],
)


class TestFaults:
    @pytest.fixture
    def file(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        """Return a database in a folder that others may enter."""
        folder = Path(tempfile.mkdtemp(prefix="trojka-plans-"))
        folder.chmod(0o755)
        monkeypatch.setenv("TROJKA_PLANS_URL", f"sqlite:///{folder / 'plans.sqlite'}")
        monkeypatch.setattr(address, "BUSY_SECONDS", 0.1)
        yield folder / "plans.sqlite"
        shutil.rmtree(folder)

    @pytest.fixture
    def plans_url(self, file: Path) -> str:
        return f"sqlite:///{file}"

    @FAULTS
    @LANGUAGES
    def test_a_plan_stays_on_screen_and_is_kept_afterwards(
        self,
        open_page: OpenPage,
        file: Path,
        plans_url: str,
        fault: object,
        reason: str,
        language: str,
    ) -> None:
        app = open_page("plan", approach=APPROACH, target="61", lang=language)
        with fault(file):  # type: ignore[operator]  # one of the four above
            save(app, "Nairobi round", "desk", language)
        words = i18n.translations(language).gettext
        assert words(plan_trouble.SENTENCES[reason]) in errors(app)
        assert words("What is on screen is not lost: save it as a file meanwhile.") in errors(app)
        assert app.query_params["approach"] == APPROACH
        assert app.slider(key="target").value == 61
        assert "Nairobi round" in [box.value for box in app.text_input]
        assert is_downloadable(app, language)
        assert store.open_plans(plans_url).list() == ()
        button(app, words("Save")).click().run()
        assert not app.error
        (listed,) = store.open_plans(plans_url).list()
        assert (listed.title, listed.target) == ("Nairobi round", 61)

    @FAULTS
    def test_changes_of_a_kept_plan_become_its_next_revision_afterwards(
        self,
        open_page: OpenPage,
        file: Path,
        plans_url: str,
        kept: store.Revision,
        fault: object,
        reason: str,
    ) -> None:
        entry = steps.make(state="BRA", status="answer", result="willing", on=date(2026, 11, 1))
        store.open_plans(plans_url).log(kept.plan_id, entry, who="desk")
        app = open_page("plan", plan=kept.plan_id)
        app.slider(key="target").set_value(61).run()
        before = [block.value for block in app.markdown]
        with fault(file):  # type: ignore[operator]  # one of the four above
            save(app, "Nairobi, second round", "desk")
            said = "What is on screen is not lost: save it as a file meanwhile."
            told = {block.value for block in app.error}
            assert told == {f"{plan_trouble.SENTENCES[reason]} {said}"}
            assert len(app.error) <= 2, "above, and beside the button"
            assert [block.value for block in app.markdown] == before
        button(app, "Save").click().run()
        assert not app.error
        saves = store.open_plans(plans_url).history(kept.plan_id)
        assert [one.document.target for one in saves] == [60, 61]
        assert saves[-1].document.title == "Nairobi, second round"
        assert len(store.open_plans(plans_url).list()) == 1

    @FAULTS
    def test_an_entry_of_the_log_stays_on_screen_and_can_be_carried(
        self,
        open_page: OpenPage,
        file: Path,
        plans_url: str,
        kept: store.Revision,
        fault: object,
        reason: str,
    ) -> None:
        app = open_page("log", plan=kept.plan_id)
        button(app, "**Mexico**").click().run()
        boxes = {box.label: box for box in app.text_input}
        next(b for b in app.radio if b.label == "How far it has come").set_value("answer:willing")
        boxes["Written by"].set_value("Accra")
        boxes["Note"].set_value("Asked for the text")
        with fault(file):  # type: ignore[operator]  # one of the four above
            button(app, "Write into the log").click().run()
        assert not app.exception
        assert plan_trouble.SENTENCES[reason] in errors(app)
        assert "Asked for the text" in [box.value for box in app.text_input]
        files = [one.proto.label for one in app.get("download_button")]
        assert {"Save this entry as a file", "Save this plan as a file"} <= set(files)
        assert store.open_plans(plans_url).entries(kept.plan_id) == ()
        button(app, "Write into the log").click().run()
        (entry,) = store.open_plans(plans_url).entries(kept.plan_id)
        assert entry.step.note == "Asked for the text"
