"""The form in which a step is written into the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from dashboard.i18n import _
from dashboard.kit import plan_trouble
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.log.entry import content
from dashboard.plans import steps
from dashboard.plans.store import saved_plans
from dashboard.words import steps_in_words
from data.errors import PlanError


def render_entry_form(plan_id: str, approached: Mapping[str, str], day: date) -> None:
    """Draw the form, where there is an approach to write of.

    Parameters
    ----------
    plan_id : str
    approached : mapping of str to str
        Names of the States approached, by iso3.
    day : date
        Today.
    """
    draw(content.blocks(approached))
    if not approached:
        return
    words = steps_in_words.step_words()
    with st.form("log_step", border=True):
        first, second, third = st.columns(3)
        iso3 = first.selectbox(
            _("State"), list(approached), format_func=lambda key: approached.get(key, key)
        )
        step = second.selectbox(
            _("How far it has come"), list(words), index=1, format_func=lambda key: words[key]
        )
        on = third.date_input(_("On"), value=day, format="YYYY-MM-DD")
        who = first.text_input(_("Written by"), max_chars=200)
        note = second.text_input(_("Note"), max_chars=2000)
        due = third.date_input(_("Next step due"), value=None, format="YYYY-MM-DD")
        is_sent = st.form_submit_button(_("Write into the log"), type="primary")
    if is_sent:
        _log_entry(plan_id, iso3, step, who=who, on=on, note=note, due=due)


def _log_entry(plan_id: str, iso3: str, step: str, *, who: str, **fields: object) -> None:
    """Write a step into the log; if that fails, say why and leave the form as it is."""
    status, _colon, result = step.partition(":")
    if not who.strip():
        st.error(_("Say who writes this, so that colleagues know whom to ask."))
        return
    entry = None
    try:
        entry = steps.make(state=iso3, status=status, result=result or None, **fields)
        saved_plans().log(plan_id, entry, who=who.strip())
    except PlanError as error:
        plan_trouble.say(error)
        if entry is not None:
            _offer_file(entry)
        return
    st.rerun()


def _offer_file(step: steps.LoggedStep) -> None:
    """Draw the way to carry an entry that could not be written into the log."""
    st.download_button(
        _("Save this entry as a file"),
        data=step.model_dump_json(indent=2),
        file_name=f"trojka-log-{step.state}-{step.on}.json",
        mime="application/json",
        on_click="ignore",
        key="export_entry",
    )
