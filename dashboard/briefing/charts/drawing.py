"""What a chart draws, with nothing left to a default: panels, axes, marks, words and a legend.

Places are numbers on an axis. A day is the number of days since 1970; a category is its rank from
0. Sizes are pixels of the page, of which there are 96 to the inch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

Horizontal = Literal["left", "center", "right"]
Vertical = Literal["top", "middle", "bottom"]
Symbol = Literal[
    "circle",
    "square",
    "diamond",
    "triangle-up",
    "triangle-down",
    "cross",
    "x",
    "star",
    "hexagon",
    "line-ns",
]


@dataclass(frozen=True)
class Fill:
    """Colours as ``#rrggbb``, opacities from 0 to 1, and a texture by Plotly's name, or none."""

    colour: str
    opacity: float = 1.0
    pattern: str = ""
    pattern_colour: str = "#000000"
    pattern_opacity: float = 1.0


@dataclass(frozen=True)
class Stroke:
    """A line; its dash is one of Plotly's names."""

    colour: str
    width_px: float
    dash: str = "solid"
    opacity: float = 1.0


@dataclass(frozen=True)
class Writing:
    """How words are set."""

    colour: str
    size_px: float
    is_bold: bool = False


@dataclass(frozen=True)
class Bars:
    """Bars from ``start`` to ``end`` along the value axis, each at its place on the other axis."""

    name: str
    is_horizontal: bool
    at: Numbers
    width: Numbers
    start: Numbers
    end: Numbers
    fill: Fill
    stroke: Stroke | None
    words: tuple[str, ...]
    writing: Writing


@dataclass(frozen=True)
class Line:
    """A line through points in order, parted where one is not a number."""

    name: str
    x: Numbers
    y: Numbers
    stroke: Stroke


@dataclass(frozen=True)
class Area:
    """Filled rings, one after another, parted where a point is not a number."""

    name: str
    x: Numbers
    y: Numbers
    fill: Fill
    stroke: Stroke | None

    def rings(self) -> list[tuple[Numbers, Numbers]]:
        """Return the x and y of each ring."""
        ends = np.flatnonzero(np.isnan(self.x) | np.isnan(self.y))
        parts = zip(np.split(self.x, ends), np.split(self.y, ends), strict=True)
        known = [(x[~np.isnan(x)], y[~np.isnan(y)]) for x, y in parts]
        return [(x, y) for x, y in known if len(x) > 2]


@dataclass(frozen=True)
class Points:
    """Marks at points; their intervals reach from ``low`` to ``high`` where they have any.

    ``colours``, ``sizes_px``, ``opacities``, ``symbols`` and ``is_open`` have one entry a point.
    """

    name: str
    x: Numbers
    y: Numbers
    symbols: tuple[Symbol, ...]
    is_open: tuple[bool, ...]
    colours: tuple[str, ...]
    sizes_px: Numbers
    opacities: Numbers
    stroke: Stroke | None
    x_low: Numbers | None = None
    x_high: Numbers | None = None
    y_low: Numbers | None = None
    y_high: Numbers | None = None
    interval: Stroke | None = None


@dataclass(frozen=True)
class Labels:
    """Words at points of a panel, or of the chart; shifts in pixels, to the right and upwards.

    ``leader`` is the line from the words to the point they name, if there is one; ``names`` says in
    full what each stands for, where the figure says so.
    """

    x: Numbers
    y: Numbers
    texts: tuple[str, ...]
    colours: tuple[str, ...]
    size_px: float
    across: tuple[Horizontal, ...]
    along: tuple[Vertical, ...]
    shift_x_px: Numbers
    shift_y_px: Numbers
    is_bold: bool = False
    angle_deg: float = 0.0
    ground: str | None = None
    leader: Stroke | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cells:
    """A grid of cells in colours, each one unit of both axes wide; with words in them."""

    x: Numbers
    y: Numbers
    colours: npt.NDArray[np.str_]
    words: npt.NDArray[np.str_] | None
    gap_px: float
    writing: Writing


Mark = Bars | Line | Area | Points | Labels | Cells


@dataclass(frozen=True)
class Tick:
    """A place on an axis, and what is written there."""

    at: float
    label: str


@dataclass(frozen=True)
class Axis:
    """One axis: ``low`` is at the left or below, also where it is the greater.

    Attributes
    ----------
    low, high : float
        Ends of what is shown.
    domain : tuple of float
        Part of the chart inside its margins that it spans, 0 to 1 from the left or from below.
    kind : str
        What its numbers stand for.
    categories : tuple of str
        Those of a category axis, from rank 0.
    side : str
        Where its labels stand.
    """

    low: float
    high: float
    domain: tuple[float, float] = (0.0, 1.0)
    kind: Literal["number", "day", "category"] = "number"
    categories: tuple[str, ...] = ()
    ticks: tuple[Tick, ...] = ()
    title: str = ""
    side: Literal["bottom", "top", "left", "right"] = "bottom"
    angle_deg: float = 0.0
    has_labels: bool = True
    grid: Stroke | None = None
    zero: Stroke | None = None
    line: Stroke | None = None
    size_px: float = 13.0


@dataclass(frozen=True)
class Panel:
    """A pair of axes with what is drawn on them, from below to above."""

    x: Axis
    y: Axis
    marks: tuple[Mark, ...]
    is_even: bool = False
    """Whether a unit of both axes is of one length, as on a map."""


@dataclass(frozen=True)
class Ribbon:
    """A flow between two nodes, by their places in the list of nodes."""

    source: int
    target: int
    value: float
    fill: Fill


@dataclass(frozen=True)
class Node:
    """A node of a flow chart; its place is that of its middle, 0 to 1 from the left and the top."""

    label: str
    x: float
    y: float
    fill: Fill
    value: float


@dataclass(frozen=True)
class Flows:
    """A flow chart, from left to right."""

    nodes: tuple[Node, ...]
    ribbons: tuple[Ribbon, ...]
    thickness_px: float
    gap_px: float
    stroke: Stroke
    writing: Writing


@dataclass(frozen=True)
class Key:
    """An entry of the legend: a name, and the mark that stands for it."""

    name: str
    mark: Bars | Line | Area | Points


@dataclass(frozen=True)
class Legend:
    """Entries in reading order; above or below the chart."""

    keys: tuple[Key, ...]
    is_above: bool


@dataclass(frozen=True)
class Margins:
    """Space around the panels, in pixels; writers make it larger where labels need more."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Drawing:
    """A chart.

    Attributes
    ----------
    height_px : float
        Of the chart with its margins; its width follows where it is set.
    words : Labels
        Words on the chart as a whole: 0 to 1 from the left and from below, inside the margins.
    """

    height_px: float
    margins: Margins
    panels: tuple[Panel, ...]
    words: tuple[Labels, ...]
    legend: Legend
    ground: str
    writing: Writing
    flows: Flows | None = None

    def marks(self) -> list[Mark]:
        """Return the marks of all panels."""
        return [mark for panel in self.panels for mark in panel.marks]
