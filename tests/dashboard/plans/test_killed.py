"""Many write at once and one is killed: whatever was told to be kept is there, and whole."""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.plans import store

ROOT = Path(__file__).parents[3]
N_PROCESSES = 8
N_SAVES = 200


@pytest.mark.slow
@pytest.mark.parametrize("where", ["sqlite", pytest.param("postgresql", marks=pytest.mark.proof)])
def test_every_save_that_was_told_is_there_and_whole(
    where: str, plans_url: str, request: pytest.FixtureRequest
) -> None:
    url = plans_url if where == "sqlite" else request.getfixturevalue("postgresql_url")
    chance = random.Random()  # noqa: S311  # the moment of a kill, not a secret
    writers = [start(url, f"writer{i}") for i in range(N_PROCESSES)]
    victim = writers[chance.randrange(N_PROCESSES)]
    assert victim.stdout is not None
    n_before = chance.randrange(1, N_SAVES - 20)
    told = list(itertools.islice(victim.stdout, n_before))
    time.sleep(chance.random() * 0.02)
    victim.send_signal(signal.SIGKILL)
    with victim:
        told += victim.stdout  # the rest by the same reader: it may hold half a line already
    assert victim.returncode == -signal.SIGKILL
    for writer in writers:
        if writer is not victim:
            output, errors = writer.communicate(timeout=300)
            told += output.splitlines()
            assert writer.returncode == 0, errors

    acknowledged = {
        (plan_id, int(number)): title for plan_id, number, title in map(str.split, told)
    }
    ours = {plan_id for plan_id, _ in acknowledged}
    assert len(ours) == N_PROCESSES
    plans = store.open_plans(url)
    heads = {one.plan_id: one.revision for one in plans.list() if one.plan_id in ours}
    kept = {
        (plan_id, revision.number): revision.document.title
        for plan_id in heads
        for revision in plans.history(plan_id)  # refuses what is torn
    }
    plans.close()
    assert len(acknowledged) >= (N_PROCESSES - 1) * N_SAVES + n_before
    assert acknowledged.items() <= kept.items()
    assert len(kept.keys() - acknowledged.keys()) <= 1, "kept in the moment of the kill"
    numbers: dict[str, list[int]] = {}
    for plan_id, number in sorted(kept):
        numbers.setdefault(plan_id, []).append(number)
    assert numbers == {plan_id: list(range(1, n + 1)) for plan_id, n in heads.items()}


def start(url: str, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.dashboard.plans.writer", url, name, str(N_SAVES)],
        cwd=ROOT,
        env=dict(os.environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
