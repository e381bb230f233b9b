"""A snapshot as a data package: valid, the same every time, whole or not there, and lawful."""

from __future__ import annotations

import csv
import hashlib
import json
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import frictionless
import pandas as pd
import pytest

from data import columnar, fields, schema, store
from data.errors import StoreError
from etl import drafts, republication
from etl.__main__ import main
from etl.changes import terms
from etl.export_package import export_package

OPEN = "MIT"
CLOSED = "Copyright, United Nations; non-commercial use, with attribution"


@pytest.fixture(autouse=True)
def csv_as_it_is() -> Iterator[None]:
    """Put back the limit of a field, which frictionless lifts for the whole process."""
    limit = csv.field_size_limit()
    yield
    csv.field_size_limit(limit)


@pytest.fixture
def licensed(world: dict[str, pd.DataFrame], tmp_path: Path) -> store.Snapshot:
    """Return the tiny world under terms that allow to pass it on."""
    for name in ("sources", "evidence"):
        world[name]["licence"] = OPEN
    return store.write_snapshot(world, version="0123456789ab", path=tmp_path / "tiny.duckdb")


@pytest.fixture
def closed(world: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the tiny world with one vote of res_2, and all of res_1, under terms that do not."""
    for name in ("sources", "evidence"):
        world[name]["licence"] = OPEN
    extra = (
        world["evidence"].iloc[:1].assign(evidence_id="undl", url="https://undl", licence=CLOSED)
    )
    world["evidence"] = pd.concat([world["evidence"], extra], ignore_index=True)
    rollcalls, votes = world["rollcalls"], world["votes"]
    rollcalls.loc[rollcalls["rollcall_id"] == "res_1", "evidence_id"] = "undl"
    evidence = votes["evidence_id"].astype(object)
    is_theirs = (votes["rollcall_id"] == "res_1") | (
        (votes["rollcall_id"] == "res_2") & (votes["iso3"] == "KEN")
    )
    votes["evidence_id"] = evidence.mask(is_theirs, "undl").astype("category")
    return world


def contents(place: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(place)): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_it_is_a_valid_package_whose_keys_hold(licensed: store.Snapshot, tmp_path: Path) -> None:
    export_package(licensed, tmp_path / "out")
    report = frictionless.Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["path", "title", "message"])
    assert len(report.tasks) == len(schema.TABLES)
    assert not [task for task in report.tasks if task.warnings]


@pytest.mark.slow
def test_a_row_that_breaks_the_contract_is_seen(licensed: store.Snapshot, tmp_path: Path) -> None:
    export_package(licensed, tmp_path / "out")
    file = tmp_path / "out" / "data" / "tiles.csv"
    file.write_text(file.read_text().replace('"NLD"', '"XXX"').replace('"POL"', '"pol"'))
    report = frictionless.Package(str(tmp_path / "out" / "datapackage.json")).validate()
    kinds = {kind for (kind,) in report.flatten(["type"])}
    assert {"foreign-key", "constraint-error", "hash-count"} <= kinds


@pytest.mark.slow
def test_it_says_what_it_holds_from_where_and_on_which_terms(
    licensed: store.Snapshot, tmp_path: Path
) -> None:
    written = export_package(licensed, tmp_path / "out")
    about = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    assert about["version"] == "0123456789ab"
    assert about["licenses"] == [{"path": "LICENSES.md", "title": OPEN}]
    assert about["sources"] == [
        {"title": "Tiny world (Tiny World Gazette)", "path": "https://example.org"}
    ]
    assert about["left_out"]["n_rows"] == {}
    assert [one["name"] for one in about["resources"]] == list(schema.TABLES)
    assert sum(one["n_rows"] for one in about["resources"]) == written.n_rows
    for one in about["resources"]:
        content = (tmp_path / "out" / one["path"]).read_bytes()
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert one["bytes"] == len(content)
    states = about["resources"][0]
    assert (
        states["description"] == "A UN member, observer, former State or other listed participant."
    )
    (iso3, *_more) = states["schema"]["fields"]
    assert iso3["constraints"] == {"required": True, "unique": True, "pattern": "^[A-Z]{3}$"}
    assert states["schema"]["primaryKey"] == ["iso3"]


@pytest.mark.slow
def test_every_value_comes_back(licensed: store.Snapshot, tmp_path: Path) -> None:
    export_package(licensed, tmp_path / "out")
    package = frictionless.Package(str(tmp_path / "out" / "datapackage.json"))
    for resource in package.resources:
        held = columnar.table(licensed.frame(resource.name), fields.of_table(resource.name))
        found = [row.to_dict() for row in resource.read_rows()]
        assert [plain(row) for row in found] == [plain(row) for row in held.to_pylist()]


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row without Frictionless' decimals, and empty text as the missing that it means."""
    return {
        name: float(cell) if isinstance(cell, Decimal | float) else (None if cell == "" else cell)
        for name, cell in row.items()
    }


@pytest.mark.slow
def test_the_same_snapshot_gives_the_same_bytes(licensed: store.Snapshot, tmp_path: Path) -> None:
    for name in ("one", "two"):
        export_package(licensed, tmp_path / name)
        export_package(licensed, tmp_path / f"{name}.zip")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == contents(
            tmp_path / "one"
        )


def test_what_terms_forbid_stays_behind_with_all_that_rests_on_it(
    closed: dict[str, pd.DataFrame],
) -> None:
    before = {name: frame.copy() for name, frame in closed.items()}
    found = republication.of_tables(closed, {OPEN})
    assert found.terms == (CLOSED,)
    assert "res_1" not in set(found.tables["rollcalls"]["rollcall_id"])
    assert "undl" not in set(found.tables["evidence"]["evidence_id"])
    votes = found.tables["votes"]
    assert "res_1" not in set(votes["rollcall_id"])
    assert set(votes.loc[votes["rollcall_id"] == "res_2", "iso3"]) == {
        "CHL", "KOR", "NGA", "NLD", "POL",
    }  # fmt: skip
    assert found.tables["repeated_votes"].empty
    assert found.n_left_out["rollcalls"] == 1
    assert found.n_left_out["votes"] == 7
    for name, frame in before.items():
        pd.testing.assert_frame_equal(frame, closed[name])


def test_a_roll_call_that_lost_a_vote_is_counted_anew_and_known_in_part(
    closed: dict[str, pd.DataFrame],
) -> None:
    held = republication.of_tables(closed, {OPEN}).tables["rollcalls"].set_index("rollcall_id")
    row = held.loc["res_2"]
    assert (row["n_yes"], row["n_no"], row["n_abstain"], row["n_absent"]) == (3, 0, 1, 1)
    assert row["n_yes_published"] == 4
    assert row["status"] == "partial"
    whole = closed["rollcalls"].set_index("rollcall_id").loc["c1_res_2"]
    pd.testing.assert_series_equal(held.loc["c1_res_2"], whole)


def test_terms_that_nobody_listed_are_not_passed_on(world: dict[str, pd.DataFrame]) -> None:
    """The tiny world says Public, which data/LICENSES.md does not know."""
    found = republication.of_tables(world, terms.licences())
    assert all(found.tables[name].empty for name in ("votes", "memberships", "rollcalls"))
    assert found.terms == ("Public",)
    assert not found.tables["states"].empty


def test_the_terms_of_the_digital_library_are_not_listed() -> None:
    assert CLOSED not in terms.licences()
    assert OPEN in terms.licences()


@pytest.mark.slow
def test_what_is_there_already_is_left_alone(licensed: store.Snapshot, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    for name in ("full/mine", "taken.zip", "file"):
        (tmp_path / name).write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "full")
    before = sorted(path.name for path in tmp_path.iterdir())
    for name in ("full", "taken.zip", "file", "link"):
        with pytest.raises(StoreError, match="nothing was written"):
            export_package(licensed, tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert (tmp_path / "taken.zip").read_text() == "mine"
    (tmp_path / "empty").mkdir()
    export_package(licensed, tmp_path / "empty")
    assert (tmp_path / "empty" / "datapackage.json").exists()


def break_off(place: Path, error: type[BaseException], *, is_file: bool) -> None:
    """Write half of what was to be written, and fail."""
    with drafts.drafted(place, is_file=is_file) as draft:
        (draft if is_file else draft / "half").write_text("half")
        raise error


@pytest.mark.parametrize("is_file", [True, False])
def test_a_run_that_breaks_leaves_nothing(tmp_path: Path, is_file: bool) -> None:
    for error in (LookupError, OSError, KeyboardInterrupt):
        with pytest.raises(StoreError if error is OSError else error):
            break_off(tmp_path / "out", error, is_file=is_file)
        assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_command_says_what_was_written_and_what_was_not(
    closed: dict[str, pd.DataFrame],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    held = store.write_snapshot(closed, version="0123456789ab", path=tmp_path / "tiny.duckdb")
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(held.path))
    assert main(["export", "--out", str(tmp_path / "out.zip")]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"{len(schema.TABLES)} tables, ")
    assert "7 of votes" in told
    assert CLOSED in told
    assert main(["export", "--out", str(tmp_path / "out.zip")]) == 2
    assert "something there already" in capsys.readouterr().err
    assert main(["export", "--out", str(tmp_path / "o"), "--snapshot", "ffffffffffff"]) == 2


@pytest.mark.real
@pytest.mark.proof
def test_the_record_as_shipped_is_a_valid_package(snapshot: store.Snapshot, tmp_path: Path) -> None:
    """Every table but the votes whole, of these the first 20,000: each takes its time."""
    written = export_package(snapshot, tmp_path / "out")
    assert written.n_left_out == {}
    package = frictionless.Package(str(tmp_path / "out" / "datapackage.json"))
    report = package.validate(limit_rows=20_000)
    assert report.valid, report.flatten(["path", "title", "message"])[:5]
