"""The joining model on the past that it had not seen, beside what one would use without it.

Forward in time: for each text the model is fitted on the texts opened before, with who had joined
them by then, and scored on who joined in the end. Leave one out: fitted on all other texts. The
probability is made as on the page, averaged over sizes and draws of the weights. It is given twice:
with the size from the stated prior (`coalition_sizes`), as on the morning of opening, and with the
number that joined, which is a question about the ranking alone. Every baseline is fitted in the
same way with the same sizes, so that it differs in what it looks at only. States that carry a text
are not scored. Texts that are open have a test of their own: `open_backtest`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import expit

from analytics import ensemble, scoring
from analytics.joining import coalition_sizes, model
from analytics.joining.baselines import BASELINES
from analytics.joining.features import Features
from analytics.joining.history import History
from analytics.joining.prediction import log_odds_of

Array = npt.NDArray[np.float64]

FIRST_OPENED = np.datetime64("2012-01-01", "D")
"""Before it there are too few texts to learn from and no votes on such texts."""


@dataclass(frozen=True)
class JoiningBackTest:
    """Predictions of texts by models that had not seen them.

    Attributes
    ----------
    rows : DataFrame
        A row a State and text of whose State the roster tells: ``instrument_id, event, cluster``
        (family of the text), ``text_class, iso3, joined, is_new`` (on no earlier text of the
        family), ``is_first`` (the text has no earlier version: everybody is new), ``probability``
        (sizes from the prior), ``given_size`` (the number that joined), and for each of `BASELINES`
        a probability ``base_…`` and ``base_…_given_size``.
    texts : DataFrame
        ``instrument_id, opened, text_class, field, is_first, n_joined, n_new, expected, low,
        high``: a row a text, with the size expected beforehand and its 90 % interval.
    left_out : DataFrame
        ``kind, key, reason``: texts not scored. Reasons: ``opened_too_early`` and those of
        `history_from_tables.build`.
    is_forward : bool
        Forward in time, or leave one out.
    """

    rows: pd.DataFrame
    texts: pd.DataFrame
    left_out: pd.DataFrame
    is_forward: bool


def run(
    history: History,
    features: Sequence[Features],
    *,
    seed: int,
    is_forward: bool = True,
    settings: model.ModelSettings = model.CHOSEN,
    places: Sequence[int] | None = None,
    n_jobs: int | None = None,
    scheduler: str | None = None,
) -> JoiningBackTest:
    """Return the predictions of every text opened since `FIRST_OPENED`, each a task of its own.

    Parameters
    ----------
    history : History
    features : sequence of Features
        `model.features_of` the history.
    seed : int
        Of the draws of the models.
    is_forward : bool
        Forward in time; otherwise each text is left out of the others. Of the baselines only the
        base rate is then given.
    settings : ModelSettings
    places : sequence of int, optional
        Rows of the texts to predict; all opened since `FIRST_OPENED` when not given.
    n_jobs, scheduler
        Where texts are predicted; see `ensemble.runs`.

    Raises
    ------
    AnalysisError
        If a text has too few before it.
    """
    if places is None:
        places = [int(p) for p in np.flatnonzero(history.opened >= FIRST_OPENED)]
    found = ensemble.runs(
        partial(_predicted, history, features, seed, settings, is_forward),
        places,
        seed=seed,
        n_jobs=n_jobs,
        scheduler=scheduler,
    )
    early = history.texts["instrument_id"][history.opened < FIRST_OPENED]
    return JoiningBackTest(
        rows=pd.concat([rows for rows, _ in found], ignore_index=True),
        texts=pd.DataFrame([text for _, text in found]),
        left_out=pd.concat(
            [
                history.left_out,
                pd.DataFrame({"kind": "instrument", "key": early, "reason": "opened_too_early"}),
            ],
            ignore_index=True,
        ),
        is_forward=is_forward,
    )


def scores(
    test: JoiningBackTest,
    *,
    seed: int,
    is_new: bool = False,
    column: str = "probability",
    over: str = "base_rate",
    instrument_id: str | None = None,
    text_class: str | None = None,
    is_first: bool | None = None,
    among: npt.NDArray[np.bool_] | None = None,
    n_replicates: int = 400,
) -> scoring.Scores:
    """Return how good the predictions were.

    Parameters
    ----------
    test : JoiningBackTest
    seed : int
    is_new : bool
        New joiners only: States on no earlier text of the family.
    column : str
        Which probability: ``probability, given_size`` or one of a baseline.
    over : str
        The baseline over which skill is counted.
    instrument_id : str, optional
        One text only.
    text_class : str, optional
        Texts of one class only.
    is_first : bool, optional
        First versions only, or texts with an earlier version only.
    among : ndarray of bool, optional
        Rows to score; with the conditions above.
    n_replicates : int

    Raises
    ------
    AnalysisError
        If no row is left.
    """
    rows = test.rows
    used = np.ones(len(rows), dtype=bool) if among is None else among.copy()
    if is_new:
        used &= rows["is_new"].to_numpy(dtype=bool)
    if instrument_id is not None:
        used &= (rows["instrument_id"] == instrument_id).to_numpy(dtype=bool)
    if text_class is not None:
        used &= (rows["text_class"] == text_class).to_numpy(dtype=bool)
    if is_first is not None:
        used &= rows["is_first"].to_numpy(dtype=bool) == is_first
    suffix = "_given_size" if column.endswith("given_size") else ""
    here = rows[used]
    return scoring.score(
        here[column].to_numpy(dtype=np.float64),
        here["joined"].to_numpy(dtype=bool),
        here["event"].to_numpy(dtype=np.int64),
        here[f"base_{over}{suffix}"].to_numpy(dtype=np.float64),
        seed=seed,
        n_replicates=n_replicates,
        cluster=here["cluster"].to_numpy(dtype=np.int64),
    )


def by_text(test: JoiningBackTest, *, column: str = "probability") -> pd.DataFrame:
    """Return the scores of each text.

    Returns
    -------
    DataFrame
        The columns of ``texts``, and ``auc_all, auc_new, ap_new`` (missing where nobody or
        everybody joined), ``is_foreseen`` (the size lay in its interval); the youngest first.
    """
    rows = []
    for key in test.texts["instrument_id"]:
        here = test.rows[test.rows["instrument_id"] == key]
        row = {"instrument_id": key}
        for name, used in (("all", here), ("new", here[here["is_new"]])):
            n_yes = int(used["joined"].sum())
            found = dict.fromkeys(scoring.MEASURES, np.nan)
            if 0 < n_yes < len(used):
                found = scoring.score(
                    used[column].to_numpy(dtype=np.float64),
                    used["joined"].to_numpy(dtype=bool),
                    used["event"].to_numpy(dtype=np.int64),
                    used["base_base_rate"].to_numpy(dtype=np.float64),
                    seed=0,
                    n_replicates=0,
                ).values
            row |= {f"auc_{name}": found["within"], f"ap_{name}": found["ap"]}
        rows.append(row)
    frame = test.texts.merge(pd.DataFrame(rows), on="instrument_id")
    size = frame["n_joined"]
    frame["is_foreseen"] = (frame["low"] <= size) & (size <= frame["high"])
    return frame.sort_values(["opened", "instrument_id"], ascending=False, ignore_index=True)


def reliability(
    test: JoiningBackTest,
    *,
    seed: int,
    is_new: bool = True,
    column: str = "probability",
    text_class: str | None = None,
) -> pd.DataFrame:
    """Return predicted beside observed shares, in bins; see `scoring.reliability` and `scores`."""
    used = test.rows["is_new"] if is_new else test.rows["is_new"].notna()
    if text_class is not None:
        used &= test.rows["text_class"] == text_class
    here = test.rows[used]
    return scoring.reliability(
        here[column].to_numpy(dtype=np.float64), here["joined"].to_numpy(dtype=bool), seed=seed
    )


def size_scores(test: JoiningBackTest) -> pd.DataFrame:
    """Return how well the sizes were met.

    Returns
    -------
    DataFrame
        ``text_class, n, coverage, width, error_factor, bias_factor``: a row a class and one of all
        (``all``): texts, share whose size lay in its 90 % interval, median width in States, median
        factor by which the expected size missed, and geometric mean of the size over the expected.
    """
    texts = test.texts.assign(
        is_inside=test.texts["n_joined"].between(test.texts["low"], test.texts["high"]),
        width=test.texts["high"] - test.texts["low"],
        miss=np.log((test.texts["n_joined"] + 0.5) / (test.texts["expected"] + 0.5)),
    )
    groups = [("all", texts), *texts.groupby("text_class")]
    return pd.DataFrame(
        [
            {
                "text_class": str(name),
                "n": len(part),
                "coverage": float(part["is_inside"].mean()),
                "width": float(part["width"].median()),
                "error_factor": float(np.exp(part["miss"].abs().median())),
                "bias_factor": float(np.exp(part["miss"].mean())),
            }
            for name, part in groups
        ]
    )


def _predicted(
    history: History,
    features: Sequence[Features],
    seed: int,
    settings: model.ModelSettings,
    is_forward: bool,
    place: int,
    _rng: np.random.Generator,
) -> tuple[pd.DataFrame, dict[str, object]]:
    """Return the predictions of one text, and the row of the text.

    Draws are those of the seed, the same for every text, as on the page.
    """
    text, opened, found = history.texts.iloc[place], history.opened[place], features[place]
    told, joined = history.is_scored[place], history.joined[place]
    size = coalition_sizes.prior(history, place)
    rest = ~history.carried[place]
    to_come = np.maximum(size.quantiles - history.carried[place].sum(), 0.0)
    numbers = {
        "": to_come / rest.sum() * told.sum(),
        "_given_size": np.array([float(joined[told].sum())]),
    }
    options = {
        "leave_out": None if is_forward else place,
        "is_later_used": not is_forward,
    }
    fitted = model.fit(
        history,
        model.rows_before(history, features, opened, **options),  # type: ignore[arg-type]
        place,
        names=found.names,
        signs=found.signs,
        seed=seed,
        settings=settings,
    )
    columns = {
        f"{'given_size' if suffix else 'probability'}": expit(
            log_odds_of(fitted, found.values, told, told, number, seed=seed)
        ).mean(axis=0)
        for suffix, number in numbers.items()
    }
    for name in BASELINES if is_forward else BASELINES[:1]:
        scored = _baseline(history, features, place, name, opened, settings)
        for suffix, number in numbers.items():
            columns[f"base_{name}{suffix}"] = expit(_at_sizes(scored[told], number)).mean(axis=0)
    kin = (history.texts["family"] == text["family"]).to_numpy() & (history.opened < opened)
    low, high = size.between()
    about = {
        "instrument_id": str(text["instrument_id"]),
        "text_class": str(text["text_class"]),
        "is_first": not kin.any(),
    }
    rows = pd.DataFrame(
        {
            **about,
            "event": place,
            "cluster": int(text["family"]),
            "iso3": np.array(history.states, dtype=object)[told],
            "joined": joined[told],
            "is_new": ~found.was_on_family[told],
            **columns,
        }
    )
    return rows, about | {
        "opened": text["opened"],
        "field": str(text["field"]),
        "n_joined": int(joined.sum()),
        "n_new": int((joined & ~found.was_on_family & ~history.carried[place]).sum()),
        "expected": size.expected,
        "low": low,
        "high": high,
    }


def _at_sizes(scored: Array, numbers: Array) -> Array:
    """Return the log-odds of States with one score each, a row a number of them that joins."""
    at_most = np.minimum(numbers, len(scored) - 1e-6)
    table = np.broadcast_to(scored, (len(numbers), len(scored)))
    return np.asarray(table + model.intercept_for(table, at_most)[:, None])


def _baseline(
    history: History,
    features: Sequence[Features],
    place: int,
    name: str,
    day: np.datetime64,
    settings: model.ModelSettings,
) -> Array:
    """Return what a baseline adds to the log-odds of each State (S,)."""
    if name == "base_rate":
        return np.zeros(len(history.states))
    column = _column(name)
    table = column(features[place])
    fitted = model.fit(
        history,
        model.rows_before(history, features, day, columns=column),
        place,
        names=(),
        signs=np.zeros(table.shape[1], dtype=np.int64),
        seed=0,
        n_draws=0,
        settings=settings,
    )
    return np.asarray(model.score(fitted, table, history.is_scored[place]).sum(axis=1))


def _column(name: str) -> Callable[[Features], Array]:
    """Return how to take the figures of a baseline from the features of a text."""
    return lambda found: found.baselines[name]
