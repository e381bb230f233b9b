"""What the States of a plan say: the same words as elsewhere, and who is silent is named."""

import pytest

from dashboard import i18n
from dashboard.blocks import Folded, Note, Table
from dashboard.pages.plan.says import content
from dashboard.words import states
from dashboard.words.planning import ApproachRow
from dashboard.words.stated import rows
from data.facts import Facts
from tests.dashboard.conftest import OpenPage
from tests.dashboard.tables import shown_tables

NOBODY_LOOKED = "TUV"


@pytest.mark.real
def test_nothing_is_said_where_nobody_is_approached(facts: Facts) -> None:
    assert content.blocks(facts, "x", (), "NLD") == ()


@pytest.mark.real
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_each_document_is_that_of_opportunities_and_the_silent_are_named(
    facts: Facts, language: str
) -> None:
    asked = [ApproachRow("BRA", "call", "CHL"), ApproachRow(NOBODY_LOOKED, "call")]
    with i18n.spoken(language):
        assert rows.latest_of(facts, NOBODY_LOOKED, at_most=1).empty
        (folded,) = content.blocks(facts, "x", asked, "NLD")
        told = rows.latest_of(facts, "BRA", at_most=rows.N_SAID)
        name = states.names(facts.states)[NOBODY_LOOKED]
        alike = rows.alike_in_words(facts, "BRA", ["CHL"])
    assert isinstance(folded, Folded)
    documents, leads, silent = folded.blocks
    assert isinstance(documents, Table)
    assert isinstance(leads, Table)
    assert isinstance(silent, Note)
    assert documents.table["document"].tolist() == told["document"].tolist()
    assert set(documents.evidence) == set(told["evidence_id"])
    assert leads.table["says"].tolist() == alike
    assert leads.table["iso3"].tolist() == ["BRA"]
    assert name in silent.text


@pytest.mark.real
def test_who_leads_is_ourselves_where_nobody_is_named(facts: Facts) -> None:
    (folded,) = content.blocks(facts, "x", [ApproachRow("BRA", "call")], "NLD")
    leads = folded.blocks[1]
    assert leads.table["lead"].tolist() == [states.names(facts.states)["NLD"]]


@pytest.mark.real
@pytest.mark.slow
def test_the_page_shows_what_the_states_of_the_plan_say(open_page: OpenPage, facts: Facts) -> None:
    app = open_page("plan", approach=["BRA:call:NLD"])
    assert not app.exception
    titles = [one.label for one in app.expander]
    assert any("on record" in title for title in titles), titles
    assert any("Says the same" in table.value.columns for table in shown_tables(app))
