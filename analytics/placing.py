"""Where States stand in one session, in order, and how far the order can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import ideal_points
from data.errors import AnalysisError, fault

FIRST_YEAR = 1945
"""Before the first session: that of number n opens n years later."""


@dataclass(frozen=True)
class Validation:
    """How far the order of States agrees with published estimates.

    Attributes
    ----------
    by_session : DataFrame
        ``session_number, n_states, spearman``; see `ideal_points.concordance`.
    median, minimum : float
        Of the rank correlations.
    session_from, session_to : int
        First and last session compared.
    n_sessions : int
    """

    by_session: pd.DataFrame
    median: float
    minimum: float
    session_from: int
    session_to: int
    n_sessions: int


def validation(points: ideal_points.IdealPoints, reference: pd.DataFrame) -> Validation:
    """Return how far the order of States agrees with published estimates.

    Parameters
    ----------
    points : IdealPoints
    reference : DataFrame
        Table ``reference_points``, those on one subject.

    Raises
    ------
    AnalysisError
        If no session has three States in common.
    """
    by_session = ideal_points.concordance(points, reference)
    sessions = by_session["session_number"]
    return Validation(
        by_session=by_session,
        median=float(by_session["spearman"].median()),
        minimum=float(by_session["spearman"].min()),
        session_from=int(sessions.min()),
        session_to=int(sessions.max()),
        n_sessions=len(by_session),
    )


def ranking(points: ideal_points.IdealPoints, *, session: int | None = None) -> pd.DataFrame:
    """Return the States of a session from the upper end of the line to the lower.

    Parameters
    ----------
    points : IdealPoints
    session : int, optional
        The last one when not given.

    Returns
    -------
    DataFrame
        The columns of ``points.positions``, and ``rank`` from 1 and ``n_placed``.

    Raises
    ------
    AnalysisError
        If nobody is placed in the session.
    """
    number = points.positions["session_number"]
    asked = int(number.max()) if session is None else session
    held = points.positions[number == asked]
    if held.empty:
        raise AnalysisError(
            fault(
                "ranking",
                found=f"nobody placed in session {asked}",
                expected="a session with votes",
                do="choose another session",
            )
        )
    ordered = held.sort_values(["ideal_point", "iso3"], ascending=[False, True], ignore_index=True)
    return ordered.assign(rank=ordered.index + 1, n_placed=len(ordered))


def course(points: ideal_points.IdealPoints, chosen: list[str], *, first_year: int) -> pd.DataFrame:
    """Return the positions of some States year by year.

    Parameters
    ----------
    points : IdealPoints
    chosen : list of str
        iso3, in the order wanted.
    first_year : int
        Sessions that opened earlier are left out.

    Returns
    -------
    DataFrame
        The columns of ``points.positions``, and ``year``, in which the session opened.
    """
    place = {iso3: i for i, iso3 in enumerate(chosen)}
    year = points.positions["session_number"] + FIRST_YEAR
    held = points.positions.assign(year=year)[points.positions["iso3"].isin(chosen)]
    held = held[held["year"] >= first_year]
    return held.sort_values(
        ["iso3", "year"],
        key=lambda column: column.map(place) if column.name == "iso3" else column,
        ignore_index=True,
    )
