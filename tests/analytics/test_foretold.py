"""Surprises are as large as what happened was unlikely; a count is scored beside the base rate."""

import numpy as np
import pandas as pd
import pytest

from analytics import foretold
from data.errors import AnalysisError

CHANCES = pd.DataFrame(
    {"Y": [0.96, 0.9, 0.5, 0.1], "N": [0.04, 0.1, 0.5, 0.9]}, index=["CHL", "KEN", "NLD", "PER"]
)


def test_what_was_unlikely_stands_first_with_its_size():
    found = foretold.surprises(CHANCES, {"KEN": "N", "CHL": "N", "NLD": "N", "PER": "N"})
    assert found.states["iso3"].tolist() == ["CHL", "KEN"]
    assert found.states["size"].tolist() == ["great", "clear"]
    assert found.n_answered == 4
    assert found.n_due == pytest.approx(0.04 + 0.1 + 0 + 0.1)


def test_nobody_surprises_before_an_answer_is_in():
    found = foretold.surprises(CHANCES, {})
    assert found.states.empty
    assert found.n_answered == 0
    assert found.n_due == 0


def test_a_state_without_a_forecast_surprises_nobody_and_is_named():
    found = foretold.surprises(CHANCES, {"TUV": "N"})
    assert found.states.empty
    assert found.left_out.to_dict("records") == [{"iso3": "TUV", "reason": "no_forecast"}]


def test_an_answer_that_nobody_can_give_is_refused():
    with pytest.raises(AnalysisError, match="found the answer 'maybe', expected one of Y, N"):
        foretold.surprises(CHANCES, {"KEN": "maybe"})


@pytest.mark.slow
def test_as_many_surprises_come_as_were_due_where_the_forecast_is_right():
    rng = np.random.default_rng(3)
    p = rng.dirichlet([4, 1, 1], size=5000)
    names = [f"S{n}" for n in range(len(p))]
    frame = pd.DataFrame(p, columns=list("YAN"), index=names)
    came = ["YAN"[rng.choice(3, p=row)] for row in p]
    found = foretold.surprises(frame, dict(zip(names, came, strict=True)))
    assert len(found.states) == pytest.approx(found.n_due, rel=0.1)


def test_a_score_is_worked_by_hand():
    found = foretold.score(
        {"CHL": 0.8, "KEN": 0.4, "NLD": 0.5},
        {"CHL": True, "KEN": True, "PER": False},
        base_rate=0.5,
        counted=2,
        low=1,
        high=2,
        last={"CHL": True},
    )
    assert found.n == found.n_happened == 2
    assert found.brier == pytest.approx((0.2**2 + 0.6**2) / 2)
    assert found.brier_base == pytest.approx(0.25)
    assert found.brier_last == pytest.approx((0 + 0.25) / 2)
    assert found.is_within
    assert found.left_out.to_dict("records") == [
        {"iso3": "PER", "reason": "no_forecast"},
        {"iso3": "NLD", "reason": "no_outcome"},
    ]


@pytest.mark.parametrize(("counted", "is_within"), [(9, False), (10, True), (20, True)])
def test_the_bounds_belong_to_the_range(counted, is_within):
    found = foretold.score(
        {"KEN": 0.5}, {"KEN": True}, base_rate=0.5, counted=counted, low=10, high=20
    )
    assert found.is_within == is_within
    assert np.isnan(found.brier_last)


def test_nothing_is_scored_before_anything_happened():
    with pytest.raises(AnalysisError, match="no State with a forecast and an outcome"):
        foretold.score({"KEN": 0.5}, {}, base_rate=0.5, counted=0, low=0, high=1)
