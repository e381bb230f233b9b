"""Plans of outreach: where they start, what they would bring, and the best ones for a budget."""

from __future__ import annotations

import pandas as pd

from analytics import ensemble
from analytics.joining import opportunities
from analytics.joining.proofs import joining_backtest
from analytics.joining.questions import (
    champions_for,
    closeness_of_states,
    joining_history,
    joining_prediction,
    open_text_snapshots,
)
from analytics.outreach import (
    baseline,
    leads,
    peer_effect,
    plan_effects,
    portfolio,
    simulation,
)
from analytics.outreach.baseline import Baseline
from analytics.outreach.constraints import Candidate, Constraints
from analytics.outreach.objective import Objective
from analytics.outreach.outreach_plan import Plan
from data.errors import AnalysisError
from data.facts import Facts

N_DRAWS = 2_000
"""Drawn while a reader waits; few enough to answer at once."""


def baseline_for(facts: Facts, target: opportunities.Target) -> Baseline:
    """Return the position before anybody is approached about a text."""
    prediction = facts.recall(joining_prediction, target)
    near = facts.recall(closeness_of_states)
    return baseline.build(
        states=prediction.states,
        members=prediction.status == "listed",
        log_odds_draws=prediction.draws,
        regions=facts.recall(joining_history).regions,
        peers=baseline.peer_weights(near.votes),
    )


def effects_of(
    facts: Facts,
    target: opportunities.Target,
    plan: Plan,
    goal: int,
) -> plan_effects.PlanEffects:
    """Return what a plan would bring."""
    start = facts.recall(baseline_for, target)
    return plan_effects.plan_effects(start, plan, target=goal, n_draws=N_DRAWS, seed=ensemble.SEED)


def plans_compared(
    facts: Facts,
    target: opportunities.Target,
    plans: dict[str, Plan],
    goal: int,
) -> pd.DataFrame:
    """Return plans side by side."""
    start = facts.recall(baseline_for, target)
    return simulation.compare(start, plans, target=goal, n_draws=N_DRAWS, seed=ensemble.SEED)


def coalition_for(facts: Facts, target: opportunities.Target) -> tuple[str, ...]:
    """Return who could take the lead in an approach: the members, or those of the last version."""
    record = facts.recall(joining_history)
    on_roster = record.joined[record.place(target.instrument_id)]
    return tuple(s for s, on in zip(record.states, on_roster, strict=True) if on)


def fitness_of_leads(
    facts: Facts, target: opportunities.Target, states: tuple[str, ...]
) -> pd.DataFrame:
    """Return how fit each member of the coalition is to approach some States (States, members)."""
    coalition = facts.recall(coalition_for, target)
    fit = {
        state: facts.recall(champions_for, target, state).table.set_index("iso3")["fitness"]
        for state in states
        if set(coalition) - {state}
    }
    return pd.DataFrame(fit, index=sorted(coalition)).T.astype(float)


def leads_for(
    facts: Facts,
    target: opportunities.Target,
    states: tuple[str, ...],
    we: str | None = None,
    most: int = 0,
) -> dict[str, str]:
    """Return who leads the approach to each of some States; see `leads.assign`."""
    return leads.assign(fitness_of_leads(facts, target, states), we=we, most=most)


def best_portfolio(
    facts: Facts,
    target: opportunities.Target,
    plan: Plan,
    constraints: Constraints,
    candidates: list[Candidate],
    objective: Objective,
    is_robust: bool,
) -> portfolio.Portfolio:
    """Return the best plan for a budget."""
    return portfolio.best(
        facts.recall(baseline_for, target),
        plan,
        candidates,
        constraints,
        objective=objective,
        n_draws=N_DRAWS,
        seed=ensemble.SEED,
        is_robust=is_robust,
    )


def peer_bound(facts: Facts) -> peer_effect.PeerEffect | None:
    """Return how much States follow their peers at most; nothing if too few texts can tell."""
    try:
        return peer_effect.estimate(
            facts.recall(joining_history),
            facts.recall(joining_backtest),
            facts.recall(open_text_snapshots),
            seed=ensemble.SEED,
        )
    except AnalysisError as error:
        if error.reason != "too_little_to_learn":
            raise
        return None
