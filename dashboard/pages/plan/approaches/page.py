"""The States approached, with how much effort and led by whom: a list, and a table to write in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics import joining, outreach
from analytics.joining import opportunities
from analytics.outreach.assumptions import LEVELS
from analytics.outreach.baseline import Baseline
from dashboard import i18n
from dashboard.i18n import _, vocabulary
from dashboard.kit import ask
from dashboard.pages.plan import wording
from dashboard.pages.plan.known import content as known
from dashboard.plans.progress import DeskFacts
from dashboard.words import planning, states
from dashboard.words.planning import ApproachRow
from data.facts import current_facts

CHOSEN = "approached"
"""Key of the list of States approached."""

SHEET = "plan:sheet"
"""Key of the table of approaches as it was before the reader wrote in it."""

WRITTEN = "plan:rows"
"""Key of the approaches as the reader wrote them."""


@dataclass(frozen=True)
class Around:
    """What stands around the table of approaches.

    Attributes
    ----------
    target : Target
    start : Baseline
    we : str
        iso3 of the State that plans: it is not approached.
    logged : DeskFacts
    """

    target: opportunities.Target
    start: Baseline
    we: str
    logged: DeskFacts


def ask_approaches(around: Around) -> dict[str, ApproachRow]:
    """Draw the States approached, with effort and lead, and return them."""
    start = around.start
    facts = current_facts()
    names = states.names(facts.states)
    is_new = ask.arrived("approach") is not None
    asked = planning.rows_in_link(ask.held("approach"), start)
    rows = planning.with_desk_notes(asked, st.session_state.get(WRITTEN, {}))
    options = {
        state: f"{names[state]} · {i18n.per_cent(start.probability[start.states.index(state)])}"
        for state in start.open_states
        if state != around.we
    }
    if is_new or CHOSEN not in st.session_state:
        st.session_state[CHOSEN] = list(rows)
    st.session_state[CHOSEN] = [state for state in st.session_state[CHOSEN] if state in options]
    chosen: list[str] = st.multiselect(
        _("States to approach"),
        list(options),
        format_func=lambda state: options.get(state, state),
        key=CHOSEN,
        placeholder=_("Nobody yet: choose by name; the most likely come first"),
    )
    rows = {
        state: rows.get(state)
        or ApproachRow(
            state, planning.DEFAULT_LEVEL, planning.lead_of(facts, around.target, state, around.we)
        )
        for state in chosen
    }
    if rows:
        rows = planning.rows_written(_sheet(rows, around, names, is_new=is_new))
    ask.hold("approach", [row.key() for row in rows.values()], most=planning.MAX_IN_LINK)
    st.session_state[WRITTEN] = rows
    return rows


def _sheet(
    rows: dict[str, ApproachRow],
    around: Around,
    names: Mapping[str, str],
    *,
    is_new: bool,
) -> pd.DataFrame:
    """Draw the approaches as a table to write in, and return it as written.

    What is written lives in the table until other States are chosen or a link brings others.
    """
    signature = (around.target.key, tuple(rows), around.logged)
    held = st.session_state.get(SHEET)
    if is_new or held is None or held[0] != signature:
        number = held[1] + 1 if held else 0
        st.session_state[SHEET] = held = (signature, number, rows)
    facts = current_facts()
    coalition = {*facts.recall(outreach.coalition_for, around.target), around.we}
    on_record = {
        **wording.stances(facts.recall(joining.opportunities_for, around.target)),
        **known.in_short(around.logged),
    }
    leads = [state for state in names if state in coalition or _is_lead(state, held[2])]
    written: pd.DataFrame = st.data_editor(
        planning.sheet(held[2].values(), names, on_record, around.start, around.logged.answers),
        key=f"sheet_{held[1]}",
        hide_index=True,
        disabled=["name", "p", "fact"],
        placeholder="—",
        column_config={
            "state": None,
            "name": st.column_config.TextColumn(_("State")),
            "p": st.column_config.TextColumn(_("Base probability")),
            "fact": st.column_config.TextColumn(_("On record, and logged"), width="medium")
            if on_record.keys() & held[2].keys()
            else None,
            "level": st.column_config.SelectboxColumn(
                _("Effort"),
                options=list(LEVELS),
                format_func=lambda key: vocabulary.word(vocabulary.LEVELS, str(key)),
                required=True,
            ),
            "partner": st.column_config.SelectboxColumn(
                _("Led by"),
                options=leads,
                format_func=lambda key: names.get(str(key), str(key)),
                help=_(
                    "Proposed: we ourselves where we are among the five best placed members, "
                    "otherwise the best placed one. The lead does not change what is simulated: no "
                    "record tells which partner works better. Empty: ourselves."
                ),
            ),
            "guess": st.column_config.NumberColumn(
                _("Desk’s guess"),
                format="%d%%",
                min_value=0,
                max_value=100,
                help=_("Your own probability that it joins; scored later in the outreach log."),
            ),
            "due": st.column_config.DateColumn(_("Due")),
        },
    )
    return written


def _is_lead(state: str, rows: Mapping[str, ApproachRow]) -> bool:
    """Return whether a State leads one of the approaches."""
    return any(row.partner == state for row in rows.values())
