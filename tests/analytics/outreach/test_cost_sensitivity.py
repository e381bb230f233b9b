"""The best choice at other costs: each row is the exact choice, and nothing is made up."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.outreach import cost_sensitivity, milp, portfolio
from analytics.outreach.constraints import Candidate, Constraints
from analytics.outreach.objective import Objective
from analytics.outreach.outreach_plan import Plan, PlannedApproach
from tests.analytics.outreach_world import ASSUMED, world

LEVELS = ("letter", "visit")
REGIONS = {f"S{i:02d}": "APG" for i in range(20)}
CANDIDATES = [
    Candidate(PlannedApproach(f"S{i:02d}", level), cost)
    for i in range(10)
    for level, cost in (("letter", 1.0), ("visit", 4.0))
]
VALUES = np.array(
    [worth * (1 - i / 100) for i in range(10) for worth in (0.1, 0.35)], dtype=np.float64
)


def found(constraints: Constraints) -> pd.DataFrame:
    return cost_sensitivity.sensitivity(CANDIDATES, VALUES, constraints, REGIONS, levels=LEVELS)


def test_letters_win_by_their_price_alone() -> None:
    """A letter gains 0.1 a unit of cost and a visit 0.0875; at twice its cost a letter 0.05."""
    rows = found(Constraints(8.0)).set_index(["level", "factor"])
    assert rows.loc[("", 1.0), ["n_letter", "n_visit"]].tolist() == [8, 0]
    assert rows.loc[("letter", 2.0), ["n_letter", "n_visit"]].tolist() == [0, 2]
    assert rows.loc[("visit", 0.5), ["n_letter", "n_visit"]].tolist() == [0, 4]
    assert rows.loc[("letter", 0.5), ["n_letter", "n_visit"]].tolist() == [8, 1]
    assert rows.loc[("visit", 2.0), "is_same"]
    assert not rows.loc[("letter", 2.0), "is_same"]
    assert rows["n_kept"].tolist() == [8, 8, 2, 4, 8]


def test_every_row_is_the_exact_choice_at_its_costs() -> None:
    constraints = Constraints(7.0, include=frozenset({"S09"}))
    rows = found(constraints)
    assert list(zip(rows["level"], rows["factor"], strict=True)) == [
        ("", 1.0),
        ("letter", 0.5),
        ("letter", 2.0),
        ("visit", 0.5),
        ("visit", 2.0),
    ]
    for row in rows.to_dict("records"):
        priced = [
            replace(one, cost=one.cost * row["factor"])
            if one.approach.level == row["level"]
            else one
            for one in CANDIDATES
        ]
        chosen = milp.solve(priced, VALUES, constraints, REGIONS)
        assert row["gain"] == pytest.approx(VALUES[list(chosen)].sum())
        assert row["n"] == len(chosen) == row["n_letter"] + row["n_visit"]
        assert "S09" in {CANDIDATES[place].approach.state for place in chosen}


def test_costs_at_which_no_choice_fits_are_missing_not_nothing() -> None:
    constraints = Constraints(3.0, include=frozenset({"S00", "S01", "S02"}))
    rows = found(constraints).set_index(["level", "factor"])
    assert rows.loc[("letter", 2.0)].isna().all()
    assert rows.drop(index=[("letter", 2.0)]).notna().all(axis=None)


def test_a_portfolio_carries_what_would_be_chosen_at_other_costs() -> None:
    start = world(40, seed=5)
    choice = [
        Candidate(PlannedApproach(f"S{i:02d}", level), cost)
        for i in range(2, 39)
        for level, cost in (("letter", 1.0), ("call", 3.0), ("visit", 8.0))
    ]
    best = portfolio.best(
        start,
        Plan(ASSUMED),
        choice,
        Constraints(12.0),
        objective=Objective(np.ones(40)),
        n_draws=500,
        seed=1,
    )
    asked = best.prices.iloc[0]
    assert asked["gain"] == pytest.approx(best.linear_gain)
    assert len(best.prices) == 1 + 2 * len(ASSUMED.effects)
    cheaper = best.prices[best.prices["factor"] == 0.5]
    assert (cheaper["gain"] >= asked["gain"] - 1e-9).all()
    dearer = best.prices[best.prices["factor"] == 2]
    assert (dearer["gain"] <= asked["gain"] + 1e-9).all()


def test_the_mix_of_efforts_moves_furthest_where_letters_give_way_to_visits() -> None:
    """Eight letters at the costs asked; at twice their cost two visits, of which two are kept."""
    mix = cost_sensitivity.mix_of_efforts(found(Constraints(8.0)), LEVELS)
    assert mix == cost_sensitivity.MixOfEfforts("letter", True, furthest=2, n=8, n_kept=2)


def test_there_is_no_mix_where_nobody_is_worth_approaching() -> None:
    assert cost_sensitivity.mix_of_efforts(found(Constraints(0.5)), LEVELS) is None
