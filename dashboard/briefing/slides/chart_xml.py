"""Native charts as DrawingML: the same ends, ticks, textures and words as on screen."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

import numpy as np

from dashboard import theme
from dashboard.briefing.charts.drawing import Line, Numbers, Points, Stroke
from dashboard.briefing.charts.texture import blend
from dashboard.briefing.slides import chart_axes, pen, setting, workbook
from dashboard.briefing.slides.chart_axes import X_AXIS, Y_AXIS, Setting
from dashboard.briefing.slides.native import (
    MAX_SIZE,
    BarChart,
    BarSeries,
    PointChart,
    PointSeries,
)
from dashboard.briefing.slides.pen import POINT, Type
from dashboard.i18n import _

SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
SYMBOLS = {
    "circle": "circle",
    "square": "square",
    "diamond": "diamond",
    "triangle-up": "triangle",
    "triangle-down": "triangle",
    "cross": "plus",
    "x": "x",
    "star": "star",
    "hexagon": "circle",
    "line-ns": "dash",
}
OF_STROKES = ("plus", "x", "star", "dash")
"""Marks that PowerPoint draws as strokes: they take the colour of their line."""

OPEN_PX, STROKE_PX = 1.5, 2.2
DARKER = 0.4
"""How much ink is in the colour of strokes: thin lines of a light colour are not seen."""


def names(chart: PointChart) -> list[str]:
    """Return the names of the series of a chart, one for those too that have none on the page."""
    found, n = [], 0
    for series in chart.series:
        if not series.name:
            n += 1
        found.append(series.name or _("Not in the legend ({n})").format(n=n))
    return found


def of_bars(chart: BarChart, how: Setting) -> str:
    """Return the XML of a bar chart."""
    n = len(chart.categories)
    series = "".join(_bar_series(one, rank, chart, how, n) for rank, one in enumerate(chart.series))
    plot = (
        f'<c:barChart><c:barDir val="{"bar" if chart.is_horizontal else "col"}"/>'
        f'<c:grouping val="{"stacked" if chart.base is None else "clustered"}"/>'
        f'<c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="{min(round(max(chart.gap, 0) * 100), 500)}"/><c:overlap val="100"/>'
        f'<c:axId val="{X_AXIS}"/><c:axId val="{Y_AXIS}"/></c:barChart>'
    )
    place = chart_axes.of_categories(chart, how)
    is_up = chart.place.low < chart.place.high
    value = chart_axes.of_numbers(
        chart.value,
        how,
        number=Y_AXIS,
        crosses=X_AXIS,
        position="b" if chart.is_horizontal else "l",
        crossing="min" if is_up else "max",
        between='<c:crossBetween val="between"/>',
    )
    return _space(plot + place + value, [one.name for one in chart.series], how)


def of_points(chart: PointChart, how: Setting) -> str:
    """Return the XML of a scatter chart."""
    column = 0
    series = ""
    called = names(chart)
    for rank, one in enumerate(chart.series):
        series += _point_series(one, rank, called[rank], column, chart, how)
        column += 2 if workbook.interval(one) is None else 4
    plot = (
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}'
        f'<c:axId val="{X_AXIS}"/><c:axId val="{Y_AXIS}"/></c:scatterChart>'
    )
    axes = ""
    for axis, other, number, crosses, position in (
        (chart.x, chart.y, X_AXIS, Y_AXIS, "b"),
        (chart.y, chart.x, Y_AXIS, X_AXIS, "l"),
    ):
        axes += chart_axes.of_numbers(
            axis,
            how,
            number=number,
            crosses=crosses,
            position=position,
            crossing="min" if other.low < other.high else "max",
            between='<c:crossBetween val="midCat"/>',
        )
    return _space(plot + axes, [one.name for one in chart.series], how)


def _space(plot: str, in_chart: Sequence[str], how: Setting) -> str:
    """Return a chart with its plot in its place."""
    frame, box = how.frame, how.plot
    place = (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/><c:x val="{(box.left - frame.left) / frame.width:.6f}"/>'
        f'<c:y val="{(box.top - frame.top) / frame.height:.6f}"/>'
        f'<c:w val="{box.width / frame.width:.6f}"/><c:h val="{box.height / frame.height:.6f}"/>'
        "</c:manualLayout></c:layout>"
    )
    return (
        f'<c:chartSpace {SPACES}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea>{place}{plot}'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>"
        f'{_legend(in_chart, how)}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{chart_axes.letters(theme.SIZE_BODY, how)}</c:chartSpace>"
    )


def _legend(in_chart: Sequence[str], how: Setting) -> str:
    """Return the legend, without the series that have no name in it."""
    if how.legend is None:
        return ""
    wanted = {key.name for key in how.legend.keys}
    seen: set[str] = set()
    left_out = []
    for rank, name in enumerate(in_chart):
        if name not in wanted or name in seen:
            left_out.append(
                f'<c:legendEntry><c:idx val="{rank}"/><c:delete val="1"/></c:legendEntry>'
            )
        seen.add(name)
    frame, box = how.frame, how.legend_box
    wide = sum(setting.width(name, theme.SIZE_BODY * how.scale) + 60 * how.scale for name in wanted)
    return (
        f'<c:legend><c:legendPos val="{"t" if how.legend.is_above else "b"}"/>{"".join(left_out)}'
        '<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{(box.left - frame.left) / frame.width:.6f}"/>'
        f'<c:y val="{(box.top - frame.top) / frame.height:.6f}"/>'
        f'<c:w val="{min(wide / frame.width, 1.0):.6f}"/>'
        f'<c:h val="{box.height / frame.height:.6f}"/></c:manualLayout></c:layout>'
        f'<c:overlay val="1"/>{chart_axes.letters(theme.SIZE_BODY, how)}</c:legend>'
    )


def _bar_series(one: BarSeries, rank: int, chart: BarChart, how: Setting, n: int) -> str:
    letter = workbook.column(rank + 1)
    stroke = one.mark.stroke
    return (
        f'<c:ser><c:idx val="{rank}"/><c:order val="{rank}"/>{_name(one.name, letter)}'
        f"<c:spPr>{pen.filled(one.mark.fill)}{pen.lined(stroke, how.scale)}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{_bar_labels(one, how)}'
        f"<c:cat>{_categories(chart, n)}</c:cat>"
        f"<c:val>{_numbers(one.values, letter)}</c:val></c:ser>"
    )


def _categories(chart: BarChart, n: int) -> str:
    where = f"<c:f>{workbook.SHEET}!$A$2:$A${n + 1}</c:f>"
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{escape(one) if isinstance(one, str) else f"{one:g}"}</c:v></c:pt>'
        for i, one in enumerate(chart.categories)
    )
    if isinstance(chart.categories[0], str):
        return (
            f'<c:strRef>{where}<c:strCache><c:ptCount val="{n}"/>{points}</c:strCache></c:strRef>'
        )
    return (
        f"<c:numRef>{where}<c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{n}"/>{points}</c:numCache></c:numRef>'
    )


def _bar_labels(one: BarSeries, how: Setting) -> str:
    """Return the words in the bars."""
    writing = one.mark.writing
    type_ = Type(writing.size_px * how.scale, writing.colour, is_bold=writing.is_bold)
    labels = [(i, text, type_, "ctr") for i, text in enumerate(one.words) if text]
    return _labels(labels, how)


def _point_series(
    one: PointSeries, rank: int, name: str, column: int, chart: PointChart, how: Setting
) -> str:
    letters = [workbook.column(column + i) for i in range(4)]
    x = workbook.on_sheet(one.x, chart.x)
    y = workbook.on_sheet(one.y, chart.y)
    labels = [
        (
            label.rank,
            label.text,
            Type(label.size_px * how.scale, label.colour, is_bold=label.is_bold),
            label.side,
        )
        for label in one.labels
    ]
    line = "<a:ln><a:noFill/></a:ln>" if one.line is None else _line(one.line, how)
    return (
        f'<c:ser><c:idx val="{rank}"/><c:order val="{rank}"/>{_name(name, letters[1])}'
        f"<c:spPr>{line}</c:spPr>{_marker(one.points, how)}{_unlike(one, line, how)}"
        f"{_labels(labels, how)}{_interval(one, letters, how)}"
        f"<c:xVal>{_numbers(x, letters[0])}</c:xVal><c:yVal>{_numbers(y, letters[1])}</c:yVal>"
        '<c:smooth val="0"/></c:ser>'
    )


def _line(line: Line, how: Setting) -> str:
    return pen.lined(line.stroke, how.scale)


def _marker(points: Points | None, how: Setting) -> str:
    """Return the mark that most of the points have."""
    if points is None or not len(points.x):
        return '<c:marker><c:symbol val="none"/></c:marker>'
    return _marker_of(points, _usual(points), how)


def _unlike(one: PointSeries, line: str, how: Setting) -> str:
    """Return the marks of points that look unlike most, and of those with words.

    LibreOffice gives a point with words a mark of its own choice, if it is not told.
    """
    points = one.points
    with_words = {label.rank for label in one.labels}
    if points is None or not len(points.x):
        return "".join(
            f'<c:dPt><c:idx val="{i}"/>{_marker(None, how)}<c:bubble3D val="0"/>'
            f"<c:spPr>{line}</c:spPr></c:dPt>"
            for i in sorted(with_words)
        )
    usual = _look(points, _usual(points))
    return "".join(
        f'<c:dPt><c:idx val="{i}"/>{_marker_of(points, i, how)}<c:bubble3D val="0"/>'
        f"<c:spPr>{line}</c:spPr></c:dPt>"
        for i in range(len(points.x))
        if i in with_words or _look(points, i) != usual
    )


def _look(points: Points, i: int) -> tuple[object, ...]:
    return (
        points.symbols[i],
        points.is_open[i],
        points.colours[i],
        float(points.sizes_px[i]),
        float(points.opacities[i]),
    )


def _usual(points: Points) -> int:
    """Return a point that looks like most."""
    looks = [_look(points, i) for i in range(len(points.x))]
    return looks.index(max(looks, key=looks.count)) if len(looks) < 500 else 0


def _marker_of(points: Points, i: int, how: Setting) -> str:
    symbol = SYMBOLS[points.symbols[i]]
    colour, opacity = points.colours[i], float(points.opacities[i])
    size = int(np.clip(round(float(points.sizes_px[i]) * how.scale * POINT), 2, MAX_SIZE))
    stroke = points.stroke
    if points.is_open[i]:
        stroke = Stroke(colour, OPEN_PX, opacity=opacity)
    if symbol in OF_STROKES:
        stroke = Stroke(blend(theme.INK, colour, DARKER), STROKE_PX, opacity=opacity)
    fill = "<a:noFill/>" if points.is_open[i] else pen.solid(colour, opacity)
    return (
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/>'
        f"<c:spPr>{fill}{pen.lined(stroke, how.scale)}</c:spPr></c:marker>"
    )


def _interval(one: PointSeries, letters: Sequence[str], how: Setting) -> str:
    """Return the intervals of points as error bars with numbers of their own."""
    reach = workbook.interval(one)
    if reach is None or one.points is None:
        return ""
    return (
        '<c:errBars><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/><c:plus>{_numbers(reach[1], letters[3])}</c:plus>'
        f"<c:minus>{_numbers(reach[0], letters[2])}</c:minus>"
        f"<c:spPr>{pen.lined(one.points.interval, how.scale)}</c:spPr></c:errBars>"
    )


def _labels(labels: Sequence[tuple[int, str, Type, str]], how: Setting) -> str:
    """Return words at some points, and none at the others."""
    if not labels:
        return ""
    found = ""
    for i, text, type_, side in labels:
        paragraphs = "".join(
            f"<a:p><a:r>{type_.properties(how.language)}<a:t>{escape(line)}</a:t></a:r></a:p>"
            for line in setting.readable(text).split("\n")
        )
        found += (
            f'<c:dLbl><c:idx val="{i}"/><c:tx><c:rich><a:bodyPr wrap="none" lIns="19050" '
            f'tIns="0" rIns="19050" bIns="0"/><a:lstStyle/>{paragraphs}</c:rich></c:tx>'
            f'<c:dLblPos val="{side}"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
            '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
            '<c:showBubbleSize val="0"/></c:dLbl>'
        )
    return (
        f'<c:dLbls>{found}<c:showLegendKey val="0"/><c:showVal val="0"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbls>'
    )


def _name(name: str, letter: str) -> str:
    return (
        f"<c:tx><c:strRef><c:f>{workbook.SHEET}!${letter}$1</c:f><c:strCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(setting.readable(name))}</c:v></c:pt>'
        "</c:strCache></c:strRef></c:tx>"
    )


def _numbers(values: Numbers, letter: str) -> str:
    n = len(values)
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{float(value)!r}</c:v></c:pt>'
        for i, value in enumerate(values)
        if np.isfinite(value)
    )
    return (
        f"<c:numRef><c:f>{workbook.SHEET}!${letter}$2:${letter}${n + 1}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{n}"/>{points}'
        "</c:numCache></c:numRef>"
    )
