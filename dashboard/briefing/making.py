"""A briefing made of what was asked, a `Request`, of the facts that hold now: a `Pack`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pandas as pd

from analytics import record
from dashboard import i18n, once
from dashboard.briefing import sources, views
from dashboard.briefing.pack import Pack, Sheet
from dashboard.briefing.papers import (
    coalition_brief,
    outreach_plan,
    state_paper,
    talking_facts,
    voting_sheet,
    what_changed,
)
from dashboard.briefing.request import (
    CoalitionBrief,
    Item,
    OutreachPlan,
    Request,
    StatePages,
    TalkingFacts,
    View,
    VotingSheet,
    WhatChanged,
)
from dashboard.desks.person import Person
from dashboard.i18n import _
from dashboard.kit import recorded
from dashboard.plans.store import saved_plans
from data import progress
from data.errors import BriefingError
from data.facts import Facts


def made(
    request: Request,
    facts: Facts,
    *,
    person: Person,
    day: date | None = None,
    site: str = "",
) -> Pack:
    """Return what is asked, in its language; say how many items are done.

    Parameters
    ----------
    request : Request
    facts : Facts
        Those of now: views are drawn of them.
    person : Person
        Who asks: only plans that they may read are put on paper.
    day : date, optional
        As seen from which day papers speak; today if not given.
    site : str
        Where this dashboard is reached; see `Pack`.

    Raises
    ------
    BriefingError
        If nothing is asked, or a view or paper is not there.
    """
    if not request.items:
        raise BriefingError(
            "the briefing",
            found="no items",
            expected="at least one view or paper",
            do="take a view along from any page, or add a paper",
        )
    sheets: list[Sheet] = []
    with i18n.spoken(request.language):
        for n_done, item in enumerate(request.items):
            progress.say(n_done, len(request.items))
            sheets += _sheets(item, facts, day or date.today(), person)
        progress.say(len(request.items), len(request.items))
        return of_sheets(sheets, facts, request, site=site)


def of_sheets(sheets: Iterable[Sheet], facts: Facts, request: Request, *, site: str = "") -> Pack:
    """Return a briefing of sheets that are made, in the language spoken."""
    numbered = tuple(
        replace(sheet, key=f"{n:02d}-{sheet.key}") for n, sheet in enumerate(sheets, start=1)
    )
    only = numbered[0].title if len(numbered) == 1 else _("Briefing")
    return Pack(
        title=request.title or only,
        language=request.language,
        version=facts.version,
        as_of=facts.recall(record.latest_day).date(),
        sheets=numbered,
        marking=request.marking,
        site=site,
        documents=once.said_of(facts, sources.documents),
    )


def _sheets(item: Item, facts: Facts, day: date, person: Person) -> list[Sheet]:
    """Return the sheets of an item, in the language spoken, with the titles asked for."""
    match item:
        case View():
            return [_view(item)]
        case StatePages(states=states, since=since):
            first = since or _a_year_before(facts)
            found = [state_paper.sheet(facts, iso3, first) for iso3 in states]
        case TalkingFacts(states=states):
            found = [talking_facts.sheet(facts, iso3) for iso3 in states]
        case CoalitionBrief():
            found = [coalition_brief.sheet(facts, day)]
        case OutreachPlan(plan=plan):
            kept = saved_plans(person)
            saved = kept.load(plan)
            found = [outreach_plan.sheet(facts, saved.document, day, kept.entries(plan))]
        case VotingSheet(rollcall=rollcall):
            found = [voting_sheet.sheet(facts, rollcall)]
        case WhatChanged(since=since):
            found = [what_changed.sheet(facts, since)]
    return [replace(sheet, title=item.title or sheet.title) for sheet in found]


def _a_year_before(facts: Facts) -> date:
    """Return the day a year before the latest fact."""
    first: date = (facts.recall(record.latest_day) - pd.DateOffset(years=1)).date()
    return first


def _view(item: View) -> Sheet:
    language = i18n.language()
    return views.sheet(
        recorded.blocks_at(item.page, item.query, language),
        key=item.page,
        address=views.address(item.page, item.query, language),
        title=item.title,
        only=item.only,
    )
