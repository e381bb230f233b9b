"""Assumptions: their ranges, their order, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import triang

from analytics.outreach.assumptions import (
    DEMARCHE,
    EFFECTS,
    LEVELS,
    PEERS,
    AssumedRange,
    Assumptions,
    at_first,
    between,
)
from data.errors import AnalysisError
from tests.analytics.outreach_world import ASSUMED

values = st.floats(0, 5)


@given(ends=st.tuples(values, values, values).map(sorted), share=st.floats(0, 1))
def test_a_range_is_a_triangular_distribution(ends: list[float], share: float) -> None:
    low, central, high = ends
    found = float(AssumedRange(low, central, high).at(np.array(share)))
    if high - low < 1e-6:
        assert found == pytest.approx(central, abs=1e-6)
    else:
        peak = (central - low) / (high - low)
        assert found == pytest.approx(triang.ppf(share, peak, low, high - low), abs=1e-5)


@pytest.mark.slow
@given(
    less=st.tuples(values, values, values).map(sorted),
    more=st.tuples(values, values, values).map(sorted),
    share=st.floats(0, 1),
)
def test_more_effort_is_worth_no_less_in_any_draw(
    less: list[float], more: list[float], share: float
) -> None:
    more = np.maximum(less, more).tolist()
    at = np.array(share)
    assert AssumedRange(*less).at(at) <= AssumedRange(*more).at(at) + 1e-12


def test_pinned_assumptions_have_no_doubt() -> None:
    effects, peers = ASSUMED.pinned("high").drawn(np.array([0.1, 0.9]), np.array([0.2, 0.8]))
    assert effects.tolist() == [[0.6, 1.2, 2.0]] * 2
    assert peers.tolist() == [3.0, 3.0]


def test_one_assumption_moves_while_the_others_are_central() -> None:
    moved = ASSUMED.with_one("visit", "low")
    assert moved.effects["visit"] == AssumedRange(0.4, 0.4, 0.4)
    assert moved.effects["call"] == AssumedRange(0.6, 0.6, 0.6)
    assert ASSUMED.with_one("peers", "high").peers == AssumedRange(3.0, 3.0, 3.0)


@pytest.mark.parametrize(
    "ends",
    [(-0.1, 0.0, 1.0), (0.0, 2.0, 1.0), (0.5, 0.2, 1.0), (0.0, float("nan"), 1.0), (0, 1, 99)],
)
def test_a_range_out_of_order_is_refused(ends: tuple[float, float, float]) -> None:
    with pytest.raises(AnalysisError, match=r"assumption 'call': found .* expected 0 ≤ low"):
        Assumptions({"call": AssumedRange(*ends)}, AssumedRange(0, 0, 0))
    with pytest.raises(AnalysisError, match="assumption 'peers'"):
        Assumptions({}, AssumedRange(*ends))


def test_more_effort_that_could_be_worth_less_is_refused() -> None:
    swapped = Assumptions(
        {"visit": ASSUMED.effects["visit"], "call": ASSUMED.effects["call"]}, ASSUMED.peers
    )
    with pytest.raises(AnalysisError, match="no end below that of 'visit', which is less effort"):
        swapped.check_order()


@pytest.mark.parametrize(
    ("bound", "ends"),
    [
        (2.46, (0.0, 1.25, 2.5)),
        (9.0, (0.0, 2.0, 4.0)),
        (-0.4, (0.0, 0.0, 0.0)),
        (None, (0.0, 0.0, 0.0)),
    ],
)
def test_what_is_assumed_of_peers_first_ends_where_the_record_does(bound, ends) -> None:
    found = at_first(bound)
    assert tuple(found) == (*LEVELS, PEERS)
    peers = found.pop(PEERS)
    assert (peers.low, peers.central, peers.high) == ends
    assert found == EFFECTS
    assert Assumptions(found, peers).is_in_order


def test_an_effort_nobody_spoke_of_lies_between_its_neighbours() -> None:
    less, more = AssumedRange(0.5, 0.6, 1.0), AssumedRange(0.5, 1.0, 1.2)
    found = between(less, more)
    assert (found.low, found.central, found.high) == (0.5, 0.8, 1.1)
    effects = {"letter": less, DEMARCHE: found, "call": more}
    assert Assumptions(effects, AssumedRange(0, 0, 0)).is_in_order
