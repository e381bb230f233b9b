"""Annotated voting sheet: all States by region, who moved since the last text, who sponsored."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analytics import record
from analytics.record import standing
from dashboard import i18n
from dashboard.blocks import (
    Block,
    Blocks,
    Chart,
    Finding,
    Folded,
    Heading,
    Note,
    Subheading,
    Table,
    Text,
)
from dashboard.briefing import prose, views
from dashboard.briefing.pack import Sheet
from dashboard.briefing.papers import excerpt
from dashboard.i18n import _, vocabulary
from dashboard.pages.rollcalls import content as page
from dashboard.pages.rollcalls import rollcall_choice
from dashboard.pages.rollcalls.committee import content as committee
from dashboard.pages.rollcalls.moves import content as moves
from dashboard.pages.rollcalls.rollcall_choice import RollcallChoice
from dashboard.pages.rollcalls.sponsors import content as sponsors
from dashboard.pages.rollcalls.votes import content as votes
from dashboard.words import resolutions
from dashboard.words.markdown import plain
from data.errors import BriefingError
from data.facts import Facts


def latest(facts: Facts) -> str:
    """Return the key of the roll call that the page shows at first."""
    return rollcall_choice.at_first(facts).key


def sheet(facts: Facts, rollcall_id: str) -> Sheet:
    """Return a roll call with everybody in it, annotated.

    Raises
    ------
    BriefingError
        If there is no such roll call.
    """
    among = rollcall_choice.search_of(facts, rollcall_id)
    if among is None:
        raise BriefingError(
            "voting sheet",
            found=f"the roll call {rollcall_id!r}",
            expected="a key of the table rollcalls",
            do="take it from the address of the page Roll calls, where it is chosen",
        )
    choice = RollcallChoice(rollcall_id, among)
    before = moves.text_before(moves.comparable_rollcalls(facts, choice))
    said = page.blocks(facts, rollcall_id, before)
    row = resolutions.of_key(facts.rollcalls, rollcall_id)
    finding = excerpt.first(said, Finding)
    told = prose.plain_text(finding.text).rstrip(".") if finding else resolutions.label(row)
    pair = committee.pair(facts, choice)
    supported = sponsors.blocks(facts, rollcall_id, pair or (rollcall_id,))
    moved = moves.movers(facts, before, rollcall_id, ()) if before else ()
    flows = moves.ribbons(facts, before, rollcall_id, is_kept_drawn=False) if before else ()
    by_state = votes.blocks(facts, rollcall_id, votes.EVERYBODY)
    return Sheet(
        key=f"voting-sheet-{rollcall_id.replace('_', '-')}",
        title=f"{resolutions.symbol(row)}: {told}",
        blocks=(
            *_opening(said),
            *excerpt.of_kind(said, Chart),
            *_by_region(facts, rollcall_id, by_state, _names(supported), _names(moved)),
            *_regions(by_state),
            *_moved(flows),
            *_sponsors(supported),
        ),
        address=views.address("rollcalls", {"rollcall": rollcall_id}, i18n.language()),
        period=resolutions.when(row),
        more=_charts((*by_state, *flows, *supported), but="regions"),
    )


def _opening(said: Blocks) -> Blocks:
    """Return which vote it was, without what the title says."""
    heading = excerpt.first(said, Heading)
    return () if heading is None else (Text(f"**{plain(heading.text)}**"), Note(heading.note or ""))


def _by_region(
    facts: Facts,
    rollcall_id: str,
    by_state: Blocks,
    sponsoring: Collection[str],
    moved: Collection[str],
) -> Blocks:
    """Return every State by region and position, sponsors in bold, those that moved in italics."""
    block = excerpt.keyed(by_state, "votes")
    if block is None:
        return ()
    marks = _("Bold: sponsors. Italic: voted otherwise on the text before, or did not vote then.")
    found: list[Block] = [Heading(_("Every State, by region"), marks)]
    order = [
        vocabulary.word(vocabulary.POSITIONS, key)
        for key in facts.recall(record.rollcall, rollcall_id).categories
    ]
    region_of = block.table["group"].fillna("")
    regions = [vocabulary.word(vocabulary.GROUPS_SHORT, code) for code in standing.REGIONS]
    for region in [*regions, ""]:
        here = block.table[region_of == region]
        if here.empty:
            continue
        name = region or _("In no regional group")
        found.append(Subheading(f"{name} ({i18n.number(len(here))})"))
        lines = [
            _line(position, here[here["position"] == position], sponsoring, moved)
            for position in order
            if (here["position"] == position).any()
        ]
        found.append(Text("\n".join(lines)))
    return tuple(found)


def _line(
    position: str, rows: pd.DataFrame, sponsoring: Collection[str], moved: Collection[str]
) -> str:
    """Return the States of one position in a line of a list."""
    names = []
    for iso3, name in zip(rows["iso3"], rows["name"], strict=True):
        said = plain(name)
        said = f"*{said}*" if iso3 in moved else said
        names.append(f"**{said}**" if iso3 in sponsoring else said)
    return f"- {position} ({i18n.number(len(rows))}): {', '.join(names)}"


def _regions(by_state: Blocks) -> Blocks:
    """Return how the regional groups voted, where no vote is unknown."""
    block = excerpt.keyed(by_state, "regions")
    return () if block is None else (block,)


def _charts(said: Blocks, *, but: str) -> Blocks:
    """Return the charts of the page that the paper has no room for."""
    return tuple(chart for chart in excerpt.of_kind(said, Chart) if chart.key != but)


def _moved(flows: Blocks) -> Blocks:
    """Return who moved since the text before, a row a way; that nobody did, if so."""
    block = excerpt.keyed(flows, "moves")
    if block is None:
        return flows
    widest = block.table.sort_values("n", ascending=False, kind="stable")
    return (excerpt.table(block, moves.ribbon_headings(), rows=widest),)


def _sponsors(supported: Blocks) -> Blocks:
    """Return how the sponsors voted, and the documents; who they are stands by region."""
    return tuple(
        block
        for block in supported
        if not isinstance(block, Chart | Folded)
        and not (isinstance(block, Table) and block.key == "sponsor_list")
    )


def _names(said: Blocks) -> set[str]:
    """Return the States of the tables of sponsors or movers."""
    return {
        str(iso3)
        for block in excerpt.of_kind(said, Table)
        if "iso3" in block.table
        for iso3 in block.table["iso3"]
    }
