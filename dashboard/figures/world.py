"""Maps of the world: one tile a State, or outlines in an equal-area projection.

Both are drawn in plain cartesian axes from the tables ``tiles`` and ``boundaries``, so a map needs
nothing from the network, and a State is never hidden because it is small. A legend entry names the
category and how many States of it are on the map. The boundaries and places drawn imply no position
on the legal status of any territory.

Both functions take a frame ``states``, one row a State, with the columns

``iso3``
    Key of the State.
``label``
    A few letters to set in its tile; only for :func:`tiles`.
``name``
    Name for the reader.
``category``
    Key of a category; where missing, the State is drawn as neutral ground.
``hover``
    Plain text shown under the name; a line break starts a new line.
``lat_deg``, ``lon_deg``
    A central point; only for :func:`outlines`.

States that cannot be placed are named in ``figure.layout.meta["not_drawn"]``, so that a page can
say so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import NoReturn

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures import projection
from data.errors import AnalysisError

Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

NEUTRAL = theme.Category("", "", theme.LAND, "", theme.MUTED)

WEST_EDGE_DEG = -169.0
"""Where the map is cut: through the Bering Strait, so that no land is parted but islands."""
CENTRAL_DEG = WEST_EDGE_DEG + 180

ENCLAVE_KM2 = 50_000
"""Rings smaller than this are drawn above the others: Lesotho upon South Africa."""
SPECK_KM2 = 12_500
"""States smaller than this get a dot as well: about four pixels square on a map of 1,100."""

TILE_GAP = 0.07

BORDER_PX = 0.8

DOTS_OPACITY = 0.15
"""Dots are fainter: they are behind many letters."""

Frame = tuple[float, float, float, float]
"""West, east, south and north of a part of the world, in degrees; east may be beyond 180."""

FRAMES: Mapping[str, Frame] = MappingProxyType(
    {
        "Africa": (-20, 53, -36, 38),
        "Americas": (-168, -33, -56, 72),
        "Asia": (25, 150, -12, 56),
        "Europe": (-25, 60, 34, 72),
        "Oceania": (112, 190, -48, 20),
    }
)
"""Where most States of each UN M49 region lie."""


def tiles(
    states: pd.DataFrame,
    tiles: pd.DataFrame,
    *,
    categories: Sequence[theme.Category],
    height: int = 560,
    text_size: int = 10,
    near: Collection[str] = (),
) -> go.Figure:
    """Return a map with one tile of the same size for each State.

    The tiles fill the page: nearly square on paper and on a screen, narrower on a telephone.

    Parameters
    ----------
    states : DataFrame
        The States to draw; see the head of this module.
    tiles : DataFrame
        Table ``tiles``: iso3, column, row. Places of States not in `states` stay empty.
    categories : sequence of Category
        In the order of the legend.
    height : int
        Of the figure, in pixels; the width follows the page.
    text_size : int
        Of the letters in a tile, in pixels.
    near : collection of str
        States to look at from near, with those beside them; the whole world if none is given.

    Returns
    -------
    Figure
        A trace of filled tiles for each category, and one of letters, on which the name and the
        hover text are shown.

    Raises
    ------
    AnalysisError
        If a column is missing, a State occurs twice, or a category is not in `categories`.
    """
    _check(states, ("iso3", "label", "name", "category", "hover"), categories)
    placed = states.merge(tiles, on="iso3", how="left", validate="one_to_one")
    drawn = placed[placed["column"].notna()].reset_index(drop=True)
    x, y = _numbers(drawn["column"]), _numbers(drawn["row"])
    half = 0.5 - TILE_GAP / 2
    ring_x = (x[:, None] + half * np.array([-1, 1, 1, -1, -1, np.nan])).ravel()
    ring_y = (y[:, None] + half * np.array([-1, -1, 1, 1, -1, np.nan])).ravel()

    figure = go.Figure()
    for category, chosen in _groups(drawn["category"], categories):
        corners = np.repeat(chosen, 6)
        n = None if category is NEUTRAL else int(chosen.sum())
        figure.add_trace(_area(category, ring_x[corners], ring_y[corners], n=n))
    figure.add_trace(
        go.Scatter(
            x=x.astype(np.float32),
            y=y.astype(np.float32),
            mode="text",
            text=drawn["label"].tolist(),
            textfont={
                "size": text_size,
                "color": _by_category(drawn["category"], categories, "text_colour"),
            },
            **_hover(drawn),
        )
    )
    _lay_out(figure, height=height, not_drawn=placed.loc[placed["column"].isna(), "name"].tolist())
    framed = tiles[tiles["iso3"].isin(list(near))] if near else tiles
    across, down = framed["column"], framed["row"]
    figure.update_xaxes(range=[float(across.min()) - 0.6, float(across.max()) + 0.6])
    figure.update_yaxes(range=[float(down.max()) + 0.6, float(down.min()) - 0.6])
    return figure


def outlines(
    states: pd.DataFrame,
    boundaries: pd.DataFrame,
    *,
    categories: Sequence[theme.Category],
    height: int = 520,
    frame: Frame | None = None,
) -> go.Figure:
    """Return a map of outlines in the Equal Earth projection.

    Parameters
    ----------
    states : DataFrame
        The States to draw; see the head of this module.
    boundaries : DataFrame
        Table ``boundaries``: iso3, ring, and lon_deg and lat_deg, a sequence of degrees each. Land
        of no State in `states` is drawn as neutral ground.
    categories : sequence of Category
        In the order of the legend.
    height : int
        Of the figure, in pixels; the width follows the page.
    frame : Frame, optional
        The part of the world to look at from near; all of it if not given.

    Returns
    -------
    Figure
        Neutral ground, then for each category a trace of large and one of small rings, each ring
        with a border that is seen between equal neighbours, then a point in each State, on which
        the name and the hover text are shown; States under `SPECK_KM2` show it as a dot.

    Raises
    ------
    AnalysisError
        If a column is missing, a State occurs twice, or a category is not in `categories`.
    """
    wanted = ("iso3", "name", "category", "hover", "lat_deg", "lon_deg")
    _check(states, wanted, categories)
    land = _land(boundaries)
    unplaced = states["lat_deg"].isna() | states["lon_deg"].isna()
    lost = unplaced & ~states["iso3"].isin(boundaries["iso3"])
    counts = states.loc[~lost, "category"].value_counts()
    of_ring = boundaries["iso3"].map(states.set_index("iso3")["category"])
    groups = list(_groups(of_ring, categories))

    figure = go.Figure()
    for is_upper in (False, True):
        for category, of_category in groups:
            chosen = (of_category & (land.is_small == is_upper))[land.ring_of_point]
            n = None if is_upper or category is NEUTRAL else int(counts.get(category.key, 0))
            area = _area(category, land.x[chosen], land.y[chosen], n=n)
            area.line = {"color": category.border_colour, "width": BORDER_PX}
            figure.add_trace(area)
    points = states[~unplaced].reset_index(drop=True)
    figure.add_trace(_points(points, boundaries["iso3"], land.area_km2, categories))
    _lay_out(figure, height=height, not_drawn=states.loc[lost, "name"].tolist())
    x, y = (land.x, land.y) if frame is None else _edges(frame)
    west, east = float(np.nanmin(x)) - 0.03, float(np.nanmax(x)) + 0.03
    south, north = float(np.nanmin(y)) - 0.03, float(np.nanmax(y)) + 0.03
    figure.update_xaxes(range=[west, east], constrain="domain")
    figure.update_yaxes(range=[south, north], constrain="domain", scaleanchor="x")
    return figure


def _edges(frame: Frame) -> tuple[Numbers, Numbers]:
    """Return points of the map on the western and the eastern edge of a frame."""
    west, east, south, north = frame
    lat = np.linspace(south, north, 32)
    return projection.equal_earth(
        np.repeat([west, east], len(lat)), np.tile(lat, 2), central_deg=CENTRAL_DEG
    )


@dataclass(frozen=True)
class _Land:
    """All rings on the map, one after another, a gap behind each."""

    x: Numbers
    y: Numbers
    ring_of_point: npt.NDArray[np.int64]
    area_km2: Numbers

    @property
    def is_small(self) -> Mask:
        """Which rings are drawn above the others."""
        return self.area_km2 < ENCLAVE_KM2


def _land(boundaries: pd.DataFrame) -> _Land:
    """Return the rings projected, with the area of each."""
    lengths = boundaries["lon_deg"].map(len).to_numpy(dtype=np.int64)
    ring = np.repeat(np.arange(len(lengths)), lengths)
    x, y = projection.equal_earth(
        np.concatenate(boundaries["lon_deg"].to_list()),
        np.concatenate(boundaries["lat_deg"].to_list()),
        central_deg=CENTRAL_DEG,
    )
    last = np.cumsum(lengths) - 1
    cross = np.zeros(len(x))
    cross[:-1] = x[:-1] * y[1:] - x[1:] * y[:-1]
    cross[last] = 0.0
    area = np.abs(np.add.reduceat(cross, last - lengths + 1)) / 2 * projection.EARTH_RADIUS_KM**2
    return _Land(
        x=np.insert(x, last + 1, np.nan),
        y=np.insert(y, last + 1, np.nan),
        ring_of_point=np.insert(ring, last + 1, np.arange(len(lengths))),
        area_km2=area,
    )


def _points(
    states: pd.DataFrame,
    ring_iso3: pd.Series,
    area_km2: Numbers,
    categories: Sequence[theme.Category],
) -> go.Scatter:
    """Return the points that carry the hover text; specks of land show theirs as a dot."""
    area = pd.Series(area_km2).groupby(ring_iso3.to_numpy()).sum()
    is_speck = states["iso3"].map(area).fillna(0.0).to_numpy() < SPECK_KM2
    lon = _numbers(states["lon_deg"])
    lon = np.where(lon < WEST_EDGE_DEG, lon + 360, lon)
    x, y = projection.equal_earth(lon, _numbers(states["lat_deg"]), central_deg=CENTRAL_DEG)
    return go.Scatter(
        x=x.astype(np.float32),
        y=y.astype(np.float32),
        mode="markers",
        marker={
            "size": 7,
            "color": _by_category(states["category"], categories, "colour"),
            "opacity": is_speck.astype(float),
            "line": {
                "color": _by_category(states["category"], categories, "text_colour"),
                "width": 1,
            },
        },
        **_hover(states),
    )


def _area(category: theme.Category, x: Numbers, y: Numbers, *, n: int | None) -> go.Scatter:
    """Return a category's rings as one filled trace; without `n` it has no legend entry."""
    pattern = theme.pattern(category)
    if category.pattern == ".":
        pattern["fgopacity"] = DOTS_OPACITY
    return go.Scatter(
        x=x.astype(np.float32) if len(x) else [None],
        y=y.astype(np.float32) if len(y) else [None],
        mode="lines",
        line={"color": theme.RULE, "width": 0.6},
        fill="toself",
        fillcolor=category.colour,
        fillpattern=pattern if category.pattern else None,
        hoverinfo="skip",
        name="" if n is None else f"{category.label} ({n})",
        showlegend=n is not None,
    )


def _groups(
    keys: pd.Series, categories: Sequence[theme.Category]
) -> Iterator[tuple[theme.Category, Mask]]:
    """Yield neutral ground, then each category, with the rows that belong to it."""
    yield NEUTRAL, keys.isna().to_numpy(dtype=bool)
    for category in categories:
        yield category, keys.eq(category.key).to_numpy(dtype=bool, na_value=False)


def _by_category(
    keys: pd.Series, categories: Sequence[theme.Category], attribute: str
) -> list[str]:
    """Return one attribute of each row's category."""
    found = {category.key: getattr(category, attribute) for category in categories}
    neutral = getattr(NEUTRAL, attribute)
    return [found.get(key, neutral) for key in keys]


def _hover(states: pd.DataFrame) -> dict[str, object]:
    """Return what a trace needs to show the name and the hover text of its States."""
    name = [escape(text, quote=False) for text in states["name"]]
    more = [escape(text, quote=False).replace("\n", "<br>") for text in states["hover"]]
    return {
        "customdata": list(zip(name, more, strict=True)),
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
        "showlegend": False,
        "name": "",
    }


def _lay_out(figure: go.Figure, *, height: int, not_drawn: list[str]) -> None:
    """Set what both maps share: no axes, the legend below."""
    figure.update_layout(
        template=theme.TEMPLATE,
        height=height,
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
        hoverdistance=24,
        meta={"not_drawn": not_drawn},
        legend={"x": 0.5, "xanchor": "center", "y": 0, "yanchor": "bottom", "itemsizing": "trace"},
    )
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)


def _numbers(column: pd.Series) -> Numbers:
    return column.to_numpy(dtype=np.float64)


def _check(
    states: pd.DataFrame, wanted: Sequence[str], categories: Sequence[theme.Category]
) -> None:
    """Refuse a frame from which no true map can be drawn."""
    known = [category.key for category in categories]
    missing = [column for column in wanted if column not in states.columns]
    if missing:
        _refuse(f"no column {', '.join(missing)}", wanted, "add what is missing")
    twice = states.loc[states["iso3"].duplicated(), "iso3"].unique()
    if len(twice):
        _refuse(f"{', '.join(twice)} more than once", ["one row a State"], "choose one of the rows")
    strange = sorted(set(states["category"].dropna().astype(str)) - set(known))
    if strange:
        _refuse(
            f"category {', '.join(strange)}", known, "add the category, or leave the cell empty"
        )


def _refuse(found: str, expected: Sequence[str], do: str) -> NoReturn:
    where = "frame states of the world map"
    raise AnalysisError(where, found=found, expected=", ".join(expected), do=do)
