"""Papers as other programs open them: nothing is cut, nothing lies upon anything else.

The DOCX is opened by LibreOffice, without repair; the words of both papers are then measured.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dashboard.briefing.paper import portable, shape, word
from tests.dashboard.briefing.paper import conftest as packs

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(
        shutil.which("soffice") is None or shutil.which("pdftotext") is None,
        reason="LibreOffice or poppler is not installed: `make proof` installs them",
    ),
]

PT_PER_MM = 72 / 25.4
WORD = "{http://www.w3.org/1999/xhtml}word"
PAGE = "{http://www.w3.org/1999/xhtml}page"
LEAST_SHARED = 0.35
"""Part of the smaller of two words that must be covered for them to lie upon one another."""

Box = tuple[float, float, float, float]


def converted(content: bytes, folder: Path) -> Path:
    """Return the PDF that LibreOffice makes of a DOCX."""
    given = folder / "paper.docx"
    given.write_bytes(content)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(given),
        ],
        check=True,
        capture_output=True,
        timeout=300,
        env={**os.environ, "SAL_USE_VCLPLUGIN": "svp"},
    )
    return folder / "paper.pdf"


def boxes(path: Path) -> list[list[tuple[str, Box]]]:
    """Return the words of each page with the boxes around them, in points."""
    listed = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, timeout=120
    ).stdout.decode()
    listed = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", listed)
    root = ET.fromstring(listed[listed.index("<html") :])  # noqa: S314  # of a program of ours
    sides = ("xMin", "yMin", "xMax", "yMax")
    return [
        [
            (str(one.text), tuple(float(one.attrib[side]) for side in sides))  # type: ignore[misc]  # four sides
            for one in page.iter(WORD)
        ]
        for page in root.iter(PAGE)
    ]


def shared(one: Box, other: Box) -> float:
    """Return which part of the smaller of two boxes lies in the other."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    if wide <= 0 or high <= 0:
        return 0.0
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return wide * high / max(min(areas), 1e-9)


def check(pages: list[list[tuple[str, Box]]]) -> None:
    """Fail where a word leaves the page, or lies upon another."""
    right = (shape.PAGE_MM[0] - shape.MARGIN_MM) * PT_PER_MM
    left = shape.MARGIN_MM * PT_PER_MM
    foot = shape.PAGE_MM[1] * PT_PER_MM
    for number, page in enumerate(pages, 1):
        assert page, f"page {number} says nothing"
        for text, (x0, y0, x1, y1) in page:
            assert x0 > left - 4, (number, text)
            assert x1 < right + 4, (number, text)
            assert y0 > 0, (number, text)
            assert y1 < foot, (number, text)
        ordered = sorted(page, key=lambda one: one[1][1])
        for place, (text, box) in enumerate(ordered):
            for other_text, other in ordered[place + 1 :]:
                if other[1] > box[3]:
                    break
                assert shared(box, other) < LEAST_SHARED, (number, text, other_text)


def test_a_docx_opens_elsewhere_with_all_its_words_in_place(language: str, tmp_path: Path) -> None:
    pack = packs.worst(language)
    pages = boxes(converted(word.write(pack), tmp_path))
    check(pages)
    said = "".join(text for page in pages for text, _box in page)
    assert packs.LONGEST in said.replace("\u200b", "")
    assert said.count("Departementaal") == len(pages)


def test_a_pdf_has_all_its_words_in_place(language: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(portable.write(packs.worst(language)))
    check(boxes(path))
