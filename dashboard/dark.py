"""The look on a dark screen: every colour of a chart exchanged for its twin.

A chart is made once, in the colours of ``dashboard/theme.py``. Its message to a reader whose screen
is dark is the same with other colours, and a picture that is saved from there has the light ones.
Fills that stand out on either ground stay as they are, and so does the text upon them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dashboard import theme

TWINS: Mapping[str, str] = {
    theme.PAPER: "#1A1C1F",
    theme.INK: "#ECE8DF",
    theme.MUTED: "#A9ADB3",
    theme.RULE: "#44474C",
    theme.LAND: "#2B2E33",
    theme.QUIET: "#26292D",
    theme.BLANK: "#33373C",
    theme.DEEP: "#345C86",
    theme.ACCENT: "#3A78B6",
    "#C9C6BF": "#55585D",
    "#7A3B69": "#A65C92",
    "#3D3F6B": "#6C6FB3",
    "#BDB7A9": "#5C6066",
    "#B9B3A6": "#6A6E74",
    "#8F897C": "#7D8187",
}
"""What of the palette is another colour on the dark ground, as ``#RRGGBB``."""

_HEX = re.compile(r"#[0-9A-Fa-f]{6}\b")
_RGBA = re.compile(r"rgba\((\d+), ?(\d+), ?(\d+)")


def twin(colour: str) -> str:
    """Return what stands for a colour on the dark ground; itself where that is as good."""
    return _TWINS.get(colour.upper(), colour)


def darkened(spec: str) -> str:
    """Return a text that holds colours, such as a figure's JSON, with their twins.

    Examples
    --------
    >>> darkened('{"color": "#22262B", "fillcolor": "rgba(31, 90, 148, 0.2)"}')
    '{"color": "#ECE8DF", "fillcolor": "rgba(58, 120, 182, 0.2)"}'
    """
    return _RGBA.sub(_see_through, _HEX.sub(lambda found: twin(found[0]), spec))


def light() -> dict[str, str]:
    """Return what each twin stands for, to draw a chart of a dark screen on paper."""
    return {dark: colour for colour, dark in _TWINS.items()}


def _see_through(found: re.Match[str]) -> str:
    """Return the twin of a colour that is seen through, but for how much."""
    red, green, blue = bytes.fromhex(
        twin("#{:02X}{:02X}{:02X}".format(*map(int, found.groups())))[1:]
    )
    return f"rgba({red}, {green}, {blue}"


def _borders() -> dict[str, str]:
    """Return the twins of the lines upon fills, which are mixed of two colours."""
    held = [
        style
        for name, styles in vars(theme).items()
        if name.endswith("_STYLES")
        for style in styles.values()
    ]
    held.append(theme.Style(theme.LAND, "", theme.MUTED))
    return {
        theme.border(style.colour, style.text_colour): theme.border(
            TWINS.get(style.colour, style.colour), TWINS.get(style.text_colour, style.text_colour)
        )
        for style in held
    }


BORDERS: Mapping[str, str] = _borders()
"""The same of lines upon fills."""

_TWINS: Mapping[str, str] = {**BORDERS, **TWINS}
