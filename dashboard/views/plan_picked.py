"""States picked on the page *Opportunities*, and the link that takes them to the page *Plan*."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.joining import opportunities
from dashboard import ask, i18n, planning, show
from dashboard.i18n import _, ngettext
from dashboard.views import plan_asked


def part(target: opportunities.Target, words: pd.DataFrame, *, is_stated: bool = False) -> None:
    """Draw the States to pick from, and the link to a plan that approaches those picked.

    Parameters
    ----------
    target : Target
    words : DataFrame
        ``iso3, name, probability, on_record``: the States that could join, in words, the most
        likely first; those without basis are no part of a plan.
    is_stated : bool
        The probabilities follow from the desk's own number, which a plan does not take over.
    """
    told = words[words["probability"].notna()]
    if told.empty:
        return
    options = {
        row["iso3"]: " · ".join(
            part
            for part in (row["name"], i18n.per_cent(row["probability"]), row["on_record"])
            if part
        )
        for row in told.to_dict("records")
    }
    show.heading(
        _("Take them to a plan"),
        _("Pick States: the plan opens with a call to each, led by the fittest member."),
    )
    picked = ask.several(
        _("States to approach"), options, key="pick", placeholder=_("Nobody yet: pick by name")
    )[: plan_asked.MAX_IN_LINK]
    if not picked:
        return
    rows = [
        planning.Row(state, planning.DEFAULT_LEVEL, plan_asked.lead_of(target, state))
        for state in picked
    ]
    st.link_button(
        ngettext("Plan with {n} State", "Plan with {n} States", len(picked)).format(
            n=i18n.number(len(picked))
        ),
        planning.link(target.key, rows),
        type="primary",
        icon=":material/arrow_forward:",
    )
    if is_stated:
        st.caption(_("The plan starts from the model's number of States, not from our own."))
