"""How answers look on a map: answers that want much the same share a fill; tables name each one."""

from __future__ import annotations

from collections.abc import Collection

from analytics.stated import own_texts
from dashboard import theme
from dashboard.i18n import _, mark
from dashboard.words.stated import labels
from data.stated import NONE_FOUND, QUESTIONS, UNDECLARED

ALIKE: dict[str, dict[str, tuple[str, ...]]] = {
    "legally_binding_instrument": {
        "treaty": ("lbi_ban", "lbi_open", "lbi_via_group", "ban_call", "ban_use_only"),
        "rules": ("negotiate_on_text", "new_rules_wanted"),
        "soft": ("soft_rules",),
        "no_treaty": ("process_only", "not_now", "lbi_not_supported"),
        "no_rules": ("no_new_rules",),
        "mixed": ("mixed",),
    }
}
"""Answers of one question that are drawn alike, from those who want most to those who want least;
every other answer has a fill of its own."""

ALIKE_IN_WORDS = {
    "treaty": mark("A treaty or a ban"),
    "rules": mark("New rules, their form left open"),
    "soft": mark("Measures that do not bind"),
    "no_treaty": mark("No treaty, or only more talks"),
    "no_rules": mark("No new rules"),
    "mixed": mark("More than one direction"),
}

SEVERAL, DIFFER, SILENT = "several", "documents_differ", "silent"
"""Beside one answer: several that add up; documents that differ; somebody looked in vain."""


def look_of(question: str, codes: Collection[str], status: str) -> str:
    """Return the key of what a State's latest answers look like, of those of `categories`.

    Parameters
    ----------
    question : str
    codes : collection of str
        Its latest answers.
    status : str
        What is known of it: one of ``analytics.stated.latest.STATUSES``.
    """
    if status == "not_reviewed":
        return "unknown"
    if status == own_texts.NO_OWN_TEXT:
        return status
    if status in (NONE_FOUND, UNDECLARED):
        return SILENT
    alike = {_alike(question, code) for code in codes}
    if len(alike) == 1:
        return alike.pop()
    return DIFFER if status == DIFFER else SEVERAL


def categories(question: str, present: Collection[str]) -> list[theme.Category]:
    """Return what the map of a question shows, in order: the looks that occur, with their words."""
    fills = iter(theme.ANSWER_FILLS)
    found = [
        _category(key, _words(question, key), next(fills))
        for key in _keys(question)
        if key in present
    ]
    rest = {
        SEVERAL: _("Several answers that add up"),
        DIFFER: _(labels.STATUSES[DIFFER]),
        own_texts.NO_OWN_TEXT: _("No text of its own"),
        SILENT: _("Others looked: nothing found, or not declared"),
        "unknown": _(labels.STATUSES["not_reviewed"]),
    }
    return found + [
        _category(key, words, theme.ANSWER_STYLES[key])
        for key, words in rest.items()
        if key in present
    ]


def _keys(question: str) -> tuple[str, ...]:
    """Return the looks of a question's answers, in their order."""
    return tuple(ALIKE.get(question, QUESTIONS[question]))


def _alike(question: str, code: str) -> str:
    """Return the look of an answer."""
    shared = ALIKE.get(question, {})
    return next((key for key, codes in shared.items() if code in codes), code)


def _words(question: str, key: str) -> str:
    return _(ALIKE_IN_WORDS[key]) if question in ALIKE else labels.label(question, key)


def _category(key: str, words: str, style: theme.Style) -> theme.Category:
    return theme.Category(key, words, style.colour, style.pattern, style.text_colour)
