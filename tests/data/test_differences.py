"""What differs between two snapshots is found, all of it and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import differences, schema, store
from data.differences import KINDS, Difference, TableChanges
from tests import tiny_world


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> store.Snapshot:
    path = tmp_path_factory.mktemp("old") / "trojka.duckdb"
    return store.write_snapshot(tiny_world.tables(), version="0" * 12, path=path)


def changed(old: store.Snapshot, folder: Path, *changes: str) -> store.Snapshot:
    """Return a copy of a snapshot in which some facts are others."""
    path = folder / "new.duckdb"
    shutil.copy(old.path, path)
    with duckdb.connect(str(path)) as connection:
        for change in (*changes, "UPDATE snapshot SET version = '111111111111'"):
            connection.execute(change)
    return store.open_snapshot(path, is_whole=False)


def counted(found: Difference) -> dict[str, dict[str, int]]:
    return {
        one.table: {kind: n for kind in KINDS if (n := one.count(kind))} for one in found.tables
    }


SPELL = """iso3 = 'KEN' AND instrument_id = (
    SELECT min(instrument_id) FROM memberships WHERE iso3 = 'KEN'
)"""

PLANTED = {
    "DELETE FROM votes WHERE iso3 = (SELECT min(iso3::VARCHAR) FROM votes)": ("votes", "removed"),
    """UPDATE milestones SET title = 'Another'
    WHERE milestone_id = (SELECT min(milestone_id) FROM milestones)""": ("milestones", "corrected"),
    "UPDATE states SET name_nl = NULL WHERE iso3 = 'KEN'": ("states", "corrected"),
    "UPDATE tiles SET \"row\" = 99 WHERE iso3 = 'KEN'": ("tiles", "corrected"),
    "UPDATE memberships SET until = '2026-11' WHERE SPELL": ("memberships", "ended"),
    "UPDATE memberships SET since = '1999' WHERE SPELL": ("memberships", "corrected"),
    """UPDATE memberships SET confidence = 'press_release', name_as_listed = 'K'
    WHERE SPELL""": ("memberships", "sourced_anew"),
    """INSERT INTO memberships BY NAME
    SELECT instrument_id, iso3, 'withdrawn' AS role, '2026' AS since, confidence, evidence_id
    FROM memberships WHERE SPELL LIMIT 1""": ("memberships", "ended"),
    """INSERT INTO memberships BY NAME
    SELECT instrument_id, iso3, 'observer' AS role, confidence, evidence_id
    FROM memberships WHERE SPELL LIMIT 1""": ("memberships", "added"),
}
"""What is done to a snapshot, and in which table it shows as what."""


@pytest.mark.slow
@pytest.mark.parametrize(("change", "shown"), PLANTED.items(), ids=lambda one: str(one)[:30])
def test_a_planted_difference_is_found_and_no_other(
    old: store.Snapshot, tmp_path: Path, change: str, shown: tuple[str, str]
) -> None:
    table, expected = shown
    found = differences.between(old, changed(old, tmp_path, change.replace("SPELL", SPELL)))
    counts = counted(found)
    assert list(counts) == [table]
    assert list(counts[table]) == [expected]
    assert counts[table][expected] > 0
    assert found.left_out.empty


@pytest.mark.slow
def test_a_corrected_cell_says_what_stood_there(old: store.Snapshot, tmp_path: Path) -> None:
    new = changed(old, tmp_path, "UPDATE states SET name_en = 'Keniya' WHERE iso3 = 'KEN'")
    (table,) = differences.between(old, new).tables
    assert table.corrected.to_dict("records") == [
        {"iso3": "KEN", "cell": "name_en", "before": "Kenya", "after": "Keniya"}
    ]


@pytest.mark.slow
def test_the_same_snapshot_does_not_differ(old: store.Snapshot, tmp_path: Path) -> None:
    assert differences.between(old, old).tables == ()
    assert differences.between(old, changed(old, tmp_path)).tables == ()


@pytest.mark.slow
def test_the_other_way_round_what_was_added_is_removed(old: store.Snapshot, tmp_path: Path) -> None:
    new = changed(old, tmp_path, "DELETE FROM stances")
    there, back = differences.between(old, new), differences.between(new, old)
    assert counted(there)["stances"]["removed"] == counted(back)["stances"]["added"] > 0


@pytest.mark.slow
def test_a_column_that_only_one_has_is_not_compared_and_said(
    old: store.Snapshot, tmp_path: Path
) -> None:
    new = changed(old, tmp_path, "DROP TABLE tiles", "ALTER TABLE states DROP COLUMN lat_deg")
    found = differences.between(old, new)
    assert counted(found) == {"tiles": {"removed": old.n_rows("tiles")}}
    assert found.left_out.to_dict("records") == [
        {"table": "states", "column": "lat_deg", "reason": "old"}
    ]
    assert counted(differences.between(new, old))["tiles"] == {"added": old.n_rows("tiles")}


@pytest.mark.parametrize(
    ("facts", "code", "expected"),
    [("f", "c", "none"), ("g", "c", "facts"), ("f", "d", "code"), ("g", "d", "both"),
     ("", "c", "unknown"), ("g", "", "unknown")],
)  # fmt: skip
def test_it_is_told_whether_facts_or_code_are_others(
    tmp_path: Path, facts: str, code: str, expected: str
) -> None:
    old = store.Snapshot(tmp_path, "fc", "f", "c")
    assert differences.cause(old, store.Snapshot(tmp_path, facts + code, facts, code)) == expected


@pytest.mark.parametrize("name", schema.TABLES)
def test_every_table_has_a_key_that_tells_its_rows_apart(name: str) -> None:
    table = tiny_world.tables()[name]
    key = list(differences.key_of(name))
    assert set(key) <= set(schema.TABLES[name].to_schema().columns)
    assert not table.duplicated(key).any()


ROWS = st.dictionaries(
    st.tuples(*(st.sampled_from("AB") for _ in range(4))),
    st.tuples(st.sampled_from(["", "2026"]), st.sampled_from(["", "note"])),
    max_size=8,
)


def spells(rows: dict[tuple[str, ...], tuple[str, str]]) -> pd.DataFrame:
    columns = ["instrument_id", "iso3", "role", "since", "until", "name_as_listed"]
    return pd.DataFrame(
        [(*key, *rest) for key, rest in rows.items()], columns=columns, dtype=object
    )


def rebuilt(old: pd.DataFrame, found: TableChanges) -> int:
    """Return how many rows there are once what was found has been done to the older table."""
    lone_ends = len(found.ended) - len(found.ended[found.ended["until"] != ""])
    return len(old) + len(found.added) + lone_ends - len(found.removed)


@pytest.mark.slow
@given(ROWS, ROWS)
@settings(max_examples=25)
def test_every_row_is_accounted_for_once(
    before: dict[tuple[str, ...], tuple[str, str]], after: dict[tuple[str, ...], tuple[str, str]]
) -> None:
    old, new = spells(before), spells(after)
    found = differences.of_table("memberships", old, new)
    assert rebuilt(old, found) == len(new)
    told = len(found.ended) + found.count("corrected") + found.count("sourced_anew")
    assert len(found.added) + told <= len(new)
    assert len(found.removed) <= len(old)
    assert differences.of_table("memberships", new, new).count("corrected") == 0
