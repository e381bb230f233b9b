"""Small worlds for plans of outreach: drawn for properties, and answered by full enumeration."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit

from analytics.outreach import baseline, simulation
from analytics.outreach.assumptions import AssumedRange, Assumptions
from analytics.outreach.baseline import Baseline
from analytics.outreach.outreach_plan import Plan

ASSUMED = Assumptions(
    effects={
        "letter": AssumedRange(0.0, 0.3, 0.6),
        "call": AssumedRange(0.2, 0.6, 1.2),
        "visit": AssumedRange(0.4, 1.0, 2.0),
    },
    peers=AssumedRange(0.0, 1.0, 3.0),
)
SURE = ASSUMED.pinned("central")
NO_PEERS = Assumptions(ASSUMED.effects, AssumedRange(0.0, 0.0, 0.0))


def world(
    n: int,
    *,
    seed: int,
    n_draws: int = 20,
    n_members: int = 2,
    spread: float = 0.7,
    rests: float = 0.0,
) -> Baseline:
    """Return `n` States of which the first few are members; the last has no basis if n > 5.

    In a share of the draws, the first ones, the text rests: nobody can join.
    """
    rng = np.random.default_rng(seed)
    middling = rng.beta(1.5, 3.0, n).clip(0.02, 0.95)
    log_odds = rng.normal(0, spread, (n_draws, n)) + rng.normal(0, spread, (n_draws, 1))
    log_odds += logit(middling)
    log_odds[: round(rests * n_draws)] = -np.inf
    if n > 5:
        log_odds[:, -1] = np.nan
    similarity = rng.random((n, n))
    return baseline.build(
        states=[f"S{i:02d}" for i in range(n)],
        members=np.arange(n) < n_members,
        log_odds_draws=log_odds,
        regions=[("APG", "AFG", "")[i % 3] for i in range(n)],
        peers=baseline.peer_weights(similarity, n_peers=4),
    )


def expectation(start: Baseline, plan: Plan) -> npt.NDArray[np.float64]:
    """Return the probability that each State is a member in the end if peers have no strength (S,).

    Computed, not simulated: over all draws of the model and the whole range of each effect. Without
    approaches and fixed answers it is the forecast of the joining model.
    """
    out = np.where(start.is_open, start.probability, start.members.astype(np.float64))
    gains = simulation.uplifts(start, plan.assumptions)
    levels = list(plan.assumptions.effects)
    for approach in plan.approaches:
        at = start.states.index(approach.state)
        out[at] += gains[at, levels.index(approach.level)]
    for state, answer in plan.answers.items():
        out[start.states.index(state)] = float(answer == "joins")
    return out


def enumerated(start: Baseline, plan: Plan) -> npt.NDArray[np.float64]:
    """Return the probability that each State is a member in the end (S,), without drawing.

    Assumptions must be pinned. Let A(J) be the probability that the States of J all join when
    nobody else can. Thresholds are independent, so that J is the last set with probability A(J)
    times that of everybody else staying away from J. Among the States of J alone, these add up to
    1 over the subsets of J, which gives A(J) from its smaller subsets.
    """
    share = np.zeros(len(start.states))
    for row in start.log_odds:
        share += _final(start, plan, row) / len(start.log_odds)
    return np.where(start.members, 1.0, share)


def _final(start: Baseline, plan: Plan, row: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    at = np.flatnonzero(start.is_open)
    n = len(at)
    levels = {a.state: plan.assumptions.effects[a.level].central for a in plan.approaches}
    effect = np.array([levels.get(start.states[i], 0.0) for i in at])
    seen, here = start.probability[at], expit(row[at])
    promised = (expit(logit(seen) + effect) - seen).clip(min=0)
    alone = logit(np.minimum(here + promised, 1.0))
    expected = start.peers[np.ix_(at, at)] @ here
    fed, share = np.zeros(1 << n), np.zeros(len(row))
    fed[0] = 1.0
    left = np.ones(1 << n)  # 1 less what the smaller subsets of each set hold
    for mask in range(1 << n):
        is_in = (mask >> np.arange(n)) & 1 == 1
        fed[mask] = left[mask]
        pull = start.peers[np.ix_(at, at[is_in])].sum(axis=1) - expected
        stays = 1 - expit(alone + plan.assumptions.peers.central * pull)
        for place, state in enumerate(at):
            answer = plan.answers.get(start.states[state])
            stays[place] = stays[place] if answer is None else float(answer == "refuses")
        others = np.flatnonzero(~is_in)
        sets, chance = np.array([mask]), np.array([1.0])
        for place in others:
            sets = np.concatenate([sets, sets | (1 << place)])
            chance = np.concatenate([chance, chance * stays[place]])
        left[sets[1:]] -= fed[mask] * chance[1:]
        share[at[is_in]] += fed[mask] * chance[-1]
    return share
