"""Lay another record of votes beside ours: add what ours is silent on, list what differs.

A vote that both have and that is not the same stays as ours has it, and is listed: nobody but a
reader can say which is right. In a roll call with such a vote, or whose tally would no longer add
up, nothing is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.schema import CONFIDENCES, POSITIONS
from etl import casts, evidence
from etl.outside import comparing, differences, matching
from etl.outside.other_record import SPONSOR_COLUMNS, OtherRecord
from etl.rollcalls import TALLY

_PUBLISHED = [f"{name}_published" for name in TALLY.values()]
_SPONSORS = ["rollcall_id", *SPONSOR_COLUMNS, "evidence_id"]


@dataclass(frozen=True)
class Merged:
    """What comes of it.

    Attributes
    ----------
    rollcalls : DataFrame
        As they were given, with those that are new, tallies counted anew, by day.
    votes : DataFrame
        Table ``votes``, in the order of the roll calls.
    sponsors : DataFrame
        Rows of table ``sponsors`` of the roll calls that are new.
    refused : list of dict
        Rows of table ``refusals``.
    """

    rollcalls: pd.DataFrame
    votes: pd.DataFrame
    sponsors: pd.DataFrame
    refused: list[dict[str, str]]


def merged(rollcalls: pd.DataFrame, votes: pd.DataFrame, others: Sequence[OtherRecord]) -> Merged:
    """Return our roll calls with what other records add, one after the other.

    Parameters
    ----------
    rollcalls : DataFrame
        Rows of table ``rollcalls``; further columns are empty for what is new.
    votes : DataFrame
        Table ``votes``.
    others : sequence of OtherRecord
        The first has a say before the second.
    """
    sponsors, refused = [], []
    for other in others:
        held = set(matching.symbol_key(rollcalls["symbol"]))
        rollcalls, added, differing, new = _laid_beside(rollcalls, votes, other)
        rollcalls = rollcalls.sort_values(["vote_date", "rcid", "rollcall_id"], ignore_index=True)
        votes = _votes_with(votes, added, rollcalls["rollcall_id"])
        subjects = matching.symbol_key(
            pd.Series([row["subject"] for row in other.left_out], dtype="str")
        )
        is_new = ~subjects.isin(held)
        refused += [row for row, new in zip(other.left_out, is_new, strict=True) if new]
        refused += differing
        rows = other.sponsors[other.sponsors["text"].isin(new.index)]
        rows = rows.assign(
            rollcall_id=rows["text"].map(new), evidence_id=evidence.key(other.source.read_at)
        )
        sponsors.append(rows.sort_values(["rollcall_id", "role", "iso3"]))
    table = pd.concat(sponsors) if sponsors else pd.DataFrame(columns=_SPONSORS, dtype="object")
    return Merged(rollcalls, votes, casts.table("sponsors", table), refused)


def _laid_beside(
    rollcalls: pd.DataFrame, votes: pd.DataFrame, other: OtherRecord
) -> tuple[pd.DataFrame, pd.DataFrame, list[dict[str, str]], pd.Series[str]]:
    """Return roll calls, new votes, rows of ``refusals``, and the keys of texts that are new."""
    counted = comparing.counts(
        other.votes["text"].to_numpy(), other.votes["vote"], len(other.texts)
    )
    texts = other.texts.join(counted)
    found = matching.matches(rollcalls, texts)
    rest = rollcalls[~rollcalls["rollcall_id"].isin(found.same)]
    elsewhere = comparing.under_another_symbol(rest, votes, other, texts.loc[found.new])
    is_new = found.new.difference(pd.Index(elsewhere))
    silent, differing = comparing.compared(votes, other, found.same)
    silent = silent[~silent["rollcall_id"].isin(differing["rollcall_id"])]
    out, silent, broken = _counted_anew(rollcalls, silent)
    refused = [
        *differences.unclear(other, found.unclear),
        *differences.unclear(
            other,
            pd.Series({text: f"the votes of {key} of ours" for text, key in elsewhere.items()}),
        ),
        *differences.differing_days(other, found, rollcalls),
        *differences.differing_votes(other, differing),
        *differences.too_many(other, broken),
    ]
    new = texts.loc[is_new, "rollcall_id"]
    out = pd.concat([out, _rows(texts.loc[is_new], other, rollcalls.columns)])
    theirs = other.votes[other.votes["text"].isin(is_new)]
    theirs = theirs.assign(rollcall_id=theirs["text"].map(new))
    columns = ["rollcall_id", "iso3", "vote"]
    added = pd.concat([silent[columns].astype(str), theirs[columns].astype(str)], ignore_index=True)
    added = added.assign(
        confidence=other.source.about.confidence, evidence_id=evidence.key(other.source.read_at)
    )
    return out.reset_index(drop=True), added, refused, new


def _votes_with(votes: pd.DataFrame, added: pd.DataFrame, order: pd.Series[str]) -> pd.DataFrame:
    """Return the table of votes with those that are new, in the order of the roll calls."""
    if added.empty:
        return votes
    kinds = {
        "rollcall_id": pd.CategoricalDtype(order),
        "iso3": pd.CategoricalDtype(sorted({*votes["iso3"].cat.categories, *added["iso3"]})),
        "vote": pd.CategoricalDtype(list(POSITIONS)),
        "confidence": pd.CategoricalDtype(list(CONFIDENCES)),
        "evidence_id": pd.CategoricalDtype(
            sorted({*votes["evidence_id"].cat.categories, *added["evidence_id"]})
        ),
    }
    both = pd.concat(
        [part[list(kinds)].astype(kinds) for part in (votes, added)], ignore_index=True
    )
    ranks = np.lexsort((both["iso3"].cat.codes, both["rollcall_id"].cat.codes))
    return both.iloc[ranks].reset_index(drop=True)


def _counted_anew(
    rollcalls: pd.DataFrame, silent: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return roll calls with more votes counted, those votes, and those that no tally allows."""
    if silent.empty:
        return rollcalls, silent, silent
    more = (
        pd.crosstab(silent["rollcall_id"].astype(str), silent["vote"].astype(str))
        .reindex(columns=list(TALLY), fill_value=0)
        .set_axis([*TALLY.values()], axis=1)
    )
    rows = rollcalls.set_index("rollcall_id").loc[more.index]
    after = rows[[*TALLY.values()]].astype("Int64") + more
    limits = rows[_PUBLISHED].astype("Int64").set_axis([*TALLY.values()], axis=1)
    broken = after.index[(after > limits).fillna(value=False).any(axis=1)]
    kept = after.drop(index=broken)
    out = rollcalls.set_index("rollcall_id", drop=False)
    for name in TALLY.values():
        out.loc[kept.index, name] = kept[name]
    out.loc[kept.index, "status"] = _status(out.loc[kept.index])
    is_broken = silent["rollcall_id"].isin(broken)
    return out.reset_index(drop=True), silent[~is_broken], silent[is_broken]


def _status(rows: pd.DataFrame) -> pd.Series[str]:
    """Return what a recount says; a roll call of which names are known in part stays so."""
    is_wrong = pd.Series(False, index=rows.index)
    for name in TALLY.values():
        published = rows[f"{name}_published"].astype("Int64")
        is_wrong |= (published != rows[name].astype("Int64")).fillna(value=False).astype(bool)
    status = pd.Series("complete", index=rows.index, dtype="object")
    status = status.mask(rows["n_yes_published"].isna(), "unchecked").mask(is_wrong, "mismatch")
    if "status" in rows:
        status = status.mask(is_wrong & (rows["status"] == "partial"), "partial")
    return status


def _rows(texts: pd.DataFrame, other: OtherRecord, columns: pd.Index) -> pd.DataFrame:
    """Return the rows of table ``rollcalls`` of texts that are new."""
    rows = texts.assign(
        date_quality="official",
        is_paragraph_vote=False,
        is_amendment_vote=False,
        source_id=other.source.source_id,
        evidence_id=evidence.key(other.source.read_at),
        session_number=pd.to_numeric(texts["session"], errors="coerce"),
        status=_status(texts),
    )
    return rows.reindex(columns=columns).astype("object")
