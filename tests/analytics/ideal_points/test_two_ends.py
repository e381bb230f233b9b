from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.ideal_points import two_ends
from data.errors import AnalysisError
from tests.analytics import drawn

N_STATES, N_ROLLCALLS = 60, 40


def world(kind: str, seed: int = 0) -> tuple[pd.DataFrame, pd.DataFrame, np.ndarray]:
    """Return votes and roll calls of a kind, and the positions they were drawn from."""
    rng = np.random.default_rng(seed)
    theta = np.linspace(-2, 2, N_STATES)
    other = rng.permutation(theta)
    slopes = rng.choice([-2.5, 2.5], size=(N_ROLLCALLS, 1))
    middle = rng.uniform(-0.5, 0.5, size=(N_ROLLCALLS, 1))
    score = {
        "line": slopes * theta,
        "two_ends": 2.0 - 1.5 * (theta - middle) ** 2,
        "plane": np.where(np.arange(N_ROLLCALLS)[:, None] % 2, slopes * theta, slopes * other),
        "none": np.zeros((N_ROLLCALLS, N_STATES)),
    }[kind]
    latent = score + rng.logistic(size=score.shape)
    codes = (latent[:, :, None] > [-1.0, 0.5]).sum(axis=2)
    return drawn.of_codes(codes), drawn.rollcalls(N_ROLLCALLS), theta


@pytest.mark.parametrize("kind", ["line", "two_ends", "plane"])
def test_the_model_that_votes_were_drawn_from_is_chosen(kind):
    votes, rollcalls, _theta = world(kind)
    found = two_ends.two_ends(votes, rollcalls, seed=1)
    assert found.model == kind
    assert found.models.set_index("model")["log_loss"].idxmin() == kind
    assert (found.n_rollcalls, found.n_texts) == (N_ROLLCALLS, N_ROLLCALLS)


def test_between_two_ends_the_middle_says_yes_and_the_order_is_found():
    votes, rollcalls, theta = world("two_ends")
    positions = two_ends.two_ends(votes, rollcalls, seed=1).positions
    assert abs(positions["first"].corr(pd.Series(theta), "spearman")) > 0.9
    is_middle = np.abs(theta) < 0.7
    assert positions["yes"][is_middle].min() > positions["yes"][np.abs(theta) > 1.8].max()
    assert positions["second"].isna().all()


def test_votes_without_structure_are_refused():
    votes, rollcalls, _theta = world("none")
    with pytest.raises(AnalysisError, match="knowing the State does not foresee its vote"):
        two_ends.two_ends(votes, rollcalls, seed=1)


def test_a_subject_with_three_texts_is_refused():
    votes, rollcalls, _theta = world("line")
    few = rollcalls.assign(title=[f"One of few texts, {k % 3}" for k in range(N_ROLLCALLS)])
    with pytest.raises(AnalysisError, match="found 3 texts that divided the house"):
        two_ends.two_ends(votes, few, seed=1)


def test_the_same_seed_gives_the_same_answer_whatever_the_order_of_rows():
    votes, rollcalls, _theta = world("line")
    one = two_ends.two_ends(votes, rollcalls, seed=3)
    other = two_ends.two_ends(
        votes.sample(frac=1, random_state=1), rollcalls.sample(frac=1, random_state=2), seed=3
    )
    pd.testing.assert_frame_equal(one.models, other.models)
    pd.testing.assert_frame_equal(one.positions, other.positions)


def test_positions_do_not_hang_on_the_folds():
    votes, rollcalls, theta = world("line", seed=5)
    first, second = (
        two_ends.two_ends(votes, rollcalls, seed=seed).positions["first"] for seed in (1, 9)
    )
    pd.testing.assert_series_equal(first, second)
    assert abs(first.corr(pd.Series(theta))) > 0.95
