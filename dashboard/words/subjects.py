"""Subjects on which the alignment of States can be asked, as sets of topics."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.i18n import _, mark, vocabulary
from data import domains

TOPICS: Mapping[str, tuple[str, ...] | None] = {
    "disarmament": ("disarmament",),
    "technology": domains.TECHNOLOGY_TOPICS,
    "nuclear": ("nuclear",),
    "human_rights": ("human_rights",),
    "middle_east": ("middle_east",),
    "economic": ("economic",),
    "all": None,
}
"""Topics of each subject; None for every roll call. AI in the military domain alone has too few
contested votes to tell groups apart; it is in ``technology`` and in ``disarmament``."""

WORDS = {
    "technology": mark("New technologies: AI, autonomous weapons, cyber, outer space"),
    "all": mark("All subjects"),
}


def in_words() -> dict[str, str]:
    """Return every subject in the language spoken."""
    return {
        key: _(WORDS[key]) if key in WORDS else vocabulary.word(vocabulary.TOPICS, key)
        for key in TOPICS
    }
