"""What a briefing rests on: the documents behind its charts and tables, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dashboard import i18n
from dashboard.briefing.pack import Document, Pack
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.words.markdown import web_address
from data.facts import Facts
from data.provenance import GRADES

UNVERIFIED = "copy"
"""Grade of documents that no file names."""

MAX_NAMED = 3
"""Publishers named in a line of sources."""


def documents(facts: Facts) -> dict[str, Document]:
    """Return every document of the record by its key, best grade first, in the language spoken."""
    held = facts.evidence.fillna("")
    held = held.sort_values("grade", key=lambda one: one.map(GRADES.index), kind="stable")
    return {
        str(row["evidence_id"]): Document(
            publisher=str(row["publisher"]),
            title=_(str(row["title"] or row["publisher"])),
            read=i18n.partial_date(row["retrieved"]) if row["retrieved"] else "",
            url=web_address(row["url"]) or "",
            is_copy=row["grade"] == UNVERIFIED,
        )
        for row in held.to_dict("records")
    }


def facts_line(pack: Pack) -> str:
    """Return on which facts a briefing stands: until which day, and of which version."""
    day = i18n.partial_date(pack.as_of.isoformat())
    return _("Facts to {day}, version {version}").format(day=day, version=pack.version)


def line(held: Mapping[str, Document], evidence: Iterable[str], *, at_most: int = MAX_NAMED) -> str:
    """Return who published what some facts rest on, each with when it was last read.

    Parameters
    ----------
    held : mapping of str to Document
        Of the pack, best grade first.
    evidence : iterable of str
        Keys of documents.
    at_most : int
        Publishers named; the others are counted.

    Returns
    -------
    str
        Empty where nothing is named. Copies that nobody vouches for are counted, never named.
    """
    wanted = set(evidence)
    found = [document for key, document in held.items() if key in wanted]
    read: dict[str, str] = {}
    for document in found:
        if not document.is_copy:
            read[document.publisher] = document.read or read.get(document.publisher, "")
    named = [
        _("{publisher}, read {when}").format(publisher=publisher, when=when) if when else publisher
        for publisher, when in list(read.items())[:at_most]
    ]
    text = "; ".join(named)
    if len(read) > at_most:
        text += _(" and {n} more").format(n=i18n.number(len(read) - at_most))
    n_copies = len({document.publisher for document in found if document.is_copy})
    if n_copies:
        copies = ngettext(
            "{n} unverified copy, listed on the page",
            "{n} unverified copies, listed on the page",
            n_copies,
        ).format(n=i18n.number(n_copies))
        text = f"{text}; {copies}" if text else copies
    return _("Sources: {sources}.").format(sources=text) if text else ""


def unnamed(held: Mapping[str, Document]) -> dict[str, str]:
    """Return what a file says in the place of each address, and each publisher, of a copy."""
    vouched = {document.publisher for document in held.values() if not document.is_copy}
    vouched |= {document.url for document in held.values() if not document.is_copy}
    names = {
        name
        for document in held.values()
        if document.is_copy
        for name in (document.url, document.publisher)
        if name
    }
    return dict.fromkeys(names - vouched, vocabulary.word(vocabulary.GRADES, UNVERIFIED))
