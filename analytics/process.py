"""What of the process is past and what is to come, on a day.

A milestone whose date is known as a month or a year lies around the day as long as the day is
within it: whether it has happened is then not known from the date.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

WHEN = ("past", "around", "coming")


@dataclass(frozen=True)
class Process:
    """Milestones seen from a day.

    Attributes
    ----------
    on : Timestamp
        The day.
    milestones : DataFrame
        The milestones given, in order of date, with ``when``: one of `WHEN`.
    counts : DataFrame
        ``when, n, n_unconfirmed``: a row each of `WHEN`.
    bodies : DataFrame
        ``body, n_past, n_around, n_coming, first_date, last_date``: a row a body, the one with
        the latest milestone first. Dates are the earliest day that the first, and the latest day
        that the last milestone can mean.
    """

    on: pd.Timestamp
    milestones: pd.DataFrame
    counts: pd.DataFrame
    bodies: pd.DataFrame


def on_day(milestones: pd.DataFrame, on: pd.Timestamp) -> Process:
    """Return the milestones, told apart into past and coming.

    Parameters
    ----------
    milestones : DataFrame
        The table of that name, or some of its rows.
    on : Timestamp
        The day from which to look; a milestone of that very day is *around*.
    """
    ordered = milestones.sort_values(["date_from", "date_to", "milestone_id"], ignore_index=True)
    when = np.select(
        [ordered["date_to"] < on, ordered["date_from"] > on], ["past", "coming"], default="around"
    )
    seen = ordered.assign(when=when)
    is_unconfirmed = ~seen["is_confirmed"].astype(bool)
    counts = pd.DataFrame(
        {
            "when": list(WHEN),
            "n": [int((seen["when"] == each).sum()) for each in WHEN],
            "n_unconfirmed": [
                int((is_unconfirmed & (seen["when"] == each)).sum()) for each in WHEN
            ],
        }
    )
    by_body = seen.assign(**{f"is_{each}": seen["when"] == each for each in WHEN}).groupby("body")
    bodies = by_body.agg(
        n_past=("is_past", "sum"),
        n_around=("is_around", "sum"),
        n_coming=("is_coming", "sum"),
        first_date=("date_from", "min"),
        last_date=("date_to", "max"),
    ).reset_index()
    bodies = bodies.sort_values(["last_date", "body"], ascending=[False, True], ignore_index=True)
    return Process(on=on, milestones=seen, counts=counts, bodies=bodies)
