from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit

from analytics.next_vote import hierarchical_logit

N_STATES, N_VOTES = 40, 60


@pytest.fixture(scope="module")
def planted():
    """Return cells in which States, and votes, differ by known effects; and the answers."""
    rng = np.random.default_rng(1)
    of_state, of_vote = rng.normal(0, 1.5, N_STATES), rng.normal(0, 1.5, N_VOTES)
    state = np.tile(np.arange(N_STATES), N_VOTES)
    vote = np.repeat(np.arange(N_VOTES), N_STATES)
    figure = rng.normal(size=(len(state), 1))
    odds = figure[:, 0] + of_state[state] + of_vote[vote]
    none = np.zeros_like(state)
    levels = {"state": state, "text": none, "region": none, "vote": vote}
    answer = rng.random(len(state)) < expit(odds)
    return hierarchical_logit.LogitCells(figure, levels), answer, of_state, of_vote


def learnt(planted, strength=0.1):
    cells, answer, _, _ = planted
    return hierarchical_logit.fit(cells, answer, np.ones(len(answer)), strength=strength)


def test_planted_effects_of_states_and_votes_are_found(planted):
    found = learnt(planted)
    for name, truth in (("state", planted[2]), ("vote", planted[3])):
        assert np.corrcoef(found.effects[name][1], truth)[0, 1] > 0.9


def test_effects_are_drawn_towards_none_the_more_the_weaker_the_strength(planted):
    strong, weak = learnt(planted), learnt(planted, strength=1e-4)
    assert np.abs(weak.effects["state"][1]).max() < 0.3 * np.abs(strong.effects["state"][1]).max()


def test_a_vote_or_state_never_seen_has_no_effect(planted):
    cells, found = planted[0], learnt(planted)
    unseen = {name: np.full_like(places, -1) for name, places in cells.levels.items()}
    odds = hierarchical_logit.log_odds(found, hierarchical_logit.LogitCells(cells.figures, unseen))
    expected = found.scale.transform(cells.figures)[:, 0] * found.weights[0] + found.constant
    assert odds == pytest.approx(expected)


def test_numbering_the_levels_otherwise_changes_nothing(planted):
    cells, answer, _, _ = planted
    other = {name: 7 * places + 3 for name, places in cells.levels.items()}
    renamed = hierarchical_logit.LogitCells(cells.figures, other)
    found = hierarchical_logit.fit(renamed, answer, np.ones(len(answer)), strength=0.1)
    assert hierarchical_logit.log_odds(found, renamed) == pytest.approx(
        hierarchical_logit.log_odds(learnt(planted), cells), abs=1e-6
    )
