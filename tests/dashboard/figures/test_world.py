from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import theme
from dashboard.figures import world
from data.errors import AnalysisError

SOURCES = Path(__file__).parents[3] / "data" / "sources"
KNOWN_MISSING = {"TUV": "Natural Earth at 1:50 million does not hold Tuvalu"}

YES = theme.Category("Y", "In favour", "#1F5A94", "", "#FFFFFF")
ABSTAIN = theme.Category("A", "Abstaining", "#E3B23C", "/", theme.INK)
NO = theme.Category("N", "Against", "#7A3B69", "x", "#FFFFFF")
CATEGORIES = (YES, ABSTAIN, NO)


def _rows(name: str) -> list[dict[str, str]]:
    with (SOURCES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _degrees(text: str) -> npt.NDArray[np.float64]:
    return np.array(text.split(), dtype=np.float64)


@pytest.fixture(scope="module")
def states() -> pd.DataFrame:
    rows = [r for r in _rows("states") if r["un_membership"] in ("member", "observer")]
    return pd.DataFrame(
        {
            "iso3": [r["iso3"] for r in rows],
            "label": [r["iso2"] for r in rows],
            "name": [r["name_en"] for r in rows],
            "category": [CATEGORIES[i % 2].key for i in range(len(rows))],
            "hover": "Voted\nTwice",
            "lat_deg": [float(r["lat_deg"]) for r in rows],
            "lon_deg": [float(r["lon_deg"]) for r in rows],
        }
    )


@pytest.fixture(scope="module")
def tiles() -> pd.DataFrame:
    frame = pd.DataFrame(_rows("tiles"))
    return frame.astype({"column": "Int64", "row": "Int64"})


@pytest.fixture(scope="module")
def boundaries() -> pd.DataFrame:
    rows = _rows("boundaries")
    return pd.DataFrame(
        {
            "iso3": [r["iso3"] or None for r in rows],
            "ring": [int(r["ring"]) for r in rows],
            "lon_deg": [_degrees(r["lon_deg"]) for r in rows],
            "lat_deg": [_degrees(r["lat_deg"]) for r in rows],
        }
    )


def _legend(figure: go.Figure) -> list[str]:
    return [trace.name for trace in figure.data if trace.showlegend]


def _carrier(figure: go.Figure) -> go.Scatter:
    (trace,) = [trace for trace in figure.data if trace.hovertemplate]
    return trace


def _fills(figure: go.Figure, category: theme.Category) -> list[go.Scatter]:
    return [t for t in figure.data if t.fill == "toself" and t.fillcolor == category.colour]


def _n_rings(traces: list[go.Scatter]) -> int:
    return sum(int(np.isnan(t.x).sum()) for t in traces if t.x[0] is not None)


class TestTiles:
    def test_every_state_is_drawn_once_on_its_tile(
        self, states: pd.DataFrame, tiles: pd.DataFrame
    ) -> None:
        carrier = _carrier(world.tiles(states, tiles, categories=CATEGORIES))
        drawn = dict(zip(carrier.text, zip(carrier.x, carrier.y, strict=True), strict=True))
        places = tiles.set_index("iso3")
        assert len(carrier.text) == len(drawn) == len(states)
        for iso3, label in zip(states["iso3"], states["label"], strict=True):
            assert drawn[label] == (places["column"][iso3], places["row"][iso3])

    def test_legend_counts_the_states_of_each_category_even_none(
        self, states: pd.DataFrame, tiles: pd.DataFrame
    ) -> None:
        figure = world.tiles(states, tiles, categories=CATEGORIES)
        assert _legend(figure) == ["In favour (98)", "Abstaining (97)", "Against (0)"]
        assert _n_rings(_fills(figure, YES)) == 98
        assert _n_rings(_fills(figure, ABSTAIN)) == 97

    def test_tiles_are_of_one_size_fill_the_page_and_do_not_touch(
        self, states: pd.DataFrame, tiles: pd.DataFrame
    ) -> None:
        figure = world.tiles(states, tiles, categories=CATEGORIES)
        x = np.asarray(_fills(figure, YES)[0].x).reshape(-1, 6)[:, :5]
        y = np.asarray(_fills(figure, YES)[0].y).reshape(-1, 6)[:, :5]
        np.testing.assert_allclose(np.ptp(x, axis=1), np.ptp(y, axis=1), atol=1e-5)
        assert np.ptp(x, axis=1).max() < 1
        assert figure.layout.yaxis.scaleanchor is None

    def test_north_is_up(self, states: pd.DataFrame, tiles: pd.DataFrame) -> None:
        top, bottom = world.tiles(states, tiles, categories=CATEGORIES).layout.yaxis.range[::-1]
        assert top < bottom

    def test_letters_take_the_text_colour_of_their_category(
        self, states: pd.DataFrame, tiles: pd.DataFrame
    ) -> None:
        colours = _carrier(world.tiles(states, tiles, categories=CATEGORIES)).textfont.color
        assert colours[:2] == (YES.text_colour, ABSTAIN.text_colour)

    def test_a_state_without_category_is_neutral_and_not_in_the_legend(
        self, states: pd.DataFrame, tiles: pd.DataFrame
    ) -> None:
        one = states.assign(category=states["category"].where(states["iso3"] != "AFG"))
        figure = world.tiles(one, tiles, categories=CATEGORIES)
        assert _n_rings(_fills(figure, world.NEUTRAL)) == 1
        assert _legend(figure) == ["In favour (97)", "Abstaining (97)", "Against (0)"]

    def test_a_state_without_tile_is_named_and_not_counted(
        self, states: pd.DataFrame, tiles: pd.DataFrame
    ) -> None:
        fewer = tiles[tiles["iso3"] != "AFG"]
        figure = world.tiles(states, fewer, categories=CATEGORIES)
        assert figure.layout.meta["not_drawn"] == ["Afghanistan"]
        assert _legend(figure)[0] == "In favour (97)"

    def test_only_the_states_asked_for_are_drawn(
        self, states: pd.DataFrame, tiles: pd.DataFrame
    ) -> None:
        figure = world.tiles(states.head(3), tiles, categories=CATEGORIES)
        assert list(_carrier(figure).text) == ["AF", "AO", "AL"]

    def test_the_figure_is_light(self, states: pd.DataFrame, tiles: pd.DataFrame) -> None:
        assert len(world.tiles(states, tiles, categories=CATEGORIES).to_json()) < 150_000


class TestOutlines:
    def test_every_state_is_drawn_once(
        self, states: pd.DataFrame, boundaries: pd.DataFrame
    ) -> None:
        figure = world.outlines(states, boundaries, categories=CATEGORIES)
        names = [name for name, _ in _carrier(figure).customdata]
        assert sorted(names) == sorted(states["name"])
        assert _legend(figure) == ["In favour (98)", "Abstaining (97)", "Against (0)"]
        assert figure.layout.meta["not_drawn"] == []

    def test_every_ring_is_drawn_once_in_the_colour_of_its_state(
        self, states: pd.DataFrame, boundaries: pd.DataFrame
    ) -> None:
        figure = world.outlines(states, boundaries, categories=CATEGORIES)
        expected = boundaries["iso3"].map(states.set_index("iso3")["category"])
        assert _n_rings(_fills(figure, YES)) == (expected == "Y").sum()
        assert _n_rings(_fills(figure, ABSTAIN)) == (expected == "A").sum()
        assert _n_rings(_fills(figure, world.NEUTRAL)) == expected.isna().sum()

    def test_equal_neighbours_are_parted_by_a_border_upon_their_fill(
        self, states: pd.DataFrame, boundaries: pd.DataFrame
    ) -> None:
        two = states[states["iso3"].isin(["POL", "DEU"])]
        style = theme.LISTING_STYLES["not_listed"]
        grey = theme.Category("grey", "Not listed", style.colour, style.pattern, style.text_colour)
        for category in (YES, grey):
            alike = two.assign(category=category.key)
            (large, _small) = _fills(
                world.outlines(alike, boundaries, categories=[category]), category
            )
            assert _n_rings([large]) == 2, "one ring each, so the border is drawn once a State"
            assert large.line.color == category.border_colour != category.colour
            assert large.line.width == world.BORDER_PX

    def test_a_state_inside_another_is_drawn_above_it_whatever_the_order(
        self, states: pd.DataFrame, boundaries: pd.DataFrame
    ) -> None:
        two = states[states["iso3"].isin(["LSO", "ZAF"])]
        for inner, outer in ((YES, ABSTAIN), (ABSTAIN, YES)):
            key = {"LSO": inner.key, "ZAF": outer.key}
            one = two.assign(category=two["iso3"].map(key))
            figure = world.outlines(one, boundaries, categories=CATEGORIES)
            largest = [t.fillcolor for t in figure.data if t.x is not None and len(t.x) > 20]
            inner_at = max(i for i, colour in enumerate(largest) if colour == inner.colour)
            outer_at = min(i for i, colour in enumerate(largest) if colour == outer.colour)
            assert inner_at > outer_at

    def test_a_state_without_outline_still_gets_a_dot(
        self, states: pd.DataFrame, boundaries: pd.DataFrame
    ) -> None:
        figure = world.outlines(states, boundaries, categories=CATEGORIES)
        points = _carrier(figure)
        shown = {
            name: opacity
            for (name, _), opacity in zip(points.customdata, points.marker.opacity, strict=True)
        }
        assert shown["Tuvalu"] == shown["Malta"] == shown["Singapore"] == 1
        assert shown["Brazil"] == shown["Germany"] == 0

    def test_a_state_with_neither_outline_nor_coordinates_is_named_and_not_counted(
        self, states: pd.DataFrame, boundaries: pd.DataFrame
    ) -> None:
        lost = states.assign(lat_deg=states["lat_deg"].where(states["iso3"] != "AFG"))
        fewer = boundaries[boundaries["iso3"] != "AFG"]
        figure = world.outlines(lost, fewer, categories=CATEGORIES)
        assert figure.layout.meta["not_drawn"] == ["Afghanistan"]
        assert _legend(figure)[0] == "In favour (97)"

    def test_land_of_nobody_asked_for_is_neutral_ground(
        self, states: pd.DataFrame, boundaries: pd.DataFrame
    ) -> None:
        figure = world.outlines(states.head(0), boundaries, categories=CATEGORIES)
        assert _n_rings(_fills(figure, world.NEUTRAL)) == len(boundaries)
        assert _legend(figure) == ["In favour (0)", "Abstaining (0)", "Against (0)"]

    def test_points_lie_on_the_map(self, states: pd.DataFrame, boundaries: pd.DataFrame) -> None:
        figure = world.outlines(states, boundaries, categories=CATEGORIES)
        west, east = figure.layout.xaxis.range
        points = _carrier(figure)
        assert ((points.x > west) & (points.x < east)).all()

    def test_points_lie_within_the_outline_of_their_state(
        self, states: pd.DataFrame, boundaries: pd.DataFrame
    ) -> None:
        large = states[states["iso3"].isin(["BRA", "RUS", "USA", "AUS", "CHN", "COD", "DZA"])]
        for iso3, lon, lat in zip(large["iso3"], large["lon_deg"], large["lat_deg"], strict=True):
            of_state = boundaries[boundaries["iso3"] == iso3]
            rings = zip(of_state["lon_deg"], of_state["lat_deg"], strict=True)
            assert any(_is_inside(lon, lat, *ring) for ring in rings), iso3

    def test_the_figure_is_light(self, states: pd.DataFrame, boundaries: pd.DataFrame) -> None:
        figure = world.outlines(states, boundaries, categories=CATEGORIES)
        assert len(figure.to_json()) < 1_200_000

    @pytest.mark.slow
    def test_lists_serve_as_well_as_arrays(
        self, states: pd.DataFrame, boundaries: pd.DataFrame
    ) -> None:
        as_lists = boundaries.assign(
            lon_deg=boundaries["lon_deg"].map(list), lat_deg=boundaries["lat_deg"].map(list)
        )
        one = world.outlines(states, boundaries, categories=CATEGORIES)
        assert world.outlines(states, as_lists, categories=CATEGORIES) == one


def _is_inside(
    lon: float, lat: float, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]
) -> bool:
    x1, y1, x2, y2 = x[:-1], y[:-1], x[1:], y[1:]
    spans = (y1 > lat) != (y2 > lat)
    at = x1[spans] + (lat - y1[spans]) * (x2[spans] - x1[spans]) / (y2[spans] - y1[spans])
    return bool((at > lon).sum() % 2)


class TestBoth:
    @pytest.fixture(params=["tiles", "outlines"])
    def figure(
        self,
        request: pytest.FixtureRequest,
        states: pd.DataFrame,
        tiles: pd.DataFrame,
        boundaries: pd.DataFrame,
    ) -> go.Figure:
        if request.param == "tiles":
            return world.tiles(states, tiles, categories=CATEGORIES)
        return world.outlines(states, boundaries, categories=CATEGORIES)

    def test_nothing_asks_the_network_for_a_map(self, figure: go.Figure) -> None:
        assert {trace.type for trace in figure.data} == {"scatter"}
        written = figure.to_plotly_json()
        assert not {"geo", "map", "mapbox"} & set(written["layout"])
        assert not re.search(r"https?:|topojson", str(written["layout"]) + str(_text(figure)))

    def test_texture_goes_with_colour(self, figure: go.Figure) -> None:
        assert {trace.fillpattern.shape for trace in _fills(figure, ABSTAIN)} == {"/"}
        assert {trace.fillpattern.shape for trace in _fills(figure, YES)} == {None}

    def test_the_height_is_set_and_the_page_draws_the_title(self, figure: go.Figure) -> None:
        assert figure.layout.height
        assert figure.layout.title.text is None

    def test_hover_text_keeps_its_lines(self, figure: go.Figure) -> None:
        assert {more for _, more in _carrier(figure).customdata} == {"Voted<br>Twice"}


def _text(figure: go.Figure) -> list[object]:
    return [[trace.name, trace.hovertemplate] for trace in figure.data]


def test_marks_in_hover_text_are_shown_not_obeyed(
    states: pd.DataFrame, tiles: pd.DataFrame
) -> None:
    one = states.head(1).assign(name="A & B", hover="<a href='x'>y</a>")
    (shown,) = _carrier(world.tiles(one, tiles, categories=CATEGORIES)).customdata
    assert tuple(shown) == ("A &amp; B", "&lt;a href='x'&gt;y&lt;/a&gt;")


def test_arguments_are_left_as_they_were(
    states: pd.DataFrame, tiles: pd.DataFrame, boundaries: pd.DataFrame
) -> None:
    before = states.copy(deep=True)
    first = boundaries["lon_deg"].iloc[0].copy()
    world.tiles(states, tiles, categories=CATEGORIES)
    world.outlines(states, boundaries, categories=CATEGORIES)
    pd.testing.assert_frame_equal(states, before)
    np.testing.assert_array_equal(boundaries["lon_deg"].iloc[0], first)


def test_a_state_in_two_categories_is_refused(states: pd.DataFrame, tiles: pd.DataFrame) -> None:
    twice = pd.concat([states, states.head(1)])
    with pytest.raises(AnalysisError, match="AFG more than once, expected one row a State"):
        world.tiles(twice, tiles, categories=CATEGORIES)


def test_a_category_without_words_is_refused(states: pd.DataFrame, tiles: pd.DataFrame) -> None:
    with pytest.raises(AnalysisError, match="found category Q, expected Y, A, N"):
        world.tiles(states.assign(category="Q"), tiles, categories=CATEGORIES)


def test_a_missing_column_is_named(states: pd.DataFrame, boundaries: pd.DataFrame) -> None:
    with pytest.raises(AnalysisError, match="no column lat_deg"):
        world.outlines(states.drop(columns="lat_deg"), boundaries, categories=CATEGORIES)


class TestSources:
    def test_no_two_states_share_a_tile(self) -> None:
        places = [(row["column"], row["row"]) for row in _rows("tiles")]
        assert len(places) == len(set(places))

    def test_every_member_and_observer_has_one_tile(self, states: pd.DataFrame) -> None:
        placed = [row["iso3"] for row in _rows("tiles")]
        assert len(placed) == len(set(placed))
        assert set(states["iso3"]) <= set(placed)
        assert len(states) == 195

    def test_every_member_and_observer_has_an_outline_or_a_known_reason(
        self, states: pd.DataFrame
    ) -> None:
        drawn = {row["iso3"] for row in _rows("boundaries")}
        assert set(states["iso3"]) - drawn == set(KNOWN_MISSING)

    def test_every_code_is_in_the_table_of_states(self) -> None:
        known = {row["iso3"] for row in _rows("states")}
        used = {row["iso3"] for name in ("tiles", "boundaries") for row in _rows(name)}
        assert used - {""} <= known

    def test_tiles_lie_as_states_do_on_the_globe(self, tiles: pd.DataFrame) -> None:
        central = pd.DataFrame(_rows("states")).set_index("iso3")[["lat_deg", "lon_deg"]]
        both = tiles.set_index("iso3").join(central.replace("", np.nan).astype(float))
        east = both["lon_deg"].where(both["lon_deg"] > world.WEST_EDGE_DEG, both["lon_deg"] + 360)
        assert both["column"].astype(float).corr(east, method="spearman") > 0.95
        assert both["row"].astype(float).corr(-both["lat_deg"], method="spearman") > 0.9

    def test_rings_are_closed_numbered_and_whole(self, boundaries: pd.DataFrame) -> None:
        assert boundaries["ring"].tolist() == list(range(len(boundaries)))
        for lon, lat in zip(boundaries["lon_deg"], boundaries["lat_deg"], strict=True):
            assert len(lon) == len(lat) >= 4
            assert (lon[0], lat[0]) == (lon[-1], lat[-1])
            assert np.abs(np.diff(lon)).max() < 90, "a ring jumps across the map"

    @pytest.mark.parametrize("name", ["tiles", "boundaries"])
    def test_the_sidecar_vouches_for_the_file(self, name: str) -> None:
        source = tomllib.loads((SOURCES / f"{name}.toml").read_text(encoding="utf-8"))["source"]
        content = (SOURCES / f"{name}.csv").read_bytes()
        assert source["sha256"] == hashlib.sha256(content).hexdigest()
        assert "no position on" in source["note"]


@pytest.mark.slow
@pytest.mark.parametrize("region", world.FRAMES)
def test_a_region_seen_from_near_shows_its_states(
    states: pd.DataFrame, tiles: pd.DataFrame, boundaries: pd.DataFrame, region: str
) -> None:
    regions = {row["iso3"]: row["m49_region"] for row in _rows("states")}
    near = {iso3 for iso3, one in regions.items() if one == region}
    figure = world.tiles(states, tiles, categories=CATEGORIES, near=near)
    (left, right), (low, high) = figure.layout.xaxis.range, figure.layout.yaxis.range
    placed = tiles[tiles["iso3"].isin(near)]
    assert placed["column"].between(left, right).all()
    assert placed["row"].between(high, low).all()
    whole = world.tiles(states, tiles, categories=CATEGORIES).layout.xaxis.range
    assert right - left < whole[1] - whole[0]

    drawn = world.outlines(states, boundaries, categories=CATEGORIES, frame=world.FRAMES[region])
    points = _carrier(drawn)
    is_near = states["iso3"].isin(near)
    inside = np.array(points.x)[is_near]
    (west, east), (south, north) = drawn.layout.xaxis.range, drawn.layout.yaxis.range
    seen = (inside > west) & (inside < east)
    seen &= (np.array(points.y)[is_near] > south) & (np.array(points.y)[is_near] < north)
    assert seen.mean() > 0.9
