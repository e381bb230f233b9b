"""Vote by vote: those of theirs on which our record is silent, and those that it has otherwise."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.outside.matching import TALLY as CAST
from etl.outside.other_record import OtherRecord
from etl.rollcalls import TALLY


def counts(place: npt.NDArray[np.integer], vote: pd.Series[str], n: int) -> pd.DataFrame:
    """Return the tally of each text, by name."""
    codes = vote.cat.set_categories(list(TALLY)).cat.codes.to_numpy(dtype="int64")
    cells = np.bincount(place * len(TALLY) + codes, minlength=n * len(TALLY))
    return pd.DataFrame(cells.reshape(n, len(TALLY)), columns=[*TALLY.values()]).astype("Int64")


def compared(
    votes: pd.DataFrame, other: OtherRecord, same: pd.Series[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return their votes on which ours is silent, and those that ours has otherwise."""
    theirs = other.votes[other.votes["text"].isin(same.index)]
    theirs = pd.DataFrame(
        {
            "rollcall_id": theirs["text"].map(same).to_numpy(),
            "iso3": theirs["iso3"].to_numpy(),
            "vote": theirs["vote"].to_numpy(),
        }
    )
    rollcall_ids = pd.Index(same.unique())
    states = votes["iso3"].cat.categories.union(other.votes["iso3"].cat.categories)
    places = rollcall_ids.get_indexer(votes["rollcall_id"].cat.categories)[
        votes["rollcall_id"].cat.codes
    ]
    is_asked = places >= 0
    ours = votes[is_asked]
    our_states = states.get_indexer(ours["iso3"].cat.categories)[ours["iso3"].cat.codes]
    our_cells = places[is_asked].astype("int64") * len(states) + our_states
    their_cells = rollcall_ids.get_indexer(pd.Index(theirs["rollcall_id"])).astype("int64") * len(
        states
    ) + states.get_indexer(pd.Index(theirs["iso3"]))
    at = pd.Index(our_cells).get_indexer(pd.Index(their_cells))
    held = ours["vote"].astype(str).to_numpy()
    is_held = at >= 0
    differing = theirs[is_held].assign(ours=held[at[is_held]])
    return theirs[~is_held], differing[differing["vote"].astype(str) != differing["ours"]]


def under_another_symbol(
    rollcalls: pd.DataFrame, votes: pd.DataFrame, other: OtherRecord, texts: pd.DataFrame
) -> dict[int, str]:
    """Return the roll call of ours, of the same session, in which all voted as on a text.

    Parameters
    ----------
    rollcalls : DataFrame
        Those of ours that are no text of theirs.
    votes : DataFrame
        Table ``votes``.
    other : OtherRecord
    texts : DataFrame
        Those of theirs that ours seems not to have, with their tallies.
    """
    asked = texts[["body", "session", *CAST]].assign(text=texts.index)
    pairs = asked.merge(
        rollcalls[["rollcall_id", "body", "session", *CAST]].astype(asked.dtypes[:-1])
    )
    if pairs.empty:
        return {}
    ours = votes[votes["rollcall_id"].isin(pairs["rollcall_id"])]
    theirs = other.votes[other.votes["text"].isin(pairs["text"])]
    our_votes = {str(key): _cast(part) for key, part in ours.groupby("rollcall_id", observed=True)}
    their_votes = {str(key): _cast(part) for key, part in theirs.groupby("text")}
    return {
        int(text): str(rollcall_id)
        for text, rollcall_id in zip(pairs["text"], pairs["rollcall_id"], strict=True)
        if their_votes[str(text)] == our_votes.get(str(rollcall_id))
    }


def _cast(votes: pd.DataFrame) -> dict[str, str]:
    """Return who took a position, and which."""
    return {
        iso3: vote
        for iso3, vote in zip(votes["iso3"].astype(str), votes["vote"].astype(str), strict=True)
        if vote != "X"
    }
