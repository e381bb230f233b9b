"""How sure the mode of the dynamic ordinal model is, as draws that hold text by text.

Votes on one text are no independent witnesses: States that leave the line do so again when the
text comes back, and together. So each draw weighs *texts* anew, not votes: the score that a text
adds at the mode, over all its votes and States, is given a normal weight of mean 0 and variance 1;
the priors are given their own noise; and one Newton step answers both. The draws' covariance is
the sandwich, clustered by text, with the priors inside it. With independent votes that is the
posterior covariance (Laplace).

Positions are then measured within their session, draw by draw: mean 0 and standard deviation 1
over the States that voted in it. That is all that votes identify over the years: how a State stood
among the others. What moves or stretches the whole house drops out.

References
----------
Kline, P. & Santos, A. (2012). A score based approach to wild bootstrap inference. *Journal of
Econometric Methods* 1(1), 23-41.
Bardsley, J. M., Solonen, A., Haario, H. & Laine, M. (2014). Randomize-then-optimize: a method for
sampling from posterior distributions in nonlinear inverse problems. *SIAM Journal on Scientific
Computing* 36(4), A1895-A1910 (noise in data and prior).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.ideal_points import ordinal_chain, ordinal_irt
from analytics.ideal_points.ordinal_mode import Mode
from analytics.ideal_points.ordinal_votes import Floats


@dataclass(frozen=True)
class SessionEstimates:
    """The mode and draws around it, measured within each session.

    Attributes
    ----------
    theta : array, shape (n_sessions, n_states)
        Positions; they say nothing where a State did not vote.
    theta_draws : array of float32, shape (n_sessions, n_states, n_draws)
    items : array, shape (n_rollcalls, 3)
        Slope, cut point N|A and cut point A|Y of each roll call given, on its session's scale.
    items_se : array, shape (n_rollcalls, 3)
        Their standard deviations over the draws.
    """

    theta: Floats
    theta_draws: npt.NDArray[np.float32]
    items: Floats
    items_se: Floats


def session_estimates(mode: Mode, *, n_draws: int, seed: int) -> SessionEstimates:
    """Return mode and draws, measured within each session.

    Parameters
    ----------
    mode : Mode
    n_draws : int
    seed : int
    """
    votes = mode.votes
    theta_steps, items_steps = steps(mode, n_draws=n_draws, seed=seed)
    theta = np.empty_like(mode.at.theta)
    draws = np.empty(theta_steps.shape, dtype=np.float32)
    items, items_se = np.empty_like(mode.at.items), np.empty_like(mode.at.items)
    for t, rows in enumerate(votes.rows):
        has_voted = votes.n_votes[t] > 0
        own = mode.at.theta[t][:, None]
        theta[t] = _within(own, has_voted)[0][:, 0]
        positions, centre, spread = _within(own + theta_steps[t], has_voted)
        draws[t] = positions
        drawn = mode.at.items[rows, :, None] + items_steps[rows]
        items[rows] = _moved(mode.at.items[rows, :, None], *_within(own, has_voted)[1:])[..., 0]
        items_se[rows] = _moved(drawn, centre, spread).std(axis=2)
    return SessionEstimates(theta, draws, items[votes.places], items_se[votes.places])


def steps(mode: Mode, *, n_draws: int, seed: int) -> tuple[Floats, Floats]:
    """Return how far each draw lies from the mode, on the scale of the search.

    Returns
    -------
    theta : array, shape (n_sessions, n_states, n_draws)
    items : array, shape (n_rows, 3, n_draws)
    """
    return ordinal_chain.solution(mode.chain, *_noise(mode, n_draws=n_draws, seed=seed))


def _noise(mode: Mode, *, n_draws: int, seed: int) -> tuple[Floats, Floats]:
    """Return the scores of all unknowns with texts weighed anew and priors given noise."""
    votes, at = mode.votes, mode.at
    of_texts, of_priors = (np.random.default_rng(s) for s in np.random.SeedSequence(seed).spawn(2))
    weights = of_texts.standard_normal((int(votes.texts.max()) + 1, n_draws))[votes.texts]
    theta = np.empty((*at.theta.shape, n_draws))
    for t, rows in enumerate(votes.rows):
        below, upto = ordinal_irt.refusals(votes, at, t)
        score = at.items[rows, :1] * (below + upto - votes.not_yes[rows])
        theta[t] = score.T @ weights[rows]
    walk = np.sqrt(votes.links)[..., None] * of_priors.standard_normal(
        (*votes.links.shape, n_draws)
    )
    theta[:-1] += walk
    theta[1:] -= walk
    theta += np.sqrt(votes.anchors)[..., None] * of_priors.standard_normal(theta.shape)

    gradient, _hessian = ordinal_irt.items_system(votes, mode.priors, at)
    pull = ordinal_irt.items_prior(votes, mode.priors, at.items)
    items = (gradient - pull)[..., None] * weights[:, None]
    step = np.sqrt(votes.ties)[:, None, None] * of_priors.standard_normal(items.shape)
    items += step
    np.add.at(items, votes.before, -step)
    first = votes.is_first[:, None] * np.sqrt(mode.priors.precisions)
    items += first[..., None] * of_priors.standard_normal(items.shape)
    return theta, items


def _within(positions: Floats, has_voted: npt.NDArray[np.bool_]) -> tuple[Floats, Floats, Floats]:
    """Return positions measured by the States that voted, with their mean and deviation."""
    centre = positions[has_voted].mean(axis=0)
    spread = positions[has_voted].std(axis=0)
    return (positions - centre) / spread, centre, spread


def _moved(items: Floats, centre: Floats, spread: Floats) -> Floats:
    """Return slopes and cut points for positions measured so."""
    slopes, cuts = items[:, :1], items[:, 1:]
    return np.concatenate([slopes * spread, cuts - centre * slopes], axis=1)
