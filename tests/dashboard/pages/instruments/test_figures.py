"""The figures of the page *Instruments*, on a few cells worked by hand."""

import json
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import theme
from dashboard.pages.instruments.funnel import figures as funnel
from dashboard.pages.instruments.matrix import figures as matrix
from dashboard.pages.instruments.roster import figures as joining
from data.errors import AnalysisError

CELLS = pd.DataFrame(
    {
        "call": ["listed", "not_listed", "not_listed", "listed"],
        "forum": ["organiser", "unknown", "unknown", "unknown"],
        "ban": ["not_listed", "former", "listed", "not_listed"],
    },
    index=["NLD", "POL", "KEN", "PSE"],
)
KEYS = ("listed", "organiser", "former", "not_listed", "unknown")


def categories(keys: tuple[str, ...] = KEYS) -> list[theme.Category]:
    return [
        theme.Category(key, key.title(), style.colour, style.pattern, style.text_colour)
        for key, style in theme.LISTING_STYLES.items()
        if key in keys
    ]


def drawn(cells: pd.DataFrame = CELLS, **changes: Any) -> go.Figure:
    arguments = {
        "states": pd.DataFrame(
            {
                "iso3": list(CELLS.index),
                "name": ["Netherlands", "Poland", "Kenya <b>", "Palestine"],
                "n": [1, 0, 1, 1],
                "band": ["", "", "", "Not members"],
            }
        ),
        "instruments": pd.DataFrame(
            {
                "instrument_id": list(CELLS.columns),
                "name": ["Call to Action", "Forum", "A treaty with a name of " + "many words " * 9],
                "n": [2, 0, 1],
            }
        ),
        "categories": categories(),
        "total": "Listed",
    }
    return matrix.rosters(cells, cells, **(arguments | changes))


def wide(n_columns: int) -> go.Figure:
    cells = pd.DataFrame({str(n): ["listed"] for n in range(n_columns)}, index=["NLD"])
    return matrix.rosters(
        cells,
        cells,
        states=pd.DataFrame({"iso3": ["NLD"], "name": ["Netherlands"], "n": [60], "band": [""]}),
        instruments=pd.DataFrame({"instrument_id": cells.columns, "name": "A text", "n": 1}),
        categories=categories(("listed",)),
        total="Listed",
    )


def trace(figure: go.Figure, label: str) -> Any:
    (found,) = [one for one in figure.data if (one.name or "").startswith(label)]
    return found


class TestMatrix:
    def test_a_legend_entry_counts_the_cells_of_its_category(self) -> None:
        names = [one.name for one in drawn().data if one.showlegend is not False and one.name]
        assert names == [
            "Listed (3)",
            "Organiser (1)",
            "Former (1)",
            "Not_Listed (4)",
            "Unknown (3)",
        ]

    def test_each_cell_of_a_category_is_one_rectangle(self) -> None:
        x = np.asarray(trace(drawn(), "Listed").x, dtype=float)
        assert np.isnan(x).sum() == 3

    def test_what_is_not_known_is_hatched_and_runs_on(self) -> None:
        unknown = trace(drawn(), "Unknown")
        assert unknown.fillpattern.shape
        corners = np.isnan(np.asarray(unknown.x, dtype=float)).sum()
        assert corners == 2, "two rows below one another are one rectangle, a band parts the third"

    def test_a_state_that_is_not_listed_has_an_empty_cell(self) -> None:
        assert trace(drawn(), "Not_Listed").x == (None,)

    def test_standings_differ_in_texture_as_well_as_in_hue(self) -> None:
        figure = drawn()
        shapes = [
            trace(figure, label).fillpattern.shape
            for label in ("Listed", "Organiser", "Former", "Unknown")
        ]
        assert len(set(shapes)) == len(shapes)

    def test_every_cell_tells_what_is_known(self) -> None:
        (hover,) = [one for one in drawn().data if one.type == "heatmap"]
        words = [word for row in hover.customdata for word in row if word]
        assert sorted(words) == sorted(CELLS.to_numpy().ravel())

    def test_totals_stand_above_columns_and_beside_rows(self) -> None:
        (totals,) = drawn().select_traces({"mode": "text"})
        assert list(totals.text) == ["2", "0", "1", "1", "0", "1", "1"]

    def test_a_band_has_its_heading_and_names_are_plain_text(self) -> None:
        ticks = drawn().layout.yaxis.ticktext
        assert "<b>Not members</b>" in ticks
        assert "Kenya &lt;b&gt;" in ticks

    def test_names_stand_above_and_below_and_long_ones_are_shortened(self) -> None:
        layout = drawn().layout
        assert layout.xaxis.ticktext == layout.xaxis2.ticktext
        lines = layout.xaxis.ticktext[2].split("<br>")
        assert len(lines) == 2
        assert lines[1].endswith("…")

    def test_words_are_small_at_many_columns_and_too_many_are_refused(self) -> None:
        assert wide(30).layout.xaxis.tickfont.size > wide(60).layout.xaxis.tickfont.size
        with pytest.raises(AnalysisError, match="81 columns, expected at most 80"):
            wide(81)

    def test_a_category_without_looks_is_refused(self) -> None:
        with pytest.raises(AnalysisError, match="category former, organiser"):
            drawn(categories=categories(("listed", "not_listed", "unknown")))

    def test_frames_of_other_cells_are_refused(self) -> None:
        with pytest.raises(AnalysisError, match="frames of other cells"):
            drawn(CELLS[["ban", "call", "forum"]])


COUNTS = pd.DataFrame(
    {
        "name": ["Voted yes on the text", "Endorsed a text with a rather long name", "Forum"],
        "n_yes": [4, 2, 1],
        "n_unknown": [0, 0, 4],
        "n_no": [1, 3, 0],
        "n_nested_yes": [4, 2, 1],
        "n_nested_unknown": [0, 0, 1],
    }
)


class TestFunnel:
    @pytest.fixture
    def figure(self) -> go.Figure:
        answers = [
            theme.Category(key, key, style.colour, style.pattern, style.text_colour)
            for key, style in funnel.STYLES.items()
        ]
        return funnel.steps(COUNTS, answers=answers, along="all the way", hover=["a", "b <i>", "c"])

    def test_the_bars_of_a_step_hold_every_state_once(self, figure: go.Figure) -> None:
        bars = [one for one in figure.data if one.type == "bar"]
        assert [sum(values) for values in zip(*(one.x for one in bars), strict=True)] == [5, 5, 5]
        assert figure.layout.barmode == "stack"

    def test_what_is_not_known_is_hatched_and_the_rest_is_not(self, figure: go.Figure) -> None:
        shapes = {one.name: one.marker.pattern.shape for one in figure.data if one.type == "bar"}
        assert shapes["unknown"]
        assert not shapes["yes"]
        assert not shapes["no"]

    def test_the_line_reaches_to_those_that_may_have_come_so_far(self, figure: go.Figure) -> None:
        (along,) = [one for one in figure.data if one.type == "scatter"]
        assert list(along.x) == [4, 2, 1]
        assert list(along.error_x.array) == [0, 0, 1]
        assert list(along.error_x.arrayminus) == [0, 0, 0]

    def test_an_empty_part_has_no_number(self, figure: go.Figure) -> None:
        (unknown,) = [one for one in figure.data if one.name == "unknown"]
        assert list(unknown.text) == ["", "", "4"]

    def test_words_are_plain_text(self, figure: go.Figure) -> None:
        assert figure.data[0].customdata[1] == "b &lt;i&gt;"


class TestJoining:
    @pytest.fixture
    def figure(self) -> go.Figure:
        points = pd.DataFrame(
            {
                "joined_date": pd.to_datetime(["2026-02-05", "2026-03-01", "2026-07-17"]),
                "is_exact": [True, True, False],
                "n_cumulative": [3, 5, 9],
            }
        )
        return joining.curve(points, exact="on", bounded="by", hover=["a", "b", "c"], n_official=12)

    def test_a_day_that_is_a_bound_has_a_hollow_mark(self, figure: go.Figure) -> None:
        marks = {one.name: one for one in figure.data if one.mode == "markers"}
        assert list(marks["on"].y) == [3, 5]
        assert list(marks["by"].y) == [9]
        assert marks["by"].marker.symbol != marks["on"].marker.symbol

    def test_what_leads_to_a_bound_is_dotted(self, figure: go.Figure) -> None:
        solid, dotted = (one for one in figure.data if one.mode == "lines")
        assert (solid.line.dash, list(solid.y)) == ("solid", [3, 3, 5, None])
        assert (dotted.line.dash, list(dotted.y)) == ("dot", [5, 9, None])

    def test_the_axis_reaches_to_the_official_count(self, figure: go.Figure) -> None:
        assert figure.layout.yaxis.range[1] > 12
        assert figure.layout.xaxis.type == "date"


@pytest.mark.slow
def test_no_figure_asks_for_anything_from_outside() -> None:
    assert "http" not in json.dumps(drawn().to_plotly_json(), default=str)
