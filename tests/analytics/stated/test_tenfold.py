"""Ten times the rows are read, checked and answered as the few are."""

import pandas as pd
import pytest

from etl import build, catalog
from tests.benchmarks import stated

pytestmark = pytest.mark.real


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
