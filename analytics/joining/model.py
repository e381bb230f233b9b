"""Who joins a text, given how many: the model, and how it is learnt from earlier texts.

A logistic regression with a ridge penalty on the features of `features`, each centred
within its text, with the level of every training text as an offset. A weight has the sign of its
plain meaning or is nothing. Texts of another class teach less than those of the same. Who carries a
text is neither learnt from nor scored; a roster that does not tell of a State says nothing, and
never serves as a no.

How sure the weights are comes from resampling families of texts: versions of one text are one
observation. A replicate is one Newton step from the weights, so that the back-test can afford the
same draws as the page.

After Elkan & Noto 2008, Bekker & Davis 2020 (unlabelled data); Byrd et al. 1995 (bounds);
Moulton & Zeger 1991 (the one-step bootstrap); Efron & Tibshirani 1993.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import threadpoolctl
from scipy.optimize import minimize
from scipy.special import expit, logit

from analytics.joining.features import Features, of_text
from analytics.joining.history import History
from data.errors import AnalysisError

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

N_DRAWS = 200
"""Draws of the weights, each beside one size of the text."""

FAR = 40.0
MAX_STEPS = 80
TOLERANCE = 1e-9
"""Log-odds between which a level is sought, and how nearly it is found."""

MIN_TEXTS = 8
MIN_JOINED = 2
"""A training text needs so many; a model so many texts."""


@dataclass(frozen=True)
class ModelSettings:
    """What was chosen about the model, by walk-forward scores of all texts; never on one text.

    Attributes
    ----------
    strength : float
        Inverse strength of the ridge penalty.
    other_class : float
        What a row of a text of another class weighs beside one of the same, 0 to 1.
    """

    strength: float = 0.01
    other_class: float = 0.3


CHOSEN = ModelSettings()


@dataclass(frozen=True)
class TrainingRows:
    """What one text teaches: the States of whom its roster tells, carriers left out.

    Attributes
    ----------
    place, family : int
        Row of the text, and the number of its family.
    text_class : str
    values : ndarray, shape (n, F)
        Centred within the text.
    joined : ndarray of bool, shape (n,)
    weight : float
        Of each row.
    """

    place: int
    family: int
    text_class: str
    values: Array
    joined: Flags
    weight: float = 1.0


@dataclass(frozen=True)
class JoiningModel:
    """Who joins, given how many.

    Attributes
    ----------
    names : tuple of str
        Of the F features; empty for a baseline.
    scale : ndarray, shape (F,)
        Standard deviation of each over the training rows.
    weights : ndarray, shape (F,)
        Change of the log-odds a standard deviation.
    draws : ndarray, shape (D, F)
        Weights on resampled families of texts; no rows where none were asked for.
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


def features_of(history: History) -> list[Features]:
    """Return the features of every text of a history, each as known when it opened."""
    with threadpoolctl.threadpool_limits(limits=1):  # many small products: threads would only wait
        return [of_text(history, place) for place in range(len(history.texts))]


def rows_before(
    history: History,
    features: Sequence[Features],
    day: np.datetime64,
    *,
    leave_out: int | None = None,
    is_later_used: bool = False,
    columns: Callable[[Features], Array] | None = None,
) -> list[TrainingRows]:
    """Return what the texts teach that had opened before a day, with who had joined by then.

    Parameters
    ----------
    history : History
    features : sequence of Features
        Of every text of the history, as known when it opened.
    day : datetime64[D]
    leave_out : int, optional
        Row of a text that is not learnt from.
    is_later_used : bool
        Learn from later texts too, as they ended: for the leave-one-out view only.
    columns : callable, optional
        What to make of the features of a text, shape (S, F'): for baselines. All when not given.
    """
    known = history.known(np.datetime64("9999-12-31", "D") if is_later_used else day)
    out = []
    for place in np.flatnonzero(known.opened).tolist():
        told = known.is_told[place] & ~history.carried[place]
        joined = known.joined[place][told]
        if place == leave_out or joined.sum() < MIN_JOINED or joined.all():
            continue
        table = features[place].values if columns is None else columns(features[place])
        out.append(as_rows(history, place, table[told], joined))
    return out


def as_rows(
    history: History, place: int, values: Array, joined: Flags, weight: float = 1.0
) -> TrainingRows:
    """Return rows of a text, centred."""
    return TrainingRows(
        place=place,
        family=int(history.families[place]),
        text_class=str(history.classes[place]),
        values=values - values.mean(axis=0),
        joined=joined,
        weight=weight,
    )


def fit(
    history: History,
    rows: Iterable[TrainingRows],
    place: int,
    *,
    names: tuple[str, ...],
    signs: npt.NDArray[np.int64],
    seed: int,
    n_draws: int = N_DRAWS,
    settings: ModelSettings = CHOSEN,
) -> JoiningModel:
    """Return the model for a text.

    Parameters
    ----------
    history : History
    rows : iterable of TrainingRows
        What may be known, and so learnt from.
    place : int
        Row of the text asked about: texts of its class teach most.
    names : tuple of str
        Of the features.
    signs : ndarray of int, shape (F,)
        1 or -1: the sign that a weight may have; 0 for any.
    seed : int
        Of the resampling of families.
    n_draws : int
        Replicates; 0 for none.
    settings : ModelSettings

    Raises
    ------
    AnalysisError
        If there are rows of fewer than `MIN_TEXTS` texts.
    """
    used = list(rows)
    places = sorted({one.place for one in used})
    if len(places) < MIN_TEXTS:
        raise AnalysisError(
            "joining",
            found=f"{len(places)} earlier texts that can be learnt from",
            expected=f"at least {MIN_TEXTS}",
            do="choose a later text, or add rosters to data/sources",
            reason="too_little_to_learn",
        )
    own = str(history.classes[place])
    table = np.concatenate([one.values for one in used])
    answer = np.concatenate([one.joined for one in used]).astype(np.float64)
    sizes = [len(one.joined) for one in used]
    offset = np.repeat([logit(one.joined.mean()) for one in used], sizes)
    weight = np.repeat(
        [one.weight * (1.0 if one.text_class == own else settings.other_class) for one in used],
        sizes,
    )
    spread = table.std(axis=0)
    scale = np.where(spread > 1e-9, spread, 1.0)
    problem = _Problem(table / scale, offset, answer, weight, settings.strength)
    found = problem.solve(signs)
    families = np.unique(np.repeat([one.family for one in used], sizes), return_inverse=True)[1]
    draws = np.empty((0, len(signs)))
    if n_draws:
        draws = problem.resampled(found, signs, families, n_draws, seed)
    ids = history.texts["instrument_id"].to_numpy(dtype=object)
    return JoiningModel(
        names=names,
        scale=scale,
        weights=found[:-1],
        draws=draws,
        texts=tuple(str(ids[at]) for at in places),
        n_rows=len(answer),
    )


def score(model: JoiningModel, table: Array, among: Flags) -> Array:
    """Return what each feature adds to the log-odds of each State, around the mean of some (S, F).

    Parameters
    ----------
    model : JoiningModel
    table : ndarray, shape (S, F)
        Features of the text.
    among : ndarray of bool, shape (S,)
        The States around whose mean the features are centred.
    """
    return np.asarray((table - table[among].mean(axis=0)) / model.scale * model.weights)


def intercept_for(scores: Array, expected: float | Array) -> Array:
    """Return the log-odds to add so that the probabilities add up to a number of States.

    Parameters
    ----------
    scores : ndarray, shape (n,) or (D, n)
    expected : float or ndarray, shape (D,)
        0 to n; for 0 the level is minus infinity.

    Returns
    -------
    ndarray, shape () or (D,)
    """
    wanted = np.asarray(expected, dtype=np.float64)
    low = np.full(np.shape(scores)[:-1], -FAR)
    high = -low
    level = np.zeros_like(low)
    for _ in range(MAX_STEPS):  # Newton's steps, held within a bracket that closes at each
        chance = expit(scores + level[..., None])
        over = chance.sum(axis=-1) - wanted
        low, high = np.where(over > 0, low, level), np.where(over > 0, level, high)
        step = over / np.maximum((chance * (1 - chance)).sum(axis=-1), 1e-300)
        found = level - step
        is_inside = ((found > low) & (found < high)) | (np.abs(step) < TOLERANCE)
        level = np.where(is_inside, found, (low + high) / 2)
        if np.abs(step).max(initial=0.0) < TOLERANCE:
            break
    return np.where(wanted > 0, level, -np.inf)


@dataclass(frozen=True)
class _Problem:
    """A penalised likelihood: features by rows, offsets, answers and weights of rows."""

    table: Array
    offset: Array
    answer: Array
    weight: Array
    strength: float

    def solve(self, signs: npt.NDArray[np.int64]) -> Array:
        """Return the weights of the features and the intercept (F + 1,)."""
        low = np.where(signs > 0, 0.0, -np.inf)
        high = np.where(signs < 0, 0.0, np.inf)
        found = minimize(
            self._loss,
            np.zeros(len(signs) + 1),
            jac=True,
            bounds=[*zip(low, high, strict=True), (-np.inf, np.inf)],
            method="L-BFGS-B",
            options={"maxiter": 500, "ftol": 1e-11, "gtol": 1e-6},
        )
        return np.asarray(found.x, dtype=np.float64)

    def resampled(
        self,
        found: Array,
        signs: npt.NDArray[np.int64],
        families: npt.NDArray[np.int64],
        n_draws: int,
        seed: int,
    ) -> Array:
        """Return weights on families drawn with replacement, one Newton step each (D, F)."""
        mean = expit(self.table @ found[:-1] + self.offset + found[-1])
        design = np.column_stack([self.table, np.ones(len(mean))])
        n_families = int(families.max()) + 1
        gradient = np.zeros((n_families, len(found)))
        np.add.at(gradient, families, design * ((self.answer - mean) * self.weight)[:, None])
        is_free = np.append((found[:-1] != 0) | (signs == 0), np.True_)
        curve = (design * (self.weight * mean * (1 - mean))[:, None]).T @ design
        curve += np.diag(np.append(np.full(len(signs), 1 / self.strength), 1e-9))
        counts = np.random.default_rng(np.random.SeedSequence(seed)).multinomial(
            n_families, np.full(n_families, 1 / n_families), size=n_draws
        )
        step = np.linalg.solve(
            curve[np.ix_(is_free, is_free)], gradient[:, is_free].T @ (counts - 1.0).T
        )
        out = np.tile(found, (n_draws, 1))
        out[:, is_free] += step.T
        drawn = out[:, :-1]
        return np.where(
            signs > 0, np.maximum(drawn, 0), np.where(signs < 0, np.minimum(drawn, 0), drawn)
        )

    def _loss(self, weights: Array) -> tuple[float, Array]:
        """Return the penalised loss and its gradient."""
        log_odds = self.table @ weights[:-1] + self.offset + weights[-1]
        loss = self.weight @ (np.logaddexp(0, log_odds) - self.answer * log_odds)
        error = (expit(log_odds) - self.answer) * self.weight
        gradient = np.append(self.table.T @ error + weights[:-1] / self.strength, error.sum())
        return float(loss + weights[:-1] @ weights[:-1] / (2 * self.strength)), gradient
