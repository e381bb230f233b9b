"""Limits of a plan, and the choice that is exact within them, beside brute force."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.outreach import constraints
from analytics.outreach.constraints import Candidate, Constraints
from analytics.outreach.outreach_plan import PlannedApproach
from data.errors import AnalysisError
from tests.analytics.outreach_world import ASSUMED, world

REGIONS = {f"S{i:02d}": ("APG", "AFG", "")[i % 3] for i in range(12)}

candidate = st.builds(
    lambda i, level, partner, cost: Candidate(
        PlannedApproach(f"S{i:02d}", level, partner), cost / 2
    ),
    st.integers(2, 9),
    st.sampled_from(list(ASSUMED.effects)),
    st.sampled_from([None, "S00", "S01"]),
    st.integers(0, 10),
)
any_limits = st.builds(
    Constraints,
    budget=st.integers(1, 20).map(float),
    region_min=st.dictionaries(st.sampled_from(["APG", "AFG"]), st.integers(0, 2)),
    region_max=st.dictionaries(st.sampled_from(["APG", "AFG", ""]), st.integers(0, 3)),
    partner_max=st.dictionaries(st.sampled_from(["S00", "S01"]), st.integers(0, 2)),
    include=st.frozensets(st.sampled_from(["S03", "S04"])),
    exclude=st.frozensets(st.sampled_from(["S04", "S05", "S06"])),
)


def by_brute_force(
    candidates: list[Candidate], values: list[float], bounds: Constraints
) -> float | None:
    """Return the largest total value within limits; nothing where no choice keeps to them."""
    best = None
    for bits in product((False, True), repeat=len(candidates)):
        chosen = [one for one, is_in in zip(candidates, bits, strict=True) if is_in]
        if constraints.is_feasible(chosen, bounds, REGIONS):
            total = sum(v for v, is_in in zip(values, bits, strict=True) if is_in)
            best = total if best is None else max(best, total)
    return best


@settings(deadline=None, max_examples=120, derandomize=True)
@given(candidates=st.lists(candidate, min_size=1, max_size=9), bounds=any_limits, data=st.data())
def test_the_exact_choice_equals_brute_force(
    candidates: list[Candidate], bounds: Constraints, data: st.DataObject
) -> None:
    size = len(candidates)
    values = data.draw(st.lists(st.integers(0, 20).map(float), min_size=size, max_size=size))
    best = by_brute_force(candidates, values, bounds)
    if best is None:
        with pytest.raises(
            AnalysisError, match="no choice of approaches that keeps to all"
        ) as told:
            constraints.solve_milp(candidates, np.array(values), bounds, REGIONS)
        assert told.value.reason == "no_plan_fits"
        return
    found = constraints.solve_milp(candidates, np.array(values), bounds, REGIONS)
    assert constraints.is_feasible([candidates[place] for place in found], bounds, REGIONS)
    assert sum(values[place] for place in found) == pytest.approx(best, abs=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_the_exact_choice_equals_brute_force_on_fifteen_candidates(seed: int) -> None:
    rng = np.random.default_rng(seed)
    levels = list(ASSUMED.effects)
    candidates = [
        Candidate(
            PlannedApproach(f"S{2 + i // 2:02d}", levels[i % 2]), float(1 + i % 2 * 2 + i % 3)
        )
        for i in range(15)
    ]
    values = rng.random(15).tolist()
    bounds = Constraints(9.0, region_max={"APG": 2}, include=frozenset({"S05"}))
    found = constraints.solve_milp(candidates, np.array(values), bounds, REGIONS)
    best = by_brute_force(candidates, values, bounds)
    assert sum(values[place] for place in found) == pytest.approx(best, abs=1e-6)


def test_of_two_equal_choices_the_cheaper_is_made() -> None:
    candidates = [
        Candidate(PlannedApproach("S03", "visit"), 5.0),
        Candidate(PlannedApproach("S04", "call"), 2.0),
    ]
    bounds = Constraints(5.0)
    assert constraints.solve_milp(candidates, np.array([1.0, 1.0]), bounds, REGIONS) == (1,)


@pytest.mark.parametrize(
    ("candidates", "bounds", "sentence"),
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
        ([("S05", "call", 1.0)], Constraints(5, region_max={"APG": -1}), "a limit below 0 for APG"),
        ([("S05", "call", 1.0)], Constraints(5, include=frozenset({"XXX"})), "unknown State XXX"),
        ([("S05", "call", 1.0)], Constraints(5, partner_max={"XXX": 1}), "unknown State XXX"),
    ],
)
def test_what_does_not_fit_is_refused(
    candidates: list[tuple[str, str, float]], bounds: Constraints, sentence: str
) -> None:
    given_ = [Candidate(PlannedApproach(state, level), cost) for state, level, cost in candidates]
    with pytest.raises(AnalysisError, match=sentence):
        constraints.check(given_, bounds, world(12, seed=1), ASSUMED)


def test_every_open_state_can_be_approached_at_each_level() -> None:
    start = world(12, seed=1)
    found = constraints.all_candidates(start, {"letter": 1, "visit": 8}, {"S05": "S00"})
    assert [one.approach.state for one in found[::2]] == start.open_states
    assert {(one.approach.level, one.cost) for one in found} == {("letter", 1.0), ("visit", 8.0)}
    leads = {one.approach.state: one.approach.partner for one in found}
    assert leads.pop("S05") == "S00"
    assert set(leads.values()) == {None}


def test_constraints_are_the_same_for_all_regions_and_partners() -> None:
    start = world(12, seed=1)
    found = constraints.constraints_for(
        start, 9, region_min=1, partner_max=2, include=["S05"], exclude=["S05", "S06"]
    )
    may_join = {start.regions[start.states.index(state)] for state in start.open_states}
    assert found.region_min == dict.fromkeys(sorted(may_join - {""}), 1)
    assert found.partner_max == dict.fromkeys(start.states, 2)
    assert (found.include, found.exclude) == ({"S05"}, {"S06"})
    free = constraints.constraints_for(
        start, 9, region_min=0, partner_max=0, include=[], exclude=[]
    )
    assert free == constraints.Constraints(9.0)
