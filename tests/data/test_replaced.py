"""A build that puts another snapshot in the place of one that is read mixes nothing."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data import facts, snapshots, store
from data.errors import StoreError

LATER = "ffffffffffff"


def replace(snapshot: store.Snapshot, world: dict[str, pd.DataFrame]) -> None:
    """Put the same world, but for the name of Kenya, in the place of a snapshot."""
    states = world["states"]
    states["name_en"] = states["name_en"].replace("Kenya", "Keniya")
    store.write_snapshot(world, version=LATER, path=snapshot.path)


def kenya(states: pd.DataFrame) -> str:
    return str(states.set_index("iso3")["name_en"]["KEN"])


@pytest.mark.slow
def test_what_was_opened_is_not_read_of_another(
    tiny_snapshot: store.Snapshot, world: dict[str, pd.DataFrame]
) -> None:
    replace(tiny_snapshot, world)
    for read in (lambda: tiny_snapshot.frame("states"), tiny_snapshot.source_files):
        with pytest.raises(StoreError, match="another was put in its place") as caught:
            read()
        assert caught.value.do == "ask again"
    assert kenya(store.open_snapshot(tiny_snapshot.path).frame("states")) == "Keniya"


@pytest.mark.slow
def test_a_file_that_is_still_read_hides_no_later_one(
    tiny_snapshot: store.Snapshot, world: dict[str, pd.DataFrame]
) -> None:
    with store._reading(tiny_snapshot.path) as reader:
        replace(tiny_snapshot, world)
        assert store.open_snapshot(tiny_snapshot.path).version == LATER
        row = reader.execute("FROM snapshot SELECT version").fetchone()
        assert row == (tiny_snapshot.version,)


@pytest.mark.slow
def test_facts_stay_those_that_they_were_where_these_are_kept(
    tiny_snapshot: store.Snapshot, world: dict[str, pd.DataFrame]
) -> None:
    snapshots.keep(tiny_snapshot.path)
    before = facts.of_snapshot(tiny_snapshot)
    replace(tiny_snapshot, world)
    assert kenya(before.states) == "Kenya"
    assert kenya(facts.facts_at(tiny_snapshot.path).states) == "Keniya"


@pytest.mark.slow
def test_facts_that_are_gone_say_so(
    tiny_snapshot: store.Snapshot, world: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    before = facts.of_snapshot(tiny_snapshot)
    replace(tiny_snapshot, world)
    for kept in (tmp_path / snapshots.FOLDER).glob("*"):
        kept.unlink()
    with pytest.raises(StoreError, match=tiny_snapshot.version):
        _ = before.states


@pytest.mark.slow
def test_a_name_with_a_quote_is_a_name(world: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    path = tmp_path / "it's; DROP TABLE states" / "x'--.duckdb"
    path.parent.mkdir()
    store.write_snapshot(world, version=LATER, path=path)
    assert kenya(store.open_snapshot(path).frame("states")) == "Kenya"
