"""LibreOffice opens the slides and sets them: no word beyond its page, none upon another."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dashboard import i18n
from dashboard.blocks import Finding, Note, Table, Text
from dashboard.briefing import slides
from tests.dashboard.briefing import office
from tests.dashboard.briefing.slides import reading_back
from tests.dashboard.briefing.slides.conftest import BLOCKS, MakePack

pytestmark = [pytest.mark.proof, office.NEEDED]

LONGEST = (
    "United Kingdom of Great Britain and Northern Ireland",
    "Saint Vincent and the Grenadines",
    "Democratic People's Republic of Korea",
    "Venezuela (Bolivarian Republic of)",
    "Bolivia (Plurinational State of)",
)
SCRIPTS = "Ελλάδα Україна مصر ישראל Türkiye Côte d'Ivoire São Tomé"


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
    found = office.pages(office.converted(content, "pptx", tmp_path))
    assert len(found) == len(reading_back.opened(content).slides)
    for number, page in enumerate(found, start=1):
        assert page.words
        assert not page.outside(), number
        assert not page.upon_another(), number
