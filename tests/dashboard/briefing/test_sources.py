"""The line of sources under a chart names who published it and when it was read, never a copy."""

from __future__ import annotations

from dashboard.briefing import sources
from dashboard.briefing.pack import Document

HELD = {
    "a": Document("United Nations", "A/RES/80/58", "November 2026"),
    "b": Document("United Nations", "A/RES/79/239", ""),
    "c": Document("REAIM", "Pathways", ""),
    "d": Document("Blog", "A copy", "", is_copy=True),
    "e": Document("Kenya", "Statement", "May 2026"),
}


def test_publishers_are_named_once_with_the_day_they_were_read() -> None:
    assert sources.line(HELD, ["b", "a", "c"]) == (
        "Sources: United Nations, read November 2026; REAIM."
    )


def test_others_are_counted_and_a_copy_is_never_named() -> None:
    said = sources.line(HELD, HELD, at_most=1)
    assert said == (
        "Sources: United Nations, read November 2026 and 2 more; "
        "1 unverified copy, listed on the page."
    )
    assert sources.line(HELD, ["d"]) == "Sources: 1 unverified copy, listed on the page."


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert sources.line(HELD, []) == ""
    assert sources.line({}, ["a"]) == ""
