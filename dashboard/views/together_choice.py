"""What alignment is asked of: by votes or rosters, on which subject, over how many sessions."""

from __future__ import annotations

import streamlit as st

from analytics import selection
from dashboard import ask, subjects
from dashboard.i18n import _
from data.facts import current_facts

SESSIONS = ("3", "5", "10")
DEFAULT_SESSIONS = "5"


def choose(bases: tuple[str, ...]) -> selection.Question:
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
            return selection.Question(basis, None, int(DEFAULT_SESSIONS))
        subject = ask.one(_("Votes on"), subjects.in_words(), key="on")
        sessions = ask.switch(
            _("Sessions"),
            {n: _("last {n}").format(n=n) for n in SESSIONS},
            key="sessions",
            default=DEFAULT_SESSIONS,
        )
    return selection.Question(basis, subjects.TOPICS[subject], int(sessions))


def key(question: selection.Question) -> tuple[str, ...]:
    """Return what a question is kept under."""
    return (question.basis, *(question.topics or ("all",)), str(question.n_sessions))


def rests_on(question: selection.Question) -> str:
    """Return which texts are meant, without their number."""
    if question.basis == "rosters":
        return _("rosters that States join by choice")
    first, last = _window(question)
    words = subjects.in_words()
    key = next(key for key, topics in subjects.TOPICS.items() if topics == question.topics)
    text = _("contested votes of sessions {first} to {last} ({subject})")
    if question.basis == "both":
        text = _("contested votes of sessions {first} to {last} ({subject}) and rosters together")
    return text.format(first=first, last=last, subject=words[key])


def _window(question: selection.Question) -> tuple[int, int]:
    facts = current_facts()
    rollcalls = facts.rollcalls
    return selection.window(rollcalls, question.n_sessions)
