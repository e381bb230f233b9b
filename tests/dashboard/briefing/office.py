"""What LibreOffice makes of slides and papers: their pages, and the place of every word on them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

NEEDED = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice or poppler is not installed: `make proof` installs both from Debian",
)

WORD = "{http://www.w3.org/1999/xhtml}word"
PAGE = "{http://www.w3.org/1999/xhtml}page"
OVERLAP = 0.35
"""Part of a word, across and along, that another may cover: boxes are higher than letters."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points."""


@dataclass(frozen=True)
class PrintedPage:
    """A page as it is printed: its size in points, and its words with their boxes."""

    width: float
    height: float
    words: tuple[tuple[str, Box], ...]

    def outside(self, margin: float = 1.0) -> list[str]:
        """Return the words that reach beyond the page."""
        return [
            text
            for text, (left, top, right, bottom) in self.words
            if left < -margin
            or top < -margin
            or right > self.width + margin
            or bottom > self.height + margin
        ]

    def upon_another(self) -> list[tuple[str, str]]:
        """Return the pairs of words of which one lies upon the other."""
        return [
            (text, other)
            for rank, (text, box) in enumerate(self.words)
            for other, other_box in self.words[rank + 1 :]
            if covers(box, other_box)
        ]


def covers(one: Box, other: Box) -> bool:
    """Tell whether two words lie upon one another."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    along = min(one[3], other[3]) - max(one[1], other[1])
    low = min(one[3] - one[1], other[3] - other[1])
    narrow = min(one[2] - one[0], other[2] - other[0])
    return across > OVERLAP * narrow and along > OVERLAP * low


def converted(content: bytes, suffix: str, folder: Path) -> Path:
    """Return the PDF that LibreOffice makes of a file; it opens it without repair, or fails."""
    given = folder / f"given.{suffix}"
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
        timeout=500,
        env={**os.environ, "SAL_USE_VCLPLUGIN": "svp"},
    )
    return folder / "given.pdf"


def pages(path: Path) -> list[PrintedPage]:
    """Return the pages of a PDF."""
    listed = subprocess.run(
        ["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, timeout=120
    ).stdout.decode()
    listed = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", listed)
    root = ET.fromstring(listed[listed.index("<html") :])  # noqa: S314  # of a program of ours
    sides = ("xMin", "yMin", "xMax", "yMax")
    return [
        PrintedPage(
            float(page.attrib["width"]),
            float(page.attrib["height"]),
            tuple(
                (str(one.text), tuple(float(one.attrib[side]) for side in sides))  # type: ignore[misc]  # four sides
                for one in page.iter(WORD)
            ),
        )
        for page in root.iter(PAGE)
    ]
