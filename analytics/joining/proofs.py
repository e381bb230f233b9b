"""How good the probabilities of joining were on the past: back-tests and their scores."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import ensemble, same_chance, scoring
from analytics.joining import (
    backtest,
    champion_proof,
    open_backtest,
    ranking_gain,
    reach,
    stated_trial,
)
from analytics.joining.questions import (
    features_of_texts,
    growth_precedents,
    joining_history,
    open_text_snapshots,
)
from data.facts import Facts


def joining_backtest(facts: Facts, is_forward: bool = True) -> backtest.JoiningBackTest:
    """Return the predictions of past texts by models that had not seen them."""
    return backtest.run(
        facts.recall(joining_history),
        facts.recall(features_of_texts),
        seed=ensemble.SEED,
        is_forward=is_forward,
    )


def stated_trial_of_texts(facts: Facts) -> stated_trial.StatedTrial:
    """Return the predictions of texts with and without what States had said before they opened."""
    return stated_trial.run(
        facts.recall(joining_history),
        facts.recall(features_of_texts),
        facts.stated_positions,
        seed=ensemble.SEED,
    )


def stated_trial_scores(
    facts: Facts, domain: str | None = None, is_new: bool = False
) -> scoring.Scores | None:
    """Return how much smaller the error is with what States had said than without it."""
    trial = facts.recall(stated_trial_of_texts)
    return stated_trial.scores(trial, seed=ensemble.SEED, domain=domain, is_new=is_new)


def likeness_tested(facts: Facts) -> champion_proof.ChampionProof:
    """Return how like the signatories States were that could still join past texts."""
    return champion_proof.run(
        facts.recall(joining_history),
        facts.recall(open_text_snapshots),
        facts.stated_positions,
        seed=ensemble.SEED,
    )


def likeness_scores(
    facts: Facts, component: str, known: str | None = None
) -> scoring.Scores | None:
    """Return how well likeness in one thing ranks who joined; see `champion_proof.scores`."""
    proof = facts.recall(likeness_tested)
    return champion_proof.scores(proof, component, seed=ensemble.SEED, known=known)


def ranking_gain_of_words(facts: Facts) -> ranking_gain.RankingGain | None:
    """Return what saying the same adds to the other components of champions."""
    return ranking_gain.of_words(facts.recall(likeness_tested), seed=ensemble.SEED)


def open_text_backtest(facts: Facts) -> open_backtest.OpenBackTest:
    """Return the predictions of who joined texts that were open."""
    return open_backtest.run(
        facts.recall(joining_history),
        facts.recall(open_text_snapshots),
        facts.recall(growth_precedents),
        seed=ensemble.SEED,
    )


def open_text_scores(
    facts: Facts,
    days: tuple[int, ...],
    column: str = "probability",
    is_new: bool = False,
) -> scoring.Scores:
    """Return how good the predictions were of who joined texts that were open."""
    test = facts.recall(open_text_backtest)
    return open_backtest.scores(test, days, seed=ensemble.SEED, column=column, is_new=is_new)


def n_open_texts(facts: Facts, days: tuple[int, ...]) -> int:
    """Return how many texts could be seen some days after opening; some at several of them."""
    rows = facts.recall(open_text_backtest).rows
    return int(rows.loc[rows["days"].isin(list(days)), "instrument_id"].nunique())


def joined_with_chance(
    facts: Facts, text_class: str, days: tuple[int, ...], column: str, chance: float
) -> same_chance.SameChance:
    """Return how many joined of those to whom the test gave about the same chance.

    Parameters
    ----------
    facts : Facts
    text_class : str
        Kind of the text, where it is still to come.
    days : tuple of int
        Days after opening at which open texts were seen; empty for a text to come.
    column : str
        ``probability``, or ``given_size`` where how many join was known.
    chance : float
        From 0 to 1.
    """
    if days:
        rows = facts.recall(open_text_backtest).rows
        rows = rows[rows["days"].isin(list(days))]
    else:
        rows = facts.recall(joining_backtest).rows
        rows = rows[rows["text_class"] == text_class]
    return same_chance.nearest(
        rows[column].to_numpy(dtype=np.float64), rows["joined"].to_numpy(dtype=bool), chance
    )


def joining_scores(
    facts: Facts,
    column: str = "probability",
    is_new: bool = True,
    is_forward: bool = True,
    instrument_id: str | None = None,
    text_class: str | None = None,
    is_first: bool | None = None,
    over: str = "base_rate",
    n_replicates: int = 400,
) -> scoring.Scores:
    """Return how good the predictions of past texts were; see `backtest.scores`."""
    return backtest.scores(
        facts.recall(joining_backtest, is_forward),
        seed=ensemble.SEED,
        is_new=is_new,
        column=column,
        over=over,
        instrument_id=instrument_id,
        text_class=text_class,
        is_first=is_first,
        n_replicates=n_replicates,
    )


def joining_scores_by_text(facts: Facts, column: str) -> pd.DataFrame:
    """Return the scores of each text."""
    return backtest.by_text(facts.recall(joining_backtest), column=column)


def joining_reliability(
    facts: Facts,
    column: str,
    is_new: bool,
    text_class: str | None = None,
) -> pd.DataFrame:
    """Return predicted beside observed shares."""
    test = facts.recall(joining_backtest)
    return backtest.reliability(
        test, seed=ensemble.SEED, is_new=is_new, column=column, text_class=text_class
    )


def broadening_tested(facts: Facts) -> pd.DataFrame:
    """Return what lists of new States would have brought, by each ranking."""
    history = facts.recall(joining_history)
    return reach.backtest(history, facts.recall(joining_backtest), seed=ensemble.SEED)
