"""A process that reads what it is handed tells the machine to end it first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from data import ended_first

ROOT = Path(__file__).parents[2]


def test_the_machine_is_told() -> None:
    code = (
        "from data import ended_first; ended_first.be_ended_first()\n"
        "print(ended_first.SCORE.read_text())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "1000"
    assert ended_first.SCORE.read_text(encoding="ascii").strip() != "1000"


def test_a_machine_that_cannot_be_told_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ended_first, "SCORE", tmp_path / "no" / "such" / "file")
    ended_first.be_ended_first()
    assert list(tmp_path.iterdir()) == []
