"""Which part of the back-test the page *How good is this?* shows, and how its scores are asked."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics import joining, scoring
from analytics.joining import backtest
from dashboard import ask, chances
from dashboard.i18n import _
from data.facts import current_facts

ALL = "all"


@dataclass(frozen=True)
class Choice:
    """What the reader chose.

    Attributes
    ----------
    is_new : bool
        States on no earlier version only.
    level : str
        ``probability`` (how many join is not known) or ``given_size`` (it is).
    text_class : str or None
        Texts of one kind, of `asof.CLASSES`; all where missing.
    is_first : bool or None
        First versions or texts with an earlier one; all where missing.
    words : tuple of str
        The choice in words, in the order of the filters.
    """

    is_new: bool
    level: str
    text_class: str | None
    is_first: bool | None
    words: tuple[str, ...]

    def column(self, baseline: str) -> str:
        """Return the column of `backtest.BackTest.rows` that holds a baseline."""
        return f"base_{baseline}" + ("_given_size" if self.level == "given_size" else "")

    def texts(self, test: backtest.BackTest) -> pd.DataFrame:
        """Return the rows of the texts that fit the choice."""
        texts = test.texts
        fits = (texts["text_class"] == self.text_class) | (self.text_class is None)
        return texts[fits & ((texts["is_first"] == self.is_first) | (self.is_first is None))]

    def scores(self, column: str, over: str = "base_rate") -> scoring.Scores | None:
        """Return the scores of the rows that fit the choice, or nothing where there is none.

        Parameters
        ----------
        column : str
        over : str
            Baseline over which skill is counted; ``family_history`` on texts with an earlier
            version only.
        """
        return scores(
            column,
            is_new=self.is_new,
            text_class=self.text_class,
            is_first=False if over == "family_history" else self.is_first,
            over=over,
        )


def asked() -> Choice:
    """Draw the filters of the page and return what was chosen."""
    states = {"new": _("On no earlier version"), ALL: _("All")}
    levels = {"probability": _("From the prior"), "given_size": _("The number is known")}
    kinds = {ALL: _("All kinds")} | {key: _(words) for key, words in chances.KINDS.items()}
    versions = {ALL: _("All"), "first": _("First versions"), "later": _("With an earlier version")}
    with st.container(horizontal=True, gap="medium"):
        who = ask.switch(_("States"), states, key="who")
        kind = ask.switch(_("Kind of text"), kinds, key="class")
        version = ask.switch(_("Versions"), versions, key="versions")
        level = ask.switch(_("How many will join"), levels, key="level")
    return Choice(
        is_new=who == "new",
        level=level,
        text_class=None if kind == ALL else kind,
        is_first={"first": True, "later": False}.get(version),
        words=tuple(
            words
            for words, is_told in (
                (kinds[kind], kind != ALL),
                (versions[version], version != ALL),
                (_("States on no earlier version") if who == "new" else _("all States"), True),
                (_("the number known"), level == "given_size"),
            )
            if is_told
        ),
    )


def scores(
    column: str,
    *,
    is_new: bool,
    text_class: str | None = None,
    is_first: bool | None = None,
    over: str = "base_rate",
) -> scoring.Scores | None:
    """Return the scores of part of the back-test, or nothing where no row is left."""
    facts = current_facts()
    rows = facts.recall(joining.joining_backtest).rows
    fits = (rows["text_class"] == text_class) | (text_class is None)
    fits &= (rows["is_first"] == is_first) | (is_first is None)
    if not (fits & (rows["is_new"] | (not is_new))).any():
        return None
    return facts.recall(
        joining.joining_scores,
        column,
        is_new=is_new,
        text_class=text_class,
        is_first=is_first,
        over=over,
    )
