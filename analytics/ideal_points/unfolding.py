"""Models of votes by positions: on a line, between two ends that refuse alike, on a plane.

All are ordinal and logistic (N < A < Y). The score of a vote is linear in the positions (``line``,
``plane``), quadratic in one (``unfolding``), or the same for all States
(``none``). Positions are standard normal; slopes and cut points have the priors of
`ordinal_votes.Priors`. The posterior mode is found, from several starts where one may miss it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize, special

from analytics.ideal_points.ordinal_votes import Ballots, Floats, Priors

COORDINATES = {"none": 0, "line": 1, "unfolding": 1, "plane": 2}
"""Number of coordinates of a State, by model, from the simplest to the richest."""

FLOOR = 1e-12
"""Smallest probability whose logarithm is taken."""

TOLERANCE = 1e-7
"""Gain in the log posterior, as a share of itself, below which a climb ends."""

LEAST_GAIN = 1e-3
"""Gain in the log posterior that is worth placing States anew between two ends."""


@dataclass(frozen=True)
class SpatialFit:
    """The mode of a model.

    Attributes
    ----------
    theta : array, shape (n_states, n_coordinates)
    slopes : array, shape (n_rollcalls, n_features)
    cuts : array, shape (n_rollcalls, 2)
        Between N and A, and between A and Y.
    """

    theta: Floats
    slopes: Floats
    cuts: Floats


def fit(cast: Ballots, model: str) -> SpatialFit:
    """Return the posterior mode of a model; of several starts the best.

    Parameters
    ----------
    cast : array of int8, shape (n_rollcalls, n_states)
        N 0, A 1, Y 2; -1 where none was cast, or it is held out.
    model : str
        Of `COORDINATES`.
    """
    n = COORDINATES[model]
    if model == "none":
        starts = [np.zeros((cast.shape[1], 0))]
    elif model == "unfolding":
        starts = [column[:, None] for column in _start(cast, 2).T]
    else:
        starts = [_start(cast, n)]
    best, fitted = min((_climb(cast, model, start) for start in starts), key=lambda pair: pair[0])
    while model == "unfolding":
        loss, again = _climb(cast, model, _placed_anew(cast, fitted))
        if loss >= best - LEAST_GAIN:
            break
        best, fitted = loss, again
    return fitted


def chances(fitted: SpatialFit, model: str) -> Floats:
    """Return the chances of N, A and Y of a model, shape (n_rollcalls, n_states, 3)."""
    score = fitted.slopes @ _features(fitted.theta, model)[0].T
    below, upto = (special.expit(fitted.cuts[:, j : j + 1] - score) for j in range(2))
    return np.stack([below, upto - below, 1 - upto], axis=2)


def _features(theta: Floats, model: str) -> tuple[Floats, Floats]:
    """Return what slopes multiply, and its derivative in the coordinate it comes from."""
    if model == "unfolding":
        return np.hstack([theta, theta**2 - 1]), np.hstack([np.ones_like(theta), 2 * theta])
    return theta, np.ones_like(theta)


def _start(cast: Ballots, n: int) -> Floats:
    """Return the first principal components of the votes, as positions."""
    has_voted = cast >= 0
    mean = np.where(has_voted, cast, 0).sum(axis=1) / np.maximum(has_voted.sum(axis=1), 1)
    centred = np.where(has_voted, cast - mean[:, None], 0.0)
    components = np.linalg.svd(centred, full_matrices=False)[2][:n]
    largest = np.abs(components).argmax(axis=1)
    turned = components * np.sign(components[np.arange(len(components)), largest])[:, None]
    start: Floats = turned.T * np.sqrt(cast.shape[1])
    return start


def _placed_anew(cast: Ballots, fitted: SpatialFit) -> Floats:
    """Return for each State the likeliest position on a grid: a climb cannot cross the middle."""
    grid = np.linspace(-3, 3, 61)[:, None]
    logs = np.log(
        np.maximum(chances(SpatialFit(grid, fitted.slopes, fitted.cuts), "unfolding"), FLOOR)
    )
    total = -0.5 * grid.repeat(cast.shape[1], axis=1) ** 2
    for code in range(3):
        total += logs[:, :, code].T @ (cast == code)
    places: Floats = grid[total.argmax(axis=0)]
    return places


def _climb(cast: Ballots, model: str, theta: Floats) -> tuple[float, SpatialFit]:
    """Return minus the log posterior at the mode near a start, and the mode."""
    (n_rollcalls, n_states), n = cast.shape, theta.shape[1]
    n_slopes = _features(theta, model)[0].shape[1]
    priors = Priors()
    is_below, is_above, is_between = (cast == code for code in (0, 2, 1))
    sizes = np.cumsum([theta.size, n_rollcalls * n_slopes, n_rollcalls])

    def parts(values: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        theta, slopes, lower, gap = np.split(values, sizes)
        return theta.reshape(n_states, n), slopes.reshape(n_rollcalls, n_slopes), lower, gap

    def loss(values: Floats) -> tuple[float, Floats]:
        theta, slopes, lower, gap = parts(values)
        apart = np.exp(gap)
        features, rise = _features(theta, model)
        low = lower[:, None] - slopes @ features.T
        high = low + apart[:, None]
        total = -special.log_expit(low)[is_below].sum() - special.log_expit(-high)[is_above].sum()
        between = special.log_expit(high) + special.log_expit(-low)
        total -= between[is_between].sum()
        total -= (is_between.sum(axis=1) * np.log(-np.expm1(-apart))).sum()
        to_low = special.expit(low) * is_between - special.expit(-low) * is_below
        to_high = special.expit(high) * is_above - special.expit(-high) * is_between
        towards = to_low + to_high
        to_theta = -(towards.T @ slopes) * rise
        if model == "unfolding":
            to_theta = to_theta.sum(axis=1, keepdims=True)
        narrow = np.exp(-apart) / -np.expm1(-apart)  # 1 / expm1(apart), which would overflow
        to_gap = (to_high.sum(axis=1) - is_between.sum(axis=1) * narrow) * apart
        total += 0.5 * (theta**2).sum() + 0.5 * (slopes**2).sum() / priors.slope_sd**2
        total += 0.5 * (lower**2 + gap**2).sum() / priors.cut_sd**2
        gradient = [
            (to_theta + theta).ravel(),
            (-(towards @ features) + slopes / priors.slope_sd**2).ravel(),
            towards.sum(axis=1) + lower / priors.cut_sd**2,
            to_gap + gap / priors.cut_sd**2,
        ]
        return float(total), np.concatenate(gradient)

    counts = np.stack([is_below.sum(axis=1), is_between.sum(axis=1), is_above.sum(axis=1)], axis=1)
    shares = (np.cumsum(counts + 0.5, axis=1) / (counts.sum(axis=1) + 1.5)[:, None])[:, :2]
    cuts = special.logit(shares)
    slopes = np.full((n_rollcalls, n_slopes), 0.1)
    start = [theta.ravel(), slopes.ravel(), cuts[:, 0], np.log(cuts[:, 1] - cuts[:, 0])]
    options = {"maxiter": 500, "ftol": TOLERANCE}
    found = optimize.minimize(
        loss, np.concatenate(start), jac=True, method="L-BFGS-B", options=options
    )
    theta, slopes, lower, gap = parts(found.x)
    return float(found.fun), SpatialFit(
        theta, slopes, np.stack([lower, lower + np.exp(gap)], axis=1)
    )
