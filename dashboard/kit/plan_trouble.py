"""Why a plan cannot be kept, opened or read, in the reader's words; what is on screen stays."""

from __future__ import annotations

import streamlit as st

from dashboard.i18n import _, mark
from dashboard.words import markdown
from dashboard.words.faults import sentences
from data.errors import PlanError

SENTENCES = {
    "busy": mark("Others kept the saved plans locked for too long. Try again in a moment."),
    "read_only": mark("The saved plans may only be read here: nothing can be kept."),
    "full": mark("The disk with the saved plans is full: nothing can be kept."),
    "gone": mark("The saved plans cannot be reached: their database is gone or does not answer."),
    "refused": mark("The database of saved plans does not let us in."),
    "foreign": mark("The database of saved plans is damaged, or none of Trojka’s."),
}
"""By the ``reason`` of the error."""

REFUSALS = {
    "reader": mark("You may look here; to keep something, one needs the role of a desk."),
    "no_desk": mark("You are of no desk: what you keep would belong to nobody."),
    "read_only_share": mark(
        "This was shared with your desk for reading only. Ask the desk it belongs to, or save "
        "yours as a new one."
    ),
    "not_owner": mark("Only the desk it belongs to may share it."),
    "own_desk": mark("It belongs to your own desk already: name another one."),
    "no_steward": mark("Only a steward may do this."),
}
"""Why a person may not do something, by the ``reason`` of the error."""


def say(error: PlanError) -> None:
    """Say what went wrong; of a database also what is not lost, and what its keeper can do."""
    reason = error.reason
    if reason is None:
        told = str(error) if "\n" in str(error) else sentences.of_error(error)
        st.error(markdown.plain(told), icon=":material/error:")
        return
    if reason in REFUSALS:
        st.error(_(REFUSALS[reason]), icon=":material/lock:")
        return
    st.error(
        _(SENTENCES[reason])
        + " "
        + _("What is on screen is not lost: save it as a file meanwhile."),
        icon=":material/error:",
    )
    st.caption(markdown.plain(_("For whoever runs Trojka: {fault}").format(fault=error)))
