"""The page *Opportunities*: what it asks, and in which order it is drawn."""

from __future__ import annotations

import streamlit as st

from analytics import joining
from dashboard import once
from dashboard.i18n import _
from dashboard.kit import ask, here
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.opportunities import choice, content
from dashboard.pages.opportunities.choice import OpportunityChoice
from dashboard.pages.opportunities.logged import content as logged
from dashboard.pages.opportunities.number import page as number
from dashboard.pages.opportunities.plan_selection import page as plan_selection
from dashboard.words import states
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    facts = current_facts()
    draw(content.title())
    asked = _ask_groups(_ask_text())
    draw(once.said(content.finding, asked))
    target = choice.target(facts, asked.text)
    draw(logged.blocks(facts, logged.facts_logged(target, here.person())))
    is_stated = asked.number is not None
    with st.spinner(_("Testing the model on the past it had not seen…")):
        proof = once.said(content.backtest, asked.text, is_stated=is_stated)
    draw(proof)
    shown = choice.states_shown(facts, asked)
    if shown.empty:
        return
    for part in content.PARTS:
        draw(once.said(part, asked))
    plan_selection.render_plan_selection(asked)
    draw(content.state_heading())
    names = dict(zip(shown["iso3"], shown["name"], strict=True))
    iso3 = ask.one(_("State"), names, key="state")
    draw(once.said(content.state_reasons, asked.text, asked.number, iso3))


def _ask_text() -> OpportunityChoice:
    """Return the text that the reader chose, with the desk's own number if one is stated."""
    facts = current_facts()
    with st.spinner(_("Learning from the texts of the past thirty years…")):
        text = ask.one(_("Text"), choice.texts(facts), key="text")
        target = choice.target(facts, text)
        forecast = facts.recall(joining.joining_prediction, target)
        stated = number.ask_number(target, forecast.sizes, len(forecast.states))
        asked = OpportunityChoice(text, stated)
        choice.prediction(facts, asked)
    return asked


def _ask_groups(asked: OpportunityChoice) -> OpportunityChoice:
    """Return what is asked, of the groups and origins alone that the reader chose."""
    origins = choice.origins(current_facts(), asked)
    left, right = st.columns(2)
    with left:
        groups = ask.several(
            _("Regional groups"),
            states.group_names(),
            key="group",
            placeholder=_("All regional groups"),
        )
    with right:
        # The address says tier, as the links do that readers kept before origins had their name.
        chosen = ask.several(_("From where"), origins, key="tier", placeholder=_("All"))
    return OpportunityChoice(asked.text, asked.number, tuple(groups), tuple(chosen))
