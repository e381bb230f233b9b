"""Every chart of every page, in both languages, is written to every format and keeps its numbers.

A spread of all kinds is tested always; every chart, as a proof.
"""

from __future__ import annotations

import csv
import functools
import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import docx
import numpy as np
import openpyxl
import pandas as pd
import pypdf
import pytest
from PIL import Image

from dashboard import i18n
from dashboard.blocks import Chart
from dashboard.briefing import files, sheets
from dashboard.briefing.charts import drawing, painting, reading
from dashboard.briefing.charts.axes import unpacked
from dashboard.briefing.charts.canvas import Canvas
from dashboard.briefing.slides import charts_on_slides
from dashboard.briefing.slides.native import EXCEL_1970
from tests.dashboard.briefing import every_chart
from tests.dashboard.briefing.slides import reading_back

pytestmark = pytest.mark.real

EVERY = pytest.mark.parametrize(("name", "language"), every_chart.VIEWS)

AS_SHAPES = {
    ("standing", "succession"): "shapes",
    ("standing", "world"): "tiles",
    ("rollcalls", "votes"): "tiles",
    ("rollcalls:moves", "moves"): "flows",
    ("instruments", "instruments_matrix"): "picture",
    ("instruments:roster", "roster_world"): "tiles",
    ("stated", "stated_board"): "tiles",
    ("together", "blocs"): "tiles",
    ("trends", "trends_steps"): "tiles",
    ("network", "ways"): "shapes",
    ("network", "network"): "picture",
    ("compare", "compare_cross"): "shapes",
}
"""Charts that PowerPoint cannot chart, and what they are instead; all others are native.

The matrix of instruments is a picture as a whole; its first rows are shapes.
"""

NOT_IN_TABLE = {
    "state_timeline": "lanes of days: heights part what would lie upon another",
    "timeline": "lanes of days, likewise",
    "near": "ranks from one State on, drawn as closeness of two",
    "ten_states": "ten States in a row, from the first to the tenth",
    "held_out": "what is gained over one bloc, in per cent",
    "stated_by_vote": "shares of those who say it; the table has a row a State",
    "compare_subjects": "shares of votes, half a vote where one abstained",
}
"""Charts whose heights are made for the eye: held against the figure, not against the table."""

WIDTH_PX = 480.0
"""Narrow: where words have least room."""

FAR_PX = 0.51
"""What may be lost at an edge: lengths are kept to a hundredth of a pixel, letters to a half."""

NEAR = 6e-4
"""Figures are rounded to three decimals, or four."""


def drawn(chart: Chart) -> drawing.Drawing:
    return charts_on_slides.prepared(reading.drawing(chart.figure))


@functools.lru_cache(maxsize=2)
def written(name: str, language: str) -> dict[str, bytes]:
    """Return the charts of a view in every kind of file."""
    with i18n.spoken(language):
        return dict(files.each(every_chart.pack(name, language), tuple(files.KINDS)))


def rounded(values: object) -> list[float]:
    """Return numbers in order of size, without those that are none."""
    found = np.array([np.nan if one is None else one for one in values], dtype=float)  # type: ignore[attr-defined]  # any values
    return sorted(np.round(found[np.isfinite(found)], 6).tolist())


@EVERY
def test_every_chart_is_painted_inside_its_sheet_in_lines_and_in_pixels(
    name: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    canvases: list[Canvas] = []
    document = Canvas.document

    def noted(self: Canvas, *asked: object) -> bytes:
        canvases.append(self)
        return document(self, *asked)  # type: ignore[arg-type]  # as it was asked

    monkeypatch.setattr(Canvas, "document", noted)
    i18n.use(language, i18n.translations(language))
    for chart in every_chart.charts(name, language):
        picture = painting.painted(
            reading.drawing(chart.figure), width_px=WIDTH_PX, description=chart.summary
        )
        root = ET.fromstring(picture.svg)  # noqa: S314  # ours
        assert root.attrib["viewBox"].split()[2:] == [root.attrib["width"], root.attrib["height"]]
        left, top, right, bottom = canvases[-1].reach
        assert min(left, top) > -FAR_PX, chart.key
        assert right < WIDTH_PX + FAR_PX, chart.key
        assert bottom < picture.height_px + FAR_PX, chart.key
        assert not re.search(rb"[\s\"](nan|inf)", picture.svg), chart.key
        with Image.open(io.BytesIO(picture.png)) as pixels:
            assert pixels.width == 2 * WIDTH_PX, chart.key
            assert pixels.text.get("Description", "") == chart.summary, chart.key  # type: ignore[attr-defined]  # of PNG


@EVERY
def test_a_drawing_has_the_numbers_of_its_figure(name: str, language: str) -> None:
    for chart in every_chart.charts(name, language):
        found = reading.drawing(chart.figure)
        bars = [mark for mark in found.marks() if isinstance(mark, drawing.Bars)]
        for trace in (one for one in chart.figure.data if one.type == "bar"):
            given = np.array(values(trace, "x" if trace.orientation == "h" else "y"), dtype=float)
            assert any(
                len(mark.start) == len(given)
                and np.allclose(mark.end - mark.start, given, equal_nan=True)
                for mark in bars
            ), (chart.key, trace.name)
        n_points = sum(len(m.x) for m in found.marks() if isinstance(m, drawing.Points))
        marked = [
            one
            for one in chart.figure.data
            if one.type == "scatter" and "markers" in (one.mode or "") and one.visible is not False
        ]
        assert n_points >= sum(len(values(one, "x")) for one in marked), chart.key
        if found.flows is not None:
            sankey = next(one for one in chart.figure.data if one.type == "sankey")
            ribbons = [ribbon.value for ribbon in found.flows.ribbons]
            assert ribbons == pytest.approx([float(one) for one in unpacked(sankey.link.value)])


def values(trace: object, name: str) -> list[object]:
    found = getattr(trace, name)
    return [] if found is None else list(unpacked(found))


@EVERY
def test_every_chart_stands_in_every_kind_of_file(name: str, language: str) -> None:
    charts = every_chart.charts(name, language)
    if not charts:
        pytest.skip("a view without charts")
    made = written(name, language)
    paper = docx.Document(io.BytesIO(made["docx"]))
    alts = [one.get("descr") for one in paper.element.iter("{*}docPr")]
    said = re.sub(
        r"\s+",
        "",
        "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made["pdf"])).pages),
    )
    book = openpyxl.load_workbook(io.BytesIO(made["xlsx"]), read_only=True)
    n_rows = {sheet["A1"].value: sheet.max_row for sheet in book.worksheets[1:-2]}
    pack = every_chart.pack(name, language)
    slides = reading_back.opened(made["pptx"])
    names = [shape.name for slide in slides.slides for shape in slide.shapes]
    for chart in charts:
        assert any(str(alt).startswith(chart.summary) for alt in alts), chart.key
        assert re.sub(r"\s+", "", chart.title) in said, chart.key
        assert n_rows[chart.title] >= len(chart.table), chart.key
        assert any(one.startswith(chart.title) for one in names), chart.key
        rows = list(csv.reader(io.StringIO(sheets.csv(chart, pack).decode("utf-8-sig"))))
        assert len(rows) == len(chart.table) + 1, chart.key


@EVERY
def test_native_charts_keep_the_numbers_of_figure_and_table(name: str, language: str) -> None:
    for chart in every_chart.charts(name, language):
        found = drawn(chart)
        wanted = AS_SHAPES.get((name, chart.key), "native")
        assert charts_on_slides.kind(found) == wanted, chart.key
        if wanted != "native":
            continue
        natives = of_chart(written(name, language)["pptx"], chart)
        assert natives, chart.key
        bars: dict[str, list[float]] = {}
        dots: dict[str, list[tuple[float, float]]] = {}
        for one in natives:
            for series in one.plots[0].series:
                element = series._element
                if element.find("{*}val") is not None:
                    bars.setdefault(series.name, []).extend(
                        rounded(reading_back.numbers(element, "val"))
                    )
                    continue
                xs, ys = (reading_back.numbers(element, axis) for axis in ("xVal", "yVal"))
                places = (
                    (round(x, 6), round(y, 6))
                    for x, y in zip(xs, ys, strict=True)
                    if x is not None and y is not None
                )
                dots.setdefault(series.name, []).extend(places)
        assert {key: sorted(held) for key, held in bars.items()} == lengths(found), chart.key
        for key, held in heights(found).items():
            assert sorted(dots[key]) == sorted(held), (chart.key, key)
        if chart.key not in NOT_IN_TABLE:
            across = any(panel.y.kind == "category" for panel in found.panels)
            more = EXCEL_1970 if any(panel.x.kind == "day" for panel in found.panels) else 0
            told = [
                place[0] - more if across else place[1]
                for key in heights(found)
                for place in dots[key]
            ]
            assert not strange([*told, *(v for held in bars.values() for v in held)], chart), (
                chart.key
            )


def of_chart(content: bytes, chart: Chart) -> list[object]:
    """Return the native charts that a chart has become, by what they are called."""
    return [
        shape.chart
        for slide in reading_back.opened(content).slides
        for shape in reading_back.shapes(slide)
        if getattr(shape, "has_chart", False) and shape.name.startswith(chart.title)
    ]


def lengths(found: drawing.Drawing) -> dict[str, list[float]]:
    """Return the numbers of bars, by the name of their series: ends where they share a base."""
    marks = [mark for mark in found.marks() if isinstance(mark, drawing.Bars)]
    starts = {round(float(one), 6) for mark in marks for one in mark.start}
    has_base = len(starts) == 1 and starts != {0.0}
    told: dict[str, list[float]] = {}
    for mark in marks:
        told.setdefault(mark.name, []).extend(
            rounded(mark.end if has_base else mark.end - mark.start)
        )
    return {name: sorted(held) for name, held in told.items()}


def heights(found: drawing.Drawing) -> dict[str, list[tuple[float, float]]]:
    """Return the places of points that are seen, by the name of their series.

    Points over bars stand there as shapes, and are left out.
    """
    told: dict[str, list[tuple[float, float]]] = {}
    for panel in found.panels:
        if any(isinstance(mark, drawing.Bars) for mark in panel.marks):
            continue
        more = EXCEL_1970 if panel.x.kind == "day" else 0
        for mark in panel.marks:
            if isinstance(mark, drawing.Points) and mark.name and mark.opacities.any():
                places = zip(mark.x + more, mark.y, strict=True)
                told.setdefault(mark.name, []).extend(
                    (round(x, 6), round(y, 6)) for x, y in places if np.isfinite(x + y)
                )
    return told


def strange(told: list[float], chart: Chart) -> list[float]:
    """Return the numbers that the table of a chart does not hold, nor as a share of all."""
    held = np.array(sorted(set(in_table(chart.table))))
    return [
        value
        for value in told
        if not len(held) or np.abs(held - value).min() > NEAR * max(1.0, abs(value))
    ]


def in_table(table: pd.DataFrame) -> Iterator[float]:
    """Yield the numbers of a table; counts as shares of their row or column too."""
    for name in table.select_dtypes("datetime"):
        yield from (pd.Timestamp(one).timestamp() / 86_400 for one in table[name].dropna())
    numeric = table.select_dtypes("number").astype(float)
    for name in numeric:
        known = numeric[name].dropna()
        yield from known
        yield from known / 100
        if known.sum() > 0:
            yield from known / known.sum()
    rows = numeric.drop(columns="unknown", errors="ignore")
    totals = rows.sum(axis=1)
    for name in rows:
        yield from (rows[name] / totals).replace([np.inf, -np.inf], np.nan).dropna()


def test_the_spread_holds_every_kind_of_chart() -> None:
    kinds: set[str] = set()
    for name, language in every_chart.SPREAD:
        for chart in every_chart.charts(name, language):
            found = drawn(chart)
            kinds.add(charts_on_slides.kind(found))
            kinds |= {type(mark).__name__ for mark in found.marks()}
    assert {"native", "tiles", "flows", "shapes"} <= kinds
    assert {"Bars", "Line", "Area", "Points", "Labels", "Cells"} <= kinds


def test_the_same_view_gives_the_same_bytes() -> None:
    name, language = next(iter(every_chart.SPREAD))
    first = written(name, language)
    written.cache_clear()
    assert first == written(name, language)
