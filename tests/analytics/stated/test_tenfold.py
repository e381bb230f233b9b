"""Ten times the rows are read, checked and answered as the few are."""

import pandas as pd
import pytest

from dashboard.blocks import Unknown
from etl import build, catalog
from tests.benchmarks import stated

pytestmark = pytest.mark.real


@pytest.mark.slow
def test_four_thousand_rows_go_through_and_none_is_lost() -> None:
    facts = stated.current_facts()
    source = next(
        each for each in catalog.sources(build.SOURCES) if each.format == "stated_positions"
    )
    positions, moves, fits = stated.answer(facts, source, stated.drawn(facts, stated.N_ROWS))
    assert len(positions.rows) + len(positions.left_out) == stated.N_ROWS
    states = positions.states
    assert states["n_rows"].sum() == len(positions.rows)
    assert not states.duplicated(["iso3", "topic", "question"]).any()
    assert (moves.moves["day"] <= stated.AS_OF).all()
    later = pd.to_datetime(moves.moves["day"]).is_monotonic_decreasing
    assert later
    assert len(fits.compared)
    assert set(fits.compared["fit"]) <= {"fits", "differs", "cannot_be_compared"}


@pytest.mark.slow
def test_every_part_of_a_page_is_made_of_four_thousand_rows() -> None:
    facts = stated.current_facts()
    source = next(
        each for each in catalog.sources(build.SOURCES) if each.format == "stated_positions"
    )
    table = stated.table_of(facts, source, stated.drawn(facts, stated.N_ROWS))
    held = stated.with_rows(facts, table)
    for name, make in stated.parts(held).items():
        blocks = make()
        assert isinstance(blocks, tuple), name
        assert not any(isinstance(block, Unknown) and len(blocks) == 1 for block in blocks), name
