"""The form in which a count is begun."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.i18n import _
from dashboard.kit import ask, here, may_keep, plan_trouble, signing
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.live import forecasts, wording
from dashboard.pages.live.begin import content
from dashboard.plans import count_document
from dashboard.plans.count_document import Kind
from dashboard.plans.counts import kept_counts
from data.errors import PlanError
from data.facts import current_facts

WHO = "live:who"
"""Key of the name under which this desk enters."""


def render_begin(day: date) -> None:
    """Draw the form, for who may keep a count.

    Parameters
    ----------
    day : date
        Today.
    """
    facts = current_facts()
    draw(content.heading())
    if not may_keep.offered(kept_counts):
        return
    kinds = {kind: _(words) for kind, words in wording.KINDS.items()}
    chosen = ask.switch(_("What is counted"), kinds, key="counted")
    kind: Kind = "vote" if chosen == "vote" else "endorsement"
    with st.spinner(_("Looking up which texts are forecast…")):
        texts = forecasts.texts(facts, kind)
    with st.form("begin_count", border=True):
        text = st.selectbox(
            _("Text"),
            list(texts),
            format_func=lambda key: texts.get(key, key),
            key=f"text:{kind}",
            help=_(
                "The forecast is of the vote in the plenary, not of that in the First Committee."
            )
            if kind == "vote"
            else None,
        )
        first, second, third = st.columns(3)
        title = first.text_input(
            _("What you call it"), max_chars=200, placeholder=_("Summit in Nairobi")
        )
        on = second.date_input(_("Day"), value=day, format="DD/MM/YYYY")
        who = signing.asked(third, _("Begun by"), before=str(st.session_state.get(WHO, "")))
        is_sent = st.form_submit_button(_("Begin"), type="primary")
    if is_sent:
        _begin(kind, text or "", title=title.strip(), on=on, who=who)


def _begin(kind: Kind, text: str, *, title: str, on: date, who: str) -> None:
    """Keep a new count, and go on with it; if that fails, say why."""
    if not title or not who:
        st.error(_("A count needs a title, and the name of who begins it."))
        return
    facts = current_facts()
    with st.spinner(_("Making the forecast…")):
        forecast = forecasts.forecast_of(facts, kind, text)
    try:
        kept = kept_counts(here.person()).begin(
            count_document.make(
                title=title,
                kind=kind,
                text=text,
                on=on,
                snapshot_version=facts.version,
                **forecast,
            ),
            who=who,
        )
    except PlanError as error:
        plan_trouble.say(error)
        return
    st.session_state[WHO] = who
    ask.put("count", kept.count_id)
    st.rerun()
