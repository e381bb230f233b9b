"""The page *State*: of whom the dossier is shown, and which part; in which order it is drawn."""

from __future__ import annotations

import streamlit as st

from analytics import joining
from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask, state_asked, tab
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.state import content
from dashboard.pages.state.chances import content as chances
from dashboard.pages.state.on_record import content as on_record
from dashboard.pages.state.partners import content as partners
from dashboard.pages.state.unknown import content as unknown
from dashboard.pages.state.votes import content as votes
from dashboard.words import states
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    draw(once.said(content.title))
    names = states.choices(current_facts().states)
    state_asked.read(names)
    iso3 = ask.one(_("Show the dossier of"), names, key="state", default=content.STATE)
    tab.named(names[iso3], _("State"))
    draw(once.said(content.headline, iso3))
    part = ask.switch(_("Show"), once.said(content.parts, iso3), key="dossier")
    if part == "chances":
        _render_chances(iso3)
    elif part == "unknown":
        draw(once.said(unknown.blocks, iso3))
    elif part == "votes":
        _render_votes(iso3)
    else:
        _render_on_record(iso3)


def _render_on_record(iso3: str) -> None:
    """Draw the timeline of the years chosen, and the questions."""
    period = on_record.PERIOD
    if on_record.is_dated(current_facts(), iso3):
        period = ask.switch(_("Period"), on_record.periods(), key="period", default=period)
    draw(once.said(on_record.blocks, iso3, period))


def _render_votes(iso3: str) -> None:
    """Draw the votes one by one, those of all years on a subject chosen, and the partners."""
    draw(once.said(votes.votes_one_by_one, iso3))
    subjects = once.said(votes.subjects, iso3)
    if subjects:
        topic = ask.one(_("Subject"), subjects, key="subject", default=votes.SUBJECT)
        draw(once.said(votes.history, iso3, topic))
    draw(once.said(partners.blocks, iso3))


def _render_chances(iso3: str) -> None:
    """Draw how likely the State is to join, with a word while the model learns and is tested."""
    draw(once.said(chances.heading))
    facts = current_facts()
    with st.spinner(_("Learning from the texts of the past thirty years…")):
        for target in chances.targets(facts):
            facts.recall(joining.opportunities_for, target)
    with st.spinner(_("Testing the model on the past it had not seen…")):
        said = once.said(chances.blocks, iso3)
    draw(said)
