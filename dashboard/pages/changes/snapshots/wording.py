"""Differences in the reader's words: snapshots, kinds of change, and which fact is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pandas as pd

from dashboard import i18n
from dashboard.i18n import _, mark, ngettext, vocabulary
from dashboard.words import probabilities, states
from data import schema
from data.differences import TableChanges
from data.facts import Facts
from data.snapshots import KeptSnapshot

KINDS = {
    "added": mark("New"),
    "ended": mark("Ended"),
    "corrected": mark("Corrected"),
    "sourced_anew": mark("Sourced anew"),
    "removed": mark("Removed"),
}

ABOUT_THE_RECORD = (
    "aliases",
    "tiles",
    "boundaries",
    "reference_points",
    "repeated_votes",
    "topics",
    "evidence",
    "sources",
    "corrections",
    "refusals",
)
"""Tables that hold no facts on States and texts themselves; told last, and not counted above."""

CODES = {
    "body": vocabulary.BODIES,
    "confidence": vocabulary.CONFIDENCES,
    "date_quality": vocabulary.DATE_QUALITIES,
    "domain": vocabulary.DOMAINS,
    "fact": vocabulary.STANCES,
    "grade": vocabulary.GRADES,
    "kind": vocabulary.KINDS | vocabulary.MILESTONE_KINDS,
    "open_to_new_members": vocabulary.OPEN,
    "role": vocabulary.COMMISSIONER_ROLES | vocabulary.ROLES,
    "roster_status": vocabulary.ROSTER_STATUSES,
    "roster_use": vocabulary.ROSTER_USES,
    "status": vocabulary.ROLLCALL_STATUSES | vocabulary.MANDATE_STATUSES,
    "topic": vocabulary.TOPICS,
    "un_membership": vocabulary.MEMBERSHIPS,
    "un_region_group_code": vocabulary.GROUPS,
    "vote": vocabulary.POSITIONS,
}
"""Columns that hold codes, with the words for them."""

DETAILS = {
    "evidence_id": mark("Document"),
    "is_confirmed": mark("Whether the date is confirmed"),
    "is_final": mark("Whether the list is closed"),
    "is_weak": mark("Whether it was a venue or a preparatory meeting only"),
    "role": mark("Role"),
    "roster_status": mark("How the list is known"),
    "since": mark("Since"),
    "title": mark("Title"),
    "until": mark("Until"),
    "vote": mark("How it voted"),
}
"""Columns that the contract describes for who computes; the others are told as it does."""

_YES_OR_NO = frozenset(
    name
    for model in schema.TABLES.values()
    for name, held in model.to_schema().columns.items()
    if str(held.dtype) == "bool"
)


def snapshot(one: KeptSnapshot) -> str:
    """Return a kept snapshot in a line."""
    day = i18n.day(pd.Timestamp(one.written_at).tz_localize(None))
    text = _("{version} of {day}, pinned") if one.is_pinned else _("{version} of {day}")
    return text.format(version=one.version, day=f"{day} {one.written_at:%H:%M} UTC")


def facts_only(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the counts of tables that hold facts."""
    return counts[~counts["table"].isin(ABOUT_THE_RECORD)]


def order(one: TableChanges) -> tuple[bool, str]:
    """Return what sorts tables: those of facts first."""
    return one.table in ABOUT_THE_RECORD, one.table


def rows(
    facts: Facts, table: str, key: Sequence[str], kind: str, held: pd.DataFrame
) -> pd.DataFrame:
    """Return rows that differ in words.

    Parameters
    ----------
    facts : Facts
        In which names are looked up; a key that they do not hold is shown as it is.
    table : str
    key : sequence of str
        Columns of the table by which a row is known.
    kind : str
    held : DataFrame
        Rows of `TableChanges`; with ``n`` where a row stands for several.

    Returns
    -------
    DataFrame
        ``kind, table, what, cell, before, after``; ``cell`` says what the column holds.
    """
    shown = [column for column in key if column in held]
    names = defaultdict[str, dict[str, str]](dict, _names(facts))
    what = [
        " · ".join(filter(None, (names[name].get(row[name], row[name]) for name in shown)))
        for row in held[shown].to_dict("records")
    ]
    if "n" in held:
        what = [
            f"{text}: {ngettext('{n} State', '{n} States', n).format(n=i18n.number(n))}"
            for text, n in zip(what, held["n"], strict=True)
        ]
    cells = held["cell"] if "cell" in held else pd.Series("", index=held.index)
    values = {
        side: [names[cell].get(value, value) for cell, value in zip(cells, held[side], strict=True)]
        if side in held
        else ""
        for side in ("before", "after")
    }
    meanings = {cell: of_column(table, cell) for cell in cells.unique()}
    return pd.DataFrame(
        {
            "kind": _(KINDS[kind]),
            "table": of_table(table),
            "what": what,
            "cell": cells.map(meanings).to_numpy(dtype=object),
        }
        | values,
        index=range(len(held)),
    )


def of_table(name: str) -> str:
    """Return what a table holds."""
    return vocabulary.word(vocabulary.TABLES, name)


def of_column(table: str, name: str) -> str:
    """Return what a column holds; its name, where the contract knows it no longer."""
    if name in DETAILS:
        return _(DETAILS[name])
    known = schema.TABLES[table].to_schema().columns.get(name)
    return _(known.description) if known is not None and known.description else name


def _names(facts: Facts) -> dict[str, dict[str, str]]:
    """Return what each key is called, by column."""
    return {
        "iso3": states.names(facts.states),
        "instrument_id": probabilities.text_names(facts.instruments),
        "rollcall_id": _by_key(facts.rollcalls, "rollcall_id", "symbol"),
        "milestone_id": {
            key: _(title)
            for key, title in _by_key(facts.milestones, "milestone_id", "title").items()
        },
        "evidence_id": _by_key(facts.evidence, "evidence_id", "url"),
        **{
            name: {code: vocabulary.word(words, code) for code in words}
            for name, words in CODES.items()
        },
        **{name: {"true": _("yes"), "false": _("no")} for name in _YES_OR_NO},
    }


def _by_key(rows: pd.DataFrame, key: str, name: str) -> dict[str, str]:
    """Return a column of a table by another one, where it is known."""
    known = rows[rows[name].notna().to_numpy(dtype=bool)]
    return {str(one): str(told) for one, told in zip(known[key], known[name], strict=True)}
