"""The list of documents about a State, of the tiny world and of the record."""

from __future__ import annotations

import pytest

from analytics import record
from dashboard import i18n
from dashboard.blocks import Table
from dashboard.pages.state.documents import content
from dashboard.words import document_titles
from data import facts
from data.facts import Facts


def test_a_document_is_told_by_what_stands_in_it(world):
    world["evidence"]["title"] = None
    rows = content.rows(facts.of_tables(world), "KEN")
    assert any(title.startswith("Recorded vote") for title in rows["title"])
    assert not (rows["title"] == rows["publisher"]).any()
    assert rows["evidence_id"].is_unique
    proved = "\n".join(rows["proves"])
    assert "Endorser: Third Pathways" in proved
    assert "Voted: in favour, on" in proved


def test_what_it_says_is_told_by_the_document(world):
    (press,) = content.rows(facts.of_tables(world), "POL").query("evidence_id == 'press'")["proves"]
    assert "Says: Go on with the talks; Says: No new rules" in press


def test_papers_and_texts_carried_are_proved_too(world):
    world["stated_positions"] = world["stated_positions"].head(0)  # of the same document
    proved = "\n".join(content.rows(facts.of_tables(world), "NLD")["proves"])
    assert "Wrote: A joint paper (CCW/WP.1)" in proved
    assert "Carried it, as host: First Call" in proved


@pytest.mark.real
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_document_is_called_by_its_publisher_alone(facts: Facts, language: str):
    i18n.use(language, i18n.translations(language))
    titles = document_titles.of_all(facts)
    held = facts.evidence.set_index("evidence_id")["publisher"]
    assert set(titles) == set(held.index)
    rows = content.rows(facts, "PAK")
    assert not (rows["title"] == rows["publisher"]).any()
    assert not rows["title"].str.fullmatch("United Nations DGACM").any()


@pytest.mark.real
def test_pakistan_has_one_list_of_all_that_its_dossier_rests_on(facts: Facts):
    (_heading, table) = content.blocks(facts, "PAK")
    assert isinstance(table, Table)
    found = facts.recall(record.dossier_of, "PAK")
    behind = {*found.timeline["evidence_id"], *found.undated["evidence_id"]}
    own = facts.authorships[facts.authorships["iso3"] == "PAK"]
    assert behind | {*found.history_evidence} | {*own["evidence_id"]} <= set(table.evidence)
    assert table.table["source"].str.startswith("http").all()
    assert (table.table["proves"] != "").all()
