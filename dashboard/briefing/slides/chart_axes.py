"""The axes of native charts as DrawingML: the same ends, ticks and titles as on screen."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

import numpy as np

from dashboard import theme
from dashboard.briefing.charts.drawing import Axis, Legend
from dashboard.briefing.slides import pen, workbook
from dashboard.briefing.slides.native import BarChart
from dashboard.briefing.slides.pen import POINT, SlideBox, Type

X_AXIS, Y_AXIS = 1001, 1002
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Setting:
    """How a chart is set: its frame and plot on the slide, its scale, language and legend."""

    frame: SlideBox
    plot: SlideBox
    scale: float
    language: str
    legend: Legend | None
    legend_box: SlideBox


def is_plain(axis: Axis) -> bool:
    """Tell whether PowerPoint can write an axis as it is: even numbers from its low end on."""
    if not axis.ticks or not axis.has_labels or axis.kind != "number" or axis.angle_deg:
        return False
    at = np.array([tick.at for tick in axis.ticks])
    step = np.diff(at)
    if len(step) == 0 or np.ptp(step) > TOLERANCE * abs(step[0]) + 1e-12:
        return False
    away = (at[0] - axis.low) / step[0]
    return bool(abs(away - round(away)) < TOLERANCE and number_format(axis) is not None)


def has_names(chart: BarChart) -> bool:
    """Tell whether PowerPoint writes a name at every bar: numbers are drawn beside the chart."""
    return chart.place.has_labels and isinstance(chart.categories[0], str)


def number_format(axis: Axis) -> str | None:
    """Return the format that writes the ticks of an axis; none where they are words."""
    labels = [tick.label.replace("\N{MINUS SIGN}", "-").replace("\xa0", "") for tick in axis.ticks]
    ends = "%" if all(label.endswith("%") for label in labels) else ""
    bare = [label.rstrip("%").strip() for label in labels]
    if not all(label and label.lstrip("-")[:1].isdigit() for label in bare):
        return None
    for tick, label in zip(axis.ticks, bare, strict=True):
        digits = label.lstrip("-").replace(".", "").replace(",", "")
        if not digits.isdigit():
            return None
        value = abs(tick.at) * (100 if ends else 1)
        if not any(digits == f"{value:.{n}f}".replace(".", "") for n in range(5)):
            return None
    step = abs(axis.ticks[1].at - axis.ticks[0].at) * (100 if ends else 1) if len(labels) > 1 else 1
    decimals = 0 if step >= 1 - TOLERANCE else int(np.ceil(-np.log10(step) - TOLERANCE))
    has_groups = max(abs(tick.at) for tick in axis.ticks) >= 10_000
    return ("#,##0" if has_groups else "0") + ("." + "0" * decimals if decimals else "") + ends


def of_categories(chart: BarChart, how: Setting) -> str:
    """Return the axis on which bars stand."""
    axis = chart.place
    is_up = axis.low < axis.high
    is_shown = has_names(chart)
    position = "l" if chart.is_horizontal else "b"
    crossing = '<c:crosses val="autoZero"/>'
    if chart.base is not None:
        crossing = f'<c:crossesAt val="{chart.base:.12g}"/>'
    elif min(chart.value.low, chart.value.high) > 0:
        crossing = '<c:crosses val="min"/>'
    title = _title(axis, how, turned=chart.is_horizontal) if is_shown else ""
    line = pen.lined(axis.line, how.scale) if axis.line else "<a:ln><a:noFill/></a:ln>"
    return (
        f'<c:catAx><c:axId val="{X_AXIS}"/><c:scaling>'
        f'<c:orientation val="{"minMax" if is_up else "maxMin"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{position}"/>{title}'
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{"low" if is_shown else "none"}"/><c:spPr>{line}</c:spPr>'
        f'{letters(axis.size_px, how)}<c:crossAx val="{Y_AXIS}"/>{crossing}'
        f'<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="50"/>'
        '<c:tickLblSkip val="1"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def of_numbers(
    axis: Axis,
    how: Setting,
    *,
    number: int,
    crosses: int,
    position: str,
    crossing: str,
    between: str,
) -> str:
    """Return an axis of numbers; one that is not plain is there, and drawn beside the chart."""
    low, high = sorted(workbook.on_sheet(np.array([axis.low, axis.high]), axis))
    plain = is_plain(axis)
    side = "low" if (axis.side in ("bottom", "left")) == (crossing == "min") else "high"
    grid = (
        f"<c:majorGridlines><c:spPr>{pen.lined(axis.grid, how.scale)}</c:spPr></c:majorGridlines>"
        if plain and axis.grid is not None
        else ""
    )
    unit = ""
    if len(axis.ticks) > 1 and plain:
        unit = f'<c:majorUnit val="{abs(axis.ticks[1].at - axis.ticks[0].at):.10g}"/>'
    turned = position == "l"
    line = pen.lined(axis.line, how.scale) if axis.line and plain else "<a:ln><a:noFill/></a:ln>"
    is_up = axis.low < axis.high
    return (
        f'<c:valAx><c:axId val="{number}"/><c:scaling>'
        f'<c:orientation val="{"minMax" if is_up else "maxMin"}"/>'
        f'<c:max val="{high:.12g}"/><c:min val="{low:.12g}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{position}"/>{grid}'
        f"{_title(axis, how, turned=turned) if plain else ''}"
        f'<c:numFmt formatCode="{(number_format(axis) if plain else None) or "General"}" '
        'sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{side if plain else "none"}"/><c:spPr>{line}</c:spPr>'
        f'{letters(axis.size_px, how)}<c:crossAx val="{crosses}"/><c:crosses val="{crossing}"/>'
        f"{between}{unit}</c:valAx>"
    )


def _title(axis: Axis, how: Setting, *, turned: bool) -> str:
    if not axis.title:
        return ""
    turn = ' rot="-5400000" vert="horz"' if turned else ""
    type_ = Type(theme.SIZE_BODY * how.scale)
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr{turn}/><a:lstStyle/><a:p><a:r>"
        f"{_not_bold(type_, how)}<a:t>{escape(axis.title)}</a:t></a:r></a:p></c:rich>"
        '</c:tx><c:overlay val="0"/></c:title>'
    )


def _not_bold(type_: Type, how: Setting) -> str:
    """Return the properties of a title, which is bold unless told otherwise."""
    return type_.properties(how.language).replace(" dirty=", ' b="0" dirty=', 1)


def letters(size_px: float, how: Setting) -> str:
    """Return how the words of an axis or a legend are set."""
    size = round(size_px * how.scale * POINT * 100)
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}">'
        f'{pen.solid("tx1")}<a:latin typeface="+mn-lt"/></a:defRPr></a:pPr>'
        f'<a:endParaRPr lang="{pen.LANGUAGES[how.language]}"/></a:p></c:txPr>'
    )
