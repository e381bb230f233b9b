"""What is next: milestones and mandates to come, with how far off they are."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from analytics import record
from analytics.record import process
from dashboard import i18n
from dashboard.blocks import Blocks, Heading, Numbers, Text, Tile, Unknown
from dashboard.i18n import _, ngettext
from dashboard.words import addresses, dates, next_votes
from data import domains
from data.facts import Facts

N_DATED = 3
N_UNDATED = 2
"""Milestones with a date, and mandates with a term only, that there is room for."""


def blocks(facts: Facts, day: pd.Timestamp) -> Blocks:
    """Return what comes next, as seen from a day.

    Parameters
    ----------
    facts : Facts
    day : Timestamp
    """
    seen = facts.recall(record.process_on, day, process.LANES, None, day.year)
    dated = [_dated(row) for row in process.to_come(seen).head(N_DATED).to_dict("records")]
    undated = [_undated(row) for row in _due(facts, day).head(N_UNDATED).to_dict("records")]
    tiles = (*dated, *undated)
    ways = _(
        "[All dates and mandates]({timeline}) · [Who may move at the next vote, and why]({vote})"
    )
    said = Text(
        ways.format(
            timeline=addresses.of_page("timeline", {}),
            vote=next_votes.address(next_votes.AIMD),
        )
    )
    if not tiles:
        return (Heading(_("What is next")), Unknown(_("Nothing to come is on record.")), said)
    return (Heading(_("What is next")), Numbers(tiles), said)


def _due(facts: Facts, day: pd.Timestamp) -> pd.DataFrame:
    """Return the mandates due at a session or term to come, those on our subject first."""
    held = facts.mandates
    is_ahead = held["due_to"].isna() | (held["due_to"] >= day)
    due = held[(held["status"] == "due") & held["due"].notna() & is_ahead]
    topics = facts.rollcalls[["rollcall_id", "symbol"]].merge(facts.topics, on="rollcall_id")
    order = {topic: place for place, topic in enumerate(domains.TECHNOLOGY_TOPICS)}
    near = topics.assign(place=topics["topic"].map(order)).groupby("symbol")["place"].min()
    return due.assign(place=due["symbol"].map(near)).sort_values(["place", "mandate_id"])


def _dated(row: dict[Hashable, Any]) -> Tile:
    """Return a milestone to come: what, how far off, and when and where."""
    place = _(row["place"]) if isinstance(row["place"], str) else ""
    when = dates.date_in_words(row["date_text"], row["date_from"], row["date_to"])
    sure = "" if row["is_confirmed"] else _("not confirmed")
    return Tile(
        _(row["title"]),
        days_to_go(int(row["days_from"]), int(row["days_to"])),
        " · ".join(part for part in (place, when, sure) if part),
    )


def _undated(row: dict[Hashable, Any]) -> Tile:
    """Return a mandate that has a term and no day: what, by when, and by whom."""
    return Tile(
        _(row["task"]),
        _(row["due"]),
        " · ".join((_(row["who"]), str(row["symbol"]), _("no day on record"))),
    )


def days_to_go(first: int, last: int) -> str:
    """Return how far off a date is that lies between two numbers of days.

    Examples
    --------
    >>> days_to_go(0, 0), days_to_go(1, 1), days_to_go(123, 152), days_to_go(0, 31)
    ('today', 'in 1 day', 'in 123 to 152 days', 'within 31 days')
    """
    many = i18n.number(last)
    if last == 0:
        return _("today")
    if first == last:
        return ngettext("in {n} day", "in {n} days", last).format(n=many)
    if first == 0:
        return ngettext("within {n} day", "within {n} days", last).format(n=many)
    return _("in {first} to {last} days").format(first=i18n.number(first), last=many)
