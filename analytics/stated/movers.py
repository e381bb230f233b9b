"""Where what a State says changed: the seams in its line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.stated.known import ASKED
from analytics.stated.latest import LatestPositions
from data.stated import ONE_ANSWER

_SIDE = ["codes", "date", "how", "evidence", "day", "is_own"]


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
        calls it a change; the others are documents that answer differently) and ``is_spoken``
        (from one text of its own to its next; the others are by a signature, or by what others
        say); the latest first.
    left_out : DataFrame
        ``iso3, topic, question, code, reason``: rows that are no part of a line, as answers add up
        (``adds_up``) or a reviewer tells of the record only (``review``).
    """

    as_of: pd.Timestamp
    moves: pd.DataFrame
    left_out: pd.DataFrame


def movers(positions: LatestPositions) -> Movers:
    """Return where two following days of one State on one question share no answer.

    Texts of its own follow one another, whatever it signed between them; signatures follow what was
    said or signed before. A change that a source marks is one, whatever lies between.
    """
    rows = positions.rows
    is_line = rows["question"].isin(ONE_ANSWER)
    is_review = rows["act"] == "review"
    line = rows[is_line]
    acts = _days(line[line["act"] != "review"])
    own = _days(line[line["act"] == "own_text"])
    by_signature = _following(acts)
    found = [
        _marked(line, _days(line)).assign(is_marked=True),
        _following(own).assign(is_marked=False),
        by_signature[~(by_signature["from_is_own"] & by_signature["to_is_own"])].assign(
            is_marked=False
        ),
    ]
    moves = pd.concat(found, ignore_index=True).rename(columns={"to_day": "day"})
    moves["is_spoken"] = moves["from_is_own"] & moves["to_is_own"]
    moves = moves.drop_duplicates([*ASKED, "from_date", "to_date"])
    columns = [*ASKED, "from_codes", "to_codes", "from_date", "to_date", "from_how", "to_how"]
    columns += ["from_evidence", "to_evidence", "day", "is_marked", "is_spoken"]
    reason = pd.Series("adds_up", index=rows.index).mask(is_line, "review")
    left_out = rows.assign(reason=reason)[~is_line | is_review]
    return Movers(
        as_of=positions.as_of,
        moves=moves.sort_values(
            ["day", *ASKED, "from_date"], ascending=[False, True, True, True, True]
        ).reset_index(drop=True)[columns],
        left_out=left_out[[*ASKED, "code", "reason"]].reset_index(drop=True),
    )


def _days(rows: pd.DataFrame) -> pd.DataFrame:
    """Return what was answered on each day of a line, with its documents."""
    return rows.groupby([*ASKED, "date_text"], sort=False, as_index=False).agg(
        codes=("code", tuple),
        date=("date_text", "first"),
        how=("how", tuple),
        evidence=("evidence_id", tuple),
        day=("date_to", "first"),
        is_own=("act", lambda acts: bool((acts == "own_text").any())),
    )


def _following(days: pd.DataFrame) -> pd.DataFrame:
    """Return the days whose answers are all new since the day before."""
    numbered = days.assign(place=days.groupby(ASKED).cumcount())
    earlier = numbered.assign(place=numbered["place"] + 1)
    return _moved(earlier.merge(numbered, on=[*ASKED, "place"], suffixes=("_was", "_now")))


def _marked(rows: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    """Return the changes that a source marks, from the row that it marks to the day it names."""
    was = rows[rows["is_superseded"]]
    earlier = _days(was).merge(
        was[[*ASKED, "date_text", "superseded_on"]].drop_duplicates(), on=[*ASKED, "date_text"]
    )
    earlier = earlier.drop(columns="date_text").rename(columns={"superseded_on": "date_text"})
    return _moved(earlier.merge(days, on=[*ASKED, "date_text"], suffixes=("_was", "_now")))


def _moved(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of days that share no answer."""
    is_move = [
        not set(was) & set(now)
        for was, now in zip(pairs["codes_was"], pairs["codes_now"], strict=True)
    ]
    names = {f"{name}_was": f"from_{name}" for name in _SIDE}
    names |= {f"{name}_now": f"to_{name}" for name in _SIDE}
    moved = pairs[np.array(is_move, dtype=bool)].rename(columns=names)
    return moved.astype({"from_is_own": bool, "to_is_own": bool})[[*ASKED, *names.values()]]
