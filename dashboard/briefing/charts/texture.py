"""Textures of fills, as matplotlib and as paper want them."""

from __future__ import annotations

from dashboard.briefing.charts.drawing import Fill

HATCHES = {
    "": None,
    "/": "////",
    "\\": "\\\\\\\\",
    "x": "xxxx",
    "-": "----",
    "|": "||||",
    "+": "++++",
    ".": "....",
}
"""matplotlib's hatch for each of Plotly's patterns."""


def hatch(fill: Fill) -> str | None:
    """Return the hatch of a fill; none for a plain one."""
    return HATCHES[fill.pattern]


def blend(over: str, under: str, opacity: float) -> str:
    """Return the colour of one upon another, as ``#rrggbb``.

    Examples
    --------
    >>> blend("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    pairs = zip(bytes.fromhex(over[1:]), bytes.fromhex(under[1:]), strict=True)
    return "#" + "".join(f"{round(a * opacity + b * (1 - opacity)):02X}" for a, b in pairs)
