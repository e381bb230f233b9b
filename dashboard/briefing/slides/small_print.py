"""What stands at the foot of every slide: period, sources, facts, address, marking."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from dashboard import i18n
from dashboard.briefing import sources
from dashboard.briefing.pack import Pack, Sheet
from dashboard.briefing.slides.one_slide import Fine
from dashboard.i18n import _

LONGEST_ASSUMED = 200
"""Letters of assumptions that stand in small print; longer ones are in the notes."""

LONGEST_ADDRESS = 110
"""Letters of an address in small print; a longer one is whole in the notes, and where it leads."""


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
            sources.facts_line(pack),
        ),
        address=_brief(address),
        link=address if pack.site else "",
        marking=pack.marking,
        footer=f"{pack.title} · {i18n.day(pd.Timestamp(pack.as_of))}",
    )


def _brief(address: str) -> str:
    """Return an address, or the beginning of one that is too long to be read."""
    return address if len(address) <= LONGEST_ADDRESS else f"{address[:LONGEST_ADDRESS]}…"
