"""The dynamic ordinal item-response model: its log posterior, and its first two derivatives.

State s has position theta[t, s] in session t. Roll call v has a slope a[v], whose sign is free,
and two cut points c1[v] < c2[v]::

    P(N) = F(c1 - a theta),  P(N or A) = F(c2 - a theta),  F the logistic distribution

Priors: the first position of each State is normal(0, first_sd); from one session to the next it
walks at random, with standard deviation walk_sd a session; slopes are normal(0, slope_sd); cut
points are as good as flat, normal(0, cut_sd) times (1 - exp(c1 - c2)), which keeps them apart where
nobody abstained. A State walks from its first to its last session, also through those it missed.

A text that comes back has the slope and cut points of its last vote again, but for a small step:
normal(0, bridge_sd) a session. So repeated texts bridge sessions: what changes from one to the next
is then the States, not the line. Sessions that such a text skips hold a row without votes for it.

With the logistic link an abstention is worth ``log F(a theta - c1) + log F(c2 - a theta)`` plus
``log(1 - exp(c1 - c2))``, and the last holds no position. So the likelihood is that of two yes-no
questions with one slope ("not N", put to N and A; "Y", put to A and Y), and every second
derivative has a closed form.

References
----------
Bailey, M. A., Strezhnev, A. & Voeten, E. (2017). Estimating Dynamic State Preferences from United
Nations Voting Data. *Journal of Conflict Resolution* 61(2), 430-456.
Samejima, F. (1969). Estimation of latent ability using a response pattern of graded scores.
*Psychometrika Monograph* 17.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.ideal_points.ordinal_votes import Floats, OrdinalVotes, Priors

MAX_LOGIT = 500.0
"""Beyond this the logistic distribution is 0 or 1 in double precision, and exp would overflow."""


@dataclass(frozen=True)
class Point:
    """Values of all unknowns, and the log posterior there.

    Attributes
    ----------
    theta : array, shape (n_sessions, n_states)
        Positions; 0 where a State is not seated.
    items : array, shape (n_rows, 3)
        Slope, cut point N|A, cut point A|Y.
    shares : array, shape (n_rows,)
        What each row adds to the log posterior, but for the steps between votes on one text.
    log_posterior : float
        Up to a constant.
    """

    theta: Floats
    items: Floats
    shares: Floats
    log_posterior: float


def point(votes: OrdinalVotes, priors: Priors, theta: Floats, items: Floats) -> Point:
    """Return the values with their log posterior."""
    shares = np.empty(len(items))
    for t, rows in enumerate(votes.rows):
        slopes, lower, upper = (items[rows, j : j + 1] for j in range(3))
        not_yes, not_no = votes.not_yes[rows], votes.not_no[rows]
        logit = slopes * theta[t] - lower
        odds = np.exp(np.minimum(logit, MAX_LOGIT))
        likelihood = slopes[:, 0] * (not_no @ theta[t])
        likelihood -= np.einsum("vs,vs->v", not_yes, np.log(1 + odds))
        odds *= np.exp(lower - upper)
        likelihood -= np.einsum("vs,vs->v", not_no, np.log(1 + odds))
        if logit.max() > MAX_LOGIT:
            likelihood -= ((not_yes + not_no) * np.maximum(logit - MAX_LOGIT, 0)).sum(axis=1)
        shares[rows] = likelihood
    n_abstain = votes.n_cast[:, 1]
    shares -= (votes.n_cast[:, 1:] * items[:, 1:]).sum(axis=1)
    shares += (n_abstain + 1) * np.log(-np.expm1(items[:, 1] - items[:, 2]))
    shares -= 0.5 * votes.is_first * (items**2 @ priors.precisions)
    walk = (votes.links * np.diff(theta, axis=0) ** 2).sum() + (votes.anchors * theta**2).sum()
    walk += (votes.ties[:, None] * (items - items[votes.before]) ** 2).sum()
    return Point(theta, items, shares, float(shares.sum() - 0.5 * walk))


def refusals(votes: OrdinalVotes, at: Point, t: int) -> tuple[Floats, Floats]:
    """Return the chance of N, where N or A was cast, and of N or A, where A or Y was.

    Both for session number ``t`` of the record, with shape (roll calls of the session, n_states).
    """
    rows = votes.rows[t]
    slopes, lower, upper = (at.items[rows, j : j + 1] for j in range(3))
    odds = np.exp(np.minimum(slopes * at.theta[t] - lower, MAX_LOGIT))
    below = votes.not_yes[rows] / (1 + odds)
    odds *= np.exp(lower - upper)
    return below, votes.not_no[rows] / (1 + odds)


def items_system(votes: OrdinalVotes, priors: Priors, at: Point) -> tuple[Floats, Floats]:
    """Return the gradient in each roll call's unknowns, and minus the Hessian.

    Returns
    -------
    gradient : array, shape (n_rows, 3)
    hessian : array, shape (n_rows, 3, 3)
        Positive definite: given positions, each roll call's log posterior is concave. Between two
        votes on one text minus the Hessian holds ``-ties`` on the diagonal.
    """
    items = at.items
    gradient = np.empty_like(items)
    hessian = np.zeros((len(items), 3, 3))
    for t, rows in enumerate(votes.rows):
        theta = at.theta[t]
        below, upto = refusals(votes, at, t)
        gradient[rows, 0] = (below + upto - votes.not_yes[rows]) @ theta
        powers = np.stack([np.ones_like(theta), theta, theta**2], axis=1)
        for j, held in enumerate((below, upto), start=1):
            gradient[rows, j] = votes.n_cast[rows, j - 1] - held.sum(axis=1)
            moments = (held - held**2) @ powers
            hessian[rows, 0, 0] += moments[:, 2]
            hessian[rows, 0, j] = hessian[rows, j, 0] = -moments[:, 1]
            hessian[rows, j, j] = moments[:, 0]
    n_between = votes.n_cast[:, 1] + 1
    push = n_between / np.expm1(items[:, 2] - items[:, 1])
    gradient += np.stack([0 * push, -push, push], axis=1)
    stiffness = push * (1 + push / n_between)
    hessian += stiffness[:, None, None] * np.array([[0, 0, 0], [0, 1, -1], [0, -1, 1]])
    gradient += items_prior(votes, priors, items)
    held = votes.ties.copy()
    np.add.at(held, votes.before, votes.ties)
    own = votes.is_first[:, None] * priors.precisions + held[:, None]
    hessian += own[:, :, None] * np.eye(3)
    return gradient, hessian


def items_prior(votes: OrdinalVotes, priors: Priors, items: Floats) -> Floats:
    """Return what priors, and steps from vote to vote on a text, add to the roll calls' gradient.

    The part of the prior that keeps cut points apart is not in it: it goes with the votes.
    """
    pull = votes.ties[:, None] * (items - items[votes.before])
    gradient = -pull - votes.is_first[:, None] * items * priors.precisions
    np.add.at(gradient, votes.before, pull)
    return gradient


def theta_system(votes: OrdinalVotes, at: Point) -> tuple[Floats, Floats]:
    """Return the gradient in the positions, and the diagonal of minus the Hessian.

    Both with shape (n_sessions, n_states); beside the diagonal the Hessian holds ``links``. An
    unseated State has gradient 0 and diagonal 1, so that it stays where it is.
    """
    pull = votes.links * np.diff(at.theta, axis=0)
    gradient = -votes.anchors * at.theta
    gradient[:-1] += pull
    gradient[1:] -= pull
    diagonal = votes.anchors + ~votes.is_seated
    diagonal[:-1] += votes.links
    diagonal[1:] += votes.links
    for t, rows in enumerate(votes.rows):
        below, upto = refusals(votes, at, t)
        slopes = at.items[rows, 0]
        gradient[t] += slopes @ (below + upto - votes.not_yes[rows])
        diagonal[t] += slopes**2 @ (below - below**2 + upto - upto**2)
    return gradient, diagonal


def cross_hessian(votes: OrdinalVotes, at: Point) -> tuple[Floats, Floats]:
    """Return minus the mixed second derivatives in positions and roll calls' unknowns.

    Returns
    -------
    cross : array, shape (3, n_rows, n_states)
        For slope, cut point N|A and cut point A|Y.
    residual : array, shape (n_rows, n_states)
        The part of the first that votes and not their chances make: expected to be 0.
    """
    cross = np.empty((3, *votes.not_no.shape))
    residual = np.empty_like(votes.not_no)
    for t, rows in enumerate(votes.rows):
        below, upto = refusals(votes, at, t)
        slopes = at.items[rows, :1]
        cross[1, rows] = -slopes * (below - below**2)
        cross[2, rows] = -slopes * (upto - upto**2)
        residual[rows] = votes.not_yes[rows] - below - upto
        cross[0, rows] = residual[rows] - at.theta[t] * (cross[1, rows] + cross[2, rows])
    return cross, residual
