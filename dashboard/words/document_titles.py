"""What each document of the record is called: by its title, or else by what stands in it.

Sources print titles for few documents. A file of a hundred resolutions is told by those whose votes
were read from it, a list by the text whose States it names; a publisher's name alone tells nobody
what a document is.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dashboard import i18n, once
from dashboard.i18n import _, ngettext
from dashboard.words import resolutions
from data.facts import Facts

N_NAMED = 3
"""Texts named of one document; the others are counted."""

MANY = 40
"""Roll calls from which a document is told by their years, not by their symbols."""


def of_all(facts: Facts) -> dict[str, str]:
    """Return what every document is called in the language spoken, by its key."""
    return once.said_of(facts, _titles)


def _titles(facts: Facts) -> dict[str, str]:
    """Return what every document is called; its publisher where the record holds nothing of it."""
    held = facts.evidence
    told = held["title"].notna().to_numpy(dtype=bool)
    called = dict(zip(held["evidence_id"], held["publisher"], strict=True))
    votes, texts = _rollcalls(facts.rollcalls), _texts(facts)
    called |= _said(facts) | _milestones(facts) | texts | votes
    called |= {key: f"{votes[key]}; {texts[key]}" for key in votes.keys() & texts.keys()}
    named = held[told]
    called |= dict(zip(named["evidence_id"], named["title"].map(_), strict=True))
    return {str(key): str(title) for key, title in called.items()}


def _rollcalls(rollcalls: pd.DataFrame) -> dict[str, str]:
    """Return what documents with recorded votes are called."""
    ordered = rollcalls.sort_values(["vote_date", "rollcall_id"], ascending=[False, True])
    found: dict[str, str] = {}
    for key, rows in ordered.groupby("evidence_id", sort=False):
        n = len(rows)
        if n > MANY:
            years = rows["vote_date"].dt.year
            told = _("Recorded votes of {n} roll calls, {first}–{last}").format(
                n=i18n.number(n), first=int(years.min()), last=int(years.max())
            )
        else:
            symbols = [resolutions.symbol(row) for row in rows.to_dict("records")]
            told = ngettext("Recorded vote on {texts}", "Recorded votes on {texts}", n).format(
                texts=_listed(symbols)
            )
        found[str(key)] = told
    return found


def _texts(facts: Facts) -> dict[str, str]:
    """Return what documents are called that name the States on a text, in a group or at a forum."""
    names = facts.instruments.set_index("instrument_id")["short_name"]
    told = [
        table[["evidence_id", "instrument_id"]].astype(object)
        for table in (facts.instruments, facts.memberships, facts.leads, facts.stances)
    ]
    pairs = pd.concat(told, ignore_index=True).drop_duplicates()
    return {
        str(key): _listed(_(names[one]) for one in rows["instrument_id"])
        for key, rows in pairs.groupby("evidence_id", sort=False)
    }


def _milestones(facts: Facts) -> dict[str, str]:
    """Return what documents are called that tell of a milestone, or hold a decision."""
    happened = facts.milestones
    decided = facts.mandates
    called = dict(zip(decided["evidence_id"], decided["symbol"], strict=True))
    return called | dict(zip(happened["evidence_id"], happened["title"].map(_), strict=True))


def _said(facts: Facts) -> dict[str, str]:
    """Return what documents are called that tell what a State or a group says that it wants."""
    told = [
        table[["evidence_id", "document"]].astype(object)
        for table in (facts.stated_positions, facts.group_positions)
    ]
    pairs = pd.concat(told, ignore_index=True).drop_duplicates()
    return {
        str(key): _listed(_(title) for title in rows["document"])
        for key, rows in pairs.groupby("evidence_id", sort=False)
    }


def _listed(names: Iterable[str]) -> str:
    """Return names in a line, those beyond the first few counted."""
    told = list(dict.fromkeys(names))
    n_more = len(told) - N_NAMED
    if n_more <= 0:
        return i18n.listing(told)
    more = ngettext("{n} more", "{n} more", n_more).format(n=i18n.number(n_more))
    return i18n.listing([*told[:N_NAMED], more])
