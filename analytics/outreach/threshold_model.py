"""Answers of States that listen to their peers, in rounds until nobody else joins.

In each draw a State joins once its log-odds, `with_uplift` by its approach, and the pull of the
peers that have joined exceed a threshold drawn for it. The pull is the strength of peers times the
share of them that joined, less the share that the joining model expects in that draw: peers that
answer as expected change nothing. Who has joined stays, so the rounds end. Where the text does not
grow, log-odds are minus infinity and no peer moves them: only an approach does.

The thresholds depend on the seed, the draw and the State only. Two plans meet the same ones, and
differ by nothing but the plans (common random numbers).

References
----------
Granovetter, M. (1978). Threshold models of collective behavior. *American Journal of Sociology*
83(6), 1420-1443. Kempe, D., Kleinberg, J. & Tardos, É. (2003). Maximizing the spread of influence
through a social network. *KDD*, 137-146.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from analytics.outreach.baseline import Baseline
from analytics.outreach.outreach_plan import Plan

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

CHUNK = 1_000
"""Draws that are held at once; part of what a seed means."""


@dataclass(frozen=True)
class Setup:
    """The C States that may join, ready for many draws.

    Attributes
    ----------
    columns : ndarray of int, shape (C,)
        Their places among the States of the baseline.
    places : mapping of str to int
        Their places among the C, by iso3.
    probability : ndarray, shape (C,)
        The one that the desk sees; an approach is an effect upon it.
    log_odds : ndarray of float32, shape (D, C)
    pull : ndarray of float32, shape (C, C)
        Transposed weights: of each State (row) upon each other one.
    surplus : ndarray of float32, shape (D, C)
        Share of each State's peers on the roster, less the share expected to be in the end.
    """

    columns: Places
    places: Mapping[str, int]
    probability: npt.NDArray[np.float64]
    log_odds: Array
    pull: Array
    surplus: Array

    def of_draws(self, rows: Places) -> Setup:
        """Return the same States in some of the model's draws, with the probability of all."""
        return replace(self, log_odds=self.log_odds[rows], surplus=self.surplus[rows])


@dataclass(frozen=True)
class RandomDraws:
    """What chance deals in some draws, whatever the plan.

    Attributes
    ----------
    first : int
        Number of the first of them.
    thresholds : ndarray of float32, shape (n, C)
        On the log-odds; logistic.
    effort, peers : ndarray, shape (n,)
        Where in their ranges the effects of effort and the strength of peers lie, 0 to 1.
    """

    first: int
    thresholds: Array
    effort: npt.NDArray[np.float64]
    peers: npt.NDArray[np.float64]


@dataclass(frozen=True)
class Answers:
    """Who joined.

    Attributes
    ----------
    joined : ndarray of bool, shape (n, C)
    balance : ndarray of float32, shape (n, C)
        By how much each State is past its threshold, after the last round.
    strength : ndarray of float32, shape (n,)
        Of peers, in each draw.
    """

    joined: Flags
    balance: Array
    strength: Array


def setup(baseline: Baseline) -> Setup:
    """Return the baseline ready for many draws."""
    columns = np.flatnonzero(baseline.is_open)
    weights = baseline.peers[np.ix_(columns, columns)]
    log_odds = baseline.log_odds[:, columns]
    return Setup(
        columns=columns,
        places={baseline.states[column]: place for place, column in enumerate(columns)},
        probability=baseline.probability[columns],
        log_odds=log_odds.astype(np.float32),
        pull=np.ascontiguousarray(weights.T, dtype=np.float32),
        surplus=-(expit(log_odds) @ weights.T).astype(np.float32),
    )


def random_draws(n_states: int, first: int, n: int, *, seed: int) -> RandomDraws:
    """Return what chance deals in draws ``first`` to ``first + n``, at most `CHUNK` of them.

    Parameters
    ----------
    n_states : int
        C.
    first : int
        A multiple of `CHUNK`.
    n : int
    seed : int
    """
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(first // CHUNK,)))
    levels = rng.random((2, CHUNK))[:, :n]
    uniform = rng.random((n, n_states), dtype=np.float32)
    np.clip(uniform, 2.0**-25, 1 - 2.0**-24, out=uniform)
    thresholds = np.log(uniform / (1 - uniform))
    return RandomDraws(first=first, thresholds=thresholds, effort=levels[0], peers=levels[1])


def simulate(setup: Setup, draws: RandomDraws, plan: Plan) -> Answers:
    """Return who joins under a plan, in the draws that chance dealt.

    Parameters
    ----------
    setup : Setup
        Its draws of the model are gone through in turn.
    draws : RandomDraws
    plan : Plan
        Checked.
    """
    turn = model_draws(setup, draws)
    drawn = plan.assumptions.drawn(draws.effort, draws.peers)[1]
    strength = drawn.astype(np.float32)
    balance = own_log_odds(setup, draws, plan) - draws.thresholds
    if strength.any():
        balance += strength[:, None] * setup.surplus[turn]
    joined = propagate(setup, balance, strength)
    return Answers(joined=joined, balance=balance, strength=strength)


def model_draws(setup: Setup, draws: RandomDraws) -> Places:
    """Return which draw of the model each draw that chance dealt meets (n,)."""
    return (draws.first + np.arange(len(draws.effort))) % len(setup.log_odds)


def own_log_odds(setup: Setup, draws: RandomDraws, plan: Plan) -> Array:
    """Return the log-odds of each State but for its peers, approaches and fixed answers in it.

    Returns
    -------
    ndarray of float32, shape (n, C)
    """
    own = setup.log_odds[model_draws(setup, draws)]
    if plan.approaches:
        effects = plan.assumptions.drawn(draws.effort, draws.peers)[0]
        levels = list(plan.assumptions.effects)
        at = [setup.places[a.state] for a in plan.approaches]
        effect = effects[:, [levels.index(a.level) for a in plan.approaches]]
        own[:, at] = with_uplift(own[:, at], setup.probability[at], effect)
    for state, answer in plan.answers.items():
        own[:, setup.places[state]] = np.inf if answer == "joins" else -np.inf
    return own


def promised_uplift(
    probability: npt.NDArray[np.float64] | np.float64, effect: npt.NDArray[np.float64] | float
) -> npt.NDArray[np.float64]:
    """Return what an approach promises: by how much its effect raises a State's probability.

    That is ``expit(logit(p) + effect) - p``, written such that it is exactly 0 without effect and
    for a probability of 0: no effect raises the log-odds of what cannot happen.

    Parameters
    ----------
    probability : ndarray
        0 to 1; the one that the desk sees.
    effect : ndarray
        On the log-odds; 0 or more. The two are broadcast.

    Examples
    --------
    >>> promised_uplift(np.array([0.0, 0.2, 0.5]), np.log(4)).round(3).tolist()
    [0.0, 0.3, 0.3]
    """
    added = np.expm1(effect)
    return np.asarray(probability * (1 - probability) * added / (1 + probability * added))


def approached_probability(probability: float, effect: float) -> float:
    """Return what a probability comes to by an approach, 0 to 1.

    Parameters
    ----------
    probability : float
        0 to 1.
    effect : float
        On the log-odds; 0 or more.

    Examples
    --------
    >>> round(approached_probability(0.2, 0.9), 3)
    0.381
    """
    return float(probability + promised_uplift(np.float64(probability), effect))


def with_uplift(
    log_odds: Array,
    probability: npt.NDArray[np.float64] | np.float64,
    effect: npt.NDArray[np.float64],
) -> Array:
    """Return the log-odds of States that are approached, draw by draw.

    An approach keeps its `promised_uplift` in every draw of the size, whether the text grows in it
    or not: it adds to the probability of the draw what its effect adds to the one that the desk
    sees, or what is missing to 1 where that is less.

    Parameters
    ----------
    log_odds : ndarray of float32, shape (n, A) or (n,)
        In each draw; minus infinity where the text does not grow.
    probability : ndarray, shape (A,), or float
        The mean over all draws: the one that the desk sees.
    effect : ndarray, of the shape of the log-odds
        0 or more.

    Returns
    -------
    ndarray of float32, of the shape of the log-odds
        Not below them, and equal to them without effect; infinity where joining becomes certain.
    """
    added = promised_uplift(probability, effect)
    odds = log_odds.astype(np.float64)
    room = expit(-odds)
    with np.errstate(divide="ignore"):  # certain to join or to stay away: the logarithm of nothing
        raised = np.log(expit(odds) + added) - np.log((room - added).clip(min=0))
    return np.where(added > 0, np.maximum(raised, odds), odds).astype(np.float32)


def propagate(setup: Setup, balance: Array, strength: Array, joined: Flags | None = None) -> Flags:
    """Return who has joined when nobody else does, and bring the balance up to date.

    Parameters
    ----------
    setup : Setup
    balance : ndarray of float32, shape (n, C)
        Past the threshold where above 0. Changed in place: pulls are added.
    strength : ndarray of float32, shape (n,)
    joined : ndarray of bool, shape (n, C), optional
        Who has joined and pulled already; nobody when not given.
    """
    done = np.zeros(balance.shape, dtype=bool) if joined is None else joined.copy()
    fresh = (balance > 0) & ~done
    done |= fresh
    rows = np.flatnonzero(fresh.any(axis=1) & (strength > 0))
    fresh = fresh[rows]
    while len(rows):
        balance[rows] += (fresh.astype(np.float32) @ setup.pull) * strength[rows, None]
        fresh = (balance[rows] > 0) & ~done[rows]
        done[rows] |= fresh
        moving = fresh.any(axis=1)
        rows, fresh = rows[moving], fresh[moving]
    return done
