"""Which roll calls answer to a topic, a session and words, and with which another is compared."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import ballots
from analytics.record import shifts


@dataclass(frozen=True)
class RollcallMatches:
    """Roll calls that were asked for.

    Attributes
    ----------
    rollcalls : DataFrame
        Rows of the table ``rollcalls``, the latest first, those of an unknown day last.
    n_found : int
        How many there are; more than rows where `limit` cut them off.
    """

    rollcalls: pd.DataFrame
    n_found: int


def rollcalls(
    rollcalls: pd.DataFrame,
    topics: pd.DataFrame,
    *,
    topic: str | None = None,
    session: str | None = None,
    words: str = "",
    limit: int | None = None,
) -> RollcallMatches:
    """Return the roll calls on a topic, of a session, with some words.

    Parameters
    ----------
    rollcalls, topics : DataFrame
        The tables of those names.
    topic, session : str, optional
        Only roll calls on this topic, in this session; otherwise in any.
    words : str
        Parted by spaces; each must occur in the title, the symbol or the draft's symbol. Capitals
        make no difference.
    limit : int, optional
        Return at most so many.
    """
    is_asked = np.ones(len(rollcalls), dtype=bool)
    if topic is not None:
        on_topic = topics.loc[topics["topic"] == topic, "rollcall_id"]
        is_asked &= rollcalls["rollcall_id"].isin(on_topic).to_numpy(dtype=bool)
    if session is not None:
        is_asked &= (rollcalls["session"] == session).to_numpy(dtype=bool, na_value=False)
    asked = rollcalls[is_asked]
    title, symbol, draft = (
        asked[name].fillna("").astype(str) for name in ("title", "symbol", "draft")
    )
    text = (title + " " + symbol + " " + draft).str.casefold()
    for word in words.casefold().split():
        text = text[text.str.contains(word, regex=False)]
    found = asked.loc[text.index].sort_values(
        ["vote_date", "rollcall_id"], ascending=False, ignore_index=True
    )
    return RollcallMatches(
        rollcalls=found if limit is None else found.head(limit), n_found=len(found)
    )


def compared_with(
    rollcall_id: str, *, among: Collection[str], rollcalls: pd.DataFrame, pairs: shifts.Pairs
) -> pd.DataFrame:
    """Return the roll calls with which one can be compared, the nearest of kin first.

    Parameters
    ----------
    rollcall_id : str
    among : collection of str
        Roll calls from which to choose, besides those of kin.
    rollcalls : DataFrame
        The table of that name.
    pairs : Pairs
        Which texts succeed each other.

    Returns
    -------
    DataFrame
        The columns of the table and ``relation``: complete plenary votes on whole texts.
        ``relation`` is ``earlier_text``, ``later_text`` or ``other``, in this order; the others
        are the latest first.
    """
    kin = pairs.successive
    earlier = kin.loc[kin["rollcall_to"] == rollcall_id, "rollcall_from"]
    later = kin.loc[kin["rollcall_from"] == rollcall_id, "rollcall_to"]
    is_offered = rollcalls["rollcall_id"].isin({*among, *earlier, *later})
    offered = rollcalls[is_offered.to_numpy(dtype=bool)]
    is_other = (offered["rollcall_id"] != rollcall_id).to_numpy(dtype=bool)
    usable = offered[ballots.is_plenary_text(offered) & is_other]
    place = np.select(
        [usable["rollcall_id"].isin(earlier), usable["rollcall_id"].isin(later)], [0, 1], default=2
    )
    relation = np.array(["earlier_text", "later_text", "other"], dtype=object)[place]
    ordered = usable.assign(relation=relation, place=place).sort_values(
        ["place", "vote_date", "rollcall_id"], ascending=[True, False, True], ignore_index=True
    )
    return ordered.drop(columns="place")
