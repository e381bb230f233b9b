"""The page *State*: of whom the dossier is shown, and which part; in which order it is drawn."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics import joining
from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask, here, one_pager, plan_trouble, state_asked, tab
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.state import content
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
from dashboard.words import planning, states
from data.errors import PlanError
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    draw(once.said(content.title))
    names = once.said(states.choices)
    state_asked.read(names)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        iso3 = ask.one(_("Show the dossier of"), names, key="state", default=content.STATE)
        us = ask.one(
            _("We are"),
            names,
            key="we",
            default=planning.WE,
            note=_("The State with which this one is compared, and for which you ask elsewhere."),
        )
    tab.named(names[iso3], _("State"))
    draw(once.said(content.headline, iso3))
    draw(once.said(content.beside_us, iso3, us))
    one_pager.offer(iso3, states.names(current_facts().states)[iso3])
    part = ask.switch(_("Show"), once.said(content.parts, iso3), key="dossier")
    if part == "chances":
        _render_chances(iso3)
    elif part == "says":
        draw(once.said(says.blocks, iso3))
    elif part == "next_vote":
        _render_next_vote(iso3)
    elif part == "documents":
        draw(once.said(documents.blocks, iso3))
    elif part == "outreach":
        _render_outreach(iso3)
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


def _render_next_vote(iso3: str) -> None:
    """Draw how the State may vote next, with a word while the model learns and is tested."""
    draw(once.said(next_vote.heading))
    with st.spinner(_("Learning from the recorded votes of the past fifteen years…")):
        said = once.said(next_vote.blocks, iso3)
    draw(said)


def _render_outreach(iso3: str) -> None:
    """Draw the outreach so far, of the plans as they are kept now."""
    draw(outreach.heading(current_facts()))
    try:
        held = outreach.kept(saved_plans(here.person()))
    except PlanError as error:
        plan_trouble.say(error)
        return
    draw(outreach.blocks(current_facts(), iso3, held, date.today()))


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
