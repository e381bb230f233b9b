"""The data dictionary: what each table and column holds."""

from __future__ import annotations

from analytics import record
from dashboard import i18n
from dashboard.blocks import Blocks, Finding, Note, Table
from dashboard.i18n import _, vocabulary
from data import dictionary, schema
from data.facts import Facts

FIRST = "instruments"
"""The table that is shown at first."""

TOO_LARGE = ("votes", "boundaries")
"""Tables of a million votes, and of rings of coordinates: no spreadsheet holds them."""


def options(_facts: Facts) -> dict[str, str]:
    """Return every table in words, by its name."""
    return {key: vocabulary.word(vocabulary.TABLES, key) for key in schema.TABLES}


def finding(facts: Facts, table: str) -> Blocks:
    """Return how many rows a table has, and of what."""
    columns = dictionary.dictionary()
    description = columns["table_description"][columns["table"] == table].iloc[0]
    finding = Finding(
        _("**{table}** ({key}): {n} rows. {description}").format(
            table=vocabulary.word(vocabulary.TABLES, table),
            key=table,
            n=i18n.number(facts.recall(record.row_counts)[table]),
            description=_(description),
        )
    )
    if table not in TOO_LARGE:
        return (finding,)
    too_large = Note(
        _(
            "Too large for a spreadsheet: it is in the snapshot, a DuckDB file, and the votes "
            "of a single roll call can be saved from the page Roll calls."
        )
    )
    return (finding, too_large)


def columns(_facts: Facts, table: str) -> Blocks:
    """Return what each column of a table holds."""
    known = dictionary.dictionary()
    known = known[known["table"] == table]
    return (
        Table(
            key="data_dictionary",
            title=_("Columns"),
            table=known.assign(
                meaning=[_(text) for text in known["description"]],
                holds=[vocabulary.word(vocabulary.TYPES, one) for one in known["type"]],
                may_be_empty=[_("yes") if empty else _("no") for empty in known["is_nullable"]],
            ),
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
            evidence=(),
            height="content",
        ),
    )
