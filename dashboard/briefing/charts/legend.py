"""Where the entries of a legend stand: from left to right, as many to a line as fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.briefing.charts.drawing import Key, Legend

SWATCH_PX = 26.0
GAP_PX = 6.0
BETWEEN_PX = 22.0
ROW_PX = 22.0


@dataclass(frozen=True)
class PlacedKey:
    """An entry with the left end of its swatch, and its line from above."""

    key: Key
    left_px: float
    row: int


def entries(
    legend: Legend, *, width_px: float, measure: Callable[[str], float]
) -> tuple[list[PlacedKey], float]:
    """Return the entries in place, and how high they stand together.

    Parameters
    ----------
    legend : Legend
    width_px : float
        Room from left to right.
    measure : callable
        Width of a text, in pixels.
    """
    found: list[PlacedKey] = []
    left, row = 0.0, 0
    for key in legend.keys:
        width = SWATCH_PX + GAP_PX + measure(key.name)
        if left and left + width > width_px:
            left, row = 0.0, row + 1
        found.append(PlacedKey(key, left, row))
        left += width + BETWEEN_PX
    return found, (row + 1) * ROW_PX if found else 0.0
