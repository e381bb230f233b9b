from __future__ import annotations

import pandas as pd
import pytest

from analytics import ideal_points, placing
from data.errors import AnalysisError

STATES = ("CHL", "KEN", "NLD", "POL")
POINTS = {70: (0.1, 0.2, 0.3, 0.4), 71: (0.1, 0.2, 0.4, 0.3), 72: (0.4, 0.3, 0.2, 0.1)}
"""Positions of the four States by session; the reference has them in the order of 70 always."""


def frame(points: dict[int, tuple[float, ...]]) -> pd.DataFrame:
    rows = [
        (iso3, session, point)
        for session, held in points.items()
        for iso3, point in zip(STATES, held, strict=True)
    ]
    return pd.DataFrame(rows, columns=["iso3", "session_number", "ideal_point"])


@pytest.fixture
def points() -> ideal_points.IdealPoints:
    empty = pd.DataFrame()
    return ideal_points.IdealPoints(
        frame(POINTS), empty, empty, 12, 0.0, 1, True, ("POL", "CHL"), 0.3
    )


def test_the_order_is_compared_session_by_session(points):
    found = placing.validation(points, frame(dict.fromkeys(POINTS, POINTS[70])))
    assert found.by_session["spearman"].round(6).tolist() == [1, 0.8, -1]
    assert found.by_session["n_states"].tolist() == [4, 4, 4]
    assert (found.median, found.minimum) == (pytest.approx(0.8), pytest.approx(-1))
    assert (found.session_from, found.session_to, found.n_sessions) == (70, 72, 3)


def test_sessions_of_the_reference_alone_and_of_ours_alone_are_not_compared(points):
    found = placing.validation(points, frame({69: POINTS[70], 71: POINTS[71]}))
    assert (found.session_from, found.session_to, found.n_sessions) == (71, 71, 1)
    assert found.minimum == pytest.approx(1)


def test_a_reference_of_other_sessions_is_refused(points):
    with pytest.raises(AnalysisError, match="found no session with three States of the reference"):
        placing.validation(points, frame({3: POINTS[70]}))
