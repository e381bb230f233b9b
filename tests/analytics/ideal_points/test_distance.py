from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from analytics.ideal_points import distance, ideal_points


def points(*, spread: float = 0.05, seed: int = 0) -> ideal_points.IdealPoints:
    """Return six States on a line in session 80, five of them in 79, with 200 draws around."""
    rng = np.random.default_rng(seed)
    places = {79: [-2.0, -1, 0, 1, 2], 80: [-1.5, -1.4, 0, 0.5, 1, 1.6]}
    rows = [
        (f"S{chr(65 + k)}", number, place)
        for number, line in places.items()
        for k, place in enumerate(line)
    ]
    positions = pd.DataFrame(rows, columns=["iso3", "session_number", "ideal_point"])
    positions = positions.sort_values(["iso3", "session_number"], ignore_index=True)
    drawn = positions[["ideal_point"]].to_numpy() + rng.normal(0, spread, (len(rows), 200))
    return ideal_points.IdealPoints(
        positions=positions,
        draws=pd.DataFrame(drawn.astype(np.float32)),
        rollcalls=pd.DataFrame(),
        sessions=pd.DataFrame(),
        left_out=pd.DataFrame(),
        n_votes=0,
        n_texts=0,
        log_posterior=0.0,
        n_iterations=1,
        is_converged=True,
        anchor=("SA", "SF"),
    )


def test_distance_is_that_of_the_last_session_beside_all_pairs():
    found = distance.of_pair(points(), "SA", "SD")
    line = [-1.5, -1.4, 0, 0.5, 1, 1.6]
    apart = [abs(one - other) for one, other in itertools.combinations(line, 2)]
    assert found.session_number == 80
    assert found.value == pytest.approx(2)
    further = (
        sum(each > 2 + 1e-9 for each in apart) + sum(abs(each - 2) < 1e-9 for each in apart) / 2
    )
    assert found.percentile == pytest.approx(further / len(apart) * 100)
    assert found.q05 < found.value < found.q95
    assert found.percentile_q05 <= found.percentile <= found.percentile_q95
    assert distance.of_pair(points(), "SD", "SA") == found


def test_wider_draws_give_wider_intervals():
    narrow, wide = (distance.of_pair(points(spread=s), "SA", "SD") for s in (0.05, 0.5))
    assert wide.q95 - wide.q05 > 5 * (narrow.q95 - narrow.q05)
    assert wide.percentile_q95 - wide.percentile_q05 > narrow.percentile_q95 - narrow.percentile_q05


def test_a_state_that_is_not_placed_in_the_last_session_has_no_distance():
    assert distance.of_pair(points(), "SA", "QAT") is None
