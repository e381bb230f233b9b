"""Any page opens on any kept version of the facts, says so, and leads back to today's."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n
from data import snapshots, store
from tests.dashboard.conftest import OpenPage
from tests.dashboard.tables import shown_tables

pytestmark = pytest.mark.real

OLD = "0123456789ab"

BEGINS = {
    "en": "**These are not today’s facts.**",
    "nl": "**Dit zijn niet de feiten van vandaag.**",
}


@pytest.fixture(scope="module")
def folder(snapshot: store.Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with today's record, and an older one of which Kenya's name was another."""
    found = tmp_path_factory.mktemp("warehouse")
    path = found / "trojka.duckdb"
    shutil.copy(snapshot.path, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE snapshot SET version = ?", [OLD])
        connection.execute(
            "UPDATE states SET name_en = 'Keniya', name_nl = 'Keniya' WHERE iso3 = 'KEN'"
        )
    assert snapshots.keep(path)
    shutil.copy(snapshot.path, found / "draft")
    (found / "draft").replace(path)
    return found


@pytest.fixture(autouse=True)
def _today(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(folder / "trojka.duckdb"))


def options(app: AppTest) -> list[str]:
    return list(app.selectbox(key="state").options)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_page_of_then_says_so_and_leads_to_today(open_page: OpenPage, language: str) -> None:
    app = open_page("state", state="KEN", lang=language, facts=OLD)
    assert not app.exception
    assert not app.error
    told = app.info[0].value
    assert told.startswith(BEGINS[language])
    assert OLD in told
    query = "state=KEN" if language == "en" else "state=KEN&lang=nl"
    assert f"(<state?{query}>)" in told or "(<state?lang=nl&state=KEN>)" in told
    assert "Keniya" in options(app)
    assert any(OLD in caption.value for caption in app.caption)


def test_todays_page_says_nothing_of_it(open_page: OpenPage, snapshot: store.Snapshot) -> None:
    app = open_page("state", state="KEN", facts=snapshot.version)
    assert "Kenya" in options(app)
    assert not [one for one in app.info if "not today" in one.value]
    assert app.query_params.get("facts") is None


def test_links_and_later_pages_stay_with_the_facts_of_then(open_page: OpenPage) -> None:
    app = open_page("standing", facts=OLD)
    addresses = {
        address
        for frame in shown_tables(app)
        for name in frame.value.columns
        for address in frame.value[name]
        if str(address).startswith("state?")
    }
    assert addresses
    assert all(f"facts={OLD}" in address for address in addresses)
    app.query_params.clear()
    app.run()
    assert "not today" in app.info[0].value
    assert app.query_params["facts"] == OLD


@pytest.mark.parametrize("version", ["ffffffffffff", "../../etc/passwd", "<script>", "0123"])
def test_a_version_that_is_not_kept_is_one_sentence(open_page: OpenPage, version: str) -> None:
    app = open_page("data", facts=version)
    assert not app.exception
    assert not app.error
    assert [one.value for one in app.title] == []
    (told,) = app.info
    assert "not kept here" in told.value
    assert "(<data>)" in told.value
    assert "<script>" not in told.value
    assert "etc" not in told.value


def test_facts_that_another_program_wrote_say_what_can_be_done(
    open_page: OpenPage, folder: Path
) -> None:
    place = folder / snapshots.FOLDER / "eeeeeeeeeeee.duckdb"
    shutil.copy(folder / snapshots.FOLDER / f"{OLD}.duckdb", place)
    with duckdb.connect(str(place)) as connection:
        connection.execute("ALTER TABLE states DROP COLUMN name_en")
    app = open_page("data", facts="eeeeeeeeeeee")
    assert not app.exception
    assert not app.error
    (told,) = app.info
    assert "written by another program" in told.value
    assert "(<data>)" in told.value
    place.unlink()
