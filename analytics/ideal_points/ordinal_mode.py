"""Where the dynamic ordinal item-response model has its posterior mode.

After a rough climb, in which a text that comes back keeps its slope and cut points, Newton steps
are taken on *all* unknowns at once (`ordinal_chain`): with the expected curvature, which
is always positive definite, while far, and with more and more of the observed one near the mode.
The factor of the last step is
kept: what is known of the unknowns' uncertainty comes from it (`ordinal_draws`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.ideal_points import ordinal_chain, ordinal_irt, ordinal_votes
from analytics.ideal_points.ordinal_chain import Chain, System
from analytics.ideal_points.ordinal_irt import Point
from analytics.ideal_points.ordinal_votes import Ballots, Floats, Ints, OrdinalVotes, Priors

N_SWEEPS = 10
"""Alternating ascents before the Newton steps."""

SCORING_ABOVE = 100.0
"""Steps that promise more than this leave the observed curvature aside, where it misleads."""

GAIN_TOLERANCE = 1e-6
"""The mode is a step away when a full Newton step promises less than half of this."""


@dataclass(frozen=True)
class Mode:
    """The posterior mode, on the scale of the search: `ordinal_draws` makes it comparable.

    Attributes
    ----------
    votes : OrdinalVotes
    priors : Priors
    at : Point
    chain : Chain
        Minus the Hessian, factored, a step before the mode.
    n_iterations : int
        Alternating ascents and Newton steps together.
    is_converged : bool
    """

    votes: OrdinalVotes
    priors: Priors
    at: Point
    chain: Chain
    n_iterations: int
    is_converged: bool


def fit(
    ballots: Ballots, sessions: Ints, texts: Ints, *, priors: Priors, max_steps: int = 60
) -> Mode:
    """Return the posterior mode of all positions and roll calls.

    Parameters
    ----------
    ballots : array of int8, shape (n_rollcalls, n_states)
        0 against, 1 abstaining, 2 in favour, -1 did not vote. Every State voted at least once and
        every roll call divided the house.
    sessions : array of int, shape (n_rollcalls,)
        Session of each roll call, in non-decreasing order.
    texts : array of int, shape (n_rollcalls,)
        Number of the text that each roll call is on: those on one text bridge their sessions.
    priors : Priors
    max_steps : int
        Most Newton steps to take; beyond them the fit is returned as not converged.
    """
    votes = ordinal_votes.from_matrix(ballots, sessions, texts, priors)
    at = _start(votes, priors)
    for _ in range(N_SWEEPS):
        at = _items_ascent(votes, priors, _walk_ascent(votes, priors, at))
    share = 0.0
    for step in range(max(max_steps, 0) + 1):
        system = ordinal_chain.system(votes, priors, at)
        chain, share = _factored(votes, system, share)
        sides = system.theta_gradient[..., None], system.items_gradient[..., None]
        theta_step, items_step = (part[..., 0] for part in ordinal_chain.solution(chain, *sides))
        gain = np.vdot(system.theta_gradient, theta_step)
        gain += np.vdot(system.items_gradient, items_step)
        is_converged = share == 1.0 and bool(gain < GAIN_TOLERANCE)
        if is_converged:
            at = ordinal_irt.point(votes, priors, at.theta + theta_step, at.items + items_step)
        if is_converged or step >= max_steps:
            break
        at = _line_search(votes, priors, at, theta_step, items_step)
        if share or gain < SCORING_ABOVE:
            share = (1 + share) / 2 if share < 0.9 else 1.0
    return Mode(votes, priors, at, chain, N_SWEEPS + step, is_converged)


def _factored(votes: OrdinalVotes, system: System, share: float) -> tuple[Chain, float]:
    """Return the factored chain, and what share of the observed curvature it could hold."""
    while True:
        try:
            return ordinal_chain.factored(votes, system, share), share
        except np.linalg.LinAlgError:
            share = share / 2 if share > 0.2 else 0.0


def _start(votes: OrdinalVotes, priors: Priors) -> Point:
    """Return a start: the first principal component of all votes, the same in every session."""
    n_cast = votes.n_cast.sum(axis=1)
    mean = (votes.n_cast @ np.arange(3.0) / np.maximum(n_cast, 1))[:, None]
    has_voted = np.maximum(votes.not_yes, votes.not_no)
    centred = votes.not_no * (2 - votes.not_yes) - mean * has_voted
    weights = 1 / np.sqrt(has_voted.sum(axis=0))
    covariance = weights[:, None] * (centred.T @ centred) * weights
    component = np.linalg.eigh(covariance)[1][:, -1]
    theta = np.where(votes.is_seated, (component - component.mean()) / component.std(), 0.0)
    cast = _pooled(votes, votes.n_cast)
    shares = (np.cumsum(cast, axis=1) + 0.5 * np.arange(1, 4)) / (cast.sum(axis=1)[:, None] + 1.5)
    logits = np.log(shares[:, :2] / (1 - shares[:, :2]))
    items = np.concatenate([np.zeros_like(mean), logits], axis=1)
    at = ordinal_irt.point(votes, priors, theta, items)
    for _ in range(3):
        at = _items_ascent(votes, priors, at)
    return at


def _items_ascent(votes: OrdinalVotes, priors: Priors, at: Point) -> Point:
    """Return the point after a Newton step of each text by itself, none of them downwards.

    Votes tied to each other take the same step, so that what ties them stays as it is.
    """
    gradient, hessian = ordinal_irt.items_system(votes, priors, at)
    hessian -= 2 * votes.ties[:, None, None] * np.eye(3)
    inverse = ordinal_chain.inverses(_pooled(votes, hessian))
    step = np.einsum("vij,vj->vi", inverse, _pooled(votes, gradient))
    items, shares = np.array(at.items), _pooled(votes, at.shares)
    before = shares.copy()
    for length in (1.0, 0.3, 0.1):
        trial = at.items + _kept_apart(at.items, length * step)
        tried = _pooled(votes, ordinal_irt.point(votes, priors, at.theta, trial).shares)
        rises = (shares == before) & (tried > shares)
        items[rises], shares[rises] = trial[rises], tried[rises]
        if (shares > before).all():
            break
    return ordinal_irt.point(votes, priors, at.theta, items)


def _pooled(votes: OrdinalVotes, values: Floats) -> Floats:
    """Return for each row the sum of a value over the rows tied to it."""
    total = np.zeros_like(values)
    np.add.at(total, votes.series, values)
    return total[votes.series]


def _walk_ascent(votes: OrdinalVotes, priors: Priors, at: Point) -> Point:
    """Return the point after a Newton step of all States' walks, given the roll calls."""
    step, diagonal = ordinal_irt.theta_system(votes, at)
    for t in range(1, len(step)):
        ratio = votes.links[t - 1] / diagonal[t - 1]
        diagonal[t] -= ratio * votes.links[t - 1]
        step[t] += ratio * step[t - 1]
    step[-1] /= diagonal[-1]
    for t in range(len(step) - 2, -1, -1):
        step[t] = (step[t] + votes.links[t] * step[t + 1]) / diagonal[t]
    return _line_search(votes, priors, at, step, np.zeros_like(at.items))


def _line_search(
    votes: OrdinalVotes, priors: Priors, at: Point, theta_step: Floats, items_step: Floats
) -> Point:
    """Return the first point upwards along the step; the one given if there is none."""
    length = 1.0
    while length > 1e-4:
        items = at.items + _kept_apart(at.items, length * items_step)
        tried = ordinal_irt.point(votes, priors, at.theta + length * theta_step, items)
        if tried.log_posterior > at.log_posterior:
            return tried
        length /= 2
    return at


def _kept_apart(items: Floats, step: Floats) -> Floats:
    """Return the step, shortened so that no pair of cut points loses over 4/5 of its distance."""
    excess = step[:, 1] - step[:, 2] - 0.8 * (items[:, 2] - items[:, 1])
    half = np.maximum(excess, 0.0) / 2
    return step + np.stack([0 * half, -half, half], axis=1)
