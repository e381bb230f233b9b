"""Coalition brief: how large it is and how it moved, who may come next, and the next date."""

from __future__ import annotations

from datetime import date

import pandas as pd

from dashboard import i18n
from dashboard.blocks import (
    Block,
    Blocks,
    Cards,
    Chart,
    Finding,
    Folded,
    Heading,
    Text,
    Title,
)
from dashboard.briefing import addresses, prose
from dashboard.briefing.pack import Sheet
from dashboard.briefing.papers import excerpt
from dashboard.i18n import _
from dashboard.pages.opportunities import choice
from dashboard.pages.opportunities import content as opportunities
from dashboard.pages.opportunities.choice import OpportunityChoice
from dashboard.pages.opportunities.ranking import content as ranking
from dashboard.pages.standing import content as page
from dashboard.pages.standing.coalition import content as coalition
from dashboard.pages.standing.texts import content as texts
from dashboard.pages.standing.world import content as world
from dashboard.pages.timeline import content as timeline
from dashboard.pages.timeline.content import TimelineChoice
from data.facts import Facts

N_OPPORTUNITIES = 8


def sheet(facts: Facts, today: date) -> Sheet:
    """Return where the coalition stands, as seen from a day."""
    opening = coalition.blocks(facts)
    finding = excerpt.first(opening, Finding)
    day = pd.Timestamp(today)
    return Sheet(
        key="coalition-brief",
        title=prose.plain_text(finding.text).rstrip(".") if finding else _("The coalition"),
        blocks=(
            *excerpt.without(opening, Title, Finding),
            *_came_and_left(texts.blocks(facts)),
            *_regions(facts),
            *_opportunities(facts),
            *_next_dates(facts, day),
        ),
        address=addresses.of("standing"),
        period=_("As seen from {day}.").format(day=i18n.day(day)),
    )


def _came_and_left(said: Blocks) -> Blocks:
    """Return who did not return, who stayed and who is new, by name, and what is documented."""
    found: list[Block] = []
    for block in said:
        if isinstance(block, Heading | Cards):
            found.append(block)
        elif isinstance(block, Chart):
            note = block.note
            if note:
                found.append(Text(note))
    documented = excerpt.keyed(said, "documented")
    if documented is not None:
        found.append(excerpt.table(documented, ("name", "fact_word", "text", "when", "source")))
    return tuple(block for block in found if not isinstance(block, Folded))


def _regions(facts: Facts) -> Blocks:
    """Return how regional groups are represented on the last text."""
    block = excerpt.keyed(world.blocks(facts, page.first_text(facts), page.SHAPE), "regions")
    return () if block is None else (Heading(_("Regions")), block)


def _opportunities(facts: Facts) -> Blocks:
    """Return how many may join, who first, and how good that is."""
    asked = OpportunityChoice(next(iter(choice.texts(facts))))
    found = excerpt.first(opportunities.finding(facts, asked), Finding)
    table = excerpt.keyed(ranking.blocks(facts, asked), "opportunities")
    said: list[Block] = [Heading(_("Opportunities"))]
    if found is not None:
        said.append(excerpt.as_text(found))
    said += opportunities.backtest(facts, asked.text, is_stated=False)
    if table is not None:
        columns = ("name", "group", "tier_words", "in_words", "probability", "low", "high")
        rows = table.table.head(N_OPPORTUNITIES)
        said.append(excerpt.table(table, columns, rows=rows))
    return tuple(said)


def _next_dates(facts: Facts, day: pd.Timestamp) -> Blocks:
    """Return where the process is on the day, and what is due."""
    view = TimelineChoice(day)
    found = excerpt.first(timeline.finding(facts, view), Finding)
    said: list[Block] = [Heading(_("What comes next"))]
    if found is not None:
        said.append(excerpt.as_text(found))
    return (*said, *timeline.due(facts, view))
