"""Charts of pages go on slides as what they are: lines with intervals, tiles, ribbons, pictures."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest

from dashboard import i18n, navigation, once
from dashboard.blocks import Chart, flat
from dashboard.briefing import slides
from dashboard.briefing.charts import reading
from dashboard.briefing.charts.drawing import Line, Points
from data.facts import Facts
from tests.dashboard.briefing.slides import reading_back
from tests.dashboard.briefing.slides.conftest import MakePack

pytestmark = pytest.mark.real


def charts(view: tuple[navigation.Page, dict[str, str]], language: str) -> list[Chart]:
    i18n.use(language, i18n.translations(language))
    page, query = view
    blocks = once.said(navigation.views(page)["".join(query.values())])
    return [block for block in flat(blocks) if isinstance(block, Chart)]


def native(content: bytes) -> list[Any]:
    found = reading_back.opened(content)
    return [chart for slide in found.slides for chart in reading_back.charts(slide)]


def test_lines_and_intervals_keep_their_numbers(pack: MakePack, facts: Facts) -> None:
    language = "nl"
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


def test_each_tile_is_a_shape_named_for_its_state(pack: MakePack, facts: Facts) -> None:
    language = "nl"
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
