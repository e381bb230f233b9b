"""Dated things in lanes: nothing is lost, nothing runs into anything else."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.figures import lanes

FIRST, LAST = pd.Timestamp("2020-01-01"), pd.Timestamp("2026-12-31")
LANES = {"upper": "Upper lane", "lower": "Lower lane with a very long name"}
MARKS = (
    lanes.Mark("a", "Kind A", "circle", "#1F5A94"),
    lanes.Mark("b", "Kind B", "square-open", "#E3B23C"),
    lanes.Mark("c", "", "star", "#7A3B69"),
)


def event(
    lane: str, mark: str, first: str, last: str | None = None, label: str = ""
) -> dict[str, object]:
    return {
        "lane": lane,
        "mark": mark,
        "date_from": pd.Timestamp(first),
        "date_to": pd.Timestamp(last or first),
        "label": label,
        "title": f"Title of {label}",
        "hover": "one\ntwo",
    }


def chart(*events: dict[str, object], **options: object) -> go.Figure:
    frame = pd.DataFrame(events)
    return lanes.chart(
        frame, lanes=LANES, marks=MARKS, first=FIRST, last=LAST, empty="nothing", **options
    )


def marks(figure: go.Figure) -> dict[str, go.Scatter]:
    """Return the traces of marks by their symbol."""
    return {t.marker.symbol: t for t in figure.data if t.mode == "markers"}


def words(figure: go.Figure) -> go.Scatter:
    return next(t for t in figure.data if t.mode == "markers+text")


def bars(figure: go.Figure) -> go.Scatter:
    return next(t for t in figure.data if t.mode == "lines")


def test_each_kind_has_its_own_shape_and_all_its_marks() -> None:
    figure = chart(
        event("upper", "a", "2021-03-01"),
        event("upper", "a", "2022-03-01"),
        event("lower", "b", "2023-03-01"),
    )
    shown = {symbol: len(trace.x) for symbol, trace in marks(figure).items()}
    assert shown == {"circle": 2, "square-open": 1}


def test_a_mark_without_words_has_no_legend_entry() -> None:
    figure = chart(event("upper", "a", "2021-03-01"), event("upper", "c", "2022-03-01"))
    shown = {symbol: trace.showlegend for symbol, trace in marks(figure).items()}
    assert shown == {"circle": True, "star": False}


def test_a_day_is_a_mark_and_a_span_is_a_bar_with_its_mark_in_the_middle() -> None:
    figure = chart(
        event("upper", "a", "2021-03-01"), event("lower", "a", "2022-01-01", "2022-12-31")
    )
    assert list(bars(figure).x) == ["2022-01-01", "2022-12-31", None]
    assert "2022-07-02" in marks(figure)["circle"].x


def test_a_bar_that_began_before_the_axis_is_cut_at_its_start() -> None:
    figure = chart(event("upper", "a", "2015-01-01", "2020-12-31"))
    assert list(bars(figure).x)[:2] == ["2020-01-01", "2020-12-31"]


def test_what_was_over_before_the_axis_is_not_drawn() -> None:
    figure = chart(event("upper", "a", "2019-12-31"), event("upper", "b", "2020-01-01"))
    assert set(marks(figure)) == {"square-open"}


def test_words_stand_left_of_the_mark_unless_they_would_leave_the_chart() -> None:
    figure = chart(
        event("upper", "a", "2020-01-05", label="Early"),
        event("upper", "a", "2026-01-05", label="Late"),
    )
    place = dict(zip(words(figure).text, words(figure).textposition, strict=True))
    assert place == {"Early": "middle right", "Late": "middle left"}


def test_long_words_are_cut() -> None:
    (text,) = words(chart(event("upper", "a", "2026-01-05", label="x" * 80))).text
    assert len(text) == lanes.MAX_LETTERS
    assert text.endswith("…")


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2020-02-01", "2026-11-01", ""),  # no room on either side
        ("2020-02-01", "2025-06-01", "Negotiations on a trea…"),  # some at the right
        ("2021-06-01", "2026-06-01", "Negotiations on a t…"),  # some at the left
    ],
)
def test_words_beside_a_span_have_the_room_that_is_left(first: str, last: str, said: str) -> None:
    label = "Negotiations on a treaty about it"
    figure = chart(event("upper", "a", first, last, label=label))
    assert list(words(figure).text) == ([said] if said else [])


def test_words_of_the_data_are_no_markup() -> None:
    figure = chart(event("upper", "a", "2026-01-05", label="<b>A & B</b>"))
    assert words(figure).text == ("&lt;b&gt;A &amp; B&lt;/b&gt;",)
    assert marks(figure)["circle"].customdata[0][1] == "one<br>two"


def test_a_lane_without_events_says_so_and_long_names_are_wrapped() -> None:
    figure = chart(event("upper", "a", "2021-03-01"))
    assert [note.text for note in figure.layout.annotations] == ["nothing"]
    assert list(figure.layout.yaxis.ticktext) == [
        "Upper lane",
        "Lower lane with a very<br>long name",
    ]


def test_the_day_is_a_line_with_its_words() -> None:
    figure = chart(event("upper", "a", "2021-03-01"), today=(pd.Timestamp("2024-05-06"), "Today"))
    assert "Today" in [note.text for note in figure.layout.annotations]
    assert any(str(shape.x0).startswith("2024-05-06") for shape in figure.layout.shapes)


def test_the_axis_is_one_of_days_also_when_nothing_is_a_span() -> None:
    assert chart(event("upper", "a", "2021-03-01")).layout.xaxis.type == "date"


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert "http" not in chart(event("upper", "a", "2021-03-01", label="x")).to_json()


DAYS = st.dates(FIRST.date(), LAST.date())


@pytest.mark.slow
@settings(max_examples=40)
@given(
    starts=st.lists(
        st.tuples(DAYS, st.integers(0, 400), st.integers(0, 40)), min_size=1, max_size=25
    )
)
def test_no_two_marks_of_a_row_touch(starts: list[tuple[object, int, int]]) -> None:
    events = pd.DataFrame(
        [
            event("upper", "a", str(day), str(pd.Timestamp(day) + pd.Timedelta(days=n)), "x" * m)
            for day, n, m in starts
        ]
    )
    placed = lanes._placed(events, FIRST, LAST)
    assert len(placed) == len(starts)
    for _row, held in placed.groupby("row"):
        in_order = held.sort_values("low")
        assert (in_order["low"].iloc[1:].to_numpy() >= in_order["high"].iloc[:-1].to_numpy()).all()


@pytest.mark.parametrize("n", [1, 5])
def test_a_lane_is_as_deep_as_its_fullest_day(n: int) -> None:
    one = chart(event("upper", "a", "2021-03-01"))
    more = chart(*[event("upper", "a", "2021-03-01") for _ in range(n)])
    assert more.layout.height - one.layout.height == (n - 1) * lanes.ROW_PX
    assert len(set(marks(more)["circle"].y)) == n
