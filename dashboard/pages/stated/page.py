"""The page *Stated positions*: which part of it is drawn, and on what."""

from __future__ import annotations

import streamlit as st

from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.stated import content
from dashboard.pages.stated.answers import content as answers
from dashboard.pages.stated.board import content as board
from dashboard.pages.stated.by_vote import content as by_vote
from dashboard.pages.stated.groups import content as groups
from dashboard.pages.stated.movers import content as movers
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    draw(once.said(content.title))
    if not board.subjects(current_facts()):
        draw(once.said(board.nothing))
        return
    part = ask.switch(_("Show"), content.parts(), key="part")
    if part == "votes":
        _render_by_vote()
    elif part == "movers":
        draw(once.said(movers.blocks))
    elif part == "groups":
        draw(once.said(groups.blocks))
    elif part == "answers":
        draw(once.said(answers.blocks))
    else:
        _render_board()


def _render_board() -> None:
    """Draw who says what on a question, of a group, as well documented as is asked."""
    facts = current_facts()
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        subject = ask.one(_("Question"), once.said(board.subjects), key="question")
        group = ask.one(_("States"), once.said(board.groups), key="group")
        told = ask.switch(
            _("Counting"),
            board.kinds(),
            key="counting",
            note=_(
                "A name under a text with others says less than words of its own: it can be "
                "left out."
            ),
        )
    choice = board.BoardChoice(subject, None if group == board.ALL else group, told == board.OWN)
    draw(once.said_of(facts, board.blocks, choice))


def _render_by_vote() -> None:
    """Draw what was said on a question beside a vote."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        subject = ask.one(_("Question"), once.said(board.subjects), key="question")
        votes = once.said(by_vote.votes, subject)
        rollcall = ask.one(_("Vote"), votes, key="rollcall")
    draw(once.said(by_vote.blocks, subject, rollcall))
