"""The table of scores that parts of the page share: a row for each part of the back-test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analytics.scoring import Scores
from dashboard.blocks import Table
from dashboard.i18n import _
from dashboard.pages.quality.choice import documents
from dashboard.words import probabilities
from data.facts import Facts

Row = Mapping[str, object]


def scores_row(label: str, scores: Scores, *, n_texts: int | None = None, **more: str) -> Row:
    """Return one row: on how many texts, how many joined, how well ranked, how skilled.

    Parameters
    ----------
    label : str
        What part of the back-test the row is on, in words.
    scores : Scores
    n_texts : int, optional
        Texts that the scores rest on, where a text counts in several groups.
    **more
        Further cells, in words, by column.
    """
    return {
        "label": label,
        "n": scores.n_groups if n_texts is None else n_texts,
        "yes": scores.n_yes,
        "within": probabilities.measure_with_interval(scores, "within"),
        "bss": probabilities.measure_with_interval(scores, "bss"),
        **more,
    }


def scores_table(
    facts: Facts,
    rows: Sequence[Row],
    *,
    key: str,
    title: str,
    label: str,
    more: Mapping[str, str],
    note: str,
    skill: str | None = None,
) -> Table:
    """Return rows as a table.

    Parameters
    ----------
    facts : Facts
    rows : sequence of mapping
        From `scores_row`.
    key, title, note : str
        See `blocks.Chart`.
    label : str
        Heading of the first column.
    more : mapping of str to str
        Further columns with their headings.
    skill : str, optional
        Heading of the skill, where it is over something else than the base rate.
    """
    return Table(
        table=pd.DataFrame(rows),
        key=key,
        title=title,
        columns={
            "label": label,
            "n": _("Texts"),
            "yes": _("Joined"),
            "within": _("Ranked right"),
            "bss": skill or _("Skill over base rate"),
            **more,
        },
        evidence=documents(facts),
        note=note,
    )
