"""The data dictionary, and whole tables to take away: the third part of the page *Data*."""

from __future__ import annotations

import streamlit as st

from analytics import record
from dashboard import ask, i18n, show
from dashboard.i18n import _, vocabulary
from data import dictionary, schema
from data.facts import current_facts

TOO_LARGE = ("votes", "boundaries")
"""Tables of a million votes, and of rings of coordinates: no spreadsheet holds them."""


def render() -> None:
    """Draw the part."""
    facts = current_facts()
    rows = facts.recall(record.row_counts)
    table = ask.one(
        _("Table"),
        {key: vocabulary.word(vocabulary.TABLES, key) for key in schema.TABLES},
        key="table",
        default="instruments",
    )
    columns = dictionary.dictionary()
    columns = columns[columns["table"] == table]
    description = columns["table_description"].iloc[0]
    show.answer(
        _("**{table}** ({key}): {n} rows. {description}").format(
            table=vocabulary.word(vocabulary.TABLES, table),
            key=table,
            n=i18n.number(rows[table]),
            description=_(description),
        )
    )
    if table in TOO_LARGE:
        st.caption(
            _(
                "Too large for a spreadsheet: it is in the snapshot, a DuckDB file, and the votes "
                "of a single roll call can be saved from the page Roll calls."
            )
        )
    else:
        show.download(
            getattr(facts, table),
            key=table,
            label=_("Save the whole table as CSV"),
        )
    show.table(
        columns.assign(
            meaning=[_(text) for text in columns["description"]],
            holds=[vocabulary.word(vocabulary.TYPES, one) for one in columns["type"]],
            may_be_empty=[_("yes") if empty else _("no") for empty in columns["is_nullable"]],
        ),
        key="data_dictionary",
        title=_("Columns"),
        columns={
            "column": _("Column"),
            "holds": _("Holds"),
            "may_be_empty": _("May be missing"),
            "meaning": _("Meaning"),
        },
        note=_(
            "A missing value means not known, never no. Codes are the same in every language; "
            "dates as sourced may be a year, a month or a day."
        ),
        evidence=[],
        height="content",
    )
