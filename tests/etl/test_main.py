"""The command line: what it prints, and where."""

from __future__ import annotations

import json

import pytest
from rich.console import Console

from etl import __main__ as command
from etl.__main__ import main
from tests.etl.archive import Archive


@pytest.mark.slow
def test_build_tells_its_stages_in_plain_lines(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert archive.run() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["Reading the sources …", "Reconciling rosters and small tables …"]


@pytest.mark.slow
def test_build_says_listed_equals_official_count_for_each_full_list(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.run()
    lines = capsys.readouterr().out.splitlines()
    assert "hague: 3 = 3" in lines
    assert "sponsors_79_1: 3 listed, no official count" in lines
    assert not [line for line in lines if line.startswith("seoul")]


@pytest.mark.slow
def test_an_entry_that_is_no_state_of_ours_is_said_apart(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.edit_sidecar(
        "rosters/hague", "official_count = 3", 'official_count = 4\nnot_in_states = ["Montserrat"]'
    )
    assert archive.run() == 0
    assert "hague: 3 + 1 not in states = 4" in capsys.readouterr().out.splitlines()


@pytest.mark.slow
def test_build_closes_with_a_table(archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
    archive.run()
    cells = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["states", "6"] in cells
    assert ["votes", "15"] in cells
    assert ["refused", "or", "flagged", "3"] in cells
    assert ["roll", "calls:", "mismatch", "1"] in cells
    assert ["corrected", "0"] in cells
    assert [len(row[1]) for row in cells if row[:1] == ["version"]] == [12]
    assert [row[0] for row in cells][-1] == "seconds"


@pytest.mark.slow
def test_check_says_the_same_and_writes_nothing(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert archive.run("check") == 0
    assert "hague: 3 = 3" in capsys.readouterr().out
    assert not archive.snapshot.exists()


@pytest.mark.slow
def test_status_as_json_names_tables_and_instruments(
    built: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["tables"]["votes"] == 15
    assert found["path"] == str(built.snapshot)
    assert found["rollcalls"] == {"complete": 2, "mismatch": 1, "partial": 1}
    assert {
        "id": "hague",
        "n": 3,
        "official_count": 3,
        "roster_status": "official_list",
        "as_of": None,
    } in found["instruments"]


@pytest.mark.slow
def test_status_in_words_holds_the_same_figures(
    built: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status"]) == 0
    cells = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["votes", "15"] in cells
    assert ["hague", "3", "3", "official_list"] in cells


def test_status_without_a_snapshot_says_how_to_make_one(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status"]) == 2
    assert "found no snapshot" in capsys.readouterr().err


@pytest.mark.slow
def test_a_terminal_gets_a_bar(
    archive: Archive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "Console", lambda: Console(force_terminal=True))
    assert archive.run("check") == 0
    printed = capsys.readouterr().out
    assert "━" in printed
    assert "Reading the sources …" not in printed


@pytest.mark.parametrize("name", ["build", "check", "status"])
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([name, "--help"])
    assert stop.value.code == 0
    assert "snapshot" in capsys.readouterr().out


def test_an_unknown_command_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["destroy"])
    assert stop.value.code == 2
    assert "invalid choice: 'destroy'" in capsys.readouterr().err


def test_a_file_below_the_present_folder_is_named_from_there(
    archive: Archive, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive.root.parent)
    archive.file("rosters/hague").write_bytes(b"")
    assert archive.run("check") == 2
    assert capsys.readouterr().err.startswith("sources/rosters/hague.csv: found an empty file")


@pytest.mark.slow
def test_a_source_that_is_older_than_it_may_be_makes_status_exit_with_3(
    archive: Archive, capsys: pytest.CaptureFixture[str]
) -> None:
    archive.edit_sidecar("rosters/hague", 'retrieved = "2026-11"', 'retrieved = "2024-01"')
    archive.edit_sidecar("rosters/hague", 'licence = "CC0"', 'licence = "CC0"\nmax_age_days = 30')
    archive.run()
    capsys.readouterr()
    assert main(["status", "--json"]) == 3
    (stale,) = json.loads(capsys.readouterr().out)["stale"]
    assert (stale["source_id"], stale["fresh_until"]) == ("rosters/hague", "2024-03-01")
    assert main(["status"]) == 3
    told = capsys.readouterr().err
    assert "rosters/hague: read in 2024-01, fresh until 2024-03-01" in told
