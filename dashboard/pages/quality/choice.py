"""Which part of the back-test the page shows, in words and in scores."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import joining, scoring
from analytics.joining import backtest
from dashboard.i18n import _
from dashboard.words import probabilities
from data.facts import Facts

ALL = "all"


def states() -> dict[str, str]:
    """Return which States can be chosen, in words."""
    return {"new": _("On no earlier version"), ALL: _("All")}


def kinds() -> dict[str, str]:
    """Return which kinds of texts can be chosen, in words."""
    return {ALL: _("All kinds")} | {key: _(words) for key, words in probabilities.KINDS.items()}


def versions() -> dict[str, str]:
    """Return which versions can be chosen, in words."""
    return {ALL: _("All"), "first": _("First versions"), "later": _("With an earlier version")}


def levels() -> dict[str, str]:
    """Return what can be known of how many will join, in words."""
    return {"probability": _("From earlier texts"), "given_size": _("The number is known")}


@dataclass(frozen=True)
class BacktestChoice:
    """What the reader chose; as it stands, what is shown at first.

    Attributes
    ----------
    who : str
        Of `states`.
    kind : str
        Of `kinds`.
    version : str
        Of `versions`.
    level : str
        Of `levels`: the column of `backtest.JoiningBackTest.rows` that holds the model.
    """

    who: str = "new"
    kind: str = ALL
    version: str = ALL
    level: str = "probability"

    @property
    def is_new(self) -> bool:
        """Whether only States on no earlier version are counted."""
        return self.who == "new"

    @property
    def text_class(self) -> str | None:
        """Kind of the texts, of `history.CLASSES`; all where missing."""
        return None if self.kind == ALL else self.kind

    @property
    def is_first(self) -> bool | None:
        """Whether texts are first versions or have an earlier one; all where missing."""
        return {"first": True, "later": False}.get(self.version)

    def words(self) -> tuple[str, ...]:
        """Return the choice in words, in the order of the filters."""
        who = _("States on no earlier version") if self.is_new else _("all States")
        told = (
            (kinds()[self.kind], self.kind != ALL),
            (versions()[self.version], self.version != ALL),
            (who, True),
            (_("the number known"), self.level == "given_size"),
        )
        return tuple(words for words, is_told in told if is_told)

    def column(self, baseline: str) -> str:
        """Return the column of `backtest.JoiningBackTest.rows` that holds a baseline."""
        return f"base_{baseline}" + ("_given_size" if self.level == "given_size" else "")

    def texts(self, test: backtest.JoiningBackTest) -> pd.DataFrame:
        """Return the rows of the texts that fit the choice."""
        texts = test.texts
        fits = (texts["text_class"] == self.text_class) | (self.text_class is None)
        return texts[fits & ((texts["is_first"] == self.is_first) | (self.is_first is None))]

    def rows(self, facts: Facts) -> pd.DataFrame:
        """Return the rows of the back-test that fit the choice: a State and a text each."""
        return rows(facts, is_new=self.is_new, text_class=self.text_class, is_first=self.is_first)

    def scores(self, facts: Facts, column: str, over: str = "base_rate") -> scoring.Scores | None:
        """Return the scores of the rows that fit the choice, or nothing where there is none.

        Parameters
        ----------
        facts : Facts
        column : str
        over : str
            Baseline over which skill is counted; ``family_history`` on texts with an earlier
            version only.
        """
        return scores(
            facts,
            column,
            is_new=self.is_new,
            text_class=self.text_class,
            is_first=False if over == "family_history" else self.is_first,
            over=over,
        )


def scores(
    facts: Facts,
    column: str,
    *,
    is_new: bool,
    text_class: str | None = None,
    is_first: bool | None = None,
    over: str = "base_rate",
) -> scoring.Scores | None:
    """Return the scores of part of the back-test, or nothing where no row is left."""
    if rows(facts, is_new=is_new, text_class=text_class, is_first=is_first).empty:
        return None
    return facts.recall(
        joining.joining_scores,
        column,
        is_new=is_new,
        text_class=text_class,
        is_first=is_first,
        over=over,
    )


def rows(
    facts: Facts, *, is_new: bool, text_class: str | None, is_first: bool | None
) -> pd.DataFrame:
    """Return part of the rows of the back-test."""
    tested = facts.recall(joining.joining_backtest).rows
    fits = (tested["text_class"] == text_class) | (text_class is None)
    fits &= (tested["is_first"] == is_first) | (is_first is None)
    return tested[fits & (tested["is_new"] | (not is_new))]


def documents(facts: Facts) -> tuple[str, ...]:
    """Return the documents of the rosters tested on."""
    instruments, test = facts.instruments, facts.recall(joining.joining_backtest)
    tested = instruments["instrument_id"].isin(test.texts["instrument_id"])
    return tuple(dict.fromkeys(instruments["evidence_id"][tested]))
