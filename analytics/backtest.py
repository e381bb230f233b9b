"""The joining model on the past that it had not seen, beside what one would use without it.

Forward in time: for each text the model is fitted on the texts opened before, with who had joined
them by then, and scored on who joined in the end. Leave one out: fitted on all other texts. The
level is taken twice: from the stated prior (`sizes`), as on the morning of opening, and given the
number that joined, which is a question about the ranking alone. Every baseline is fitted in the
same way with the same level, so that it differs in what it looks at only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import threadpoolctl  # type: ignore[import-untyped]  # publishes no types
from scipy.special import expit

from analytics import asof, learning, scoring, sizes
from analytics.joining_features import Features

Array = npt.NDArray[np.float64]

FIRST_OPENED = np.datetime64("2012-01-01", "D")
"""Before it there are too few texts to learn from and no votes on such texts."""

BASELINES = ("base_rate", "region", "signed_the_last", "share_of_texts", "peers", "engagement")
"""The level alone; the regional group's record; on the last text of the family or else of the
class and field; share of all earlier texts joined; record of those that vote alike; how often it
hosted, took part or put its name to a text of the field."""

MIN_LATE = 3
"""A second half needs so many joiners, on so many days."""


@dataclass(frozen=True)
class BackTest:
    """Predictions of texts by models that had not seen them.

    Attributes
    ----------
    rows : DataFrame
        A row a State and text of whose State the roster tells: ``instrument_id, event, iso3,
        joined, is_new`` (on no earlier text of the family), ``probability`` (level from the
        prior), ``given_size`` (level from the number that joined), and for each of `BASELINES` a
        probability ``base_…`` and ``base_…_given_size``.
    texts : DataFrame
        ``instrument_id, opened, text_class, field, n_joined, n_new, expected, low, high``: a row a
        text, with the size expected beforehand and its 90 % interval.
    left_out : DataFrame
        ``kind, key, reason``: texts not scored. Reasons: ``opened_too_early`` and those of
        `gathering.gather`.
    is_forward : bool
        Forward in time, or leave one out.
    """

    rows: pd.DataFrame
    texts: pd.DataFrame
    left_out: pd.DataFrame
    is_forward: bool


def run(
    record: asof.Record, features: Sequence[Features], *, seed: int, is_forward: bool = True
) -> BackTest:
    """Return the predictions of every text opened since `FIRST_OPENED`.

    Parameters
    ----------
    record : Record
    features : sequence of Features
        `learning.features_of` the record.
    seed : int
        Of the models; without bootstrap nothing is drawn.
    is_forward : bool
        Forward in time; else each text is left out of the others. Baselines are forward only.

    Raises
    ------
    AnalysisError
        If a text has too few before it.
    """
    opened = record.texts["opened"].to_numpy(dtype="datetime64[D]")
    places = [int(p) for p in np.flatnonzero(opened >= FIRST_OPENED)]
    with threadpoolctl.threadpool_limits(limits=1):  # many small fits: threads would only wait
        found = [_predicted(record, features, place, seed, is_forward) for place in places]
    early = record.texts["instrument_id"][opened < FIRST_OPENED]
    return BackTest(
        rows=pd.concat([rows for rows, _ in found], ignore_index=True),
        texts=pd.DataFrame([text for _, text in found]),
        left_out=pd.concat(
            [
                record.left_out,
                pd.DataFrame({"kind": "instrument", "key": early, "reason": "opened_too_early"}),
            ],
            ignore_index=True,
        ),
        is_forward=is_forward,
    )


def scores(
    test: BackTest,
    *,
    seed: int,
    is_new: bool = False,
    column: str = "probability",
    instrument_id: str | None = None,
    among: npt.NDArray[np.bool_] | None = None,
    n_replicates: int = 400,
) -> scoring.Scores:
    """Return how good the predictions were.

    Parameters
    ----------
    test : BackTest
    seed : int
    is_new : bool
        New joiners only: States on no earlier text of the family.
    column : str
        Which probability: ``probability, given_size`` or one of a baseline.
    instrument_id : str, optional
        One text only.
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
    suffix = "_given_size" if column.endswith("given_size") else ""
    return scoring.score(
        rows[column].to_numpy(dtype=np.float64)[used],
        rows["joined"].to_numpy(dtype=bool)[used],
        rows["event"].to_numpy(dtype=np.int64)[used],
        rows[f"base_base_rate{suffix}"].to_numpy(dtype=np.float64)[used],
        seed=seed,
        n_replicates=n_replicates,
    )


def by_text(test: BackTest, *, column: str = "probability") -> pd.DataFrame:
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
            row |= {f"auc_{name}": found["auc"], f"ap_{name}": found["ap"]}
        rows.append(row)
    frame = test.texts.merge(pd.DataFrame(rows), on="instrument_id")
    size = frame["n_joined"]
    frame["is_foreseen"] = (frame["low"] <= size) & (size <= frame["high"])
    return frame.sort_values(["opened", "instrument_id"], ascending=False, ignore_index=True)


def second_halves(
    record: asof.Record, features: Sequence[Features], *, seed: int, shrinkage: float
) -> pd.DataFrame:
    """Return predictions of who joins in the second half of the signatures, given their number.

    Returns
    -------
    DataFrame
        ``instrument_id, event, iso3, joined, probability, reference``: a row a State not yet on
        the roster on the day by which half had joined, for the texts whose rosters grew over time.
    """
    opened = record.texts["opened"].to_numpy(dtype="datetime64[D]")
    out = []
    for place in np.flatnonzero(opened >= FIRST_OPENED).tolist():
        joined, days = record.joined[place], record.joined_on[place]
        when = np.sort(days[joined])
        if len(np.unique(when)) < MIN_LATE:
            continue
        is_late = joined & (days > when[len(when) // 2])
        rest = record.is_told[place] & (is_late | ~joined)
        if is_late.sum() < MIN_LATE:
            continue
        model = learning.fit(record, features, opened[place], seed=seed)
        added = learning.score(model, features[place].values, rest).sum(axis=1)[rest] * shrinkage
        probability = expit(added + learning.level_for(added, float(is_late.sum())))
        out.append(
            pd.DataFrame(
                {
                    "instrument_id": str(record.texts["instrument_id"].iloc[place]),
                    "event": place,
                    "iso3": np.array(record.states, dtype=object)[rest],
                    "joined": is_late[rest],
                    "probability": probability,
                    "reference": is_late.sum() / rest.sum(),
                }
            )
        )
    return pd.concat(out, ignore_index=True)


def _predicted(
    record: asof.Record,
    features: Sequence[Features],
    place: int,
    seed: int,
    is_forward: bool,
) -> tuple[pd.DataFrame, dict[str, object]]:
    """Return the predictions of one text, and the row of the text."""
    text = record.texts.iloc[place]
    opened = record.texts["opened"].to_numpy(dtype="datetime64[D]")[place]
    told, joined, found = record.is_told[place], record.joined[place], features[place]
    model = learning.fit(
        record,
        features,
        opened,
        seed=seed,
        leave_out=None if is_forward else place,
        is_later_used=not is_forward,
    )
    size = sizes.prior(record, place)
    low, high = size.between()
    scale = told.sum() / len(told)
    levels = {"": size.expected * scale, "_given_size": float(joined[told].sum())}
    added = learning.score(model, found.values, told).sum(axis=1)[told]
    columns = {
        "probability": expit(added + learning.level_for(added, levels[""])),
        "given_size": expit(added + learning.level_for(added, levels["_given_size"])),
    }
    if is_forward:
        for name in BASELINES:
            alone = _baseline(record, features, place, name, opened, seed)[told]
            for suffix, expected in levels.items():
                level = learning.level_for(alone, expected)
                columns[f"base_{name}{suffix}"] = expit(alone + level)
    else:
        for suffix, expected in levels.items():
            columns[f"base_base_rate{suffix}"] = np.full(int(told.sum()), expected / told.sum())
    rows = pd.DataFrame(
        {
            "instrument_id": str(text["instrument_id"]),
            "event": place,
            "iso3": np.array(record.states, dtype=object)[told],
            "joined": joined[told],
            "is_new": ~found.was_on_family[told],
            **columns,
        }
    )
    return rows, {
        "instrument_id": str(text["instrument_id"]),
        "opened": text["opened"],
        "text_class": str(text["text_class"]),
        "field": str(text["field"]),
        "n_joined": int(joined.sum()),
        "n_new": int((joined & ~found.was_on_family).sum()),
        "expected": size.expected,
        "low": low,
        "high": high,
    }


def _baseline(
    record: asof.Record,
    features: Sequence[Features],
    place: int,
    name: str,
    day: np.datetime64,
    seed: int,
) -> Array:
    """Return what a baseline adds to the log-odds of each State (S,)."""
    if name == "base_rate":
        return np.zeros(len(record.states))
    column = _column(name)
    model = learning.fit(record, features, day, seed=seed, columns=column)
    added = learning.score(model, column(features[place]), record.is_told[place])
    return np.asarray(added.sum(axis=1))


def _column(name: str) -> Callable[[Features], Array]:
    """Return how to take the one figure of a baseline from the features of a text."""
    return lambda found: found.baselines[name][:, None]
