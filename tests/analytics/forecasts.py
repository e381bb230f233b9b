"""Forecasts made of a record in one go, as the pages make them.

What the tests of the small world, those of the real record and the benchmark have in common.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.joining import (
    coalition_sizes,
    model,
    open_texts,
    opportunities,
    prediction_on_day,
    roster_growth,
)
from analytics.joining.features import Features
from analytics.joining.history import History
from analytics.joining.prediction import Prediction

SEED_OF_LOTS = 20260205


@dataclass(frozen=True)
class Basis:
    """All that forecasts on a record are made of.

    Attributes
    ----------
    record : Record
    features : tuple of Features
        Of every text, as known when it opened.
    precedents : DataFrame
        From `roster_growth.precedents`.
    asked : tuple of Question
        From `open_texts.snapshots`.
    """

    record: History
    features: tuple[Features, ...]
    precedents: pd.DataFrame
    asked: tuple[open_texts.RosterSnapshot, ...]


def basis(record: History) -> Basis:
    """Return all that forecasts on a record are made of."""
    seen = roster_growth.precedents(record)
    return Basis(
        record=record,
        features=tuple(model.features_of(record)),
        precedents=seen,
        asked=open_texts.snapshots(record, seen, seed=SEED_OF_LOTS),
    )


def predict(
    held: Basis,
    key: str,
    day: np.datetime64 | None = None,
    *,
    seed: int,
    of: History | None = None,
    size: coalition_sizes.CoalitionSizes | None = None,
    declined: npt.NDArray[np.bool_] | None = None,
) -> Prediction:
    """Return who joins a text, as known on the morning it opened or of a later day.

    Parameters
    ----------
    held : Basis
    key : str
        The text.
    day : datetime64[D], optional
        Later than the day it opened: the text is open, and asked about as such.
    seed : int
    of : Record, optional
        The record with the text in it, where that is one text more than the basis has.
    size : Sizes, optional
        How many join; the model's own number when not given.
    declined : ndarray of bool, shape (S,), optional
    """
    record = held.record if of is None else of
    place = record.place(key)
    when = record.opened[place] if day is None else day
    rest = {"seed": seed, "size": size, "declined": declined}
    if when == record.opened[place]:
        return prediction_on_day.to_come(record, held.features, place, when, **rest)
    return prediction_on_day.open_now(record, held.asked, held.precedents, place, when, **rest)


def of_today(
    held: Basis, *, instruments: pd.DataFrame, stances: pd.DataFrame, seed: int
) -> dict[str, Prediction]:
    """Return the forecast of every text that the pages ask about, on the last day of the record."""
    record, day = held.record, opportunities.last_day(held.record)
    out = {}
    for target in opportunities.targets(record, instruments):
        of = (
            record.with_text(target.key, like=target.instrument_id, opened=day)
            if target.is_next
            else record
        )
        declined = opportunities.declined(of, stances, target.key, day)
        out[target.key] = predict(held, target.key, day, seed=seed, of=of, declined=declined)
    return out
