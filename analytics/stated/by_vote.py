"""What was said beside a recorded vote: who asks for a treaty and abstained, and the reverse."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.stated.latest import LatestPositions
from data.errors import AnalysisError


@dataclass(frozen=True)
class PositionsByVote:
    """Stated positions on one subject, against one roll call.

    Attributes
    ----------
    as_of : Timestamp
    topic, question, rollcall_id : str
    cells : DataFrame
        ``code, vote, n, iso3s``: the States (a tuple) that last said the one and voted the other. A
        State of which several documents stand is in a cell for each of its codes.
    states : DataFrame
        ``iso3, code, vote, how, date_text, evidence_id, vote_evidence_id``: the same by State, with
        both documents.
    left_out : DataFrame
        ``iso3, vote, reason``: voters of which nothing is known (`latest.STATUSES` but the first
        two), and States with a position that the roll call does not know (``no_vote``).
    """

    as_of: pd.Timestamp
    topic: str
    question: str
    rollcall_id: str
    cells: pd.DataFrame
    states: pd.DataFrame
    left_out: pd.DataFrame


def matrix(
    positions: LatestPositions,
    votes: pd.DataFrame,
    *,
    topic: str,
    question: str,
    rollcall_id: str,
) -> PositionsByVote:
    """Return what States last said on a subject, against how they voted.

    Parameters
    ----------
    positions : LatestPositions
    votes : DataFrame
        Table ``votes``.
    topic, question, rollcall_id : str

    Raises
    ------
    AnalysisError
        If the roll call has no votes.
    """
    cast = votes_in(votes, rollcall_id)
    rows = positions.rows
    rows = rows[rows["is_latest"] & (rows["topic"] == topic) & (rows["question"] == question)]
    said = rows[rows["act"] != "review"]
    columns = ["iso3", "code", "how", "date_text", "evidence_id"]
    both = said[columns].merge(cast, on="iso3", how="left")
    met = both[both["vote"].notna()].sort_values(["code", "iso3"], ignore_index=True)
    cells = met.groupby(["code", "vote"], as_index=False).agg(
        n=("iso3", "nunique"), iso3s=("iso3", lambda iso3s: tuple(dict.fromkeys(iso3s)))
    )
    return PositionsByVote(
        as_of=positions.as_of,
        topic=topic,
        question=question,
        rollcall_id=rollcall_id,
        cells=cells,
        states=met[["iso3", "code", "vote", "how", "date_text", "evidence_id", "vote_evidence_id"]],
        left_out=_left_out(positions, cast, said, topic=topic, question=question),
    )


def votes_in(votes: pd.DataFrame, rollcall_id: str) -> pd.DataFrame:
    """Return ``iso3, vote, vote_evidence_id`` of one roll call, as text.

    Raises
    ------
    AnalysisError
        If there are none.
    """
    cast = votes[(votes["rollcall_id"] == rollcall_id).to_numpy(dtype=bool)]
    if cast.empty:
        raise AnalysisError(
            f"roll call {rollcall_id}",
            found="no votes",
            expected="a roll call with votes by name",
            do="choose another",
            reason="no_votes",
        )
    named = cast[["iso3", "vote", "evidence_id"]].astype(object)
    return named.rename(columns={"evidence_id": "vote_evidence_id"})


def _left_out(
    positions: LatestPositions,
    cast: pd.DataFrame,
    said: pd.DataFrame,
    *,
    topic: str,
    question: str,
) -> pd.DataFrame:
    """Return voters without a position, and positions without a vote."""
    states = positions.states
    asked = states[(states["topic"] == topic) & (states["question"] == question)]
    status = asked.set_index("iso3")["status"].astype(object)
    silent = cast[~cast["iso3"].isin(said["iso3"])]
    unknown = silent[["iso3", "vote"]].assign(
        reason=silent["iso3"].map(status).fillna("not_reviewed")
    )
    absent = said.loc[~said["iso3"].isin(cast["iso3"]), ["iso3"]].drop_duplicates()
    without = absent.astype(object).assign(vote=None, reason="no_vote")
    return pd.concat([unknown, without], ignore_index=True).sort_values("iso3", ignore_index=True)
