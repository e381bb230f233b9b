"""States by instruments: a cell a State and roster, its standing as fill and texture.

A State that a roster does not list is an empty cell, crossed by the guide lines; one of which the
roster does not tell is hatched, so that silence is never taken for an answer.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import NoReturn

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from data.errors import AnalysisError

Numbers = npt.NDArray[np.float64]

ROW_PX = 17
LETTER_PX = 6.2
LABEL_LETTERS = 30
WIDE_COLUMNS = 26
"""Up to so many columns a name may take two lines."""
MAX_COLUMNS = 80
"""More do not fit a page."""
CROWDED_COLUMNS = 40
"""Beyond so many, words at the columns are small."""
SIZE_CROWDED = 9

BLANK = "not_listed"


@dataclass(frozen=True)
class _RowLines:
    """Where the rows stand: integers downwards, a free line before each heading."""

    row: npt.NDArray[np.int64]
    headings: dict[int, str]

    @property
    def n_lines(self) -> int:
        return int(self.row.max()) + 1


def rosters(
    cells: pd.DataFrame,
    texts: pd.DataFrame,
    *,
    states: pd.DataFrame,
    instruments: pd.DataFrame,
    categories: Sequence[theme.Category],
    total: str,
) -> go.Figure:
    """Return the matrix.

    Parameters
    ----------
    cells : DataFrame
        Rows iso3, columns instrument_id: the key of a category.
    texts : DataFrame
        The same shape: plain text shown on a cell.
    states : DataFrame
        ``iso3, name, n, band``: a row a row of `cells`, in order. Where ``band`` changes, its words
        are set as a heading; empty for none. ``n`` is the total of the row.
    instruments : DataFrame
        ``instrument_id, name, n``: a row a column of `cells`, in order; ``n`` is its total.
    categories : sequence of Category
        In the order of the legend; ``not_listed`` is left blank.
    total : str
        Heading of the totals.

    Returns
    -------
    Figure
        As high as its rows need.

    Raises
    ------
    AnalysisError
        If rows, columns or categories do not match, or there are more than `MAX_COLUMNS`.
    """
    _check(cells, texts, states, instruments, categories)
    if len(instruments) > MAX_COLUMNS:
        _refuse(f"{len(instruments)} columns", f"at most {MAX_COLUMNS}", "draw fewer")
    place = _row_lines(states["band"])
    figure = go.Figure()
    for category in categories:
        figure.add_trace(_area(cells, place, category))
    figure.add_trace(_hover(texts, place))
    figure.add_trace(_totals(place, states, instruments))
    figure.add_trace(go.Scatter(x=[None], y=[None], xaxis="x2", showlegend=False))
    _lay_out(figure, place, states, instruments, total)
    return figure


def _check(
    cells: pd.DataFrame,
    texts: pd.DataFrame,
    states: pd.DataFrame,
    instruments: pd.DataFrame,
    categories: Sequence[theme.Category],
) -> None:
    """Refuse frames that are not about the same cells."""
    is_same = (
        cells.shape == texts.shape
        and list(cells.index) == list(states["iso3"])
        and list(cells.columns) == list(instruments["instrument_id"])
    )
    strange = sorted(set(np.unique(cells.to_numpy(dtype=str))) - {c.key for c in categories})
    if not is_same or strange:
        _refuse(
            f"category {', '.join(strange)}" if strange else "frames of other cells",
            "rows, columns and categories of one matrix",
            "pass the frames of one result",
        )


def _refuse(found: str, expected: str, do: str) -> NoReturn:
    raise AnalysisError("figure of the matrix", found=found, expected=expected, do=do)


def _row_lines(bands: pd.Series) -> _RowLines:
    """Return the line of each row; line 0 is kept for the totals."""
    row, headings, line, last = [], {}, 1, ""
    for band in bands:
        if band != last:
            headings[line + 1] = band
            line += 2
            last = band
        row.append(line)
        line += 1
    return _RowLines(np.array(row, dtype=np.int64), headings)


def _area(cells: pd.DataFrame, place: _RowLines, category: theme.Category) -> go.Scatter:
    """Return all cells of a category as one filled trace."""
    is_in = (cells == category.key).to_numpy(dtype=bool)
    name = f"{category.label} ({int(is_in.sum())})"
    if category.key == BLANK:
        return go.Scatter(
            x=[None],
            y=[None],
            mode="lines+markers",
            line={"color": theme.RULE, "width": 1},
            marker={"symbol": "line-ns-open", "size": 10, "color": theme.RULE},
            name=name,
        )
    runs = list(_runs(is_in, place, is_merged=category.key == "unknown"))
    x, y = _rings(runs, gap=0.0 if category.key == "unknown" else 0.12)
    return go.Scatter(
        x=x.astype(np.float32) if len(x) else [None],
        y=y.astype(np.float32) if len(y) else [None],
        mode="lines",
        line={"color": theme.RULE, "width": 0 if category.key == "unknown" else 0.6},
        fill="toself",
        fillcolor=category.colour,
        fillpattern=theme.pattern(category) if category.pattern else None,
        hoverinfo="skip",
        name=name,
    )


def _runs(
    is_in: npt.NDArray[np.bool_], place: _RowLines, *, is_merged: bool
) -> Iterator[tuple[int, int, int]]:
    """Yield column, first and last line of each rectangle; cells of a column may be one."""
    for column in range(is_in.shape[1]):
        lines = place.row[is_in[:, column]]
        if not is_merged:
            yield from ((column, int(line), int(line)) for line in lines)
            continue
        for run in np.split(lines, np.flatnonzero(np.diff(lines) != 1) + 1):
            if len(run):
                yield column, int(run[0]), int(run[-1])


def _rings(runs: Sequence[tuple[int, int, int]], *, gap: float) -> tuple[Numbers, Numbers]:
    """Return the corners of rectangles, a gap behind each."""
    corners = np.array(runs, dtype=np.float64).reshape(-1, 3)
    half = 0.5 - gap / 2
    side = half * np.array([-1, 1, 1, -1, -1, np.nan])
    x = corners[:, [0]] + side
    top, low = corners[:, [1]] - half, corners[:, [2]] + half
    y = np.hstack([top, top, low, low, top, np.full_like(top, np.nan)])
    return x.ravel(), y.ravel()


def _hover(texts: pd.DataFrame, place: _RowLines) -> go.Heatmap:
    """Return an invisible trace that says of each cell what is known."""
    n_columns = texts.shape[1]
    words = [[""] * n_columns for _ in range(place.n_lines)]
    z = np.full((place.n_lines, n_columns), np.nan, dtype=np.float32)
    z[place.row] = 0
    for line, row in zip(place.row, texts.to_numpy(dtype=object), strict=True):
        words[line] = [escape(text, quote=False) for text in row]
    return go.Heatmap(
        z=z,
        x=np.arange(n_columns, dtype=np.int16),
        y=np.arange(place.n_lines, dtype=np.int16),
        customdata=words,
        opacity=0,
        showscale=False,
        hoverongaps=False,
        hovertemplate="<b>%{y}</b><br>%{x}<br>%{customdata}<extra></extra>",
    )


def _totals(place: _RowLines, states: pd.DataFrame, instruments: pd.DataFrame) -> go.Scatter:
    """Return the totals of columns, above, and of rows, to the right."""
    n = len(instruments)
    return go.Scatter(
        x=[*range(n), *[n - 0.1] * len(states)],
        y=[*[0] * n, *place.row.tolist()],
        mode="text",
        text=[str(value) for value in (*instruments["n"], *states["n"])],
        textfont={"size": _size(n), "color": theme.INK},
        hoverinfo="skip",
        showlegend=False,
    )


def _size(n_columns: int) -> int:
    """Return the size of words at the columns."""
    return SIZE_CROWDED if n_columns > CROWDED_COLUMNS else theme.SIZE_SMALL


def _label(name: str, *, n_columns: int) -> str:
    """Return the name of a column, on two lines where there is room, shortened where not."""
    width = LABEL_LETTERS
    if len(name) <= width:
        return escape(name, quote=False)
    if n_columns > WIDE_COLUMNS:
        return escape(textwrap.shorten(name, width, placeholder=" …"), quote=False)
    lines = textwrap.wrap(name, width, max_lines=2, placeholder=" …")
    return "<br>".join(escape(line, quote=False) for line in lines)


def _lay_out(
    figure: go.Figure,
    place: _RowLines,
    states: pd.DataFrame,
    instruments: pd.DataFrame,
    total: str,
) -> None:
    """Set size, names and guide lines; the names of the columns stand above and below."""
    n_columns = len(instruments)
    labels = [_label(str(name), n_columns=n_columns) for name in instruments["name"]]
    longest = max(len(line) for label in labels for line in label.split("<br>"))
    head_px = int(longest * LETTER_PX) + 24
    ticks = [*place.row.tolist(), *place.headings, 0]
    names = [escape(str(name), quote=False) for name in states["name"]]
    bold = [f"<b>{escape(heading, quote=False)}</b>" for heading in place.headings.values()]
    columns = {
        "tickvals": list(range(n_columns)),
        "ticktext": labels,
        "tickangle": -90,
        "range": [-0.6, n_columns + 0.3],
        "tickfont": {"size": _size(n_columns)},
        "zeroline": False,
        "ticks": "",
    }
    figure.update_layout(
        template=theme.TEMPLATE,
        height=2 * head_px + place.n_lines * ROW_PX + 40,
        margin={"l": 8, "r": 8, "t": 40, "b": 8},
        legend={"itemsizing": "trace"},
        xaxis={**columns, "side": "top", "gridcolor": theme.LAND},
        xaxis2={**columns, "side": "bottom", "overlaying": "x", "showgrid": False},
        yaxis={
            "tickvals": ticks,
            "ticktext": [*names, *bold, f"<b>{escape(total, quote=False)}</b>"],
            "range": [place.n_lines - 0.4, -0.7],
            "tickfont": {"size": theme.SIZE_SMALL},
            "gridcolor": theme.LAND,
            "zeroline": False,
            "ticks": "",
        },
    )
