"""What the checks added to the sources, and what they did not take over."""

from __future__ import annotations

import pandas as pd

from analytics import record
from dashboard import i18n
from dashboard.blocks import Blocks, Table
from dashboard.i18n import _, mark, ngettext, vocabulary
from dashboard.words import states
from data.facts import Facts

OTHER_RECORDS = ("un_resolutions", "undl")
"""Formats of sources that tell of the same votes as the record."""

MANY = 8
"""More rows than these are scrolled."""

IMPORTED = (
    mark("General Assembly Voting Data"),
    mark("Security Council Voting Data"),
    mark("Copyright, United Nations; non-commercial use, with attribution"),
)
"""Titles and terms of what a desk may import."""

ACTIONS = (
    mark("The vote of the record is kept, and nothing is added to this roll call."),
    mark("The day of the record is kept."),
    mark("Nothing of it is added."),
    mark("The entry is left out."),
)
"""What is done where another record differs, in the words of the checks."""


def blocks(facts: Facts) -> Blocks:
    """Return the votes that follow from a tally, and the entries that were not stored."""
    refused = facts.refusals
    formats = facts.sources.set_index("source_id")["format"]
    is_outside = refused["source_id"].map(formats).isin(OTHER_RECORDS)
    is_elsewhere = refused["subject"].isin(facts.rollcalls["rollcall_id"])
    return (
        _votes(facts.recall(record.derived_votes), states.names(facts.states)),
        *_differing(refused[is_outside], facts),
        _refused(refused[~is_elsewhere & ~is_outside], facts.sources),
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


def _differing(refused: pd.DataFrame, facts: Facts) -> Blocks:
    """Return the list of votes, days and texts that another record has otherwise."""
    if refused.empty:
        return ()
    titles = facts.sources.set_index("source_id")["title"]
    symbols = facts.rollcalls.set_index("rollcall_id")["symbol"].to_dict()
    return (
        Table(
            key="data_differing",
            title=_("Where another record of the same votes differs"),
            table=refused.assign(
                name=[_(titles[source_id]) for source_id in refused["source_id"]],
                text=[symbols.get(subject, subject) for subject in refused["subject"]],
                done=[_(action) for action in refused["action"]],
            ),
            columns={
                "text": _("Text"),
                "name": _("Source"),
                "found": _("The source says"),
                "expected": _("The record says"),
                "done": _("What was done"),
            },
            note=_(
                "Y in favour, N against, A abstaining, X did not vote. Nobody chose between the "
                "two: the record stays as it is until someone corrects it by the record of the "
                "meeting."
            ),
            evidence=(),
            height=320 if len(refused) > MANY else "content",
        ),
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
