"""Leaves out words of a chart that would lie upon others, where it is lower than on the page."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from dashboard.briefing.charts.drawing import Drawing, Labels, Panel
from dashboard.briefing.slides import plot
from dashboard.briefing.slides.pen import SlideBox
from dashboard.briefing.slides.plot import Plot, PlotLayout

TOUCH = 0.2
"""Part of the height of a line by which the boxes of two lines may lie in one another."""


def is_squeezed(chart: Drawing, height: float) -> bool:
    """Tell whether a chart has less height than on the page."""
    return chart.height_px > height


def thinned(placed: PlotLayout) -> PlotLayout:
    """Return a chart in its place without the words that would lie upon earlier ones."""
    plots = tuple(replace(on, panel=_thinned(on)) for on in placed.plots)
    return replace(placed, plots=plots)


def _thinned(on: Plot) -> Panel:
    taken: list[SlideBox] = []
    marks = tuple(
        _kept(mark, on, taken) if isinstance(mark, Labels) else mark for mark in on.panel.marks
    )
    return replace(on.panel, marks=marks)


def _kept(words: Labels, on: Plot, taken: list[SlideBox]) -> Labels:
    """Return words without those that have no room; what the others take is added."""
    texts = list(words.texts)
    for i, text in enumerate(texts):
        x, y = float(words.x[i]), float(words.y[i])
        if not text or not np.isfinite(x + y):
            continue
        box = plot.words_box(words, i, (on.x(x), on.y(y)), on.scale)
        if any(_is_upon(box, other) for other in taken):
            texts[i] = ""
        else:
            taken.append(box)
    return replace(words, texts=tuple(texts))


def _is_upon(one: SlideBox, other: SlideBox) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    along = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0 and along > TOUCH * min(one.height, other.height)
