"""Every chart of every page goes on a slide, in both languages, and keeps its numbers there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest

from dashboard import i18n, navigation, once
from dashboard.blocks import Chart, flat
from dashboard.briefing import slides
from dashboard.briefing.charts import reading
from dashboard.briefing.charts.drawing import Bars, Drawing, Line, Points
from dashboard.briefing.slides import charts_on_slides
from dashboard.briefing.slides.native import EXCEL_1970
from data.facts import Facts
from tests import parts
from tests.dashboard.briefing.slides import reading_back
from tests.dashboard.briefing.slides.conftest import MakePack

pytestmark = pytest.mark.real

AS_SHAPES = {
    "standing": {"succession": "shapes", "world": "tiles"},
    "rollcalls": {"votes": "tiles"},
    "rollcalls:moves": {"moves": "flows"},
    "instruments": {"instruments_matrix": "picture"},
    "instruments:roster": {"roster_world": "tiles"},
    "together": {"blocs": "tiles"},
    "network": {"ways": "shapes", "network": "picture"},
    "compare": {"compare_cross": "shapes"},
}
"""Charts that PowerPoint cannot chart, by view, and what they are instead; all others are native.

The matrix of instruments is a picture as a whole; it is parted into slides of shapes.
"""


def charts(view: tuple[navigation.Page, dict[str, str]], language: str) -> list[Chart]:
    i18n.use(language, i18n.translations(language))
    page, query = view
    blocks = once.said(navigation.views(page)["".join(query.values())])
    return [block for block in flat(blocks) if isinstance(block, Chart)]


def native(content: bytes) -> list[Any]:
    found = reading_back.opened(content)
    return [chart for slide in found.slides for chart in reading_back.charts(slide)]


def rounded(values: Iterable[float | None]) -> Counter[float]:
    return Counter(
        round(float(value), 6) for value in values if value is not None and np.isfinite(value)
    )


def lengths(drawing: Drawing) -> dict[str, Counter[float]]:
    """Return the lengths of bars, by the name of their series."""
    found: dict[str, Counter[float]] = {}
    for mark in drawing.marks():
        if isinstance(mark, Bars):
            found.setdefault(mark.name, Counter()).update(rounded(mark.end - mark.start))
    return found


def heights(drawing: Drawing) -> dict[str, Counter[tuple[float, float]]]:
    """Return the places of points that are seen, by the name of their series.

    Points over bars stand there as shapes, and are left out.
    """
    found: dict[str, Counter[tuple[float, float]]] = {}
    for panel in drawing.panels:
        if any(isinstance(mark, Bars) for mark in panel.marks):
            continue
        more = EXCEL_1970 if panel.x.kind == "day" else 0
        for mark in panel.marks:
            if isinstance(mark, Points) and mark.name and mark.opacities.any():
                places = zip(mark.x + more, mark.y, strict=True)
                found.setdefault(mark.name, Counter()).update(
                    (round(x, 6), round(y, 6)) for x, y in places if np.isfinite(x + y)
                )
    return found


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("view", parts.VIEWS, ids=parts.name)
def test_native_charts_keep_the_numbers_of_the_page(
    pack: MakePack, facts: Facts, view: tuple[navigation.Page, dict[str, str]], language: str
) -> None:
    wanted = AS_SHAPES.get(parts.name(view), {})
    for chart in charts(view, language):
        drawing = charts_on_slides.prepared(reading.drawing(chart.figure))
        assert charts_on_slides.kind(drawing) == wanted.get(chart.key, "native"), chart.key
        if chart.key in wanted:
            continue
        bars: dict[str, Counter[float]] = {}
        dots: dict[str, Counter[tuple[float, float]]] = {}
        for one in native(slides.write(pack(chart, language=language))):
            for series in one.plots[0].series:
                if series._element.find("{*}val") is not None:
                    held = reading_back.numbers(series._element, "val")
                    bars.setdefault(series.name, Counter()).update(rounded(held))
                    continue
                xs, ys = (reading_back.numbers(series._element, name) for name in ("xVal", "yVal"))
                dots.setdefault(series.name, Counter()).update(
                    (round(x, 6), round(y, 6))
                    for x, y in zip(xs, ys, strict=True)
                    if x is not None and y is not None
                )
        assert bars == lengths(drawing), chart.key
        for name, places in heights(drawing).items():
            assert places == dots[name], (chart.key, name)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_lines_and_intervals_keep_their_numbers(
    pack: MakePack, facts: Facts, language: str
) -> None:
    view = (next(page for page in navigation.PAGES if page.path == "compare"), {})
    chart = next(one for one in charts(view, language) if one.key == "compare_agreement")
    drawing = reading.drawing(chart.figure)
    (found,) = native(slides.write(pack(chart, language=language)))
    by_name = {series.name: series._element for series in found.plots[0].series}
    for mark in drawing.marks():
        if isinstance(mark, Line):
            assert reading_back.numbers(by_name[mark.name], "yVal") == list(mark.y)
        if isinstance(mark, Points):
            errors = by_name[mark.name].find("{*}errBars")
            assert mark.y_high is not None
            reach = reading_back.numbers(errors, "plus")
            assert reach == pytest.approx(list(np.nan_to_num(mark.y_high - mark.y)))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_each_tile_is_a_shape_named_for_its_state(
    pack: MakePack, facts: Facts, language: str
) -> None:
    view = (next(page for page in navigation.PAGES if page.path == "rollcalls"), {})
    chart = next(one for one in charts(view, language) if one.key == "votes")
    found = reading_back.opened(slides.write(pack(chart, language=language)))
    (group,) = [shape for shape in found.slides[1].shapes if shape.shape_type == 6]
    assert group._element.xpath("./p:nvGrpSpPr/p:cNvPr")[0].get("descr") == chart.summary
    names = Counter(shape.name for shape in group.shapes)  # type: ignore[attr-defined]
    position = dict(zip(chart.table["name"], chart.table["position"], strict=True))
    assert len(position) == 193
    for state, voted in position.items():
        assert names[f"{state}: {voted}"] == 1


def test_each_ribbon_is_a_shape(pack: MakePack, facts: Facts) -> None:
    page = next(page for page in navigation.PAGES if page.path == "rollcalls")
    chart = next(one for one in charts((page, {"aspect": "moves"}), "en") if one.key == "moves")
    drawing = reading.drawing(chart.figure)
    assert drawing.flows is not None
    found = reading_back.opened(slides.write(pack(chart)))
    (group,) = [shape for shape in found.slides[1].shapes if shape.shape_type == 6]
    drawn = [shape for shape in group.shapes if shape.shape_type == 5]  # type: ignore[attr-defined]
    assert len(drawn) == len(drawing.flows.ribbons)
    values = [shape.name.rsplit(": ", 1)[-1] for shape in drawn]
    assert Counter(map(float, values)) == Counter(one.value for one in drawing.flows.ribbons)


def test_a_picture_has_its_data_in_the_notes(pack: MakePack, facts: Facts) -> None:
    view = (next(page for page in navigation.PAGES if page.path == "network"), {})
    chart = next(one for one in charts(view, "en") if one.key == "network")
    found = reading_back.opened(slides.write(pack(chart)))
    slide = found.slides[1]
    (picture,) = [shape for shape in slide.shapes if shape.shape_type == 13]
    assert picture._element.xpath(".//p:cNvPr")[0].get("descr") == chart.summary
    (vector,) = picture._element.iter("{*}svgBlip")
    key = vector.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed")
    assert b"<svg" in slide.part.related_part(key).blob
    notes = slide.notes_slide.notes_text_frame.text  # type: ignore[union-attr]
    first = chart.table[next(iter(chart.columns or chart.table))].iloc[0]
    assert str(first) in notes
