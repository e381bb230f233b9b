"""A pack becomes slides: titles, numbers, native charts, tables, small print and notes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pandas as pd
import plotly.graph_objects as go
import pytest
from pptx.util import Emu

from dashboard import theme
from dashboard.blocks import Chart, Finding, Heading, Note, Table, Text
from dashboard.briefing import slides
from dashboard.i18n import translations
from tests.dashboard.briefing.slides import reading_back
from tests.dashboard.briefing.slides.conftest import MakePack, bars, dots, table


def test_a_pack_says_what_its_blocks_say_in_reading_order(pack: MakePack) -> None:
    found = reading_back.opened(slides.write(pack()))
    titles = [reading_back.title(slide) for slide in found.slides]
    assert titles == [
        "Briefing on Kenya",
        "Kenya stands with the coalition",
        "Africa gave 5 of 8. More",
        "The second is likeliest",
        "Votes of each State",
    ]
    first = reading_back.words(found.slides[1])
    for said in ("The record", "Kenya joined the text.", "45", "since 2023", "two", "Not known:"):
        assert said in first
    last = reading_back.words(found.slides[4])
    assert "Not listed is not opposed." in last
    assert "Assumptions\nPeers follow peers." in last


def test_every_slide_carries_its_small_print(pack: MakePack) -> None:
    found = reading_back.opened(slides.write(pack()))
    for number, slide in enumerate(list(found.slides)[1:], start=2):
        said = reading_back.words(slide)
        for one in (
            "2023 to 2026",
            "Sources: ",
            "read ",
            "Facts to 29 November 2026, version 0123456789ab",
            "https://trojka.example/state?state=KEN&lang=en",
            "Intern gebruik",
            "Assumptions: Peers follow peers.",
            f"\n{number}",
        ):
            assert one in said
        assert "https://trojka.example" in slide.notes_slide.notes_text_frame.text  # type: ignore[union-attr]


def test_bars_keep_their_numbers_words_and_textures(pack: MakePack) -> None:
    found = reading_back.opened(slides.write(pack(bars())))
    (chart,) = reading_back.charts(found.slides[1])
    assert list(chart.plots[0].categories) == ["Africa", "Asia-Pacific"]
    assert [(one.name, list(one.values)) for one in chart.plots[0].series] == [
        ("Yes", [5.0, 3.0]),
        ("No", [1.0, 2.0]),
    ]
    xml = chart._chartSpace.xml
    assert 'prst="wdUpDiag"' in xml
    assert chart.value_axis.maximum_scale == 8
    assert chart.category_axis.reverse_order
    assert chart.has_legend
    held = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    assert list(held.values) == [  # type: ignore[union-attr]
        (None, "Yes", "No"),
        ("Africa", 5, 1),
        ("Asia-Pacific", 3, 2),
    ]


def test_points_keep_their_intervals_and_lines_their_gaps(pack: MakePack) -> None:
    found = reading_back.opened(slides.write(pack(dots())))
    (chart,) = reading_back.charts(found.slides[1])
    likely, base = chart.plots[0].series
    assert list(likely.values) == [0.2, 0.5, 0.4, None]
    assert reading_back.numbers(likely._element, "xVal") == [1, 2, 3, 3]
    assert reading_back.numbers(base._element, "xVal") == [1, 2, 2, 3]
    assert reading_back.numbers(base._element, "yVal") == [0.1, 0.2, None, 0.3]
    errors = likely._element.find("{*}errBars")
    assert reading_back.numbers(errors, "plus") == pytest.approx([0.1, 0.2, 0.1, 0])
    assert reading_back.numbers(errors, "minus") == pytest.approx([0.05, 0.1, 0.2, 0])
    assert chart.value_axis.tick_labels.number_format == "0%"


def test_the_same_pack_gives_the_same_bytes(pack: MakePack) -> None:
    content = slides.write(pack())
    assert content == slides.write(pack())
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(2026, 11, 29, 0, 0, 0)}
    about = reading_back.opened(content).core_properties
    assert (about.title, about.language, about.author) == ("Briefing on Kenya", "en-GB", "Trojka")


def test_dutch_slides_are_dutch(pack: MakePack) -> None:
    content = slides.write(pack(language="nl"))
    found = reading_back.opened(content)
    said = "\n".join(map(reading_back.words, found.slides))
    assert translations("nl").gettext("Not known:") in said
    for english in ("Not known:", "Sources:", "Assumptions", "(continued)", "Facts to "):
        assert english not in said
    for slide in found.slides:
        languages = {run.get("lang") for run in slide._element.iter("{*}rPr")}
        assert languages == {"nl-NL"}


def test_what_has_no_words_for_the_eye_has_some_for_the_ear(pack: MakePack) -> None:
    found = reading_back.opened(slides.write(pack()))
    for slide in found.slides:
        assert slide.shapes.title is not None
        assert slide.shapes[0] == slide.shapes.title
        for shape in slide.shapes:
            if shape.shape_type in (3, 6, 13, 19):
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), shape.name


def test_tables_flow_on_with_their_header(pack: MakePack) -> None:
    found = reading_back.opened(slides.write(pack(table(60))))
    parts = [
        shape.table  # type: ignore[attr-defined]
        for slide in found.slides
        for shape in slide.shapes
        if getattr(shape, "has_table", False)
    ]
    assert len(parts) > 2
    assert {part.cell(0, 0).text for part in parts} == {"State"}
    names = [row.cells[0].text for part in parts for row in list(part.rows)[1:]]
    assert names == [f"State {i}" for i in range(60)]
    assert parts[0].cell(1, 1).text == "1,000.5"
    assert all(part.first_row for part in parts)


@pytest.mark.slow
def test_nothing_reaches_beyond_its_slide(pack: MakePack) -> None:
    long = "Saint Vincent and the Grenadines, " * 40
    wide = pd.DataFrame({f"Column {n}": [long] for n in range(12)})
    content = slides.write(
        pack(
            Finding(long),
            Text("\n\n".join([long] * 12)),
            Table("wide", long, wide, ("e1",)),
            Note(long),
            title=long,
        )
    )
    found = reading_back.opened(content)
    assert found.slide_height is not None
    for slide in found.slides:
        for shape in reading_back.shapes(slide):
            assert Emu(0) <= shape.top
            assert shape.top + shape.height <= found.slide_height, shape.name
            assert shape.left + shape.width <= found.slide_width, shape.name
    said = "".join(map(reading_back.words, found.slides))
    assert said.count("Grenadines") >= 40 * (1 + 12 + 12 + 1 + 1)


def test_an_empty_pack_and_an_empty_sheet_are_written(pack: MakePack) -> None:
    assert len(reading_back.opened(slides.write(pack(sheets=()))).slides) == 1
    empty = pack().sheets[0].__class__("a", "Nothing is known", (), "a")
    found = reading_back.opened(slides.write(pack(sheets=(empty,))))
    assert reading_back.title(found.slides[1]) == "Nothing is known"


def test_text_of_others_is_text(pack: MakePack) -> None:
    hostile = '=HYPERLINK("x") <a:t> & \x00 ﷽ \u202e 대한민국 Ελλάδα'
    found = reading_back.opened(slides.write(pack(Text("x"), title=hostile, marking="<&>")))
    assert reading_back.title(found.slides[1]) == '=HYPERLINK("x") <a:t> &  ﷽  대한민국 Ελλάδα'
    assert "<&>" in reading_back.words(found.slides[1])


def test_the_first_slide_of_a_sheet_is_called_what_the_sheet_finds(pack: MakePack) -> None:
    for block in (bars(), table(), Finding("**Kenya** stands with the coalition")):
        found = reading_back.opened(slides.write(pack(block)))
        assert reading_back.title(found.slides[1]) == "Kenya stands with the coalition"


def test_a_short_text_stands_above_the_chart_that_follows(pack: MakePack) -> None:
    found = reading_back.opened(slides.write(pack(Text("Said before."), bars(), dots())))
    assert "Said before." in reading_back.words(found.slides[1])
    assert len(reading_back.charts(found.slides[1])) == 1
    assert reading_back.title(found.slides[2]) == "The second is likeliest"


def test_bars_that_share_a_base_reach_to_their_values_from_there(pack: MakePack) -> None:
    figure = go.Figure()
    for name, values in (("Low", [-0.3, -0.1]), ("High", [0.5, 0.2])):
        figure.add_trace(
            go.Bar(x=values, base=0.4, y=["Peers", "Size"], orientation="h", name=name)
        )
    theme.lay_out(figure, height=260)
    figure.update_layout(barmode="overlay", xaxis={"range": [0, 1], "dtick": 0.2})
    rows = pd.DataFrame({"what": ["Peers", "Size"], "low": [0.1, 0.3], "high": [0.9, 0.6]})
    block = Chart("tornado", "What matters", figure, rows, ("e1",), "Peers matter most.")
    found = reading_back.opened(slides.write(pack(block)))
    (chart,) = reading_back.charts(found.slides[1])
    held = {one.name: [round(value, 6) for value in one.values] for one in chart.plots[0].series}
    assert held == {"Low": [0.1, 0.3], "High": [0.9, 0.6]}
    (crossing,) = chart._chartSpace.xpath(".//c:catAx/c:crossesAt")
    assert float(crossing.get("val")) == pytest.approx(0.4)
    assert chart._chartSpace.xpath(".//c:grouping")[0].get("val") == "clustered"


def test_words_that_would_lie_upon_others_go_to_the_notes(pack: MakePack) -> None:
    figure = go.Figure(
        go.Scatter(
            x=[1, 1, 1, 9],
            y=[1.0, 1.01, 1.02, 1.0],
            mode="markers+text",
            text=["First", "Second", "Third", "Far"],
            textposition="middle right",
            name="Texts",
        )
    )
    theme.lay_out(figure, height=2000)
    figure.update_layout(xaxis={"range": [0, 10]}, yaxis={"range": [0, 2]})
    rows = pd.DataFrame({"text": ["First", "Second", "Third", "Far"]})
    found = reading_back.opened(slides.write(pack(Chart("t", "Texts", figure, rows, (), "Four."))))
    (chart,) = reading_back.charts(found.slides[1])
    said = "".join(chart._chartSpace.itertext())
    assert "First" in said
    assert "Far" in said
    assert "Second" not in said
    notes = found.slides[1].notes_slide.notes_text_frame.text
    assert "Second" in notes
    assert "Third" in notes


def test_low_tables_share_a_slide_and_a_high_one_has_its_own(pack: MakePack) -> None:
    low = [replace(table(2), key=f"t{n}", title=f"Low {n}") for n in range(3)]
    found = reading_back.opened(slides.write(pack(Text("Said."), *low, table(40))))
    tables = [
        [shape.name for shape in slide.shapes if getattr(shape, "has_table", False)]
        for slide in found.slides
    ]
    assert tables[1] == ["Low 0", "Low 1", "Low 2"]
    assert all(len(one) <= 1 for one in tables[2:])
    small = reading_back.words(found.slides[1])
    assert "Sources: " in small


def test_a_chart_of_very_many_rows_is_shown_by_its_first_ones(pack: MakePack) -> None:
    n = 400
    names = [f"State {i}" for i in range(n)]
    figure = go.Figure(go.Bar(x=list(range(n)), y=names, orientation="h", name="Votes"))
    theme.lay_out(figure, height=40 * n)
    figure.update_layout(yaxis={"autorange": "reversed"})
    block = Chart("many", "Many", figure, pd.DataFrame({"s": names}), (), "Many States.")
    found = reading_back.opened(slides.write(pack(block)))
    assert len([slide for slide in found.slides if reading_back.charts(slide)]) == 1
    assert "The first rows only; all 400" in reading_back.words(found.slides[1])


def test_a_heading_never_stands_alone_at_the_foot_of_a_slide(pack: MakePack) -> None:
    long = Text("It goes on. " * 90)
    found = reading_back.opened(slides.write(pack(*[long] * 2, Heading("Next part"), long)))
    for slide in found.slides:
        said = reading_back.words(slide)
        if "Next part" in said:
            assert "It goes on." in said.split("Next part")[1]


def test_a_long_address_is_cut_on_the_slide_and_whole_in_the_notes(pack: MakePack) -> None:
    address = "plan?" + "&".join(f"approach=A{n:02d}" for n in range(40))
    sheet = replace(pack().sheets[0], address=address)
    found = reading_back.opened(slides.write(pack(sheets=(sheet,))))
    assert address not in reading_back.words(found.slides[1])
    assert address in found.slides[1].notes_slide.notes_text_frame.text
    links = found.slides[1].part.rels.values()
    assert any(address in one.target_ref for one in links if one.is_external)
