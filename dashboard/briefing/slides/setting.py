"""How much room text takes on a slide, whichever of a few fonts it is shown in.

Slides name the type of the site. A machine that lacks it shows another, commonly wider one, so all
widths are those of our own letters and as much more as the widest of these needs: what fits here
fits there too.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
from fontTools.ttLib import TTFont

SLACK, SLACK_BOLD, SLACK_SERIF = 1.26, 1.34, 1.24
"""By how much DejaVu, which LibreOffice takes, is wider than our letters; Arial is by a tenth."""

LINE_HEIGHT = 1.28
"""Height of a line in the size of its font, at most."""

WIDE, OTHER = 1.0, 0.62
"""Width of a sign that our letters lack, in the size of the font: of East Asia, and all others."""

_BREAKS = re.compile(r"(?<=[-/–])")


def width(text: str, size: float, *, is_bold: bool = False, is_serif: bool = False) -> float:
    """Return the width of the longest line of a text, in the unit of its size."""
    em, advances = _letters(is_bold, is_serif)
    widest = max(
        (sum(_advance(sign, em, advances) for sign in line) for line in text.split("\n")),
        default=0.0,
    )
    slack = SLACK_SERIF if is_serif else SLACK_BOLD if is_bold else SLACK
    return widest * size * slack


def wrapped(
    text: str, size: float, room: float, *, is_bold: bool = False, is_serif: bool = False
) -> list[str]:
    """Return a text in lines that fit, a word broken only where it is longer than a line."""
    style = {"is_bold": is_bold, "is_serif": is_serif}
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.append("")
        for word in paragraph.split():
            longer = f"{lines[-1]} {word}".strip()
            if width(longer, size, **style) <= room:
                lines[-1] = longer
                continue
            pieces = _pieces(word, size, room, style)
            if lines[-1]:
                lines.append(pieces[0])
            else:
                lines[-1] = pieces[0]
            lines += pieces[1:]
    return lines


def height(n_lines: int, size: float) -> float:
    """Return the height of lines, in the unit of their size."""
    return n_lines * size * LINE_HEIGHT


def sentences(text: str) -> list[str]:
    """Return the sentences of a text.

    Examples
    --------
    >>> sentences("In favour 167. Not listed is not opposed.")
    ['In favour 167.', 'Not listed is not opposed.']
    """
    return [part for part in re.split(r"(?<=[.!?])\s+(?=[^\Wa-z_])", text.strip()) if part]


def readable(text: str) -> str:
    r"""Return a text without signs that no file may hold, or that turn what stands around them.

    Examples
    --------
    >>> readable("Ken\x00ya\u202e")
    'Kenya'
    """
    return "".join(
        sign
        for sign in text
        if sign in "\n\u200c\u200d" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Cn")
    )


def _pieces(word: str, size: float, room: float, style: dict[str, bool]) -> list[str]:
    """Return a word in pieces that fit: parted at hyphens first, then anywhere."""
    found: list[str] = [""]
    for part in _BREAKS.split(word):
        if width(found[-1] + part, size, **style) <= room:
            found[-1] += part
            continue
        if found[-1]:
            found.append("")
        for sign in part:
            if found[-1] and width(found[-1] + sign, size, **style) > room:
                found.append("")
            found[-1] += sign
    return found


def _advance(sign: str, em: float, advances: dict[int, int]) -> float:
    found = advances.get(ord(sign))
    if found is not None:
        return found / em
    if unicodedata.combining(sign):
        return 0.0
    return WIDE if unicodedata.east_asian_width(sign) in "WF" else OTHER


@functools.cache
def _letters(is_bold: bool, is_serif: bool) -> tuple[float, dict[int, int]]:
    """Return the units of a font and the advance of each of its signs."""
    name = "Serif" if is_serif else "Sans"
    package = font_source_serif_pro if is_serif else font_source_sans_pro
    weight = "Semibold" if is_bold else "Regular"
    path = Path(package.font_directory) / f"SourceS{name[1:]}Pro-{weight}.ttf"
    with TTFont(path, lazy=True) as font:
        advances = font["hmtx"].metrics
        signs = {code: advances[glyph][0] for code, glyph in font.getBestCmap().items()}
        return float(font["head"].unitsPerEm), signs
