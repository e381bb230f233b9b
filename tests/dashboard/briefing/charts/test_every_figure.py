"""Every figure of every page, in both languages, is read whole and painted inside its sheet."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree as ET

import numpy as np
import plotly.graph_objects as go
import pytest
from PIL import Image

from dashboard import i18n, navigation, once
from dashboard.blocks import Chart, flat
from dashboard.briefing.charts import drawing, painting, reading
from dashboard.briefing.charts.axes import unpacked
from dashboard.briefing.charts.canvas import Canvas
from data.errors import AnalysisError

pytestmark = pytest.mark.real

WIDTHS_PX = (480.0, 980.0)
FAR_PX = 0.51
"""What may be lost at an edge: lengths are kept to a hundredth of a pixel, letters to a half."""


@pytest.fixture(params=list(i18n.LANGUAGES))
def language(request: pytest.FixtureRequest) -> str:
    spoken: str = request.param
    i18n.use(spoken, i18n.translations(spoken))
    return spoken


@pytest.fixture(params=navigation.PAGES, ids=lambda page: page.path)
def charts(request: pytest.FixtureRequest, language: str) -> list[Chart]:
    page: navigation.Page = request.param
    return [
        block
        for view in navigation.views(page).values()
        for block in flat(once.said(view))
        if isinstance(block, Chart)
    ]


def reached(chart: drawing.Drawing, width: float, monkeypatch: pytest.MonkeyPatch) -> Canvas:
    """Return the canvas on which a chart was painted in the end."""
    canvases: list[Canvas] = []
    made = Canvas.document

    def document(self: Canvas, *asked: object) -> bytes:
        canvases.append(self)
        return made(self, *asked)  # type: ignore[arg-type]  # as it was asked

    with monkeypatch.context() as patch:
        patch.setattr(Canvas, "document", document)
        painting.painted(chart, width_px=width)
    return canvases[-1]


def test_every_figure_is_painted_and_no_word_leaves_its_sheet(
    charts: list[Chart], monkeypatch: pytest.MonkeyPatch
) -> None:
    for block in charts:
        chart = reading.drawing(block.figure)
        for width in WIDTHS_PX:
            picture = painting.painted(chart, width_px=width, description=block.summary)
            root = ET.fromstring(picture.svg)  # noqa: S314  # ours
            assert root.attrib["viewBox"].split()[2:] == [
                root.attrib["width"],
                root.attrib["height"],
            ], block.key
            left, top, right, bottom = reached(chart, width, monkeypatch).reach
            assert left > -FAR_PX, (block.key, width)
            assert top > -FAR_PX, (block.key, width)
            assert right < width + FAR_PX, (block.key, width)
            assert bottom < picture.height_px + FAR_PX, (block.key, width)
            assert not re.search(rb"[\s\"](nan|inf)", picture.svg), block.key


def test_every_figure_can_be_had_in_pixels(charts: list[Chart]) -> None:
    for block in charts:
        picture = painting.painted(
            reading.drawing(block.figure), width_px=480, description=block.summary
        )
        with Image.open(io.BytesIO(picture.png)) as pixels:
            assert pixels.width == 960, block.key
            assert abs(pixels.height - 2 * picture.height_px) < 2, block.key
            assert pixels.text.get("Description", "") == block.summary, block.key  # type: ignore[attr-defined]  # of PNG


def test_the_same_figure_gives_the_same_picture(charts: list[Chart]) -> None:
    for block in charts[:2]:
        first, second = (
            painting.painted(reading.drawing(block.figure), width_px=640) for _ in range(2)
        )
        assert first.svg == second.svg, block.key
        assert first.png == second.png, block.key


def values(trace: object, name: str) -> list[object]:
    found = getattr(trace, name)
    return [] if found is None else list(unpacked(found))


def test_a_drawing_has_the_numbers_of_its_figure(charts: list[Chart]) -> None:
    for block in charts:
        chart = reading.drawing(block.figure)
        bars = [mark for mark in chart.marks() if isinstance(mark, drawing.Bars)]
        for trace in (one for one in block.figure.data if one.type == "bar"):
            given = np.array(values(trace, "x" if trace.orientation == "h" else "y"), dtype=float)
            assert any(
                len(mark.start) == len(given)
                and np.allclose(mark.end - mark.start, given, equal_nan=True)
                for mark in bars
            ), (block.key, trace.name)
        points = sum(len(m.x) for m in chart.marks() if isinstance(m, drawing.Points))
        marked = [
            one
            for one in block.figure.data
            if one.type == "scatter" and "markers" in (one.mode or "") and one.visible is not False
        ]
        assert points >= sum(len(values(one, "x")) for one in marked), block.key
        if chart.flows is not None:
            sankey = next(one for one in block.figure.data if one.type == "sankey")
            drawn = [ribbon.value for ribbon in chart.flows.ribbons]
            assert drawn == pytest.approx([float(one) for one in unpacked(sankey.link.value)])


def test_a_trace_that_nobody_can_draw_is_refused() -> None:
    with pytest.raises(AnalysisError, match="a trace pie"):
        reading.drawing(go.Figure(go.Pie(values=[1, 2])))
