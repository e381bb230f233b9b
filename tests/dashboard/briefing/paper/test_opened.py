"""Papers as other programs open them: nothing is cut, nothing lies upon anything else.

The DOCX is opened by LibreOffice, without repair; the words of both papers are then measured.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.briefing.paper import portable, shape, word
from tests.dashboard.briefing import office
from tests.dashboard.briefing.paper import conftest as packs

pytestmark = [pytest.mark.proof, office.NEEDED]

PT_PER_MM = 72 / 25.4


def check(found: list[office.PrintedPage]) -> None:
    """Fail where a word leaves the margins of its page, or lies upon another."""
    right = (shape.PAGE_MM[0] - shape.MARGIN_MM) * PT_PER_MM
    left = shape.MARGIN_MM * PT_PER_MM
    for number, page in enumerate(found, 1):
        assert page.words, f"page {number} says nothing"
        assert not page.outside(0.0), number
        for text, (x0, _y0, x1, _y1) in page.words:
            assert x0 > left - 4, (number, text)
            assert x1 < right + 4, (number, text)
        assert not page.upon_another(), number


def test_a_docx_opens_elsewhere_with_all_its_words_in_place(language: str, tmp_path: Path) -> None:
    pack = packs.worst(language)
    pages = office.pages(office.converted(word.write(pack), "docx", tmp_path))
    check(pages)
    said = "".join(text for page in pages for text, _box in page.words)
    assert packs.LONGEST in said.replace("\u200b", "")
    assert said.count("Departementaal") == len(pages)


def test_a_pdf_has_all_its_words_in_place(language: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(portable.write(packs.worst(language)))
    check(office.pages(path))
