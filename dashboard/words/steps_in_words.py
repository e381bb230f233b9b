"""How far an approach has come, and what came of it, in words."""

from __future__ import annotations

from dashboard.i18n import mark, vocabulary
from dashboard.plans.steps import RESULTS, STATUSES

STATUS_WORDS = {
    "planned": mark("Planned"),
    "done": mark("Done"),
    "answer": mark("Answered"),
    "outcome": mark("Outcome known"),
}

RESULT_WORDS = {
    "willing": mark("Willing"),
    "undecided": mark("Undecided"),
    "unwilling": mark("Unwilling"),
    "announced": mark("Announced that it joins"),
    "hosts": mark("Hosts the event"),
    "joined": mark("Joined"),
    "did_not_join": mark("Did not join"),
}


def step_words() -> dict[str, str]:
    """Return everything that can be logged, in words: ``status`` or ``status:result``."""
    words: dict[str, str] = {}
    for status in STATUSES:
        named = vocabulary.word(STATUS_WORDS, status)
        words |= {
            f"{status}:{result}": f"{named}: {vocabulary.word(RESULT_WORDS, result).lower()}"
            for result in RESULTS[status]
        } or {status: named}
    return words


def step(status: str, result: object) -> str:
    """Return a status with its result, in words."""
    key = f"{status}:{result}" if isinstance(result, str) else status
    return step_words().get(key, status)


def result(key: object) -> str:
    """Return what an answer or an outcome is, in words; a dash where there is none."""
    return vocabulary.word(RESULT_WORDS, key) if isinstance(key, str) else "—"
