"""Textures of fills, as paper wants them."""

from __future__ import annotations

TILES: dict[str, tuple[float, str, bool]] = {
    "/": (6, "M-1 1L1 -1M0 6L6 0M5 7L7 5", False),
    "\\": (6, "M-1 5L1 7M0 0L6 6M5 -1L7 1", False),
    "x": (6, "M0 0L6 6M0 6L6 0", False),
    "-": (5, "M0 2.5H5", False),
    "|": (5, "M2.5 0V5", False),
    "+": (6, "M0 3H6M3 0V6", False),
    ".": (5, "M.6 .6h1.2v1.2h-1.2ZM3.1 3.1h1.2v1.2h-1.2Z", True),
}
"""For each of Plotly's patterns: side of a tile in pixels, path, and whether it is filled."""


def blend(over: str, under: str, opacity: float) -> str:
    """Return the colour of one upon another, as ``#rrggbb``.

    Examples
    --------
    >>> blend("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    pairs = zip(bytes.fromhex(over[1:]), bytes.fromhex(under[1:]), strict=True)
    return "#" + "".join(f"{round(a * opacity + b * (1 - opacity)):02X}" for a, b in pairs)
