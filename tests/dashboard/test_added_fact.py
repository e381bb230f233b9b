"""A text that a desk enters: built, reconciled, shown everywhere, in English where need be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analytics.joining import sponsors_and_hosts
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Table, flat
from dashboard.briefing.papers import coalition_brief, state_paper, what_changed
from dashboard.desks.person import ALONE
from dashboard.pages.data import translations
from dashboard.pages.instruments import content as instruments
from dashboard.pages.opportunities import content as opportunities
from dashboard.pages.plan import content as plan
from dashboard.pages.standing import content as standing
from dashboard.pages.state import content as state
from dashboard.pages.state.on_record import content as on_record
from dashboard.pages.trends.joining import content as joining
from dashboard.pages.update import command
from data import store
from data.facts import Facts, facts_at
from etl import build
from tests import recent_record
from tests.dashboard.conftest import OpenPage

pytestmark = pytest.mark.real

SINCE, TODAY = date(2026, 9, 1), date(2026, 11, 2)
KEY = "harbour_2026"
NAME = "Harbour Declaration on human control"
ROSTER = """name_as_listed,role,since
Kenya,host,2026-10-01
Kenya,endorser,2026-10-01
Ghana,endorser,2026-10-01
Chile,endorser,2026-10
"""
REQUEST = {
    "who": "A. Officer",
    "why": "Published this morning",
    "text": ROSTER,
    "source": {
        "title": "Harbour Declaration, list of endorsers",
        "publisher": "Ministry of Foreign Affairs of Kenya",
        "url": "https://www.mfa.go.ke/harbour",
        "retrieved": "2026-11",
        "as_of": "2026-11-01",
        "licence": "Page terms not read; facts cited, no text copied",
    },
    "instrument": {
        "instrument_id": KEY,
        "name": NAME,
        "short_name": "Harbour 2026",
        "kind": "summit_outcome",
        "domain": "military AI",
        "opened": "2026-10-01",
        "open_to_new_members": "yes",
        "roster_status": "official_list",
        "roster_use": "full",
        "official_count": 3,
    },
}
"""What the page *Update* hands to the program that changes the sources."""


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> store.Snapshot:
    """Return the record, its long history cut short, with one text that a desk entered."""
    settings = recent_record.write(tmp_path_factory.mktemp("added"))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(name, value)
        answer = command.add("roster", REQUEST, person=ALONE, is_written=True)
    assert answer["answer"] == "written", answer
    return store.open_snapshot(Path(settings["TROJKA_SNAPSHOT"]))


def said(blocks: Blocks) -> str:
    """Return everything that blocks say: their words, tables and figures."""
    told = []
    for block in flat(blocks):
        words = (getattr(block, name, None) for name in ("text", "title", "note"))
        told += [word for word in words if isinstance(word, str)]
        if isinstance(block, Chart | Table):
            told.append(block.table.to_csv())
        if isinstance(block, Chart):
            told.append(block.figure.to_json())
    return "\n".join(told)


QUICK: dict[str, Callable[[Facts], Blocks]] = {
    "the texts and the map": standing.at_first,
    "the matrix": instruments.VIEWS[""],
    "the funnel": instruments.VIEWS["funnel"],
    "the roster": instruments.VIEWS["roster"],
    "a State's page": lambda facts: on_record.blocks(facts, "GHA", on_record.PERIOD),
    "trends": lambda facts: joining.blocks(facts, KEY),
    "what changed, on paper": lambda facts: what_changed.sheet(facts, SINCE).blocks,
}
SLOW: dict[str, Callable[[Facts], Blocks]] = {
    "opportunities": opportunities.at_first,
    "the plan": plan.at_first,
    "a State's chances": state.VIEWS["chances"],
    "the coalition in brief": lambda facts: coalition_brief.sheet(facts, TODAY).blocks,
    "a State on one page": lambda facts: state_paper.sheet(facts, "GHA", SINCE).blocks,
}


@pytest.mark.parametrize(
    "place", [*QUICK, *(pytest.param(name, marks=pytest.mark.proof) for name in SLOW)]
)
def test_it_appears_wherever_texts_do(added: store.Snapshot, place: str) -> None:
    i18n.use("en", i18n.translations("en"))
    assert "Harbour" in said({**QUICK, **SLOW}[place](facts_at(added.path)))


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
