"""How charts are painted: scripts, narrow places, pictures higher than a page."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest

from dashboard import theme
from dashboard.briefing.charts import lettering, painting, reading
from dashboard.briefing.charts.canvas import Canvas

SVG = "{http://www.w3.org/2000/svg}"
SCRIPTS = ("Türkiye", "Ελλάδα", "Україна", "مصر العربية", "ישראל", "대한민국", "日本")


def bars(names: list[str], values: list[float], *, is_horizontal: bool = True) -> go.Figure:
    x, y = (values, names) if is_horizontal else (names, values)
    figure = go.Figure(
        go.Bar(x=x, y=y, orientation="h" if is_horizontal else "v", text=[str(v) for v in values])
    )
    theme.lay_out(figure, height=300)
    return figure


def glyphs(text: str) -> list[str]:
    return [glyph for glyph, _place in lettering.line(text).glyphs]


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_of_a_member_state_has_its_letters(name: str) -> None:
    assert lettering.shown(name) == name
    assert lettering.width(name, 13) > 13
    assert all(lettering.outline(glyph) for glyph in glyphs(name.replace(" ", "")))


def test_right_to_left_is_set_from_the_right() -> None:
    assert glyphs("אב") == glyphs("ב") + glyphs("א")


def test_what_cannot_be_shown_is_left_out_or_marked() -> None:
    assert lettering.visible("a\u202eb\x00c\nd") == "abc\nd"
    assert lettering.shown("\U00013000") == lettering.MISSING


def test_words_are_wrapped_and_never_wider_than_their_room() -> None:
    text = "Saint Vincent and the Grenadines"
    lines = lettering.wrapped(text, 13, 90)
    assert " ".join(lines) == text
    assert all(lettering.width(line, 13) <= 90 for line in lines)


def test_a_word_on_a_bar_that_is_too_narrow_is_left_out() -> None:
    wide = painting.painted(reading.drawing(bars(["a"], [100.0])), width_px=400)
    both = bars(["a", "b"], [100.0, 0.1])
    narrow = painting.painted(reading.drawing(both), width_px=400)
    n_words = [len(ET.fromstring(one.svg).findall(f"{SVG}g")) for one in (wide, narrow)]  # noqa: S314  # ours
    assert n_words[1] == n_words[0] + 1  # the name of the second bar, and not its number


def test_names_below_an_axis_are_turned_where_they_would_touch() -> None:
    names = [f"Saint Vincent and the Grenadines {rank}" for rank in range(12)]
    figure = bars(names, [1.0] * 12, is_horizontal=False)
    svg = painting.painted(reading.drawing(figure), width_px=400).svg
    assert svg.count(b"rotate(-90)") == len(names)


def test_markup_in_names_stays_text() -> None:
    picture = painting.painted(
        reading.drawing(bars(["a"], [1.0])), width_px=400, title="<script>", description='"&<>'
    )
    root = ET.fromstring(picture.svg)  # noqa: S314  # ours
    assert root.findtext(f"{SVG}title") == "<script>"
    assert root.findtext(f"{SVG}desc") == '"&<>'


def test_a_picture_higher_than_a_page_is_cut_between_its_words() -> None:
    figure = bars([f"State {rank}" for rank in range(80)], [1.0] * 80)
    figure.update_layout(height=2000)
    picture = painting.painted(reading.drawing(figure), width_px=600)
    parts = picture.slices(700)
    assert sum(part.height_px for part in parts) == pytest.approx(picture.height_px)
    assert max(part.height_px for part in parts) <= 700
    cut = 0.0
    for part in parts[:-1]:
        cut += part.height_px
        assert not [1 for top, bottom in picture.spans if top < cut < bottom]
    assert painting.painted(reading.drawing(bars(["a"], [1.0])), width_px=600).slices(700)[1:] == []


def test_a_texture_stands_beside_the_hue() -> None:
    figure = go.Figure(go.Bar(x=[1], y=["a"], orientation="h", marker_pattern_shape="/"))
    assert b"<pattern" in painting.painted(reading.drawing(figure), width_px=300).svg


def test_what_is_turned_reaches_as_far_as_it_is_long() -> None:
    flat, turned = Canvas(), Canvas()
    flat.write("Kenya", 100, 100, size=13, colour=theme.INK)
    turned.write("Kenya", 100, 100, size=13, colour=theme.INK, angle=-90)
    assert flat.reach[2] - flat.reach[0] == pytest.approx(turned.reach[3] - turned.reach[1])
