"""Plan: the approaches, the assumptions and the costs that a reader asks about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st

from analytics import joining, outreach
from analytics.joining import opportunities
from analytics.outreach.assumptions import PEERS, Range
from analytics.outreach.opening import Opening
from dashboard import ask, i18n, planning, states
from dashboard.i18n import _, vocabulary
from dashboard.pages.plan import in_words as plan_words
from dashboard.planning import Row
from data.facts import current_facts

CHOSEN = "approached"
"""Key of the list of States approached."""

SHEET = "plan:sheet"
"""Key of the table of approaches as it was before the reader wrote in it."""

WRITTEN = "plan:rows"
"""Key of the approaches as the reader wrote them."""

MAX_BUDGET = 200
MAX_COST = 20


@dataclass(frozen=True)
class Asked:
    """What a reader asks about.

    Attributes
    ----------
    rows : dict of str to Row
        Approaches by State.
    ranges : mapping of str to Range
        Of the assumptions.
    answers : mapping of str to str
        Taken as given.
    costs : mapping of str to int
        Of an approach, by level.
    budget : int
    """

    rows: dict[str, Row]
    ranges: Mapping[str, Range]
    answers: Mapping[str, Literal["joins", "refuses"]]
    costs: Mapping[str, int]
    budget: int


def draw(target: opportunities.Target, start: Opening) -> Asked:
    """Draw the approaches and what is assumed of them, and return both."""
    facts = current_facts()
    names = states.names(facts.states)
    rows = _approaches(target, start, names)
    with st.expander(_("What is assumed: effects, peers, costs, answers taken as given")):
        st.caption(_(plan_words.LABEL))
        ranges = _ranges()
        costs, budget = _costs()
        answers = _answers(start, names)
    return Asked(rows, ranges, answers, costs, budget)


def _approaches(
    target: opportunities.Target, start: Opening, names: Mapping[str, str]
) -> dict[str, Row]:
    """Draw the States approached, with effort and lead, and return them."""
    is_new = ask.arrived("approach") is not None
    asked = planning.rows_of(ask.held("approach"), start)
    rows = planning.with_desk(asked, st.session_state.get(WRITTEN, {}))
    options = {
        state: f"{names[state]} · {i18n.per_cent(start.probability[start.states.index(state)])}"
        for state in planning.open_states(start)
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
    facts = current_facts()
    rows = {
        state: rows.get(state)
        or Row(state, planning.DEFAULT_LEVEL, planning.lead_of(facts, target, state))
        for state in chosen
    }
    if rows:
        rows = planning.rows_on(_sheet(rows, target, start, names, is_new=is_new))
    ask.hold("approach", [row.key() for row in rows.values()], most=planning.MAX_IN_LINK)
    st.session_state[WRITTEN] = rows
    return rows


def _sheet(
    rows: dict[str, Row],
    target: opportunities.Target,
    start: Opening,
    names: Mapping[str, str],
    *,
    is_new: bool,
) -> pd.DataFrame:
    """Draw the approaches as a table to write in, and return it as written.

    What is written lives in the table until other States are chosen or a link brings others.
    """
    signature = (target.key, tuple(rows))
    held = st.session_state.get(SHEET)
    if is_new or held is None or held[0] != signature:
        number = held[1] + 1 if held else 0
        st.session_state[SHEET] = held = (signature, number, rows)
    facts = current_facts()
    coalition = facts.recall(outreach.coalition_for, target)
    on_record = plan_words.facts(facts.recall(joining.opportunities_in, target))
    leads = [state for state in names if state in coalition or _is_lead(state, held[2])]
    written: pd.DataFrame = st.data_editor(
        planning.sheet(held[2].values(), names, on_record, start),
        key=f"sheet_{held[1]}",
        hide_index=True,
        disabled=["name", "p", "fact"],
        placeholder="—",
        column_config={
            "state": None,
            "name": st.column_config.TextColumn(_("State")),
            "p": st.column_config.TextColumn(_("Base probability"), width="small"),
            "fact": st.column_config.TextColumn(_("On record"), width="medium")
            if on_record.keys() & held[2].keys()
            else None,
            "level": st.column_config.SelectboxColumn(
                _("Effort"),
                options=list(planning.LEVELS),
                format_func=lambda key: vocabulary.word(vocabulary.LEVELS, str(key)),
                required=True,
            ),
            "partner": st.column_config.SelectboxColumn(
                _("Led by"),
                options=leads,
                format_func=lambda key: names.get(str(key), str(key)),
                help=_(
                    "Proposed: the fittest member. The lead does not change what is simulated: no "
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


def _is_lead(state: str, rows: Mapping[str, Row]) -> bool:
    """Return whether a State leads one of the approaches."""
    return any(row.partner == state for row in rows.values())


def _ranges() -> dict[str, Range]:
    """Draw the range of each effect and of the strength of peers, and return them."""
    found: dict[str, Range] = {}
    facts = current_facts()
    with st.spinner(_("Measuring on past texts how far States follow their peers …")):
        peers = facts.recall(outreach.peer_bound)
    assumed = planning.ranges(peers)
    columns = st.columns(len(assumed), gap="medium")
    for column, (key, default) in zip(columns, assumed.items(), strict=True):
        with column:
            low, high = ask.between(
                plan_words.assumption(key),
                key=f"effect_{key}",
                low=0.0,
                high=planning.MAX_EFFECT,
                step=0.1,
                default=(default.low, default.high),
                note=_(
                    "On the log-odds; drawn afresh in every draw between these ends, most often "
                    "near what is most likely. Nobody has measured it."
                ),
            )
            st.caption(plan_words.peers(peers) if key == PEERS else planning.reading(low, high))
            found[key] = Range(low, _central(key, low, high), high)
    return found


def _central(key: str, low: float, high: float) -> float:
    """Draw what is most likely between two ends, and return it: their middle if nobody says."""
    name = f"central_{key}"
    if ask.arrived(name) is not None or name not in st.session_state:
        st.session_state[name] = planning.central_of(ask.held(name))
    held: float | None = st.session_state[name]
    st.session_state[name] = held if held is not None and low <= held <= high else None
    value: float | None = st.number_input(
        _("Most likely"),
        min_value=low,
        max_value=high,
        step=0.1,
        key=name,
        placeholder=_("the middle: {value}").format(
            value=i18n.number(planning.middle(low, high), decimals=2)
        ),
    )
    ask.hold(name, [] if value is None else [repr(value)], most=1)
    return planning.middle(low, high) if value is None else value


def _costs() -> tuple[dict[str, int], int]:
    """Draw what an approach costs and the budget, and return both."""
    costs = {}
    columns = st.columns(len(planning.COSTS) + 1, gap="medium")
    for column, (level, default) in zip(columns, planning.COSTS.items(), strict=False):
        with column:
            costs[level] = ask.whole(
                _("Cost: {level}").format(level=vocabulary.word(vocabulary.LEVELS, level).lower()),
                key=f"cost_{level}",
                low=1,
                high=MAX_COST,
                default=default,
            )
    with columns[-1]:
        budget = ask.whole(_("Budget"), key="budget", low=1, high=MAX_BUDGET, default=30)
    return costs, budget


def _answers(start: Opening, names: Mapping[str, str]) -> dict[str, Literal["joins", "refuses"]]:
    """Draw the answers taken as given, and return them; joining holds where both are chosen."""
    options = {state: names[state] for state in planning.open_states(start)}
    left, right = st.columns(2, gap="medium")
    with left:
        joins = ask.several(
            _("Taken as joining"), options, key="joins", placeholder=_("Nobody: all is open")
        )
    with right:
        refuses = ask.several(
            _("Taken as refusing"), options, key="refuses", placeholder=_("Nobody: all is open")
        )
    refused: dict[str, Literal["joins", "refuses"]] = dict.fromkeys(refuses, "refuses")
    joined: dict[str, Literal["joins", "refuses"]] = dict.fromkeys(joins, "joins")
    return refused | joined
