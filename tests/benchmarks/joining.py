"""How right the probabilities of joining are on texts not seen, beside baselines and a peer.

The task: the walk-forward back-test of every text with a full roster opened since 2012. For each,
the model is fitted on what was known that morning and scored on who joined in the end, over all
States and over new joiners (on no earlier version). Intervals are 90 %, from resampled texts. The
baselines are one figure each, fitted in the same way with the same level. ``leave_one_out`` has
seen later texts; ``second_half`` asks who still joins once half have.

The peer is scikit-learn's HistGradientBoostingClassifier, with its defaults, walk-forward on the
same features and with the same level from the prior. Its time is that of its fits and predictions;
ours is that of the model's and all baselines'. Both are held to one thread.

Pathways 2026 is shown twice: as known on its morning, and on that of the day before the summit
(``on_4_february``). *Neither* are States on neither earlier list, as far as their names are known:
ten of the 2024 text are.
"""

from __future__ import annotations

import statistics
import time
from importlib import metadata

import numpy as np
import numpy.typing as npt
import pandas as pd
import threadpoolctl
from scipy.special import logit
from sklearn.ensemble import HistGradientBoostingClassifier

from analytics import (
    asof,
    backtest,
    forecast_backtest,
    forecast_skill,
    gathering,
    joining,
    joining_evidence,
    joining_features,
    learning,
    opportunities,
    recurring,
    scoring,
    transitions,
    vote_model,
)
from data import store
from tests.benchmarks.result import Result, memory_mb

SEED = 20260205
PATHWAYS = "reaim_2026_pathways"
EARLIER = ("reaim_2023_cta", "reaim_2024_blueprint")
BEFORE_THE_SUMMIT = np.datetime64("2026-02-04", "D")
TABLES = ("states", "instruments", "memberships", "rollcalls", "topics", "votes")
N_EXPLAINED = 40
N_FITS = 3

Figures = dict[str, object]


def measure() -> Result:
    snapshot = store.open_snapshot()
    tables = {name: snapshot.frame(name) for name in TABLES}
    started = time.perf_counter()
    record = gathering.gather(**tables)
    features = learning.features_of(record)
    features_seconds = time.perf_counter() - started

    started = time.perf_counter()
    with threadpoolctl.threadpool_limits(limits=1):
        test = backtest.run(record, features, seed=SEED)
    seconds = time.perf_counter() - started
    memory = memory_mb()
    started = time.perf_counter()
    with threadpoolctl.threadpool_limits(limits=1):
        peer = boosted(record, features, test)
    peer_seconds = time.perf_counter() - started
    names = ("probability", "given_size", *(f"base_{name}" for name in backtest.BASELINES))
    left_out = backtest.run(record, features, seed=SEED, is_forward=False)
    day = opportunities.last_day(record)
    fit_seconds, explanation_ms = timed(record, features, tables, day)
    return Result(
        n=len(test.rows),
        seconds=seconds,
        memory_mb=memory,
        peer=f"scikit-learn {metadata.version('scikit-learn')} HistGradientBoostingClassifier, "
        "walk-forward on the same features",
        peer_seconds=peer_seconds,
        quality={
            "n_texts": len(test.texts),
            "all": figures(test),
            "new": figures(test, is_new=True),
            "all_given_size": figures(test, column="given_size"),
            "new_given_size": figures(test, is_new=True, column="given_size"),
            "baselines": {
                name.removeprefix("base_"): {
                    "all": figures(test, column=name),
                    "new": figures(test, is_new=True, column=name),
                }
                for name in names[2:]
            },
            "peer": {"all": figures(peer), "new": figures(peer, is_new=True)},
            "texts": per_text(test),
            "pathways_2026": pathways(record, features, tables, test),
            "recurring": movers(tables | {"sponsors": snapshot.frame("sponsors")}),
            "reliability_mae": gap(test, "probability"),
            "reliability_mae_given_size": gap(test, "given_size"),
            "share_of_sizes_in_interval": test.texts["n_joined"]
            .between(test.texts["low"], test.texts["high"])
            .mean(),
            "second_half": second_half(record, features),
            "leave_one_out": {"all": figures(left_out), "new": figures(left_out, is_new=True)},
            "features_seconds": features_seconds,
            "fit_seconds": fit_seconds,
            "backtest_seconds": seconds,
            "explanation_ms": explanation_ms,
        },
    )


def figures(test: backtest.BackTest, **asked: object) -> Figures:
    """Return the scores of some predictions, each with its interval."""
    return in_figures(backtest.scores(test, seed=SEED, **asked))  # type: ignore[arg-type]  # passed on


def in_figures(found: scoring.Scores) -> Figures:
    """Return scores by name; a figure that cannot be told is None."""
    out: Figures = {"n": found.n_rows, "n_joined": found.n_yes, "n_events": found.n_events}
    for name in scoring.MEASURES:
        for suffix, values in (("", found.values), ("_low", found.low), ("_high", found.high)):
            out[name + suffix] = told(values[name])
    return out


def told(value: float) -> float | None:
    """Return a number, or None where there is none: JSON knows no other."""
    return float(value) if np.isfinite(value) else None


def per_text(test: backtest.BackTest) -> dict[str, Figures]:
    """Return the ranking of each text, of all States and of new joiners."""
    out: dict[str, Figures] = {}
    for key in test.texts["instrument_id"]:
        row: Figures = {}
        for name, is_new in (("all", False), ("new", True)):
            found = backtest.scores(
                test, seed=SEED, instrument_id=key, is_new=is_new, n_replicates=0
            )
            row[f"n_{name}"] = found.n_yes
            measures = ("auc", "ap", "bss", "p_at_n", "r_at_10")
            row |= {f"{measure}_{name}": told(found.values[measure]) for measure in measures}
        out[str(key)] = row
    return out


def gap(test: backtest.BackTest, column: str) -> float:
    """Return the mean difference between predicted and observed over deciles of all rows."""
    rows = test.rows
    table = scoring.reliability(
        rows[column].to_numpy(dtype=np.float64), rows["joined"].to_numpy(dtype=bool), seed=SEED
    )
    return scoring.mean_gap(table)


def pathways(
    record: asof.Record,
    features: list[joining_features.Features],
    tables: dict[str, pd.DataFrame],
    test: backtest.BackTest,
) -> Figures:
    """Return the case of Pathways 2026, with the hit list: the most likely, and who did join."""
    rows = test.rows[test.rows["instrument_id"] == PATHWAYS]
    spells = tables["memberships"]
    is_on = spells["instrument_id"].isin(EARLIER) & (spells["role"] == "endorser")
    is_neither = ~rows["iso3"].isin(spells["iso3"][is_on].astype(str))
    parts = {"all": rows["iso3"] != "", "new": rows["is_new"], "neither": is_neither}
    place = record.place(PATHWAYS)
    model = learning.fit(record, features, BEFORE_THE_SUMMIT, seed=SEED)
    found = joining_features.of_text(record, place, BEFORE_THE_SUMMIT)
    is_told = record.is_told[place]
    added = learning.score(model, found.values, is_told).sum(axis=1)
    earlier = pd.Series(added, index=record.states).loc[rows["iso3"]].to_numpy()
    out: Figures = {}
    for name, is_asked in parts.items():
        used = is_asked.to_numpy(dtype=bool)
        out[name] = case(rows[used], rows["probability"].to_numpy()[used])
        out[f"{name}_on_4_february"] = {"auc": case(rows[used], earlier[used])["auc"]}
    new = rows[is_neither.to_numpy()].sort_values("probability", ascending=False)
    out["hit_list"] = [
        {"iso3": iso3, "probability": round(p, 3), "joined": bool(joined)}
        for iso3, p, joined in zip(
            new["iso3"].head(20), new["probability"].head(20), new["joined"].head(20), strict=True
        )
    ]
    return out


def case(rows: pd.DataFrame, order: npt.NDArray[np.float64]) -> Figures:
    """Return the scores of one text, with intervals over States: it is one event only."""
    found = scoring.score(
        order,
        rows["joined"].to_numpy(dtype=bool),
        np.arange(len(rows)),
        rows["base_base_rate"].to_numpy(dtype=np.float64),
        seed=SEED,
    )
    as_one = scoring.score(
        order,
        rows["joined"].to_numpy(dtype=bool),
        np.zeros(len(rows), dtype=np.int64),
        rows["base_base_rate"].to_numpy(dtype=np.float64),
        seed=SEED,
        n_replicates=0,
    )
    out: Figures = {"n": found.n_rows, "n_joined": found.n_yes}
    for name in ("auc", "ap", "bss", "log_loss"):
        out[name] = told(found.values[name])
        out |= {f"{name}_low": told(found.low[name]), f"{name}_high": told(found.high[name])}
    return out | {name: told(as_one.values[name]) for name in ("p_at_n", "r_at_10")}


def movers(tables: dict[str, pd.DataFrame]) -> Figures:
    """Return who moves to Yes on recurring texts, of States that did not vote Yes last."""
    used = ("states", "rollcalls", "topics", "votes", "sponsors")
    held = recurring.gather(**{name: tables[name] for name in used})
    started = time.perf_counter()
    known = transitions.situations(held, ahead=vote_model.AHEAD)
    found = forecast_skill.measure(forecast_backtest.run(held, known, seed=SEED), seed=SEED)
    return {
        **in_figures(found.scores),
        "bss_over_rates": found.over_rates.values["bss"],
        "n_votes": found.n_votes,
        "recall_at_10": found.recall_at_10,
        "recall_at_10_pooled": found.recall_pooled,
        "recall_at_10_of_transitions": found.recall_base,
        "recall_at_10_by_chance": found.recall_random,
        "n_votes_ranked": found.n_ranked,
        "top_predicted": found.top_predicted,
        "top_observed": found.top_observed,
        "n_top": found.n_top,
        "reliability_mae": scoring.mean_gap(found.reliability),
        "coverage_of_tallies": found.coverage,
        "seconds": time.perf_counter() - started,
    }


def second_half(record: asof.Record, features: list[joining_features.Features]) -> Figures:
    """Return how right it is of who joins in the second half, given how many do."""
    rows = backtest.second_halves(record, features, seed=SEED, shrinkage=joining.LATE_SHRINKAGE)
    probability, joined = rows["probability"].to_numpy(), rows["joined"].to_numpy(dtype=bool)
    found = scoring.score(
        probability, joined, rows["event"].to_numpy(), rows["reference"].to_numpy(), seed=SEED
    )
    table = scoring.reliability(probability, joined, seed=SEED)
    return in_figures(found) | {"reliability_mae": scoring.mean_gap(table)}


def timed(
    record: asof.Record,
    features: list[joining_features.Features],
    tables: dict[str, pd.DataFrame],
    day: np.datetime64,
) -> tuple[float, float]:
    """Return the seconds of a fit without resampling and the milliseconds of an explanation."""
    fits = []
    for _ in range(N_FITS):
        started = time.perf_counter()
        model = learning.fit(record, features, day, seed=SEED)
        fits.append(time.perf_counter() - started)
    place = record.place(PATHWAYS)
    found = joining_features.of_text(record, place, day)
    prediction = joining.predict(record, place, model, found, day=day, seed=SEED)
    asked = np.array(record.states)[prediction.status == "open"][:N_EXPLAINED]
    documents = {name: tables[name] for name in ("memberships", "instruments", "rollcalls")}
    explained = []
    for iso3 in asked:
        started = time.perf_counter()
        joining.reasons(prediction, iso3)
        joining_evidence.of_state(record, place, iso3, day, **documents)
        explained.append(time.perf_counter() - started)
    return statistics.median(fits), 1000 * statistics.median(explained)


def boosted(
    record: asof.Record, features: list[joining_features.Features], test: backtest.BackTest
) -> backtest.BackTest:
    """Return the same back-test with the peer's probabilities, at the level of the same prior."""
    rows = test.rows.copy()
    for key, expected in zip(test.texts["instrument_id"], test.texts["expected"], strict=True):
        place = record.place(key)
        known = record.known(record.texts["opened"].to_numpy(dtype="datetime64[D]")[place])
        past = [p for p in np.flatnonzero(known.opened) if known.joined[p].sum() > 1]
        tables = [centred(features[p].values, known.is_told[p]) for p in past]
        answers = [known.joined[p][known.is_told[p]] for p in past]
        peer = HistGradientBoostingClassifier(random_state=0)
        peer.fit(np.concatenate(tables), np.concatenate(answers))
        is_told = record.is_told[place]
        raw = peer.predict_proba(centred(features[place].values, is_told))[:, 1]
        added = logit(np.clip(raw, scoring.FLOOR, 1 - scoring.FLOOR))
        level = learning.level_for(added, float(expected) * is_told.mean())
        here = (rows["instrument_id"] == key).to_numpy()
        rows.loc[here, "probability"] = 1 / (1 + np.exp(-(added + level)))
    return backtest.BackTest(rows, test.texts, test.left_out, is_forward=True)


def centred(
    values: npt.NDArray[np.float64], is_told: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """Return the features of the States that a roster tells of, around their mean."""
    return values[is_told] - values[is_told].mean(axis=0)
