"""How many may join a text, and who first, in the sentence that answers the page."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.joining.expected_number import ExpectedNumber
from analytics.joining.prediction import Prediction
from dashboard import i18n
from dashboard.i18n import _
from dashboard.words import probabilities

N_NAMED = 3
FEW = 2
"""Fewer States than this are told with a decimal: half a State is neither none nor one."""


def finding_sentence(
    prediction: Prediction,
    text: str,
    shown: pd.DataFrame,
    part: ExpectedNumber,
    chosen: Sequence[str],
) -> str:
    """Return how many may join, and who most likely, in a few sentences.

    Parameters
    ----------
    prediction : Prediction
    text : str
        What the text is called.
    shown : DataFrame
        From `probabilities.state_rows`: the States that fit the choice, the most likely first.
    part : ExpectedNumber
        How many of them join.
    chosen : sequence of str
        Words for the regional groups and origins chosen; empty for all States.
    """
    told = shown[shown["probability"].notna()]
    if told.empty:
        return _("{chosen}: no State that fits this choice has a probability.").format(
            chosen=i18n.listing(list(chosen))
        )
    size = prediction.sizes
    low, high = size.between()
    sentences = [
        _("By **our own number**, which nobody tested:") if size.is_stated else "",
        _chosen_states_sentence(prediction) if chosen else _all_states_sentence(prediction),
        _("Most likely: **{names}**."),
        _("These ranges hold nine cases of ten; they carry how many will join at all."),
    ]
    first = told.head(N_NAMED)
    named = zip(first["name"], probabilities.with_intervals(first), strict=True)
    return " ".join(part for part in sentences if part).format(
        text=text,
        chosen=i18n.listing(list(chosen)),
        n=expected_number(part.mean if chosen else size.expected - size.n_now),
        low=i18n.number(part.low if chosen else low - size.n_now),
        high=i18n.number(part.high if chosen else high - size.n_now),
        open=i18n.number(part.n_open),
        day=i18n.day(pd.Timestamp(prediction.day)),
        listed=i18n.number(size.n_now),
        names=i18n.listing([f"{name} {value}" for name, value in named]),
    )


def expected_number(n: float) -> str:
    """Return a number of States that is expected.

    Examples
    --------
    >>> expected_number(9.7), expected_number(0.42)
    ('10', '0.4')
    """
    return i18n.number(n, decimals=1 if 0 < n < FEW else 0)


def _all_states_sentence(prediction: Prediction) -> str:
    """Return how many States may join, with fields to fill."""
    if prediction.is_late:
        return _(
            "**{n} more States** may join {text} within a year of {day} (90% of cases: {low} to "
            "{high}); {listed} are on it."
        )
    return _("**{n} States** may join: {text} (90% of cases: {low} to {high}), asked on {day}.")


def _chosen_states_sentence(prediction: Prediction) -> str:
    """Return how many of the States chosen may join, with fields to fill."""
    if prediction.is_late:
        return _(
            "{chosen}: **{n}** of the {open} States that could may join {text} within a year of "
            "{day} (90% of cases: {low} to {high})."
        )
    return _(
        "{chosen}: **{n}** of the {open} States that could may join: {text} (90% of cases: {low} "
        "to {high}), asked on {day}."
    )
