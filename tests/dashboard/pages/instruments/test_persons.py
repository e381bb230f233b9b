"""Who sits on a commission in person, of the tiny world: one of three is known."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.record import standing
from dashboard.blocks import Chart, Finding, Table
from dashboard.pages.instruments.roster import content, persons
from data import facts


def test_commissioners_are_persons_with_their_institution_and_no_states(world):
    row = standing.one_row(world["instruments"], "instrument_id", "summit_2024", "instrument")
    (table,) = persons.commissioners(facts.of_tables(world), row)
    assert isinstance(table, Table)
    assert table.table[["person", "institution"]].iloc[0].tolist() == ["A. Person", "A university"]


@pytest.mark.parametrize(
    ("total", "told"),
    [
        (3, "Of **3 commissioners**, **1** is known by name."),
        (None, "**1 commissioner** is known by name."),
    ],
)
def test_a_commission_is_told_in_persons_and_drawn_on_no_map_of_states(
    world: dict[str, pd.DataFrame], total: int | None, told: str
) -> None:
    is_commission = world["instruments"]["instrument_id"] == "summit_2024"
    world["instruments"].loc[is_commission, "kind"] = "commission"
    world["instruments"].loc[is_commission, "official_count"] = total
    said = content.blocks(facts.of_tables(world), "summit_2024")
    (finding,) = [block for block in said if isinstance(block, Finding)]
    assert finding.text.startswith(f"{told} They sit in a personal capacity")
    assert next(block.key for block in said if isinstance(block, Table)) == "commissioners"
    assert not [block for block in said if isinstance(block, Chart)]


def test_an_instrument_without_commissioners_says_nothing_of_them(world):
    row = standing.one_row(world["instruments"], "instrument_id", "ban", "instrument")
    assert persons.commissioners(facts.of_tables(world), row) == ()
