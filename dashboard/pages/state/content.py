"""What the page says of a State, part after part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from analytics import record
from analytics.record import standing
from dashboard import once
from dashboard.blocks import Blocks, Finding, Heading, Numbers, Text, Title
from dashboard.desks.person import ALONE
from dashboard.i18n import _
from dashboard.pages.state import wording
from dashboard.pages.state.chances import content as chances
from dashboard.pages.state.documents import content as documents
from dashboard.pages.state.next_vote import content as next_vote
from dashboard.pages.state.on_record import content as on_record
from dashboard.pages.state.outreach import content as outreach
from dashboard.pages.state.partners import content as partners
from dashboard.pages.state.says import content as says
from dashboard.pages.state.unknown import content as unknown
from dashboard.pages.state.votes import content as votes
from dashboard.plans.store import saved_plans
from dashboard.words import addresses, planning, states
from data.facts import Facts

TOPIC = "aimd"
DOMAIN = "military AI"

STATE = "KEN"
"""A cohost of summits that came with the second text: its dossier shows every part of the page."""


def title(_facts: Facts) -> Blocks:
    """Return the head of the page."""
    return (
        Title(_("State"), _("Everything on record about one State, each fact with its source.")),
    )


def headline(facts: Facts, iso3: str) -> Blocks:
    """Return what matters most of a State: how it voted, which texts list it."""
    row = standing.one_row(facts.states, "iso3", iso3, "State")
    first = facts.recall(record.headline_of, iso3, TOPIC, DOMAIN)
    name = states.names(facts.states)[iso3]
    answer = (
        Heading(name, wording.standing_line(row)),
        Finding(wording.finding_sentence(name, row, first)),
    )
    if row["un_membership"] == "former":
        return answer
    return (*answer, Numbers(wording.tiles(row, first), is_glance=True))


def parts(facts: Facts, iso3: str) -> dict[str, str]:
    """Return the parts of a dossier in words, the first one shown first.

    A State that no longer exists left its votes; who is no UN member is not asked to join.
    """
    membership = standing.one_row(facts.states, "iso3", iso3, "State")["un_membership"]
    words = {
        "record": _("On record"),
        "says": _("What does it say?"),
        "votes": _("Votes and partners"),
        "next_vote": _("Next vote"),
        "chances": _("Could it join?"),
        "documents": _("All documents"),
        "outreach": _("Outreach so far"),
        "unknown": _("What is not known"),
    }
    if membership == "former":
        return {key: words[key] for key in ("votes", "record", "documents", "unknown")}
    if membership == "member":
        return words
    return {key: word for key, word in words.items() if key not in ("next_vote", "chances")}


def beside_us(facts: Facts, iso3: str, us: str) -> Blocks:
    """Return the way to the comparison of a State with the reader's own; nothing with itself.

    Parameters
    ----------
    facts : Facts
    iso3 : str
    us : str
        The State for which the reader asks.
    """
    if iso3 == us:
        return ()
    names = states.names(facts.states)
    link = _("[Compare {us} with {state}]({address})").format(
        us=names[us],
        state=names[iso3],
        address=addresses.of_page("compare", {"a": us, "b": iso3}),
    )
    return (Text(link),)


def on_record_at_first(facts: Facts) -> Blocks:
    """Return the first part as it is when nothing was chosen."""
    return (
        *_title_and_headline(facts),
        *once.said_of(facts, on_record.blocks, STATE, on_record.PERIOD),
    )


def says_at_first(facts: Facts) -> Blocks:
    """Return what it says as it is when nothing was chosen."""
    return (*_title_and_headline(facts), *once.said_of(facts, says.blocks, STATE))


def votes_at_first(facts: Facts) -> Blocks:
    """Return votes and partners as they are when nothing was chosen."""
    return (
        *_title_and_headline(facts),
        *once.said_of(facts, votes.votes_one_by_one, STATE),
        *once.said_of(facts, votes.history, STATE, votes.SUBJECT),
        *once.said_of(facts, partners.blocks, STATE),
    )


def chances_at_first(facts: Facts) -> Blocks:
    """Return what could be joined as it is when nothing was chosen."""
    return (
        *_title_and_headline(facts),
        *once.said_of(facts, chances.heading),
        *once.said_of(facts, chances.blocks, STATE),
    )


def next_vote_at_first(facts: Facts) -> Blocks:
    """Return how it may vote next as it is when nothing was chosen."""
    return (
        *_title_and_headline(facts),
        *once.said_of(facts, next_vote.heading),
        *once.said_of(facts, next_vote.blocks, STATE),
    )


def documents_at_first(facts: Facts) -> Blocks:
    """Return all documents as they are when nothing was chosen."""
    return (*_title_and_headline(facts), *once.said_of(facts, documents.blocks, STATE))


def outreach_at_first(facts: Facts) -> Blocks:
    """Return the outreach so far as it is when nothing was chosen; asked of the plans of now."""
    held = outreach.kept(saved_plans(ALONE))
    return (
        *_title_and_headline(facts),
        *outreach.heading(facts),
        *outreach.blocks(facts, STATE, held, date.today()),
    )


def unknown_at_first(facts: Facts) -> Blocks:
    """Return what is not known as it is when nothing was chosen."""
    return (*_title_and_headline(facts), *once.said_of(facts, unknown.blocks, STATE))


def _title_and_headline(facts: Facts) -> Blocks:
    """Return what stands above the choice of a part when nothing was chosen."""
    return (
        *title(facts),
        *once.said_of(facts, headline, STATE),
        *once.said_of(facts, beside_us, STATE, planning.WE),
    )


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {
    "": on_record_at_first,
    "says": says_at_first,
    "votes": votes_at_first,
    "next_vote": next_vote_at_first,
    "chances": chances_at_first,
    "documents": documents_at_first,
    "outreach": outreach_at_first,
    "unknown": unknown_at_first,
}
"""What the page shows when nothing was chosen, by its part in the address."""
