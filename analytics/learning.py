"""Who joins a text, given how many: the model, and how it is learnt from earlier texts.

A regularised logistic regression on the features of `joining_features`, each centred within its
text, with the level of every training text as an offset. Listing is positive-unlabelled: a roster
that does not tell of a State says nothing, and never serves as a no.

After Elkan & Noto 2008, Bekker & Davis 2020 (unlabelled data); Efron & Tibshirani 1993 (bootstrap).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import threadpoolctl  # type: ignore[import-untyped]  # publishes no types
from scipy.special import expit, logit
from sklearn.linear_model import LogisticRegression

from analytics import asof, ensemble
from analytics.joining_features import Features, of_text
from data.errors import AnalysisError, fault

Array = npt.NDArray[np.float64]

STRENGTH = 0.003
"""Inverse strength of the ridge penalty, chosen on the walk-forward scores of all texts together
among 0.001, 0.003, 0.01 and 0.03, which lie within 0.01 of each other; never on one text."""

OFFSET_SCALE = 5.0
"""The offset enters as a column so large that the penalty hardly touches its weight."""

MIN_TEXTS = 8
MIN_JOINED = 2
"""A training text needs so many; a model so many texts."""


@dataclass(frozen=True)
class Model:
    """Who joins, given how many.

    Attributes
    ----------
    names : tuple of str
        Of the F features.
    scale : ndarray, shape (F,)
        Standard deviation of each over the training rows.
    weights : ndarray, shape (F,)
        Change of the log-odds a standard deviation.
    draws : ndarray, shape (D, F)
        Weights of models fitted to resampled texts; no rows without a bootstrap.
    texts : tuple of str
        The training texts.
    n_rows : int
        Training rows: States of whom a roster tells.
    """

    names: tuple[str, ...]
    scale: Array
    weights: Array
    draws: Array
    texts: tuple[str, ...]
    n_rows: int


def features_of(record: asof.Record) -> list[Features]:
    """Return the features of every text of a record, each as known when it opened."""
    with threadpoolctl.threadpool_limits(limits=1):  # many small products: threads would only wait
        return [of_text(record, place) for place in range(len(record.texts))]


def fit(
    record: asof.Record,
    features: Sequence[Features],
    day: np.datetime64,
    *,
    seed: int,
    n_draws: int = 0,
    leave_out: int | None = None,
    is_later_used: bool = False,
    columns: Callable[[Features], Array] | None = None,
    n_jobs: int = 1,
) -> Model:
    """Return the model that can be fitted on the morning of a day.

    Parameters
    ----------
    record : Record
    features : sequence of Features
        Of every text of the record, as known when it opened.
    day : datetime64[D]
        Only texts opened before it, and only who had joined them by then, are used.
    seed : int
        Of the resampling of texts.
    n_draws : int
        Bootstrap replicates.
    leave_out : int, optional
        Row of a text that is not trained on.
    is_later_used : bool
        Train on later texts too, as they ended: for the leave-one-out view only.
    columns : callable, optional
        What to make of the features of a text, shape (S, F'): for baselines. All when not given.
    n_jobs : int
        See `ensemble.runs`.

    Raises
    ------
    AnalysisError
        If fewer than `MIN_TEXTS` texts can be learnt from.
    """
    known = record.known(np.datetime64("9999-12-31", "D") if is_later_used else day)
    values, answers, offsets, places = [], [], [], []
    for place in np.flatnonzero(known.opened).tolist():
        told, joined = known.is_told[place], known.joined[place]
        if place == leave_out or joined.sum() < MIN_JOINED or joined[told].all():
            continue
        table = features[place].values if columns is None else columns(features[place])
        values.append(table[told] - table[told].mean(axis=0))
        answers.append(joined[told])
        offsets.append(np.full(int(told.sum()), logit(joined[told].mean())))
        places.append(np.full(int(told.sum()), place))
    if len(values) < MIN_TEXTS:
        raise AnalysisError(
            fault(
                "joining",
                found=f"{len(values)} earlier texts that can be learnt from on {day}",
                expected=f"at least {MIN_TEXTS}",
                do="choose a later text, or add rosters to data/sources",
            ),
            reason="too_little_to_learn",
        )
    table = np.concatenate(values)
    spread = table.std(axis=0)
    scale = np.where(spread > 1e-9, spread, 1.0)
    design = np.column_stack([table / scale, np.concatenate(offsets) * OFFSET_SCALE])
    answer, place_of = np.concatenate(answers), np.concatenate(places)
    weights = _weights(design, answer, None)
    texts = np.unique(place_of)
    draws = np.empty((0, len(weights)))
    if n_draws:
        task = (design, answer, np.searchsorted(texts, place_of), len(texts))
        found = ensemble.runs(_resampled, [task] * n_draws, seed=seed, n_jobs=n_jobs)
        draws = np.array(found)
    ids = record.texts["instrument_id"].to_numpy(dtype=object)
    return Model(
        names=features[texts[-1]].names if columns is None else (),
        scale=scale,
        weights=weights,
        draws=draws,
        texts=tuple(str(ids[t]) for t in texts),
        n_rows=len(answer),
    )


def score(model: Model, table: Array, among: npt.NDArray[np.bool_]) -> Array:
    """Return what each feature adds to the log-odds of each State, around the mean of some (S, F).

    Parameters
    ----------
    model : Model
    table : ndarray, shape (S, F)
        Features of the text.
    among : ndarray of bool, shape (S,)
        The States around whose mean the features are centred.
    """
    return np.asarray((table - table[among].mean(axis=0)) / model.scale * model.weights)


def level_for(scores: Array, expected: float | Array) -> Array:
    """Return the log-odds to add so that the probabilities add up to a number of States.

    Parameters
    ----------
    scores : ndarray, shape (S,) or (D, S)
    expected : float or ndarray, shape (D,)
        0 to S.

    Returns
    -------
    ndarray, shape () or (D,)
    """
    low = np.full(np.shape(scores)[:-1], -40.0)
    high = -low
    for _ in range(60):
        middle = (low + high) / 2
        is_over = expit(scores + middle[..., None]).sum(axis=-1) > expected
        high = np.where(is_over, middle, high)
        low = np.where(is_over, low, middle)
    return np.asarray((low + high) / 2)


def _weights(design: Array, answer: npt.NDArray[np.bool_], counts: Array | None) -> Array:
    """Return the weights of the features, without that of the offset."""
    model = LogisticRegression(C=STRENGTH, solver="newton-cholesky", max_iter=200)
    model.fit(design, answer, sample_weight=counts)
    return np.asarray(model.coef_[0][:-1], dtype=np.float64)


def _resampled(
    task: tuple[Array, npt.NDArray[np.bool_], npt.NDArray[np.int64], int],
    rng: np.random.Generator,
) -> Array:
    """Return the weights on texts drawn with replacement."""
    design, answer, text, n_texts = task
    counts = np.bincount(rng.integers(n_texts, size=n_texts), minlength=n_texts)
    return _weights(design, answer, counts[text].astype(np.float64))
