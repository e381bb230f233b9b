"""What the checks added to the sources, and what they did not take over."""

from __future__ import annotations

import pandas as pd

from analytics import record
from dashboard import i18n
from dashboard.blocks import Blocks, Table
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.words import states
from data.facts import Facts


def blocks(facts: Facts) -> Blocks:
    """Return the votes that follow from a tally, and the entries that were not stored."""
    refused = facts.refusals
    is_elsewhere = refused["subject"].isin(facts.rollcalls["rollcall_id"])
    return (
        _votes(facts.recall(record.derived_votes), states.names(facts.states)),
        _refused(refused[~is_elsewhere], facts.sources),
    )


def _votes(found: pd.DataFrame, names: dict[str, str]) -> Table:
    """Return the list of votes that no source holds and that the tally leaves no doubt about."""
    counts = found["iso3"].value_counts()
    whose = [
        f"{names[str(code)]} ({i18n.number(n)})"
        for code, n in zip(counts.index, counts, strict=True)
    ]
    return Table(
        key="data_derived",
        title=_("Votes that follow from the tally"),
        table=found.assign(
            when=[i18n.day(day) for day in found["vote_date"]],
            state=[names[code] for code in found["iso3"]],
            position=[vocabulary.word(vocabulary.POSITIONS, vote) for vote in found["vote"]],
            text=[_(title) if isinstance(title, str) else "—" for title in found["title"]],
        ),
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
        evidence=tuple(found["evidence_id"]),
        height=320,
    )


def _refused(refused: pd.DataFrame, held: pd.DataFrame) -> Table:
    """Return the list of entries of sources, other than roll calls, that were not taken over."""
    titles = held.set_index("source_id")["title"]
    return Table(
        key="data_refused",
        title=_("Entries of sources that the checks flagged"),
        table=refused.assign(
            name=[_(titles[source_id]) for source_id in refused["source_id"]],
            done=[_(action) for action in refused["action"]],
        ),
        columns={
            "name": _("Source"),
            "subject": _("Entry"),
            "done": _("What was done"),
        },
        evidence=(),
        height="content",
    )
