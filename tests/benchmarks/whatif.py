"""How fast plans of outreach are simulated, how sure differences are, and how good portfolios.

The task: the next version of the newest military AI text, all 193 UN members open, with the joining
model's probabilities and draws, the real peers and a plan of 12 visits. ``seconds_*`` are of so
many draws with peer rounds, ``mb_*`` the peak of what they hold. The portfolio has a budget of 30
and all levels of effort for all States to choose from.

``crn_se_ratio`` is the standard error of a difference between two plans when all their draws are
independent, over that with common ones: of the suggested portfolio and the States most likely to
join, two plans with little in common. ``by_thresholds`` is the same when only the States'
thresholds are independent and the model's draws are common; ``one_visit`` is of a plan and one
visit more.

The peer is ndlib's ThresholdModel: the same cascade on the same directed graph, in `N_PEER` draws,
both given the same thresholds and first joiners. It knows no weights, so here the 15 peers of a
State weigh the same, for both. ``same_as_peer`` is the share of the draws in which both end with
the very same coalition. Without ndlib the peer is a plain loop over a networkx graph, and is said
to be.
"""

from __future__ import annotations

import importlib.util
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from importlib import metadata

import networkx as nx
import numpy as np
import numpy.typing as npt
import threadpoolctl

from analytics.joining import (
    champions,
    history_from_tables,
    model,
    opportunities,
    prediction_on_day,
)
from analytics.outreach import baseline, plan_effects, portfolio, simulation, threshold_model
from analytics.outreach.assumptions import AssumedRange, Assumptions
from analytics.outreach.baseline import Baseline
from analytics.outreach.constraints import Candidate, Constraints
from analytics.outreach.objective import Objective
from analytics.outreach.outreach_plan import Plan, PlannedApproach
from data import store
from tests.analytics.outreach_world import expectation
from tests.benchmarks.result import Result, memory_mb

SEED = 20260205
TABLES = ("states", "instruments", "memberships", "leads", "rollcalls", "topics", "votes")
NEXT_OF = "reaim_2026_pathways"
N_DRAWS = 10_000
N_PEER = 1_000
BUDGET = 30.0
STRENGTH = 2.0
COSTS = {"letter": 1.0, "call": 2.0, "visit": 5.0}
ASSUMED = Assumptions(
    effects={
        "letter": AssumedRange(0.0, 0.2, 0.5),
        "call": AssumedRange(0.2, 0.5, 1.0),
        "visit": AssumedRange(0.4, 1.0, 2.0),
    },
    peers=AssumedRange(0.0, 1.0, 2.0),
)

Graph = nx.DiGraph
Levels = npt.NDArray[np.float64]


def measure() -> Result:
    start = real_opening()
    open_states = [s for s, yes in zip(start.states, start.is_open, strict=True) if yes]
    order = np.argsort(-np.nan_to_num(start.probability), kind="stable")
    first = [start.states[place] for place in order if start.is_open[place]][:12]
    plan = Plan(ASSUMED, tuple(PlannedApproach(state, "visit") for state in first))
    quality: dict[str, object] = {"n_states": len(start.states), "n_open": len(open_states)}
    for n_draws in (1_000, N_DRAWS, 100_000):
        quality[f"seconds_{n_draws}"] = seconds_of(start, plan, n_draws)
    for n_draws in (1_000, 100_000):
        quality[f"mb_{n_draws}"] = peak_mb(start, plan, n_draws)
    started = time.perf_counter()
    plan_effects.plan_effects(start, plan, target=60, n_draws=2_000, seed=SEED)
    quality["outcome_seconds_2000"] = time.perf_counter() - started
    none = Plan(replace(ASSUMED, peers=AssumedRange(0.0, 0.0, 0.0)))
    expected = float(expectation(start, none).sum())
    quality["zero_zero_error"] = abs(expected - start.expected_size)
    quality |= portfolio_figures(start, open_states) | one_more(start, plan, open_states)
    seconds, peer, peer_seconds, same = beside(start)
    quality |= {"peer_n": N_PEER, "same_as_peer": same}
    return Result(
        n=N_PEER,
        seconds=seconds,
        memory_mb=memory_mb(),
        peer=peer,
        peer_seconds=peer_seconds,
        quality=quality,
    )


def real_opening() -> Baseline:
    """Return where the next version of the newest text starts."""
    snapshot = store.open_snapshot()
    record = history_from_tables.build(**{name: snapshot.frame(name) for name in TABLES})
    day = opportunities.last_day(record)
    features = model.features_of(record)
    key = f"next:{NEXT_OF}"
    coming = record.with_text(key, like=NEXT_OF, opened=day)
    told = prediction_on_day.to_come(coming, features, coming.place(key), day, seed=SEED)
    return baseline.build(
        states=told.states,
        members=told.status == "listed",
        log_odds_draws=told.draws,
        regions=record.regions,
        peers=baseline.peer_weights(champions.closeness(record, day).votes),
    )


def seconds_of(start: Baseline, plan: Plan, n_draws: int) -> float:
    """Return the time of one simulation, the better of two."""
    times = []
    for _ in range(2):
        started = time.perf_counter()
        simulation.simulate(start, plan, n_draws=n_draws, seed=SEED)
        times.append(time.perf_counter() - started)
    return min(times)


def peak_mb(start: Baseline, plan: Plan, n_draws: int) -> float:
    """Return the most memory that a simulation holds beyond what was held before."""
    tracemalloc.start()
    simulation.simulate(start, plan, n_draws=n_draws, seed=SEED)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def portfolio_figures(start: Baseline, open_states: list[str]) -> dict[str, object]:
    """Return how long a portfolio takes, what it gains, and how sure that is."""
    candidates = [
        Candidate(PlannedApproach(state, level), cost)
        for state in open_states
        for level, cost in COSTS.items()
    ]
    started = time.perf_counter()
    found = portfolio.best(
        start,
        Plan(ASSUMED),
        candidates,
        Constraints(BUDGET),
        objective=Objective(np.ones(len(start.states))),
        n_draws=2_000,
        seed=SEED,
    )
    seconds = time.perf_counter() - started
    rival = found.rankings.set_index("ranking").loc["probability"]
    order = np.argsort(-np.nan_to_num(start.probability), kind="stable")
    listed = tuple(
        PlannedApproach(start.states[place], rival["level"]) for place in order[: int(rival["n"])]
    )
    ours = Plan(ASSUMED, tuple(one.approach for one in found.chosen))
    return {
        "portfolio_seconds": seconds,
        "portfolio_candidates": len(candidates),
        "portfolio_method": found.method,
        "portfolio_gain": found.gain,
        "portfolio_bound": found.bound,
        "portfolio_less": {
            row["ranking"]: [row["less"], row["less_low"], row["less_high"]]
            for row in found.rankings.to_dict("records")
        },
        **se_ratios(start, ours, Plan(ASSUMED, listed), "crn_se_ratio"),
    }


def one_more(start: Baseline, plan: Plan, open_states: list[str]) -> dict[str, float]:
    """Return how much surer common draws make what one visit more would bring."""
    named = {one.state for one in plan.approaches}
    state = next(state for state in open_states if state not in named)
    more = replace(plan, approaches=(*plan.approaches, PlannedApproach(state, "visit")))
    return se_ratios(start, more, plan, "crn_se_ratio_one_visit")


def se_ratios(start: Baseline, one: Plan, two: Plan, name: str) -> dict[str, float]:
    """Return the standard error of a difference with independent draws over that with common."""
    ours, theirs, others = (
        simulation.simulate(start, plan, n_draws=N_DRAWS, seed=seed).sizes.astype(np.float64)
        for plan, seed in ((one, SEED), (two, SEED), (two, SEED + 1))
    )
    common = (ours - theirs).std()
    return {
        name: float(np.sqrt(ours.var() + theirs.var()) / common),
        f"{name}_by_thresholds": float((ours - others).std() / common),
    }


def beside(start: Baseline) -> tuple[float, str, float, float]:
    """Return our time, the peer, its time, and the share of draws with the same coalition."""
    heard = start.peers > 0
    even = np.divide(heard, heard.sum(axis=1, keepdims=True).clip(min=1))
    table = threshold_model.setup(replace(start, peers=even))
    strength = np.full(N_PEER, STRENGTH, dtype=np.float32)
    with threadpoolctl.threadpool_limits(limits=1):
        dealt = threshold_model.random_draws(len(table.columns), 0, N_PEER, seed=SEED)
        turn = threshold_model.model_draws(table, dealt)
        balance = table.log_odds[turn] - dealt.thresholds + STRENGTH * table.surplus[turn]
        begun = balance.copy()
        started = time.perf_counter()
        ours = threshold_model.propagate(table, balance, strength)
        seconds = time.perf_counter() - started
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(table.columns)))
    graph.add_edges_from(zip(*np.nonzero(table.pull), strict=True))
    run, peer = cascade()
    started = time.perf_counter()
    theirs = [run(graph, -row.astype(np.float64) / STRENGTH) for row in begun]
    peer_seconds = time.perf_counter() - started
    same = [set(np.flatnonzero(row).tolist()) == end for row, end in zip(ours, theirs, strict=True)]
    return seconds, peer, peer_seconds, float(np.mean(same))


def cascade() -> tuple[Callable[[Graph, Levels], set[int]], str]:
    """Return the peer and its name."""
    if importlib.util.find_spec("ndlib"):
        return by_ndlib, f"ndlib {metadata.version('ndlib')} ThresholdModel"
    return by_walking, f"a loop over a networkx {metadata.version('networkx')} graph"


def by_ndlib(graph: Graph, levels: Levels) -> set[int]:
    """Return who has joined in the end; ``levels`` are the shares of peers that each waits for."""
    config_of = importlib.import_module("ndlib.models.ModelConfig")
    fitted = importlib.import_module("ndlib.models.epidemics").ThresholdModel(graph)
    config = config_of.Configuration()
    for node, level in enumerate(levels):
        config.add_node_configuration("threshold", node, float(level))
    first = np.flatnonzero(levels < 0).tolist()
    config.add_model_initial_configuration("Infected", first)
    fitted.set_initial_status(config)
    n_joined = -1
    while True:
        n_now = fitted.iteration(node_status=False)["node_count"][1]
        if n_now == n_joined:
            return {node for node, status in fitted.status.items() if status == 1}
        n_joined = n_now


def by_walking(graph: Graph, levels: Levels) -> set[int]:
    """Return who has joined in the end, State by State and peer by peer."""
    joined = set(np.flatnonzero(levels < 0).tolist())
    while True:
        new = set()
        for node in set(graph) - joined:
            peers = list(graph.predecessors(node))
            n = sum(peer in joined for peer in peers)
            if peers and n / len(peers) > levels[node]:
                new.add(node)
        if not new:
            return joined
        joined |= new
