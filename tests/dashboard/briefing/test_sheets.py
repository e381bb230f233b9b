"""Sheets keep numbers as numbers, tell where they are from, and run nothing."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pandas as pd
import pytest

from dashboard.blocks import Link, Share, Table
from dashboard.briefing import cells, sheets
from dashboard.briefing.pack import Document, Pack, Sheet
from data.errors import BriefingError

HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1")
BROKEN = "a\r=1"


def pack_of(*tables: Table, language: str = "en") -> Pack:
    return Pack(
        title="A [briefing]: one/two?",
        language=language,
        version="abc",
        as_of=date(2026, 9, 14),
        sheets=(Sheet("one", "What is found", tables, "state?state=KEN", assumptions=("So",)),),
        marking="Intern & gebruik",
        documents={
            "a": Document("Publisher", "Title", "May 2026", "https://example.org/a"),
            "b": Document("Blog", "Copy", "", "https://blog.example/b", is_copy=True),
        },
    )


def table_of(frame: pd.DataFrame, **more: object) -> Table:
    held = {"key": "t", "title": "Who: [a]/b?", "table": frame, "evidence": ("a", "b"), **more}
    return Table(**held)  # type: ignore[arg-type]


FRAME = pd.DataFrame(
    {
        "name": ["Kenya", None],
        "n": pd.array([3, None], dtype="Int64"),
        "share": [0.25, float("nan")],
        "day": pd.to_datetime(["2026-02-05", None]),
        "url": ["https://example.org/a", "https://blog.example/b"],
    }
)


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return {name: held.read(name).decode("utf-8", "replace") for name in held.namelist()}


def test_numbers_shares_and_days_stay_what_they_are() -> None:
    block = table_of(FRAME, styles={"share": Share(), "url": Link("open")})
    page = parts(sheets.write(pack_of(block)))["xl/worksheets/sheet2.xml"]
    assert "<v>3</v>" in page
    assert "<v>0.25</v>" in page
    assert f"<v>{(date(2026, 2, 5) - date(1899, 12, 30)).days}</v>" in page
    assert "<f>" not in page


def test_a_copy_is_counted_and_never_named() -> None:
    content = sheets.write(pack_of(table_of(FRAME, styles={"url": Link("open")})))
    everything = " ".join(parts(content).values())
    assert "blog.example" not in everything
    assert "Blog" not in everything
    assert "https://example.org/a" in everything


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_a_formula_is_kept_as_text(text: str) -> None:
    frame = pd.DataFrame({"=head": [text], "n": [-1.5]})
    pack = pack_of(table_of(frame))
    held = parts(sheets.write(pack))
    assert "<f>" not in held["xl/worksheets/sheet2.xml"]
    assert 'quotePrefix="1"' in held["xl/styles.xml"]
    saved = sheets.csv(pack.sheets[0].tables()[0], pack).decode("utf-8-sig")
    read_back = pd.read_csv(io.StringIO(saved), dtype=str)
    assert read_back.columns[0] == "'=head"
    assert read_back.iloc[0, 0].startswith("'")
    assert read_back.iloc[0, 1] == "-1.5"
    assert cells.is_formula(text)


def test_a_carriage_return_begins_no_row() -> None:
    pack = pack_of(table_of(pd.DataFrame({"a": [BROKEN, "\n=2"], "b": ["x", "y"]})))
    saved = sheets.csv(pack.sheets[0].tables()[0], pack).decode("utf-8-sig")
    assert "\r=" not in saved
    assert len(pd.read_csv(io.StringIO(saved))) == 2


def test_sheets_of_one_title_have_names_of_their_own() -> None:
    long = "The same long title of a table that is longer than Excel allows"
    blocks = [table_of(FRAME, key=f"t{n}", title=long) for n in range(12)]
    book = parts(sheets.write(pack_of(*blocks)))["xl/workbook.xml"]
    names = [part.split('"')[0] for part in book.split('<sheet name="')[1:]]
    assert len(names) == len(set(names)) == 12 + 3
    assert max(map(len, names)) <= sheets.MAX_NAME


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_same_pack_gives_the_same_bytes(language: str) -> None:
    pack = pack_of(table_of(FRAME), language=language)
    assert sheets.write(pack) == sheets.write(pack)


def test_an_empty_pack_is_refused() -> None:
    nothing = Pack("T", "en", "v", date(2026, 1, 1), ())
    with pytest.raises(BriefingError, match="found no sheet"):
        sheets.write(nothing)


def test_a_table_without_columns_or_rows_is_written() -> None:
    empty = table_of(pd.DataFrame({"a": []}))
    assert sheets.write(pack_of(empty))
