"""Solves for all unknowns of the dynamic ordinal model at once, session after session.

Each roll call on a text of its own has three unknowns that no other session knows: they are
eliminated by themselves. What is left of a session is one full block: the positions of States, and
slopes and cut points of texts that come back. It hangs on the next block by the walks alone, one
unknown on one. That chain is factored and solved in time linear in the number of sessions.

References
----------
Golub, G. H. & Van Loan, C. F. (2013). *Matrix Computations*, 4th ed., section 4.5 (block
tridiagonal systems).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg

from analytics.ideal_points import ordinal_irt
from analytics.ideal_points.ordinal_irt import Point
from analytics.ideal_points.ordinal_votes import Floats, Ints, OrdinalVotes, Priors


@dataclass(frozen=True)
class System:
    """Gradient and minus the Hessian of the log posterior at a point.

    Attributes
    ----------
    theta_gradient, theta_diagonal : array, shape (n_sessions, n_states)
    items_gradient : array, shape (n_rows, 3)
    items_hessian : array, shape (n_rows, 3, 3)
    cross : array, shape (3, n_rows, n_states)
    residual : array, shape (n_rows, n_states)
        The part of the first of ``cross`` that is expected to be 0.
    """

    theta_gradient: Floats
    items_gradient: Floats
    theta_diagonal: Floats
    items_hessian: Floats
    cross: Floats
    residual: Floats


@dataclass(frozen=True)
class _Link:
    """Which unknown of a block hangs on which of the block before, and with what precision."""

    source: Ints
    target: Ints
    weight: Floats


@dataclass(frozen=True)
class Chain:
    """A factored chain.

    Attributes
    ----------
    free, tied : tuple of array of int
        Rows of each session that are eliminated, and that stay in its block.
    inverse : array, shape (n_rows, 3, 3)
        Of minus the Hessian of each free row.
    cross : array, shape (3, n_rows, n_states)
        Of the system, with the share of the observed curvature that was asked for.
    pivots : tuple of array
        Inverses of the pivot blocks; a block holds the positions, then the tied rows.
    links : tuple of _Link
        From each session to the next.
    """

    free: tuple[Ints, ...]
    tied: tuple[Ints, ...]
    inverse: Floats
    cross: Floats
    pivots: tuple[Floats, ...]
    links: tuple[_Link, ...]


def system(votes: OrdinalVotes, priors: Priors, at: Point) -> System:
    """Return gradient and minus the Hessian at a point."""
    theta_gradient, diagonal = ordinal_irt.theta_system(votes, at)
    items_gradient, hessian = ordinal_irt.items_system(votes, priors, at)
    cross, residual = ordinal_irt.cross_hessian(votes, at)
    return System(
        theta_gradient=theta_gradient,
        items_gradient=items_gradient,
        theta_diagonal=diagonal,
        items_hessian=hessian,
        cross=cross,
        residual=residual,
    )


def factored(votes: OrdinalVotes, of: System, share: float) -> Chain:
    """Return the factored chain.

    Parameters
    ----------
    votes : OrdinalVotes
    of : System
    share : float
        How much of the observed curvature between positions and slopes goes in beside the expected
        one, 0 to 1: at 1 it is minus the Hessian, at 0 the expected information (Fisher scoring),
        which is always positive definite.

    Raises
    ------
    LinAlgError
        If the matrix is not positive definite.
    """
    is_tied = votes.is_tied
    numbers = [np.arange(r.start, r.stop) for r in votes.rows]
    free = tuple(rows[~is_tied[rows]] for rows in numbers)
    tied = tuple(rows[is_tied[rows]] for rows in numbers)
    links = tuple(_link(votes, tied, t) for t in range(len(tied) - 1))
    inverse = inverses(of.items_hessian)
    roots = np.linalg.cholesky(inverse).astype(np.float64, copy=False)
    cross = of.cross.copy()
    cross[0] -= (1 - share) * of.residual
    pivots: list[Floats] = []
    for t, rows in enumerate(zip(free, tied, strict=True)):
        matrix = _block(of, cross, roots, *rows, t)
        if t:
            link = links[t - 1]
            known = pivots[-1][np.ix_(link.source, link.source)]
            known *= link.weight[:, None] * link.weight
            matrix[np.ix_(link.target, link.target)] -= known
        pivots.append(_inverse(matrix))
    return Chain(free, tied, inverse, cross, tuple(pivots), links)


def solution(chain: Chain, theta_right: Floats, items_right: Floats) -> tuple[Floats, Floats]:
    """Return the unknowns that minus the Hessian maps to right-hand sides.

    Parameters
    ----------
    chain : Chain
    theta_right : array, shape (n_sessions, n_states, n_sides)
    items_right : array, shape (n_rows, 3, n_sides)

    Returns
    -------
    theta, items : array, of the same shapes
    """
    _, n_states, n_sides = theta_right.shape
    held: list[Floats] = []
    scaled = np.einsum("vij,vjb->vib", chain.inverse, items_right)
    for t, (free, tied) in enumerate(zip(chain.free, chain.tied, strict=True)):
        own = theta_right[t].copy()
        for j in range(3):
            own -= chain.cross[j, free].T @ scaled[free, j]
        side = np.concatenate([own, items_right[tied].reshape(3 * len(tied), n_sides)])
        if t:
            link = chain.links[t - 1]
            side[link.target] += link.weight[:, None] * held[-1][link.source]
        held.append(chain.pivots[t] @ side)
    for t in range(len(held) - 2, -1, -1):
        link = chain.links[t]
        pull = np.zeros_like(held[t])
        pull[link.source] = link.weight[:, None] * held[t + 1][link.target]
        held[t] = held[t] + chain.pivots[t] @ pull
    theta = np.stack([side[:n_states] for side in held])
    items = scaled.copy()
    for t, (free, tied) in enumerate(zip(chain.free, chain.tied, strict=True)):
        pulled = np.stack([chain.cross[j, free] @ theta[t] for j in range(3)], axis=1)
        items[free] -= np.einsum("vij,vjb->vib", chain.inverse[free], pulled)
        items[tied] = held[t][n_states:].reshape(len(tied), 3, n_sides)
    return theta, items


def inverses(matrices: Floats) -> Floats:
    """Return the inverses of matrices of 3 by 3, shape (n, 3, 3)."""
    return np.linalg.inv(matrices).astype(np.float64, copy=False)


def _block(of: System, cross: Floats, roots: Floats, free: Ints, tied: Ints, t: int) -> Floats:
    """Return the lower triangle of the block of a session, free rows eliminated."""
    n_states = cross.shape[2]
    block = np.zeros((n_states + 3 * len(tied),) * 2)
    columns = [sum(cross[i, free] * roots[free, i, j, None] for i in range(j, 3)) for j in range(3)]
    if len(free):
        block[:n_states, :n_states] = linalg.blas.dsyrk(-1.0, np.concatenate(columns).T, lower=1)
    block[n_states:, :n_states] = cross[:, tied].transpose(1, 0, 2).reshape(-1, n_states)
    for place, row in enumerate(tied):
        start = n_states + 3 * place
        block[start : start + 3, start : start + 3] = of.items_hessian[row]
    block[np.arange(n_states), np.arange(n_states)] += of.theta_diagonal[t]
    return block


def _link(votes: OrdinalVotes, tied: tuple[Ints, ...], t: int) -> _Link:
    """Return how the block of the next session hangs on this one."""
    n_states = votes.links.shape[1]
    later = np.flatnonzero(votes.ties[tied[t + 1]] > 0)
    rows = tied[t + 1][later]
    earlier = np.searchsorted(tied[t], votes.before[rows])
    states = np.arange(n_states)
    source, target = (
        np.concatenate([states, (n_states + 3 * place[:, None] + np.arange(3)).ravel()])
        for place in (earlier, later)
    )
    return _Link(source, target, np.concatenate([votes.links[t], np.repeat(votes.ties[rows], 3)]))


def _inverse(matrix: Floats) -> Floats:
    """Return the inverse of a positive definite matrix, of which the lower triangle is read."""
    lower, failed = linalg.lapack.dpotrf(matrix, lower=1)
    if failed:
        raise np.linalg.LinAlgError("a pivot block is not positive definite")
    inverse, _ = linalg.lapack.dpotri(lower, lower=1)
    below: Floats = np.tril(inverse, -1)
    return below + below.T + np.diag(inverse.diagonal())
