"""What of the process is past and what is to come, on a day.

A milestone whose date is known as a month or a year lies around the day as long as the day is
within it: whether it has happened is then not known from the date.

The record names bodies as its sources do, many of them once. They are gathered in a few lanes, by
words in the name of the body or, where it is no standing body but the hosts of one meeting, in the
title; a milestone in none of these lanes stands in the last.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

WHEN = ("past", "around", "coming")

OTHER = "other"

BODY_LANES = {
    "general_assembly": ("UN General Assembly", "UN First Committee", "UN Secretary-General"),
    "security_council": ("UN Security Council",),
    "ccw": ("CCW",),
    "netherlands": ("of the Netherlands", "Netherlands AI Coalition"),
    "declaration": ("United States", "US Department of Defense"),
    "reaim": ("REAIM",),
}
"""Words in the name of a body, for each lane; the first lane that fits holds."""

TITLE_LANES = {"reaim": ("REAIM", "Pathways to Action")}
"""Words in the title, for milestones that no body places."""

LANES = (
    "reaim",
    "general_assembly",
    "security_council",
    "ccw",
    "declaration",
    OTHER,
    "netherlands",
)
"""All lanes, in the order in which they are shown."""


@dataclass(frozen=True)
class Process:
    """Milestones seen from a day.

    Attributes
    ----------
    on : Timestamp
        The day.
    milestones : DataFrame
        The milestones asked for, in order of date, with ``when``, one of `WHEN`, and ``lane``,
        one of `LANES`.
    counts : DataFrame
        ``when, n, n_unconfirmed``: a row each of `WHEN`.
    left_out : DataFrame
        ``kind, key, reason``: milestones not asked for. Reasons: ``lane``, ``kind``, ``earlier``.
    """

    on: pd.Timestamp
    milestones: pd.DataFrame
    counts: pd.DataFrame
    left_out: pd.DataFrame


def on_day(
    milestones: pd.DataFrame,
    on: pd.Timestamp,
    *,
    lanes: Collection[str] = LANES,
    kinds: Collection[str] | None = None,
    first_year: int | None = None,
) -> Process:
    """Return the milestones, told apart into past and coming.

    Parameters
    ----------
    milestones : DataFrame
        The table of that name.
    on : Timestamp
        The day from which to look; a milestone of that very day is *around*.
    lanes : collection of str
        Of `LANES`, those to keep.
    kinds : collection of str, optional
        Kinds of milestones to keep; all if not given.
    first_year : int, optional
        Milestones that were over before it are left out.
    """
    ordered = milestones.sort_values(["date_from", "date_to", "milestone_id"], ignore_index=True)
    when = np.select(
        [ordered["date_to"] < on, ordered["date_from"] > on], ["past", "coming"], default="around"
    )
    seen = ordered.assign(when=when, lane=_lanes(ordered))
    is_kind = seen["kind"].isin(list(seen["kind"] if kinds is None else kinds))
    is_late = seen["date_to"].dt.year >= (0 if first_year is None else first_year)
    reason = np.select(
        [~seen["lane"].isin(list(lanes)), ~is_kind, ~is_late],
        ["lane", "kind", "earlier"],
        default="",
    )
    kept = seen[reason == ""].reset_index(drop=True)
    is_unconfirmed = ~kept["is_confirmed"].astype(bool)
    counts = pd.DataFrame(
        {
            "when": list(WHEN),
            "n": [int((kept["when"] == each).sum()) for each in WHEN],
            "n_unconfirmed": [
                int((is_unconfirmed & (kept["when"] == each)).sum()) for each in WHEN
            ],
        }
    )
    left_out = pd.DataFrame(
        {
            "kind": "milestone",
            "key": seen["milestone_id"][reason != ""].astype(object),
            "reason": reason[reason != ""],
        }
    )
    return Process(on=on, milestones=kept, counts=counts, left_out=left_out.reset_index(drop=True))


def to_come(found: Process) -> pd.DataFrame:
    """Return the milestones that are not past, the next first, with how far off each is.

    Returns
    -------
    DataFrame
        The columns of ``Process.milestones``, and ``days_from, days_to``: whole days from the day
        to the first and to the last day that the date can mean; 0 where that is the day or before.
    """
    ahead = found.milestones[found.milestones["when"] != "past"].reset_index(drop=True)
    gaps = {
        f"days_{end}": (ahead[f"date_{end}"] - found.on).dt.days.clip(lower=0).astype("int64")
        for end in ("from", "to")
    }
    return ahead.assign(**gaps)


def _lanes(milestones: pd.DataFrame) -> pd.Series:
    """Return the lane of each milestone."""
    by_body = [_first(BODY_LANES, body) for body in milestones["body"]]
    by_title = [_first(TITLE_LANES, title) or OTHER for title in milestones["title"]]
    found = [body or title for body, title in zip(by_body, by_title, strict=True)]
    return pd.Series(found, index=milestones.index, dtype=object)


def _first(lanes: Mapping[str, Collection[str]], text: str) -> str | None:
    """Return the first lane one of whose words occurs in a text."""
    return next((lane for lane, words in lanes.items() if any(w in text for w in words)), None)
