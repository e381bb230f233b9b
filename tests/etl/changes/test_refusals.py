"""What cannot be taken: each refusal says where, what and what to do, and nothing is written."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from data.errors import TrojkaError
from etl.__main__ import main
from etl.changes.requests import MAX_FILE
from tests.etl.archive import Archive
from tests.etl.changes import desk
from tests.etl.changes.desk import HARBOUR, PRINTED, REQUESTS, ROLLCALL, SOURCE, add, file


def roster(text: str) -> dict[str, Any]:
    return {**REQUESTS["roster"], "text": text}


def handed_in(name: str, content: bytes | str) -> dict[str, Any]:
    return {"instrument": HARBOUR, "file": file(name, content)}


def workbook(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    book = openpyxl.Workbook()
    for row in (("state", "since"), ("Kenya", "2026-10-01"), ("Brazil", "2026-10-01")):
        book.active.append(row)
    change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"0" * 100 * 2**20)
    return content.getvalue()


def hidden_sheet(book: openpyxl.Workbook) -> None:
    book.create_sheet("Draft").sheet_state = "hidden"


def source(**said: str | None) -> dict[str, Any]:
    return {**REQUESTS["roster"], "source": said}


WRONG: dict[str, tuple[str, dict[str, Any], str]] = {
    "nothing": ("roster", {"instrument": HARBOUR}, "found nothing, expected a pasted list"),
    "an empty list": ("roster", roster(" \n"), "found nothing, expected a list of States"),
    "two lists": (
        "roster",
        {**roster("Kenya"), "file": file("a.csv", "state\nKenya\n")},
        "found both pasted text and a file",
    ),
    "a wrong delimiter": (
        "roster",
        handed_in("list.csv", "state;since\nKenya;2026\n"),
        r"list.csv line 1: found semicolons between the fields, expected commas",
    ),
    "a table without States": (
        "roster",
        handed_in("list.csv", "a,b\n1,2\n"),
        "found the columns 'a, b', expected a column state or iso3",
    ),
    "a row too long": (
        "roster",
        handed_in("list.csv", "state,since\nKenya,2026,1\n"),
        r"list.csv line 2: found 3 fields",
    ),
    "bytes that are no text": (
        "roster",
        handed_in("list.csv", b"state\nC\xf4te\n"),
        r"list.csv line 2: found byte 0xf4, which is not UTF-8",
    ),
    "merged cells": (
        "roster",
        handed_in("list.xlsx", workbook(lambda book: book.active.merge_cells("A2:A3"))),
        "found merged cells at A2:A3",
    ),
    "a hidden sheet": (
        "roster",
        handed_in("list.xlsx", workbook(hidden_sheet)),
        "found hidden sheets 'Draft', expected one sheet that a reader sees",
    ),
    "two sheets": (
        "roster",
        handed_in("list.xlsx", workbook(lambda book: book.create_sheet("More"))),
        "found the sheets 'Sheet', 'More'",
    ),
    "a formula": (
        "roster",
        handed_in("list.xlsx", workbook(lambda book: book.active.append(["=A2", ""]))),
        "found a formula in A4, expected plain values",
    ),
    "a zip bomb": (
        "roster",
        handed_in("list.xlsx", bomb()),
        "found a workbook of 100 MB when unpacked, expected at most 16 MB",
    ),
    "no workbook": ("roster", handed_in("list.xlsx", b"PK nothing"), "found no workbook"),
    "a workbook called CSV": (
        "roster",
        handed_in("list.csv", workbook(hidden_sheet)),
        "found a workbook, expected text",
    ),
    "a path in a file name": (
        "roster",
        handed_in("../../etc/passwd.csv", "state\nKenya\n"),
        r"the file: found the name '../../etc/passwd.csv', expected a plain name",
    ),
    "a programme": ("roster", handed_in("list.exe", "state\nKenya\n"), "expected a plain name"),
    "two States on one line": (
        "roster",
        roster("Kenya Brazil"),
        "found two States on one line: 'Kenya' and 'Brazil'",
    ),
    "a State twice": ("roster", roster("Kenya\nBrazil\nKenya"), r"'Kenya' \(KEN\) a second time"),
    "a State under two votes": (
        "rollcall",
        {**REQUESTS["rollcall"], "text": PRINTED + "\nAbsent: Kenya"},
        r"'Kenya' \(KEN\) a second time",
    ),
    "mark-up": ("roster", roster("<b>Kenya</b>"), "line 1: found the mark-up '<b>'"),
    "an entity": ("roster", roster("Kenya\nC&ocirc;te"), "line 2: found the mark-up '&ocirc;'"),
    "an override of direction": (
        "roster",
        roster("Kenya\n\u202eBrazil"),
        r"line 2: found the hidden character U\+202E",
    ),
    "no width": ("roster", roster("Ken\u200bya"), r"found the hidden character U\+200B"),
    "a code of nobody": (
        "roster",
        handed_in("list.csv", "iso3\nKEN\nZZZ\n"),
        "found code 'ZZZ', expected the three letters of a State",
    ),
    "a confirmed code of nobody": (
        "roster",
        {**roster("Kenia"), "confirmed": {"Kenia": "ZZZ"}},
        "found code 'ZZZ'",
    ),
    "a code beside another name": (
        "roster",
        handed_in("list.csv", "iso3,state\nKEN,Brazil\n"),
        "found code KEN beside 'Brazil', which is BRA",
    ),
    "a roster for a text that does not exist": (
        "roster",
        {"instrument_id": "hagu", "text": "Kenya"},
        "found 'hagu', on which there is no roster, .*perhaps hague",
    ),
    "a new text that is known": (
        "roster",
        {"instrument": {**HARBOUR, "instrument_id": "hague"}, "text": "Kenya"},
        "found 'hague', which is known already",
    ),
    "a total that does not add up": (
        "roster",
        roster("Kenya"),
        "found 1 in the roles endorser, expected 2, the official count",
    ),
    "a tally that does not add up": (
        "rollcall",
        {**ROLLCALL, "text": PRINTED.replace(", Kenya", "")},
        "found 2 in favour by name, expected 3, as published",
    ),
    "a tally that the text denies": (
        "rollcall",
        {**REQUESTS["rollcall"], "n_no": 2},
        "found 2 against, expected 1, as the text itself says",
    ),
    "no tally": (
        "rollcall",
        {**ROLLCALL, "text": "In favour: Kenya"},
        "expected the number of votes as published",
    ),
    "no votes": ("rollcall", {**ROLLCALL, "text": "Kenya"}, "found Kenya with no vote"),
    "a vote that is known": (
        "rollcall",
        {**REQUESTS["rollcall"], "symbol": "A/RES/79/1", "date": "2024-12-24"},
        "one file a text|which is complete already|one file a roll call",
    ),
    "a symbol of nothing": ("sponsors", {**REQUESTS["sponsors"], "symbol": "79/1"}, "found '79/1'"),
    "one that is on it already": (
        "endorsement",
        {**REQUESTS["endorsement"], "text": "Kenya"},
        "found Kenya, which is on 'hague' as endorser",
    ),
    "one that leaves and never was on it": (
        "endorsement",
        {**REQUESTS["endorsement"], "act": "leaves"},
        "found Brazil, which is not on 'hague' as endorser",
    ),
    "a count that does not go with the list": (
        "endorsement",
        {**REQUESTS["endorsement"], "official_count": 9},
        "found 4 in the roles endorser, expected 9, the official count",
    ),
    "an older list": (
        "roster",
        {"instrument_id": "hague", "text": "Kenya", "source": {"as_of": None}},
        "found no as_of, expected the day on which it stood so",
    ),
    "a date to come": (
        "endorsement",
        {**REQUESTS["endorsement"], "date": "2027-01-01"},
        "found the day 2027-01-01, expected no day after 2026-11-29",
    ),
    "read tomorrow": (
        "roster",
        source(retrieved="2026-12-24", as_of=None),
        "the source, retrieved: found the day 2026-12-24, expected no day after today",
    ),
    "no date": ("roster", source(retrieved=None), "retrieved: found nothing, expected this key"),
    "no terms": (
        "roster",
        source(licence=None),
        r"\[source\] licence: found nothing, expected for instance '",
    ),
    "unknown terms": ("roster", source(licence="Ours"), "found 'Ours', expected terms that "),
    "no publisher": ("roster", source(publisher=None), r"\[source\] publisher: found nothing"),
    "a script for an address": (
        "roster",
        source(url="javascript:alert(1)"),
        r"\[source\] url: found 'javascript:alert\(1\)', expected an address that begins",
    ),
    "a name that is a path": (
        "roster",
        {**roster("Kenya"), "instrument": {**HARBOUR, "instrument_id": "../../x"}},
        r"instrument_id: found '\.\./\.\./x', expected a key of small letters",
    ),
    "a milestone that is known": (
        "milestone",
        {**REQUESTS["milestone"], "date": "2024-09", "title": "A summit"},
        "found 'A summit', which is known already",
    ),
    "a stance that is known": (
        "stance",
        {**REQUESTS["stance"], "instrument_id": "seoul"},
        "found 'RUS: not_invited', which is known already",
    ),
    "what a State says, with the code of another question": (
        "position",
        {**REQUESTS["position"], "code": "un_led"},
        "found code 'un_led', expected one of lbi_ban, .* the codes of question legally_binding",
    ),
    "what a State says, that is known": (
        "position",
        {
            **REQUESTS["position"],
            "text": "United States of America",
            "code": "process_only",
            "date": "2024-10-09",
            "document": "A later one",
        },
        "found 'USA: process_only', which is known already",
    ),
    "what a State says, by an act that cannot be": (
        "position",
        {**REQUESTS["position"], "code": "none_found"},
        "found act 'joint_text', expected 'review', by which alone",
    ),
    "what a State says, in no language": (
        "position",
        {**REQUESTS["position"], "language": "English"},
        "language: found 'English', expected a language in two small letters",
    ),
    "what a State says, with HTML beside it": (
        "position",
        {**REQUESTS["position"], "note": "<b>bold</b>"},
        "found note '<b>bold</b>', expected plain words, without HTML",
    ),
    "an error that is not there": (
        "correction",
        {**REQUESTS["correction"], "expect": "1999"},
        "found since '2023-02-16', expected '1999'",
    ),
    "a source of nobody": (
        "correction",
        {**REQUESTS["correction"], "of_source": "rosters/hagu"},
        "found 'rosters/hagu', which is none of ours, expected a source, perhaps rosters/hague",
    ),
    "a group that is none": (
        "group",
        {**REQUESTS["group"], "instrument": HARBOUR},
        "found kind political_declaration, expected organisation or regional_group",
    ),
    "an unknown part": ("roster", {**roster("Kenya"), "rle": "host"}, "found unknown key rle"),
    "another version": (
        "roster",
        {**REQUESTS["roster"], "base": "0" * 12},
        "found another version, .* expected 000000000000, against which this was previewed",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", WRONG)
def test_bad_input_is_refused_with_a_sentence_and_nothing_is_written(
    archive: Archive, case: str
) -> None:
    kind, asked, sentence = WRONG[case]
    before = desk.state_of(archive)
    with pytest.raises(TrojkaError, match=f"(?s){sentence}"):
        add(archive, kind, **asked, is_written=True)
    assert desk.state_of(archive) == before
    assert [place.name for place in desk.journal_of(archive).glob("*")] in ([], [".lock"])


def test_a_table_of_200_mb_is_refused_unread(
    archive: Archive, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    huge = tmp_path / "list.csv"
    with huge.open("wb") as content:
        content.truncate(200 * 2**20)  # holes: no disk is filled
    request = tmp_path / "request.json"
    request.write_text(
        json.dumps({"who": "A", "why": "B", "source": SOURCE, "instrument": HARBOUR})
    )
    words = archive.arguments("add")
    assert main([*words, "roster", "--request", str(request), "--list", str(huge)]) == 2
    assert "found 200 MB, expected at most 8 MB" in capsys.readouterr().err
    assert len(file("a.csv", b"x" * (MAX_FILE + 3))["content"]) > MAX_FILE
    with pytest.raises(TrojkaError, match="found 8 MB, expected at most 8 MB"):
        add(archive, "roster", **handed_in("a.csv", b"x" * (MAX_FILE + 30)))


@pytest.mark.parametrize(
    "content", ["", "[1]", "{", "nul", '{"who": "A"}', "[" * 5000], ids=lambda text: text[:12]
)
def test_a_request_that_is_none_is_answered_in_json(
    archive: Archive, tmp_path: Any, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "request.json"
    path.write_text(content)
    assert main([*archive.arguments("add"), "roster", "--json", str(path)]) == 2
    answer = json.loads(capsys.readouterr().out)
    assert answer["answer"] == "faults"
    assert all(fault["found"] and fault["do"] for fault in answer["faults"])
