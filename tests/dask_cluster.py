"""A Dask scheduler and its workers on this machine, by the commands of README.md, for a while."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import distributed

from tests.serving import free_port

ROOT = Path(__file__).parents[1]
START_SECONDS = 120


@dataclass
class Cluster:
    """A scheduler with its workers.

    Attributes
    ----------
    address : str
        Of the scheduler: ``tcp://127.0.0.1:8786``.
    """

    address: str
    _scheduler: subprocess.Popen[bytes]

    def steps(self) -> dict[str, int]:
        """Return how many steps of work each worker has made so far, by its address."""
        with self._client() as client:
            return dict(client.run(_steps))

    def wait_for(self, n_workers: int) -> None:
        """Wait until the scheduler answers, and so many workers have come."""
        with self._client() as client:
            if n_workers:
                client.wait_for_workers(n_workers, timeout=START_SECONDS)

    def kill(self) -> None:
        """Kill the scheduler in the middle of anything; its workers find that out."""
        self._scheduler.kill()
        self._scheduler.wait(timeout=10)

    def _client(self) -> distributed.Client:
        return distributed.Client(self.address, timeout=START_SECONDS, set_as_default=False)


def _steps(dask_worker: distributed.Worker) -> int:
    return int(dask_worker.state.transition_counter)


@contextlib.contextmanager
def standing(n_workers: int = 2) -> Iterator[Cluster]:
    """Let a scheduler and its workers stand on the loopback while the context lasts."""
    address = f"127.0.0.1:{free_port()}"
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="trojka-dask-"))
        host, port = address.split(":")
        quiet = ("--dashboard-address", "127.0.0.1:0")
        scheduler = _started(stack, "dask_scheduler", "--host", host, "--port", port, *quiet)
        if n_workers:
            work = ("--nworkers", str(n_workers), "--nthreads", "1", "--no-dashboard")
            at = ("--local-directory", folder)
            _started(stack, "dask_worker", f"tcp://{address}", "--host", host, *work, *at)
        cluster = Cluster(f"tcp://{address}", scheduler)
        cluster.wait_for(n_workers)
        yield cluster


def _started(stack: contextlib.ExitStack, program: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start one of Dask's programs, which ends with the stack, and all that it started with it."""
    process = subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{program}", *arguments],
        cwd=ROOT,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )

    def end() -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)

    stack.callback(end)
    return process
