"""The letters of briefings: the site's own type, from packages, so that no machine lacks it."""

from __future__ import annotations

import functools
import importlib.util
import logging
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import font_source_sans_pro
import font_source_serif_pro
import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.textpath import TextToPath, text_to_path

SANS = "Source Sans Pro"
SERIF = "Source Serif Pro"
FALLBACK = "DejaVu Sans"
"""Comes with matplotlib: Greek, Cyrillic, Arabic, Hebrew and signs that the others lack."""

FAR_EAST = "NanumGothic"
"""Hangul, kana and 4,620 Han signs; lies in a package that is not to be imported, as importing it
changes how matplotlib draws."""

FAMILIES = (SANS, FALLBACK, FAR_EAST)
MISSING = "\u25a1"
"""In the place of a sign that none of them has: rare Han signs, and scripts of no member State."""

FILES = ("Regular", "Semibold", "It", "SemiboldIt")
UNITS = float(TextToPath.FONT_SCALE)
"""Units of an outline in the height of a line of text."""

KEPT = "\n\u200b\u200c\u200d"
"""Not seen, and yet kept: line breaks, places where a word may be broken, joiners."""

LINE_HEIGHT = 1.25
CAPITAL = 0.66
"""Height of a capital letter, as a part of the size of its font; likewise what follows."""

ASCENT = 0.78
DESCENT = 0.24


@dataclass(frozen=True)
class SetLine:
    """A line of text as it is set: its width and, from the left, its glyphs and their places.

    Both are in the size of the font; a glyph is a key of `outline`.
    """

    width: float
    glyphs: tuple[tuple[str, float], ...]


def folders() -> tuple[Path, ...]:
    """Return the folders in which the letters lie."""
    return (
        Path(font_source_sans_pro.font_directory),
        Path(font_source_serif_pro.font_directory),
        Path(mpl.get_data_path()) / "fonts" / "ttf",
        _far_east(),
    )


def _far_east() -> Path:
    found = importlib.util.find_spec("koreanize_matplotlib")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(
            "letters: found no package koreanize_matplotlib, expected the one that "
            "requirements.txt names; run `make run`"
        )
    return Path(found.submodule_search_locations[0]) / "fonts"


@functools.cache
def make_known() -> None:
    """Tell matplotlib of the letters, once in a process."""
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # no semibold fallback
    for folder in folders()[:2]:
        for path in sorted(folder.glob("*.ttf")):
            if path.stem.split("-")[-1] in FILES:
                font_manager.fontManager.addfont(path)
    for name in ("NanumGothic.ttf", "NanumGothicBold.ttf"):
        font_manager.fontManager.addfont(_far_east() / name)


def visible(text: str) -> str:
    r"""Return a text without signs that are not seen: control and direction signs.

    Line breaks stay, and the joiners that some scripts need.

    Examples
    --------
    >>> visible("Ken\x00ya\u202e")
    'Kenya'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        sign
        for sign in text
        if sign in KEPT or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co")
    )


def shown(text: str) -> str:
    """Return a text as our fonts can show it: what none of them has stands as `MISSING`."""
    if text.isascii() and text.isprintable():
        return text
    known = _signs()
    return "".join(
        sign if sign in KEPT or ord(sign) in known else MISSING for sign in visible(text)
    )


def width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return the width of a text, that of its longest line, in the unit of its size."""
    return max((line(part, is_bold=is_bold).width for part in text.split("\n")), default=0.0) * size


def wrapped(text: str, size: float, room: float, *, is_bold: bool = False) -> list[str]:
    """Return a text in lines that are no wider than the room, but for longer words."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        begun = False
        for word in paragraph.split():
            longer = f"{lines[-1]} {word}" if begun else word
            if begun and width(longer, size, is_bold=is_bold) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
            begun = True
    return lines


@functools.lru_cache(maxsize=16_384)
def line(text: str, *, is_bold: bool = False) -> SetLine:
    """Return a line of text as it is set, in whatever script it is written."""
    text = shown(text).replace("\u200b", "")
    font = _font(is_bold)
    placed, outlines, _rects = text_to_path.get_glyphs_with_font(
        font, text, glyph_map=_outlines(), return_new_glyphs_only=True
    )
    _outlines().update(outlines)
    glyphs = tuple((str(glyph), float(x) / UNITS) for glyph, x, _y, _size in placed)
    return SetLine(max((x + _right(glyph) for glyph, x in glyphs), default=0.0), glyphs)


def room(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return the room that a line of text needs at most, in the unit of its size.

    It adds up the room of each sign by itself, and sets nothing, as `width` has to.
    """
    return sum(_advance(sign, is_bold) for sign in text) * size


@functools.lru_cache(maxsize=16_384)
def outline(glyph: str) -> str:
    """Return the outline of a glyph as the path of an SVG, y upwards; empty for a space.

    Raises
    ------
    KeyError
        If no `line` has it.
    """
    points, codes = _outlines()[glyph]
    return "".join(_steps(points.tolist(), codes.tolist()))


@functools.lru_cache(maxsize=16_384)
def _right(glyph: str) -> float:
    """Return how far a glyph reaches to the right, in the size of its font."""
    points, _codes = _outlines()[glyph]
    return float(points[:, 0].max()) / UNITS if len(points) else 0.0


@functools.lru_cache(maxsize=16_384)
def _advance(sign: str, is_bold: bool) -> float:
    """Return the room of a sign in the first font that has it, in the size of the font."""
    if sign in KEPT:
        return 0.0
    for family in FAMILIES:
        font = _opened((family,), "semibold" if is_bold else "normal")
        if font.get_char_index(ord(sign)):
            glyph = font.load_char(ord(sign), flags=LoadFlags.NO_HINTING)
            return float(glyph.linearHoriAdvance) / 65536 / UNITS
    return 1.0


def _steps(points: list[list[float]], codes: list[int]) -> Iterator[str]:
    """Yield the steps of an outline; codes are those of ``matplotlib.path.Path``."""
    i = 0
    while i < len(codes):
        code = codes[i]
        if code == 79:
            yield "Z"
            i += 1
            continue
        n = {1: 1, 2: 1, 3: 2, 4: 3}[code]
        yield "?MLQC"[code] + " ".join(f"{x:.4g} {y:.4g}" for x, y in points[i : i + n])
        i += n


@functools.cache
def _outlines() -> dict[str, tuple[Any, Any]]:
    """Return the outlines of all glyphs that were set in this process."""
    return {}


@functools.cache
def _font(is_bold: bool) -> FT2Font:
    """Return the font of charts, with the one that has what it lacks."""
    return _opened(FAMILIES, "semibold" if is_bold else "normal")


@functools.cache
def _signs() -> frozenset[int]:
    """Return the signs that the fonts have."""
    found: set[int] = set()
    for family in FAMILIES:
        found |= set(_opened((family,), "normal").get_charmap())
    return frozenset(found)


def _opened(families: tuple[str, ...], weight: str) -> FT2Font:
    """Return a font in a size of `UNITS`, with those that have what it lacks."""
    make_known()
    wanted = font_manager.FontProperties(weight=weight)
    files = []
    for family in families:
        wanted.set_family(family)
        files.append(font_manager.findfont(wanted, fallback_to_default=False))
    font = font_manager.get_font(files)
    font.set_size(UNITS, 72)
    return font
