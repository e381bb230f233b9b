"""Dated things in lanes over time, each mark with a few words to its left.

A lane has as many rows as its marks need: the latest stands at the right of the first row, and a
mark whose words would run into another's moves a row down, so that what is recent reads as a list.
A date known only as a month, a year or a span is drawn as a bar over all the days it can mean, with
the mark in its middle.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme

ROW_PX = 19
LANE_GAP_ROWS = 0.45
PLOT_PX = 640
"""Width for which words are kept apart: that of a small screen."""
MARK_PX = 13
LETTER_PX = 5.7
MAX_LETTERS = 34
MIN_LETTERS = 6
WRAP_LETTERS = 22
LINE_PX = 17
HEAD_PX = 44
TODAY_PX = 18
FOOT_PX = 34

Part = dict[str, Any]
"""A trace, a shape or the like, as Plotly takes it; the figure checks all of them at once."""

_COLUMNS = ["lane", "mark", "date_from", "date_to", "label", "title", "hover"]


@dataclass(frozen=True)
class Mark:
    """What a mark on the chart stands for.

    Attributes
    ----------
    key : str
        Value in the column ``mark``.
    label : str
        Words for the legend; without them the mark has no entry there.
    symbol : str
        Plotly marker symbol.
    colour : str
        As ``#rrggbb``.
    """

    key: str
    label: str
    symbol: str
    colour: str


def chart(
    events: pd.DataFrame,
    *,
    lanes: Mapping[str, str],
    marks: Sequence[Mark],
    first: pd.Timestamp,
    last: pd.Timestamp,
    empty: str,
    today: tuple[pd.Timestamp, str] | None = None,
) -> go.Figure:
    """Return events in lanes over time.

    Parameters
    ----------
    events : DataFrame
        ``lane, mark, date_from, date_to, label, title, hover``: a row a mark. ``label`` is set
        beside it; ``title`` and ``hover`` are shown on demand, a line break starting a new line.
        Events that were over before `first` are not drawn.
    lanes : mapping of str to str
        Keys to words, from the top down; all are drawn, also those without an event.
    marks : sequence of Mark
        In the order of the legend.
    first, last : Timestamp
        Ends of the axis.
    empty : str
        Words in a lane without an event.
    today : tuple of Timestamp and str, optional
        A day at which a line is drawn, and its words.
    """
    drawn = _placed(events.loc[events["date_to"] >= first, _COLUMNS], first, last)
    tops, n_rows = _tops(drawn, lanes)
    drawn["y"] = drawn["lane"].map(tops) + drawn["row"]
    present = set(drawn["mark"])
    points = [_points(drawn[drawn["mark"] == m.key], m) for m in marks if m.key in present]
    held = set(drawn["lane"])
    layout = _layout(
        lanes,
        tops,
        n_rows=n_rows,
        first=first,
        last=last,
        head_px=HEAD_PX if today is None else HEAD_PX + TODAY_PX,
    )
    layout["annotations"] = [_empty(tops[lane], empty) for lane in lanes if lane not in held]
    if today is not None:
        layout["shapes"].append(_day_line(today[0]))
        layout["annotations"].append(_day_words(*today))
    return go.Figure(data=[_bars(drawn), _labels(drawn), *points], layout=layout)


def has_bars(events: pd.DataFrame, first: pd.Timestamp) -> bool:
    """Return whether `chart` draws a bar: a date that is no single day on an axis from `first`."""
    start = events["date_from"].where(events["date_from"] >= first, first)
    return bool((events["date_to"] > start).any())


def _placed(events: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """Return the events with their middle and bar on the axis, side of the words, and row."""
    start = events["date_from"].where(events["date_from"] >= first, first)
    middle = start + (events["date_to"] - start) / 2
    px_per_day = PLOT_PX / (last - first).days
    begin = (start - first).dt.days * px_per_day
    end = (events["date_to"] - first).dt.days * px_per_day
    room = pd.DataFrame({"left": begin, "right": PLOT_PX - end}) - MARK_PX
    words = events["label"].map(_short)
    is_left = (words.str.len() * LETTER_PX <= room["left"]) | (room["left"] >= room["right"])
    letters = (room["left"].where(is_left, room["right"]) / LETTER_PX).astype(int)
    label = pd.Series(list(map(_short, words, letters)), index=words.index, dtype=object)
    length = label.str.len() * LETTER_PX
    low = begin - MARK_PX - length.where(is_left, 0)
    high = end + MARK_PX + length.where(~is_left, 0)
    return events.assign(
        start=start,
        middle=middle,
        label=label,
        is_left=is_left,
        low=low,
        high=high,
        row=_rows(events["lane"].tolist(), low.tolist(), high.tolist()),
    )


def _rows(lane: list[str], low: list[float], high: list[float]) -> list[int]:
    """Return the row of each event in its lane: the first in which it touches no other."""
    taken: dict[str, list[list[tuple[float, float]]]] = {}
    rows = [0] * len(lane)
    for i in sorted(range(len(lane)), key=lambda i: (-high[i], -low[i])):
        held = taken.setdefault(lane[i], [])
        row = next(
            (n for n, row in enumerate(held) if all(high[i] <= a or low[i] >= b for a, b in row)),
            len(held),
        )
        if row == len(held):
            held.append([])
        held[row].append((low[i], high[i]))
        rows[i] = row
    return rows


def _tops(drawn: pd.DataFrame, lanes: Mapping[str, str]) -> tuple[dict[str, float], float]:
    """Return the first row of each lane, and how many rows there are in all."""
    depth = (drawn.groupby("lane")["row"].max() + 1).to_dict()
    tops, at = {}, 0.0
    for lane, words in lanes.items():
        tops[lane] = at
        at += max(depth.get(lane, 1), _wrapped(words).count("<br>") + 1) + LANE_GAP_ROWS
    return tops, at - LANE_GAP_ROWS


def _bars(drawn: pd.DataFrame) -> Part:
    """Return the bars of all dates that are no single day, as one trace."""
    is_span = (drawn["date_to"] > drawn["start"]).to_numpy(dtype=bool)
    x: list[str | None] = []
    y: list[float | None] = []
    for start, end, row in zip(
        _iso(drawn.loc[is_span, "start"]),
        _iso(drawn.loc[is_span, "date_to"]),
        drawn.loc[is_span, "y"],
        strict=True,
    ):
        x += [start, end, None]
        y += [row, row, None]
    return {
        "type": "scatter",
        "x": x or [None],
        "y": y or [None],
        "mode": "lines",
        "line": {"color": theme.RULE, "width": 7},
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "",
    }


def _labels(drawn: pd.DataFrame) -> Part:
    """Return the words beside marks and bars, kept off them by marks that are not seen."""
    said = drawn[drawn["label"] != ""]
    edge = said["start"].where(said["is_left"], said["date_to"])
    return {
        "type": "scatter",
        "x": _iso(edge),
        "y": said["y"].tolist(),
        "mode": "markers+text",
        "marker": {"size": MARK_PX, "opacity": 0},
        "text": [escape(text, quote=False) for text in said["label"]],
        "textposition": ["middle left" if left else "middle right" for left in said["is_left"]],
        "textfont": {"size": theme.SIZE_SMALL, "color": theme.INK},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "",
    }


def _points(rows: pd.DataFrame, mark: Mark) -> Part:
    """Return the marks of one kind."""
    return {
        "type": "scatter",
        "x": _iso(rows["middle"]),
        "y": rows["y"].tolist(),
        "mode": "markers",
        "marker": {
            "symbol": mark.symbol,
            "size": 10,
            "color": mark.colour,
            "line": {"color": theme.INK, "width": 1.4 if mark.symbol.endswith("-open") else 0.6},
        },
        "cliponaxis": False,
        "customdata": [
            [escape(title, quote=False), escape(more, quote=False).replace("\n", "<br>")]
            for title, more in zip(rows["title"], rows["hover"], strict=True)
        ],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
        "name": mark.label,
        "showlegend": bool(mark.label),
    }


def _layout(
    lanes: Mapping[str, str],
    tops: Mapping[str, float],
    *,
    n_rows: float,
    first: pd.Timestamp,
    last: pd.Timestamp,
    head_px: int,
) -> Part:
    """Return the axes: years below, the lanes' words at the left, rules between them."""
    words = [_wrapped(text) for text in lanes.values()]
    down = [text.count("<br>") / 2 * LINE_PX / ROW_PX for text in words]
    n_years = last.year - first.year + 1
    return {
        "template": theme.TEMPLATE,
        "height": round(n_rows * ROW_PX + head_px + FOOT_PX),
        "margin": {"l": 8, "r": 14, "t": head_px, "b": FOOT_PX},
        "shapes": [_rule(top - 0.5 - LANE_GAP_ROWS / 2) for top in list(tops.values())[1:]],
        "xaxis": {
            "type": "date",
            "range": [first.isoformat(), last.isoformat()],
            "dtick": f"M{12 * max(1, round(n_years / 12))}",
            "tick0": "2000-01-01",
            "tickformat": "%Y",
            "ticklabelmode": "instant",
            "side": "bottom",
        },
        "yaxis": {
            "range": [n_rows - 0.4, -0.7],
            "tickvals": [top + half for top, half in zip(tops.values(), down, strict=True)],
            "ticktext": words,
            "showgrid": False,
            "zeroline": False,
            "ticks": "",
        },
    }


def _rule(row: float) -> Part:
    """Return the rule above a lane."""
    line = {"color": theme.RULE, "width": 1}
    place = {"xref": "paper", "x0": 0, "x1": 1, "y0": row, "y1": row}
    return {"type": "line", **place, "line": line, "layer": "below"}


def _empty(row: float, words: str) -> Part:
    """Return the words in a lane without an event."""
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 6,
        "y": row,
        "text": escape(words, quote=False),
        "showarrow": False,
        "font": {"size": theme.SIZE_SMALL, "color": theme.MUTED},
    }


def _day_line(day: pd.Timestamp) -> Part:
    """Return the line of a day."""
    line = {"color": theme.ACCENT, "width": 1.5, "dash": "dot"}
    place = {"x0": day.isoformat(), "x1": day.isoformat(), "yref": "paper", "y0": 0, "y1": 1}
    return {"type": "line", **place, "line": line, "layer": "below"}


def _day_words(day: pd.Timestamp, words: str) -> Part:
    """Return the words above the line of a day."""
    return {
        "x": day.isoformat(),
        "xanchor": "right",
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "text": escape(words, quote=False),
        "showarrow": False,
        "font": {"size": theme.SIZE_SMALL, "color": theme.ACCENT},
    }


def _short(words: str, letters: int = MAX_LETTERS) -> str:
    """Return words short enough to stand beside a mark; none where hardly a word would."""
    if len(words) <= letters:
        return words
    return words[: letters - 1].rstrip() + "…" if letters >= MIN_LETTERS else ""


def _wrapped(words: str) -> str:
    """Return the words of a lane in lines."""
    lines = [""]
    for word in escape(words, quote=False).split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) > WRAP_LETTERS and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return "<br>".join(lines)


def _iso(days: pd.Series) -> list[str]:
    return list(days.dt.strftime("%Y-%m-%d"))
