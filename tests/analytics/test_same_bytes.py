"""Positions, forecasts and go-betweens do not depend on where they are computed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import ensemble
from analytics.ideal_points import change_points, ideal_points, neighbours, ranking
from analytics.joining import backtest, open_backtest
from analytics.network import replication
from analytics.next_vote import backtest as vote_backtest
from analytics.next_vote import forecast, transitions, vote_model
from tests.analytics import joining_world, recurring_world, same_worlds
from tests.analytics.ideal_points import test_ideal_points as planted

DAY = pd.Timestamp("2013-12-03")
FIRST_DAY = np.datetime64("2011-07-01", "D")
LESSONS = vote_model.Lessons(0.03, np.array([[0.5, -0.5, 0.0], [-0.5, 0.0, 0.5]]))


def as_bytes(*frames: pd.DataFrame) -> bytes:
    """Return all that some tables hold, as bytes."""
    return b"".join(pd.util.hash_pandas_object(frame).to_numpy().tobytes() for frame in frames)


def positions(seed: int, _rng: np.random.Generator) -> bytes:
    """Return all that pages show of a planted world, as bytes."""
    world = planted.world(seed)
    found = ideal_points.estimates(
        world.votes, world.rollcalls, anchor=planted.ANCHOR, n_draws=60, seed=seed
    )
    frames = [
        *(found.positions, found.draws, found.rollcalls, found.sessions),
        ranking.of_session(found),
        change_points.detect(found, first_session=1).changes,
        neighbours.nearest(found, "S15", n_nearest=5).rows,
    ]
    return as_bytes(*frames)


def next_vote(seed: int, _rng: np.random.Generator) -> bytes:
    """Return the forecast of a planted text, as bytes."""
    found = forecast.next_vote(
        recurring_world.record(), "robots", lessons=LESSONS, seed=seed, day=DAY
    )
    return as_bytes(found.tally, found.yes, found.states)


@pytest.mark.proof
@pytest.mark.parametrize("made", [positions, next_vote])
def test_one_core_two_cores_and_a_dask_cluster_give_the_same_bytes(made, scheduler):
    one, two, cluster = (
        ensemble.runs(made, [1, 2], seed=0, **where)
        for where in ({}, {"n_jobs": 2}, {"scheduler": scheduler})
    )
    assert len(set(one)) == 2
    assert one == two == cluster


@pytest.mark.proof
def test_go_betweens_of_half_the_texts_are_the_same_wherever_targets_are_tested(scheduler):
    compared = same_worlds.compared(same_worlds.on_a_line(2, n_states=24))
    us, with_us = compared.states[0], compared.states[1:12]
    one, two, cluster = (
        replication.of_go_betweens(compared, (us,), with_us, **where)
        for where in ({}, {"n_jobs": 2}, {"scheduler": scheduler})
    )
    assert one is not None
    assert one.n_all > 0
    assert one == two == cluster


def joining_rows(**where: object) -> bytes:
    """Return the back-test of a planted world, as bytes."""
    found = backtest.run(joining_world.record(), joining_world.features(), seed=1, **where)
    return as_bytes(found.rows, found.texts, found.left_out)


def open_rows(**where: object) -> bytes:
    """Return the back-test of the open texts of a planted world, as bytes."""
    asked, seen = joining_world.asked(), joining_world.seen()
    found = open_backtest.run(joining_world.record(), asked, seen, seed=1, **where)
    return as_bytes(found.rows, found.texts, found.left_out)


def vote_rows(**where: object) -> bytes:
    """Return the back-test of planted votes, as bytes."""
    record = recurring_world.record()
    known = transitions.situations(record, ahead=vote_model.AHEAD)
    found = vote_backtest.run(record, known, seed=1, first_day=FIRST_DAY, **where)
    return as_bytes(found.rows, found.events, found.shocks, found.losses)


@pytest.mark.proof
@pytest.mark.parametrize("made", [joining_rows, open_rows, vote_rows])
def test_back_tests_are_the_same_wherever_their_parts_are_made(made, scheduler):
    assert made() == made(n_jobs=2) == made(scheduler=scheduler)
