"""What cannot be taken over from another record, in the sentences of table ``refusals``."""

from __future__ import annotations

import pandas as pd

from etl.catalog import Source
from etl.outside.matching import Matches
from etl.outside.other_record import OtherRecord

KEPT = "The vote of the record is kept, and nothing is added to this roll call."
DAY_KEPT = "The day of the record is kept."
NOT_ADDED = "Nothing of it is added."

_SHOWN = 6
"""Votes that a sentence names."""


def refusal(
    source: Source, subject: str, *, found: str, expected: str, action: str
) -> dict[str, str]:
    """Return a row of table ``refusals``."""
    return {
        "source_id": source.source_id,
        "subject": subject,
        "found": found,
        "expected": expected,
        "action": action,
    }


def unclear(other: OtherRecord, why: pd.Series[str]) -> list[dict[str, str]]:
    """Return a row for each text of which nothing can be said."""
    symbols = dict(other.texts["symbol"])
    return [
        refusal(
            other.source,
            symbols[text],
            found=reason,
            expected="one roll call of the record, or none",
            action=NOT_ADDED,
        )
        for text, reason in why.sort_index().items()
    ]


def differing_days(
    other: OtherRecord, found: Matches, rollcalls: pd.DataFrame
) -> list[dict[str, str]]:
    """Return a row for each roll call that took place on another day, by the other record."""
    ours = rollcalls.set_index("rollcall_id")["vote_date"]
    theirs = other.texts["vote_date"]
    return [
        refusal(
            other.source,
            str(found.same[text]),
            found=f"{theirs[text]:%Y-%m-%d}",
            expected=f"{ours[found.same[text]]:%Y-%m-%d}",
            action=DAY_KEPT,
        )
        for text in found.other_day
    ]


def differing_votes(other: OtherRecord, votes: pd.DataFrame) -> list[dict[str, str]]:
    """Return a row for each roll call with votes that differ; ``ours`` has those of the record."""
    return [
        refusal(
            other.source,
            str(rollcall_id),
            found=_listed(rows, "vote"),
            expected=_listed(rows, "ours"),
            action=KEPT,
        )
        for rollcall_id, rows in votes.groupby("rollcall_id")
    ]


def too_many(other: OtherRecord, votes: pd.DataFrame) -> list[dict[str, str]]:
    """Return a row for each roll call whose tally has no room for more votes."""
    return [
        refusal(
            other.source,
            str(rollcall_id),
            found=f"votes that the record does not have: {_listed(rows, 'vote')}",
            expected="no more votes than the tally of the record has",
            action=KEPT,
        )
        for rollcall_id, rows in votes.groupby("rollcall_id")
    ]


def _listed(rows: pd.DataFrame, column: str) -> str:
    """Return votes in one line, such as ``KEN Y, USA A and 3 more``."""
    named = [
        f"{iso3} {vote}"
        for iso3, vote in zip(rows["iso3"].astype(str), rows[column].astype(str), strict=True)
    ]
    more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
    return ", ".join(named[:_SHOWN]) + more
