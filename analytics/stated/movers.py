"""Where what a State says changed: the seams in its line."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.stated.known import ASKED
from analytics.stated.latest import LatestPositions
from data.stated import ONE_ANSWER


@dataclass(frozen=True)
class Movers:
    """The changes in what States said, up to a day.

    Attributes
    ----------
    as_of : Timestamp
    moves : DataFrame
        ``iso3, topic, question``, ``from_codes, to_codes`` (tuples), ``from_date, to_date`` (as
        sourced), ``from_how, to_how`` (tuples), ``from_evidence, to_evidence`` (tuples of
        documents), ``day`` (the last that the later date can mean), ``is_marked`` (a source itself
        calls it a change; the others are two documents that answer differently) and ``is_spoken``
        (both sides hold a text of its own); the latest first.
    left_out : DataFrame
        ``iso3, topic, question, code, reason``: rows that are no part of a line, as answers add up
        (``adds_up``) or a reviewer tells of the record only (``review``).
    """

    as_of: pd.Timestamp
    moves: pd.DataFrame
    left_out: pd.DataFrame


def movers(positions: LatestPositions) -> Movers:
    """Return where two following days of one State on one question share no answer."""
    rows = positions.rows
    is_line = rows["question"].isin(ONE_ANSWER)
    is_review = rows["act"] == "review"
    spoken = rows[is_line & ~is_review]
    days = spoken.groupby([*ASKED, "date_text"], sort=False, as_index=False).agg(
        codes=("code", tuple),
        how=("how", tuple),
        evidence=("evidence_id", tuple),
        day=("date_to", "first"),
        is_marked=("is_superseded", "any"),
        is_spoken=("act", lambda acts: (acts == "own_text").any()),
    )
    before = days.groupby(ASKED)[
        ["codes", "how", "evidence", "date_text", "is_marked", "is_spoken"]
    ]
    earlier = before.shift()
    is_move = [
        isinstance(old, tuple) and not set(old) & set(new)
        for old, new in zip(earlier["codes"], days["codes"], strict=True)
    ]
    was, now = earlier[is_move], days[is_move]
    moves = pd.DataFrame(
        {
            **{name: now[name] for name in ASKED},
            "from_codes": was["codes"],
            "to_codes": now["codes"],
            "from_date": was["date_text"],
            "to_date": now["date_text"],
            "from_how": was["how"],
            "to_how": now["how"],
            "from_evidence": was["evidence"],
            "to_evidence": now["evidence"],
            "day": now["day"],
            "is_marked": was["is_marked"].astype(bool),
            "is_spoken": was["is_spoken"].astype(bool) & now["is_spoken"].astype(bool),
        }
    )
    reason = pd.Series("adds_up", index=rows.index).mask(is_line, "review")
    left_out = rows.assign(reason=reason)[~is_line | is_review]
    return Movers(
        as_of=positions.as_of,
        moves=moves.sort_values(["day", *ASKED], ascending=[False, True, True, True]).reset_index(
            drop=True
        ),
        left_out=left_out[[*ASKED, "code", "reason"]].reset_index(drop=True),
    )
