"""Forecasts that can be asked for: who could join a text, and how the next vote on one may go.

Each goes with the test of that very number and its base rate: told of all rows in ``about``, and of
each row beside its chance, so that a file of CSV holds them too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics import joining, next_vote
from analytics.joining import opportunities
from analytics.next_vote import forecast
from dashboard.api import back_tests
from dashboard.api.resources import ResourceAnswer
from dashboard.words import backtests, next_votes, probabilities
from data.facts import Facts

Chosen = Mapping[str, str]


def texts(facts: Facts, _chosen: Chosen) -> ResourceAnswer:
    """Return the texts whose opportunities can be asked about, the first the default."""
    targets = facts.recall(joining.joining_targets)
    names = probabilities.target_names(targets, facts.instruments)
    rows = [
        {
            "text": one.key,
            "text_name": names[one.key],
            "instrument_id": one.instrument_id,
            "is_next": one.is_next,
        }
        for one in targets
    ]
    return ResourceAnswer(
        pd.DataFrame(rows, columns=["text", "text_name", "instrument_id", "is_next"])
    )


def who_could_join(facts: Facts, chosen: Chosen) -> ResourceAnswer:
    """Return the States that could join a text, the most likely first."""
    target = _target(facts, chosen["text"])
    prediction = facts.recall(joining.joining_prediction, target, None)
    rows = facts.once(("could join, tested", target), lambda: _tested_chances(facts, target))
    return ResourceAnswer(
        rows.assign(base_rate=float(prediction.base_rate)),
        {
            "day": str(prediction.day),
            "base_rate": float(prediction.base_rate),
            "within_a_year": bool(prediction.is_late),
            "back_test": back_tests.of_text(facts, target),
            "evidence": list(facts.recall(joining.target_evidence, target)),
        },
    )


def series(facts: Facts, _chosen: Chosen) -> ResourceAnswer:
    """Return the texts whose next vote can be asked about."""
    return ResourceAnswer(facts.recall(next_vote.recurring_texts))


def next_votes_of_states(facts: Facts, chosen: Chosen) -> ResourceAnswer:
    """Return how each State may vote; without a basis its own chances are not told."""
    found = facts.recall(next_vote.next_vote_on, chosen["series"])
    rows = facts.once(("next vote, tested", found.series), lambda: _tested_moves(facts, found))
    return ResourceAnswer(rows, _about_vote(facts, found))


def tally(facts: Facts, chosen: Chosen) -> ResourceAnswer:
    """Return the tally that is expected of the next vote."""
    found = facts.recall(next_vote.next_vote_on, chosen["series"])
    about = _about_vote(facts, found)
    tested = about["back_test"]["tally_of_yes"]
    is_yes = found.tally["vote"] == "Y"
    columns = {
        "tested_n": float(about["back_test"]["n_votes"]),
        "tested_error": tested["error"],
        "tested_error_of_last": tested["error_of_last_time"],
        "tested_within": tested["share_within_interval"],
    }
    beside = {
        name: pd.Series(value, index=found.tally.index, dtype="float64").where(is_yes)
        for name, value in columns.items()
    }
    return ResourceAnswer(
        found.tally.assign(**beside | {"tested_n": beside["tested_n"].astype("Int64")}), about
    )


def text_keys(facts: Facts) -> tuple[str, ...]:
    """Return the keys of the texts that can be joined, the default first."""
    return tuple(one.key for one in facts.recall(joining.joining_targets))


def series_keys(facts: Facts) -> tuple[str, ...]:
    """Return the keys of the texts that are voted on again, those that pages offer first."""
    known = [str(key) for key in facts.recall(next_vote.recurring_texts)["series"]]
    first = [key for key in next_votes.FIRST if key in known]
    return tuple(dict.fromkeys((*first, *known)))


def _target(facts: Facts, key: str) -> opportunities.Target:
    return next(one for one in facts.recall(joining.joining_targets) if one.key == key)


def _tested_chances(facts: Facts, target: opportunities.Target) -> pd.DataFrame:
    """Return the States that could join, each beside the test of its probability."""
    rows = facts.recall(joining.opportunities_for, target, None)
    proof = backtests.probability_test(facts, target)
    return back_tests.beside_chances(
        rows,
        rows["probability"],
        lambda _index, chance: joining.joined_with_chance(
            facts, proof.text_class, proof.days, "probability", chance
        ),
    )


def _tested_moves(facts: Facts, found: forecast.Forecast) -> pd.DataFrame:
    """Return how each State may vote, beside the test of its chance to move."""
    moves = forecast.movers(found).set_index("iso3")
    rows = found.states.assign(last=found.states["last"].replace("", None))
    odds = ["p_y", "p_a", "p_n", "p_x"]
    rows[odds] = rows[odds].where(rows["has_basis"])
    rows["direction"] = rows["iso3"].map(moves["direction"])
    rows["p_moves"] = rows["iso3"].map(moves["p_moves"])
    return back_tests.beside_chances(
        rows,
        rows["p_moves"],
        lambda index, chance: next_vote.moved_with_chance(
            facts, str(rows.loc[index, "direction"]), chance
        ),
    )


def _about_vote(facts: Facts, found: forecast.Forecast) -> dict[str, Any]:
    rows = facts.recall(next_vote.recurring_texts)
    evidence = rows.loc[rows["series"] == found.series, "evidence_id"]
    back_test = back_tests.of_votes(facts)
    return {
        "title": found.title,
        "last_rollcall_id": found.rollcall_id,
        "day": f"{found.day:%Y-%m-%d}",
        "n_votes_learnt_from": found.n_events,
        "base_rate": back_test["moves_to_yes"]["base_rate"],
        "back_test": back_test,
        "evidence": [str(one) for one in evidence],
    }
