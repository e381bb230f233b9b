"""Briefings from the command line: whole files or none, and every fault in a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dashboard.briefing import __main__ as command
from data.errors import BriefingError

pytestmark = pytest.mark.slow


def test_a_state_is_written_in_the_formats_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "new" / "folder"
    asked = ["--state", "Kenia", "--language", "nl", "--format", "pdf,xlsx,csv", "--out", str(out)]
    assert command.main(asked) == 0
    names = {path.name for path in out.iterdir()}
    assert {"trojka-state-ken-nl.pdf", "trojka-state-ken-nl.xlsx"} <= names
    assert "trojka-state-ken-nl-champions.csv" in names
    assert (out / "trojka-state-ken-nl.pdf").read_bytes().startswith(b"%PDF")
    assert not [name for name in names if name.startswith(".")]


def test_one_chart_is_written_as_pictures(tmp_path: Path) -> None:
    assert command.main(["--coalition", "--chart", "regions", "--out", str(tmp_path)]) == 0
    names = {path.suffix for path in tmp_path.iterdir()}
    assert names == {".svg", ".png"}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--state", "Kenja"], "KEN (Kenya)"),
        (["--state", "KEN", "--format", "odt"], "expected one of pptx"),
        (["--coalition", "--chart", "nothing"], "a key of this briefing: regions"),
        (["--pack", "missing.json"], "a briefing saved as JSON"),
        (["--view", "no-page"], "no such page"),
    ],
)
def test_a_fault_is_a_sentence_and_nothing_is_written(
    asked: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([*asked, "--out", str(tmp_path)]) == command.FAULTS
    assert told in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_an_empty_briefing_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.json").write_text('{"items": []}')
    asked = ["--pack", str(tmp_path / "empty.json"), "--out", str(tmp_path / "out")]
    assert command.main(asked) == command.FAULTS
    assert "at least one view or paper" in capsys.readouterr().err


def test_a_folder_that_is_a_file_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert command.main(["--state", "KEN", "--out", str(tmp_path / "file")]) == command.FAULTS
    assert "a folder that can be written" in capsys.readouterr().err


def test_a_write_that_is_broken_off_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"before")

    def broken(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(BriefingError, match="No space left"):
        command.save(path, b"after")
    assert path.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir()] == ["paper.pdf"]
