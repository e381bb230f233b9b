from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.ideal_points import change_points
from tests.analytics import points

N_STATES, SESSIONS = 60, np.arange(50, 80)


def world(*, n_turned: int, size: float, seed: int = 0) -> pd.DataFrame:
    """Return noisy courses; the first States step up by some size at session 65."""
    rng = np.random.default_rng(seed)
    rows = []
    for state in range(N_STATES):
        level = rng.normal()
        step = size * (SESSIONS >= 65) * (state < n_turned)
        course = level + step + rng.normal(scale=0.1, size=len(SESSIONS))
        rows.append(
            pd.DataFrame(
                {"iso3": f"S{state:02d}", "session_number": SESSIONS, "ideal_point": course}
            )
        )
    return pd.concat(rows, ignore_index=True)


def test_planted_turns_are_found_at_their_session_with_their_size():
    found = change_points.detect(points.of(world(n_turned=20, size=0.6)), first_session=50)
    first = found.changes[found.changes["iso3"] < "S20"]
    assert set(first["iso3"]) == {f"S{k:02d}" for k in range(20)}
    assert (first["session_number"] - 65).abs().median() == 0
    main = first.loc[first.groupby("iso3")["change"].idxmax()]
    assert main["change"].median() == pytest.approx(0.6, abs=0.1)
    assert main["change"].sub(main["since"] - main["before"]).abs().max() < 1e-5
    assert ((main["q05"] < 0.6) & (main["q95"] > 0.6)).mean() > 0.7


@pytest.mark.slow
def test_few_of_the_turns_found_are_false():
    shares = []
    for seed in range(10):
        found = change_points.detect(
            points.of(world(n_turned=20, size=0.6, seed=seed), seed=seed), first_session=50
        )
        shares.append((found.changes["iso3"] >= "S20").mean())
    assert np.mean(shares) <= 0.08


@pytest.mark.slow
def test_courses_without_any_turn_have_none():
    n_found = [
        len(
            change_points.detect(
                points.of(world(n_turned=0, size=0, seed=s), seed=s), first_session=50
            ).changes
        )
        for s in range(10)
    ]
    assert np.mean(np.array(n_found) > 0) <= 0.2


def test_a_state_that_turns_twice_turns_twice():
    frame = world(n_turned=20, size=1.0)
    is_last = (frame["session_number"] >= 73) & (frame["iso3"] == "S03")
    frame.loc[is_last, "ideal_point"] -= 1.0
    found = change_points.detect(points.of(frame), first_session=50).changes
    own = found[found["iso3"] == "S03"]
    assert own["session_number"].tolist() == [65, 73]
    assert (np.sign(own["change"]) == [1, -1]).all()


def test_sessions_before_the_first_asked_for_are_not_searched():
    found = change_points.detect(points.of(world(n_turned=20, size=0.6)), first_session=66)
    assert (found.changes["iso3"] < "S20").sum() <= 1
    assert found.n_states == N_STATES


def test_a_course_too_short_to_turn_is_not_searched():
    short = world(n_turned=0, size=0).query("session_number < 53")
    found = change_points.detect(points.of(short), first_session=50)
    assert (found.n_states, len(found.changes)) == (0, 0)
