"""The look: one ground, one ink, one type scale, one palette.

The palette is after Okabe and Ito: blue, ochre and plum differ in lightness as well as
in hue, so they hold for colour-blind readers and in greyscale, and each carries a texture beside.
No red and no green stands for a position. Charts are made for the light ground, and every export
has them so, that a picture looks the same in a briefing as on the page; a reader whose screen is
dark sees them in the colours of ``dashboard/dark.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import plotly.graph_objects as go

PAPER = "#FBFAF7"
INK = "#22262B"
MUTED = "#5F6368"
RULE = "#DAD6CC"
ACCENT = "#1F5A94"
LAND = "#ECE8DF"
QUIET = "#F1EEE7"
BLANK = "#FEFDFB"
"""A fill that is as good as none."""

DEEP = "#80A8CF"
"""The far end of a scale of fills that carry text in ink."""

TEXT_ON_DARK = "#FFFFFF"
TEXT_ON_LIGHT = "#1D2126"
"""Text upon a fill that is as light, or as dark, on either ground."""

FONT = '"Source Sans", "Source Sans 3", "Source Sans Pro", "Liberation Sans", Arial, sans-serif'
FONT_SAVED = 'Arial, "Liberation Sans", sans-serif'
"""Font of saved pictures: a picture cannot carry the page's, and must be laid out in its own."""

SIZE_SMALL = 11
SIZE_BODY = 13
SIZE_HEAD = 16


@dataclass(frozen=True)
class Category:
    """What a mark on a chart stands for.

    Attributes
    ----------
    key : str
        Value in the data.
    label : str
        Words for the legend, already in the reader's language.
    colour : str
        Fill, as ``#rrggbb``.
    pattern : str
        Plotly fill pattern shape; empty for a plain fill.
    text_colour : str
        Colour of text set upon the fill; its contrast is at least 4.5 to 1.
    """

    key: str
    label: str
    colour: str
    pattern: str
    text_colour: str

    @property
    def border_colour(self) -> str:
        """Return the colour of a line upon the fill: halfway to that of text, as ``#rrggbb``.

        Its contrast is at least 2 to 1 with every fill of this palette, so that two neighbours of
        one category stay apart.
        """
        return border(self.colour, self.text_colour)


@dataclass(frozen=True)
class Style:
    """Fill, texture and text colour, without words."""

    colour: str
    pattern: str
    text_colour: str


POSITION_STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "Y": Style(ACCENT, "", TEXT_ON_DARK),
        "A": Style("#E3B23C", "/", TEXT_ON_LIGHT),
        "N": Style("#7A3B69", "x", TEXT_ON_DARK),
        "X": Style("#C9C6BF", ".", INK),
        "unknown": Style(QUIET, "x", MUTED),
    }
)
"""Positions in a roll call; ``unknown`` is a name that no source gives."""

LISTING_STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "listed": Style(ACCENT, "", TEXT_ON_DARK),
        "organiser": Style("#7FA8CF", "\\", TEXT_ON_LIGHT),
        "former": Style("#E3B23C", "/", TEXT_ON_LIGHT),
        "not_listed": Style(RULE, ".", INK),
        "unknown": Style(QUIET, "x", MUTED),
    }
)
"""Standing on a roster; ``not_listed`` only where the source lists everybody who joined."""

TIER_STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "left": Style("#E3B23C", "/", TEXT_ON_LIGHT),
        "stayed": Style(ACCENT, "", TEXT_ON_DARK),
        "new": Style("#7FA8CF", "\\", TEXT_ON_LIGHT),
        "never": Style(RULE, ".", INK),
        "unknown": Style(QUIET, "", MUTED),
    }
)
"""States over a sequence of texts, in the order of a chart from left to right."""

ORIGIN_STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "returning": Style(ACCENT, "", TEXT_ON_DARK),
        "voted_no": Style("#7A3B69", "x", TEXT_ON_DARK),
        "abstained": Style("#D08A5C", "+", TEXT_ON_LIGHT),
        "lapsed": Style("#E3B23C", "/", TEXT_ON_LIGHT),
        "voted_yes": Style("#7FA8CF", "\\", TEXT_ON_LIGHT),
        "absent": Style("#C9C6BF", ".", INK),
        "no_vote": Style(BLANK, "", INK),
    }
)
"""Where a State that could join comes from."""

STAND_STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "under": Style("#E3B23C", "/", TEXT_ON_LIGHT),
        "even": Style("#7FA8CF", "\\", TEXT_ON_LIGHT),
        "over": Style(ACCENT, "", TEXT_ON_DARK),
        "unknown": Style("#93A9D6", ".", TEXT_ON_LIGHT),
    }
)
"""Share of a regional group beside its share of the membership."""

BLOC_STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "1": Style(ACCENT, "", TEXT_ON_DARK),
        "2": Style("#E3B23C", "/", TEXT_ON_LIGHT),
        "3": Style("#7A3B69", "x", TEXT_ON_DARK),
        "4": Style("#5FADAD", "-", TEXT_ON_LIGHT),
        "5": Style("#D08A5C", "+", TEXT_ON_LIGHT),
        "6": Style("#3D3F6B", "|", TEXT_ON_DARK),
        "7": Style("#7FA8CF", "\\", TEXT_ON_LIGHT),
        "8": Style("#C9BFA8", ".", TEXT_ON_LIGHT),
        "swing": Style(BLANK, ".", INK),
    }
)
"""Blocs by size; ``swing`` are States that no bloc holds with certainty."""

ANSWER_FILLS: tuple[Style, ...] = (
    Style(ACCENT, "", TEXT_ON_DARK),
    Style("#7FA8CF", "\\", TEXT_ON_LIGHT),
    Style("#5FADAD", "-", TEXT_ON_LIGHT),
    Style("#E3B23C", "/", TEXT_ON_LIGHT),
    Style("#7A3B69", "x", TEXT_ON_DARK),
    Style("#D08A5C", "+", TEXT_ON_LIGHT),
    Style("#3D3F6B", "|", TEXT_ON_DARK),
    Style("#C9BFA8", ".", TEXT_ON_LIGHT),
)
"""What States say on a question, in the order of its answers."""

ANSWER_STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "several": Style("#3D3F6B", "|", TEXT_ON_DARK),
        "documents_differ": Style("#D08A5C", "+", TEXT_ON_LIGHT),
        "no_own_text": Style(BLANK, "", INK),
        "silent": Style(RULE, ".", INK),
        "unknown": Style(QUIET, "x", MUTED),
    }
)
"""What States say where it is not one answer; ``unknown``: nobody has looked."""

SERIES = ("#1F5A94", "#E3B23C", "#7A3B69", "#4C9A9A", "#8A8072", "#C77B4A", "#93A9D6", "#3D3F6B")
"""Colours for things without a fixed meaning, in order of use; pair each with a dash or a mark."""

_WOVEN: Mapping[str, object] = {
    "fillmode": "replace",
    "fgopacity": 0.3,
    "size": 6,
    "solidity": 0.25,
}
"""What every texture has in common."""

DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
MARKS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star", "hexagon")

TEMPLATE = go.layout.Template(
    layout={
        "font": {"family": FONT, "size": SIZE_BODY, "color": INK},
        "title": {"font": {"size": SIZE_HEAD}, "x": 0, "xanchor": "left"},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "colorway": list(SERIES),
        "hoverlabel": {"bgcolor": BLANK, "bordercolor": RULE, "font": {"color": INK}},
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "dragmode": False,
        "hovermode": "closest",
        "legend": {
            "font": {"size": SIZE_BODY},
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "traceorder": "normal",
            "itemsizing": "constant",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "xaxis": {
            "fixedrange": True,
            "gridcolor": RULE,
            "linecolor": RULE,
            "zerolinecolor": RULE,
            "tickcolor": RULE,
            "title": {"font": {"size": SIZE_BODY}},
            "automargin": True,
        },
        "yaxis": {
            "fixedrange": True,
            "gridcolor": RULE,
            "linecolor": RULE,
            "zerolinecolor": RULE,
            "ticks": "outside",  # air between a name and its bar
            "ticklen": 5,
            "tickcolor": PAPER,
            "title": {"font": {"size": SIZE_BODY}},
            "automargin": True,
        },
    }
)

"""The look of every chart: the legend in a row at the top, nothing to drag or to zoom."""

LEGEND_BELOW = {"y": 0, "yanchor": "bottom"}
"""A legend in a row at the bottom, for charts whose words stand above."""

LEGEND_ON_PLOT = {"yref": "paper", "yanchor": "bottom"}
"""A legend that stands upon the plot, however high it is."""


def border(fill: str, text: str) -> str:
    """Return the colour halfway between two, as ``#RRGGBB``."""
    pairs = zip(bytes.fromhex(fill[1:]), bytes.fromhex(text[1:]), strict=True)
    return "#" + "".join(f"{(one + other) // 2:02X}" for one, other in pairs)


def pattern(look: Category | Style) -> dict[str, object]:
    """Return the texture of a fill, as Plotly takes it."""
    return {
        **_WOVEN,
        "shape": look.pattern,
        "bgcolor": look.colour,
        "fgcolor": look.text_colour,
    }


def patterns(looks: Sequence[Style]) -> dict[str, object]:
    """Return the textures of bars of one row, each with its own; see `pattern`."""
    return {
        **_WOVEN,
        "shape": [look.pattern for look in looks],
        "bgcolor": [look.colour for look in looks],
        "fgcolor": [look.text_colour for look in looks],
    }


def lay_out(figure: go.Figure, *, height: int) -> None:
    """Give a chart with a titled axis its look: the legend upon the plot; height in pixels."""
    figure.update_layout(
        template=TEMPLATE,
        height=height,
        margin={"l": 8, "r": 16, "t": 44, "b": 40},
        legend=LEGEND_ON_PLOT,
    )
