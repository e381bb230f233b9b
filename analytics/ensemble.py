"""Many seeded runs of one function: on this machine's cores, or on a Dask cluster.

Every task draws from its own child of one `numpy.random.SeedSequence`, and linear algebra inside a
task is held to one thread, so that the results do not depend on where or in what order tasks run.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar

import joblib
import numpy as np
import threadpoolctl  # type: ignore[import-untyped]  # publishes no types

from data.errors import AnalysisError, fault

Task = TypeVar("Task")
Result = TypeVar("Result")

CONNECT_SECONDS = 10
"""How long to wait for a scheduler."""


def runs(
    function: Callable[[Task, np.random.Generator], Result],
    tasks: Sequence[Task],
    *,
    seed: int,
    n_jobs: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
    scheduler: str | None = None,
) -> list[Result]:
    """Return ``function(task, rng)`` of every task, in the order of the tasks.

    The same seed gives the same results on any number of cores and on a cluster.

    Parameters
    ----------
    function : callable
        Pure: draws from the generator it is given only, and returns something picklable.
    tasks : sequence
        What to run it on; ``range(n)`` for n replicates.
    seed : int
        Root of the seeds: one child a task, by its place.
    n_jobs : int
        Processes on this machine; 1 runs in this one, -1 on all cores. A cluster ignores it.
    on_progress : callable, optional
        Called in this process with the number of tasks done and their total, after each.
    scheduler : str, optional
        Address of a Dask scheduler, such as ``tcp://host:8786``; this machine when not given. Its
        workers need the same code and the same versions.

    Raises
    ------
    AnalysisError
        If ``n_jobs`` is 0; if no scheduler answers at the address; if Dask is not installed.
        What the function raises is passed on.

    References
    ----------
    Dask: https://docs.dask.org; joblib: https://joblib.readthedocs.io; seeds that may be spawned:
    https://numpy.org/doc/stable/reference/random/parallel.html.

    Examples
    --------
    >>> runs(lambda task, rng: task * 2, [1, 2, 3], seed=0)
    [2, 4, 6]
    """
    if n_jobs == 0:
        raise AnalysisError(
            fault(
                "ensemble",
                found="n_jobs 0",
                expected="a number of processes, or -1 for all cores",
                do="choose 1 or more",
            )
        )
    children = np.random.SeedSequence(seed).spawn(len(tasks))
    results: list[Result] = []
    with ExitStack() as stack:
        if scheduler is not None:
            stack.enter_context(_cluster(scheduler))
            n_jobs = -1
        parallel = joblib.Parallel(n_jobs=n_jobs, return_as="generator")
        calls = (
            joblib.delayed(_run)(function, task, child)
            for task, child in zip(tasks, children, strict=True)
        )
        for result in parallel(calls):
            results.append(result)
            if on_progress is not None:
                on_progress(len(results), len(tasks))
    return results


def _run(
    function: Callable[[Task, np.random.Generator], Result],
    task: Task,
    child: np.random.SeedSequence,
) -> Result:
    """Return the result of one task, with one thread and its own random numbers."""
    with threadpoolctl.threadpool_limits(limits=1):
        return function(task, np.random.default_rng(child))


@contextmanager
def _cluster(scheduler: str) -> Iterator[Any]:
    """Send joblib's work to a Dask cluster while the context lasts."""
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise AnalysisError(
            fault(
                "ensemble",
                found="no package distributed",
                expected=f"it, to reach the scheduler {scheduler}",
                do="install requirements-dev.txt, or give no scheduler",
            )
        ) from error
    try:
        client = distributed.Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise AnalysisError(
            fault(
                "ensemble",
                found=f"no answer from {scheduler}: {error}",
                expected="a Dask scheduler",
                do="start it, or give no scheduler",
            )
        ) from error
    with client, joblib.parallel_config(backend="dask", client=client):
        yield client
