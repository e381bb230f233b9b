import pandas as pd
import pytest

from dashboard import theme
from dashboard.pages.standing.world import figures as representation

CATEGORIES = [
    theme.Category("under", "Under-represented", "#E3B23C", "/", theme.INK),
    theme.Category("over", "Over-represented", "#1F5A94", "", "#FFFFFF"),
]


@pytest.fixture
def groups() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": ["Africa", "Western Europe & Others"],
            "category": ["under", "over"],
            "share_pct": [7.4, 75.9],
            "unknown_pct": [0.0, 0.0],
            "note": ["4 of 54", "22 of 29"],
            "hover": ["4 of 54", "22 of 29"],
        }
    )


def _draw(groups: pd.DataFrame, overall_pct: float | None = 23.3) -> representation.go.Figure:
    return representation.bars(
        groups,
        categories=CATEGORIES,
        unknown="Not known",
        overall_pct=overall_pct,
        overall="All members: 23%",
    )


def _bars(figure: representation.go.Figure) -> list[representation.go.Bar]:
    return [trace for trace in figure.data if trace.type == "bar"]


def test_each_group_has_one_bar_as_long_as_its_share(groups: pd.DataFrame) -> None:
    figure = _draw(groups)
    bars = {trace.name: (trace.y, trace.x) for trace in _bars(figure)}
    assert bars == {
        "Under-represented": (("Africa",), (7.4,)),
        "Over-represented": (("Western Europe & Others",), (75.9,)),
    }


def test_hue_comes_with_texture(groups: pd.DataFrame) -> None:
    shapes = {trace.name: trace.marker.pattern.shape for trace in _bars(_draw(groups))}
    assert shapes == {"Under-represented": "/", "Over-represented": ""}


def test_the_share_of_all_is_a_line_with_its_words(groups: pd.DataFrame) -> None:
    figure = _draw(groups)
    assert [shape.x0 for shape in figure.layout.shapes] == [23.3]
    assert "All members: 23%" in [note.text for note in figure.layout.annotations]


def test_words_behind_a_bar_clear_both_the_bar_and_the_line(groups: pd.DataFrame) -> None:
    (notes,) = [trace for trace in _draw(groups).data if trace.type == "scatter"]
    assert dict(zip(notes.text, notes.x, strict=True)) == {"4 of 54": 24.3, "22 of 29": 76.9}


def test_what_is_not_known_is_a_hatched_part_and_no_line_is_drawn(groups: pd.DataFrame) -> None:
    figure = _draw(groups.assign(unknown_pct=[92.6, 0.0]), overall_pct=None)
    last = _bars(figure)[-1]
    unknown = theme.POSITION_STYLES["unknown"].pattern
    assert (last.name, last.marker.pattern.shape) == ("Not known", unknown)
    assert unknown
    assert last.x == (92.6, 0.0)
    assert not figure.layout.shapes


def test_the_order_is_that_of_the_frame_from_above(groups: pd.DataFrame) -> None:
    axis = _draw(groups).layout.yaxis
    assert axis.autorange == "reversed"
    assert axis.categoryarray == ("Africa", "Western Europe & Others")
