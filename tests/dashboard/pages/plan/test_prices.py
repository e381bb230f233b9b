"""What would be suggested at other costs, in words: the mix, what stays, and what cannot be."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd

from analytics.outreach import cost_sensitivity as analysis
from analytics.outreach.assumptions import LEVELS
from analytics.outreach.constraints import Candidate, Constraints
from analytics.outreach.outreach_plan import PlannedApproach
from dashboard.pages.plan.suggestion import prices
from dashboard.words import planning

REGIONS = {f"S{i:02d}": "APG" for i in range(10)}


def told(gains: dict[str, float], constraints: Constraints) -> SimpleNamespace:
    """Return ten States, each worth a little less than the one before, as a portfolio has them."""
    candidates, values = [], []
    for i in range(10):
        for level, gain in gains.items():
            candidates.append(
                Candidate(PlannedApproach(f"S{i:02d}", level), float(planning.COSTS[level]))
            )
            values.append(gain * (1 - i / 100))
    found = analysis.sensitivity(candidates, np.array(values), constraints, REGIONS, levels=LEVELS)
    return SimpleNamespace(prices=found)


def test_a_mix_that_rests_on_costs_is_said_with_the_change_that_moves_it_most() -> None:
    found = told({"letter": 0.1, "call": 0.25, "visit": 0.3}, Constraints(6.0))
    assert prices.cost_sentence(found) == (
        "The mix of efforts rests on what they are assumed to cost: it is 6 × letter, but 2 × call "
        "with this change: letter at twice its cost."
    )
    rows = prices.rows(found)
    assert rows["change"].tolist()[:3] == [
        "Costs as asked",
        "Letter at half its cost",
        "Letter at twice its cost",
    ]
    assert rows[["n_letter", "n_call", "n_visit"]].iloc[2].tolist() == ["0", "2", "0"]
    assert rows["kept"].tolist()[:3] == ["6 of 6", "6 of 6", "2 of 6"]


def test_a_mix_that_no_cost_moves_is_said_with_what_stays() -> None:
    found = told({"letter": 0.5, "call": 0.55, "visit": 0.6}, Constraints(6.0))
    assert prices.cost_sentence(found) == (
        "With any one cost halved or doubled, the effort used most stays letter, and at least 3 of "
        "the 6 States stay."
    )


def test_costs_at_which_no_choice_fits_are_a_dash() -> None:
    found = told({"letter": 0.5}, Constraints(3.0, include=frozenset({"S00", "S01", "S02"})))
    dear = prices.rows(found).iloc[2]
    assert set(dear.drop("change")) == {"—"}


def test_where_nothing_gains_anything_no_mix_is_told() -> None:
    found = told({"letter": 0.0, "visit": 0.0}, Constraints(6.0))
    assert "nothing is worth approaching" in prices.cost_sentence(found)
    assert isinstance(prices.rows(found), pd.DataFrame)
