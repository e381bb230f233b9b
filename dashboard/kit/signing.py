"""The name under which a reader saves and logs: asked once, proposed ever after."""

from __future__ import annotations

import streamlit as st

NAME = "signing:name"
"""Key of the name in a session."""


def name() -> str:
    """Return the name under which this reader wrote last; empty before."""
    return str(st.session_state.get(NAME, ""))


def remember(who: str) -> None:
    """Propose a name from now on, unless it is empty."""
    if who.strip():
        st.session_state[NAME] = who.strip()
