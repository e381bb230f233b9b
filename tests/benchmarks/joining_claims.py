"""What is claimed of the joining model beyond its plain scores, and how it is measured.

Settings chosen text by text from the past alone; gaps of reliability that chance makes under the
model itself; differences between two rankings with paired intervals.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import expit

from analytics import ensemble, scoring
from analytics.joining import backtest, coalition_sizes, model
from analytics.joining.features import Features
from analytics.joining.history import History
from analytics.joining.prediction import log_odds_of

Array = npt.NDArray[np.float64]

STRENGTHS = (0.001, 0.003, 0.01, 0.03)
OTHER_CLASS = (0.1, 0.3, 1.0)
GRID = tuple(model.ModelSettings(*pair) for pair in product(STRENGTHS, OTHER_CLASS))
MIDDLE = model.ModelSettings(0.01, 0.3)
N_FIRST = 10
"""Texts for which the middle of the grid is taken: before them there is nothing to choose by."""

N_SIMULATED = 200
N_RESAMPLES = 2000


@dataclass(frozen=True)
class Nested:
    """The back-test with settings chosen before each text.

    Attributes
    ----------
    test : BackTest
        Its ``probability`` is that of the settings chosen; all else as in the plain back-test.
    chosen : dict of str to Settings
        By text.
    """

    test: backtest.JoiningBackTest
    chosen: dict[str, model.ModelSettings]


def drawn(
    place: int,
    rng: np.random.Generator,
    *,
    record: History,
    features: tuple[Features, ...],
    seed: int,
    grid: tuple[model.ModelSettings, ...],
) -> list[Array]:
    """Return the chances of the States scored on a text, a row a draw, for each of some settings.

    The back-test's own: their mean is its probability. What may be learnt is gathered once.
    """
    del rng  # everything is drawn as in the back-test, from its seed
    found, told = features[place], record.is_scored[place]
    rows = model.rows_before(record, features, record.opened[place])
    rest = ~record.carried[place]
    to_come = np.maximum(coalition_sizes.prior(record, place).quantiles - (~rest).sum(), 0.0)
    numbers = to_come / rest.sum() * told.sum()
    out = []
    for settings in grid:
        fitted = model.fit(
            record,
            rows,
            place,
            names=found.names,
            signs=found.signs,
            seed=seed,
            settings=settings,
        )
        out.append(expit(log_odds_of(fitted, found.values, told, told, numbers, seed=seed)))
    return out


def of_every_setting(
    test: backtest.JoiningBackTest,
    record: History,
    features: tuple[Features, ...],
    *,
    seed: int,
    n_jobs: int = 2,
) -> tuple[Array, list[Array]]:
    """Return the probabilities of every row under every setting, and the draws of the middle.

    Returns
    -------
    ndarray, shape (n, 12)
        The columns are those of `GRID`.
    list of ndarray
        The draws of each text under `MIDDLE`, in the order of the rows.
    """
    places = test.rows["event"].drop_duplicates().tolist()
    task = partial(drawn, record=record, features=features, seed=seed, grid=GRID)
    found = ensemble.runs(task, places, seed=seed, n_jobs=n_jobs)
    means = np.concatenate([np.column_stack([d.mean(axis=0) for d in one]) for one in found])
    return means, [one[GRID.index(MIDDLE)] for one in found]


def nested(test: backtest.JoiningBackTest, record: History, of_grid: Array) -> Nested:
    """Return the back-test in which each text has the settings best on the texts before it.

    Best by log loss over all rows of the texts that had opened before; of the first `N_FIRST` texts
    those of `MIDDLE`.
    """
    events, joined = test.rows["event"].to_numpy(), test.rows["joined"].to_numpy(dtype=bool)
    held = np.clip(of_grid, scoring.FLOOR, 1 - scoring.FLOOR)
    loss = -np.log(np.where(joined[:, None], held, 1 - held))
    order = list(dict.fromkeys(events.tolist()))
    of_text = np.array([loss[events == place].sum(axis=0) for place in order])
    probability, chosen = np.empty(len(events)), {}
    for number, place in enumerate(order):
        is_before = record.opened[order] < record.opened[place]
        at = GRID.index(MIDDLE)
        if number >= N_FIRST:
            at = int(of_text[is_before].sum(axis=0).argmin())
        probability[events == place] = of_grid[events == place, at]
        chosen[str(record.texts["instrument_id"].iloc[place])] = GRID[at]
    rows = test.rows.assign(probability=probability)
    return Nested(test=replace(test, rows=rows), chosen=chosen)


def gaps_by_chance(
    test: backtest.JoiningBackTest, draws: list[Array], used: npt.NDArray[np.bool_], *, seed: int
) -> Array:
    """Return the gaps of reliability that would be seen if the model were right.

    Each simulation draws a size and weights for every text, then who joins; the gap is that of the
    same probabilities beside it. Texts are drawn apart: each was forecast knowing those before it.

    Parameters
    ----------
    test : BackTest
    draws : list of ndarray
        From `of_every_setting`.
    used : ndarray of bool, shape (n,)
        Rows of which the gap is asked.
    seed : int

    Returns
    -------
    ndarray, shape (`N_SIMULATED`,)
    """
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    probability = test.rows["probability"].to_numpy(dtype=np.float64)[used]
    out = []
    for _ in range(N_SIMULATED):
        chance = np.concatenate([one[rng.integers(len(one))] for one in draws])[used]
        joined = rng.random(len(chance)) < chance
        table = scoring.reliability(probability, joined, seed=0, n_replicates=1)
        out.append(scoring.mean_gap(table))
    return np.array(out)


def within_gained(
    rows: pd.DataFrame, column: str, over: str, *, seed: int
) -> tuple[float, float, float]:
    """Return by how much one ranking is right within texts more often than another.

    Returns
    -------
    tuple of float
        The difference, and its 90 % interval: families of texts are resampled, both rankings on
        the same ones.
    """
    pairs = []
    for _, here in rows.groupby("event"):
        yes = here["joined"].to_numpy(dtype=bool)
        right = []
        for name in (column, over):
            p = here[name].to_numpy(dtype=np.float64)
            above = p[yes][:, None] - p[~yes][None]
            right.append((above > 0).sum() + (above == 0).sum() / 2)
        pairs.append((int(here["cluster"].iloc[0]), *right, yes.sum() * (~yes).sum()))
    table = pd.DataFrame(pairs, columns=["cluster", "ours", "theirs", "n"])
    total = table.groupby("cluster").sum().to_numpy(dtype=np.float64)
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    n = len(total)
    times = rng.multinomial(n, np.full(n, 1 / n), size=N_RESAMPLES) @ total
    gained = (times[:, 0] - times[:, 1]) / times[:, 2]
    ours, theirs, n_pairs = total.sum(axis=0)
    low, high = np.quantile(gained[np.isfinite(gained)], [0.05, 0.95])
    return float((ours - theirs) / n_pairs), float(low), float(high)
