"""The model of open texts on texts that were open: the test of the very number on the first screen.

Two tests. Some days after a text had opened, of the States that had not signed: who joins within a
year, with the number that joins not known (`roster_growth`)? So few rosters are dated finely enough
that a second test asks more texts: with a third of the signatories known, who are the others, given
how many? The probability is made as on the page; the model had seen nothing of the text, nor
anything later than the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import expit

from analytics import ensemble, scoring
from analytics.joining import model, open_texts, roster_growth
from analytics.joining.backtest import FIRST_OPENED
from analytics.joining.history import History
from analytics.joining.open_texts import RosterSnapshot
from analytics.joining.prediction import log_odds_of
from data.errors import AnalysisError

Array = npt.NDArray[np.float64]

Answer = tuple[pd.DataFrame, dict[str, object]] | str
"""Predictions and the row of the text, or why there are none."""


@dataclass(frozen=True)
class OpenBackTest:
    """Predictions of who joins texts that were open.

    Attributes
    ----------
    rows : DataFrame
        A row a State, text and day: ``instrument_id, event, cluster`` (family), ``text_class, days,
        iso3, joined, is_new, probability, given_size, base_rate, base_given_size,
        share_of_texts``. ``days`` after opening, -1 where a third of the signatories was known.
    texts : DataFrame
        ``instrument_id, days, n_before, n_joined, expected, low, high``: a row a text and day, with
        how many were expected to join within a year and the 90 % interval.
    left_out : DataFrame
        ``kind, key, reason``: texts that cannot be seen on a day. Reasons: ``not_dated`` (no roster
        read a year after, or dates too coarse), ``too_little_to_learn``.
    """

    rows: pd.DataFrame
    texts: pd.DataFrame
    left_out: pd.DataFrame


def run(
    history: History,
    asked: Sequence[RosterSnapshot],
    precedents: pd.DataFrame,
    *,
    seed: int,
    settings: model.ModelSettings = model.CHOSEN,
    n_jobs: int | None = None,
    scheduler: str | None = None,
) -> OpenBackTest:
    """Return the predictions for every text opened since `backtest.FIRST_OPENED`.

    What is asked of a text on one day rests on one model, and is one task.

    Parameters
    ----------
    history : History
    asked : sequence of RosterSnapshot
        `open_texts.snapshots` of the history.
    precedents : DataFrame
        From `roster_growth.precedents`.
    seed : int
    settings : ModelSettings
    n_jobs, scheduler
        Where texts are predicted; see `ensemble.runs`.
    """
    questions: dict[tuple[int, np.datetime64], list[int]] = {}
    for number, one in enumerate(asked):
        if history.opened[one.place] >= FIRST_OPENED:
            questions.setdefault((one.place, one.day), []).append(number)
    answered = ensemble.runs(
        partial(_answers, history, asked, precedents, seed, settings),
        list(questions.values()),
        seed=seed,
        n_jobs=n_jobs,
        scheduler=scheduler,
    )
    ids = history.texts["instrument_id"].astype(str).tolist()
    rows: list[pd.DataFrame] = []
    texts: list[dict[str, object]] = []
    refused: list[tuple[str, str, str]] = []
    for number, answer in sorted(
        (pair for answers in answered for pair in answers), key=lambda pair: pair[0]
    ):
        if isinstance(answer, str):
            refused.append(("instrument", ids[asked[number].place], answer))
            continue
        row, text = answer
        rows.append(row)
        if text:
            texts.append(text)
    dated = {one.place for one in asked if one.days >= 0}
    is_kind = history.texts["text_class"].isin(["treaty", "political"]).to_numpy()
    recent = np.flatnonzero(is_kind & (history.opened >= FIRST_OPENED))
    refused += [("instrument", ids[at], "not_dated") for at in recent if at not in dated]
    return OpenBackTest(
        rows=pd.concat(rows, ignore_index=True),
        texts=pd.DataFrame(texts),
        left_out=pd.DataFrame(refused, columns=["kind", "key", "reason"]).drop_duplicates(
            ignore_index=True
        ),
    )


def scores(
    test: OpenBackTest,
    days: Sequence[int],
    *,
    seed: int,
    column: str = "probability",
    is_new: bool = False,
    n_replicates: int = 400,
) -> scoring.Scores:
    """Return how good the predictions were, some days after opening.

    Parameters
    ----------
    test : OpenBackTest
    days : sequence of int
        Of `roster_growth.SEEN_AFTER_DAYS`, or (-1,) where a third of the signatories was known.
    seed : int
    column : str
        ``probability, given_size`` or ``share_of_texts``.
    is_new : bool
        Only States on no earlier version.
    n_replicates : int

    Raises
    ------
    AnalysisError
        If no row is left.
    """
    used = test.rows["days"].isin(list(days))
    if is_new:
        used &= test.rows["is_new"]
    here = test.rows[used]
    base = "base_given_size" if column == "given_size" or -1 in days else "base_rate"
    return scoring.score(
        here[column].to_numpy(dtype=np.float64),
        here["joined"].to_numpy(dtype=bool),
        here["event"].to_numpy(dtype=np.int64),
        here[base].to_numpy(dtype=np.float64),
        seed=seed,
        n_replicates=n_replicates,
        cluster=here["cluster"].to_numpy(dtype=np.int64),
    )


def _answers(
    history: History,
    asked: Sequence[RosterSnapshot],
    precedents: pd.DataFrame,
    seed: int,
    settings: model.ModelSettings,
    numbers: Sequence[int],
    _rng: np.random.Generator,
) -> list[tuple[int, Answer]]:
    """Return the predictions for questions on one text and day, by their numbers.

    Where there is too little to learn from, the reason stands in the place of the predictions.
    """
    first = asked[numbers[0]]
    found: list[tuple[int, Answer]] = []
    fitted = None
    for number in numbers:
        try:
            if fitted is None:
                fitted = open_texts.fit(
                    history, asked, first.place, first.day, seed=seed, settings=settings
                )
            answer: Answer = _predicted(history, precedents, asked[number], fitted, number, seed)
        except AnalysisError as error:
            answer = str(error.reason)
        found.append((number, answer))
    return found


def _predicted(
    history: History,
    precedents: pd.DataFrame,
    one: RosterSnapshot,
    fitted: model.JoiningModel,
    number: int,
    seed: int,
) -> tuple[pd.DataFrame, dict[str, object]]:
    """Return the predictions of one question, and the row of the text on that day."""
    n_joined, n_rest = int(one.joined[one.rest].sum()), int(one.rest.sum())
    numbers = {"given_size": np.array([float(n_joined)])}
    text: dict[str, object] = {}
    about = {"instrument_id": str(history.texts["instrument_id"].iloc[one.place]), "days": one.days}
    if one.days >= 0:
        size = roster_growth.within_a_year(history, one.place, one.day, precedents)
        low, high = size.between()
        to_come = (size.quantiles - size.n_now) / (len(history.states) - size.n_now)
        numbers["probability"] = to_come * n_rest
        text = about | {
            "n_before": size.n_now,
            "n_joined": n_joined,
            "expected": size.expected - size.n_now,
            "low": low - size.n_now,
            "high": high - size.n_now,
        }
    columns = {
        name: expit(
            log_odds_of(fitted, one.features.values, one.rest, one.rest, some, seed=seed)
        ).mean(axis=0)
        for name, some in numbers.items()
    }
    if "probability" not in columns:
        columns["probability"] = columns["given_size"]
    frame = pd.DataFrame(
        {
            **about,
            "event": number,
            "cluster": int(history.texts["family"].iloc[one.place]),
            "text_class": str(history.texts["text_class"].iloc[one.place]),
            "iso3": np.array(history.states, dtype=object)[one.rest],
            "joined": one.joined[one.rest],
            "is_new": ~one.features.was_on_family[one.rest],
            **columns,
            "base_rate": float(numbers.get("probability", numbers["given_size"]).mean()) / n_rest,
            "base_given_size": n_joined / n_rest,
            "share_of_texts": one.features.baselines["share_of_texts"][one.rest, 0],
        }
    )
    return frame, text
