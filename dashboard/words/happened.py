"""What happened since a day, in words: how much, and the latest of it line by line."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analytics import record
from analytics.record import events
from dashboard import i18n
from dashboard.i18n import _, ngettext
from dashboard.words import addresses, dates, probabilities, resolutions
from data.facts import Facts

N_NAMED = 12
"""States named of one text; the others are counted."""


def first_day(facts: Facts) -> pd.Timestamp:
    """Return the day since which is told where no other is asked for: half a year of record."""
    return (facts.recall(record.latest_day) - pd.DateOffset(months=6)).normalize()


def counts_sentence(found: events.Events) -> str:
    """Return how much happened since a day, in a sentence."""
    told = i18n.listing([*_of_states(found), *_of_all(found)])
    if not told:
        return _("Since {day} nothing dated is on record.").format(day=i18n.day(found.since))
    return _("Since {day} the record holds {counts}.").format(
        day=i18n.day(found.since), counts=told
    )


def watched_sentence(found: events.Events) -> str:
    """Return how much happened since a day to what is watched, apart from what concerns all."""
    told = _("Since {day} the record holds {counts} of the States and texts you watch.").format(
        day=i18n.day(found.since),
        counts=i18n.listing(_of_states(found)) or _("no signature and no withdrawal"),
    )
    of_all = i18n.listing(_of_all(found))
    if not of_all:
        return told
    return f"{told} " + _("Whatever you watch: {counts}.").format(counts=of_all)


def _of_states(found: events.Events) -> list[str]:
    """Return how often States joined and left, in words; what did not happen is left out."""
    return _counted(
        (
            ngettext(
                "{n} signature or sponsorship",
                "{n} signatures and sponsorships",
                len(found.joined),
            ),
            len(found.joined),
        ),
        (ngettext("{n} withdrawal", "{n} withdrawals", len(found.left)), len(found.left)),
    )


def _of_all(found: events.Events) -> list[str]:
    """Return how many votes and milestones there were, in words; none is left out."""
    return _counted(
        (ngettext("{n} vote", "{n} votes", len(found.votes)), len(found.votes)),
        (ngettext("{n} milestone", "{n} milestones", len(found.milestones)), len(found.milestones)),
    )


def _counted(*counts: tuple[str, int]) -> list[str]:
    """Return counts in words, those of nothing left out."""
    return [f"**{text.format(n=i18n.number(n))}**" for text, n in counts if n]


def lines(facts: Facts, found: events.Events, names: dict[str, str]) -> pd.DataFrame:
    """Return what happened, a line each, the latest first.

    Parameters
    ----------
    facts : Facts
    found : Events
    names : dict of str to str
        What States are called, by their keys.

    Returns
    -------
    DataFrame
        ``date_to, when, words``: milestones, votes, and who joined or left, a row a text and day.
    """
    rows = [
        *_spells(facts, found.joined, names, joined=True),
        *_spells(facts, found.left, names, joined=False),
        *_votes(found.votes),
        *(
            {
                "date_to": row["date_to"],
                "when": _when(row),
                "words": _(row["title"]),
            }
            for row in found.milestones.to_dict("records")
        ),
    ]
    frame = pd.DataFrame(rows, columns=["date_to", "when", "words"])
    return frame.sort_values("date_to", ascending=False, kind="stable", ignore_index=True)


def named(names: dict[str, str], iso3: Iterable[str], *, at_most: int = N_NAMED) -> str:
    """Return States by name, those beyond the first few counted."""
    told = sorted((names.get(one, one) for one in set(iso3)), key=i18n.sorting)
    n_more = len(told) - at_most
    if n_more <= 0:
        return i18n.listing(told)
    more = ngettext("{n} more", "{n} more", n_more).format(n=i18n.number(n_more))
    return i18n.listing([*told[:at_most], more])


def address(day: pd.Timestamp) -> str:
    """Return the address of all that happened since a day."""
    return addresses.of_page("changes", {"since": f"{day:%Y-%m-%d}"})


def _spells(
    facts: Facts, rows: pd.DataFrame, names: dict[str, str], *, joined: bool
) -> list[dict[str, object]]:
    """Return who joined or left, a line a text and day."""
    texts = probabilities.text_names(facts.instruments)
    told = rows.assign(when=[_when(row) for row in rows.to_dict("records")])
    return [
        {
            "date_to": here["date_to"].max(),
            "when": when,
            "words": (_("On {text}: {states}") if joined else _("Left {text}: {states}")).format(
                text=texts[str(key)], states=named(names, here["iso3"], at_most=4)
            ),
        }
        for (key, when), here in told.groupby(["instrument_id", "when"], sort=False)
    ]


def _votes(rows: pd.DataFrame) -> list[dict[str, object]]:
    """Return the votes held, a line each."""
    return [
        {
            "date_to": row["vote_date"],
            "when": resolutions.when(row),
            "words": _("Vote on {symbol}: {tally} ({title})").format(
                symbol=resolutions.symbol(row),
                tally=resolutions.tally(row) or "—",
                title=resolutions.title(row),
            ),
        }
        for row in rows.to_dict("records")
    ]


def _when(row: dict[object, object]) -> str:
    """Return when something happened, in words."""
    return dates.date_in_words(row["date_text"], row["date_from"], row["date_to"])
