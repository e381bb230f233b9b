"""Where States stand in one session, in order, and how far the order can be trusted."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import intervals
from analytics.ideal_points import ideal_points
from data.errors import AnalysisError

FIRST_YEAR = 1945
"""Before the first session: that of number n opens n years later."""


def of_session(points: ideal_points.IdealPoints, *, session: int | None = None) -> pd.DataFrame:
    """Return the States of a session from the upper end of the line to the lower.

    Parameters
    ----------
    points : IdealPoints
    session : int, optional
        The last one when not given.

    Returns
    -------
    DataFrame
        The columns of ``points.positions``, and ``rank`` from 1, ``rank_from`` and ``rank_to``
        between which it lies in nine of ten draws, and ``n_placed``.

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
            "ranking",
            found=f"nobody placed in session {asked}",
            expected="a session with votes",
            do="choose another session",
        )
    ordered = held.sort_values(["ideal_point", "iso3"], ascending=[False, True])
    drawn = points.draws.loc[ordered.index].to_numpy()
    ranks = (-drawn).argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") + 1
    low, high = np.quantile(ranks, intervals.QUANTILES, axis=1, method="nearest").astype(np.int64)
    own = np.arange(1, len(ordered) + 1)
    return ordered.reset_index(drop=True).assign(
        rank=own,
        rank_from=np.minimum(low, own),
        rank_to=np.maximum(high, own),
        n_placed=len(ordered),
    )


def trajectories(
    points: ideal_points.IdealPoints, chosen: list[str], *, first_year: int
) -> pd.DataFrame:
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


def net_moves(
    points: ideal_points.IdealPoints, chosen: list[str], *, first_year: int
) -> pd.DataFrame:
    """Return how far some States moved over the years, first to last session in which each voted.

    Parameters
    ----------
    points, chosen, first_year
        As for `trajectories`.

    Returns
    -------
    DataFrame
        ``iso3, session_from, session_to, point_from, point_to, move, q05, q95``: a row a State with
        at least two sessions; the interval of 90 % is that of the draws' differences.
    """
    held = trajectories(points, chosen, first_year=first_year)
    place = points.positions.reset_index().set_index(["iso3", "session_number"])["index"]
    rows = []
    for iso3, own in held.groupby("iso3", sort=False):
        first, last = own.iloc[0], own.iloc[-1]
        if len(own) < 2:
            continue
        start, end = (place[(iso3, end["session_number"])] for end in (first, last))
        drawn = points.draws.loc[[start, end]].to_numpy(dtype=np.float64)
        move = last["ideal_point"] - first["ideal_point"]
        half = intervals.Z_95 * (drawn[1] - drawn[0]).std()
        rows.append(
            (
                str(iso3),
                int(first["session_number"]),
                int(last["session_number"]),
                first["ideal_point"],
                last["ideal_point"],
                round(move, ideal_points.N_DECIMALS),
                round(move - half, ideal_points.N_DECIMALS),
                round(move + half, ideal_points.N_DECIMALS),
            )
        )
    names = ["iso3", "session_from", "session_to", "point_from", "point_to", "move", "q05", "q95"]
    return pd.DataFrame(rows, columns=names)
