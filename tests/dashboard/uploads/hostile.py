"""Files that somebody might hand in to do harm, made here: none is kept, all are refused."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import docx
import openpyxl
import pptx

from tests.dashboard.briefing.test_templates import RELATIONS, changed
from tests.dashboard.plans.test_hostile_files import briefing_file, count_file, plan_file

Make = Callable[[], bytes]

SWELLING = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><a>&j;</a>"
)
"""A thousand million letters, in a few hundred."""

ELSEWHERE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
DEEP = b"<a>" * 100_000 + b"</a>" * 100_000


def altered(right: dict[str, Any], **parts: Any) -> bytes:
    return json.dumps({**right, **parts}).encode()


def json_files(right: dict[str, Any]) -> dict[str, Make]:
    """Return files in place of one of JSON that is right."""
    whole = json.dumps(right).encode()
    return {
        "nothing": lambda: b"",
        "a mark only": lambda: b"\xef\xbb\xbf",
        "zeros": lambda: b"\0" * 100_000,
        "UTF-16": lambda: whole.decode().encode("utf-16"),
        "bytes of no text": lambda: b"\xff\xfe\xfa" + whole,
        "deep lists": lambda: b"[" * 500_000,
        "deep tables": lambda: b'{"a":' * 150_000,
        "deep lists that end": lambda: b"[" * 200_000 + b"]" * 200_000,
        "a number of a million digits": lambda: b'{"format": ' + b"9" * 900_000 + b"}",
        "no number": lambda: b'{"format": NaN, "title": Infinity}',
        "200 MB": lambda: b" " * 200 * 2**20,
        "as much white as may be": lambda: b" " * 999_000,
        "90,000 names": lambda: json.dumps({f"n{n}": n for n in range(60_000)}).encode(),
        "another file with it behind": lambda: b"%PDF-1.7\n" + whole,
        "a picture with it behind": lambda: b"\x89PNG\r\n\x1a\n" + whole,
        "it with a program behind": lambda: whole + b"\n#!/bin/sh\nrm -rf /\n",
        "a broken one": lambda: whole[:-20],
        "packed": lambda: gzip.compress(b" " * 50_000_000 + whole),
        "a zip": lambda: changed(office("docx"), {}),
        "a pickle": lambda: b"\x80\x04cos\nsystem\n(S'touch /tmp/x'\ntR.",
        "half a letter": lambda: b'{"title": "\\ud800"}',
        "another format": lambda: altered(right, format=10**12),
        "a field of our classes": lambda: altered(right, __class__="os.system"),
    }


def office(kind: str) -> bytes:
    """Return a document as its library makes it."""
    file = io.BytesIO()
    if kind == "pptx":
        pptx.Presentation().save(file)
    else:
        docx.Document().save(file)
    return file.getvalue()


def lying(content: bytes) -> bytes:
    """Return a document of which one part says to be far smaller than it is."""
    swollen = changed(content, {"big.bin": b"0" * 20_000_000})
    at = swollen.rindex(b"big.bin") - 46  # its line in the list at the end
    return swollen[: at + 24] + (10).to_bytes(4, "little") + swollen[at + 28 :]


def locked(content: bytes) -> bytes:
    """Return a document whose parts say to be locked by a password."""
    at = content.rindex(b"PK\x01\x02")
    return content[: at + 8] + b"\x01\x00" + content[at + 10 :]


def templates(kind: str) -> dict[str, Make]:
    """Return files in place of a template."""
    folder = {"pptx": "ppt", "docx": "word"}[kind]
    other = {"pptx": "docx", "docx": "pptx"}[kind]
    right = office(kind)

    def with_part(name: str, content: bytes) -> Make:
        return lambda: changed(right, {name: content})

    def twice() -> bytes:
        file = io.BytesIO(right)
        with zipfile.ZipFile(file, "a") as parts:
            parts.writestr(f"{folder}/A.XML", b"<a/>")
            parts.writestr(f"{folder}/a.xml", b"<b/>")
        return file.getvalue()

    return {
        "nothing": lambda: b"",
        "the beginning of a zip": lambda: b"PK\x03\x04",
        "half": lambda: right[: len(right) // 2],
        "its other half": lambda: right[len(right) // 2 :],
        "21 MB": lambda: right + b"0" * 21_000_000,
        "the other kind": lambda: office(other),
        "a page with it behind": lambda: b"<script>alert(1)</script>" + right,
        "a bomb": with_part(f"{folder}/a.bin", b"0" * 60_000_000),
        "a bomb of XML": with_part(f"{folder}/a.xml", b"<a>" + b"<b/>" * 6_000_000 + b"</a>"),
        "swelling entities": with_part(f"{folder}/a.xml", SWELLING),
        "an entity from elsewhere": with_part(f"{folder}/a.xml", ELSEWHERE),
        "deep XML": with_part(f"{folder}/a.xml", DEEP),
        "a program": with_part(f"{folder}/vbaProject.bin", b"x"),
        "an embedded object": with_part(f"{folder}/embeddings/oleObject1.bin", b"x"),
        "a control": with_part(f"{folder}/activeX/activeX1.xml", b"<a/>"),
        "a link to a picture": with_part(f"{folder}/_rels/a.xml.rels", RELATIONS % b"image"),
        "a link to a template": with_part(
            f"{folder}/_rels/b.xml.rels", RELATIONS % b"attachedTemplate"
        ),
        "a way out": with_part("../../../etc/a.xml", b"<a/>"),
        "a place of the machine": with_part("/etc/a.xml", b"<a/>"),
        "3,000 parts": lambda: changed(right, {f"a{n}.bin": b"" for n in range(3_000)}),
        "a name twice": twice,
        "a size that lies": lambda: lying(right),
        "a lock": lambda: locked(right),
        "no list of parts": lambda: changed(right, {}, without="[Content_Types].xml"),
        "a list of parts that is none": with_part("[Content_Types].xml", b"<a>"),
    }


def book(*rows: tuple[object, ...], of: int = 1) -> bytes:
    """Return a workbook whose one sheet has these rows, all of them so many times."""
    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet()
    for _ in range(of):
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def lists() -> dict[str, tuple[str, Make]]:
    """Return files in place of a list of States: each with its name."""
    right = book(("state",), ("Kenya",))

    def with_part(name: str, content: bytes) -> Make:
        return lambda: changed(right, {name: content})

    return {
        "nothing": ("a.csv", lambda: b""),
        "zeros": ("a.csv", lambda: b"\0" * 100_000),
        "bytes of no text": ("a.csv", lambda: b"state\n\xff\xfe\n"),
        "a formula": ("a.csv", lambda: b'state\n"=cmd|\' /C calc\'!A0"\n'),
        "a formula of a sheet": ("a.xlsx", lambda: book(("state",), ("=1+1",))),
        "mark-up": ("a.txt", lambda: b"<script>alert(1)</script>"),
        "a turned name": ("a.csv", lambda: "state\n\u202eayneK\n".encode()),
        "a quotation without end": ("a.csv", lambda: b'state\n"Kenya\n' + b"x\n" * 100_000),
        "a line of 7 MB": ("a.txt", lambda: b"a" * 7 * 2**20),
        "9 MB": ("a.csv", lambda: b"x" * 9 * 2**20),
        "6,000 rows": ("a.csv", lambda: b"state\n" + b"Kenya\n" * 6_000),
        "a folder in its name": ("../../etc/passwd.csv", lambda: b"state\nKenya\n"),
        "a turned name of the file": ("a\u202evsc.exe.csv", lambda: b"state\nKenya\n"),
        "a long name": ("a" * 5_000 + ".csv", lambda: b"state\nKenya\n"),
        "NUL in its name": ("a\0.csv", lambda: b"state\nKenya\n"),
        "a program": ("a.exe", lambda: b"MZ"),
        "a workbook called text": ("a.txt", lambda: right),
        "text called a workbook": ("a.xlsx", lambda: b"state\nKenya\n"),
        "a page with a workbook behind": ("a.xlsx", lambda: b"<html>" + right),
        "half a workbook": ("a.xlsx", lambda: right[: len(right) // 2]),
        "a bomb": ("a.xlsx", with_part("xl/a.bin", b"0" * 100_000_000)),
        "swelling entities": ("a.xlsx", with_part(SHEET, SWELLING)),
        "an entity from elsewhere": ("a.xlsx", with_part(SHEET, ELSEWHERE)),
        "deep XML": ("a.xlsx", with_part(SHEET, DEEP)),
        "a million blank rows": (
            "a.xlsx",
            with_part(SHEET, b"<sheetData>" + b"<row/>" * 3_000_000 + b"</sheetData>"),
        ),
        "300,000 cells": ("a.xlsx", lambda: book(("",) * 100, of=3_000)),
        "no sheet": ("a.xlsx", with_part("xl/workbook.xml", b"<a/>")),
        "a lock": ("a.xlsx", lambda: locked(right)),
        "a size that lies": ("a.xlsx", lambda: lying(right)),
    }  # fmt: skip


JSON: Mapping[str, dict[str, Make]] = {
    "plan": json_files(plan_file()),
    "briefing": json_files(briefing_file()),
    "count": json_files(count_file()),
}
TEMPLATES: Mapping[str, dict[str, Make]] = {kind: templates(kind) for kind in ("pptx", "docx")}
LISTS = lists()
N_FILES = sum(len(files) for files in (*JSON.values(), *TEMPLATES.values(), LISTS))
