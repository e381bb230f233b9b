"""Forecasts against what happened."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss

from analytics.outreach import scorecard
from data.errors import AnalysisError

SAID = pd.DataFrame(
    [("CHL", 0.9, 0.4), ("KEN", 0.2, None), ("NGA", None, 0.5), ("POL", 0.7, 0.6)],
    columns=["iso3", "model", "desk"],
)
HAPPENED = pd.DataFrame(
    [("CHL", True), ("KEN", True), ("NGA", False), ("KOR", True)], columns=["iso3", "joined"]
)


def test_by_hand() -> None:
    found = scorecard.of_forecasts(SAID, HAPPENED)
    model, desk = found.model, found.desk
    assert (model.n, model.n_joined, model.n_hits) == (2, 2, 1)
    assert model.brier == pytest.approx((0.1**2 + 0.8**2) / 2)
    assert model.expected == pytest.approx(1.1)
    assert (desk.n, desk.n_joined, desk.n_hits) == (2, 1, 0)
    assert desk.brier == pytest.approx((0.6**2 + 0.5**2) / 2)
    assert found.model_shared.n == found.desk_shared.n == 1
    assert found.model_shared.brier == pytest.approx(0.01)
    assert found.states["iso3"].tolist() == ["KEN", "CHL", "NGA"]
    assert found.left_out.to_dict("list") == {
        "iso3": ["KOR", "POL"],
        "reason": ["no_forecast", "no_outcome"],
    }


def test_who_said_nothing_neither_hit_nor_missed() -> None:
    states = scorecard.of_forecasts(SAID, HAPPENED).states.set_index("iso3")
    assert states["model_hit"].isna().to_dict() == {"KEN": False, "CHL": False, "NGA": True}
    assert states["desk_hit"].isna().to_dict() == {"KEN": True, "CHL": False, "NGA": False}


def test_without_outcomes_there_is_no_score() -> None:
    found = scorecard.of_forecasts(SAID, HAPPENED.iloc[:0])
    assert found.states.empty
    assert found.model.n == 0
    assert math.isnan(found.model.brier)
    assert set(found.left_out["reason"]) == {"no_outcome"}


@pytest.mark.slow
@settings(max_examples=50)
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30))
def test_it_is_the_score_of_scikit_learn(pairs: list[tuple[float, bool]]) -> None:
    keys = [f"S{i:02}" for i in range(len(pairs))]
    said = pd.DataFrame({"iso3": keys, "model": [p for p, _ in pairs], "desk": np.nan})
    happened = pd.DataFrame({"iso3": keys, "joined": [joined for _, joined in pairs]})
    found = scorecard.of_forecasts(said, happened.sample(frac=1, random_state=0))
    truth = [int(joined) for _, joined in pairs]
    assert found.model.brier == pytest.approx(
        brier_score_loss(truth, said["model"], labels=[0, 1], pos_label=1)
    )
    assert found.desk.n == 0


def test_the_arguments_stay_as_they_were() -> None:
    said, happened = SAID.copy(), HAPPENED.copy()
    scorecard.of_forecasts(said, happened)
    pd.testing.assert_frame_equal(said, SAID)
    pd.testing.assert_frame_equal(happened, HAPPENED)


def test_a_state_that_stands_twice_is_refused() -> None:
    with pytest.raises(AnalysisError, match="outcomes: found CHL more than once"):
        scorecard.of_forecasts(SAID, pd.concat([HAPPENED, HAPPENED.head(1)]))


def test_what_is_no_probability_is_refused() -> None:
    with pytest.raises(AnalysisError, match=r"forecasts: found the probability 1\.5"):
        scorecard.of_forecasts(SAID.assign(model=1.5), HAPPENED)
