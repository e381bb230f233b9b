"""What the page says, and what the items of a briefing are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard import i18n
from dashboard.blocks import Blocks, Heading, Text, Title, Unknown
from dashboard.briefing import views
from dashboard.briefing.request import (
    CoalitionBrief,
    Item,
    OutreachPlan,
    StatePages,
    TalkingFacts,
    View,
    VotingSheet,
    WhatChanged,
)
from dashboard.i18n import _, mark, ngettext
from dashboard.plans.briefings import SavedBriefing
from dashboard.words import addresses, resolutions, states
from data.facts import Facts

MAX_NAMED = 3
"""States named in the line of an item; the others are counted."""

KINDS = {
    "state": mark("A page on each State"),
    "talking": mark("Talking facts"),
    "coalition": mark("Coalition brief"),
    "plan": mark("Outreach plan"),
    "votes": mark("Annotated voting sheet"),
    "changes": mark("What changed since a day"),
}
"""Papers that can be added, by kind."""


def title() -> Blocks:
    """Return the head of the page."""
    return (
        Title(
            _("Briefing"),
            _("What goes to the minister’s desk: in order, with titles, as slides and paper."),
        ),
    )


def empty() -> Blocks:
    """Return what to do while nothing is collected."""
    return (
        Text(
            _(
                "Nothing is collected yet. On any page, *Take this along* adds what that page "
                "shows now. Papers on States, the coalition, a plan or a vote are added here:"
            )
        ),
    )


def heading(n: int) -> Blocks:
    """Return what stands above so many items."""
    words = ngettext("In this briefing: {n} item", "In this briefing: {n} items", n)
    return (
        Heading(
            words.format(n=i18n.number(n)),
            _("A title left empty says what the item finds. The address of this page is a link."),
        ),
    )


def files_heading() -> Blocks:
    """Return what stands above the form of the files."""
    return (Heading(_("Slides, paper and sheets")),)


def keep_heading() -> Blocks:
    """Return what stands above the form by which a briefing is saved."""
    return (Heading(_("Keep this briefing")),)


def not_here() -> Blocks:
    """Return that the briefing of a link is not kept here."""
    return (Unknown(_("The briefing of this link is not kept here: ask its makers for the file.")),)


def saved_on_note(facts: Facts, opened: SavedBriefing) -> Blocks:
    """Return on which facts a briefing was saved, where these are others; otherwise nothing."""
    version = opened.request.snapshot_version
    if version in ("", facts.version):
        return ()
    told = _("This briefing was saved on other facts; it is written on these.")
    then = addresses.facts_as_then(version, f"briefing?briefing={opened.briefing_id}")
    return (Unknown(f"{told} {then}"),)


def passed_over(n: int) -> Blocks:
    """Return that items of a link could not be read, if so."""
    if not n:
        return ()
    words = ngettext(
        "{n} item of this link is not known here, and was left out.",
        "{n} items of this link are not known here, and were left out.",
        n,
    )
    return (Unknown(words.format(n=i18n.number(n))),)


def item_words(item: Item, facts: Facts, pages: Mapping[str, str]) -> str:
    """Return what an item is, in Markdown.

    Parameters
    ----------
    item : Item
    facts : Facts
    pages : mapping of str to str
        English titles of pages, by path.
    """
    match item:
        case View():
            name = _(pages.get(item.page, item.page))
            return f"[{name}]({_address(item)})" + _chosen(item)
        case StatePages() | TalkingFacts():
            said = f"{_(KINDS[item.kind])}: {_states(item.states, facts)}"
            since = item.since if isinstance(item, StatePages) else None
            return said + (f" · {_since(since)}" if since else "")
        case CoalitionBrief():
            return _(KINDS[item.kind])
        case OutreachPlan():
            return f"[{_(KINDS[item.kind])}](log?plan={item.plan})"
        case VotingSheet():
            return f"{_(KINDS[item.kind])}: {_rollcall(item.rollcall, facts)}"
        case WhatChanged():
            return f"{_('What changed')} · {_since(item.since)}"


def _since(day: object) -> str:
    return _("since {day}").format(day=i18n.partial_date(str(day)))


def _address(item: View) -> str:
    """Return the link that opens a view."""
    return views.address(item.page, item.query, i18n.language())


def _chosen(item: View) -> str:
    """Return how many of the charts and tables are wanted, if not all."""
    if not item.only:
        return ""
    words = ngettext("{n} chart or table of it", "{n} charts and tables of it", len(item.only))
    return " · " + words.format(n=i18n.number(len(item.only)))


def _states(iso3: tuple[str, ...], facts: Facts) -> str:
    """Return the States of an item: the first by name, the others by their number."""
    names = states.names(facts.states)
    named = [names.get(one, one) for one in iso3[:MAX_NAMED]]
    more = len(iso3) - len(named)
    if more:
        words = ngettext("{n} other State", "{n} other States", more)
        named.append(words.format(n=i18n.number(more)))
    return i18n.listing(named)


def _rollcall(key: str, facts: Facts) -> str:
    """Return a roll call in short; its key where it is not on record."""
    held = facts.rollcalls["rollcall_id"]
    if not (held == key).any():
        return key
    return resolutions.short(resolutions.of_key(facts.rollcalls, key))


def at_first(_facts: Facts) -> Blocks:
    """Return what the page says when nothing is collected."""
    return (*title(), *empty())


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
