"""The tally of a roll call, as published and as counted by name."""

from __future__ import annotations

import pandas as pd

from analytics import record, titles
from analytics.record import standing
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Text, Unknown
from dashboard.figures import tally as draw
from dashboard.i18n import _, vocabulary
from dashboard.words import next_votes, resolutions, standing_in_words, states
from data.facts import Facts

MAX_NAMED = 60
"""Positions that more States took are not spelled out."""


def blocks(facts: Facts, key: str) -> Blocks:
    """Return the tally of a roll call, and who was not in favour; nothing where it is not known."""
    found = facts.recall(record.rollcall, key)
    if not is_known(found):
        return ()
    notes = (Unknown(note) for note in standing_in_words.notes(found))
    return (*notes, _chart(facts, found), *_named(facts, found), *_next(facts, key))


def _chart(facts: Facts, found: standing.Standing) -> Chart:
    """Return the tally as bars."""
    row = resolutions.of_key(facts.rollcalls, found.key)
    bars = _bars(found)
    counts = found.counts
    occurring = counts[(counts["n_members"] > 0) | counts["n_published"].fillna(0).gt(0)]
    words = [vocabulary.word(vocabulary.POSITIONS, key) for key in occurring["category"]]
    first = bars[bars["label"] == bars["label"].iloc[0]]
    return Chart(
        key="tally",
        title=_("The tally of {symbol}").format(symbol=resolutions.symbol(row)),
        figure=draw.bars(bars, categories=standing_in_words.position_categories()),
        table=occurring.assign(position=words),
        columns={
            "position": _("Position"),
            "n_published": _("Published"),
            "n_members": _("Counted by name"),
        },
        evidence=(found.evidence_id,),
        summary=tally_sentence(first),
    )


def is_known(found: standing.Standing) -> bool:
    """Return whether the tally of a roll call is known, or the vote of any State."""
    return found.official_count is not None or found.n_listed > 0


def tally_sentence(counts: pd.DataFrame) -> str:
    """Return how many States took which position, in one sentence.

    Parameters
    ----------
    counts : DataFrame
        ``category, n``.
    """
    parts = [
        f"{vocabulary.word(vocabulary.POSITIONS, key)} {i18n.number(n)}"
        for key, n in zip(counts["category"], counts["n"], strict=True)
        if n
    ]
    return i18n.listing(parts) + "."


def _bars(found: standing.Standing) -> pd.DataFrame:
    """Return one bar where names and tally are known to agree, otherwise one of each."""
    counts = found.counts
    named = counts[["category"]].assign(n=counts["n_members"], label="")
    if found.roster_status == "complete" or counts["n_published"].isna().all():
        return named
    published = counts[["category"]].assign(n=counts["n_published"].fillna(0), label=_("Published"))
    if not found.n_listed:
        return published
    return pd.concat([published, named.assign(label=_("Known by name"))], ignore_index=True)


def _named(facts: Facts, found: standing.Standing) -> Blocks:
    """Return the States of each position that few took, by name, each a link to its dossier."""
    names = states.names(facts.states)
    pages = dict(zip(facts.states["iso3"], states.dossiers(facts.states["iso3"]), strict=True))
    lines = []
    for key in standing.POSITIONS[:-1]:
        held = set(found.states.loc[found.states["category"] == key, "iso3"])
        if 0 < len(held) <= MAX_NAMED:
            word = vocabulary.word(vocabulary.POSITIONS, key)
            linked = [f"[{names[iso3]}]({pages[iso3]})" for iso3 in names if iso3 in held]
            who = i18n.listing(linked)
            lines.append(f"**{word} ({i18n.number(len(held))}):** {who}")
    return (Text("  \n".join(lines)),) if lines else ()


def _next(facts: Facts, key: str) -> Blocks:
    """Return the way to who may vote otherwise next time, of the texts on our subject."""
    series = titles.plain(resolutions.of_key(facts.rollcalls, key)["title"])
    if series not in next_votes.FIRST:
        return ()
    link = _("[Who may vote otherwise next time, and why]({address})")
    return (Text(link.format(address=next_votes.address(series))),)
