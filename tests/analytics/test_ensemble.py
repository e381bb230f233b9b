from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from analytics import ensemble
from data import progress
from data.errors import AnalysisError
from tests import dask_cluster


def numbers(task: int, rng: np.random.Generator) -> bytes:
    """Draw, and do linear algebra whose last digits could depend on the number of threads."""
    matrix = rng.normal(size=(120, 120)) + task
    return np.linalg.eigvalsh(matrix @ matrix.T).tobytes()


def failing(task: int, rng: np.random.Generator) -> int:
    raise AnalysisError("a task", found=f"task {task} failed", expected="none to", do="mend it")


def resting(task: int, rng: np.random.Generator) -> int:
    time.sleep(0.2)
    return task


class LeftError(Exception):
    """A reader went on to another page."""


def leave(done: int, total: int) -> None:
    raise LeftError


def runs(**options) -> list[bytes]:
    return ensemble.runs(numbers, range(6), seed=3, **options)


@pytest.mark.slow
def test_one_core_two_cores_and_a_dask_cluster_give_the_same_bytes(scheduler):
    one = runs(n_jobs=1)
    assert len(set(one)) == 6
    assert one == runs(n_jobs=2)
    assert one == runs(scheduler=scheduler)


def test_another_seed_gives_other_numbers_and_a_longer_list_the_same_beginning():
    one = runs()
    assert one != ensemble.runs(numbers, range(6), seed=4)
    assert one == ensemble.runs(numbers, range(8), seed=3)[:6]


@pytest.mark.slow
@pytest.mark.parametrize("n_jobs", [1, 2])
def test_progress_is_told_after_every_task(n_jobs):
    told = []
    runs(n_jobs=n_jobs, on_progress=lambda done, total: told.append((done, total)))
    assert told == [(k, 6) for k in range(1, 7)]


def test_no_tasks_give_no_results():
    assert ensemble.runs(numbers, [], seed=0) == []


@pytest.mark.parametrize("n_jobs", [1, 2])
def test_what_a_task_raises_is_passed_on(n_jobs):
    with pytest.raises(AnalysisError, match="task 2 failed"):
        ensemble.runs(failing, [2], seed=0, n_jobs=n_jobs)


def test_no_processes_at_all_are_refused():
    with pytest.raises(AnalysisError, match="found n_jobs 0, expected a number of processes"):
        runs(n_jobs=0)


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch):
    monkeypatch.setattr(ensemble, "CONNECT_SECONDS", 0.2)
    with pytest.raises(AnalysisError, match=r"no answer from tcp://127\.0\.0\.1:9.*start it"):
        runs(scheduler="tcp://127.0.0.1:9")


def test_without_dask_a_scheduler_is_refused(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(AnalysisError, match="found no package distributed, expected it"):
        runs(scheduler="tcp://127.0.0.1:9")


@pytest.fixture
def elsewhere():
    """Return a function that says where runs take place, until the test ends."""
    yield ensemble.use
    ensemble.use(ensemble.Workers())


@pytest.mark.slow
def test_where_runs_take_place_is_said_once_and_changes_nothing(elsewhere, scheduler):
    one = runs()
    elsewhere(ensemble.Workers(n_jobs=2))
    assert runs() == one
    elsewhere(ensemble.Workers(scheduler=scheduler))
    assert runs() == one


def test_a_scheduler_that_is_gone_is_said_in_a_sentence_and_left_alone(
    elsewhere, monkeypatch, caplog
):
    monkeypatch.setattr(ensemble, "CONNECT_SECONDS", 0.2)
    one = runs()
    elsewhere(ensemble.Workers(scheduler="tcp://127.0.0.1:9"))
    assert [runs(), runs()] == [one, one]
    (said,) = [text for name, _level, text in caplog.record_tuples if name == "trojka.ensemble"]
    assert "no answer from tcp://127.0.0.1:9" in said
    assert said.endswith("The work goes on here.")


@pytest.mark.slow
def test_a_cluster_without_workers_is_said_and_the_work_goes_on_here(
    elsewhere, monkeypatch, caplog
):
    monkeypatch.setattr(ensemble, "CONNECT_SECONDS", 3)
    with dask_cluster.standing(n_workers=0) as cluster:
        with pytest.raises(AnalysisError, match=rf"found no workers at {cluster.address}"):
            runs(scheduler=cluster.address)
        elsewhere(ensemble.Workers(scheduler=cluster.address))
        assert runs() == runs(n_jobs=1)
    (said,) = [text for name, _level, text in caplog.record_tuples if name == "trojka.ensemble"]
    assert said.endswith("The work goes on here.")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_cluster_that_is_lost_on_the_way_costs_time_only(elsewhere, caplog):
    told = []
    with dask_cluster.standing() as cluster:

        def listen(done, total):
            if not told:
                cluster.kill()
            told.append(done)

        elsewhere(ensemble.Workers(n_jobs=1, scheduler=cluster.address))
        found = ensemble.runs(resting, range(60), seed=0, on_progress=listen)
        assert found == list(range(60))
        assert told == list(range(1, 61)), "what came back before is not made again"
        assert ensemble.runs(resting, range(3), seed=0) == [0, 1, 2]
    (said,) = [text for name, _level, text in caplog.record_tuples if name == "trojka.ensemble"]
    assert f"that {cluster.address} was lost on the way" in said
    assert said.endswith("The work goes on here.")


def test_who_listens_is_told_how_far_runs_are():
    told = []
    with progress.watched(lambda done, total: told.append((done, total))):
        runs()
    runs()
    assert told == [(k, 6) for k in range(1, 7)]


@pytest.mark.slow
@pytest.mark.parametrize("how", ["left", "refused"])
def test_whoever_leaves_or_is_refused_takes_nothing_from_others(how: str):
    found: list[list[int]] = []
    other = threading.Thread(
        target=lambda: found.append(ensemble.runs(resting, range(20), seed=0, n_jobs=2))
    )
    other.start()
    for _again in range(3):
        time.sleep(0.3)
        if how == "left":
            with pytest.raises(LeftError):
                ensemble.runs(resting, range(40), seed=0, n_jobs=2, on_progress=leave)
        else:
            with pytest.raises(AnalysisError, match="task 0 failed"):
                ensemble.runs(failing, range(4), seed=0, n_jobs=2)
    other.join()
    assert found == [list(range(20))]


def test_nothing_more_is_begun_for_whoever_left():
    begun: list[int] = []

    def noted(task: int, rng: np.random.Generator) -> int:
        begun.append(task)
        return task

    with pytest.raises(LeftError):
        ensemble.runs(noted, range(100), seed=0, n_jobs=1, on_progress=leave)
    assert len(begun) < 50


TOGETHER = """
import os, sys, time
from analytics import ensemble

def number(task, rng):
    time.sleep(0.2)
    return os.getpid()

print(*{*ensemble.runs(number, range(8), seed=1, n_jobs=2)}, flush=True)
sys.stdin.read()
"""
"""Work on two processes, say which, and stay."""


@pytest.mark.slow
def test_processes_end_with_the_program_that_began_them():
    with subprocess.Popen(
        [sys.executable, "-c", TOGETHER],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        processes = [int(one) for one in program.stdout.readline().split()]
        assert len(processes) == 2
        assert all(is_there(one) for one in processes)
        program.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 30
    while any(is_there(one) for one in processes) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(is_there(one) for one in processes)


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    return status.rsplit(")", 1)[1].split()[0] != "Z"
