"""Who stands nearest to a State on the line, and how sure that is.

Who is nearest is asked of every draw of the positions (`ordinal_draws`), not of their
middle alone: a State counts as near by the share of draws in which it is among the nearest. Draws
hold text by text what the whole line is unsure of, so that States which move together in them stay
near, however wide their own intervals are. Near on the line is not the same as voting alike: see
`line_fit` for States that the line cannot hold.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import intervals
from analytics.ideal_points import ideal_points
from data.errors import AnalysisError

N_NEAREST = 10

SURE = 0.9
"""Share of draws from which a State is surely among the nearest."""

LEAST = 0.1
"""Share of draws below which a State is surely not; between the two it cannot be told."""


@dataclass(frozen=True)
class Neighbours:
    """The States nearest to one in a session.

    Attributes
    ----------
    rows : DataFrame
        ``iso3, ideal_point, distance, q05, q95, chance``: a row a State that is among the nearest
        in at least `LEAST` of the draws, the likeliest first. The distance is that of the
        positions, in standard deviations of the session, 0 or more; between ``q05`` and ``q95`` it
        lies in nine of ten draws. ``chance`` is the share of draws in which it is among the
        nearest, 0 to 1.
    iso3 : str
    session_number : int
    n_nearest, n_placed : int
        How many count as the nearest, and of how many other States.
    n_sure : int
        Rows with a chance of at least `SURE`; the others cannot be told apart from one another.
    """

    rows: pd.DataFrame
    iso3: str
    session_number: int
    n_nearest: int
    n_placed: int
    n_sure: int


def nearest(
    points: ideal_points.IdealPoints,
    iso3: str,
    *,
    session: int | None = None,
    n_nearest: int = N_NEAREST,
) -> Neighbours:
    """Return who stands nearest to a State in a session.

    Parameters
    ----------
    points : IdealPoints
    iso3 : str
    session : int, optional
        The last one when not given.
    n_nearest : int
        Ties at the last place count as near.

    Raises
    ------
    AnalysisError
        If the State is not placed in the session, or at most ``n_nearest`` others are.
    """
    number = points.positions["session_number"]
    asked = int(number.max()) if session is None else session
    held = points.positions[number == asked]
    is_own = (held["iso3"] == iso3).to_numpy(dtype=bool)
    if not is_own.any():
        raise AnalysisError(
            "nearest States",
            found=f"no vote of {iso3} in session {asked}",
            expected="a State that voted in it",
            do="choose another",
        )
    n_placed = len(held) - 1
    if n_placed <= n_nearest:
        raise AnalysisError(
            "nearest States",
            found=f"{n_placed} other States placed in session {asked}",
            expected=f"more than {n_nearest}",
            do="choose another session, or fewer nearest",
        )
    drawn = points.draws.loc[held.index].to_numpy(dtype=np.float64)
    apart = np.abs(drawn - drawn[is_own])[~is_own]
    others = held[~is_own]
    own = float(held.loc[is_own, "ideal_point"].iloc[0])
    low, high = intervals.of_draws(apart.T)
    frame = pd.DataFrame(
        {
            "iso3": others["iso3"].to_numpy(),
            "ideal_point": others["ideal_point"].to_numpy(),
            "distance": (others["ideal_point"] - own).abs().to_numpy(),
            "q05": low,
            "q95": high,
            "chance": _is_near(apart, n_nearest).mean(axis=1),
        }
    ).round(ideal_points.N_DECIMALS)
    frame = frame[frame["chance"] >= LEAST].sort_values(
        ["chance", "distance", "iso3"], ascending=[False, True, True], ignore_index=True
    )
    return Neighbours(
        rows=frame,
        iso3=iso3,
        session_number=asked,
        n_nearest=n_nearest,
        n_placed=n_placed,
        n_sure=int((frame["chance"] >= SURE).sum()),
    )


def _is_near(apart: npt.NDArray[np.float64], n_nearest: int) -> npt.NDArray[np.bool_]:
    """Return which distances, shape (n_states, n_draws), are among the smallest of their draw."""
    last = np.partition(apart, n_nearest - 1, axis=0)[n_nearest - 1]
    is_near: npt.NDArray[np.bool_] = apart <= last
    return is_near
