"""The journal, and how a change is taken back as a whole."""

from __future__ import annotations

import streamlit as st

from dashboard.i18n import _
from dashboard.kit import here, signing
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.update import command
from dashboard.pages.update.adding import content as adding
from dashboard.pages.update.history import content
from dashboard.plans import trail
from data.facts import Facts

SEEN = "update:undo"
"""Key of the change whose undoing was looked at last, with the answer."""


def render_journal(facts: Facts) -> None:
    """Draw the journal and, where something stands in it, how to take it back."""
    draw(content.blocks(facts))
    options = content.standing(facts, content.entries())
    if not options:
        return
    st.subheader(_("Take a change back"), anchor=False)
    st.caption(
        _("The facts are then what they were before it, to the letter; the journal keeps both.")
    )
    first, second, third = st.columns([2, 1, 2])
    entry_id = first.selectbox(
        _("Change"), list(options), format_func=options.__getitem__, key="update_entry"
    )
    who = signing.asked(second, _("Your name"), key="update_who", with_desk=True)
    why = third.text_input(_("Why"), key="update_undo_why", max_chars=300).strip()
    asked = (entry_id, who, why)
    if st.button(_("Show what this takes back"), key="update_undo", disabled=not (who and why)):
        with st.spinner(_("Looking at what would change; this takes some seconds")):
            answer = command.undo(entry_id, person=here.person(), who=who, why=why, base=None)
        st.session_state[SEEN] = (asked, answer)
    held = st.session_state.get(SEEN)
    if held is not None and held[0] == asked:
        _render_answer(facts, asked, held[1])


def _render_answer(facts: Facts, asked: tuple[str, str, str], answer: command.Answered) -> None:
    with st.container(border=True):
        if answer["answer"] == "faults":
            for sentence in adding.faults(answer):
                st.error(sentence, icon=":material/error:")
            return
        draw(adding.preview(facts, answer))
        if not st.button(_("Take it back"), type="primary", key="update_take_back"):
            return
        with st.spinner(_("Writing the change; this takes some seconds")):
            done = command.undo(
                asked[0], person=here.person(), who=asked[1], why=asked[2], base=answer["base"]
            )
        if done["answer"] != "faults":
            trail.noted(here.person(), "undid", "facts", asked[0])
        st.session_state[SEEN] = (asked, done) if done["answer"] == "faults" else None
        st.rerun()
