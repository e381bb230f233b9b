"""What the checks added to the sources and what they did not take over: part of the page *Data*."""

from __future__ import annotations

import pandas as pd

from analytics import record
from dashboard import i18n, show, states
from dashboard.i18n import _, ngettext, vocabulary
from data.facts import current_facts


def render() -> None:
    """Draw the votes that follow from a tally, and the entries that were not stored."""
    facts = current_facts()
    _votes(facts.recall(record.derived_votes))
    refused = facts.refusals
    held = facts.sources
    rollcalls = facts.rollcalls
    _refused(refused[~refused["subject"].isin(rollcalls["rollcall_id"])], held)


def _votes(found: pd.DataFrame) -> None:
    """Draw the list of votes that no source holds and that the tally leaves no doubt about."""
    facts = current_facts()
    names = states.names(facts.states)
    counts = found["iso3"].value_counts()
    whose = [
        f"{names[str(code)]} ({i18n.number(n)})"
        for code, n in zip(counts.index, counts, strict=True)
    ]
    show.table(
        found.assign(
            when=[i18n.day(day) for day in found["vote_date"]],
            state=[names[code] for code in found["iso3"]],
            position=[vocabulary.word(vocabulary.POSITIONS, vote) for vote in found["vote"]],
            text=[_(title) if isinstance(title, str) else "—" for title in found["title"]],
        ),
        key="data_derived",
        title=_("Votes that follow from the tally"),
        columns={
            "when": _("Day"),
            "symbol": _("Symbol"),
            "text": _("Text, in the language of the source"),
            "state": _("State"),
            "position": _("Vote"),
        },
        note=ngettext(
            "{n} vote has no row in its source: {states}. Exactly one member of that day has no "
            "row, and the published tally has exactly one vote more than the names, in one column: "
            "that vote is its own. Where two States or two votes are missing, nothing is derived.",
            "{n} votes have no row in their source: {states}. In each roll call exactly one member "
            "of that day has no row, and the published tally has exactly one vote more than the "
            "names, in one column: that vote is its own. Where two States or two votes are "
            "missing, nothing is derived.",
            len(found),
        ).format(
            n=i18n.number(len(found)),
            states=i18n.listing(whose),
        ),
        evidence=found["evidence_id"],
        height=320,
    )


def _refused(refused: pd.DataFrame, held: pd.DataFrame) -> None:
    """Draw the list of entries of sources, other than roll calls, that were not taken over."""
    titles = held.set_index("source_id")["title"]
    show.table(
        refused.assign(
            name=[_(titles[source_id]) for source_id in refused["source_id"]],
            done=[_(action) for action in refused["action"]],
        ),
        key="data_refused",
        title=_("Entries of sources that the checks flagged"),
        columns={
            "name": _("Source"),
            "subject": _("Entry"),
            "done": _("What was done"),
        },
        evidence=[],
        height="content",
    )
