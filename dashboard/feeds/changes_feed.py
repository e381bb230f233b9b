"""What changed as a feed (Atom, RFC 4287): dated facts of the last year, and new snapshots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

import pandas as pd
from lxml import etree

from analytics import record
from analytics.record.events import Events
from dashboard import i18n
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.words import documents, probabilities, resolutions, states
from dashboard.words.addresses import FACTS
from data import snapshots, store
from data.facts import Facts

NAME = "changes.atom"
"""Where a server gives it, and the name of the file."""

MIME = "application/atom+xml"

MONTHS = 12
"""How many months of record, up to the latest fact, are told."""

N_ENTRIES = 200

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Entry:
    """Something that changed.

    Attributes
    ----------
    key : str
        Tells it from all others, in every version of the facts.
    title, text : str
    updated : datetime
    link : str or None
        Address of its document, or of the page that tells more.
    """

    key: str
    title: str
    text: str
    updated: datetime
    link: str | None


def feed(facts: Facts, site: str = "") -> bytes:
    """Return what changed, the latest first, in the language spoken.

    The same facts, the same snapshots kept and the same site give the same bytes.

    Parameters
    ----------
    facts : Facts
    site : str
        Where this dashboard is reached; pages are not linked where it is empty.
    """
    latest = facts.recall(record.latest_day)
    day = (latest - pd.DateOffset(months=MONTHS)).normalize()
    found = facts.recall(record.events_since, day).certain()
    entries = [*_dated(facts, found, latest), *_snapshots(site)]
    entries.sort(key=lambda one: (one.updated, one.key), reverse=True)
    return _xml(entries[:N_ENTRIES], site)


def file_name() -> str:
    """Return the name of a saved feed, in the language spoken."""
    return f"trojka-{i18n.language()}-{NAME}"


def _dated(facts: Facts, found: Events, latest: pd.Timestamp) -> Iterator[Entry]:
    """Yield what happened by dated facts: who joined or left each text on a day, votes and more."""
    addresses = documents.addresses_named(facts)
    texts = probabilities.text_names(facts.instruments)
    names = states.names(facts.states)
    for kind, rows, sentence in (
        ("joined", found.joined, _("Joined {text}: {states}")),
        ("left", found.left, _("Left {text}: {states}")),
    ):
        for (text, _when), here in rows.groupby(["instrument_id", "date_text"], sort=False):
            told = sorted((names.get(one, one) for one in set(here["iso3"])), key=i18n.sorting)
            yield Entry(
                key=f"{kind}/{text}/{here['date_text'].iloc[0]}",
                title=sentence.format(text=texts[str(text)], states=_some(told)),
                text=i18n.listing(told),
                updated=_moment(here["date_to"].max()),
                link=addresses.get(here["evidence_id"].iloc[0]),
            )
    for row in found.votes.to_dict("records"):
        yield Entry(
            key=f"vote/{row['rollcall_id']}",
            title=_("Vote on {symbol}: {tally}").format(
                symbol=resolutions.symbol(row), tally=resolutions.tally(row)
            ),
            text=resolutions.title(row),
            updated=_moment(row["vote_date"]),
            link=addresses.get(row["evidence_id"]),
        )
    for row in found.milestones.to_dict("records"):
        if row["date_to"] <= latest:
            yield Entry(
                key=f"milestone/{row['milestone_id']}",
                title=_(row["title"]),
                text=_(row["body"]),
                updated=_moment(row["date_to"]),
                link=addresses.get(row["evidence_id"]),
            )
    for row in found.stances.to_dict("records"):
        fact = vocabulary.word(vocabulary.STANCES, row["fact"])
        yield Entry(
            key=f"stance/{row['instrument_id']}/{row['iso3']}/{row['fact']}",
            title=f"{names.get(row['iso3'], row['iso3'])}: {fact}",
            text=texts[row["instrument_id"]],
            updated=_moment(row["date_to"]),
            link=addresses.get(row["evidence_id"]),
        )


def _snapshots(site: str) -> Iterator[Entry]:
    """Yield each kept snapshot that was made of other facts than the one before it."""
    for new, old in pairwise(snapshots.kept()):
        now, before = (store.open_snapshot(one.path, is_whole=False) for one in (new, old))
        digests = {now.facts_digest, before.facts_digest}
        if len(digests) == 1 or "" in digests:  # not recorded by a program of before
            continue
        query = f"compare=snapshots&before={old.version}&{FACTS}={new.version}"
        yield Entry(
            key=f"snapshot/{new.version}",
            title=_("New facts: snapshot {version}").format(version=new.version),
            text=_(
                "What they change from snapshot {old}, and what that moved, is on the page."
            ).format(old=old.version),
            updated=new.written_at.replace(microsecond=0),
            link=f"{site}/changes?{query}" if site else None,
        )


def _some(told: list[str], n_named: int = 3) -> str:
    """Return a few States by name, the others counted."""
    more = len(told) - n_named
    if more <= 0:
        return i18n.listing(told)
    counted = ngettext("{n} more", "{n} more", more).format(n=i18n.number(more))
    return i18n.listing([*told[:n_named], counted])


def _moment(day: pd.Timestamp) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _xml(entries: Iterable[Entry], site: str) -> bytes:
    """Return entries as a feed."""
    listed = list(entries)
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", i18n.language())
    latest = max((one.updated for one in listed), default=datetime(1970, 1, 1, tzinfo=UTC))
    _add(root, "id", f"tag:trojka,2026:changes:{i18n.language()}")
    _add(root, "title", _("Trojka: what changed"))
    _add(root, "updated", latest.isoformat())
    _add(_add(root, "author"), "name", "Trojka")
    if site:
        _add(root, "link", rel="self", href=f"{site}/{NAME}?lang={i18n.language()}")
        _add(root, "link", rel="alternate", href=f"{site}/changes?lang={i18n.language()}")
    for one in listed:
        entry = _add(root, "entry")
        _add(entry, "id", f"tag:trojka,2026:{one.key}")
        _add(entry, "title", one.title)
        _add(entry, "updated", one.updated.isoformat())
        _add(entry, "summary", one.text)
        if one.link:
            _add(entry, "link", rel="alternate", href=one.link)
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return content


def _add(
    parent: etree._Element, name: str, text: str | None = None, **marks: str
) -> etree._Element:
    """Add an element with its text and attributes, and return it."""
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", **marks)
    element.text = text
    return element
