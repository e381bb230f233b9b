"""Who could join: what pages make of the joining model and of its champions."""

from __future__ import annotations

import pandas as pd

from analytics import ensemble
from analytics.joining import (
    champions,
    coalition_sizes,
    evidence,
    history_from_tables,
    model,
    open_texts,
    opportunities,
    prediction_on_day,
    reach,
    reasons,
    roster_growth,
)
from analytics.joining.features import Features
from analytics.joining.history import History
from analytics.joining.prediction import Prediction
from data.facts import Facts

TABLES = ("states", "instruments", "memberships", "leads", "rollcalls", "topics", "votes")

StatedNumber = tuple[float, float, float]
"""The desk's own number of States: lowest, likely, highest."""


def joining_history(facts: Facts) -> History:
    """Return the history that forecasts rest on."""
    return history_from_tables.build(**{table: getattr(facts, table) for table in TABLES})


def features_of_texts(facts: Facts) -> list[Features]:
    """Return the features of every text, as known when it opened."""
    return model.features_of(facts.recall(joining_history))


def growth_precedents(facts: Facts) -> pd.DataFrame:
    """Return the texts that could be seen to grow."""
    return roster_growth.precedents(facts.recall(joining_history))


def open_text_snapshots(facts: Facts) -> tuple[open_texts.RosterSnapshot, ...]:
    """Return what earlier texts teach about one that is open."""
    history = facts.recall(joining_history)
    return open_texts.snapshots(history, facts.recall(growth_precedents), seed=ensemble.SEED)


def joining_targets(facts: Facts) -> tuple[opportunities.Target, ...]:
    """Return the texts that can be asked about."""
    history = facts.recall(joining_history)
    return opportunities.targets(history, facts.instruments)


def history_with(facts: Facts, target: opportunities.Target) -> History:
    """Return the history, with the text asked about in it where it is the next version of one."""
    history = facts.recall(joining_history)
    if not target.is_next:
        return history
    return history.with_text(
        target.key, like=target.instrument_id, opened=opportunities.last_day(history)
    )


def joining_prediction(
    facts: Facts,
    target: opportunities.Target,
    stated: StatedNumber | None = None,
) -> Prediction:
    """Return who joins a text, as known on the last day of the history.

    Where the desk states how many, all follows from its number.
    """
    history = facts.recall(history_with, target)
    place, day = history.place(target.key), opportunities.last_day(history)
    listed = int(history.known(day).listed[place].sum())
    stances = facts.stances
    size = None
    if stated is not None:
        size = coalition_sizes.stated(*stated, n_now=listed, n_states=len(history.states))
    declined = opportunities.declined(history, stances, target.key, day)
    if target.is_next:
        features = facts.recall(features_of_texts)
        return prediction_on_day.to_come(
            history, features, place, day, seed=ensemble.SEED, size=size, declined=declined
        )
    return prediction_on_day.open_now(
        history,
        facts.recall(open_text_snapshots),
        facts.recall(growth_precedents),
        place,
        day,
        seed=ensemble.SEED,
        size=size,
        declined=declined,
    )


def opportunities_for(
    facts: Facts,
    target: opportunities.Target,
    stated: StatedNumber | None = None,
) -> pd.DataFrame:
    """Return the States that could join, the most likely first."""
    history = facts.recall(history_with, target)
    stances = facts.stances
    prediction = facts.recall(joining_prediction, target, stated)
    return opportunities.table(prediction, history, stances)


def reasons_for(
    facts: Facts,
    target: opportunities.Target,
    iso3: str,
) -> pd.DataFrame:
    """Return what speaks for and against a State's joining, with what each reason stands on.

    How many join does not enter: it moves all States alike.
    """
    history = facts.recall(history_with, target)
    prediction = facts.recall(joining_prediction, target)
    return reasons.named_reasons(history, prediction, history.place(target.key), iso3)


def reach_for(facts: Facts, target: opportunities.Target) -> reach.Reach:
    """Return what each State would open if it joined: beside the members of the last version."""
    history = facts.recall(joining_history)
    day = opportunities.last_day(history)
    members = history.known(day).listed[history.place(target.instrument_id)]
    return reach.of_coalition(history, members, day)


def closeness_of_states(facts: Facts) -> champions.PairCloseness:
    """Return how near States are to one another."""
    history = facts.recall(joining_history)
    return champions.closeness(history, opportunities.last_day(history))


def champions_for(facts: Facts, target: opportunities.Target, iso3: str) -> champions.Champions:
    """Return who is best placed to approach a State about a text."""
    history = facts.recall(joining_history)
    place = history.place(target.instrument_id)
    members = history.known(opportunities.last_day(history)).listed[place]
    newcomers = members & ~facts.recall(features_of_texts)[place].was_on_family
    near = facts.recall(closeness_of_states)
    return champions.champions_for(history, near, iso3, members, newcomers)


def evidence_for(facts: Facts, target: opportunities.Target, iso3: str) -> pd.DataFrame:
    """Return the rows of the history on which a State's reasons rest."""
    history = facts.recall(history_with, target)
    tables = {t: getattr(facts, t) for t in ("memberships", "instruments", "rollcalls")}
    day = opportunities.last_day(facts.recall(joining_history))
    return evidence.of_state(history, history.place(target.key), iso3, day, **tables)


def target_evidence(facts: Facts, target: opportunities.Target) -> tuple[str, ...]:
    """Return the documents behind a text's roster and the last vote on the subject."""
    history = facts.recall(joining_history)
    instruments = facts.instruments
    votes = facts.rollcalls
    rows = opportunities.rollcalls_on(
        history, opportunities.last_day(history), opportunities.SUBJECT, is_plenary=True
    )
    is_text = instruments["instrument_id"] == target.instrument_id
    is_vote = votes["rollcall_id"].isin(history.rollcalls["rollcall_id"].iloc[rows[-1:]])
    found = [*instruments["evidence_id"][is_text], *votes["evidence_id"][is_vote]]
    return tuple(dict.fromkeys(found))
