"""The name under which a reader writes: that of the login, or asked once and proposed after."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.desks.person import ALONE
from dashboard.i18n import _
from dashboard.kit import here

MAX_LETTERS = 200
"""Characters of a name, as the tables of plans hold them."""

NAME = "signing:name"
"""Key of the name in a session."""


def asked(
    place: DeltaGenerator,
    label: str,
    *,
    key: str | None = None,
    before: str = "",
    with_desk: bool = False,
) -> str:
    """Draw under which name is written, and return it: whoever is logged in writes as themselves.

    Parameters
    ----------
    place : DeltaGenerator
        Where it is drawn.
    label : str
        Over it.
    key : str, optional
        Of the box in which a name is typed where nobody logs in.
    before : str
        What stands in that box at first; under which this reader wrote last, if not given.
    with_desk : bool
        Whether the desk of a login is written too, where nothing else says it.
    """
    who = here.person()
    if who == ALONE:
        held = before or name()
        return place.text_input(label, value=held, max_chars=MAX_LETTERS, key=key).strip()
    signed = (f"{who.name}, {who.desk}" if with_desk else who.name)[:MAX_LETTERS]
    place.text_input(label, value=signed, disabled=True, help=_("As your login has it."))
    return signed


def name() -> str:
    """Return the name under which this reader wrote last; empty before."""
    return str(st.session_state.get(NAME, ""))


def remember(who: str) -> None:
    """Propose a name from now on, unless it is empty."""
    if who.strip():
        st.session_state[NAME] = who.strip()
