"""Puts a chart on a slide: as a native chart, as shapes, or as a picture where neither can hold it.

A chart of many rows was parted over slides before (`parting`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from pptx.opc.package import Part
from pptx.parts.slide import SlidePart

from dashboard import theme
from dashboard.briefing.charts import painting
from dashboard.briefing.charts.drawing import (
    Area,
    Bars,
    Cells,
    Drawing,
    Labels,
    Line,
    Mark,
    Panel,
    Points,
)
from dashboard.briefing.slides import (
    chart_axes,
    chart_xml,
    drawn,
    legible,
    native,
    parting,
    plot,
    setting,
    workbook,
)
from dashboard.briefing.slides.chart_axes import Setting
from dashboard.briefing.slides.native import BarChart, Native
from dashboard.briefing.slides.pen import Pen, SlideBox

IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"

Kind = Literal["native", "tiles", "flows", "shapes", "picture"]

MAX_SHAPES = 520
"""Above this many a chart is a picture: nobody edits so many by hand, and files grow."""

GREATEST_SCALE = 1.3
"""Letters on a slide beside those on the page, at most: 13 pixels there are 13 points here."""

NAME_PX = 430.0
"""Width of the name of a row, at most, in pixels of the page."""

PICTURE_SHARE = 1.15
"""Pixels of a picture to one of the slide: its letters are so much smaller, its room greater."""

STRETCH = 1.5
"""How much higher than on the page a chart may stand."""


@dataclass(frozen=True)
class Made:
    """What python-pptx asks of the data of a chart."""

    xml: str
    xlsx_blob: bytes

    def xml_bytes(self, _chart_type: object) -> bytes:
        """Return the chart."""
        return self.xml.encode()


def prepared(chart: Drawing) -> Drawing:
    """Return a chart without panels in which nothing is seen, bars as a native chart has them."""
    seen = [panel for panel in chart.panels if any(map(_is_seen, panel.marks))]
    return replace(chart, panels=tuple(native.fitted(_rewrapped(panel)) for panel in seen))


def _rewrapped(panel: Panel) -> Panel:
    """Return a panel whose rows have names of fewer lines: a slide is wider than a page."""
    if not any("\n" in tick.label for tick in panel.y.ticks):
        return panel
    ticks = tuple(
        replace(
            tick,
            label="\n".join(
                setting.wrapped(tick.label.replace("\n", " "), panel.y.size_px, NAME_PX)
            ),
        )
        for tick in panel.y.ticks
    )
    return replace(panel, y=replace(panel.y, ticks=ticks))


def kind(chart: Drawing) -> Kind:
    """Return as what a chart, `prepared` before, is put on a slide."""
    if chart.flows is not None:
        return "flows"
    if chart.panels and all(native.of_panel(panel) for panel in chart.panels):
        return "native"
    if _n_shapes(chart) > MAX_SHAPES:
        return "picture"
    return "tiles" if len(chart.panels) == 1 and _is_tiled(chart.panels[0]) else "shapes"


def best_height(chart: Drawing, room: float) -> float:
    """Return how high a chart stands where it has so much room."""
    return min(room, chart.height_px * GREATEST_SCALE * STRETCH)


def put(
    part: SlidePart, own: Pen, chart: Drawing, area: SlideBox, *, name: str, about: str
) -> Iterator[str]:
    """Yield the shapes of a chart, `prepared` before, in an area of a slide.

    Parameters
    ----------
    part : SlidePart
        Takes what belongs to it: charts, spreadsheets and pictures.
    own : Pen
    chart : Drawing
    area : SlideBox
    name, about : str
        What it is called, and what a reader would see, for those who cannot.
    """
    scale = _scale(chart, area)
    how = kind(chart)
    if how == "picture":
        yield _picture(part, own, chart, area, name, about)
        return
    placed = plot.layout(chart, area, scale)
    if how == "native":
        if legible.is_squeezed(chart, area.height):
            placed = legible.thinned(placed)
        found = [native.of_panel(on.panel) for on in placed.plots]
        in_chart = _legend_is_native(chart, found)
        shapes: list[str] = [] if in_chart else list(drawn.legend(own, placed, scale))
        for on, one in zip(placed.plots, found, strict=True):
            assert one is not None
            title = name if len(found) == 1 else f"{name} ({len(shapes)})"
            shapes += _native(part, own, chart, on, one, placed, area, in_chart, title, about)
        shapes += drawn.words_on_paper(own, chart, placed.inner, scale)
        yield shapes[0] if len(shapes) == 1 else own.group(name, area, shapes, about=about)
        return
    shapes = list(drawn.legend(own, placed, scale))
    if how == "flows":
        shapes += drawn.flows(own, chart, placed.inner, scale)
    for on in placed.plots:
        shapes += drawn.axes(own, on)
        if how == "tiles":
            shapes += drawn.tiles(own, on)
            continue
        for mark in on.panel.marks:
            shapes += drawn.shapes(mark, own, on)
    shapes += drawn.words_on_paper(own, chart, placed.inner, scale)
    yield own.group(name, area, shapes, about=about)


def _native(
    part: SlidePart,
    own: Pen,
    chart: Drawing,
    on: plot.Plot,
    one: Native,
    placed: plot.PlotLayout,
    area: SlideBox,
    in_chart: bool,
    name: str,
    about: str,
) -> Iterator[str]:
    """Yield a native chart with what stands behind and before it."""
    frame = area if len(chart.panels) == 1 else _frame(on)
    how = Setting(
        frame=frame,
        plot=on.box,
        scale=on.scale,
        language=own.language,
        legend=chart.legend if in_chart else None,
        legend_box=placed.legend_box,
    )
    for mark in one.below:
        yield from drawn.shapes(mark, own, on)
    found = one.chart
    if isinstance(found, BarChart):
        made = Made(chart_xml.of_bars(found, how), workbook.of_bars(found))
        value = not chart_axes.is_plain(found.value)
        place = not chart_axes.has_names(found)
        beside = (value, place) if found.is_horizontal else (place, value)
    else:
        called = chart_xml.names(found)
        made = Made(chart_xml.of_points(found, how), workbook.of_points(found, called))
        beside = (not chart_axes.is_plain(found.x), not chart_axes.is_plain(found.y))
    yield from drawn.axes(own, on, is_drawn=beside)
    key = part.add_chart_part(None, made)  # type: ignore[arg-type]
    content = (
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'r:id="{key}"/></a:graphicData>'
    )
    yield own.frame(name, frame, content, about=about)
    for mark in one.above:
        yield from drawn.shapes(mark, own, on)


def _picture(
    part: SlidePart, own: Pen, chart: Drawing, area: SlideBox, name: str, about: str
) -> str:
    """Return a chart as a crisp picture, with one of dots for programs that know no other."""
    wide = area.width
    low = replace(chart, height_px=area.height * PICTURE_SHARE)
    painted = wide * PICTURE_SHARE
    vector = painting.picture(low, "svg", width_px=painted, description=about)
    dots = painting.picture(low, "png", width_px=painted, description=about)
    package = part.package
    svg = Part(package.next_partname("/ppt/media/drawing%d.svg"), "image/svg+xml", package, vector)
    svg_key = part.relate_to(svg, IMAGE)
    png = Part(package.next_partname("/ppt/media/drawing%d.png"), "image/png", package, dots)
    png_key = part.relate_to(png, IMAGE)
    tall = wide / _shape(dots)
    box = area
    if tall > area.height:
        narrow = area.height * _shape(dots)
        box = SlideBox(area.left + (area.width - narrow) / 2, area.top, narrow, area.height)
    else:
        box = SlideBox(area.left, area.top, wide, tall)
    return own.picture(name, box, png_key, svg_key, about=about)


def _shape(png: bytes) -> float:
    """Return the width of a picture in heights."""
    wide, high = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    return wide / high


def _scale(chart: Drawing, area: SlideBox) -> float:
    """Return how many pixels of the slide are one of the page."""
    scale = area.height / chart.height_px
    if chart.flows is not None:
        return scale
    return float(np.clip(scale, parting.LEAST_SCALE, GREATEST_SCALE))


def _frame(on: plot.Plot) -> SlideBox:
    """Return the frame of one of several charts: its plot with its labels."""
    across = plot.label_room(on.panel.y, on.scale, is_across=False) + 8
    along = plot.label_room(on.panel.x, on.scale, is_across=True) + 4
    half = setting.height(1, theme.SIZE_BODY * on.scale)
    box = on.box
    return SlideBox(
        box.left - across, box.top - half, box.width + across + 2 * half, box.height + along + half
    )


def _legend_is_native(chart: Drawing, found: list[Native | None]) -> bool:
    """Tell whether all of a legend's entries are series of the one native chart."""
    if len(found) != 1 or found[0] is None or not chart.legend.keys:
        return False
    return {key.name for key in chart.legend.keys} <= found[0].names


def _is_seen(mark: Mark) -> bool:
    """Tell whether anything of a mark is to be seen, or stands in the legend."""
    match mark:
        case Points(opacities=opacities):
            return bool(mark.name or np.isfinite(mark.x + mark.y)[opacities > 0].any())
        case Line():
            return bool(mark.name or np.isfinite(mark.x + mark.y).any())
        case Area():
            return bool(mark.name or mark.rings())
        case _:
            return True


def _n_shapes(chart: Drawing) -> int:
    """Return of how many shapes a chart would be made."""
    n = 0
    for mark in chart.marks():
        match mark:
            case Area():
                n += len(mark.rings())
            case Line():
                n += len(drawn.runs(mark))
            case Points():
                n += int((np.isfinite(mark.x + mark.y) & (mark.opacities > 0)).sum())
            case Labels():
                n += sum(map(bool, mark.texts))
            case Cells():
                n += mark.colours.size
            case Bars():
                n += len(mark.at)
    return n


def _is_tiled(panel: Panel) -> bool:
    """Tell whether a panel is made of tiles with letters in them."""
    kinds = {type(mark) for mark in panel.marks}
    if kinds != {Area, Labels} or panel.x.ticks or panel.y.ticks:
        return False
    rings = [ring for mark in panel.marks if isinstance(mark, Area) for ring in mark.rings()]
    return all(len(x) == 5 and len(set(x)) == 2 and len(set(y)) == 2 for x, y in rings)
