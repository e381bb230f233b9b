"""Constraints of a plan, and what cannot be one."""

from __future__ import annotations

import pytest

from analytics.outreach.constraints import (
    Candidate,
    Constraints,
    all_candidates,
    check_constraints,
    constraints_for,
)
from analytics.outreach.outreach_plan import PlannedApproach
from data.errors import AnalysisError
from tests.analytics.outreach_world import ASSUMED, world


@pytest.mark.parametrize(
    ("candidates", "constraints", "sentence"),
    [
        ([("S05", "call", -1.0)], Constraints(5), "a cost of -1 for S05, expected 0 or more"),
        ([("S05", "call", float("nan"))], Constraints(5), "a cost of nan for S05"),
        ([("S05", "call", 1.0)], Constraints(0), "a budget of 0, expected more than 0"),
        ([("S05", "call", 1.0)], Constraints(float("nan")), "a budget of nan"),
        ([("XXX", "call", 1.0)], Constraints(5), "unknown State XXX"),
        ([("S05", "bribe", 1.0)], Constraints(5), "level 'bribe'"),
        ([("S05", "call", 1.0)] * 10_000, Constraints(5), "10,000 candidates, expected 1 to 5,000"),
        ([], Constraints(5), "0 candidates"),
        ([("S05", "call", 1.0)], Constraints(5, region_min={"EEG": 1}), "unknown region EEG"),
        ([("S05", "call", 1.0)], Constraints(5, region_min={"APG": -1}), "a limit below 0 for APG"),
        (
            [("S05", "call", 1.0)],
            Constraints(5, most=0),
            "0 approaches at most, expected 1 or more",
        ),
        ([("S05", "call", 1.0)], Constraints(5, include=frozenset({"XXX"})), "unknown State XXX"),
    ],
)
def test_what_does_not_fit_is_refused(
    candidates: list[tuple[str, str, float]], constraints: Constraints, sentence: str
) -> None:
    given_ = [Candidate(PlannedApproach(state, level), cost) for state, level, cost in candidates]
    with pytest.raises(AnalysisError, match=sentence):
        check_constraints(given_, constraints, world(12, seed=1), ASSUMED)


def test_every_open_state_can_be_approached_at_each_level() -> None:
    start = world(12, seed=1)
    found = all_candidates(start, {"letter": 1, "visit": 8})
    assert [one.approach.state for one in found[::2]] == start.open_states
    assert {(one.approach.level, one.cost) for one in found} == {("letter", 1.0), ("visit", 8.0)}
    assert {one.approach.partner for one in found} == {None}


def test_constraints_are_the_same_for_all_regions() -> None:
    start = world(12, seed=1)
    found = constraints_for(start, 9, region_min=1, include=["S05"], exclude=["S05", "S06"], most=4)
    may_join = {start.regions[start.states.index(state)] for state in start.open_states}
    assert found.region_min == dict.fromkeys(sorted(may_join - {""}), 1)
    assert found.most == 4
    assert (found.include, found.exclude) == ({"S05"}, {"S06"})
    free = constraints_for(start, 9, region_min=0, include=[], exclude=[])
    assert free == Constraints(9.0)
