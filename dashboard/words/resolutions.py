"""What roll calls and the texts voted on are called on screen."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from dashboard import i18n
from dashboard.i18n import _, vocabulary

DOCUMENTS = "https://docs.un.org/en/"
"""Where the United Nations shows a document under its symbol."""

TALLIES = {
    "Y": "n_yes_published",
    "N": "n_no_published",
    "A": "n_abstain_published",
    "X": "n_absent_published",
}

Row = Mapping[Hashable, Any]
"""A row of the table ``rollcalls``."""


def of_key(rollcalls: pd.DataFrame, key: str) -> Row:
    """Return the row of a roll call in the table ``rollcalls``."""
    return rollcalls[(rollcalls["rollcall_id"] == key).to_numpy(dtype=bool)].to_dict("records")[0]


def symbol(row: Row) -> str:
    """Return the symbol of the text voted on; its key where it has none."""
    return str(row["symbol"] if isinstance(row["symbol"], str) else row["rollcall_id"])


def title(row: Row) -> str:
    """Return the title of the text, in the language spoken where it is translated."""
    name = row["title"]
    return _(name) if isinstance(name, str) else _("No title recorded")


def when(row: Row) -> str:
    """Return the day of the vote, or its year where only that can be trusted."""
    day = row["vote_date"]
    if not isinstance(day, pd.Timestamp):
        return _("day not known")
    return str(day.year) if row["date_quality"] == "year" else i18n.day(day)


def tally(row: Row) -> str:
    """Return the published tally in short, for, against and abstaining; empty where not known."""
    published = [row[column] for column in list(TALLIES.values())[:3]]
    if not all(isinstance(n, int) for n in published):
        return ""
    return "–".join(str(n) for n in published)


def label(row: Row) -> str:
    """Return a roll call in one line, for a list of choices."""
    body = vocabulary.word(vocabulary.BODIES, row["body"])
    parts = (symbol(row), f"{body}, {when(row)}", tally(row), title(row))
    return " · ".join(part for part in parts if part)


def short(row: Row) -> str:
    """Return a roll call by its symbol and day."""
    return f"{symbol(row)} · {when(row)}"


def address(text: object) -> str | None:
    """Return where a document of the United Nations is shown, if its symbol is known."""
    if not isinstance(text, str) or not text.startswith("A/"):
        return None
    return DOCUMENTS + text
