"""What stands at the foot of every slide: period, sources, facts, address, marking."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from dashboard import i18n
from dashboard.briefing import sources
from dashboard.briefing.pack import Pack, Sheet
from dashboard.briefing.slides.page import Fine
from dashboard.i18n import _

LONGEST_ASSUMED = 200
"""Letters of assumptions that stand in small print; longer ones are in the notes."""


def of(pack: Pack, sheet: Sheet, evidence: Collection[str]) -> Fine:
    """Return the small print of a slide that rests on some documents, or on all of its sheet."""
    keys = evidence or [key for block in sheet.tables() for key in block.evidence]
    assumed = ""
    if sheet.assumptions:
        assumed = _("Assumptions: {list}").format(list="; ".join(sheet.assumptions))
        if len(assumed) > LONGEST_ASSUMED:
            assumed = _("Assumptions: see the notes of this slide")
    address = pack.address(sheet)
    return Fine(
        texts=(
            sheet.period,
            assumed,
            sources.line(pack.documents, keys),
            _("Facts {version}").format(version=pack.version),
        ),
        address=address,
        link=address if pack.site else "",
        marking=pack.marking,
        footer=f"{pack.title} · {i18n.day(pd.Timestamp(pack.as_of))}",
    )
