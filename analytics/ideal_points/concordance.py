"""How far positions agree with those that others published: within a session, and over time.

Within a session only the order is compared. Over time both are first measured within each session,
over the States that both place: mean 0 and standard deviation 1. What is left is how each State
moved against the house.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.ideal_points import ideal_points
from data.errors import AnalysisError

KEYS = ["iso3", "session_number"]

MIN_STATES = 3
"""States that both place in a session, from which their order is compared."""

MIN_SESSIONS = 10
"""Sessions of a State from which its course is compared."""


@dataclass(frozen=True)
class Validation:
    """How far positions agree with published ones.

    Attributes
    ----------
    by_session : DataFrame
        ``session_number, n_states, spearman``: rank correlation, -1 to 1, over the States that both
        place; a row a session with at least three of them.
    median, minimum : float
        Of the rank correlations.
    session_from, session_to : int
        First and last session compared.
    n_sessions : int
    moves : Moves or None
        None where the sessions asked for are not both compared.
    """

    by_session: pd.DataFrame
    median: float
    minimum: float
    session_from: int
    session_to: int
    n_sessions: int
    moves: Moves | None


@dataclass(frozen=True)
class Moves:
    """How far moves between two sessions, and courses from one to the other, agree.

    Attributes
    ----------
    session_from, session_to : int
    by_state : DataFrame
        ``iso3, move, move_published``: a row a State that both place in both sessions.
    correlation : float
        Of the moves (Pearson), -1 to 1.
    sign_agreement : float
        Share of the States whose moves go the same way, 0 to 1.
    against : float
        Share of the courses that run against the published ones: whose correlation over the
        sessions is negative. States with at least `MIN_SESSIONS` in the window, 0 to 1.
    n_courses : int
    """

    session_from: int
    session_to: int
    by_state: pd.DataFrame
    correlation: float
    sign_agreement: float
    against: float
    n_courses: int


def validation(
    points: ideal_points.IdealPoints,
    reference: pd.DataFrame,
    *,
    moves_between: tuple[int, int] = (45, 74),
) -> Validation:
    """Return how far positions agree with published ones.

    Parameters
    ----------
    points : IdealPoints
    reference : DataFrame
        ``iso3, session_number, ideal_point``: those of table ``reference_points`` on one subject.
    moves_between : tuple of int
        Sessions between which moves are compared: from the end of the cold war to the last
        published, if not told otherwise.

    Raises
    ------
    AnalysisError
        If no session has three States in common.

    References
    ----------
    Spearman, C. (1904). The proof and measurement of association between two things. *American
    Journal of Psychology* 15(1), 72-101.
    """
    both = _both(points, reference)
    groups = [(number, held) for number, held in both.groupby("session_number")]
    groups = [(number, held) for number, held in groups if len(held) >= MIN_STATES]
    if not groups:
        raise AnalysisError(
            "ideal points",
            found="no session with three States of the reference",
            expected="at least one",
            do="choose sessions that the reference covers",
        )
    rows = [
        (number, len(held), held["ours"].corr(held["published"], "spearman"))
        for number, held in groups
    ]
    by_session = pd.DataFrame(rows, columns=["session_number", "n_states", "spearman"])
    numbers = by_session["session_number"]
    return Validation(
        by_session=by_session,
        median=float(by_session["spearman"].median()),
        minimum=float(by_session["spearman"].min()),
        session_from=int(numbers.min()),
        session_to=int(numbers.max()),
        n_sessions=len(by_session),
        moves=_moves(both, *moves_between) if numbers.isin(moves_between).sum() == 2 else None,
    )


def is_comparable(points: ideal_points.IdealPoints, reference: pd.DataFrame) -> bool:
    """Return whether any session has `MIN_STATES` States in common with published positions."""
    return bool(_both(points, reference).groupby("session_number").size().ge(MIN_STATES).any())


def _both(points: ideal_points.IdealPoints, reference: pd.DataFrame) -> pd.DataFrame:
    """Return the positions that both give, as ``ours`` and ``published``."""
    theirs = reference[[*KEYS, "ideal_point"]].astype({"iso3": str, "session_number": np.int64})
    ours = points.positions[[*KEYS, "ideal_point"]].rename(columns={"ideal_point": "ours"})
    return ours.merge(theirs.rename(columns={"ideal_point": "published"}), on=KEYS)


def _moves(both: pd.DataFrame, first: int, last: int) -> Moves:
    """Return how far moves agree between two sessions that both place States in."""
    held = both[both["session_number"].between(first, last)].copy()
    for name in ("ours", "published"):
        within = held.groupby("session_number")[name]
        held[name] = (held[name] - within.transform("mean")) / within.transform("std", ddof=0)
    at = {
        number: held[held["session_number"] == number].set_index("iso3")[["ours", "published"]]
        for number in (first, last)
    }
    moved = (at[last] - at[first]).dropna().sort_index()
    by_state = moved.rename(columns={"ours": "move", "published": "move_published"}).reset_index()
    courses = [
        own["ours"].corr(own["published"])
        for _iso3, own in held.groupby("iso3")
        if len(own) >= MIN_SESSIONS
    ]
    return Moves(
        session_from=first,
        session_to=last,
        by_state=by_state,
        correlation=float(by_state["move"].corr(by_state["move_published"])),
        sign_agreement=float(
            (np.sign(by_state["move"]) == np.sign(by_state["move_published"])).mean()
        ),
        against=float(np.mean(np.array(courses) < 0)) if courses else float("nan"),
        n_courses=len(courses),
    )
