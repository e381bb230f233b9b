"""What more cores, and a cluster, bring to long ensembles: the same bytes, and how much sooner.

The tasks are the blocs, the spatial models, the test of go-betweens and the back-test of joining
that pages show, made from the same facts on one core, on two, and on a Dask cluster of two workers
on this machine. The peer is this code on one core. Ratios say how many times longer one core takes;
they mean something where the machine is idle. Each is run twice and the second is timed: processes
that are up, and have imported what they need, serve all that a server is asked for afterwards. What
the first run took besides is told as ``first_seconds``.
"""

from __future__ import annotations

import hashlib
import pickle
import time
from collections.abc import Callable

import distributed

from analytics import ensemble, selection
from analytics.blocs import questions as of_blocs
from analytics.ideal_points import questions as of_points
from analytics.joining import proofs
from analytics.network import questions as of_network
from dashboard.words import subjects
from data.facts import Facts, current_facts
from tests.benchmarks.result import Result, memory_mb

QUESTION = selection.AlignmentQuestion("votes", ("disarmament",), 5)


def measure() -> Result:
    facts = current_facts()
    tasks: dict[str, Callable[[Facts], object]] = {
        "blocs": bloc_grouping,
        "spatial_models": spatial_models,
        "go_betweens": go_betweens,
        "joining_backtest": joining_backtest,
    }
    seconds: dict[str, dict[str, float]] = {name: {} for name in tasks}
    first: dict[str, dict[str, float]] = {name: {} for name in tasks}
    digests: dict[str, set[str]] = {name: set() for name in tasks}

    def take_turns(places: dict[str, ensemble.Workers]) -> None:
        """Time every task twice, in one place after the other, so that a slow minute hits all."""
        for name, task in tasks.items():
            for timed in (first, seconds):
                for place, workers in places.items():
                    ensemble.use(workers)
                    started = time.perf_counter()
                    made = task(facts)
                    timed[name][place] = time.perf_counter() - started
                    digests[name].add(hashlib.sha256(pickle.dumps(made)).hexdigest())

    take_turns({"one": ensemble.Workers(1), "two": ensemble.Workers(2)})
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        take_turns({"dask": ensemble.Workers(scheduler=cluster.scheduler_address)})
    ensemble.use(ensemble.Workers())
    return Result(
        n=of_blocs.BLOC_RUNS.n_runs,
        seconds=sum(each["two"] for each in seconds.values()),
        memory_mb=memory_mb(),
        peer="the same on one core",
        peer_seconds=sum(each["one"] for each in seconds.values()),
        quality={
            "seconds": seconds,
            "first_seconds": first,
            "ratio_on_two": {name: each["one"] / each["two"] for name, each in seconds.items()},
            "ratio_on_dask": {name: each["one"] / each["dask"] for name, each in seconds.items()},
            "same_bytes": {name: len(each) == 1 for name, each in digests.items()},
        },
    )


def bloc_grouping(facts: Facts) -> object:
    """Return the blocs of the page's first question, in what tells results apart."""
    found = of_blocs.bloc_grouping(facts, QUESTION)
    return found.probabilities.to_numpy(), found.curve.to_numpy(dtype=float)


def spatial_models(facts: Facts) -> object:
    """Return how well a line, two ends and a plane foresee held-out votes."""
    found = of_points.ends_on(facts, subjects.TOPICS["technology"] or ())
    return found.models.select_dtypes("number").to_numpy()


def go_betweens(facts: Facts) -> object:
    """Return whether go-betweens by half of the texts are so by the other half."""
    return of_network.go_betweens_again(facts, QUESTION, ("ESP", "KOR", "NLD"))


def joining_backtest(facts: Facts) -> object:
    """Return the probabilities of every past text, by a model that had not seen it."""
    found = proofs.joining_backtest(facts)
    return found.rows.select_dtypes("number").to_numpy()
