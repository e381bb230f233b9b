"""Where every approach of a plan stands: a column a status, with a card an approach."""

from __future__ import annotations

import pandas as pd

from dashboard import i18n
from dashboard.blocks import Block, Blocks, Box, Columns, Note, Text
from dashboard.i18n import _, ngettext
from dashboard.plans.progress import PlanProgress
from dashboard.plans.steps import STATUSES
from dashboard.words import steps_in_words
from dashboard.words.markdown import plain

MAX_CARDS = 12
"""Cards in a column of the board; the table holds all."""

NOTE_SHOWN = 90
"""Characters of a note on a card."""


def blocks(rows: pd.DataFrame, found: PlanProgress) -> Blocks:
    """Return a column a status, with a card an approach.

    Parameters
    ----------
    rows : DataFrame
        From `wording.approaches`.
    found : Progress
    """
    return (Columns(tuple(_column(rows, found, status) for status in STATUSES)),)


def _column(rows: pd.DataFrame, found: PlanProgress, status: str) -> Blocks:
    """Return the approaches at one status."""
    own = rows[rows["status_key"] == status]
    n = i18n.number(found.n_by_status[status])
    cards = [
        Box((Text(_card({str(key): value for key, value in row.items()})),))
        for row in own.head(MAX_CARDS).to_dict("records")
    ]
    said: list[Block] = [Text(f"**{_(steps_in_words.STATUS_WORDS[status])}** · {n}"), *cards]
    n_more = len(own) - MAX_CARDS
    if n_more > 0:
        more = ngettext("{n} more in the table", "{n} more in the table", n_more)
        said.append(Note(more.format(n=i18n.number(n_more))))
    return tuple(said)


def _card(row: dict[str, object]) -> str:
    """Return an approach as the lines of a card."""
    note = str(row["note"])
    short = note if len(note) <= NOTE_SHOWN else note[:NOTE_SHOWN] + "…"
    about = " · ".join(str(row[key]) for key in ("level", "partner") if row[key] != "—")
    when = ""
    if row["status_key"] != "planned":
        when = ", ".join(str(row[key]) for key in ("result", "on") if row[key] != "—")
    due = _("due {day}").format(day=row["due"]) if row["due"] != "—" else ""
    overdue = _("overdue since {day}").format(day=row["due"]) if row["is_overdue"] else ""
    lines = [
        f"**{plain(str(row['name']))}**",
        *(f":gray[{plain(line)}]" for line in (about, when) if line),
        f":material/schedule: **{plain(overdue)}**" if overdue else plain(due),
        plain(" ".join(short.split())),
    ]
    return "  \n".join(line for line in lines if line)
