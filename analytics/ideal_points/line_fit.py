"""How well one line accounts for the votes: by subject, and State by State.

For every vote the line foresees the most likely of N, A and Y at the State's position. It is held
against the guess that everybody votes as most did: by how much of the errors of that guess it
takes away (aggregate proportional reduction in error). The votes are those the line was drawn from.

A State is one the line cannot hold when it votes otherwise than foreseen more often than the line
itself expects, beyond chance, and the line takes away hardly any of the errors that the guess makes
on it (`LEAST_REDUCTION`): then its position says little.

References
----------
Poole, K. T. & Rosenthal, H. (1997). *Congress: A Political-Economic History of Roll Call Voting*.
Oxford University Press (classification, and its reduction in error).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import special, stats

from analytics import ballots
from analytics.ideal_points import ideal_points
from data.errors import AnalysisError

MAX_FALSE_SHARE = 0.05
"""Share of the States said not to be held that may be false, on average."""

LEAST_REDUCTION = 0.1
"""Share of the guess's errors on a State that a line must take away to hold it."""

MIN_VOTES = 20
"""Votes of a State from which it is judged."""


@dataclass(frozen=True)
class LineFit:
    """How well the line accounts for votes.

    Attributes
    ----------
    by_state : DataFrame
        ``iso3, n_votes, missed, expected, guess_missed, is_held``: shares of its votes, 0 to 1,
        that the line misses, that it expects to miss, and that the guess misses. ``is_held`` is
        missing for States with fewer than `MIN_VOTES`.
    by_subject : DataFrame
        ``topic, n_rollcalls, n_votes, correct, reduction``: share of votes foreseen, 0 to 1, and
        the share of the guess's errors taken away, at most 1; below 0 the guess is better. The
        first row, of topic ``all``, is on all of them.
    session_from, session_to : int
    """

    by_state: pd.DataFrame
    by_subject: pd.DataFrame
    session_from: int
    session_to: int


def fit(
    points: ideal_points.IdealPoints,
    votes: pd.DataFrame,
    topics: pd.DataFrame,
    *,
    sessions: tuple[int, int],
) -> LineFit:
    """Return how well the line accounts for the votes of some sessions.

    Parameters
    ----------
    points : IdealPoints
    votes, topics : DataFrame
        The tables of those names.
    sessions : tuple of int
        First and last.

    Raises
    ------
    AnalysisError
        If no roll call of the sessions was used for the points.
    """
    used = points.rollcalls[points.rollcalls["session_number"].between(*sessions)]
    if used.empty:
        raise AnalysisError(
            "fit of the line",
            found=f"no roll call used in sessions {sessions[0]} to {sessions[1]}",
            expected="at least one",
            do="choose sessions that the line covers",
        )
    cells = _cells(points.positions, used, votes)
    keys = topics.astype({"rollcall_id": str})
    subjects = [("all", cells)] + [
        (str(topic), cells[cells["rollcall_id"].isin(held["rollcall_id"])])
        for topic, held in keys.groupby("topic", observed=True)
    ]
    return LineFit(
        by_state=_by_state(cells),
        by_subject=pd.DataFrame([_row(topic, part) for topic, part in subjects if len(part)]),
        session_from=sessions[0],
        session_to=sessions[1],
    )


def _cells(positions: pd.DataFrame, used: pd.DataFrame, votes: pd.DataFrame) -> pd.DataFrame:
    """Return each vote cast with what the line and the guess say of it."""
    cast = votes[votes["rollcall_id"].isin(used["rollcall_id"])].astype(str)
    cast = cast.assign(code=cast["vote"].map(ballots.CODES))
    cast = cast[cast["code"] <= ballots.CODES["Y"]]
    columns = ["iso3", "session_number", "ideal_point"]
    cells = cast[["rollcall_id", "iso3", "code"]].merge(used, on="rollcall_id")
    cells = cells.merge(positions[columns], on=columns[:2])
    latent = cells["slope"] * cells["ideal_point"]
    below, upto = (special.expit(cells[cut] - latent) for cut in ("cut_n", "cut_y"))
    chances = np.stack([below, upto - below, 1 - upto], axis=1)
    counts = cells[["n_no", "n_abstain", "n_yes"]].to_numpy()
    return cells[["rollcall_id", "iso3", "text"]].assign(
        is_missed=chances.argmax(axis=1) != cells["code"],
        expected=1 - chances.max(axis=1),
        is_guess_missed=counts.argmax(axis=1) != cells["code"],
    )


def _by_state(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the frame of States, judged all at once."""
    excess = cells["is_missed"] - cells["expected"]
    by_text = excess.groupby([cells["iso3"], cells["text"]]).sum()
    spread = ((by_text**2).groupby("iso3").sum() ** 0.5).replace(0.0, 1.0)
    groups = cells.groupby("iso3")
    frame = pd.DataFrame(
        {
            "n_votes": groups.size(),
            "missed": groups["is_missed"].mean(),
            "expected": groups["expected"].mean(),
            "guess_missed": groups["is_guess_missed"].mean(),
        }
    )
    ratio = by_text.groupby("iso3").sum() / spread
    chance = stats.norm.sf(ratio.to_numpy(dtype=np.float64))
    is_over = stats.false_discovery_control(chance) <= MAX_FALSE_SHARE
    is_poor = frame["missed"] > (1 - LEAST_REDUCTION) * frame["guess_missed"]
    is_held = ~(is_over & is_poor)
    frame["is_held"] = is_held.astype("boolean").mask(frame["n_votes"] < MIN_VOTES)
    return frame.reset_index()


def _row(topic: str, cells: pd.DataFrame) -> dict[str, object]:
    """Return the figures of a subject."""
    n_guess = int(cells["is_guess_missed"].sum())
    n_missed = int(cells["is_missed"].sum())
    return {
        "topic": topic,
        "n_rollcalls": int(cells["rollcall_id"].nunique()),
        "n_votes": len(cells),
        "correct": 1 - n_missed / len(cells),
        "reduction": 1 - n_missed / n_guess if n_guess else float("nan"),
    }
