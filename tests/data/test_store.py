"""The store: what is written is read again, and a broken file says so."""

from __future__ import annotations

import threading
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data import contract, dictionary, schema, store
from data.errors import FaultsError, StoreError
from data.references import REFERENCES
from etl import build
from tests.etl.archive import Archive

Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    archive = Archive(tmp_path_factory.mktemp("archive"))
    return build.check(archive.root, archive.corrections).tables


@pytest.fixture(scope="module")
def path(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("warehouse") / "trojka.duckdb"
    store.write_snapshot(tables, version="0123456789ab", path=found)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", schema.TABLES)
def test_what_is_written_is_read_again(tables: Tables, path: Path, name: str) -> None:
    read = store.open_snapshot(path).frame(name)
    written = tables[name]
    categories = written.select_dtypes("category").columns
    both = [frame.astype(dict.fromkeys(categories, "str")) for frame in (read, written)]
    for column in ("lon_deg", "lat_deg"):
        if name == "boundaries":
            both = [frame.assign(**{column: frame[column].map(list)}) for frame in both]
    pd.testing.assert_frame_equal(*both)


@pytest.mark.slow
@pytest.mark.parametrize("name", schema.TABLES)
def test_what_is_read_keeps_the_contract(path: Path, name: str) -> None:
    schema.TABLES[name].validate(store.open_snapshot(path).frame(name))


def test_a_snapshot_knows_its_version_and_rows(path: Path) -> None:
    snapshot = store.open_snapshot(path)
    assert snapshot.version == "0123456789ab"
    assert snapshot.n_rows("states") == 6


def test_the_environment_names_another_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(path))
    assert store.open_snapshot().path == path
    monkeypatch.delenv("TROJKA_SNAPSHOT")
    assert store.snapshot_path() == store.SNAPSHOT


def test_no_snapshot_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"found no snapshot.*run: python -m etl build"):
        store.open_snapshot(tmp_path / "none.duckdb")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreError, match="found a file that cannot be read as a snapshot"):
        store.open_snapshot(broken)


def test_a_database_of_another_schema_is_refused(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.duckdb"
    other.write_bytes(path.read_bytes())
    with duckdb.connect(str(other)) as connection:
        connection.execute("DROP TABLE tiles")
    with pytest.raises(StoreError, match="found tables missing: tiles, expected every table"):
        store.open_snapshot(other)


def test_a_table_that_is_not_ours_is_refused(path: Path) -> None:
    with pytest.raises(StoreError, match="found no table 'users', expected one of states"):
        store.open_snapshot(path).frame("users")


def test_a_snapshot_that_vanishes_says_so(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.duckdb"
    other.write_bytes(path.read_bytes())
    snapshot = store.open_snapshot(other)
    other.unlink()
    with pytest.raises(StoreError, match="cannot be read as a snapshot"):
        snapshot.frame("states")


def test_all_breaches_of_the_contract_are_reported_together(tables: Tables) -> None:
    states = tables["states"].assign(lat_deg=99.0, un_membership="guest")
    with pytest.raises(FaultsError) as caught:
        contract.check_tables({**tables, "states": states})
    assert [str(fault).split(":")[0] for fault in caught.value.faults] == [
        "table states, column un_membership, row 0, 1, 2",
        "table states, column lat_deg, row 0, 1, 2",
    ]


def test_a_spell_listed_twice_breaks_the_contract(tables: Tables) -> None:
    spells = tables["memberships"]
    twice = pd.concat([spells, spells.head(1)], ignore_index=True)
    with pytest.raises(FaultsError, match="table memberships"):
        contract.check_tables({**tables, "memberships": twice})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "column", "target", "key"), REFERENCES, ids=lambda part: str(part)
)
def test_a_key_that_points_nowhere_is_refused(
    tables: Tables, table: str, column: str, target: str, key: str
) -> None:
    if tables[table].empty:
        row = pd.DataFrame([dict.fromkeys(tables[table].columns, "x")])
        broken = row.astype(tables[table].dtypes.to_dict())
    else:
        broken = tables[table].copy()
        lost = "QQQ"  # the form of an iso3, and of nothing that is there
        changed = broken[column].astype("object")
        changed.iloc[0] = lost
        broken[column] = changed.astype(broken[column].dtype.name)
    with pytest.raises(FaultsError, match=f"table {table}, column {column}: found .*{target}"):
        contract.check_tables({**tables, table: broken})


@pytest.mark.slow
def test_two_writers_take_turns(tables: Tables, tmp_path: Path) -> None:
    path = tmp_path / "trojka.duckdb"
    writers = [
        threading.Thread(
            target=store.write_snapshot, args=(tables,), kwargs={"version": v, "path": path}
        )
        for v in ("aaaaaaaaaaaa", "bbbbbbbbbbbb")
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert store.open_snapshot(path).version in {"aaaaaaaaaaaa", "bbbbbbbbbbbb"}
    assert [p.name for p in tmp_path.iterdir() if "draft" in p.name] == []


def test_the_dictionary_describes_every_column() -> None:
    rows = dictionary.dictionary()
    assert rows["table"].unique().tolist() == list(schema.TABLES)
    assert rows["description"].str.len().min() > 0
    assert not rows.duplicated(["table", "column"]).any()


@pytest.mark.parametrize("name", ["a" * 5_000, "a\0b"])
def test_a_name_that_no_file_can_have_is_no_snapshot(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="found no snapshot"):
        store.open_snapshot(tmp_path / name)
