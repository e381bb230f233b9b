"""The papers that a State wrote, of the tiny world: one with Kenya, one alone."""

from __future__ import annotations

from dashboard.blocks import Note, Table
from dashboard.pages.state.papers import content
from data import facts


def test_papers_come_latest_first_with_those_who_wrote_them_too(world):
    table, note = content.blocks(facts.of_tables(world), "NLD")
    assert isinstance(table, Table)
    assert table.table["paper"].tolist() == ["A non-paper", "A joint paper (CCW/WP.1)"]
    assert table.table["others"].tolist() == ["alone", "Kenya"]
    assert isinstance(note, Note)
    assert "no forecast rests on them" in note.text


def test_of_a_state_that_wrote_none_nothing_is_said(world):
    assert content.blocks(facts.of_tables(world), "CHL") == ()
