from __future__ import annotations

import numpy as np
import pytest

from analytics import ordinal_irt, ordinal_mode

PRIORS = ordinal_irt.Priors(walk_sd=0.5)
N_STATES, N_ROLLCALLS = 9, 8
SESSIONS = np.repeat([1, 2, 4], N_ROLLCALLS)


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
    return ordinal_mode.fit(ballots, SESSIONS, priors=PRIORS)


@pytest.fixture(scope="module")
def mode(ballots, fit):
    """The mode before normalisation, found again from the normalised one."""
    votes = ordinal_irt.record(ballots, SESSIONS, PRIORS)
    counts = votes.n_votes > 0

    def log_posterior(centre, spread):
        theta = np.where(votes.is_seated, centre + spread * fit.theta, 0.0)
        slopes = fit.items[:, :1] / spread
        items = np.hstack([slopes, fit.items[:, 1:] + centre * slopes])
        return ordinal_irt.point(votes, PRIORS, theta, items)

    centres = np.linspace(-1, 1, 2001)
    at = max((log_posterior(c, fit.spread) for c in centres), key=lambda p: p.log_posterior)
    return votes, counts, at


def dense_information(votes, at):
    """Minus the Hessian in all unknowns at once, by central differences of the gradient."""
    seated = np.argwhere(votes.is_seated)

    def gradient(values):
        theta = np.zeros_like(at.theta)
        theta[tuple(seated.T)] = values[: len(seated)]
        items = values[len(seated) :].reshape(-1, 3)
        here = ordinal_irt.point(votes, PRIORS, theta, items)
        parts = ordinal_irt.theta_system(votes, here)[0][tuple(seated.T)]
        return np.concatenate([parts, ordinal_irt.items_system(votes, PRIORS, here)[0].ravel()])

    values = np.concatenate([at.theta[tuple(seated.T)], at.items.ravel()])
    steps = 1e-5 * np.eye(len(values))
    return (
        seated,
        values,
        -np.array([(gradient(values + step) - gradient(values - step)) / 2e-5 for step in steps]),
    )


def test_the_mode_is_reached_and_normalised(ballots, fit):
    voted = fit.n_votes > 0
    assert fit.is_converged
    assert fit.theta[voted].mean() == pytest.approx(0, abs=1e-12)
    assert fit.theta[voted].std() == pytest.approx(1)
    assert (fit.items[:, 2] > fit.items[:, 1]).all()


def test_no_nearby_values_of_the_unknowns_have_a_higher_posterior(fit, mode):
    votes, _, at = mode
    assert at.log_posterior == pytest.approx(fit.log_posterior, abs=1e-4)
    rng = np.random.default_rng(0)
    for _ in range(50):
        theta = at.theta + votes.is_seated * rng.normal(scale=0.05, size=at.theta.shape)
        items = at.items + rng.normal(scale=0.02, size=at.items.shape)
        nearby = ordinal_irt.point(votes, PRIORS, theta, items)
        assert nearby.log_posterior < fit.log_posterior


def test_standard_errors_are_those_of_the_whole_information_matrix(fit, mode):
    votes, counts, at = mode
    seated, values, information = dense_information(votes, at)
    voted = counts[tuple(seated.T)]

    def normalised(values):
        theta, items = values[: len(seated)], values[len(seated) :].reshape(-1, 3)
        centre, spread = theta[voted].mean(), theta[voted].std()
        slopes = items[:, :1]
        out = np.hstack([slopes * spread, items[:, 1:] - centre * slopes])
        return np.concatenate([(theta - centre) / spread, out.ravel()])

    steps = 1e-5 * np.eye(len(values))
    jacobian = np.array(
        [(normalised(values + step) - normalised(values - step)) / 2e-5 for step in steps]
    ).T
    errors = np.sqrt(np.diag(jacobian @ np.linalg.inv(information) @ jacobian.T))
    np.testing.assert_allclose(fit.theta_se[tuple(seated.T)], errors[: len(seated)], rtol=2e-3)
    np.testing.assert_allclose(fit.items_se.ravel(), errors[len(seated) :], rtol=2e-3)


def test_a_search_that_is_cut_off_says_so(ballots):
    cut_off = ordinal_mode.fit(ballots, SESSIONS, priors=PRIORS, max_steps=0)
    assert not cut_off.is_converged
    assert cut_off.n_iterations == ordinal_mode.N_SWEEPS


def test_one_session_needs_no_walk(ballots):
    alone = ordinal_mode.fit(
        ballots[N_ROLLCALLS : 2 * N_ROLLCALLS], np.ones(N_ROLLCALLS, dtype=int), priors=PRIORS
    )
    assert alone.is_converged
    assert alone.theta.shape == (1, N_STATES)
