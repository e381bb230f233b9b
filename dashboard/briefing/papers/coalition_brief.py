"""Coalition brief: how large it is and how it moved, who may come next, and the next date."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics import record
from dashboard import i18n
from dashboard.blocks import (
    Block,
    Blocks,
    Cards,
    Chart,
    Finding,
    Heading,
    Note,
    Numbers,
    Subheading,
)
from dashboard.briefing import views
from dashboard.briefing.pack import Sheet
from dashboard.briefing.papers import excerpt
from dashboard.i18n import _
from dashboard.pages.opportunities import choice
from dashboard.pages.opportunities import content as opportunities
from dashboard.pages.opportunities.choice import OpportunityChoice
from dashboard.pages.opportunities.ranking import content as ranking
from dashboard.pages.rollcalls.tally import content as tally
from dashboard.pages.standing import content as page
from dashboard.pages.standing.headline import content as headline
from dashboard.pages.standing.texts import content as texts
from dashboard.pages.standing.world import content as world
from dashboard.pages.timeline import content as timeline
from dashboard.pages.timeline.content import TimelineChoice
from dashboard.words import probabilities
from data.facts import Facts

N_OPPORTUNITIES = 6


def sheet(facts: Facts, today: date) -> Sheet:
    """Return where the coalition stands, as seen from a day."""
    opening = headline.blocks(facts)
    day = pd.Timestamp(today)
    return Sheet(
        key="coalition-brief",
        title=_title(facts),
        blocks=(
            *excerpt.of_kind(opening, Numbers),
            *_came_and_left(facts),
            *_next_dates(facts, day),
            *_regions(facts),
            *_opportunities(facts),
        ),
        address=views.address("standing", {}, i18n.language()),
        period=_("As seen from {day}.").format(day=i18n.day(day)),
        more=_charts(facts),
    )


def _title(facts: Facts) -> str:
    """Return how many voted for the last text, are on the last one, left and came, in a line."""
    found = facts.recall(record.coalition_on, headline.TOPIC, headline.DOMAIN)
    vote = found.votes.iloc[-1]
    last = found.return_tiers.texts["instrument_id"].iloc[-1]
    row = found.texts[found.texts["instrument_id"] == last].iloc[0]
    tiers = found.return_tiers.tiers.set_index("tier")["n_members"]
    return _(
        "{yes} States voted for {symbol}; {n} are on the {text}: {stayed} stayed, {new} are new, "
        "and {left} did not return"
    ).format(
        yes=i18n.number(vote["n_yes"]),
        symbol=vote["symbol"],
        n=i18n.number(row["n_endorsers"]),
        text=_(row["short_name"]),
        stayed=i18n.number(tiers["stayed"]),
        new=i18n.number(tiers["new"]),
        left=i18n.number(tiers["left"]),
    )


def _came_and_left(facts: Facts) -> Blocks:
    """Return who did not return, who stayed and who is new, by name, and what is documented."""
    said = texts.blocks(facts)
    kept: list[Block] = [block for block in said if isinstance(block, Heading | Cards)]
    documented = excerpt.keyed(said, "documented")
    if documented is not None:
        last = probabilities.text_names(facts.instruments)[page.first_text(facts)]
        rows = documented.table[documented.table["text"] == last]
        columns = ("name", "fact_word", "text", "when", "source")
        kept.append(excerpt.table(documented, columns, rows=rows))
    succession = excerpt.keyed(said, "succession")
    if succession is not None and succession.note:
        kept.append(Note(succession.note))
    return tuple(kept)


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
        columns = ("name", "group", "origin_words", "in_words", "probability", "low", "high")
        rows = table.table.head(N_OPPORTUNITIES)
        said.append(excerpt.table(table, columns, rows=rows))
    return tuple(said)


def _charts(facts: Facts) -> Blocks:
    """Return the last vote, who moved on the way through the texts, and who could join next."""
    vote = facts.recall(record.coalition_on, headline.TOPIC, headline.DOMAIN).votes.iloc[-1]
    asked = OpportunityChoice(next(iter(choice.texts(facts))))
    return (
        *excerpt.of_kind(tally.blocks(facts, vote["rollcall_id"]), Chart),
        *excerpt.of_kind(texts.blocks(facts), Chart),
        *excerpt.of_kind(ranking.blocks(facts, asked), Chart),
    )


def _next_dates(facts: Facts, day: pd.Timestamp) -> Blocks:
    """Return where the process is on the day, and what is due."""
    view = TimelineChoice(day)
    found = excerpt.first(timeline.finding(facts, view), Finding)
    said: list[Block] = [Heading(_("What comes next"))]
    if found is not None:
        said.append(excerpt.as_text(found))
    return (*said, *excerpt.without(timeline.due(facts, view), Subheading))
