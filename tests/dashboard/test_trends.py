"""The page Trends and its figures."""

import pandas as pd
import pytest

from dashboard.figures import trends as draw


@pytest.mark.real
@pytest.mark.parametrize("language", ["en", "nl"])
def test_groups_of_the_address_are_drawn_beside_all_states(open_page, language):
    app = open_page("trends", trend="cohesion", groups=["nato", "none"], lang=language)
    assert not app.exception
    assert not app.error
    assert any("**N" in m.value for m in app.markdown)
    assert app.query_params["groups"] == "nato"


@pytest.mark.real
def test_a_page_without_groups_says_so(open_page):
    app = open_page("trends", trend="cohesion")
    app.multiselect[0].set_value([]).run()
    assert any("at least one group" in info.value for info in app.info)


@pytest.mark.real
def test_the_stairs_end_at_the_number_listed(open_page, record):
    app = open_page("trends", text="att")
    n = record["instruments"].set_index("instrument_id").loc["att", "n_listed"]
    assert any(f"**{n} States** joined" in m.value for m in app.markdown)


def test_lines_are_told_apart_by_dash_and_named_at_their_end():
    rows = pd.DataFrame(
        {"key": ["a", "a", "h", "h"], "x": [1, 2, 1, 2], "y": [0.5, 0.6, 0.6, 0.7], "hover": ""}
    )
    figure = draw.lines(rows, names={"a": "A", "h": "All"}, axis="", muted="h")
    assert [trace.line.dash for trace in figure.data] == ["solid", "dot"]
    assert [note.text for note in figure.layout.annotations] == ["A", "All"]


def test_a_move_is_drawn_from_a_hollow_mark_to_a_full_one():
    rows = pd.DataFrame(
        {
            "name": ["Chile"],
            "point_from": [0.1],
            "point_to": [0.9],
            "q05": [0.5],
            "q95": [1.2],
            "hover": ["<i>"],
        }
    )
    figure = draw.moves(rows, before="before", since="since", axis="")
    assert [t.marker.symbol for t in figure.data[1:]] == ["circle-open", "diamond"]
    assert list(figure.data[2].x) == [0.9]
    assert figure.data[2].customdata[0] == "&lt;i&gt;"
    assert figure.data[2].error_x.array == pytest.approx([0.4])
    assert figure.data[2].error_x.arrayminus == pytest.approx([0.3])
    assert figure.data[1].error_x.array is None
