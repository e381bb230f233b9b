"""The spreadsheet inside a native chart: the numbers that PowerPoint opens for editing."""

from __future__ import annotations

import io
from datetime import datetime

import numpy as np
import xlsxwriter

from dashboard.briefing.charts.drawing import Axis, Numbers
from dashboard.briefing.slides.native import EXCEL_1970, BarChart, PointChart, PointSeries

SHEET = "Data"
FIRST_DAY = datetime(1980, 1, 1)  # what files are dated without a day of their own


def of_bars(chart: BarChart) -> bytes:
    """Return the spreadsheet of a bar chart: a row a category, a column a series."""
    columns = [("", list(chart.categories))]
    columns += [(series.name, _cells(series.values)) for series in chart.series]
    return _written(columns)


def of_points(chart: PointChart, names: list[str]) -> bytes:
    """Return the spreadsheet of a scatter chart: two columns a series, and two for intervals."""
    columns: list[tuple[str, list[object]]] = []
    for series, name in zip(chart.series, names, strict=True):
        columns.append((chart.x.title or "x", _cells(on_sheet(series.x, chart.x))))
        columns.append((name, _cells(on_sheet(series.y, chart.y))))
        reach = interval(series)
        if reach is not None:
            columns += [("−", _cells(reach[0])), ("+", _cells(reach[1]))]
    return _written(columns)


def on_sheet(values: Numbers, axis: Axis) -> Numbers:
    """Return places on an axis as a spreadsheet counts them: days from 1900."""
    return values + EXCEL_1970 if axis.kind == "day" else values


def interval(series: PointSeries) -> tuple[Numbers, Numbers] | None:
    """Return how far the intervals of points reach below and above; none where there are none."""
    points = series.points
    if points is None or points.interval is None or points.y_low is None or points.y_high is None:
        return None
    more = (0, len(series.y) - len(points.y))
    below, above = points.y - points.y_low, points.y_high - points.y
    return np.pad(np.nan_to_num(below), more), np.pad(np.nan_to_num(above), more)


def column(rank: int) -> str:
    """Return the letters of a column, from 0.

    Examples
    --------
    >>> column(0), column(27)
    ('A', 'AB')
    """
    letters = ""
    rank += 1
    while rank:
        rank, rest = divmod(rank - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _cells(values: Numbers) -> list[object]:
    return [float(value) if np.isfinite(value) else None for value in values]


def _written(columns: list[tuple[str, list[object]]]) -> bytes:
    """Return a spreadsheet; words stay words, whatever they begin with."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"created": FIRST_DAY, "author": "Trojka"})
    sheet = book.add_worksheet(SHEET)
    for rank, (name, cells) in enumerate(columns):
        if name:
            sheet.write_string(0, rank, name)
        for row, cell in enumerate(cells, start=1):
            if isinstance(cell, str):
                sheet.write_string(row, rank, cell)
            elif cell is not None:
                sheet.write_number(row, rank, cell)
    book.close()
    return file.getvalue()
