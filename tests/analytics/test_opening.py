"""Openings: draws that agree with the probabilities, peers, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit

from analytics import opening
from data.errors import AnalysisError
from tests.analytics.outreach_world import world


@settings(deadline=None)
@given(
    probability=st.lists(st.floats(1e-4, 1 - 1e-4), min_size=1, max_size=6),
    seed=st.integers(0, 1000),
    spread=st.floats(0, 5),
)
def test_draws_are_moved_until_their_mean_is_the_probability(
    probability: list[float], seed: int, spread: float
) -> None:
    draws = np.random.default_rng(seed).normal(0, spread, (30, len(probability)))
    found = opening.recentred(draws, np.array(probability))
    assert np.abs(expit(found).mean(axis=0) - probability).max() < 1e-13
    apart = found - draws
    assert np.ptp(apart, axis=0).max() < 1e-12


def test_members_and_states_without_basis_are_not_open() -> None:
    start = world(12, seed=1)
    assert start.is_open.tolist() == [False] * 2 + [True] * 9 + [False]
    assert start.left_out.to_dict("list") == {"iso3": ["S11"], "reason": ["no_basis"]}
    assert start.expected_size == 2 + np.nansum(start.probability)


def test_without_a_bootstrap_there_is_one_draw() -> None:
    start = opening.of(
        states=["A", "B"],
        members=np.array([False, True]),
        probability=np.array([0.3, np.nan]),
        log_odds_draws=np.empty((0, 2)),
        regions=["x", "x"],
        peers=np.zeros((2, 2)),
    )
    assert start.log_odds[:, 0] == pytest.approx([np.log(0.3 / 0.7)])


def test_only_the_nearest_are_listened_to_the_most_alike_most() -> None:
    similarity = np.array(
        [[1.0, 0.8, 0.4, -0.2], [0.8, 1.0, np.nan, 0.1], [0.4, np.nan, 1.0, 0.0], [-0.2, 0.1, 0, 1]]
    )
    found = opening.nearest(similarity, n_peers=2, power=2.0)
    assert found[0].tolist() == [0.0, 0.8, 0.2, 0.0]
    assert found[2].tolist() == [1.0, 0.0, 0.0, 0.0]
    assert found.sum(axis=1) == pytest.approx(np.ones(4))
    assert opening.nearest(-similarity, n_peers=2)[0].tolist() == [0.0, 0.0, 0.0, 1.0]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("states", ["A", "A"], "a State more than once"),
        ("probability", np.array([1.0, 0.5]), "the probability 1, expected one between 0 and 1"),
        ("probability", np.array([0.5]), "arrays of shapes"),
        ("log_odds_draws", np.full((3, 2), np.nan), "a draw that is missing or infinite"),
        ("peers", np.array([[0.0, 0.5], [1.0, 0.0]]), "weights of peers that add up to 0.5"),
        ("peers", np.array([[1.0, 0.0], [1.0, 0.0]]), "a weight of a peer that is negative"),
        ("peers", np.array([[0.0, np.nan], [1.0, 0.0]]), "a weight of a peer that is negative"),
    ],
)
def test_what_does_not_fit_is_refused(field: str, value: object, sentence: str) -> None:
    fields = {
        "states": ["A", "B"],
        "members": np.array([False, False]),
        "probability": np.array([0.3, 0.5]),
        "log_odds_draws": np.zeros((3, 2)),
        "regions": ["x", "y"],
        "peers": np.array([[0.0, 1.0], [1.0, 0.0]]),
    }
    with pytest.raises(AnalysisError, match=sentence):
        opening.of(**{**fields, field: value})
