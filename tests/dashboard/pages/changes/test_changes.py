"""What the page says of differences between snapshots, of planted ones first."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from dashboard import i18n
from dashboard.blocks import Finding, Note, Table
from dashboard.pages.changes.consequences import content as consequences
from dashboard.pages.changes.snapshots import content
from data import facts, snapshots, store
from data.facts import Facts
from tests import tiny_world

OLD = "0" * 12


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Facts:
    """Return facts beside which an earlier snapshot is kept, with some differences planted."""
    path = tmp_path / "trojka.duckdb"
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(path))
    store.write_snapshot(tiny_world.tables(), version=OLD, path=path)
    os.utime(path, (1_000_000, 1_000_000))
    snapshots.keep(path)
    draft = tmp_path / "draft"
    shutil.copy(path, draft)
    with duckdb.connect(str(draft)) as connection:
        for change in (
            "UPDATE snapshot SET version = '111111111111'",
            "UPDATE states SET name_en = 'Keniya' WHERE iso3 = 'KEN'",
            "DELETE FROM milestones WHERE title = (SELECT min(title) FROM milestones)",
            "DELETE FROM tiles",
        ):
            connection.execute(change)
    draft.replace(path)
    snapshots.keep(path)
    return facts.current_facts()


@pytest.mark.slow
def test_the_snapshot_before_is_offered_first(held: Facts) -> None:
    assert list(content.earlier(held)) == [OLD]


@pytest.mark.slow
def test_the_finding_counts_facts_and_not_what_is_about_the_record(held: Facts) -> None:
    (found,) = content.finding(held, OLD)
    assert isinstance(found, Finding)
    assert f"Since snapshot {OLD}: **1** corrected and **1** removed." in found.text
    assert "not recorded" in found.text


@pytest.mark.slow
def test_each_row_is_told_in_words(held: Facts) -> None:
    table = next(one for one in content.blocks(held, OLD) if isinstance(one, Table)).table
    told = table[table["table"] == "States"].to_dict("records")
    assert told == [
        {
            "kind": "Corrected",
            "table": "States",
            "what": "Keniya",
            "cell": "Common name in English",
            "before": "Kenya",
            "after": "Keniya",
        }
    ]
    assert table["table"].tolist()[0] != "Tile map", "facts come first"
    assert table["table"].iloc[-1] == "Tile map"


@pytest.mark.slow
def test_many_rows_are_cut_and_counted(held: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "N_ROWS", 1)
    first = next(one for one in content.blocks(held, OLD) if isinstance(one, Table))
    assert len(first.table) == 1
    assert first.note is not None
    assert "not shown here" in first.note


@pytest.mark.slow
def test_a_column_that_one_lacks_is_said(held: Facts) -> None:
    kept = snapshots.kept()[-1].path
    assert kept.stem == OLD
    with duckdb.connect(str(kept)) as connection:
        connection.execute("ALTER TABLE states DROP COLUMN lon_deg")
    notes = [one.text for one in content.blocks(held, OLD) if isinstance(one, Note)]
    assert any("States: Longitude of a central point, degrees east" in text for text in notes)


@pytest.mark.slow
def test_headline_figures_that_moved_are_told(held: Facts) -> None:
    before = facts.facts_of(OLD)
    (same,) = consequences.headline(before, held)
    assert "nothing moved" in same.text  # type: ignore[union-attr]
    tables = tiny_world.tables()
    votes = tables["rollcalls"]
    tables["rollcalls"] = votes.assign(n_yes=votes["n_yes"] + 1)
    (moved,) = consequences.headline(before, facts.of_tables(tables))
    assert isinstance(moved, Table)
    assert (moved.table["change"] == 1).all()


@pytest.mark.slow
def test_both_languages_say_it(held: Facts) -> None:
    with i18n.spoken("nl"):
        (found,) = content.finding(held, OLD)
    assert isinstance(found, Finding)
    assert "Sinds momentopname" in found.text
    assert "gecorrigeerd" in found.text
    with i18n.spoken("nl"):
        table = next(one for one in content.blocks(held, OLD) if isinstance(one, Table)).table
    (told,) = table[table["table"] == "Staten"].to_dict("records")
    assert told["cell"] == "Gangbare naam in het Engels"


def test_votes_on_one_text_are_told_together() -> None:
    states = tiny_world.tables()["states"]["iso3"]
    votes = pd.DataFrame({"rollcall_id": "r1", "iso3": [*states] * 4, "vote": "Y"}, dtype=object)
    change = content.differences.TableChanges(
        "votes", ("rollcall_id", "iso3"), votes, votes.head(0), votes.head(0), votes.head(0),
        votes.head(0),
    )  # fmt: skip
    told = content._told(change, "added")
    assert told.to_dict("records") == [{"rollcall_id": "r1", "n": len(votes), "iso3": ""}]
