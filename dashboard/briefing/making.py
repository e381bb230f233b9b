"""A briefing made of what was asked, a `Request`, of the facts that hold now: a `Pack`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pandas as pd

from dashboard import i18n
from dashboard.briefing import sources, views
from dashboard.briefing.pack import Pack, Sheet
from dashboard.briefing.request import Item, Request, View
from dashboard.i18n import _
from dashboard.kit import recorded
from data import progress
from data.errors import BriefingError
from data.facts import Facts


def made(request: Request, facts: Facts, *, site: str = "") -> Pack:
    """Return what is asked, in its language; say how many items are done.

    Parameters
    ----------
    request : Request
    facts : Facts
        Those of now: views are drawn of them.
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
            sheets += _sheets(item)
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
        as_of=latest_day(facts),
        sheets=numbered,
        marking=request.marking,
        site=site,
        documents=sources.documents(facts),
    )


def latest_day(facts: Facts) -> date:
    """Return the day for which the latest of the sources holds."""
    days = pd.to_datetime(facts.sources["as_of"].dropna(), format="ISO8601")
    latest: date = days.max().date()
    return latest


def _sheets(item: Item) -> list[Sheet]:
    """Return the sheets of an item, in the language spoken."""
    if isinstance(item, View):
        return [_view(item)]
    raise TypeError(f"no paper: {type(item).__name__}")


def _view(item: View) -> Sheet:
    language = i18n.language()
    return views.sheet(
        recorded.blocks_at(item.page, item.query, language),
        key=item.page,
        address=views.address(item.page, item.query, language),
        title=item.title,
        only=item.only,
    )
