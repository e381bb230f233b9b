"""The look: one palette for pages and charts, that every reader can see."""

import colorsys
import itertools
import tomllib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from dashboard import page_css, theme
from dashboard.dark import TWINS, darkened, light, twin
from dashboard.figures import world

CONFIG = tomllib.loads(
    (Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)["theme"]
STYLES = {name: value for name, value in vars(theme).items() if name.endswith("_STYLES")}
EVERY_STYLE = [
    pytest.param(style, id=f"{name}.{key}")
    for name, styles in STYLES.items()
    for key, style in styles.items()
]


def as_it_is(colour: str) -> str:
    return colour


GROUNDS = pytest.mark.parametrize(
    "seen", [pytest.param(as_it_is, id="light"), pytest.param(twin, id="dark")]
)
"""How a colour is seen: a chart on a dark screen has the twins."""

READABLE = 4.5
"""Contrast of text that WCAG 2.2 asks for at level AA."""

LINE = 3.0
"""Contrast of a line or mark that WCAG 2.2 asks for at level AA."""

BORDER = 2.0
"""Contrast at which a thin line parts two fields of one fill."""

VISIONS = {
    "full": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
    "greyscale": np.tile([0.2126, 0.7152, 0.0722], (3, 1)),
}
"""What each eye makes of linear RGB: Machado, Oliveira and Fernandes (2009), severity 1."""

APART = 10.0
"""Distance in CIELAB at which two fills cannot be taken for each other."""


def linear(colour: str) -> np.ndarray:
    """Return ``#rrggbb`` as linear RGB."""
    part = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    bright, dim = sorted(
        (float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other)), reverse=True
    )
    return (bright + 0.05) / (dim + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    """Return linear RGB in CIELAB, under daylight."""
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    xyz = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, vision: str) -> float:
    """Return how far two colours are apart for an eye."""
    eye = VISIONS[vision]
    return float(np.linalg.norm(lab(eye @ linear(one)) - lab(eye @ linear(other))))


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_distance_is_that_of_the_standard() -> None:
    assert distance("#FFFFFF", "#000000", "full") == pytest.approx(100, abs=0.1)
    assert distance("#FF0000", "#00FF00", "deuteranopia") < distance("#FF0000", "#00FF00", "full")


@GROUNDS
@pytest.mark.parametrize("style", EVERY_STYLE)
def test_text_upon_a_fill_can_be_read(style: theme.Style, seen: Callable[[str], str]) -> None:
    assert contrast(seen(style.text_colour), seen(style.colour)) >= READABLE


@GROUNDS
@pytest.mark.parametrize("text", [theme.INK, theme.MUTED])
def test_text_upon_paper_can_be_read(text: str, seen: Callable[[str], str]) -> None:
    for ground in (theme.PAPER, theme.QUIET, theme.LAND, theme.BLANK):
        assert contrast(seen(text), seen(ground)) >= READABLE


@pytest.mark.parametrize("ground", [0, 1])
def test_links_can_be_read(ground: int) -> None:
    accent, paper = (page_css.GROUNDS[name][ground] for name in ("accent", "paper"))
    assert contrast(accent, paper) >= READABLE


@GROUNDS
def test_ink_can_be_read_at_both_ends_of_a_scale(seen: Callable[[str], str]) -> None:
    for end in (theme.PAPER, theme.DEEP):
        assert contrast(seen(theme.INK), seen(end)) >= READABLE


@pytest.mark.parametrize("colour", theme.SERIES)
def test_lines_stand_out_from_the_dark_ground(colour: str) -> None:
    assert contrast(twin(colour), twin(theme.PAPER)) >= LINE


@GROUNDS
@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("name", STYLES)
def test_fills_of_one_texture_can_be_told_apart_by_every_eye(
    name: str, vision: str, seen: Callable[[str], str]
) -> None:
    alike = [
        f"{one} and {other}"
        for (one, a), (other, b) in itertools.combinations(STYLES[name].items(), 2)
        if a.pattern == b.pattern and distance(seen(a.colour), seen(b.colour), vision) < APART
    ]
    assert alike == []


@GROUNDS
@pytest.mark.parametrize("vision", [vision for vision in VISIONS if vision != "greyscale"])
def test_positions_can_be_told_apart_by_colour_alone(
    vision: str, seen: Callable[[str], str]
) -> None:
    fills = [seen(theme.POSITION_STYLES[position].colour) for position in "YANX"]
    assert min(distance(a, b, vision) for a, b in itertools.combinations(fills, 2)) >= APART


@GROUNDS
@pytest.mark.parametrize("style", EVERY_STYLE)
def test_no_fill_is_red_or_green(style: theme.Style, seen: Callable[[str], str]) -> None:
    colour = seen(style.colour)
    rgb = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    hue, _lightness, saturation = colorsys.rgb_to_hls(*rgb)
    degrees = hue * 360
    is_signal = degrees < 20 or degrees > 340 or 80 < degrees < 165
    assert saturation < 0.2 or not is_signal


def test_pages_and_charts_share_their_colours() -> None:
    light = CONFIG["light"]
    assert light["primaryColor"] == light["linkColor"] == theme.ACCENT
    assert light["backgroundColor"] == theme.PAPER
    assert light["textColor"] == theme.INK
    assert light["borderColor"] == theme.RULE
    assert theme.TEMPLATE.layout.paper_bgcolor == theme.PAPER
    assert theme.TEMPLATE.layout.font.color == theme.INK


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_both_grounds_can_be_read(ground: str) -> None:
    colours = CONFIG[ground]
    behind = [
        colours["backgroundColor"],
        colours["secondaryBackgroundColor"],
        colours["sidebar"]["backgroundColor"],
    ]
    for text in (colours["textColor"], colours["linkColor"]):
        assert min(contrast(text, back) for back in behind) >= READABLE
    assert contrast(colours["blueTextColor"], colours["blueBackgroundColor"]) >= READABLE


def test_series_come_with_as_many_marks() -> None:
    assert len(set(theme.MARKS)) == len(theme.MARKS) >= len(theme.SERIES)
    assert len(set(theme.SERIES)) == len(theme.SERIES)


def test_every_texture_is_woven_in_one_place() -> None:
    sources = (Path(__file__).parents[2] / "dashboard").rglob("*.py")
    weaving = [path.name for path in sources if '"solidity"' in path.read_text(encoding="utf-8")]
    assert weaving == ["theme.py"]


def test_nothing_of_the_look_comes_from_elsewhere() -> None:
    for loads in ("://", "url(", "@import"):
        assert loads not in page_css.CSS


@GROUNDS
@pytest.mark.parametrize("style", EVERY_STYLE)
def test_a_border_is_seen_upon_its_fill(style: theme.Style, seen: Callable[[str], str]) -> None:
    category = theme.Category("", "", style.colour, style.pattern, style.text_colour)
    assert contrast(seen(category.border_colour), seen(style.colour)) >= BORDER


@GROUNDS
def test_a_border_is_seen_upon_neutral_ground(seen: Callable[[str], str]) -> None:
    assert contrast(seen(world.NEUTRAL.border_colour), seen(theme.LAND)) >= BORDER


def test_a_dark_screen_s_pages_and_charts_share_their_colours() -> None:
    dark = CONFIG["dark"]
    assert dark["backgroundColor"] == twin(theme.PAPER)
    assert dark["secondaryBackgroundColor"] == twin(theme.QUIET)
    assert dark["textColor"] == twin(theme.INK)
    assert dark["borderColor"] == twin(theme.RULE)
    assert dark["primaryColor"] == dark["linkColor"] == page_css.LINK_ON_DARK


def test_a_chart_of_a_dark_screen_can_be_drawn_on_paper_again() -> None:
    back = light()
    assert all(back[dark] == colour for colour, dark in TWINS.items())
    kept = {colour for colour in theme.SERIES if twin(colour) == colour}
    assert all(back.get(colour, colour) == colour for colour in kept)


def test_colours_are_exchanged_wherever_they_stand_and_nothing_else_is() -> None:
    spec = '{"a":"#22262b","b":"rgba(34,38,43,0.5)","text":"#8 of 12","c":"#E3B23C"}'
    assert darkened(spec) == (
        '{"a":"#ECE8DF","b":"rgba(236, 232, 223,0.5)","text":"#8 of 12","c":"#E3B23C"}'
    )
