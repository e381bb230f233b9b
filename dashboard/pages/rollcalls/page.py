"""The page *Roll calls*: what it asks, and in which order it is drawn."""

from __future__ import annotations

import streamlit as st

from analytics import record
from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.rollcalls import content, offered
from dashboard.pages.rollcalls.committee import content as committee
from dashboard.pages.rollcalls.moves import content as moves
from dashboard.pages.rollcalls.moves import page as moves_page
from dashboard.pages.rollcalls.offered import EVERY, Choice, Search
from dashboard.pages.rollcalls.sponsors import content as sponsors
from dashboard.pages.rollcalls.votes import content as votes
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    draw(once.said(content.title))
    choice = _choose()
    if choice is None:
        draw(once.said(offered.nothing))
        return
    before = moves.text_before(moves.compared(current_facts(), choice))
    draw(once.said(content.blocks, choice.key, before))
    aspects = once.said(content.aspects, choice)
    _closer(choice, ask.switch(_("Look closer"), aspects, key="aspect"))


def _choose() -> Choice | None:
    """Ask for a topic and a roll call; nothing if no roll call answers to the words."""
    _follow_link()
    first, second = st.columns([2, 5])
    with first:
        topic = ask.one(_("Topic"), once.said(offered.topics), key="topic")
    among = _among_all() if topic == EVERY else Search(topic)
    labels = once.said(offered.labels, among)
    if not labels:
        return None
    with second:
        return Choice(ask.one(_("Roll call"), labels, key="rollcall"), among)


def _follow_link() -> None:
    """Where a link names a roll call alone, choose a topic under which it is offered."""
    linked = ask.arrived("rollcall")
    if linked is None or ask.arrived("topic"):
        return
    among = offered.search_of(current_facts(), linked)
    if among is None:
        return
    ask.put("topic", among.topic or EVERY)
    if among.session is not None and not ask.arrived("session"):
        ask.put("session", among.session)


def _among_all() -> Search:
    """Ask for a session and words, and say if more roll calls answer to them than are offered."""
    first, second = st.columns([2, 5])
    with first:
        session = ask.one(_("Session"), once.said(offered.sessions), key="session")
    with second:
        words = ask.words(
            _("Words in the title or symbol"),
            key="words",
            placeholder=_("for example: outer space"),
        )
    among = Search(None, None if session == EVERY else session, words)
    draw(once.said(offered.left_out, among))
    return among


def _closer(choice: Choice, aspect: str) -> None:
    """Draw an aspect of the roll call."""
    pair = committee.pair(current_facts(), choice)
    if aspect == "votes":
        _votes(choice.key)
    elif aspect == "moves":
        _moves(choice)
    elif aspect == "committee" and pair is not None:
        draw(once.said(committee.blocks, *pair))
        if committee.is_known_by_name(current_facts(), *pair):
            moves_page.render(*pair)
    else:
        draw(once.said(sponsors.blocks, choice.key, pair or (choice.key,)))


def _votes(key: str) -> None:
    """Ask for a group of States, where the day of the vote is known, and draw their votes."""
    group = votes.EVERYBODY
    if current_facts().recall(record.rollcall, key).as_of is not None:
        group = ask.one(
            _("Members of"),
            once.said(votes.groups),
            key="group",
            note=_("Membership on the day of the vote, where the day of joining is known."),
        )
    draw(once.said(votes.blocks, key, group))


def _moves(choice: Choice) -> None:
    """Ask for another roll call, and draw who moved between the two."""
    other = ask.one(_("Compared with"), once.said(moves.options, choice), key="with")
    moves_page.render(*moves.in_order(current_facts(), other, choice.key))
