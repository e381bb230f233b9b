"""Under which name a change is kept: that of the login, or what is typed where nobody logs in."""

from __future__ import annotations

import streamlit as st

from dashboard.i18n import _
from dashboard.kit import here

MAX_LETTERS = 100


def ask_who() -> str:
    """Return the name of whoever makes a change, asked for where it is not known; may be empty."""
    person = here.person()
    if not person.subject:
        return st.text_input(_("Your name"), key="update_who", max_chars=MAX_LETTERS).strip()
    name = f"{person.name}, {person.desk}"[:MAX_LETTERS]
    st.text_input(_("Your name"), value=name, disabled=True, help=_("As your login has it."))
    return name
