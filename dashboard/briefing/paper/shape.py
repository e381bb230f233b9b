"""How a page of a paper is laid out: A4, its margins, and what fits beside what."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.briefing.charts import lettering
from dashboard.briefing.tables import Column

PAGE_MM = (210.0, 297.0)
MARGIN_MM = 20.0
TOP_MM = 17.0
BOTTOM_MM = 16.0
WIDTH_MM = PAGE_MM[0] - 2 * MARGIN_MM
HEIGHT_MM = PAGE_MM[1] - TOP_MM - BOTTOM_MM

PICTURE_WIDTH_PX = 760.0
"""Width of a chart on paper: its letters are 13 px, 8.2 pt when it is as wide as the page."""

PICTURE_HEIGHT_PX = PICTURE_WIDTH_PX * 225 / WIDTH_MM
"""Highest part of a chart that stands on a page, with the heading above it."""

MAX_SOURCES = 5
"""Publishers named at the end of a sheet."""

MM_PER_PT = 25.4 / 72
CELL_AIR_MM = 2.4
"""Left and right of the words in a cell, together."""

SIZES_PT = (9.0, 8.0, 7.5)
"""Letters of tables: the first in which long texts have `READABLE_MM`, and no word is broken."""

READABLE_MM = 55.0

UNEVEN = 1.15
"""The longer of two lines of a heading, beside half of it."""

N_STEPS = 24
"""Halvings until the widths of columns fit, to less than can be seen."""

LONGEST_WORD = 30
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_STEP = re.compile(r"\S{16}(?=\S)")
_BREAK = re.compile("[\\s\u200b]+")


def widths(columns: Sequence[Column]) -> tuple[tuple[float, ...], float]:
    """Return the widths of columns in millimetres, together those of the page, and the letters.

    Every column has room for its longest word; those with short texts have all they want, and
    the others share the rest.
    """
    for size in SIZES_PT:
        least = [_longest(column, size, by_word=True) for column in columns]
        wanted = [
            max(_longest(column, size, by_word=False), low)
            for column, low in zip(columns, least, strict=True)
        ]
        if sum(max(low, min(one, READABLE_MM)) for low, one in zip(least, wanted, strict=True)) <= (
            WIDTH_MM
        ):
            break
    if sum(least) >= WIDTH_MM:
        given = least
    elif sum(wanted) <= WIDTH_MM:
        given = wanted
    else:
        given = _levelled(least, wanted)
    scale = WIDTH_MM / sum(given)
    return tuple(one * scale for one in given), size


def _levelled(least: Sequence[float], wanted: Sequence[float]) -> list[float]:
    """Return the widths of columns that want more than there is: the widest give way."""
    low, high = 0.0, max(wanted)
    given = list(least)
    for _step in range(N_STEPS):
        level = (low + high) / 2
        given = [max(one, min(other, level)) for one, other in zip(least, wanted, strict=True)]
        low, high = (level, high) if sum(given) < WIDTH_MM else (low, level)
    return given


def tiles_per_line(tiles: Sequence[tuple[str, str, str]], is_glance: bool) -> int:
    """Return how many numbers stand side by side: up to four, or six at a glance."""
    most = 6 if is_glance else 4
    n_lines = -(-len(tiles) // most)
    return -(-len(tiles) // n_lines)


def breakable(text: str) -> str:
    """Return a text in which words longer than any name may be broken, as addresses are.

    Examples
    --------
    >>> breakable("https://example.org/a/very/long/address/that/ends").split("\u200b")
    ['https://example.', 'org/a/very/long/', 'address/that/end', 's']
    """
    if len(text) <= LONGEST_WORD:
        return text
    return _LONG.sub(lambda word: _STEP.sub("\\g<0>\u200b", word[0]), text)


def _longest(column: Column, size: float, *, by_word: bool) -> float:
    """Return the room in millimetres that a column needs for its words, or for its lines.

    A heading may always be wrapped, into two lines where there is room.
    """
    texts = dict.fromkeys(column.texts)
    parts = (part for text in texts for part in (_BREAK.split(text) if by_word else [text]))
    wide = max((lettering.room(part, size) for part in parts), default=0.0)
    words = _BREAK.split(column.heading)
    head = max((lettering.room(word, size, is_bold=True) for word in words), default=0.0)
    if not by_word:
        head = max(head, lettering.room(column.heading, size, is_bold=True) / 2 * UNEVEN)
    return max(wide, head) * MM_PER_PT * 1.02 + CELL_AIR_MM
