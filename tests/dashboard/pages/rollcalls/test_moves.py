from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from dashboard import theme
from dashboard.pages.rollcalls.moves import figures as flows

CATEGORIES = [
    theme.Category(key, key.lower(), style.colour, style.pattern, style.text_colour)
    for key, style in ((key, theme.POSITION_STYLES[key]) for key in "YNAX")
]
FLOWS = pd.DataFrame(
    {
        "source": ["X", "Y", "Y", "A"],
        "target": ["Y", "Y", "X", "Y"],
        "n": [2, 20, 3, 1],
        "names": [["Fiji", "Benin"], ["Kenya"] * 20, ["Chile", "<Mali>", "Peru"], ["Ghana"]],
    }
)


@pytest.fixture
def figure():
    return flows.ribbons(FLOWS, categories=CATEGORIES, heads=("first", "second"))


def test_ribbons_carry_as_many_states_as_moved(figure):
    link = figure.data[0].link
    assert list(zip(link.source, link.target, link.value, strict=True)) == [
        (0, 3, 20),
        (0, 4, 3),
        (1, 3, 1),
        (2, 3, 2),
    ]


def test_not_voting_is_a_node_of_its_own_on_both_sides(figure):
    colours = [theme.POSITION_STYLES[key].colour for key in ("Y", "A", "X", "Y", "X")]
    assert list(figure.data[0].node.color) == colours


def test_positions_are_named_with_their_numbers_beside_the_ribbons(figure):
    words = [note.text for note in figure.layout.annotations]
    assert words[:5] == [
        "y  <b>23</b>",
        "a  <b>1</b>",
        "x  <b>2</b>",
        "<b>23</b>  y",
        "<b>3</b>  x",
    ]
    assert words[5:7] == ["<b>first</b>", "<b>second</b>"]


def test_a_ribbon_between_unlike_positions_is_drawn_stronger(figure):
    kept, moved, *_rest = figure.data[0].link.color
    assert kept.endswith(f",{flows.KEPT})")
    assert moved.endswith(f",{flows.MOVED})")


def test_a_ribbon_tells_who_is_behind_it(figure):
    assert figure.data[0].link.customdata[1] == "<b>y → x: 3</b><br>Chile, &lt;Mali&gt;, Peru"


def test_a_long_list_of_names_is_cut():
    many = FLOWS.assign(names=[["Utopia"] * 99] * 4)
    figure = flows.ribbons(many, categories=CATEGORIES, heads=("first", "second"))
    assert figure.data[0].link.customdata[0].count("Utopia") == flows.MAX_NAMES


def test_thin_ribbons_carry_no_number():
    thick = FLOWS.assign(n=[2, 400, 3, 1])
    figure = flows.ribbons(thick, categories=CATEGORIES, heads=("first", "second"))
    assert [note.text for note in figure.layout.annotations[7:]] == ["400"]


def test_nodes_of_one_side_do_not_touch(figure):
    node = figure.data[0].node
    room = flows.HEIGHT - flows.TOP - flows.BOTTOM
    px_each = (room - 2 * flows.GAP_PX) / 26
    tall = [23, 1, 2]
    edges = [
        (y * room - n * px_each / 2, y * room + n * px_each / 2)
        for y, n in zip(node.y[:3], tall, strict=True)
    ]
    gaps = [after[0] - before[1] for before, after in pairwise(edges)]
    assert gaps == pytest.approx([flows.GAP_PX] * 2)
    assert edges[0][0] == pytest.approx(0)
    assert edges[-1][1] == pytest.approx(room)
