"""A text that somebody adds by file alone: built, reconciled, shown, in English where need be."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pandas as pd
import pytest

from analytics.joining import sponsors_and_hosts
from dashboard.pages.data import translations
from data import store
from etl import build
from tests.dashboard.conftest import OpenPage

pytestmark = pytest.mark.real

KEY = "harbour_2026"
NAME = "Harbour Declaration on human control"
ROSTER = """name_as_listed,role,since
Kenya,host,2026-10-01
Kenya,endorser,2026-10-01
Ghana,endorser,2026-10-01
Chile,endorser,2026-10
"""
SIDECAR = f"""[source]
format = "roster"
title = "Harbour Declaration, list of endorsers"
publisher = "Ministry of Foreign Affairs of Kenya"
url = "https://www.mfa.go.ke/harbour"
retrieved = "2026-11"
as_of = "2026-11-01"
licence = "Page terms not read; facts cited, no text copied"
confidence = "official"
sha256 = "{hashlib.sha256(ROSTER.encode()).hexdigest()}"

[instrument]
instrument_id = "{KEY}"
name = "{NAME}"
short_name = "Harbour 2026"
kind = "political_declaration"
domain = "military AI"
opened = "2026-10-01"
open_to_new_members = "yes"
roster_status = "official_list"
roster_use = "full"
official_count = 3
"""


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> store.Snapshot:
    """Return the snapshot of the record with one text more."""
    folder = tmp_path_factory.mktemp("added")
    root = folder / "sources"
    shutil.copytree(build.SOURCES, root)
    (root / "rosters" / f"{KEY}.csv").write_text(ROSTER, encoding="utf-8")
    (root / "rosters" / f"{KEY}.toml").write_text(SIDECAR, encoding="utf-8")
    build.build(root, snapshot=folder / "trojka.duckdb")
    return store.open_snapshot(folder / "trojka.duckdb")


def test_it_stands_beside_the_others(added: store.Snapshot, snapshot: store.Snapshot) -> None:
    assert added.n_rows("instruments") == snapshot.n_rows("instruments") + 1
    assert added.n_rows("memberships") == snapshot.n_rows("memberships") + 4
    assert added.version != snapshot.version
    row = added.frame("instruments").set_index("instrument_id").loc[KEY]
    assert (row["n_listed"], row["is_final"]) == (3, False)
    assert row["complete_to"] == pd.Timestamp("2026-11-01")
    documents = added.frame("evidence").set_index("evidence_id")
    assert documents.loc[row["evidence_id"], "grade"] == "official"


def test_its_host_carries_it(added: store.Snapshot) -> None:
    tables = {name: added.frame(name) for name in ("leads", "memberships", "instruments")}
    found = sponsors_and_hosts.of_instruments(**tables)
    row = found[found["instrument_id"] == KEY]
    assert row[["iso3", "role", "known_by"]].values.tolist() == [
        ["KEN", "host", pd.Timestamp("2026-10-01")]
    ]


def test_what_lacks_its_dutch_is_listed(added: store.Snapshot, snapshot: store.Snapshot) -> None:
    before, now = (
        set(translations.untranslated(tables, language="nl")["text"])
        for tables in (
            {name: one.frame(name) for name in translations.TABLES} for one in (snapshot, added)
        )
    )
    assert now - before == {NAME, "Harbour 2026", "Harbour Declaration, list of endorsers"}
    tables = {name: added.frame(name) for name in translations.TABLES}
    assert translations.untranslated(tables, language="en").empty


@pytest.mark.parametrize("language", ["en", "nl"])
def test_pages_show_it_under_its_english_name(
    added: store.Snapshot, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(added.path))
    app = open_page("instruments", part="roster", instrument=KEY, lang=language)
    assert not app.exception
    assert not app.error
    assert NAME in [block.value for block in app.caption]
    app = open_page("data", show="gaps", lang=language)
    assert not app.exception
    listed = [block.value for block in app.markdown if f"- {NAME}" in block.value]
    assert len(listed) == (language == "nl")


def test_the_folder_of_the_record_was_left_alone(added: store.Snapshot) -> None:
    assert not list(Path(build.SOURCES).rglob(f"{KEY}.*"))
