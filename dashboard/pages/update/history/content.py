"""The journal: who changed what, when and why, the latest first."""

from __future__ import annotations

import pandas as pd

from dashboard import i18n
from dashboard.blocks import Blocks, Finding, Link, Table, Unknown
from dashboard.i18n import _, mark, ngettext
from dashboard.words import addresses, markdown
from data import journal
from data.facts import Facts
from data.journal import JournalEntry

KINDS = {
    "roster": mark("Roster"),
    "endorsement": mark("Joined or left"),
    "rollcall": mark("Roll call"),
    "sponsors": mark("Sponsors"),
    "milestone": mark("Milestone"),
    "stance": mark("Stance"),
    "position": mark("Stated position"),
    "group": mark("Group"),
    "correction": mark("Correction"),
    "fetch": mark("Fetched from its publisher"),
    "undo": mark("Taken back"),
}


def entries() -> tuple[JournalEntry, ...]:
    """Return every change of the sources from which the facts are built, the oldest first."""
    return journal.entries(journal.journal_folder(journal.sources_folder()))


def standing(facts: Facts, listed: tuple[JournalEntry, ...]) -> dict[str, str]:
    """Return the changes that can be taken back, the latest first: number and words."""
    undone = journal.undone(listed)
    return {
        entry.entry_id: f"{entry.entry_id} · {what(facts, entry)}"
        for entry in reversed(listed)
        if entry.entry_id not in undone
    }


def what(facts: Facts, entry: JournalEntry) -> str:
    """Return what was changed, in a few words."""
    texts = dict(
        zip(facts.instruments["instrument_id"], facts.instruments["short_name"], strict=True)
    )
    votes = dict(zip(facts.rollcalls["rollcall_id"], facts.rollcalls["symbol"], strict=True))
    title = _(texts.get(entry.subject) or votes.get(entry.subject) or entry.subject)
    subject = title if entry.undoes is None else f"{entry.undoes} ({title})"
    return f"{_(KINDS[entry.kind])}: {subject}"


def blocks(facts: Facts) -> Blocks:
    """Return the journal, or that there is nothing in it."""
    listed = entries()
    if not listed:
        return (
            Finding(_("Nothing was changed on this page yet.")),
            Unknown(_("The facts are those that came with this Trojka.")),
        )
    last = listed[-1]
    n = ngettext("{n} change", "{n} changes", len(listed)).format(n=i18n.number(len(listed)))
    undone = journal.undone(listed)
    rows = pd.DataFrame(
        {
            "entry_id": entry.entry_id,
            "made": entry.made.replace("T", " ").removesuffix("Z"),
            "who": entry.who,
            "what": what(facts, entry),
            "why": entry.why,
            "url": entry.url,
            "undone": undone.get(entry.entry_id, ""),
            "changed": addresses.what_changed(entry.base, entry.version),
            "version": entry.version,
        }
        for entry in reversed(listed)
    )
    return (
        Finding(
            _("{changes}; the last by {who}: {what}.").format(
                changes=n, who=markdown.plain(last.who), what=markdown.plain(what(facts, last))
            )
        ),
        Table(
            key="journal",
            title=_("Journal"),
            table=rows,
            evidence=(),
            columns={
                "entry_id": _("No."),
                "made": _("When (UTC)"),
                "who": _("Who"),
                "what": _("What"),
                "why": _("Why"),
                "url": _("Document"),
                "undone": _("Taken back by"),
                "changed": _("What it changed"),
                "version": _("Facts after it"),
            },
            styles={_("Document"): Link(_("open")), _("What it changed"): Link(_("see"))},
            note=_("Without a link: the facts before or after it are not kept any more.")
            if (rows["changed"] == "").any()
            else None,
        ),
    )
