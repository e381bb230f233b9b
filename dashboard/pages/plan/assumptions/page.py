"""What a reader assumes: effects, peers, costs, and answers taken as given."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analytics import outreach
from analytics.outreach import assumptions
from analytics.outreach.assumptions import PEERS, AssumedRange
from analytics.outreach.baseline import Baseline
from analytics.outreach.outreach_plan import FixedAnswer
from dashboard import i18n
from dashboard.i18n import _, vocabulary
from dashboard.kit import ask
from dashboard.pages.plan import wording
from dashboard.pages.plan.current_plan import BUDGET
from dashboard.words import planning, states
from data.facts import current_facts

MAX_BUDGET = 200
MAX_COST = 20

ChosenAssumptions = tuple[dict[str, AssumedRange], dict[str, int], int, dict[str, FixedAnswer]]


def ask_assumptions(start: Baseline) -> ChosenAssumptions:
    """Draw what is assumed of approaches, and return ranges, costs, budget and answers."""
    names = states.names(current_facts().states)
    with st.expander(_("What is assumed: effects, peers, costs, answers taken as given")):
        st.caption(_(wording.LABEL))
        ranges = _ask_ranges()
        costs, budget = _ask_costs()
        answers = _ask_answers(start, names)
    return ranges, costs, budget, answers


def _ask_ranges() -> dict[str, AssumedRange]:
    """Draw the range of each effect and of the strength of peers, and return them."""
    found: dict[str, AssumedRange] = {}
    facts = current_facts()
    with st.spinner(_("Measuring on past texts how far States follow their peers …")):
        peers = facts.recall(outreach.peer_bound)
    assumed = assumptions.at_first(None if peers is None else peers.upper_bound)
    columns = st.columns(len(assumed), gap="medium")
    for column, (key, default) in zip(columns, assumed.items(), strict=True):
        with column:
            low, high = ask.between(
                wording.assumption_name(key),
                key=f"effect_{key}",
                low=0.0,
                high=assumptions.MAX_EFFECT,
                step=0.1,
                default=(default.low, default.high),
                note=_(
                    "On the log-odds; drawn afresh in every draw between these ends, most often "
                    "near what is most likely. Nobody has measured it."
                ),
            )
            st.caption(
                wording.peers_note(peers) if key == PEERS else planning.effect_sentence(low, high)
            )
            found[key] = AssumedRange(low, _ask_central(key, low, high), high)
    return found


def _ask_central(key: str, low: float, high: float) -> float:
    """Draw what is most likely between two ends, and return it: their middle if nobody says."""
    name = f"central_{key}"
    if ask.arrived(name) is not None or name not in st.session_state:
        st.session_state[name] = planning.central_in_link(ask.held(name))
    held: float | None = st.session_state[name]
    st.session_state[name] = held if held is not None and low <= held <= high else None
    value: float | None = st.number_input(
        _("Most likely"),
        min_value=low,
        max_value=high,
        step=0.1,
        key=name,
        placeholder=_("the middle: {value}").format(
            value=i18n.number(assumptions.middle(low, high), decimals=2)
        ),
    )
    ask.hold(name, [] if value is None else [repr(value)], most=1)
    return assumptions.middle(low, high) if value is None else value


def _ask_costs() -> tuple[dict[str, int], int]:
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
        budget = ask.whole(_("Budget"), key="budget", low=1, high=MAX_BUDGET, default=BUDGET)
    return costs, budget


def _ask_answers(start: Baseline, names: Mapping[str, str]) -> dict[str, FixedAnswer]:
    """Draw the answers taken as given, and return them; joining holds where both are chosen."""
    options = {state: names[state] for state in start.open_states}
    left, right = st.columns(2, gap="medium")
    with left:
        joins = ask.several(
            _("Taken as joining"), options, key="joins", placeholder=_("Nobody: all is open")
        )
    with right:
        refuses = ask.several(
            _("Taken as refusing"), options, key="refuses", placeholder=_("Nobody: all is open")
        )
    refused: dict[str, FixedAnswer] = dict.fromkeys(refuses, "refuses")
    joined: dict[str, FixedAnswer] = dict.fromkeys(joins, "joins")
    return refused | joined
