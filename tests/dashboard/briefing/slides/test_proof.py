"""LibreOffice opens the slides and sets them: no word beyond its page, none upon another."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest

from dashboard import i18n
from dashboard.blocks import Finding, Note, Table, Text
from dashboard.briefing import slides
from tests.dashboard.briefing.slides import reading_back
from tests.dashboard.briefing.slides.conftest import BLOCKS, MakePack

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(
        shutil.which("soffice") is None or shutil.which("pdftotext") is None,
        reason="LibreOffice or poppler is not installed: `make proof` installs both from Debian",
    ),
]

LONGEST = (
    "United Kingdom of Great Britain and Northern Ireland",
    "Saint Vincent and the Grenadines",
    "Democratic People's Republic of Korea",
    "Venezuela (Bolivarian Republic of)",
    "Bolivia (Plurinational State of)",
)
SCRIPTS = "Ελλάδα Україна مصر ישראל Türkiye Côte d'Ivoire São Tomé"
OVERLAP = 0.35
"""Part of a word, across and along, that another may cover: boxes are higher than letters."""

WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
)
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)


def pages(content: bytes, folder: Path) -> list[tuple[float, float, list[tuple[float, ...]]]]:
    """Return the width and height of each page, and the box of each of its words."""
    source = folder / "slides.pptx"
    source.write_bytes(content)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/office",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    boxes = folder / "boxes.html"
    subprocess.run(["pdftotext", "-bbox", str(folder / "slides.pdf"), str(boxes)], check=True)
    return [
        (float(width), float(height), [tuple(map(float, word[:4])) for word in WORD.findall(said)])
        for width, height, said in PAGE.findall(boxes.read_text(encoding="utf-8"))
    ]


def covers(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Tell whether two words lie upon one another."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    along = min(one[3], other[3]) - max(one[1], other[1])
    low = min(one[3] - one[1], other[3] - other[1])
    narrow = min(one[2] - one[0], other[2] - other[0])
    return across > OVERLAP * narrow and along > OVERLAP * low


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_worst_cases_are_set_within_their_slides(
    pack: MakePack, tmp_path: Path, language: str
) -> None:
    states = [f"{LONGEST[n % len(LONGEST)]} {n}" for n in range(60)]
    frame = pd.DataFrame(
        {
            "Staat": states,
            "Meervoudigepersoonlijkheidsstoornis": [SCRIPTS] * 60,
            "n": [1_000_000.5 + n for n in range(60)],
        }
    )
    content = slides.write(
        pack(
            *BLOCKS,
            Finding(f"**{', '.join(states[:8])}** {SCRIPTS}"),
            Text("\n\n".join(f"**{state}** {SCRIPTS * 4}" for state in states)),
            Table("states", "Alle staten en wat zij zeiden", frame, ("e1",)),
            Note(SCRIPTS * 20),
            language=language,
            title=f"{', '.join(states[:5])} staan samen",
        )
    )
    found = pages(content, tmp_path)
    assert len(found) == len(reading_back.opened(content).slides)
    for number, (width, height, words) in enumerate(found, start=1):
        assert words
        for left, top, right, bottom in words:
            assert left >= -1, number
            assert top >= -1, number
            assert right <= width + 1, number
            assert bottom <= height + 1, number
        upon = [
            (one, other)
            for rank, one in enumerate(words)
            for other in words[rank + 1 :]
            if covers(one, other)
        ]
        assert not upon, (number, upon[:3])
