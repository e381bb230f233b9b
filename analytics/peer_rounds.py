"""Answers of States that listen to their peers, in rounds until nobody else joins.

In each draw a State joins once its log-odds, `lifted` by its approach, and the pull of the peers
that have joined exceed a threshold drawn for it. The pull is the strength of peers times the share
of them that joined, less the share that the joining model expects: peers that answer as expected
change nothing. Who has joined stays, so the rounds end.

The thresholds depend on the seed, the draw and the State only. Two plans meet the same ones, and
differ by nothing but the plans (common random numbers).

References
----------
Granovetter, M. (1978). Threshold models of collective behavior. *American Journal of Sociology*
83(6), 1420-1443. Kempe, D., Kleinberg, J. & Tardos, É. (2003). Maximizing the spread of influence
through a social network. *KDD*, 137-146.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import logit

from analytics.approaches import Plan
from analytics.opening import Opening

Array = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

CHUNK = 1_000
"""Draws that are held at once; part of what a seed means."""


@dataclass(frozen=True)
class Board:
    """The C States that may join, ready for many draws.

    Attributes
    ----------
    columns : ndarray of int, shape (C,)
        Their places among the States of the opening.
    log_odds : ndarray of float32, shape (D, C)
    pull : ndarray of float32, shape (C, C)
        Transposed weights: of each State (row) upon each other one.
    surplus : ndarray of float32, shape (C,)
        Share of each State's peers on the roster, less the share expected to be in the end.
    order : ndarray of int, shape (D,)
        Draws of the model from the smallest coalition expected to the largest.
    """

    columns: Places
    log_odds: Array
    pull: Array
    surplus: Array
    order: Places


@dataclass(frozen=True)
class Noise:
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


def board(opening: Opening) -> Board:
    """Return an opening ready for many draws."""
    columns = np.flatnonzero(opening.is_open)
    weights = opening.peers[columns]
    expected = weights[:, columns] @ opening.probability[columns]
    log_odds = opening.log_odds[:, columns]
    sizes = (1 / (1 + np.exp(-log_odds))).sum(axis=1)
    return Board(
        columns=columns,
        log_odds=log_odds.astype(np.float32),
        pull=np.ascontiguousarray(weights[:, columns].T, dtype=np.float32),
        surplus=-expected.astype(np.float32),
        order=np.argsort(sizes, kind="stable"),
    )


def noise(n_states: int, first: int, n: int, *, seed: int) -> Noise:
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
    return Noise(first=first, thresholds=thresholds, effort=levels[0], peers=levels[1])


def play(
    table: Board, dealt: Noise, plan: Plan, opening: Opening, rows: Places | None = None
) -> Answers:
    """Return who joins under a plan, in the draws that chance dealt.

    Parameters
    ----------
    table : Board
    dealt : Noise
    plan : Plan
        Checked.
    opening : Opening
    rows : ndarray of int, optional
        Draws of the model to go through, in turn; all when not given.
    """
    used = np.arange(len(table.log_odds)) if rows is None else rows
    turn = used[(dealt.first + np.arange(len(dealt.effort))) % len(used)]
    effects, drawn = plan.assumptions.drawn(dealt.effort, dealt.peers)
    strength = drawn.astype(np.float32)
    balance = table.log_odds[turn] - dealt.thresholds
    if strength.any():
        balance += strength[:, None] * table.surplus
    places = {opening.states[column]: place for place, column in enumerate(table.columns)}
    levels = list(plan.assumptions.effects)
    if plan.approaches:
        at = [places[a.state] for a in plan.approaches]
        alone = table.log_odds[turn][:, at]
        effect = effects[:, [levels.index(a.level) for a in plan.approaches]]
        balance[:, at] += lifted(alone, opening.probability[table.columns[at]], effect) - alone
    for state, answer in plan.answers.items():
        balance[:, places[state]] = np.inf if answer == "joins" else -np.inf
    joined = settle(table, balance, strength)
    return Answers(joined=joined, balance=balance, strength=strength)


def lifted(
    log_odds: Array,
    probability: npt.NDArray[np.float64] | np.float64,
    effect: npt.NDArray[np.float64],
) -> Array:
    """Return the log-odds of States that are approached, draw by draw.

    An approach adds its effect to the log-odds of the *probability* of a State, the one that the
    desk sees. For that it wins the same share of the draws in which the State would not have
    joined, whether the text grows in them or not. Added to the log-odds of each draw, it would be
    lost where a text that rests has no chance at all.

    Parameters
    ----------
    log_odds : ndarray of float32, shape (n, A) or (n,)
        In each draw; the mean of their probabilities is `probability`.
    probability : ndarray, shape (A,), or float
    effect : ndarray, of the shape of the log-odds
        0 or more.
    """
    seen = logit(probability)
    stays = np.logaddexp(0, seen) - np.logaddexp(0, seen + effect)
    with np.errstate(divide="ignore"):  # no effect wins nobody: the logarithm of nothing
        wins = np.log(-np.expm1(stays))
    raised: Array = (np.logaddexp(log_odds, wins) - stays).astype(np.float32)
    return raised


def settle(table: Board, balance: Array, strength: Array, joined: Flags | None = None) -> Flags:
    """Return who has joined when nobody else does, and bring the balance up to date.

    Parameters
    ----------
    table : Board
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
        balance[rows] += (fresh.astype(np.float32) @ table.pull) * strength[rows, None]
        fresh = (balance[rows] > 0) & ~done[rows]
        done[rows] |= fresh
        moving = fresh.any(axis=1)
        rows, fresh = rows[moving], fresh[moving]
    return done
