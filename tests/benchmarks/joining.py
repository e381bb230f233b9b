"""How right the probabilities of joining are on texts not seen, beside baselines and a peer.

The task: the walk-forward back-test of every text with a full roster opened since 2012. For each,
the model is fitted on what was known that morning and scored on who joined in the end, over all
States but those that carry it and over new joiners (on no earlier version). ``within`` is the
headline: the share of pairs of one text that are ranked right; 0.50 is chance. Pooled figures know
of the sizes of texts too. Intervals are 90 %, from resampled families of texts. The baselines are
one figure each, fitted in the same way with the same sizes. ``leave_one_out`` has seen later texts.

``nested``: settings chosen before each text from the texts before it (`joining_claims`). ``open``:
who joins within a year of a day after opening, with the number that joins not known;
``first_third``: who the others are once a third has signed. ``gap_by_chance`` is the gap of
reliability that the model's own sizes and States would show on average if it were right, and
``gap_by_chance_high`` the one that it would exceed once in twenty times.
``max_probability_minus_growth`` is over all texts that can be asked about today.

The peer is scikit-learn's HistGradientBoostingClassifier, with its defaults, walk-forward on the
same features and at the level of the same mean size. Its time is that of its fits and predictions;
ours is that of the model's and all baselines'. Both are held to one thread.

Pathways 2026 is one text of all: nine States on neither earlier list joined it, so that its figures
are a hint and gate nothing. *Neither* is as far as their names are known: ten of the 2024 text are.
"""

from __future__ import annotations

import statistics
import time
from collections import Counter
from importlib import metadata

import numpy as np
import numpy.typing as npt
import pandas as pd
import threadpoolctl
from scipy.special import logit
from sklearn.ensemble import HistGradientBoostingClassifier

from analytics import resampling, scoring
from analytics.joining import (
    backtest,
    baselines,
    evidence,
    history_from_tables,
    model,
    open_backtest,
    opportunities,
    roster_growth,
)
from analytics.joining.features import Features
from analytics.joining.history import History
from analytics.joining.prediction import reasons
from analytics.next_vote import backtest as vote_backtest
from analytics.next_vote import recurring_votes, skill, transitions, vote_model
from data import store
from tests.analytics import forecasts
from tests.benchmarks import joining_claims
from tests.benchmarks.result import Result, memory_mb

SEED = 20260205
PATHWAYS = "reaim_2026_pathways"
EARLIER = ("reaim_2023_cta", "reaim_2024_blueprint")
TABLES = ("states", "instruments", "memberships", "leads", "rollcalls", "topics", "votes")
N_EXPLAINED = 40
N_FITS = 3

Figures = dict[str, object]


def measure() -> Result:
    snapshot = store.open_snapshot()
    tables = {name: snapshot.frame(name) for name in (*TABLES, "stances")}
    started = time.perf_counter()
    held = forecasts.basis(history_from_tables.build(**{name: tables[name] for name in TABLES}))
    basis_seconds = time.perf_counter() - started
    record, features = held.record, held.features

    started = time.perf_counter()
    with threadpoolctl.threadpool_limits(limits=1):
        test = backtest.run(record, features, seed=SEED)
    seconds = time.perf_counter() - started
    memory = memory_mb()
    started = time.perf_counter()
    with threadpoolctl.threadpool_limits(limits=1):
        peer = boosted(record, features, test)
    peer_seconds = time.perf_counter() - started
    left_out = backtest.run(record, features, seed=SEED, is_forward=False)
    fit_seconds, explanation_ms = timed(held, tables)
    return Result(
        n=len(test.rows),
        seconds=seconds,
        memory_mb=memory,
        peer=f"scikit-learn {metadata.version('scikit-learn')} HistGradientBoostingClassifier, "
        "walk-forward on the same features",
        peer_seconds=peer_seconds,
        quality={
            "n_texts": len(test.texts),
            **claims(test, held, tables),
            "all": figures(test),
            "new": figures(test, is_new=True),
            "all_given_size": figures(test, column="given_size"),
            "new_given_size": figures(test, is_new=True, column="given_size"),
            "first_versions": figures(test, is_first=True),
            "baselines": {
                name: {
                    "all": figures(test, column=f"base_{name}"),
                    "new": figures(test, is_new=True, column=f"base_{name}"),
                }
                for name in baselines.BASELINES
            },
            "peer": {"all": figures(peer), "new": figures(peer, is_new=True)},
            "texts": per_text(test),
            "pathways_2026": pathways(tables, test),
            "recurring": movers(
                tables | {name: snapshot.frame(name) for name in ("sponsors", "repeated_votes")}
            ),
            "leave_one_out": {"all": figures(left_out), "new": figures(left_out, is_new=True)},
            "basis_seconds": basis_seconds,
            "fit_seconds": fit_seconds,
            "backtest_seconds": seconds,
            "explanation_ms": explanation_ms,
        },
    )


def claims(
    test: backtest.JoiningBackTest, held: forecasts.Basis, tables: dict[str, pd.DataFrame]
) -> Figures:
    """Return what is claimed in public of the model, each with its interval."""
    of_grid, draws = joining_claims.of_every_setting(test, held.record, held.features, seed=SEED)
    nested = joining_claims.nested(test, held.record, of_grid)
    chosen = nested.chosen.values()
    asked = {name: tables[name] for name in ("instruments", "stances")}
    classes = sorted(set(test.rows["text_class"]))
    is_political = (test.rows["text_class"] == "political") & test.rows["is_new"]
    gained = joining_claims.within_gained(
        test.rows[is_political], "probability", "base_share_of_texts", seed=SEED
    )
    return {
        "within": {
            "all": of("within", backtest.scores(test, seed=SEED)),
            "new": of("within", backtest.scores(test, seed=SEED, is_new=True)),
            "by_kind": {
                name: of("within", backtest.scores(test, seed=SEED, is_new=True, text_class=name))
                for name in classes
            },
        },
        "over_family": of(
            "bss",
            backtest.scores(test, seed=SEED, is_new=True, over="family_history", is_first=False),
        ),
        "by_kind": {name: of_kind(test, draws, name) for name in classes},
        **open_figures(held),
        "nested": {
            "new": in_figures(backtest.scores(nested.test, seed=SEED, is_new=True)),
            "all": in_figures(backtest.scores(nested.test, seed=SEED)),
            "over_family": of(
                "bss",
                backtest.scores(
                    nested.test, seed=SEED, is_new=True, over="family_history", is_first=False
                ),
            ),
            "chosen": dict(Counter(f"{s.strength:g}, {s.other_class:g}" for s in chosen)),
        },
        "sizes": backtest.size_scores(test).set_index("text_class").to_dict("index"),
        "max_probability_minus_growth": max(
            float(np.nanmax(one.probability)) - one.sizes.growth
            for one in forecasts.of_today(held, **asked, seed=SEED).values()
        ),
        "beats_share_political": dict(zip(("value", "low", "high"), gained, strict=True)),
    }


def of(name: str, found: scoring.Scores) -> Figures:
    """Return one measure with its interval."""
    values = {"value": found.values[name], "low": found.low[name], "high": found.high[name]}
    return {key: told(value) for key, value in values.items()} | {"n_groups": found.n_groups}


def of_kind(
    test: backtest.JoiningBackTest, draws: list[npt.NDArray[np.float64]], text_class: str
) -> Figures:
    """Return the scores of new joiners of a kind of text, and its gap beside that of chance."""
    found = backtest.scores(test, seed=SEED, is_new=True, text_class=text_class)
    table = backtest.reliability(test, seed=SEED, text_class=text_class)
    used = (test.rows["is_new"] & (test.rows["text_class"] == text_class)).to_numpy(dtype=bool)
    gaps = joining_claims.gaps_by_chance(test, draws, used, seed=SEED)
    return in_figures(found) | {
        "gap": scoring.mean_gap(table),
        "gap_by_chance": float(gaps.mean()),
        "gap_by_chance_high": float(np.quantile(gaps, 0.95)),
    }


def open_figures(held: forecasts.Basis) -> Figures:
    """Return how right it is of texts that are open: by days after opening, and after a third."""
    test = open_backtest.run(held.record, held.asked, held.precedents, seed=SEED)
    horizons = {str(days): (days,) for days in roster_growth.SEEN_AFTER_DAYS}
    out: Figures = {}
    for name, days in (horizons | {"30 to 365": roster_growth.SEEN_AFTER_DAYS[:-1]}).items():
        here = test.rows[test.rows["days"].isin(days)]
        figures_here: Figures = {"n_texts": here["instrument_id"].nunique()}
        if len(here):
            found = open_backtest.scores(test, days, seed=SEED)
            size_known = open_backtest.scores(test, days, seed=SEED, column="given_size")
            figures_here |= in_figures(found) | {"bss_given_size": size_known.values["bss"]}
        out[name] = figures_here
    third = {
        name: in_figures(open_backtest.scores(test, (-1,), seed=SEED, is_new=is_new))
        for name, is_new in (("all", False), ("new", True))
    }
    share = open_backtest.scores(test, (-1,), seed=SEED, column="share_of_texts")
    return {"open": out, "first_third": third | {"share_of_texts": of("within", share)}}


def figures(test: backtest.JoiningBackTest, **asked: object) -> Figures:
    """Return the scores of some predictions, each with its interval."""
    return in_figures(backtest.scores(test, seed=SEED, **asked))  # type: ignore[arg-type]  # passed on


def in_figures(found: scoring.Scores) -> Figures:
    """Return scores by name; a figure that cannot be told is None."""
    out: Figures = {"n": found.n_rows, "n_joined": found.n_yes, "n_groups": found.n_groups}
    for name in scoring.MEASURES:
        for suffix, values in (("", found.values), ("_low", found.low), ("_high", found.high)):
            out[name + suffix] = told(values[name])
    return out


def told(value: float) -> float | None:
    """Return a number, or None where there is none: JSON knows no other."""
    return float(value) if np.isfinite(value) else None


def per_text(test: backtest.JoiningBackTest) -> dict[str, Figures]:
    """Return the ranking of each text, of all States and of new joiners."""
    out: dict[str, Figures] = {}
    for key in test.texts["instrument_id"]:
        row: Figures = {}
        for name, is_new in (("all", False), ("new", True)):
            found = backtest.scores(
                test, seed=SEED, instrument_id=key, is_new=is_new, n_replicates=0
            )
            row[f"n_{name}"] = found.n_yes
            measures = ("within", "ap", "bss", "p_at_n", "r_at_10")
            row |= {f"{measure}_{name}": told(found.values[measure]) for measure in measures}
        out[str(key)] = row
    return out


def pathways(tables: dict[str, pd.DataFrame], test: backtest.JoiningBackTest) -> Figures:
    """Return the case of Pathways 2026, with the hit list: the most likely, and who did join."""
    rows = test.rows[test.rows["instrument_id"] == PATHWAYS]
    spells = tables["memberships"]
    is_on = spells["instrument_id"].isin(EARLIER) & (spells["role"] == "endorser")
    is_neither = ~rows["iso3"].isin(spells["iso3"][is_on].astype(str))
    parts = {"all": rows["iso3"] != "", "new": rows["is_new"], "neither": is_neither}
    out: Figures = {}
    for name, is_asked in parts.items():
        used = is_asked.to_numpy(dtype=bool)
        out[name] = case(rows[used], rows["probability"].to_numpy()[used])
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
    used = ("states", "topics", "votes", "sponsors")
    rollcalls = resampling.with_text_ids(tables["rollcalls"], tables["repeated_votes"])
    held = recurring_votes.build(rollcalls=rollcalls, **{name: tables[name] for name in used})
    started = time.perf_counter()
    known = transitions.situations(held, ahead=vote_model.AHEAD)
    found = skill.measure(vote_backtest.run(held, known, seed=SEED), seed=SEED)
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


def timed(held: forecasts.Basis, tables: dict[str, pd.DataFrame]) -> tuple[float, float]:
    """Return the seconds of a fit with its draws and the milliseconds of an explanation."""
    record, day = held.record, opportunities.last_day(held.record)
    place = record.place(PATHWAYS)
    found = held.features[place]
    fits = []
    for _ in range(N_FITS):
        started = time.perf_counter()
        rows = model.rows_before(record, held.features, day)
        model.fit(record, rows, place, names=found.names, signs=found.signs, seed=SEED)
        fits.append(time.perf_counter() - started)
    prediction = forecasts.predict(held, PATHWAYS, day, seed=SEED)
    asked = np.array(record.states)[prediction.is_open][:N_EXPLAINED]
    documents = {name: tables[name] for name in ("memberships", "instruments", "rollcalls")}
    explained = []
    for iso3 in asked:
        started = time.perf_counter()
        reasons(prediction, iso3)
        evidence.of_state(record, place, iso3, day, **documents)
        explained.append(time.perf_counter() - started)
    return statistics.median(fits), 1000 * statistics.median(explained)


def boosted(
    record: History, features: tuple[Features, ...], test: backtest.JoiningBackTest
) -> backtest.JoiningBackTest:
    """Return the same back-test with the peer's probabilities, at the level of the same prior."""
    rows = test.rows.copy()
    for key, expected in zip(test.texts["instrument_id"], test.texts["expected"], strict=True):
        place = record.place(key)
        past = model.rows_before(record, features, record.opened[place])
        peer = HistGradientBoostingClassifier(random_state=0)
        peer.fit(
            np.concatenate([one.values for one in past]),
            np.concatenate([one.joined for one in past]),
        )
        is_told = record.is_scored[place]
        raw = peer.predict_proba(centred(features[place].values, is_told))[:, 1]
        added = logit(np.clip(raw, scoring.FLOOR, 1 - scoring.FLOOR))
        level = model.intercept_for(added, float(expected) * is_told.mean())
        here = (rows["instrument_id"] == key).to_numpy()
        rows.loc[here, "probability"] = 1 / (1 + np.exp(-(added + level)))
    return backtest.JoiningBackTest(rows, test.texts, test.left_out, is_forward=True)


def centred(
    values: npt.NDArray[np.float64], is_told: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """Return the features of the States that a roster tells of, around their mean."""
    return values[is_told] - values[is_told].mean(axis=0)
