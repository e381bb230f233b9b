"""Where every approach of a plan stands: a column a status, with a card an approach."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dashboard import i18n
from dashboard.blocks import Blocks, Note, Text
from dashboard.i18n import _, ngettext
from dashboard.plans.progress import PlanProgress
from dashboard.plans.steps import STATUSES
from dashboard.words import steps_in_words
from dashboard.words.markdown import plain

MAX_CARDS = 12
"""Cards in a column of the board; the table holds all."""

NOTE_SHOWN = 90
"""Characters of a note on a card."""


@dataclass(frozen=True)
class Card:
    """An approach: the State, by which its log is opened, and what is said of it."""

    iso3: str
    name: str
    said: Blocks


@dataclass(frozen=True)
class BoardColumn:
    """The approaches at one status: its head, its cards, and how many more there are."""

    head: Blocks
    cards: tuple[Card, ...]
    rest: Blocks


def columns(rows: pd.DataFrame, found: PlanProgress) -> tuple[BoardColumn, ...]:
    """Return a column a status, with a card an approach.

    Parameters
    ----------
    rows : DataFrame
        From `wording.approaches`.
    found : PlanProgress
    """
    return tuple(_column(rows, found, status) for status in STATUSES)


def how_to_log(rows: pd.DataFrame) -> Blocks:
    """Return how a step is logged; nothing where there is no card."""
    return () if rows.empty else (Note(_("Press a State to log what happened.")),)


def _column(rows: pd.DataFrame, found: PlanProgress, status: str) -> BoardColumn:
    """Return the approaches at one status."""
    own = rows[rows["status_key"] == status]
    n = i18n.number(found.n_by_status[status])
    n_more = max(len(own) - MAX_CARDS, 0)
    more = ngettext("{n} more in the table", "{n} more in the table", n_more)
    return BoardColumn(
        head=(Text(f"**{_(steps_in_words.STATUS_WORDS[status])}** · {n}"),),
        cards=tuple(
            Card(str(row["iso3"]), str(row["name"]), _said({str(k): v for k, v in row.items()}))
            for row in own.head(MAX_CARDS).to_dict("records")
        ),
        rest=(Note(more.format(n=i18n.number(n_more))),) if n_more else (),
    )


def _said(row: dict[str, object]) -> Blocks:
    """Return an approach as the lines of a card, below the name of its State."""
    note = str(row["note"])
    short = note if len(note) <= NOTE_SHOWN else note[:NOTE_SHOWN] + "…"
    led = "" if row["partner"] == "—" else _("led by {state}").format(state=row["partner"])
    about = " · ".join(part for part in (str(row["level"]).strip("—"), led) if part)
    when = ""
    if row["status_key"] != "planned":
        when = ", ".join(str(row[key]) for key in ("result", "on") if row[key] != "—")
    whose = " · ".join(str(row[key]) for key in ("owner", "post") if row[key] != "—")
    due = _("due {day}").format(day=row["due"]) if row["due"] != "—" else ""
    overdue = _("overdue since {day}").format(day=row["due"]) if row["is_overdue"] else ""
    lines = [
        *(f":gray[{plain(line)}]" for line in (about, when, whose) if line),
        f":material/schedule: **{plain(overdue)}**" if overdue else plain(due),
        plain(" ".join(short.split())),
    ]
    text = "  \n".join(line for line in lines if line)
    return (Text(text),) if text else ()
