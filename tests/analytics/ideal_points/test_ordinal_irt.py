from __future__ import annotations

import numpy as np
import pytest

from analytics.ideal_points import ordinal_irt, ordinal_votes

PRIORS = ordinal_votes.Priors(walk_sd=0.5, cut_sd=3.0, bridge_sd=0.4)
SESSIONS = np.repeat([3, 4, 6], 5)
TEXTS = np.array([0, 1, 2, 3, 4, 0, 6, 7, 8, 9, 1, 11, 12, 13, 14])
"""The first text returns in the next session, the second one only in the session after."""

N_ROWS = 16


@pytest.fixture(scope="module")
def votes():
    ballots = np.random.default_rng(1).integers(-1, 3, size=(15, 6)).astype(np.int8)
    ballots[:5, 4] = -1
    ballots[5:10, 5] = -1
    ballots[10:, 3] = -1
    return ordinal_votes.from_matrix(ballots, SESSIONS, TEXTS, PRIORS)


@pytest.fixture(scope="module")
def at(votes):
    rng = np.random.default_rng(2)
    theta = np.where(votes.is_seated, rng.normal(size=votes.is_seated.shape), 0.0)
    slopes, cuts = rng.normal(size=(N_ROWS, 1)), np.sort(rng.normal(size=(N_ROWS, 2)) * 2, axis=1)
    return ordinal_irt.point(votes, PRIORS, theta, np.hstack([slopes, cuts]))


def moved(votes, at, *, theta=None, items=None, by):
    new_theta, new_items = np.array(at.theta), np.array(at.items)
    if theta is not None:
        new_theta[theta] += by
    if items is not None:
        new_items[items] += by
    return ordinal_irt.point(votes, PRIORS, new_theta, new_items)


def slope_of(function, step=1e-5):
    return (function(step) - function(-step)) / (2 * step)


def test_a_state_is_seated_from_its_first_to_its_last_vote_also_when_it_missed_a_session(votes):
    np.testing.assert_array_equal(votes.is_seated[:, 3], [True, True, False])
    np.testing.assert_array_equal(votes.is_seated[:, 4], [False, True, True])
    np.testing.assert_array_equal(votes.is_seated[:, 5], [True, True, True])


def test_the_walk_is_looser_over_a_missing_session(votes):
    assert votes.links[0, 0] == pytest.approx(2 * votes.links[1, 0])
    assert votes.links[1, 3] == 0


def of_rows(votes, theta):
    """Return positions once for each row."""
    return np.concatenate(
        [np.tile(theta[t], (r.stop - r.start, 1)) for t, r in enumerate(votes.rows)]
    )


def test_a_text_that_comes_back_is_tied_also_over_a_session_that_skips_it(votes):
    assert votes.places.tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15]
    assert votes.before.tolist() == [0, 1, 2, 3, 4, 0, 6, 7, 8, 9, 1, 10, 12, 13, 14, 15]
    assert votes.n_cast[10].sum() == 0
    assert np.flatnonzero(votes.ties).tolist() == [5, 10, 11]
    assert votes.ties[5] == pytest.approx(0.4**-2)
    assert votes.ties[11] == pytest.approx(0.4**-2 / 2)
    assert np.flatnonzero(votes.is_tied).tolist() == [0, 1, 5, 10, 11]
    assert votes.series[[5, 10, 11]].tolist() == [0, 1, 1]


def test_a_text_that_stays_away_too_long_begins_anew():
    ballots = np.random.default_rng(1).integers(0, 3, size=(3, 6)).astype(np.int8)
    near, far = (
        ordinal_votes.from_matrix(ballots, np.array([1, 1, last]), np.array([0, 1, 0]), PRIORS)
        for last in (1 + ordinal_votes.MAX_GAP, 2 + ordinal_votes.MAX_GAP)
    )
    assert near.is_tied.tolist() == [True, False, True]
    assert not far.is_tied.any()


def test_the_log_posterior_is_that_of_the_three_vote_probabilities(votes, at):
    logit = at.items[:, :1] * of_rows(votes, at.theta)
    below, upto = (1 / (1 + np.exp(logit - at.items[:, j : j + 1])) for j in (1, 2))
    no, yes = votes.not_yes * (1 - votes.not_no), votes.not_no * (1 - votes.not_yes)
    expected = (
        no * np.log(below)
        + votes.not_yes * votes.not_no * np.log(upto - below)
        + yes * np.log(1 - upto)
    ).sum()
    expected += np.log(1 - np.exp(at.items[:, 1] - at.items[:, 2])).sum()
    first = at.items[votes.is_first] / [PRIORS.slope_sd, PRIORS.cut_sd, PRIORS.cut_sd]
    expected -= (first**2).sum() / 2
    for row, gap in ((5, 1), (10, 1), (11, 2)):
        step = at.items[row] - at.items[votes.before[row]]
        expected -= (step**2).sum() / (2 * gap * PRIORS.bridge_sd**2)
    expected -= (votes.anchors * at.theta**2).sum() / 2
    for s in range(6):
        for t, gap in ((0, 1), (1, 2)):
            if votes.is_seated[t, s] and votes.is_seated[t + 1, s]:
                move = at.theta[t + 1, s] - at.theta[t, s]
                expected -= move**2 / (2 * gap * PRIORS.walk_sd**2)
    assert at.log_posterior == pytest.approx(expected)


def test_gradients_are_the_slopes_of_the_log_posterior(votes, at):
    theta_gradient, _ = ordinal_irt.theta_system(votes, at)
    for cell in np.argwhere(votes.is_seated):
        numeric = slope_of(lambda by, c=tuple(cell): moved(votes, at, theta=c, by=by).log_posterior)
        assert theta_gradient[tuple(cell)] == pytest.approx(numeric, rel=1e-6, abs=1e-6)
    items_gradient, _ = ordinal_irt.items_system(votes, PRIORS, at)
    for cell in np.ndindex(N_ROWS, 3):
        numeric = slope_of(lambda by, c=cell: moved(votes, at, items=c, by=by).log_posterior)
        assert items_gradient[cell] == pytest.approx(numeric, rel=1e-6, abs=1e-6)


def test_hessians_are_the_slopes_of_the_gradients(votes, at):
    _, diagonal = ordinal_irt.theta_system(votes, at)
    cross, _residual = ordinal_irt.cross_hessian(votes, at)
    for t, s in np.argwhere(votes.is_seated):
        numeric = slope_of(
            lambda by, c=(t, s): ordinal_irt.theta_system(votes, moved(votes, at, theta=c, by=by))[
                0
            ][c]
        )
        assert diagonal[t, s] == pytest.approx(-numeric, abs=1e-6)
        numeric = slope_of(
            lambda by, c=(t, s): ordinal_irt.items_system(
                votes, PRIORS, moved(votes, at, theta=c, by=by)
            )[0]
        )
        np.testing.assert_allclose(cross[:, votes.rows[t], s].T, -numeric[votes.rows[t]], atol=1e-6)
    _, hessian = ordinal_irt.items_system(votes, PRIORS, at)
    for v, k in np.ndindex(N_ROWS, 3):
        numeric = slope_of(
            lambda by, c=(v, k): ordinal_irt.items_system(
                votes, PRIORS, moved(votes, at, items=c, by=by)
            )[0][c[0]]
        )
        np.testing.assert_allclose(hessian[v, :, k], -numeric, atol=1e-5)


def test_far_out_positions_do_not_overflow(votes, at):
    far = ordinal_irt.point(votes, PRIORS, at.theta * 1e4, at.items)
    assert np.isfinite(far.log_posterior)
    assert np.isfinite(ordinal_irt.theta_system(votes, far)[0]).all()


def test_far_out_positions_are_worth_what_they_are(votes, at):
    far = ordinal_irt.point(votes, PRIORS, at.theta * 1e4, at.items)

    def from_votes(theta):
        latent = at.items[:, :1] * of_rows(votes, theta)
        above = [np.logaddexp(0, latent - at.items[:, j : j + 1]) for j in (1, 2)]
        cast = votes.not_no * latent - votes.not_yes * above[0] - votes.not_no * above[1]
        return latent, cast.sum(axis=1)

    latent, expected = from_votes(far.theta)
    assert latent.max() > 2 * ordinal_irt.MAX_LOGIT
    np.testing.assert_allclose(
        far.shares - at.shares, expected - from_votes(at.theta)[1], rtol=1e-9
    )


def test_the_residual_is_the_part_of_the_cross_hessian_that_is_expected_to_be_nothing(votes, at):
    cross, residual = ordinal_irt.cross_hessian(votes, at)
    expected = -of_rows(votes, at.theta) * (cross[1] + cross[2])
    np.testing.assert_allclose(cross[0] - residual, expected, atol=1e-12)
    assert np.abs(residual).max() > 0.1
