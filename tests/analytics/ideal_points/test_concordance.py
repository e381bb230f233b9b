from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.ideal_points import concordance
from data.errors import AnalysisError
from tests.analytics import points

STATES = ("CHL", "KEN", "NLD", "POL")
POINTS = {70: (0.1, 0.2, 0.3, 0.4), 71: (0.1, 0.2, 0.4, 0.3), 72: (0.4, 0.3, 0.2, 0.1)}
"""Positions of the four States by session; the reference has them in the order of 70 always."""


def frame(held: dict[int, tuple[float, ...]]) -> pd.DataFrame:
    rows = [
        (iso3, session, point)
        for session, row in held.items()
        for iso3, point in zip(STATES, row, strict=True)
    ]
    return pd.DataFrame(rows, columns=["iso3", "session_number", "ideal_point"])


@pytest.fixture
def ours():
    return points.of(frame(POINTS))


def test_the_order_is_compared_session_by_session(ours):
    found = concordance.validation(ours, frame(dict.fromkeys(POINTS, POINTS[70])))
    assert found.by_session["spearman"].round(6).tolist() == [1, 0.8, -1]
    assert found.by_session["n_states"].tolist() == [4, 4, 4]
    assert (found.median, found.minimum) == (pytest.approx(0.8), pytest.approx(-1))
    assert (found.session_from, found.session_to, found.n_sessions) == (70, 72, 3)
    assert found.moves is None


def test_sessions_of_the_reference_alone_and_of_ours_alone_are_not_compared(ours):
    found = concordance.validation(ours, frame({69: POINTS[70], 71: POINTS[71]}))
    assert (found.session_from, found.session_to, found.n_sessions) == (71, 71, 1)
    assert found.minimum == pytest.approx(1)


def test_a_reference_of_other_sessions_is_refused(ours):
    with pytest.raises(AnalysisError, match="found no session with three States of the reference"):
        concordance.validation(ours, frame({3: POINTS[70]}))


def test_moves_are_compared_against_the_house_and_not_on_either_scale(ours):
    stretched = frame(
        {number: tuple(5 + 3 * number * x for x in row) for number, row in POINTS.items()}
    )
    moves = concordance.validation(ours, stretched, moves_between=(70, 72)).moves
    assert moves is not None
    assert moves.correlation == pytest.approx(1)
    assert moves.sign_agreement == 1
    assert moves.by_state["move"].tolist() == pytest.approx(moves.by_state["move_published"])
    assert np.isnan(moves.against)


def test_moves_the_other_way_disagree_in_every_figure():
    sessions = range(1, 13)
    rng = np.random.default_rng(0)
    courses = {number: tuple(rng.normal(size=4)) for number in sessions}
    mirrored = {number: tuple(-np.array(row)) for number, row in courses.items()}
    moves = concordance.validation(
        points.of(frame(courses)), frame(mirrored), moves_between=(1, 12)
    ).moves
    assert moves is not None
    assert moves.correlation == pytest.approx(-1)
    assert moves.sign_agreement == 0
    assert (moves.against, moves.n_courses) == (1, 4)
