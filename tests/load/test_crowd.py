"""What is told of readers who come at once: every answer counted, and every failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.__main__ import main
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


@pytest.mark.slow
def test_the_table_has_a_row_for_each_number_of_readers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "empty.py"
    script.write_text(EMPTY, encoding="utf-8")
    with served(str(script)) as (address, process):
        asked = ["--base", address, "--process", str(process), "--sessions", "1,2"]
        assert main([*asked, "--seconds", "0.2", "--thinking", "0.1"]) == 0
    told = capsys.readouterr().out.splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in told[2:-1]]
    assert [row[:4] for row in rows] == [["Trojka", "1", "1", "2"], ["Trojka", "2", "1", "4"]]
    assert told[-1].startswith("p95 stayed within 1 s up to 2 sessions")
