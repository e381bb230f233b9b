"""What is told of readers who come at once: every answer counted, and every failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.crowd import EMPTY, Crowd, resident_mb, together
from tests.serving import free_port, served


@pytest.mark.slow
def test_every_answer_of_every_reader_is_counted(tmp_path: Path) -> None:
    script = tmp_path / "empty.py"
    script.write_text(EMPTY, encoding="utf-8")
    with served(str(script)) as (address, process):
        crowd = together([address], [(None, {})], n_sessions=3, n_views=4, thinking_seconds=0.01)
        assert 10 < resident_mb(process) < 2_000
    assert crowd.errors == []
    assert len(crowd.times) == 12
    assert 0 < crowd.median <= crowd.p95 <= max(crowd.times)


def test_readers_whom_nobody_answers_are_counted_too() -> None:
    nowhere = f"http://localhost:{free_port()}"
    crowd = together([nowhere], [(None, {})], n_sessions=2, n_views=3, thinking_seconds=0.01)
    assert crowd.times == []
    assert len(crowd.errors) == 6
    assert all("no socket at" in error for error in crowd.errors)


def test_quantiles_are_those_of_the_answers() -> None:
    crowd = Crowd([float(n) for n in range(1, 102)])
    assert (crowd.median, crowd.p95) == (51.0, 96.0)
