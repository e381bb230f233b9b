"""What a reader assumes: effects, peers and costs."""

from __future__ import annotations

import streamlit as st

from analytics import outreach
from analytics.outreach import assumptions
from analytics.outreach.assumptions import DEMARCHE, PEERS, AssumedRange
from dashboard import i18n
from dashboard.i18n import _, vocabulary
from dashboard.kit import ask
from dashboard.pages.plan import wording
from dashboard.words import planning
from data.facts import current_facts

MAX_COST = 20

STEP = 0.05
"""How finely the ends of an effect are set, on the log-odds."""

ChosenAssumptions = tuple[dict[str, AssumedRange], dict[str, int]]


def ask_assumptions() -> ChosenAssumptions:
    """Draw what is assumed of approaches and of peers, and return ranges and costs."""
    with st.expander(_("What is assumed: effects, peers, costs")):
        ranges = _ask_ranges()
        costs = _ask_costs()
    return ranges, costs


def _ask_ranges() -> dict[str, AssumedRange]:
    """Draw the range of each effect and of the strength of peers, and return them.

    A démarche is asked about last: it lies between a letter and a call unless somebody says
    otherwise, so that links from before there were any keep the order of efforts.
    """
    found: dict[str, AssumedRange] = {}
    facts = current_facts()
    with st.spinner(_("Measuring on past texts how far States follow their peers …")):
        peers = facts.recall(outreach.peer_bound)
    assumed = assumptions.at_first(None if peers is None else peers.upper_bound)
    columns = dict(zip(assumed, st.columns(len(assumed), gap="medium"), strict=True))
    for key in sorted(assumed, key=lambda key: key == DEMARCHE):
        default = assumed[key]
        if key == DEMARCHE:
            default = assumptions.between(found["letter"], found["call"])
        with columns[key]:
            low, high = ask.between(
                wording.assumption_name(key),
                key=f"effect_{key}",
                low=0.0,
                high=assumptions.MAX_EFFECT,
                step=STEP,
                default=(default.low, default.high),
                note=_(
                    "In log-odds, of which 0.7 doubles the odds; taken afresh in every run between "
                    "these ends, most often near what is most likely. Nobody has measured it."
                ),
            )
            st.caption(
                wording.peers_note(peers) if key == PEERS else planning.effect_sentence(low, high)
            )
            is_default = key == DEMARCHE and (low, high) == (default.low, default.high)
            likely = default.central if is_default else assumptions.middle(low, high)
            found[key] = AssumedRange(low, _ask_central(key, low, high, likely), high)
    return {key: found[key] for key in assumed}


def _ask_central(key: str, low: float, high: float, likely: float) -> float:
    """Draw what is most likely between two ends, and return it: ``likely`` if nobody says."""
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
        placeholder=_("the middle: {value}").format(value=i18n.number(likely, decimals=2)),
    )
    ask.hold(name, [] if value is None else [repr(value)], most=1)
    return likely if value is None else value


def _ask_costs() -> dict[str, int]:
    """Draw what an approach costs, by effort, and return it."""
    costs = {}
    columns = st.columns(len(planning.COSTS), gap="medium")
    for column, (level, default) in zip(columns, planning.COSTS.items(), strict=True):
        with column:
            costs[level] = ask.whole(
                _("Cost in points: {level}").format(
                    level=vocabulary.word(vocabulary.LEVELS, level).lower()
                ),
                key=f"cost_{level}",
                low=1,
                high=MAX_COST,
                default=default,
            )
    return costs
