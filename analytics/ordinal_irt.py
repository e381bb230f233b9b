"""The dynamic ordinal item-response model: its log posterior, and its first two derivatives.

State s has position theta[t, s] in session t. Roll call v has a slope a[v], whose sign is free,
and two cut points c1[v] < c2[v]::

    P(N) = F(c1 - a theta),  P(N or A) = F(c2 - a theta),  F the logistic distribution

Priors: the first position of each State is normal(0, first_sd); from one session to the next it
walks at random, with standard deviation walk_sd a session; slopes and cut points are normal(0,
item_sd), the latter times (1 - exp(c1 - c2)), which keeps them apart where nobody abstained. A
State walks from its first to its last session, also through those it missed.

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

import itertools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

MAX_LOGIT = 500.0
"""Beyond this the logistic distribution is 0 or 1 in double precision, and exp would overflow."""


@dataclass(frozen=True)
class Priors:
    """Standard deviations of the normal priors, before normalisation.

    They are near those of Bailey, Strezhnev & Voeten's own program: there a position's walk has
    standard deviation 0.5 and a slope has 1 on the probit scale, about 1.8 on the logistic one.
    Wider ones (3 for slopes and cut points, 0.35 for the walk) predict votes held out a little
    better, log loss 0.247 against 0.250 a vote, and order States of the first sessions less as the
    published estimates do.
    """

    walk_sd: float = 0.5
    first_sd: float = 1.0
    item_sd: float = 2.0


@dataclass(frozen=True)
class Record:
    """The votes as the sums below want them; arrays of votes have a row a roll call.

    Attributes
    ----------
    sessions : array of int, shape (n_sessions,)
        Their numbers, ascending.
    rows : tuple of slice
        Roll calls of each session.
    not_yes, not_no : array, shape (n_rollcalls, n_states)
        1 where N or A, and where A or Y, was cast; else 0.
    n_cast : array, shape (n_rollcalls, 3)
        N, A and Y cast.
    n_votes : array of int, shape (n_sessions, n_states)
    is_seated : array of bool, shape (n_sessions, n_states)
        From the first session in which the State voted to the last.
    links : array, shape (n_sessions - 1, n_states)
        Precision of the walk from one session to the next; 0 where there is none.
    anchors : array, shape (n_sessions, n_states)
        Prior precision of a State's first position; 0 elsewhere.
    """

    sessions: Ints
    rows: tuple[slice, ...]
    not_yes: Floats
    not_no: Floats
    n_cast: Floats
    n_votes: Ints
    is_seated: Bools
    links: Floats
    anchors: Floats


@dataclass(frozen=True)
class Point:
    """Values of all unknowns, and the log posterior there.

    Attributes
    ----------
    theta : array, shape (n_sessions, n_states)
        Positions; 0 where a State is not seated.
    items : array, shape (n_rollcalls, 3)
        Slope, cut point N|A, cut point A|Y.
    shares : array, shape (n_rollcalls,)
        What each roll call adds to the log posterior.
    log_posterior : float
        Up to a constant.
    """

    theta: Floats
    items: Floats
    shares: Floats
    log_posterior: float


def record(ballots: npt.NDArray[np.int8], sessions: Ints, priors: Priors) -> Record:
    """Return the votes, laid out.

    Parameters
    ----------
    ballots : array of int8, shape (n_rollcalls, n_states)
        0 against, 1 abstaining, 2 in favour, -1 did not vote. Every State voted at least once.
    sessions : array of int, shape (n_rollcalls,)
        Session of each roll call, in non-decreasing order.
    """
    numbers, starts = np.unique(sessions, return_index=True)
    edges = [*starts.tolist(), len(sessions)]
    rows = tuple(slice(first, stop) for first, stop in itertools.pairwise(edges))
    n_votes = np.stack([(ballots[r] >= 0).sum(axis=0) for r in rows])
    has_come = np.maximum.accumulate(n_votes > 0, axis=0)
    is_seated = has_come & np.maximum.accumulate((n_votes > 0)[::-1], axis=0)[::-1]
    is_first = is_seated & (np.cumsum(is_seated, axis=0) == 1)
    gaps = np.diff(numbers).astype(float)[:, None]
    return Record(
        sessions=numbers,
        rows=rows,
        not_yes=((ballots == 0) | (ballots == 1)).astype(float),
        not_no=(ballots >= 1).astype(float),
        n_cast=np.stack([(ballots == k).sum(axis=1) for k in range(3)], axis=1).astype(float),
        n_votes=n_votes,
        is_seated=is_seated,
        links=(is_seated[1:] & is_seated[:-1]) / (priors.walk_sd**2 * gaps),
        anchors=is_first / priors.first_sd**2,
    )


def point(votes: Record, priors: Priors, theta: Floats, items: Floats) -> Point:
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
    shares -= 0.5 * (items**2).sum(axis=1) / priors.item_sd**2
    walk = (votes.links * np.diff(theta, axis=0) ** 2).sum() + (votes.anchors * theta**2).sum()
    return Point(theta, items, shares, float(shares.sum() - 0.5 * walk))


def refusals(votes: Record, at: Point, t: int) -> tuple[Floats, Floats]:
    """Return the chance of N, where N or A was cast, and of N or A, where A or Y was; else 0.

    Both for session number ``t`` of the record, with shape (roll calls of the session, n_states).
    """
    rows = votes.rows[t]
    slopes, lower, upper = (at.items[rows, j : j + 1] for j in range(3))
    odds = np.exp(np.minimum(slopes * at.theta[t] - lower, MAX_LOGIT))
    below = votes.not_yes[rows] / (1 + odds)
    odds *= np.exp(lower - upper)
    return below, votes.not_no[rows] / (1 + odds)


def items_system(votes: Record, priors: Priors, at: Point) -> tuple[Floats, Floats]:
    """Return the gradient in each roll call's unknowns, and minus the Hessian.

    Returns
    -------
    gradient : array, shape (n_rollcalls, 3)
    hessian : array, shape (n_rollcalls, 3, 3)
        Positive definite: given positions, each roll call's log posterior is concave.
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
    gradient += np.stack([0 * push, -push, push], axis=1) - items / priors.item_sd**2
    stiffness = push * (1 + push / n_between)
    hessian += stiffness[:, None, None] * np.array([[0, 0, 0], [0, 1, -1], [0, -1, 1]])
    hessian += np.eye(3) / priors.item_sd**2
    return gradient, hessian


def theta_system(votes: Record, at: Point) -> tuple[Floats, Floats]:
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


def cross_hessian(votes: Record, at: Point) -> Floats:
    """Return minus the mixed second derivatives in positions and roll calls' unknowns.

    Returns
    -------
    array, shape (3, n_rollcalls, n_states)
        For slope, cut point N|A and cut point A|Y.
    """
    cross = np.empty((3, *votes.not_no.shape))
    for t, rows in enumerate(votes.rows):
        below, upto = refusals(votes, at, t)
        slopes = at.items[rows, :1]
        cross[1, rows] = -slopes * (below - below**2)
        cross[2, rows] = -slopes * (upto - upto**2)
        residual = below + upto - votes.not_yes[rows]
        cross[0, rows] = -residual - at.theta[t] * (cross[1, rows] + cross[2, rows])
    return cross
