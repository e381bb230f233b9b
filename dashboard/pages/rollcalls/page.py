"""The page *Roll calls*: what it asks, and in which order it is drawn."""

from __future__ import annotations

import streamlit as st

from analytics import record
from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask, tab
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.rollcalls import content, rollcall_choice
from dashboard.pages.rollcalls.committee import content as committee
from dashboard.pages.rollcalls.moves import content as moves
from dashboard.pages.rollcalls.moves import page as moves_page
from dashboard.pages.rollcalls.rollcall_choice import EVERY, RollcallChoice, RollcallSearch
from dashboard.pages.rollcalls.sponsors import content as sponsors
from dashboard.pages.rollcalls.votes import content as votes
from dashboard.words import resolutions
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    draw(once.said(content.title))
    choice = _ask_rollcall()
    if choice is None:
        draw(once.said(rollcall_choice.nothing_found))
        return
    rows = current_facts().rollcalls
    tab.named(resolutions.symbol(resolutions.of_key(rows, choice.key)), _("Roll calls"))
    before = moves.text_before(moves.comparable_rollcalls(current_facts(), choice))
    draw(once.said(content.blocks, choice.key, before))
    aspects = once.said(content.aspects, choice)
    _render_aspect(choice, ask.switch(_("Look closer"), aspects, key="aspect"))


def _ask_rollcall() -> RollcallChoice | None:
    """Ask for a topic and a roll call; nothing if no roll call answers to the words."""
    _follow_link()
    first, second = st.columns([2, 5])
    with first:
        topic = ask.one(_("Topic"), once.said(rollcall_choice.topics), key="topic")
    among = _ask_search() if topic == EVERY else RollcallSearch(topic)
    labels = once.said(rollcall_choice.labels, among)
    if not labels:
        return None
    with second:
        return RollcallChoice(ask.one(_("Roll call"), labels, key="rollcall"), among)


def _follow_link() -> None:
    """Where a link names a roll call alone, choose a topic under which it is offered."""
    linked = ask.arrived("rollcall")
    if linked is None or ask.arrived("topic"):
        return
    among = rollcall_choice.search_of(current_facts(), linked)
    if among is None:
        return
    ask.put("topic", among.topic or EVERY)
    if among.session is not None and not ask.arrived("session"):
        ask.put("session", among.session)


def _ask_search() -> RollcallSearch:
    """Ask for a session and words, and say if more roll calls answer to them than are offered."""
    first, second = st.columns([2, 5])
    with first:
        session = ask.one(_("Session"), once.said(rollcall_choice.sessions), key="session")
    with second:
        words = ask.words(
            _("Words in the title or symbol"),
            key="words",
            placeholder=_("for example: outer space"),
        )
    among = RollcallSearch(None, None if session == EVERY else session, words)
    draw(once.said(rollcall_choice.left_out_note, among))
    return among


def _render_aspect(choice: RollcallChoice, aspect: str) -> None:
    """Draw an aspect of the roll call."""
    pair = committee.pair(current_facts(), choice)
    if aspect == "votes":
        _render_votes(choice.key)
    elif aspect == "moves":
        _render_moves(choice)
    elif aspect == "committee" and pair is not None:
        draw(once.said(committee.blocks, *pair))
        if committee.is_known_by_name(current_facts(), *pair):
            moves_page.render_moves(*pair)
    else:
        draw(once.said(sponsors.blocks, choice.key, pair or (choice.key,)))


def _render_votes(key: str) -> None:
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


def _render_moves(choice: RollcallChoice) -> None:
    """Ask for another roll call, and draw who moved between the two."""
    other = ask.one(_("Compared with"), once.said(moves.options, choice), key="with")
    moves_page.render_moves(*moves.in_order(current_facts(), other, choice.key))
