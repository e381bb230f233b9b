"""Snapshots from the command line: kept, pinned, compared, and made again of their own sources."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data import snapshots, store
from etl import build
from etl.__main__ import main
from etl.export_sources import export_sources
from tests.etl.archive import Archive

Output = pytest.CaptureFixture[str]
SAID = ("stated_positions", "group_positions")


@pytest.fixture(scope="module")
def built_twice(built_once: Archive, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive of two versions: in the second, Brazil endorsed and a title is another."""
    archive = Archive(tmp_path_factory.mktemp("twice"), like=built_once)
    archive.edit("rosters/hague", "Kenya,", "Brazil,endorser,2023-02-17\nKenya,")
    archive.edit_sidecar("rosters/hague", "official_count = 3", "official_count = 4")
    archive.edit("milestones", "A summit", "The summit")
    build.build(archive.root, archive.corrections, snapshot=archive.snapshot)
    return archive


@pytest.fixture
def versions(archive: Archive, built_twice: Archive) -> tuple[str, str]:
    """Return both versions, which are kept beside the archive."""
    Archive(archive.root.parent, like=built_twice)
    latest, first = snapshots.kept()
    return first.version, latest.version


def run(capsys: Output, *arguments: str) -> str:
    """Return what a command prints, that it goes well."""
    assert main(arguments) == 0
    return capsys.readouterr().out


def refused(capsys: Output, *arguments: str) -> str:
    """Return the sentence with which a command is refused."""
    assert main(arguments) == 2
    return capsys.readouterr().err


@pytest.mark.slow
def test_what_was_built_is_kept_the_latest_first(versions: tuple[str, str], capsys: Output) -> None:
    listed = [line.split()[0] for line in run(capsys, "snapshots").splitlines()[1:]]
    assert listed == [*reversed(versions)]
    run(capsys, "pin", versions[0][:6])
    assert "pinned" in run(capsys, "snapshots").splitlines()[2]
    told = json.loads(run(capsys, "snapshots", "--json"))["snapshots"]
    assert [(one["version"], one["is_pinned"]) for one in told] == [
        (versions[1], False),
        (versions[0], True),
    ]
    run(capsys, "unpin", versions[0])
    assert "pinned" not in run(capsys, "snapshots")


@pytest.mark.slow
def test_a_difference_is_told_by_table_and_key(versions: tuple[str, str], capsys: Output) -> None:
    lines = run(capsys, "diff", versions[0], "now").splitlines()
    assert lines[0] == f"{versions[0]} to {versions[1]}: other facts, read by the same code"
    assert "added  memberships  hague, BRA, endorser, 2023-02-17" in lines
    found = json.loads(run(capsys, "diff", *versions, "--json"))
    assert found["cause"] == "facts"
    tables = {one["table"]: one for one in found["tables"]}
    assert [row["iso3"] for row in tables["memberships"]["added"]] == ["BRA"]
    assert {
        (row["cell"], row["before"], row["after"]) for row in tables["instruments"]["corrected"]
    } == {("official_count", "3", "4"), ("n_listed", "3", "4")}
    assert "no row differs" in run(capsys, "diff", "now", "now")


@pytest.mark.slow
def test_a_version_that_nobody_has_is_refused(versions: tuple[str, str], capsys: Output) -> None:
    for command in (["pin"], ["unpin"], ["diff", "now"], ["export-sources", "x", "--snapshot"]):
        assert "not kept here" in refused(capsys, *command, "ffffffffffff")


@pytest.mark.slow
def test_the_sources_of_a_snapshot_make_the_same_version(
    archive: Archive, versions: tuple[str, str], capsys: Output, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    told = run(capsys, "export-sources", str(folder), "--snapshot", versions[0]).splitlines()
    again = told[-1].removeprefix("python -m etl ").split()
    assert again[0] == "build"
    snapshots.unpin(versions[0])
    run(capsys, *again)
    assert store.open_snapshot().version == versions[0]
    (milestones,) = (folder / "sources").glob("milestones.csv")
    assert "A summit" in milestones.read_text()
    assert sorted(path.name for path in folder.iterdir()) == ["corrections.toml", "sources"]


@pytest.mark.slow
def test_every_byte_of_the_sources_comes_back(
    built: Archive, capsys: Output, tmp_path: Path
) -> None:
    run(capsys, "export-sources", str(tmp_path / "out"))
    written = {path.relative_to(built.root): path for path in built.root.rglob("*.*")}
    back = tmp_path / "out" / "sources"
    assert {path.relative_to(back) for path in back.rglob("*.*")} == set(written)
    for name, path in written.items():
        assert (back / name).read_bytes() == path.read_bytes()


@pytest.mark.slow
def test_what_states_and_groups_say_comes_back_row_for_row(
    built: Archive, capsys: Output, tmp_path: Path
) -> None:
    before = store.open_snapshot()
    said = {name: before.frame(name) for name in SAID}
    folder = tmp_path / "out"
    again = run(capsys, "export-sources", str(folder)).splitlines()[-1]
    for name in SAID:
        assert (folder / "sources" / f"{name}.csv").is_file()
        assert (folder / "sources" / f"{name}.toml").is_file()
    run(capsys, *again.removeprefix("python -m etl ").split())
    after = store.open_snapshot()
    assert after.version == before.version
    for name, rows in said.items():
        assert len(rows)
        pd.testing.assert_frame_equal(after.frame(name), rows)


@pytest.mark.proof
@pytest.mark.real
def test_the_sources_of_the_whole_record_make_the_same_version(tmp_path: Path) -> None:
    first, second = tmp_path / "first.duckdb", tmp_path / "second.duckdb"
    build.build(snapshot=first)
    held = store.open_snapshot(first)
    export_sources(held, tmp_path / "out")
    sources, corrections = tmp_path / "out" / "sources", tmp_path / "out" / "corrections.toml"
    build.build(sources, corrections, snapshot=second)
    again = store.open_snapshot(second)
    assert again.version == held.version
    for name in SAID:
        pd.testing.assert_frame_equal(again.frame(name), held.frame(name))


@pytest.mark.slow
def test_what_terms_forbid_to_pass_on_is_named(
    built: Archive, capsys: Output, tmp_path: Path
) -> None:
    with duckdb.connect(str(built.snapshot)) as connection:
        connection.execute("DELETE FROM source_files WHERE path LIKE 'sources/rosters/seoul%'")
    capsys.readouterr()
    told = run(capsys, "export-sources", str(tmp_path / "out"))
    assert "forbid to pass them on: rosters/seoul;" in told


@pytest.mark.slow
def test_what_is_in_the_way_is_left_alone(
    versions: tuple[str, str], capsys: Output, tmp_path: Path
) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "full")
    for name in ("full", "file", "link"):
        assert "nothing was written" in refused(capsys, "export-sources", str(tmp_path / name))
    assert [path.name for path in full.iterdir()] == ["mine"]


@pytest.mark.slow
def test_a_file_that_would_lie_elsewhere_is_refused(
    built: Archive, capsys: Output, tmp_path: Path
) -> None:
    with duckdb.connect(str(built.snapshot)) as connection:
        connection.execute("UPDATE source_files SET path = '../' || path")
    capsys.readouterr()
    assert "path below the folder" in refused(capsys, "export-sources", str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "sources" / "out").exists()


@pytest.mark.slow
def test_a_snapshot_without_its_sources_says_so(
    built: Archive, capsys: Output, tmp_path: Path
) -> None:
    with duckdb.connect(str(built.snapshot)) as connection:
        connection.execute("DROP TABLE source_files")
    capsys.readouterr()
    told = refused(capsys, "export-sources", str(tmp_path / "out"))
    assert "a snapshot without its source files" in told


@pytest.mark.parametrize("name", ["snapshots", "pin", "unpin", "diff", "export-sources"])
def test_every_command_about_snapshots_explains_itself(name: str, capsys: Output) -> None:
    with pytest.raises(SystemExit) as stop:
        main([name, "--help"])
    assert stop.value.code == 0
    assert "snapshot" in capsys.readouterr().out


@pytest.mark.real
@pytest.mark.proof
def test_the_whole_record_comes_back_from_its_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(tmp_path / "first" / "trojka.duckdb"))
    run(capsys, "build")
    version = store.open_snapshot().version
    told = run(capsys, "export-sources", str(tmp_path / "out")).splitlines()
    again = next(line for line in told if line.startswith("python -m etl build"))
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(tmp_path / "second" / "trojka.duckdb"))
    run(capsys, *again.removeprefix("python -m etl ").split())
    assert store.open_snapshot().version == version
