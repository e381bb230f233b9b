"""Who joins a text, asked on one morning: the whole way from the history to a prediction.

Two questions: who signs a text that is to come, and who of the others signs one that is open within
a year. Each has its own model, its own sizes and its own back-test.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.joining import (
    coalition_sizes,
    model,
    open_texts,
    prediction,
    roster_growth,
)
from analytics.joining.coalition_sizes import CoalitionSizes
from analytics.joining.features import Features, of_text
from analytics.joining.history import History
from analytics.joining.model import Flags
from analytics.joining.open_texts import RosterSnapshot
from analytics.joining.prediction import Prediction


def to_come(
    history: History,
    features: Sequence[Features],
    place: int,
    day: np.datetime64,
    *,
    seed: int,
    size: CoalitionSizes | None = None,
    declined: Flags | None = None,
) -> Prediction:
    """Return who joins a text that is to come.

    Parameters
    ----------
    history : History
        With the text in it (`History.with_text`).
    features : sequence of Features
        `model.features_of` the history without it.
    place : int
        Row of the text.
    day : datetime64[D]
        The morning on which it is asked.
    seed : int
    size : CoalitionSizes, optional
        The desk's own number; that of earlier texts when not given.
    declined : ndarray of bool, shape (S,), optional
        Who is documented as staying away from this very text.

    Raises
    ------
    AnalysisError
        If there is too little to learn from, or nobody left to ask.
    """
    found = of_text(history, place, day)
    fitted = model.fit(
        history,
        model.rows_before(history, features, day),
        place,
        names=found.names,
        signs=found.signs,
        seed=seed,
    )
    number = coalition_sizes.prior(history, place, day) if size is None else size
    return prediction.predict(
        history, place, fitted, found, number, day=day, seed=seed, declined=declined
    )


def open_now(
    history: History,
    asked: Sequence[RosterSnapshot],
    precedents: pd.DataFrame,
    place: int,
    day: np.datetime64,
    *,
    seed: int,
    size: CoalitionSizes | None = None,
    declined: Flags | None = None,
) -> Prediction:
    """Return who joins an open text within a year.

    Parameters
    ----------
    history : History
    asked : sequence of RosterSnapshot
        `open_texts.snapshots` of the history.
    precedents : DataFrame
        From `roster_growth.precedents`.
    place, day, seed, size, declined
        As in `to_come`.

    Raises
    ------
    AnalysisError
        If there is too little to learn from, or nobody left to ask.
    """
    signed = history.known(day).listed[place]
    number = roster_growth.within_a_year(history, place, day, precedents) if size is None else size
    return prediction.predict(
        history,
        place,
        open_texts.fit(history, asked, place, day, seed=seed),
        of_text(history, place, day, signed),
        number,
        day=day,
        seed=seed,
        declined=declined,
    )
