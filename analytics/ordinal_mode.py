"""Where the dynamic ordinal item-response model has its posterior mode, and how sure that is.

After a rough climb, Newton steps are taken on *all* unknowns at once. Each roll call's three are
eliminated by themselves; what is left is one full block of positions a session, linked to the
next by the walk. That chain is factored, solved, and the diagonal blocks of its inverse found, in
time linear in the number of sessions. The same factor gives the covariances, so that the standard
errors carry the votes, the walk, the roll calls' own uncertainty and the normalisation.

References
----------
Golub, G. H. & Van Loan, C. F. (2013). *Matrix Computations*, 4th ed., section 4.5 (block
tridiagonal systems).
Takahashi, K., Fagan, J. & Chin, M. (1973). Formation of a sparse bus impedance matrix and its
application to short circuit study. *8th PICA Conference*, 63-69 (blocks of the inverse).
Tierney, L. & Kadane, J. B. (1986). Accurate approximations for posterior moments and marginal
densities. *JASA* 81(393), 82-86.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import linalg

from analytics import ordinal_irt
from analytics.ordinal_irt import Floats, Ints, Point, Priors, Record

N_SWEEPS = 10
"""Alternating ascents before the Newton steps."""

FIRST_DAMPING = 0.05
"""Of the first Newton step, which starts where a full one would overshoot."""

GAIN_TOLERANCE = 1e-6
"""The mode is a step away when an undamped Newton step promises less than half of this."""


@dataclass(frozen=True)
class Fit:
    """The mode, normalised so that voting State-sessions have mean 0 and standard deviation 1.

    Attributes
    ----------
    sessions : array of int, shape (n_sessions,)
    n_votes : array of int, shape (n_sessions, n_states)
    theta, theta_se : array, shape (n_sessions, n_states)
        Positions and standard errors; they say nothing where a State is not seated.
    items, items_se : array, shape (n_rollcalls, 3)
        Slope, cut point N|A and cut point A|Y, and their standard errors.
    log_posterior : float
        Up to a constant.
    n_iterations : int
        Alternating ascents and Newton steps together.
    is_converged : bool
    spread : float
        The standard deviation divided out: ``walk_sd / spread`` is on the scale of `theta`.
    """

    sessions: Ints
    n_votes: Ints
    theta: Floats
    theta_se: Floats
    items: Floats
    items_se: Floats
    log_posterior: float
    n_iterations: int
    is_converged: bool
    spread: float


@dataclass(frozen=True)
class _System:
    """Gradient and minus the Hessian of the log posterior, roll calls set apart."""

    theta_gradient: Floats
    items_gradient: Floats
    theta_diagonal: Floats
    items_inverse: Floats
    cross: Floats


@dataclass(frozen=True)
class _Chain:
    """A factored chain: inverses of its pivot blocks, and the links between them."""

    pivots: tuple[Floats, ...]
    links: Floats


def fit(
    ballots: npt.NDArray[np.int8], sessions: Ints, *, priors: Priors, max_steps: int = 60
) -> Fit:
    """Return the posterior mode of all positions and roll calls, with standard errors.

    Parameters
    ----------
    ballots : array of int8, shape (n_rollcalls, n_states)
        0 against, 1 abstaining, 2 in favour, -1 did not vote. Every State voted at least once and
        every roll call divided the house.
    sessions : array of int, shape (n_rollcalls,)
        Session of each roll call, in non-decreasing order.
    priors : Priors
    max_steps : int
        Most Newton steps to take; beyond them the fit is returned as not converged.
    """
    votes = ordinal_irt.record(ballots, sessions, priors)
    at = _start(votes, priors)
    for _ in range(N_SWEEPS):
        at = _items_ascent(votes, priors, _walk_ascent(votes, priors, at))
    damping = FIRST_DAMPING
    for step in range(max(max_steps, 0) + 1):
        system = _system(votes, priors, at)
        chain, damping = _chain(votes, system, damping)
        theta_step, items_step = _solution(
            votes, system, chain, system.theta_gradient, system.items_gradient
        )
        gain = np.vdot(system.theta_gradient, theta_step)
        gain += np.vdot(system.items_gradient, items_step)
        is_converged = damping == 0.0 and bool(gain < GAIN_TOLERANCE)
        if is_converged:
            at = ordinal_irt.point(votes, priors, at.theta + theta_step, at.items + items_step)
        if is_converged or step >= max_steps:
            break
        at, length = _line_search(votes, priors, at, theta_step, items_step)
        damping = _next_damping(damping, length)
    return _normalised(
        votes, system, chain, at, is_converged=is_converged, n_iterations=N_SWEEPS + step
    )


def _start(votes: Record, priors: Priors) -> Point:
    """Return a start: the first principal component of all votes, the same in every session."""
    n_cast = votes.n_cast.sum(axis=1)
    mean = (votes.n_cast @ np.arange(3.0) / n_cast)[:, None]
    has_voted = np.maximum(votes.not_yes, votes.not_no)
    centred = votes.not_no * (2 - votes.not_yes) - mean * has_voted
    weights = 1 / np.sqrt(has_voted.sum(axis=0))
    covariance = weights[:, None] * (centred.T @ centred) * weights
    component = np.linalg.eigh(covariance)[1][:, -1]
    theta = np.where(votes.is_seated, (component - component.mean()) / component.std(), 0.0)
    shares = (np.cumsum(votes.n_cast, axis=1) + 0.5 * np.arange(1, 4)) / (n_cast[:, None] + 1.5)
    logits = np.log(shares[:, :2] / (1 - shares[:, :2]))
    items = np.concatenate([np.zeros_like(mean), logits], axis=1)
    at = ordinal_irt.point(votes, priors, theta, items)
    for _ in range(3):
        at = _items_ascent(votes, priors, at)
    return at


def _items_ascent(votes: Record, priors: Priors, at: Point) -> Point:
    """Return the point after a Newton step of each roll call by itself, none of them downwards."""
    gradient, hessian = ordinal_irt.items_system(votes, priors, at)
    step = np.einsum("vij,vj->vi", _inverses(hessian), gradient)
    items, shares = np.array(at.items), np.array(at.shares)
    for length in (1.0, 0.3, 0.1):
        trial = at.items + _kept_apart(at.items, length * step)
        tried = ordinal_irt.point(votes, priors, at.theta, trial).shares
        rises = (shares == at.shares) & (tried > shares)
        items[rises], shares[rises] = trial[rises], tried[rises]
        if (shares > at.shares).all():
            break
    gain = float((shares - at.shares).sum())
    return Point(at.theta, items, shares, at.log_posterior + gain)


def _walk_ascent(votes: Record, priors: Priors, at: Point) -> Point:
    """Return the point after a Newton step of all States' walks, given the roll calls."""
    step, diagonal = ordinal_irt.theta_system(votes, at)
    for t in range(1, len(step)):
        ratio = votes.links[t - 1] / diagonal[t - 1]
        diagonal[t] -= ratio * votes.links[t - 1]
        step[t] += ratio * step[t - 1]
    step[-1] /= diagonal[-1]
    for t in range(len(step) - 2, -1, -1):
        step[t] = (step[t] + votes.links[t] * step[t + 1]) / diagonal[t]
    return _line_search(votes, priors, at, step, np.zeros_like(at.items))[0]


def _line_search(
    votes: Record, priors: Priors, at: Point, theta_step: Floats, items_step: Floats
) -> tuple[Point, float]:
    """Return the first point upwards along the step, and the length taken; 0 if there is none."""
    length = 1.0
    while length > 1e-4:
        items = at.items + _kept_apart(at.items, length * items_step)
        tried = ordinal_irt.point(votes, priors, at.theta + length * theta_step, items)
        if tried.log_posterior > at.log_posterior:
            return tried, length
        length /= 2
    return at, 0.0


def _kept_apart(items: Floats, step: Floats) -> Floats:
    """Return the step, shortened so that no pair of cut points loses over 4/5 of its distance."""
    excess = step[:, 1] - step[:, 2] - 0.8 * (items[:, 2] - items[:, 1])
    half = np.maximum(excess, 0.0) / 2
    return step + np.stack([0 * half, -half, half], axis=1)


def _next_damping(damping: float, length: float) -> float:
    """Return the damping of the next Newton step: more after a short step, else less or none."""
    if length == 1.0:
        return damping / 4 if damping > 1e-3 else 0.0
    return max(2 * damping, 0.01) if length else max(10 * damping, 0.1)


def _system(votes: Record, priors: Priors, at: Point) -> _System:
    """Return gradient and minus the Hessian at a point."""
    theta_gradient, diagonal = ordinal_irt.theta_system(votes, at)
    items_gradient, hessian = ordinal_irt.items_system(votes, priors, at)
    return _System(
        theta_gradient=theta_gradient,
        items_gradient=items_gradient,
        theta_diagonal=diagonal,
        items_inverse=_inverses(hessian),
        cross=ordinal_irt.cross_hessian(votes, at),
    )


def _chain(votes: Record, system: _System, damping: float) -> tuple[_Chain, float]:
    """Return the factored chain of positions, roll calls eliminated, and the damping it took."""
    roots = np.linalg.cholesky(system.items_inverse)
    reduced = []
    for rows in votes.rows:
        cross = system.cross[:, rows]
        columns = [sum(cross[i] * roots[rows, i, j, None] for i in range(j, 3)) for j in range(3)]
        reduced.append(linalg.blas.dsyrk(-1.0, np.concatenate(columns).T, lower=1))
    while True:
        try:
            pivots: list[Floats] = []
            for t, block in enumerate(reduced):
                matrix = block + np.diag(system.theta_diagonal[t] * (1 + damping))
                if t:
                    link = votes.links[t - 1]
                    matrix -= link[:, None] * pivots[-1] * link
                pivots.append(_inverse(matrix))
            return _Chain(tuple(pivots), votes.links), damping
        except np.linalg.LinAlgError:
            damping = max(4 * damping, 0.02)


def _inverses(matrices: Floats) -> Floats:
    """Return the inverses of matrices of 3 by 3, shape (n, 3, 3)."""
    return np.linalg.inv(matrices).astype(np.float64, copy=False)


def _inverse(matrix: Floats) -> Floats:
    """Return the inverse of a positive definite matrix, of which the lower triangle is read."""
    lower, failed = linalg.lapack.dpotrf(matrix, lower=1)
    if failed:
        raise np.linalg.LinAlgError("a pivot block is not positive definite")
    inverse, _ = linalg.lapack.dpotri(lower, lower=1)
    below: Floats = np.tril(inverse, -1)
    return below + below.T + np.diag(inverse.diagonal())


def _solution(
    votes: Record, system: _System, chain: _Chain, theta_right: Floats, items_right: Floats
) -> tuple[Floats, Floats]:
    """Return the positions and roll calls that minus the Hessian maps to the right-hand side."""
    scaled = np.einsum("vij,vj->iv", system.items_inverse, items_right)
    theta = np.array(theta_right)
    for t, rows in enumerate(votes.rows):
        theta[t] -= np.einsum("iv,ivs->s", scaled[:, rows], system.cross[:, rows])
        if t:
            theta[t] += chain.links[t - 1] * (chain.pivots[t - 1] @ theta[t - 1])
    theta[-1] = chain.pivots[-1] @ theta[-1]
    for t in range(len(theta) - 2, -1, -1):
        theta[t] = chain.pivots[t] @ (theta[t] + chain.links[t] * theta[t + 1])
    pulled = np.array(items_right)
    for t, rows in enumerate(votes.rows):
        pulled[rows] -= (system.cross[:, rows] @ theta[t]).T
    return theta, np.einsum("vij,vj->vi", system.items_inverse, pulled)


def _covariances(chain: _Chain) -> Iterator[tuple[int, Floats]]:
    """Yield each session and the covariances of its positions, from the last to the first."""
    last = len(chain.pivots) - 1
    block = chain.pivots[last]
    yield last, block
    for t in range(last - 1, -1, -1):
        gain = chain.pivots[t] * chain.links[t]
        block = chain.pivots[t] + gain @ block @ gain.T
        yield t, block


def _normalised(
    votes: Record,
    system: _System,
    chain: _Chain,
    at: Point,
    *,
    is_converged: bool,
    n_iterations: int,
) -> Fit:
    """Return the fit on the normalised scale, with standard errors by the delta method.

    Mean and standard deviation are themselves estimated: what moves all positions together moves
    them too, and so drops out of the normalised positions' uncertainty.
    """
    counts = votes.n_votes > 0
    centre, spread = at.theta[counts].mean(), at.theta[counts].std()
    theta = (at.theta - centre) / spread
    weights = (np.ones_like(theta), theta)
    by_centre, by_spread = (
        _solution(votes, system, chain, counts * w / counts.sum(), np.zeros_like(at.items))
        for w in weights
    )
    both = np.array(
        [[(by[0] * w)[counts].mean() for by in (by_centre, by_spread)] for w in weights]
    )

    variances = np.empty_like(theta)
    joint = np.empty((len(at.items), 5, 5))
    for t, block in _covariances(chain):
        variances[t] = block.diagonal()
        rows = votes.rows[t]
        cross, inverse = system.cross[:, rows], system.items_inverse[rows]
        carried = np.einsum("ivs,jvs->vij", cross @ block, cross)
        joint[rows, :3, :3] = inverse + inverse @ carried @ inverse
    variances += both[0, 0] + theta**2 * both[1, 1] + 2 * theta * both[0, 1]
    variances -= 2 * (by_centre[0] + theta * by_spread[0])

    joint[:, :3, 3], joint[:, :3, 4] = by_centre[1], by_spread[1]
    joint[:, 3, :3], joint[:, 4, :3] = by_centre[1], by_spread[1]
    joint[:, 3:, 3:] = both
    slopes, cuts = at.items[:, 0], at.items[:, 1:]
    jacobian = np.zeros((len(slopes), 3, 5))
    jacobian[:, 0, 0], jacobian[:, 0, 4] = spread, slopes
    jacobian[:, 1, 1] = jacobian[:, 2, 2] = 1.0
    jacobian[:, 1:, 0], jacobian[:, 1:, 3] = -centre, -slopes[:, None]
    return Fit(
        sessions=votes.sessions,
        n_votes=votes.n_votes,
        theta=theta,
        theta_se=np.sqrt(variances) / spread,
        items=np.column_stack([slopes * spread, cuts - centre * slopes[:, None]]),
        items_se=np.sqrt(np.einsum("vij,vjk,vik->vi", jacobian, joint, jacobian)),
        log_posterior=at.log_posterior,
        n_iterations=n_iterations,
        is_converged=is_converged,
        spread=float(spread),
    )
