"""The choice that is exact within the constraints, beside brute force."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.outreach import milp
from analytics.outreach.constraints import Candidate, Constraints, is_feasible
from analytics.outreach.outreach_plan import PlannedApproach
from data.errors import AnalysisError
from tests.analytics.outreach_world import ASSUMED

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
any_constraints = st.builds(
    Constraints,
    budget=st.integers(1, 20).map(float),
    region_min=st.dictionaries(st.sampled_from(["APG", "AFG"]), st.integers(0, 2)),
    include=st.frozensets(st.sampled_from(["S03", "S04"])),
    exclude=st.frozensets(st.sampled_from(["S04", "S05", "S06"])),
    most=st.none() | st.integers(1, 4),
)


def by_brute_force(
    candidates: list[Candidate], values: list[float], constraints: Constraints
) -> float | None:
    """Return the largest total value within constraints; nothing where no choice keeps to them."""
    best = None
    for bits in product((False, True), repeat=len(candidates)):
        chosen = [one for one, is_in in zip(candidates, bits, strict=True) if is_in]
        if is_feasible(chosen, constraints, REGIONS):
            total = sum(v for v, is_in in zip(values, bits, strict=True) if is_in)
            best = total if best is None else max(best, total)
    return best


@pytest.mark.slow
@settings(max_examples=120, derandomize=True)
@given(
    candidates=st.lists(candidate, min_size=1, max_size=9),
    constraints=any_constraints,
    data=st.data(),
)
def test_the_exact_choice_equals_brute_force(
    candidates: list[Candidate], constraints: Constraints, data: st.DataObject
) -> None:
    size = len(candidates)
    values = data.draw(st.lists(st.integers(0, 20).map(float), min_size=size, max_size=size))
    best = by_brute_force(candidates, values, constraints)
    if best is None:
        with pytest.raises(
            AnalysisError, match="no choice of approaches that keeps to all"
        ) as told:
            milp.solve(candidates, np.array(values), constraints, REGIONS)
        assert told.value.reason == "no_plan_fits"
        return
    found = milp.solve(candidates, np.array(values), constraints, REGIONS)
    assert is_feasible([candidates[place] for place in found], constraints, REGIONS)
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
    constraints = Constraints(9.0, region_min={"APG": 2}, include=frozenset({"S05"}))
    found = milp.solve(candidates, np.array(values), constraints, REGIONS)
    best = by_brute_force(candidates, values, constraints)
    assert sum(values[place] for place in found) == pytest.approx(best, abs=1e-6)


def test_of_two_equal_choices_the_cheaper_is_made() -> None:
    candidates = [
        Candidate(PlannedApproach("S03", "visit"), 5.0),
        Candidate(PlannedApproach("S04", "call"), 2.0),
    ]
    constraints = Constraints(5.0)
    assert milp.solve(candidates, np.array([1.0, 1.0]), constraints, REGIONS) == (1,)
