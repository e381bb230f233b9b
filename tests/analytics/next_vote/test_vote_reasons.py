"""What speaks for and against a vote in favour adds up, and stands on counts of the record."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from scipy.special import logit

from analytics import ballots
from analytics.next_vote import (
    forecast,
    hierarchical_logit,
    reason_basis,
    transitions,
    vote_model,
    vote_reasons,
)
from analytics.next_vote.recurring_votes import RecurringVotes
from tests.analytics import recurring_world

LESSONS = vote_model.Lessons(0.03, np.array([[0.5, -0.5, 0.0], [-0.5, 0.0, 0.5]]))
TEXT = "robots"


@pytest.fixture(scope="module")
def record() -> RecurringVotes:
    return recurring_world.record()


@pytest.fixture(scope="module")
def expected(record: RecurringVotes) -> forecast.Forecast:
    return forecast.next_vote(record, TEXT, lessons=LESSONS, seed=5)


@pytest.fixture(scope="module")
def named(record: RecurringVotes, expected: forecast.Forecast) -> pd.DataFrame:
    return reason_basis.named_reasons(record, expected)


def test_every_figure_and_effect_belongs_to_a_reason():
    assert tuple(vote_reasons.OF_FIGURE) == transitions.COLUMNS
    assert tuple(vote_reasons.OF_EFFECT) == hierarchical_logit.LEVELS
    told = {*vote_reasons.OF_FIGURE.values(), *vote_reasons.OF_EFFECT.values()}
    assert told == set(vote_reasons.REASONS)


def test_level_and_reasons_make_the_probability_that_is_shown(expected):
    states = expected.states[expected.states["has_basis"]].set_index("iso3")
    assert len(states)
    given = states["p_y"] / (1 - states["p_x"])
    summed = expected.reasons.groupby("iso3")["log_odds"].sum()
    widest = logit(1 - vote_model.FLOOR)
    assert set(summed.index) == set(states.index)
    assert logit(given[summed.index]).to_numpy() == pytest.approx(
        summed.clip(-widest, widest).to_numpy(), abs=1e-9
    )


def test_a_state_without_a_vote_on_the_text_has_no_reasons(expected):
    silent = set(expected.states["iso3"][~expected.states["has_basis"]])
    assert not silent & set(expected.reasons["iso3"])


def test_a_reason_counts_what_the_record_holds(record, expected, named):
    of_text = (record.rollcalls["series"] == TEXT).to_numpy()
    own = pd.DataFrame(record.codes[of_text], columns=record.states["iso3"])
    letters = {code: letter for letter, code in ballots.CODES.items()}
    for row in named[named["reason"] == "own_votes"].to_dict("records"):
        votes = [letters[code] for code in own[row["iso3"]] if code in (0, 1, 2)]
        last = expected.states.set_index("iso3").loc[row["iso3"], "last"]
        assert row["vote"] == votes[-1] == last
        assert (row["n"], row["of"]) == (votes.count(last), len(votes))


def test_neighbours_and_the_region_are_counted_without_the_state_itself(record, expected, named):
    last = expected.states.set_index("iso3")["last"]
    region = record.states.set_index("iso3")["un_region_group_code"]
    for row in named[named["reason"] == "others"].to_dict("records"):
        nearest = [iso3 for iso3 in row["key"].split("|") if iso3]
        assert row["iso3"] not in nearest
        assert ((last[nearest] == "Y") == (row["log_odds"] > 0)).all()
        assert (row["vote"] == "Y") == (row["log_odds"] > 0)
        assert len(nearest) <= reason_basis.N_NEAREST
    for row in named[named["reason"] == "region"].to_dict("records"):
        others = last[(region[last.index] == row["key"]) & (last != "")].drop(row["iso3"])
        assert (row["n"], row["of"]) == ((others == "Y").sum(), len(others))


def test_moves_on_the_text_are_those_of_one_state_after_another(record, named):
    of_text = (record.rollcalls["series"] == TEXT).to_numpy()
    moved = could = 0
    for codes in record.codes[of_text].T:
        votes = [code for code in codes if code in (0, 1, 2)]
        pairs = [(a, b) for a, b in itertools.pairwise(votes) if a != 2]
        could, moved = could + len(pairs), moved + sum(b == 2 for _a, b in pairs)
    told = named[named["reason"] == "text"][["n", "of"]].drop_duplicates()
    assert told.to_numpy().tolist() == [[moved, could]]


def test_the_strongest_reason_of_a_state_stands_first(named):
    for _iso3, rows in named.groupby("iso3"):
        assert rows["log_odds"].abs().is_monotonic_decreasing
        assert len(rows) == len(vote_reasons.REASONS)
