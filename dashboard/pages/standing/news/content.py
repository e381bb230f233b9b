"""What is new since a day, in a few lines, with the way to all of it."""

from __future__ import annotations

import pandas as pd

from analytics import record
from dashboard import i18n
from dashboard.blocks import Blocks, Heading, Text
from dashboard.i18n import _, ngettext
from dashboard.words import happened, states
from dashboard.words.markdown import plain
from data.facts import Facts

N_LINES = 5
"""Events told; the others are counted."""

QUARTER_MONTHS = (3, 6, 9, 12)
N_QUARTERS = 4
"""Days from which one click tells what changed: the last ones that began one of these months."""


def heading() -> Blocks:
    """Return what stands above the choice of a day."""
    return (Heading(_("What is new")),)


def since_visit(facts: Facts, visited: pd.Timestamp) -> Blocks:
    """Return how much happened since the reader was last here."""
    told = _("You were last here on {day}. {counts}").format(
        day=i18n.day(visited),
        counts=happened.counts_sentence(facts.recall(record.events_since, visited).certain()),
    )
    return (Text(told),)


def blocks(facts: Facts, since: pd.Timestamp, today: pd.Timestamp) -> Blocks:
    """Return what happened since a day: how much, the latest of it, and the way to the rest.

    Parameters
    ----------
    facts : Facts
    since : Timestamp
    today : Timestamp
        What is to come after it is no news.
    """
    found = facts.recall(record.events_since, since).certain()
    rows = happened.lines(facts, found, states.names(facts.states))
    past = rows[(rows["date_to"] <= today).to_numpy(dtype=bool)]
    told = [
        f"- **{plain(row['when'])}** · {plain(row['words'])}"
        for row in past.head(N_LINES).to_dict("records")
    ]
    n_more = len(past) - len(told)
    if n_more > 0:
        more = ngettext("[{n} more]({address})", "[{n} more]({address})", n_more)
        told.append("- " + more.format(n=i18n.number(n_more), address=happened.address(since)))
    return (
        Text(happened.counts_sentence(facts.recall(record.events_since, since).certain())),
        *([Text("\n".join(told))] if told else []),
        Text(_("What changed since: {days}").format(days=_quarters(today))),
    )


def _quarters(today: pd.Timestamp) -> str:
    """Return links to what changed since the last days that began a quarter, the latest first."""
    months = [today.to_period("M") - back for back in range(13)]
    days = [one.to_timestamp() for one in months if one.month in QUARTER_MONTHS][:N_QUARTERS]
    return " · ".join(
        f"[{i18n.partial_date(f'{day:%Y-%m}')}]({happened.address(day)})" for day in days
    )
