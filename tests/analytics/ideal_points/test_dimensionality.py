from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.ideal_points import dimensionality
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
        "unfolding": 2.0 - 1.5 * (theta - middle) ** 2,
        "plane": np.where(np.arange(N_ROLLCALLS)[:, None] % 2, slopes * theta, slopes * other),
        "none": np.zeros((N_ROLLCALLS, N_STATES)),
    }[kind]
    latent = score + rng.logistic(size=score.shape)
    codes = (latent[:, :, None] > [-1.0, 0.5]).sum(axis=2)
    return drawn.of_codes(codes), drawn.rollcalls(N_ROLLCALLS), theta


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind",
    ["line", "unfolding", pytest.param("plane", marks=pytest.mark.proof)],
)
def test_the_model_that_votes_were_drawn_from_is_chosen(kind):
    votes, rollcalls, _theta = world(kind)
    found = dimensionality.of_subject(votes, rollcalls, seed=1, n_partitions=2)
    assert found.model == kind
    assert found.models.set_index("model")["log_loss"].idxmin() == kind
    assert (found.n_rollcalls, found.n_texts) == (N_ROLLCALLS, N_ROLLCALLS)
    rows = found.models.set_index("model")
    assert kind == "line" or (found.is_decided and rows.loc[kind, "n_better"] == 2)
    assert rows.loc["line", ["better_by", "spread", "n_better"]].eq(0).all()


def held_out(**gains: list[float]) -> dimensionality._HeldOut:
    """Return a partition in which models foresee texts better than the line by so much each."""
    losses = {"none": np.full(8, 9.0), "line": np.full(8, 5.0), "unfolding": np.full(8, 6.0)}
    losses |= {"plane": np.full(8, 6.0)} | {m: 5.0 - np.array(gain) for m, gain in gains.items()}
    return dimensionality._HeldOut(losses, losses)


SURELY, PERHAPS, WORSE = [1.0] * 8, [2.0, 1.5, -1.0, 1.0, -1.0, 1.0, -1.0, 0.5], [-1.0] * 8


@pytest.mark.parametrize(
    ("runs", "model", "is_decided"),
    [
        ([held_out(unfolding=WORSE)] * 2, "line", True),
        ([held_out(unfolding=SURELY)] * 2, "unfolding", True),
        ([held_out(unfolding=PERHAPS)] * 2, "line", False),
        ([held_out(unfolding=SURELY), held_out(unfolding=[0.0] * 8)], "unfolding", False),
        ([held_out(unfolding=SURELY, plane=[1.1] * 4 + [0.9] * 4)] * 2, "unfolding", False),
    ],
)
def test_a_near_thing_is_not_decided(runs, model, is_decided):
    losses = {m: np.mean([run.losses[m] for run in runs], axis=0) for m in dimensionality.MODELS}
    assert dimensionality._chosen(losses) == model
    assert dimensionality._is_decided(runs, losses, model) == is_decided


@pytest.mark.proof
def test_one_core_two_cores_and_a_dask_cluster_say_the_same(scheduler):
    votes, rollcalls, _theta = world("line")
    asked = {"seed": 5, "n_partitions": 2}
    one = dimensionality.of_subject(votes, rollcalls, **asked)
    for other in ({"n_jobs": 2}, {"scheduler": scheduler}):
        again = dimensionality.of_subject(votes, rollcalls, **asked, **other)
        for name in ("models", "positions"):
            for column in getattr(one, name):
                ours, theirs = (getattr(each, name)[column].to_numpy() for each in (one, again))
                assert ours.tolist() == theirs.tolist() or ours.tobytes() == theirs.tobytes()


@pytest.mark.slow
def test_between_two_ends_the_middle_says_yes_and_the_order_is_found():
    votes, rollcalls, theta = world("unfolding")
    positions = dimensionality.of_subject(votes, rollcalls, seed=1, n_partitions=2).positions
    assert abs(positions["first"].corr(pd.Series(theta), "spearman")) > 0.9
    is_middle = np.abs(theta) < 0.7
    assert positions["yes"][is_middle].min() > positions["yes"][np.abs(theta) > 1.8].max()
    assert positions["second"].isna().all()


@pytest.mark.slow
def test_votes_without_structure_are_refused():
    votes, rollcalls, _theta = world("none")
    with pytest.raises(AnalysisError, match="knowing the State does not foresee its vote"):
        dimensionality.of_subject(votes, rollcalls, seed=1, n_partitions=2)


def test_a_subject_with_three_texts_is_refused():
    votes, rollcalls, _theta = world("line")
    few = rollcalls.assign(title=[f"One of few texts, {k % 3}" for k in range(N_ROLLCALLS)])
    with pytest.raises(AnalysisError, match="found 3 texts that divided the house"):
        dimensionality.of_subject(votes, few, seed=1, n_partitions=2)


@pytest.mark.slow
def test_the_same_seed_gives_the_same_answer_whatever_the_order_of_rows():
    votes, rollcalls, _theta = world("line")
    one = dimensionality.of_subject(votes, rollcalls, seed=3, n_partitions=1)
    other = dimensionality.of_subject(
        votes.sample(frac=1, random_state=1),
        rollcalls.sample(frac=1, random_state=2),
        seed=3,
        n_partitions=1,
    )
    pd.testing.assert_frame_equal(one.models, other.models)
    pd.testing.assert_frame_equal(one.positions, other.positions)


@pytest.mark.proof
def test_positions_do_not_hang_on_the_folds():
    votes, rollcalls, theta = world("line", seed=5)
    first, second = (
        dimensionality.of_subject(votes, rollcalls, seed=seed, n_partitions=1).positions["first"]
        for seed in (1, 9)
    )
    pd.testing.assert_series_equal(first, second)
    assert abs(first.corr(pd.Series(theta))) > 0.95
