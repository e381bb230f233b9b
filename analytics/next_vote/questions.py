"""What is asked of the next recorded vote: the forecast, and how good such forecasts were."""

from __future__ import annotations

import pandas as pd

from analytics import ensemble, same_chance, scoring, titles
from analytics.next_vote import (
    backtest,
    forecast,
    reason_basis,
    recurring_votes,
    replay,
    skill,
    stated_trial,
    transitions,
    vote_model,
)
from analytics.next_vote.recurring_votes import RecurringVotes
from analytics.next_vote.transitions import Array
from analytics.resampling import rollcalls_with_text_ids
from data.facts import Facts

N_REPLICATES = 200


def recurring_votes_on_record(facts: Facts) -> RecurringVotes:
    """Return the votes on disarmament and the series among them."""
    return recurring_votes.build(
        rollcalls=facts.recall(rollcalls_with_text_ids),
        states=facts.states,
        topics=facts.topics,
        votes=facts.votes,
        sponsors=facts.sponsors,
    )


def recurring_texts(facts: Facts) -> pd.DataFrame:
    """Return the texts whose next vote can be asked about."""
    return forecast.series(facts.recall(recurring_votes_on_record))


def situations(facts: Facts) -> transitions.Situations:
    """Return what was known before each vote of the past."""
    return transitions.situations(facts.recall(recurring_votes_on_record), ahead=vote_model.AHEAD)


def next_vote_on(facts: Facts, series: str) -> forecast.Forecast:
    """Return how the next vote on a text may go."""
    return forecast.next_vote(
        facts.recall(recurring_votes_on_record),
        series,
        lessons=backtest.lessons(facts.recall(next_vote_backtest)),
        seed=ensemble.SEED,
        past_situations=facts.recall(situations),
    )


def next_vote_backtest(facts: Facts) -> backtest.VoteBackTest:
    """Return the forecasts of past votes by models that had not seen them."""
    return backtest.run(
        facts.recall(recurring_votes_on_record), facts.recall(situations), seed=ensemble.SEED
    )


def shocks_of_past_votes(facts: Facts) -> Array:
    """Return by how much past votes differed from what was foretold, for all States at once."""
    return backtest.lessons(facts.recall(next_vote_backtest)).shocks


def next_vote_skill(facts: Facts) -> skill.Skill:
    """Return how good the forecasts of past votes were."""
    test = facts.recall(next_vote_backtest)
    return skill.measure(test, seed=ensemble.SEED, n_replicates=N_REPLICATES)


def stated_trial_of_votes(facts: Facts) -> stated_trial.VoteTrial:
    """Return the forecasts of votes with and without what States had said half a year before."""
    return stated_trial.run(
        facts.recall(recurring_votes_on_record),
        facts.recall(situations),
        facts.recall(next_vote_backtest),
        topics=facts.topics,
        stated_positions=facts.stated_positions,
    )


def stated_trial_of_votes_scores(facts: Facts) -> scoring.Scores | None:
    """Return how much smaller the error is with what States had said than without it."""
    return stated_trial.scores(facts.recall(stated_trial_of_votes), seed=ensemble.SEED)


def moves_foreseen(facts: Facts, rollcall_id: str) -> pd.DataFrame:
    """Return who could have moved at a past vote, or did, as foreseen."""
    return backtest.moves(facts.recall(next_vote_backtest), rollcall_id)


def vote_reasons_on(facts: Facts, series: str) -> pd.DataFrame:
    """Return what speaks for and against a vote in favour on a text, State by State, by name."""
    return reason_basis.named_reasons(
        facts.recall(recurring_votes_on_record), facts.recall(next_vote_on, series)
    )


def moved_with_chance(facts: Facts, direction: str, chance: float) -> same_chance.SameChance:
    """Return how many moved of those to whom the test gave about the same chance.

    Parameters
    ----------
    facts : Facts
    direction : str
        ``to_yes`` or ``from_yes``; see `forecast.movers`.
    chance : float
        From 0 to 1.
    """
    given, came = backtest.moves_foretold(facts.recall(next_vote_backtest), direction)
    return same_chance.nearest(given, came, chance)


def board(facts: Facts) -> tuple[str, ...]:
    """Return all States in the order of the alphabet, by the names that the United Nations use."""
    states = facts.states
    names = states["un_name"].astype(object).where(states["un_name"].notna(), states["name_en"])
    order = names.map(titles.folded).argsort(kind="stable")
    return tuple(states["iso3"].astype(str).iloc[order])


def replayed_votes(facts: Facts) -> replay.ReplayedVotes:
    """Return past votes counted again name by name, as on the day, with the ranges shown then."""
    return replay.replay(
        facts.recall(next_vote_backtest),
        facts.recall(recurring_votes_on_record),
        board(facts),
        seed=ensemble.SEED,
    )
