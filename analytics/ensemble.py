"""Many seeded runs of one function: on this machine's cores, or on a Dask cluster.

Every task draws from its own child of one `numpy.random.SeedSequence`, and linear algebra inside a
task is held to one thread, so that the results do not depend on where or in what order tasks run.

Where they run is said once for the whole process (`use`), and who asks need not know: a page is
told how far they are by `data.progress`. A scheduler named so that does not answer, has no workers
or is lost on the way costs time only: it is said in the log, once, and from then on the work is
done here; what came back before is not made again.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import joblib
import numpy as np
import threadpoolctl

from data import ends_with, progress
from data.errors import AnalysisError

Task = TypeVar("Task")
Result = TypeVar("Result")

SEED = 20260205
"""Root of everything drawn at random, so that every reader sees the same."""

CONNECT_SECONDS = 10
"""How long to wait for a scheduler."""

BATCHES_A_PROCESS = 8
"""Into how many batches a process's tasks fall: what all of them need is sent once a batch."""

_log = logging.getLogger("trojka.ensemble")


class ClusterError(AnalysisError):
    """A Dask cluster cannot be used, or not any more: not that a task has no answer."""


@dataclass(frozen=True)
class Workers:
    """Where runs take place.

    Attributes
    ----------
    n_jobs : int
        Processes on this machine; 1 for this one, -1 for all cores.
    scheduler : str or None
        Address of a Dask scheduler that is tried first.
    """

    n_jobs: int = 1
    scheduler: str | None = None


_workers = [Workers()]


def use(workers: Workers) -> None:
    """Let runs of this process take place there, where their caller does not say otherwise."""
    _workers[0] = workers


def runs(
    function: Callable[[Task, np.random.Generator], Result],
    tasks: Sequence[Task],
    *,
    seed: int,
    n_jobs: int | None = None,
    on_progress: progress.Listener | None = None,
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
    n_jobs : int, optional
        Processes on this machine; 1 runs in this one, -1 on all cores. A cluster ignores it. Where
        neither it nor a scheduler is given, what `use` said.
    on_progress : callable, optional
        Called in this process with the number of tasks done and their total, after each; so is
        whoever listens (`data.progress`).
    scheduler : str, optional
        Address of a Dask scheduler, such as ``tcp://host:8786``. Its workers need the same code
        and the same versions.

    Raises
    ------
    AnalysisError
        If ``n_jobs`` is 0; if no scheduler answers at the address that is given here, it has no
        workers or is lost on the way; if Dask is not installed. What the function raises is
        passed on.

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
            "ensemble",
            found="n_jobs 0",
            expected="a number of processes, or -1 for all cores",
            do="choose 1 or more",
        )
    children = np.random.SeedSequence(seed).spawn(len(tasks))
    work = list(zip(tasks, children, strict=True))
    results: list[Result] = []
    workers = _workers[0]
    address = scheduler if scheduler is not None or n_jobs is not None else workers.scheduler
    jobs = workers.n_jobs if n_jobs is None else n_jobs
    if address is not None:
        try:
            with _cluster(address):
                _go_on(function, work, results, jobs=-1, on_progress=on_progress)
        except ClusterError as error:
            if scheduler is not None:
                raise
            use(Workers(workers.n_jobs))
            _log.warning("%s The work goes on here.", error)
    _go_on(function, work, results, jobs=jobs, on_progress=on_progress)
    return results


def _go_on(
    function: Callable[[Task, np.random.Generator], Result],
    work: Sequence[tuple[Task, np.random.SeedSequence]],
    results: list[Result],
    *,
    jobs: int,
    on_progress: progress.Listener | None,
) -> None:
    """Add the results that are still missing, in the order of the tasks."""
    missing = work[len(results) :]
    if not missing:
        return
    is_over = False
    program = ends_with.this_program()

    def calls() -> Iterator[Any]:
        for task, child in missing:
            if is_over:
                return
            yield joblib.delayed(_run)(function, task, child, program)

    size = len(missing) // (BATCHES_A_PROCESS * joblib.effective_n_jobs(jobs))
    parallel = joblib.Parallel(n_jobs=jobs, return_as="generator", batch_size=max(size, 1))
    outcomes = parallel(calls())
    try:
        for outcome in outcomes:
            results.append(_result(outcome))
            progress.say(len(results), len(work))
            if on_progress is not None:
                on_progress(len(results), len(work))
    except BaseException:
        # Nothing more is begun. What is under way ends by itself: joblib would else end the
        # processes, and with them the runs of others in this program.
        is_over = True
        for _outcome in outcomes:
            pass
        raise


@dataclass(frozen=True)
class _Refusal:
    """That a task cannot be answered, as its process says it without ending."""

    error: AnalysisError


def _run(
    function: Callable[[Task, np.random.Generator], Result],
    task: Task,
    child: np.random.SeedSequence,
    program: int,
) -> Result | _Refusal:
    """Return the result of one task, with one thread and its own random numbers."""
    ends_with.end_with(program)
    with threadpoolctl.threadpool_limits(limits=1):
        try:
            return function(task, np.random.default_rng(child))
        except AnalysisError as error:
            return _Refusal(error)


def _result(outcome: Result | _Refusal) -> Result:
    """Return the result of a task, or raise what it was refused with."""
    if isinstance(outcome, _Refusal):
        raise outcome.error
    return outcome


@contextmanager
def _cluster(scheduler: str) -> Iterator[Any]:
    """Send joblib's work to a Dask cluster while the context lasts.

    Raises
    ------
    ClusterError
        If there is none, it has no workers, or it is lost on the way.
    """
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise ClusterError(
            "ensemble",
            found="no package distributed",
            expected=f"it, to reach the scheduler {scheduler}",
            do="install requirements-dev.txt, or give no scheduler",
        ) from error
    lost = (CancelledError, distributed.comm.CommClosedError, distributed.KilledWorker)
    try:
        client = distributed.Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            "ensemble",
            found=f"no answer from {scheduler}: {error}",
            expected="a Dask scheduler",
            do="start it, or give no scheduler",
        ) from error
    with client, joblib.parallel_config(backend="dask", client=client):
        try:
            client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError as error:
            raise ClusterError(
                "ensemble",
                found=f"no workers at {scheduler}",
                expected="some, within ten seconds",
                do="start them, or give no scheduler",
            ) from error
        try:
            yield client
        except lost as error:
            raise ClusterError(
                "ensemble",
                found=f"that {scheduler} was lost on the way ({type(error).__name__})",
                expected="a Dask scheduler and workers that stay",
                do="start them again, or give no scheduler",
            ) from error
