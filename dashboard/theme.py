"""The look: one ground, one ink, one type scale, one palette.

The palette is after Okabe and Ito: blue, ochre and plum differ in lightness as well as
in hue, so they hold for colour-blind readers and in greyscale, and each carries a texture beside.
No red and no green stands for a position. Charts are always drawn on the light ground, on screen
and in every export, so that a picture looks the same in a briefing as on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import plotly.graph_objects as go

PAPER = "#FBFAF7"
INK = "#22262B"
MUTED = "#5F6368"
RULE = "#DAD6CC"
ACCENT = "#1F5A94"
LAND = "#ECE8DF"

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
        pairs = zip(
            bytes.fromhex(self.colour[1:]), bytes.fromhex(self.text_colour[1:]), strict=True
        )
        return "#" + "".join(f"{(fill + text) // 2:02X}" for fill, text in pairs)


@dataclass(frozen=True)
class Style:
    """Fill, texture and text colour, without words."""

    colour: str
    pattern: str
    text_colour: str


POSITION_STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "Y": Style("#1F5A94", "", "#FFFFFF"),
        "A": Style("#E3B23C", "/", INK),
        "N": Style("#7A3B69", "x", "#FFFFFF"),
        "X": Style("#C9C6BF", ".", INK),
        "unknown": Style("#F1EEE7", "x", "#5F6368"),
    }
)
"""Positions in a roll call; ``unknown`` is a name that no source gives."""

LISTING_STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "listed": Style("#1F5A94", "", "#FFFFFF"),
        "organiser": Style("#7FA8CF", "\\", INK),
        "former": Style("#E3B23C", "/", INK),
        "not_listed": Style("#DAD6CC", ".", INK),
        "unknown": Style("#F1EEE7", "x", "#5F6368"),
    }
)
"""Standing on a roster; ``not_listed`` only where the source lists everybody who joined."""

TIER_STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "left": Style("#E3B23C", "/", INK),
        "stayed": Style("#1F5A94", "", "#FFFFFF"),
        "new": Style("#7FA8CF", "\\", INK),
        "never": Style("#DAD6CC", ".", INK),
        "unknown": Style("#F1EEE7", "", "#5F6368"),
    }
)
"""States over a sequence of texts, in the order of a chart from left to right."""

ORIGIN_STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "returning": Style("#1F5A94", "", "#FFFFFF"),
        "voted_no": Style("#7A3B69", "x", "#FFFFFF"),
        "abstained": Style("#D08A5C", "+", INK),
        "lapsed": Style("#E3B23C", "/", INK),
        "voted_yes": Style("#7FA8CF", "\\", INK),
        "absent": Style("#C9C6BF", ".", INK),
        "no_vote": Style("#FFFFFF", "", INK),
    }
)
"""Where a State that could join comes from."""

STAND_STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "under": Style("#E3B23C", "/", INK),
        "even": Style("#7FA8CF", "\\", INK),
        "over": Style("#1F5A94", "", "#FFFFFF"),
        "unknown": Style("#93A9D6", ".", INK),
    }
)
"""Share of a regional group beside its share of the membership."""

BLOC_STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "1": Style("#1F5A94", "", "#FFFFFF"),
        "2": Style("#E3B23C", "/", INK),
        "3": Style("#7A3B69", "x", "#FFFFFF"),
        "4": Style("#5FADAD", "-", INK),
        "5": Style("#D08A5C", "+", INK),
        "6": Style("#3D3F6B", "|", "#FFFFFF"),
        "7": Style("#7FA8CF", "\\", INK),
        "8": Style("#C9BFA8", ".", INK),
        "swing": Style("#FFFFFF", ".", INK),
    }
)
"""Blocs by size; ``swing`` are States that no bloc holds with certainty."""

SERIES = ("#1F5A94", "#E3B23C", "#7A3B69", "#4C9A9A", "#8A8072", "#C77B4A", "#93A9D6", "#3D3F6B")
"""Colours for things without a fixed meaning, in order of use; pair each with a dash or a mark."""

DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
MARKS = ("circle", "square", "diamond", "triangle-up", "cross", "x", "star", "hexagon")

TEMPLATE = go.layout.Template(
    layout={
        "font": {"family": FONT, "size": SIZE_BODY, "color": INK},
        "title": {"font": {"size": SIZE_HEAD}, "x": 0, "xanchor": "left"},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "colorway": list(SERIES),
        "hoverlabel": {"bgcolor": "#FFFFFF", "bordercolor": RULE, "font": {"color": INK}},
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

CSS = f"""
.stMainBlockContainer {{ max-width: 1240px; padding-top: 2.2rem; padding-bottom: 3rem; }}
[data-testid="stMetricValue"] {{ font-family: "Source Serif", Georgia, serif; font-size: 2rem; }}
[data-testid="stLayoutWrapper"]:has(> .st-key-progress) {{
  position: fixed; right: 1.5rem; bottom: 1.5rem; width: 18rem; z-index: 100;
}}
.st-key-progress [data-testid="stProgress"] {{
  background: {PAPER}; color: {INK}; padding: 0.6rem 0.8rem; border: 1px solid {RULE};
}}
.st-key-top {{ padding-top: 0.4rem; }}
@media (max-width: 1000px) {{ .st-key-top {{ padding-top: 1.8rem; }} }}
.st-key-facts_asked {{ padding-top: 1.6rem; }}
.st-key-answer p {{
  font-family: "Source Serif", Georgia, serif; font-size: 1.3rem; line-height: 1.5;
  max-width: 62rem;
}}
.st-key-glance [data-testid="stVerticalBlock"] {{ padding: 0.6rem 0.65rem; }}
[data-testid="stHeaderActionElements"] {{ display: none; }}
[data-testid="stCaptionContainer"] {{ opacity: 0.85; }}
:is([data-testid="stMetricLabel"], [data-testid="stMetricValue"]) :is(div, p) {{
  white-space: normal; overflow: visible;
}}
[data-testid="stExpandSidebarButton"] {{ width: auto; padding: 0 0.5rem; }}
[data-testid="stExpandSidebarButton"]::after {{
  content: "Menu"; font: 600 0.95rem "Source Sans", sans-serif; padding-left: 0.3rem;
}}
[class*="st-key-names"] a {{ color: inherit; text-decoration-color: {RULE}; }}
.leads-on .drag {{ cursor: pointer !important; }}
.stPlotlyChart {{ background: {PAPER}; border-radius: 4px; }}
@media print {{
  [data-testid="stSidebar"], [data-testid="stHeader"], .st-key-top, .stExpander, .stDownloadButton,
  .stPopover, [data-testid="stBidiComponentIsolated"] {{ display: none; }}
}}
"""
"""What Streamlit's own theme cannot say: measure, figures in the serif, paper behind charts."""


def pattern(look: Category | Style) -> dict[str, object]:
    """Return the texture of a fill, as Plotly takes it."""
    return {
        "shape": look.pattern,
        "fillmode": "replace",
        "bgcolor": look.colour,
        "fgcolor": look.text_colour,
        "fgopacity": 0.3,
        "size": 6,
        "solidity": 0.25,
    }


def lay_out(figure: go.Figure, *, height: int) -> None:
    """Give a chart with a titled axis its look: the legend upon the plot; height in pixels."""
    figure.update_layout(
        template=TEMPLATE,
        height=height,
        margin={"l": 8, "r": 16, "t": 44, "b": 40},
        legend=LEGEND_ON_PLOT,
    )
