from __future__ import annotations

import numpy as np
import pytest

from analytics.ideal_points import (
    ordinal_chain,
    ordinal_draws,
    ordinal_irt,
    ordinal_mode,
    ordinal_votes,
)

PRIORS = ordinal_votes.Priors(walk_sd=0.5, cut_sd=5.0, bridge_sd=0.2)
N_STATES, N_ROLLCALLS = 9, 8
SESSIONS = np.repeat([1, 2, 4], N_ROLLCALLS)
TEXTS = np.arange(len(SESSIONS))
TEXTS[N_ROLLCALLS : N_ROLLCALLS + 3] = [0, 1, 2]
TEXTS[2 * N_ROLLCALLS : 2 * N_ROLLCALLS + 2] = [0, 5]
"""Three texts return in the second session, one of them and another one in the third."""


@pytest.fixture(scope="module")
def ballots():
    rng = np.random.default_rng(5)
    theta = np.linspace(-2, 2, N_STATES)
    lean = rng.choice([-1.5, 1.5], size=(len(SESSIONS), 1)) * theta
    cast = (lean + rng.logistic(size=(len(SESSIONS), N_STATES)))[:, :, None] > [-0.7, 0.7]
    drawn = cast.sum(axis=2).astype(np.int8)
    drawn[:N_ROLLCALLS, 0] = -1
    drawn[2 * N_ROLLCALLS :, 3] = -1
    return drawn


@pytest.fixture(scope="module")
def fit(ballots):
    return ordinal_mode.fit(ballots, SESSIONS, TEXTS, priors=PRIORS)


class Dense:
    """The model with all unknowns in one vector, and derivatives by differences."""

    def __init__(self, fit):
        self.votes = fit.votes
        self.seated = tuple(np.argwhere(fit.votes.is_seated).T)
        self.n_theta = len(self.seated[0])
        self.values = self.vector(fit.at.theta, fit.at.items)

    def vector(self, theta, items):
        return np.concatenate([theta[self.seated], items.ravel()])

    def point(self, values):
        theta = np.zeros(self.votes.is_seated.shape)
        theta[self.seated] = values[: self.n_theta]
        return ordinal_irt.point(self.votes, PRIORS, theta, values[self.n_theta :].reshape(-1, 3))

    def gradient(self, values):
        at = self.point(values)
        return self.vector(
            ordinal_irt.theta_system(self.votes, at)[0],
            ordinal_irt.items_system(self.votes, PRIORS, at)[0],
        )

    def information(self):
        steps = 1e-5 * np.eye(len(self.values))
        pairs = ((self.gradient(self.values + s), self.gradient(self.values - s)) for s in steps)
        return -np.array([(up - down) / 2e-5 for up, down in pairs])

    def score_of(self, rows):
        """Return the gradient of what some rows' votes add to the log posterior, priors apart."""

        def added(values):
            at = self.point(values)
            prior = 0.5 * self.votes.is_first * (at.items**2 @ PRIORS.precisions)
            return (at.shares + prior)[rows].sum()

        steps = 1e-5 * np.eye(len(self.values))
        return np.array([(added(self.values + s) - added(self.values - s)) / 2e-5 for s in steps])


@pytest.fixture(scope="module")
def dense(fit):
    return Dense(fit)


def test_no_nearby_values_of_the_unknowns_have_a_higher_posterior(fit, dense):
    assert fit.is_converged
    rng = np.random.default_rng(0)
    for _ in range(50):
        nearby = dense.values + rng.normal(scale=0.02, size=dense.values.shape)
        assert dense.point(nearby).log_posterior < fit.at.log_posterior
    assert np.abs(dense.gradient(dense.values)).max() < 1e-3


def test_the_chain_solves_what_the_whole_matrix_solves(fit, dense):
    information = dense.information()
    sides = np.random.default_rng(1).normal(size=(len(dense.values), 3))
    theta = np.zeros((*fit.votes.is_seated.shape, 3))
    theta[dense.seated] = sides[: dense.n_theta]
    items = sides[dense.n_theta :].reshape(-1, 3, 3)
    solved = ordinal_chain.solution(fit.chain, theta, items)
    ours = np.concatenate([solved[0][dense.seated], solved[1].reshape(-1, 3)])
    np.testing.assert_allclose(ours, np.linalg.solve(information, sides), rtol=2e-3, atol=2e-4)


def test_without_the_observed_part_the_matrix_is_the_expected_information(fit):
    system = ordinal_chain.system(fit.votes, PRIORS, fit.at)
    far = ordinal_irt.point(fit.votes, PRIORS, 3 * fit.at.theta, -fit.at.items[:, [0, 2, 1]])
    ordinal_chain.factored(fit.votes, ordinal_chain.system(fit.votes, PRIORS, far), 0.0)
    observed, expected = (ordinal_chain.factored(fit.votes, system, s) for s in (1.0, 0.0))
    assert np.abs(observed.cross[0] - expected.cross[0] - system.residual).max() < 1e-12


@pytest.mark.slow
def test_draws_vary_as_texts_weighed_anew_and_priors_with_noise_make_them(fit, dense):
    inverse = np.linalg.inv(dense.information())
    texts = [dense.score_of(fit.votes.texts == text) for text in np.unique(fit.votes.texts)]
    spread = sum(np.outer(score, score) for score in texts) + prior_information(fit, dense)
    expected = np.sqrt(np.diag(inverse @ spread @ inverse))
    theta, items = ordinal_draws.steps(fit, n_draws=6000, seed=3)
    ours = np.concatenate([theta[dense.seated], items.reshape(-1, theta.shape[2])]).std(axis=1)
    np.testing.assert_allclose(ours, expected, rtol=0.05)


def prior_information(fit, dense):
    """Return minus the Hessian of the priors alone: that of the posterior without votes."""
    nothing = Dense(fit)
    empty = np.full((len(SESSIONS), N_STATES), -1, dtype=np.int8)
    seats = fit.votes
    record = ordinal_votes.from_matrix(empty, SESSIONS, TEXTS, PRIORS)
    nothing.votes = ordinal_votes.OrdinalVotes(
        **{
            name: getattr(record if name in ("not_yes", "not_no", "n_cast") else seats, name)
            for name in ordinal_votes.OrdinalVotes.__dataclass_fields__
        }
    )
    flat = nothing.information()
    items = dense.point(dense.values).items
    push = 1 / np.expm1(items[:, 2] - items[:, 1])
    stiffness = push * (1 + push)
    for row, value in enumerate(stiffness):
        at = dense.n_theta + 3 * row + np.array([1, 2])
        flat[np.ix_(at, at)] -= value * np.array([[1, -1], [-1, 1]])
    return flat


def test_positions_are_measured_by_the_states_that_voted_in_the_session(fit):
    placed = ordinal_draws.session_estimates(fit, n_draws=20, seed=3)
    for t in range(3):
        voted = fit.votes.n_votes[t] > 0
        assert placed.theta[t, voted].mean() == pytest.approx(0, abs=1e-12)
        assert placed.theta[t, voted].std() == pytest.approx(1)
        np.testing.assert_allclose(placed.theta_draws[t, voted].mean(axis=0), 0, atol=1e-6)
        np.testing.assert_allclose(placed.theta_draws[t, voted].std(axis=0), 1, atol=1e-5)
        rows = fit.votes.rows[t]
        latent = fit.at.items[rows, :1] * fit.at.theta[t] - fit.at.items[rows, 1:2]
        ours = placed.items[fit.votes.sessions[t] == SESSIONS]
        cast = fit.votes.n_cast[rows].sum(axis=1) > 0
        again = ours[:, :1] * placed.theta[t] - ours[:, 1:2]
        np.testing.assert_allclose(again, latent[cast], atol=1e-9)


def test_votes_on_one_text_make_positions_less_sure_than_as_many_texts(ballots):
    cast = np.tile(ballots[:N_ROLLCALLS, 1:], (3, 1))
    numbers = np.tile(np.arange(N_ROLLCALLS), 3)
    one, other = (
        ordinal_draws.session_estimates(
            ordinal_mode.fit(cast, SESSIONS, texts, priors=PRIORS), n_draws=400, seed=1
        ).theta_draws[1]
        for texts in (numbers, np.arange(len(numbers)))
    )
    assert np.median(one.std(axis=1) / other.std(axis=1)) > 1.1


def test_the_same_seed_gives_the_same_draws(fit):
    one, other, third = (ordinal_draws.session_estimates(fit, n_draws=5, seed=s) for s in (1, 1, 2))
    np.testing.assert_array_equal(one.theta_draws, other.theta_draws)
    assert (one.theta_draws != third.theta_draws).any()


def test_a_search_that_is_cut_off_says_so(ballots):
    cut_off = ordinal_mode.fit(ballots, SESSIONS, TEXTS, priors=PRIORS, max_steps=0)
    assert not cut_off.is_converged
    assert cut_off.n_iterations == ordinal_mode.N_SWEEPS


def test_one_session_needs_no_walk(ballots):
    alone = ordinal_mode.fit(
        ballots[N_ROLLCALLS : 2 * N_ROLLCALLS],
        np.ones(N_ROLLCALLS, dtype=int),
        np.arange(N_ROLLCALLS),
        priors=PRIORS,
    )
    assert alone.is_converged
    assert alone.at.theta.shape == (1, N_STATES)
