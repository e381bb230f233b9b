"""What alignment is asked of: by votes or rosters, on which subject, over how many sessions."""

from __future__ import annotations

from analytics import selection
from dashboard.i18n import _
from dashboard.words import subjects
from data.facts import Facts

SESSIONS = ("3", "5", "10")
DEFAULT_SESSIONS = "5"


def at_first(basis: str) -> selection.AlignmentQuestion:
    """Return what is asked on a basis when nothing else was chosen."""
    if basis == "rosters":
        return selection.AlignmentQuestion(basis, None, int(DEFAULT_SESSIONS))
    first = next(iter(subjects.TOPICS.values()))
    return selection.AlignmentQuestion(basis, first, int(DEFAULT_SESSIONS))


def rests_on(facts: Facts, question: selection.AlignmentQuestion) -> str:
    """Return which texts are meant, without their number."""
    if question.basis == "rosters":
        return _("rosters that States join by choice")
    first, last = selection.window(facts.rollcalls, question.n_sessions)
    words = subjects.in_words()
    key = next(key for key, topics in subjects.TOPICS.items() if topics == question.topics)
    text = _("contested votes of sessions {first} to {last} ({subject})")
    if question.basis == "both":
        text = _("contested votes of sessions {first} to {last} ({subject}) and rosters together")
    return text.format(first=first, last=last, subject=words[key])
