"""Filters by which a reader says what alignment is asked of."""

from __future__ import annotations

import streamlit as st

from analytics import selection
from dashboard.i18n import _
from dashboard.kit import ask
from dashboard.words import alignment, subjects


def choose(bases: tuple[str, ...]) -> selection.AlignmentQuestion:
    """Ask for the basis and, where votes are part of it, for the subject and the sessions.

    Parameters
    ----------
    bases : tuple of str
        Of `selection.BASES`: those offered.
    """
    words = {"votes": _("Votes"), "rosters": _("Rosters"), "both": _("Both")}
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        basis = ask.switch(_("Compared by"), {key: words[key] for key in bases}, key="by")
        if basis == "rosters":
            return alignment.at_first(basis)
        subject = ask.one(_("Votes on"), subjects.in_words(), key="on")
        sessions = ask.switch(
            _("Sessions"),
            {n: _("last {n}").format(n=n) for n in alignment.SESSIONS},
            key="sessions",
            default=alignment.DEFAULT_SESSIONS,
        )
    return selection.AlignmentQuestion(basis, subjects.TOPICS[subject], int(sessions))
