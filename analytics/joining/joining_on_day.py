"""Who joins a text, asked on one morning: the whole way from the record to a prediction.

Two questions: who signs a text that is to come, and who of the others signs one that is open within
a year. Each has its own model, its own sizes and its own back-test.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.joining import asof, growth, joining, joining_features, learning, open_texts, sizes
from analytics.joining.joining_features import Features
from analytics.joining.learning import Flags
from analytics.joining.open_texts import Question
from analytics.joining.sizes import Sizes


def to_come(
    record: asof.Record,
    features: Sequence[Features],
    place: int,
    day: np.datetime64,
    *,
    seed: int,
    size: Sizes | None = None,
    declined: Flags | None = None,
) -> joining.Prediction:
    """Return who joins a text that is to come.

    Parameters
    ----------
    record : Record
        With the text in it (`Record.with_text`).
    features : sequence of Features
        `learning.features_of` the record without it.
    place : int
        Row of the text.
    day : datetime64[D]
        The morning on which it is asked.
    seed : int
    size : Sizes, optional
        The desk's own number; that of earlier texts when not given.
    declined : ndarray of bool, shape (S,), optional
        Who is documented as staying away from this very text.

    Raises
    ------
    AnalysisError
        If there is too little to learn from, or nobody left to ask.
    """
    found = joining_features.of_text(record, place, day)
    model = learning.fit(
        record,
        learning.rows_before(record, features, day),
        place,
        names=found.names,
        signs=found.signs,
        seed=seed,
    )
    number = sizes.prior(record, place, day) if size is None else size
    return joining.predict(
        record, place, model, found, number, day=day, seed=seed, declined=declined
    )


def open_now(
    record: asof.Record,
    asked: Sequence[Question],
    precedents: pd.DataFrame,
    place: int,
    day: np.datetime64,
    *,
    seed: int,
    size: Sizes | None = None,
    declined: Flags | None = None,
) -> joining.Prediction:
    """Return who joins an open text within a year.

    Parameters
    ----------
    record : Record
    asked : sequence of Question
        `open_texts.questions` of the record.
    precedents : DataFrame
        From `growth.seen`.
    place, day, seed, size, declined
        As in `to_come`.

    Raises
    ------
    AnalysisError
        If there is too little to learn from, or nobody left to ask.
    """
    signed = record.known(day).listed[place]
    number = growth.within_a_year(record, place, day, precedents) if size is None else size
    return joining.predict(
        record,
        place,
        open_texts.fit(record, asked, place, day, seed=seed),
        joining_features.of_text(record, place, day, signed),
        number,
        day=day,
        seed=seed,
        declined=declined,
    )
