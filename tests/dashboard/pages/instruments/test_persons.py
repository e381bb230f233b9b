"""Who sits on a commission in person, of the tiny world: one of three is known."""

from __future__ import annotations

from analytics.record import standing
from dashboard.blocks import Table
from dashboard.pages.instruments.roster import persons
from data import facts


def test_commissioners_are_persons_with_their_institution_and_no_states(world):
    row = standing.one_row(world["instruments"], "instrument_id", "summit_2024", "instrument")
    row["official_count"] = 3
    (table,) = persons.commissioners(facts.of_tables(world), row)
    assert isinstance(table, Table)
    assert table.table[["person", "institution"]].iloc[0].tolist() == ["A. Person", "A university"]
    assert table.note is not None
    assert table.note.startswith("1 of 3 is known by name. They sit in a personal capacity")


def test_an_instrument_without_commissioners_says_nothing_of_them(world):
    row = standing.one_row(world["instruments"], "instrument_id", "ban", "instrument")
    assert persons.commissioners(facts.of_tables(world), row) == ()
