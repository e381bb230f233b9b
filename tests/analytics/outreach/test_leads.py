"""Who leads: the best sum within the limit, beside every way to give out leads."""

from __future__ import annotations

from collections import Counter
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.outreach import leads

MEMBERS = ["NLD", "KOR", "ESP"]


def fitness(values: list[list[float]]) -> pd.DataFrame:
    return pd.DataFrame(values, index=[f"S{i}" for i in range(len(values))], columns=MEMBERS)


row = st.lists(st.integers(0, 10).map(lambda n: n / 10), min_size=3, max_size=3)


@settings(max_examples=60, derandomize=True)
@given(st.lists(row, min_size=1, max_size=5), st.integers(0, 3))
def test_the_leads_are_the_fittest_together_and_nobody_leads_too_often(
    values: list[list[float]], most: int
) -> None:
    fit = fitness(values)
    found = leads.assign(fit, most=most)
    limit = most or len(values)
    assert max(Counter(found.values()).values()) <= limit
    n_led = min(len(values), 3 * limit)
    assert len(found) == n_led
    best = max(
        sum(row[lead] for row, lead in zip(values, way, strict=True) if lead < 3)
        for way in product(range(4), repeat=len(values))
        if sum(lead < 3 for lead in way) == n_led
        and all(way.count(lead) <= limit for lead in range(3))
    )
    assert sum(fit.loc[s, lead] for s, lead in found.items()) == pytest.approx(best)


def test_we_lead_where_we_are_among_the_fittest_and_nowhere_else() -> None:
    members = [f"M{i}" for i in range(8)]
    fit = pd.DataFrame(
        [np.linspace(0.9, 0.2, 8), np.linspace(0.2, 0.9, 8)], index=["KEN", "GHA"], columns=members
    )
    assert leads.assign(fit) == {"KEN": "M0", "GHA": "M7"}
    assert leads.assign(fit, we="M3") == {"KEN": "M3", "GHA": "M3"}
    assert leads.assign(fit, we="M2") == {"KEN": "M2", "GHA": "M7"}
    assert leads.assign(fit, we="ZZZ") == leads.assign(fit)
    assert leads.assign(fit, we="M3", most=1) in (
        {"KEN": "M3", "GHA": "M7"},
        {"KEN": "M0", "GHA": "M3"},
    )


def test_who_cannot_lead_does_not() -> None:
    fit = fitness([[np.nan, 0.1, np.nan], [np.nan, 0.2, np.nan]])
    assert leads.assign(fit, we="NLD") == {"S0": "KOR", "S1": "KOR"}
    assert leads.assign(fit, most=1) == {"S1": "KOR"}
    assert leads.assign(fitness([])) == {}
