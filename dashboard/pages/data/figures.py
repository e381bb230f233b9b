"""What the record holds: the day of each roster, the names known of each, roll calls by year."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme

LANE_PX = 30
BAR_PX = 32
NAME_LETTERS = 38
MARK_PX = 9.0
NAMES_IN_HOVER = 12

USED = theme.Style(theme.ACCENT, "", theme.TEXT_ON_DARK)
FLAGGED = theme.POSITION_STYLES["A"]
NAMED = theme.LISTING_STYLES["listed"]
MISSING = theme.Style(theme.LISTING_STYLES["unknown"].colour, "/", theme.MUTED)


@dataclass(frozen=True)
class RosterMark:
    """How a roster of some status is marked: colour and shape together."""

    key: str
    label: str
    colour: str
    symbol: str


def marks(labels: Sequence[tuple[str, str]]) -> list[RosterMark]:
    """Return a mark for each status: key and words, the best known first."""
    looks = zip(
        (theme.SERIES[0], theme.SERIES[0], theme.SERIES[1], theme.SERIES[2]),
        ("circle", "circle-open", "diamond", "x"),
        strict=True,
    )
    return [
        RosterMark(key, label, colour, symbol)
        for (key, label), (colour, symbol) in zip(labels, looks, strict=True)
    ]


def days(rosters: pd.DataFrame, *, lanes: Sequence[str], kinds: Sequence[RosterMark]) -> go.Figure:
    """Return the day for which each roster holds: a lane a kind, rosters of one day as one mark.

    Parameters
    ----------
    rosters : DataFrame
        ``lane, status, day, label, when``: ``label`` names the roster, ``when`` its day in words.
    lanes : sequence of str
        From above to below.
    kinds : sequence of Mark
        One for each ``status``, in the order of the legend.

    Returns
    -------
    Figure
        A trace a status; the area of a mark goes with the number of rosters.
    """
    figure = go.Figure()
    for kind in kinds:
        chosen = rosters[rosters["status"] == kind.key]
        together = chosen.groupby(["lane", "day", "when"], sort=True)["label"].agg(list)
        if together.empty:
            continue
        lane, day, when = (
            together.index.get_level_values(name) for name in ("lane", "day", "when")
        )
        size = [MARK_PX * len(names) ** 0.5 for names in together]
        figure.add_trace(
            go.Scatter(
                x=pd.DatetimeIndex(day).strftime("%Y-%m-%d").tolist(),
                y=lane.tolist(),
                mode="markers",
                name=kind.label,
                marker={
                    "symbol": kind.symbol,
                    "size": size,
                    "color": kind.colour,
                    "opacity": 0.8,
                    "line": {
                        "color": kind.colour if kind.symbol.endswith("-open") else theme.PAPER,
                        "width": 1.5,
                    },
                },
                customdata=[
                    [escape(day, quote=False), _names_in_lines(names)]
                    for day, names in zip(when, together, strict=True)
                ],
                hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
            )
        )
    figure.update_layout(
        template=theme.TEMPLATE,
        height=LANE_PX * len(lanes) + 90,
        margin={"l": 8, "r": 16, "t": 44, "b": 8},
        xaxis={"type": "date", "dtick": "M12", "tickformat": "%Y"},
        yaxis={
            "categoryorder": "array",
            "categoryarray": list(lanes),
            "range": [len(lanes) - 0.4, -0.6],
            "ticks": "",
            "showline": False,
        },
    )
    return figure


def names_known(
    rosters: pd.DataFrame, *, named: str, missing: str, hover: Sequence[str]
) -> go.Figure:
    """Return a bar a roster: names that are known, and names that are missing.

    Parameters
    ----------
    rosters : DataFrame
        ``label, n_named, n_missing, note``: from above to below; ``note`` stands behind the bar.
    named, missing : str
        Words for the two parts.
    hover : sequence of str
        Plain text shown on each bar.
    """
    figure = go.Figure()
    for column, words, style in (("n_named", named, NAMED), ("n_missing", missing, MISSING)):
        figure.add_trace(
            _bar(
                x=rosters[column].tolist(),
                y=list(range(len(rosters))),
                name=words,
                style=style,
                hover=hover,
                orientation="h",
            )
        )
    ends = rosters["n_named"] + rosters["n_missing"]
    notes = [
        {
            "x": int(end),
            "y": line,
            "text": escape(note, quote=False),
            "showarrow": False,
            "xanchor": "left",
            "xshift": 6,
            "font": {"size": theme.SIZE_SMALL, "color": theme.MUTED},
        }
        for line, (end, note) in enumerate(zip(ends, rosters["note"], strict=True))
    ]
    figure.update_layout(
        template=theme.TEMPLATE,
        annotations=notes,
        barmode="stack",
        bargap=0.35,
        height=BAR_PX * len(rosters) + 80,
        margin={"l": 8, "r": 16, "t": 40, "b": 8},
        xaxis={"visible": False, "range": [0, float(ends.max()) * 1.3]},
        yaxis={
            "tickvals": list(range(len(rosters))),
            "ticktext": [_wrapped(label) for label in rosters["label"]],
            "range": [len(rosters) - 0.45, -0.55],
            "showgrid": False,
            "zeroline": False,
            "showline": False,
            "ticks": "",
        },
    )
    return figure


def years(counts: pd.DataFrame, *, used: str, flagged: str, hover: Sequence[str]) -> go.Figure:
    """Return roll calls by year: those that are analysed, and those that are left out.

    Parameters
    ----------
    counts : DataFrame
        ``year, n_used, n_flagged``.
    used, flagged : str
        Words for the two parts.
    hover : sequence of str
        Plain text shown on each year.
    """
    figure = go.Figure()
    for column, words, style in (("n_used", used, USED), ("n_flagged", flagged, FLAGGED)):
        figure.add_trace(
            _bar(
                x=counts["year"].tolist(),
                y=counts[column].tolist(),
                name=words,
                style=style,
                hover=hover,
                orientation="v",
            )
        )
    figure.update_layout(
        template=theme.TEMPLATE,
        barmode="stack",
        bargap=0.25,
        height=280,
        margin={"l": 8, "r": 8, "t": 40, "b": 8},
        xaxis={"dtick": 10, "showgrid": False, "ticks": "outside"},
        yaxis={"rangemode": "tozero"},
    )
    return figure


def _bar(
    *,
    x: list[int],
    y: list[int],
    name: str,
    style: theme.Style,
    hover: Sequence[str],
    orientation: str,
) -> go.Bar:
    return go.Bar(
        x=x,
        y=y,
        orientation=orientation,
        name=name,
        marker={
            "color": style.colour,
            "line": {"color": theme.RULE, "width": 1 if orientation == "h" else 0},
            "pattern": theme.pattern(style),
        },
        customdata=[escape(text, quote=False).replace("\n", "<br>") for text in hover],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _wrapped(label: str) -> str:
    """Return a name on two lines at most, so that on a narrow screen room is left for the bars."""
    lines = textwrap.wrap(label, NAME_LETTERS, max_lines=2, placeholder=" …")
    return "<br>".join(escape(line, quote=False) for line in lines)


def _names_in_lines(names: list[str]) -> str:
    """Return names below each other; of many, the first ones and an ellipsis."""
    shown = [escape(name, quote=False) for name in names[:NAMES_IN_HOVER]]
    return "<br>".join([*shown, "…"] if len(names) > NAMES_IN_HOVER else shown)
