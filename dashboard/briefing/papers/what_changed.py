"""What changed since a day: who joined or left what, votes held, milestones, what States did."""

from __future__ import annotations

from datetime import date

import pandas as pd

from dashboard import i18n
from dashboard.blocks import Finding
from dashboard.briefing import prose, views
from dashboard.briefing.pack import Sheet
from dashboard.i18n import _
from dashboard.pages.changes.since import content
from data.facts import Facts


def sheet(facts: Facts, since: date) -> Sheet:
    """Return what may have happened on a day or after it, as the page *What changed* says it."""
    day = pd.Timestamp(since)
    (found,) = (block for block in content.finding(facts, day) if isinstance(block, Finding))
    return Sheet(
        key=f"changes-since-{since:%Y-%m-%d}",
        title=prose.plain_text(found.text).rstrip("."),
        blocks=content.blocks(facts, day),
        address=views.address("changes", {"since": since.isoformat()}, i18n.language()),
        period=_("Since {day}, by dated facts.").format(day=i18n.day(day)),
    )
