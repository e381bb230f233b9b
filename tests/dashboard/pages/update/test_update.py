"""What the page *Update* says of an answer, offers for a source, and shows of the journal."""

from __future__ import annotations

import re
import shutil
from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pytest

from dashboard import i18n
from dashboard.blocks import Block, Finding, Note, Numbers, Table, Text, Unknown, flat
from dashboard.pages.update.adding import content as adding
from dashboard.pages.update.details import content as details
from dashboard.pages.update.details import page as fields
from dashboard.pages.update.history import content as history
from dashboard.pages.update.provenance import content as provenance
from data import codes, facts, schema
from tests.etl.archive import Archive
from tests.etl.changes import desk

CHANGES = Path(__file__).parents[4] / "etl" / "changes"


@pytest.fixture
def held(world: dict[str, pd.DataFrame]) -> facts.Facts:
    return facts.of_tables(world)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    found = Archive(tmp_path)
    monkeypatch.setenv("TROJKA_SNAPSHOT", str(found.snapshot))
    monkeypatch.setenv("TROJKA_SOURCES", str(found.root))
    return found


def texts(blocks: tuple[Block, ...], kind: type) -> list[str]:
    return [block.text for block in flat(blocks) if isinstance(block, kind)]  # type: ignore[attr-defined]  # of kinds with a text


def test_everything_that_the_program_says_by_a_code_has_words() -> None:
    source = "".join(path.read_text() for path in CHANGES.rglob("*.py"))
    assert set(re.findall(r'Remark\(\s*"(\w+)"', source)) == set(adding.REMARKS)
    named = set(re.findall(r'Figure\("(\w+)"', source))
    preview = (CHANGES / "preview.py").read_text()
    for constant in ("COUNTED", "TALLY"):
        (listed,) = re.findall(rf"^{constant} = \((.*?)\)", preview, re.S | re.M)
        prefix = "rows_" if constant == "COUNTED" else ""
        named |= {prefix + name for name in re.findall(r'"(\w+)"', listed)}
    assert named | {"n_listed", "official_count"} == set(adding.FIGURES)


def test_every_kind_that_is_offered_has_its_fields() -> None:
    assert list(fields._FIELDS) == list(details.KINDS)
    assert set(details.HINTS) == set(details.WITH_LIST)
    assert set(details.USES) == set(schema.ROSTER_STATUSES)
    assert all(use in schema.USES_OF_STATUS[status] for status, use in details.USES.items())
    assert set(details.GROUPS) < set(codes.KINDS)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "finding", "came"),
    [
        ("en", "Nothing is written yet. This would change **Harbour**", "**Newly listed (2):**"),
        (
            "nl",
            "Er is nog niets vastgelegd. Dit zou **Harbour** wijzigen",
            "**Nieuw vermeld (2):**",
        ),
    ],
)
def test_a_preview_says_who_comes_and_which_figures_move(
    archive: Archive, held: facts.Facts, language: str, finding: str, came: str
) -> None:
    i18n.use(language, i18n.translations(language))
    said = adding.preview(held, asdict(desk.add(archive, "roster", **desk.REQUESTS["roster"])))
    assert texts(said, Finding)[0].startswith(finding)
    assert [text for text in texts(said, Text) if text.startswith(came)]
    (numbers,) = [block for block in said if isinstance(block, Numbers)]
    assert [tile.value for tile in numbers.tiles] == ["2", "2", "2"]
    assert texts(said, Note)
    (table,) = [block for block in flat(said) if isinstance(block, Table)]
    assert "rosters/harbour.csv" in set(table.table["what"])


@pytest.mark.slow
def test_a_site_that_nobody_graded_is_said(archive: Archive, held: facts.Facts) -> None:
    i18n.use("en", i18n.translations("en"))
    source = {"url": "https://somewhere.example/list"}
    answer = desk.add(archive, "stance", **desk.REQUESTS["stance"], source=source)
    said = adding.preview(held, asdict(answer))
    assert any("Nobody has graded this site" in text for text in texts(said, Unknown))


@pytest.mark.slow
def test_the_journal_names_what_stands_and_what_was_taken_back(
    archive: Archive, held: facts.Facts
) -> None:
    i18n.use("en", i18n.translations("en"))
    assert texts(history.blocks(held), Finding) == ["Nothing was changed on this page yet."]
    desk.add(archive, "milestone", **desk.REQUESTS["milestone"], is_written=True)
    assert list(history.standing(held, history.entries())) == ["0001"]
    desk.undo(archive, "0001")
    assert list(history.standing(held, history.entries())) == ["0002"]
    (table,) = [block for block in history.blocks(held) if isinstance(block, Table)]
    assert table.table[["entry_id", "undone"]].to_numpy().tolist() == [
        ["0002", ""],
        ["0001", "0002"],
    ]
    first, undo = history.entries()
    between = "changes?compare=snapshots&before={0}&facts={1}"
    assert table.table["changed"].tolist() == [
        between.format(undo.base, undo.version),
        between.format(first.base, first.version),
    ]
    assert (undo.base, undo.version) == (first.version, first.base)
    shutil.rmtree(archive.snapshot.parent / "snapshots")
    (table,) = [block for block in history.blocks(held) if isinstance(block, Table)]
    assert table.table["changed"].tolist() == ["", ""]
    assert table.note is not None


def test_publisher_and_terms_are_offered_by_the_site(held: facts.Facts) -> None:
    known = held.sources.iloc[0]
    offered = provenance.offered(held, known["url"] + "/another")
    assert (offered.publisher, offered.licences[0]) == (known["publisher"], known["licence"])
    other = provenance.offered(held, "https://nobody.example/x")
    assert (other.publisher, other.licences[0]) == ("", provenance.USUAL_TERMS)
    assert provenance.offered(held, "http://[::1").host == ""
