"""Openings: probabilities that follow from the draws, peers, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.special import expit

from analytics.outreach import baseline
from analytics.outreach.baseline import Baseline
from data.errors import AnalysisError
from tests.analytics.outreach_world import world


def opened(draws: npt.NDArray[np.float64]) -> Baseline:
    """Return States without peers, all of which may join."""
    n = draws.shape[1]
    return baseline.build(
        states=[f"S{i}" for i in range(n)],
        members=np.zeros(n, dtype=bool),
        log_odds_draws=draws,
        regions=["x"] * n,
        peers=np.zeros((n, n)),
    )


@settings(derandomize=True)
@given(
    draws=arrays.arrays(
        np.float64,
        st.tuples(st.integers(1, 30), st.integers(1, 6)),
        elements=st.floats(-40, 40) | st.just(-np.inf),
    ),
    resting=st.integers(0, 30),
)
def test_a_probability_is_the_mean_of_the_draws_and_no_more_than_the_growth(
    draws: npt.NDArray[np.float64], resting: int
) -> None:
    draws[:resting] = -np.inf
    found = opened(draws)
    assert (found.probability == expit(draws).mean(axis=0)).all()
    assert (found.probability <= found.growth).all()
    assert found.growth <= 1 - min(resting, len(draws)) / len(draws) + 1e-12
    assert found.expected_size == pytest.approx(expit(draws).sum(axis=1).mean())


def test_other_draws_have_other_probabilities() -> None:
    start = world(12, seed=1)
    half = replace(start, log_odds=start.log_odds[:10])
    assert (half.probability != start.probability)[start.is_open].all()


def test_members_and_states_without_basis_are_not_open() -> None:
    start = world(12, seed=1)
    assert start.is_open.tolist() == [False] * 2 + [True] * 9 + [False]
    assert np.isnan(start.probability[~start.is_open]).all()
    assert start.left_out.to_dict("list") == {"iso3": ["S11"], "reason": ["no_forecast"]}
    assert start.expected_size == 2 + np.nansum(start.probability)


def test_a_text_that_rests_in_some_draws_grows_in_the_others() -> None:
    assert world(12, seed=1).growth == 1
    assert world(12, seed=1, rests=0.55).growth == pytest.approx(0.45)


def test_where_a_text_cannot_grow_states_may_still_be_approached() -> None:
    start = world(12, seed=1, rests=1.0)
    assert start.growth == 0
    assert start.is_open.sum() == 9
    assert (start.probability[start.is_open] == 0).all()
    assert start.expected_size == 2


def test_where_all_are_members_nobody_can_join() -> None:
    start = world(4, seed=1, n_members=4)
    assert (start.growth, start.expected_size) == (0, 4)


def test_draws_given_are_not_changed() -> None:
    draws = np.array([[0.5, -np.inf], [1.0, 2.0]])
    start = baseline.build(
        states=["A", "B"],
        members=np.array([True, False]),
        log_odds_draws=draws,
        regions=["x", "x"],
        peers=np.zeros((2, 2)),
    )
    assert np.isnan(start.log_odds[:, 0]).all()
    assert draws.tolist() == [[0.5, -np.inf], [1.0, 2.0]]


def test_only_the_nearest_are_listened_to_the_most_alike_most() -> None:
    similarity = np.array(
        [[1.0, 0.8, 0.4, -0.2], [0.8, 1.0, np.nan, 0.1], [0.4, np.nan, 1.0, 0.0], [-0.2, 0.1, 0, 1]]
    )
    found = baseline.peer_weights(similarity, n_peers=2, power=2.0)
    assert found[0].tolist() == [0.0, 0.8, 0.2, 0.0]
    assert found[2].tolist() == [1.0, 0.0, 0.0, 0.0]
    assert found.sum(axis=1) == pytest.approx(np.ones(4))
    assert baseline.peer_weights(-similarity, n_peers=2)[0].tolist() == [0.0, 0.0, 0.0, 1.0]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("states", ["A", "A"], "a State more than once"),
        ("members", np.array([False]), "arrays of shapes"),
        ("log_odds_draws", np.zeros((3, 1)), "arrays of shapes"),
        ("log_odds_draws", np.empty((0, 2)), "no draw of the joining model, expected 1 or more"),
        ("log_odds_draws", np.array([[0.0, 1.0], [0.0, np.nan]]), "missing in some draws"),
        ("log_odds_draws", np.array([[0.0, np.inf]]), "a draw in which a State is sure to join"),
        ("peers", np.array([[0.0, 0.5], [1.0, 0.0]]), "weights of peers that add up to 0.5"),
        ("peers", np.array([[1.0, 0.0], [1.0, 0.0]]), "a weight of a peer that is negative"),
        ("peers", np.array([[0.0, np.nan], [1.0, 0.0]]), "a weight of a peer that is negative"),
    ],
)
def test_what_does_not_fit_is_refused(field: str, value: object, sentence: str) -> None:
    fields = {
        "states": ["A", "B"],
        "members": np.array([False, False]),
        "log_odds_draws": np.zeros((3, 2)),
        "regions": ["x", "y"],
        "peers": np.array([[0.0, 1.0], [1.0, 0.0]]),
    }
    with pytest.raises(AnalysisError, match=sentence):
        baseline.build(**{**fields, field: value})


@pytest.mark.parametrize(
    ("n", "chance", "target"), [(40, 0.5, 25), (40, 0.49, 20), (40, 0.0, 5), (8, 0.9, 8)]
)
def test_the_first_target_is_the_next_step_above_the_expected_number(n, chance, target) -> None:
    with np.errstate(divide="ignore"):
        log_odds = np.log(chance) - np.log1p(-chance)
    assert opened(np.full((1, n), log_odds)).first_target == target
