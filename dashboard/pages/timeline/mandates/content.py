"""The ledger of mandates: who must do what by when, and what became of it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from dashboard import i18n
from dashboard.blocks import Blocks, Folded, Heading, Link, Subheading, Table, Text, Words
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.words import markdown
from data.facts import Facts
from data.proceedings import MANDATE_STATUSES

OPEN = ("due", "open", "unknown")
"""Statuses of mandates that are not known to be done."""

TASK_PX = 480
"""Width of the column of tasks: they are whole sentences."""


def blocks(facts: Facts) -> Blocks:
    """Return what decisions ask, what is not known to be done first; nothing where none is held."""
    held = facts.mandates
    if held.empty:
        return ()
    urls = facts.evidence.set_index("evidence_id")["url"]
    order = held["status"].map(MANDATE_STATUSES.index)
    ordered = held.assign(order=order).sort_values(["order", "due_to", "mandate_id"])
    words = _in_words(ordered, urls)
    n_open = int(held["status"].isin(OPEN).sum())
    finding = ngettext(
        "Of {total} mandates **{n}** is due, open, or not known to be done.",
        "Of {total} mandates **{n}** are due, open, or not known to be done.",
        n_open,
    ).format(total=i18n.number(len(held)), n=i18n.number(n_open))
    lists = [
        block
        for status, part in words.groupby("status_words", sort=False)
        for block in (
            Subheading(str(status)),
            Text("\n".join(_line(row) for row in part.to_dict("records"))),
        )
    ]
    return (
        Heading(_("Mandates"), _("Who must do what by when, as decisions say.")),
        Text(finding),
        *lists,
        Folded(
            "mandates",
            _("The same as a table ({n})").format(n=i18n.number(len(words))),
            (_table(words),),
        ),
    )


def _line(row: dict[Hashable, Any]) -> str:
    """Return a mandate as a line of the list."""
    about = [
        markdown.plain(row["decision"]),
        markdown.plain(row["outcome"]),
        f"[{_('source')}](<{row['source']}>)" if row["source"] else "",
    ]
    return (
        f"- {markdown.plain(row['task'])} — **{markdown.plain(row['who'])}**, "
        f"{markdown.plain(row['due'])}  \n"
        f"  :gray[{' · '.join(part for part in about if part)}]"
    )


def _table(words: pd.DataFrame) -> Table:
    """Return the ledger as a table, to be saved."""
    return Table(
        key="mandates",
        title=_("Mandates"),
        table=words,
        columns={
            "decision": _("Decision"),
            "task": _("What has to be done"),
            "who": _("By whom"),
            "due": _("By when"),
            "status_words": _("What became of it"),
            "outcome": _("What is known"),
            "confidence": _("How sure"),
            "source": _("Source"),
        },
        styles={_("What has to be done"): Words(TASK_PX), _("Source"): Link(_("open"))},
        note=_("What was not found is said to be so, never taken for not done."),
        evidence=tuple(words["evidence_id"]),
        height="content",
    )


def _in_words(held: pd.DataFrame, urls: pd.Series) -> pd.DataFrame:
    """Return mandates in words, each with the address of its decision."""
    return held.assign(
        decision=[
            f"{symbol} {paragraphs}".strip()
            for symbol, paragraphs in zip(
                held["symbol"], held["paragraphs"].fillna(""), strict=True
            )
        ],
        task=held["task"].map(_),
        who=held["who"].map(_),
        due=[_(text) if isinstance(text, str) else _("no term") for text in held["due"]],
        status_words=[vocabulary.word(vocabulary.MANDATE_STATUSES, one) for one in held["status"]],
        outcome=[_(text) if isinstance(text, str) else "" for text in held["outcome"]],
        confidence=[vocabulary.word(vocabulary.CONFIDENCES, one) for one in held["confidence"]],
        source=[markdown.web_address(urls[key]) or "" for key in held["evidence_id"]],
    )
