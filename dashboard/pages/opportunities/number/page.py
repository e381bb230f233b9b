"""The desk's own number of States that will be on a text, with its range; untested, and said so."""

from __future__ import annotations

import re

import streamlit as st

from analytics.joining import opportunities
from analytics.joining.coalition_sizes import CoalitionSizes
from analytics.joining.questions import StatedNumber
from dashboard import i18n
from dashboard.i18n import _
from dashboard.kit import ask

KEY = "own"
IS_ON, OF_TEXT = "own_is_on", "own_of_text"
ENDS = ("own_lowest", "own_likely", "own_highest")
SHAPE = re.compile(r"(\d{1,4})~(\d{1,4})~(\d{1,4})")


def ask_number(
    target: opportunities.Target, forecast: CoalitionSizes, n_states: int
) -> StatedNumber | None:
    """Draw the choice to state how many will be on a text, and return what was stated.

    It belongs to one text: another one begins with the model's number. In the address it stands as
    ``own=46~60~90``.

    Parameters
    ----------
    target : Target
    forecast : CoalitionSizes
        The model's number: where the desk begins from.
    n_states : int
        UN members.
    """
    is_new = ask.arrived(KEY) is not None
    if not is_new and st.session_state.get(OF_TEXT, target.key) != target.key:
        ask.put(KEY, "")
        st.session_state.pop(IS_ON, None)
    st.session_state[OF_TEXT] = target.key
    given = _number_in_link(ask.held(KEY))
    if is_new or IS_ON not in st.session_state:
        st.session_state[IS_ON] = given is not None
        for name in ENDS:
            st.session_state.pop(name, None)
    is_on = st.toggle(
        _("Our own number"),
        key=IS_ON,
        help=_(
            "State how many States will be on the text, as your desk expects: everything on this "
            "page then follows from it. It is yours: nobody tested it."
        ),
    )
    if not is_on:
        ask.hold(KEY, [], most=1)
        return None
    low, high = forecast.between()
    for name, value in zip(ENDS, given or (low, forecast.expected, high), strict=True):
        st.session_state.setdefault(name, round(value))
    words = (_("Lowest"), _("Most likely"), _("Highest"))
    boxes = zip(st.columns(3), words, ENDS, strict=True)
    found = [box.number_input(label, min_value=0, step=1, key=name) for box, label, name in boxes]
    st.caption(
        _("States on the text, those listed now included: from {low} to {high}.").format(
            low=i18n.number(forecast.n_now), high=i18n.number(n_states)
        )
    )
    ask.hold(KEY, ["~".join(str(value) for value in found)], most=1)
    return float(found[0]), float(found[1]), float(found[2])


def _number_in_link(values: list[str]) -> StatedNumber | None:
    """Return the three numbers of the address; nothing if they are none."""
    match = SHAPE.fullmatch(values[0]) if values else None
    return None if match is None else (float(match[1]), float(match[2]), float(match[3]))
