"""Plans of outreach: where they start, what they would bring, and the best ones for a budget."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.joining import opportunities
from analytics.outreach import greedy, limits, opening, portfolio, simulation, whatif
from analytics.outreach.approaches import Plan
from analytics.outreach.opening import Opening
from dashboard.cache.joining import (
    champions_for,
    closeness,
    joining_prediction,
    joining_record,
)
from data import store

SEED = 20260205
"""Of everything drawn at random, so that every reader sees the same."""

N_DRAWS = 2_000
"""Drawn while a reader waits; few enough to answer at once."""


@st.cache_resource(max_entries=32, show_spinner=False)
def opening_of(_snapshot: store.Snapshot, version: str, target: opportunities.Target) -> Opening:
    """Return the position before anybody is approached about a text."""
    prediction = joining_prediction(_snapshot, version, target)
    near = closeness(_snapshot, version)
    return opening.of(
        states=prediction.states,
        members=prediction.status == "listed",
        log_odds_draws=prediction.draws,
        regions=joining_record(_snapshot, version).regions,
        peers=opening.nearest(near.votes),
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def outcome_of(
    _snapshot: store.Snapshot,
    version: str,
    target: opportunities.Target,
    _plan: Plan,
    key: str,  # noqa: ARG001  # stands for the plan
    goal: int,
) -> whatif.Outcome:
    """Return what a plan would bring; ``key`` tells it from every other plan."""
    start = opening_of(_snapshot, version, target)
    return whatif.outcome(start, _plan, target=goal, n_draws=N_DRAWS, seed=SEED)


@st.cache_resource(max_entries=64, show_spinner=False)
def plans_compared(
    _snapshot: store.Snapshot,
    version: str,
    target: opportunities.Target,
    _plans: dict[str, Plan],
    key: str,  # noqa: ARG001  # stands for the plans
    goal: int,
) -> pd.DataFrame:
    """Return plans side by side; ``key`` tells them from all others."""
    start = opening_of(_snapshot, version, target)
    return simulation.compare(start, _plans, target=goal, n_draws=N_DRAWS, seed=SEED)


@st.cache_resource(max_entries=32, show_spinner=False)
def coalition_for(
    _snapshot: store.Snapshot, version: str, target: opportunities.Target
) -> tuple[str, ...]:
    """Return who could take the lead in an approach: the members, or those of the last version."""
    record = joining_record(_snapshot, version)
    on_roster = record.joined[record.place(target.instrument_id)]
    return tuple(s for s, on in zip(record.states, on_roster, strict=True) if on)


@st.cache_resource(max_entries=32, show_spinner=False)
def leads_for(
    _snapshot: store.Snapshot, version: str, target: opportunities.Target
) -> dict[str, str]:
    """Return who is best placed to approach each State that may join."""
    start = opening_of(_snapshot, version, target)
    coalition = coalition_for(_snapshot, version, target)
    may_join = [s for s, is_open in zip(start.states, start.is_open, strict=True) if is_open]
    return {
        state: str(champions_for(_snapshot, version, target, state).table["iso3"].iloc[0])
        for state in may_join
        if set(coalition) - {state}
    }


@st.cache_resource(max_entries=32, show_spinner=False)
def portfolio_of(
    _snapshot: store.Snapshot,
    version: str,
    target: opportunities.Target,
    _plan: Plan,
    _limits: limits.Limits,
    _candidates: list[limits.Candidate],
    _objective: greedy.Objective,
    is_robust: bool,
    key: str,  # noqa: ARG001  # stands for all that is not part of the key
) -> portfolio.Portfolio:
    """Return the best plan for a budget; ``key`` tells the question from every other one."""
    return portfolio.best(
        opening_of(_snapshot, version, target),
        _plan,
        _candidates,
        _limits,
        objective=_objective,
        n_draws=N_DRAWS,
        seed=SEED,
        is_robust=is_robust,
    )
