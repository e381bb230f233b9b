"""What of a value a filter can take: a value of its kind and within its options, or nothing.

Pages share names of filters, and what one page keeps under a name may be of another kind, or of
other options, than the next page asks for. Each function takes anything at all and never raises.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

MAX_WORDS = 80


def one_of(value: object, options: Mapping[str, str]) -> str | None:
    """Return an option, also one that stands alone in a list."""
    if isinstance(value, list) and len(value) == 1:
        (value,) = value
    return value if isinstance(value, str) and value in options else None


def some_of(value: object, options: Mapping[str, str]) -> list[str] | None:
    """Return those of a list, or of one value, that are options; nothing if none of them is."""
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list):
        return None
    known = [each for each in values if isinstance(each, str) and each in options]
    return known if known or not values else None


def truth(value: object) -> bool | None:
    """Return whether a switch is on."""
    return value if isinstance(value, bool) else None


def number(value: object, low: int, high: int) -> int | None:
    """Return a whole number, moved between two ends."""
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return min(max(value, low), high)


def span(value: object, low: float, high: float) -> tuple[float, float] | None:
    """Return two numbers in order between two ends."""
    if not isinstance(value, tuple) or len(value) != 2:
        return None
    start, end = value
    if not isinstance(start, float) or not isinstance(end, float):
        return None
    return (start, end) if low <= start <= end <= high else None


def words(value: object) -> str | None:
    """Return words, cut where they are too many."""
    return value[:MAX_WORDS] if isinstance(value, str) else None


def day(value: object, low: date, high: date) -> date | None:
    """Return a day between two others, also one written as ``2026-02-05``."""
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return None
    return found if isinstance(found, date) and low <= found <= high else None
