"""The outlines on the real record: contested land lies where maps of the United Nations put it."""

from pathlib import Path

import numpy as np
import pytest

from etl.sources import boundaries

FILE = Path(__file__).parents[2] / "data" / "sources" / "boundaries.csv"


@pytest.fixture(scope="module")
def rings() -> list[tuple[str, np.ndarray, np.ndarray]]:
    """Return every ring: its code, empty for land of no State, and its corners in degrees."""
    frame = boundaries.parse(FILE.read_bytes(), where=FILE.name)
    return [
        (str(iso3), np.array(lon.split(), dtype=float), np.array(lat.split(), dtype=float))
        for iso3, lon, lat in zip(frame["iso3"], frame["lon_deg"], frame["lat_deg"], strict=True)
    ]


def holders(
    rings: list[tuple[str, np.ndarray, np.ndarray]], lon_deg: float, lat_deg: float
) -> list[str]:
    """Return the codes of all rings that a place lies in, by the parity of crossings."""
    found = []
    for iso3, x, y in rings:
        spans = (y[:-1] > lat_deg) != (y[1:] > lat_deg)
        x1, y1, x2, y2 = x[:-1][spans], y[:-1][spans], x[1:][spans], y[1:][spans]
        crossings = x1 + (lat_deg - y1) * (x2 - x1) / (y2 - y1)
        if (crossings > lon_deg).sum() % 2:
            found.append(iso3)
    return found


@pytest.mark.parametrize(
    ("lon_deg", "lat_deg"),
    [(-13.5, 24.5), (-13.2, 27.1), (-9.0, 27.6), (-15.2, 23.7), (-11.0, 26.5), (-15.0, 21.8)],
    ids=["middle", "Laayoune", "north-east", "east of Dakhla", "east of the wall", "south"],
)
def test_western_sahara_is_one_ring_of_no_state(
    rings: list[tuple[str, np.ndarray, np.ndarray]], lon_deg: float, lat_deg: float
) -> None:
    assert holders(rings, lon_deg, lat_deg) == [""]


@pytest.mark.parametrize(
    ("lon_deg", "lat_deg"),
    [(35.8, 33.0), (35.75, 32.9), (35.7, 33.2), (35.7, 32.8), (35.85, 32.92)],
    ids=["middle", "centre", "north", "south", "east"],
)
def test_the_golan_is_one_ring_of_no_state(
    rings: list[tuple[str, np.ndarray, np.ndarray]], lon_deg: float, lat_deg: float
) -> None:
    assert holders(rings, lon_deg, lat_deg) == [""]


@pytest.mark.parametrize(
    ("iso3", "lon_deg", "lat_deg"),
    [
        pytest.param("MAR", -7.6, 33.4, id="Casablanca"),
        pytest.param("MAR", -11.1, 28.4, id="Tan-Tan"),
        pytest.param("MAR", -9.0, 27.75, id="just north of 27.67"),
        pytest.param("MRT", -15.9, 18.1, id="Nouakchott"),
        pytest.param("MRT", -12.4, 22.7, id="Zouerat"),
        pytest.param("DZA", -8.1, 27.7, id="Tindouf"),
        pytest.param("ISR", 34.8, 31.2, id="Beersheba"),
        pytest.param("ISR", 35.0, 32.75, id="Haifa"),
        pytest.param("ISR", 35.5, 32.97, id="Safed"),
        pytest.param("SYR", 36.3, 33.5, id="Damascus"),
        pytest.param("SYR", 36.1, 32.63, id="Daraa"),
        pytest.param("SYR", 35.9, 33.13, id="Quneitra, east of it"),
        pytest.param("LBN", 35.5, 33.4, id="Nabatieh"),
        pytest.param("JOR", 35.8, 32.5, id="Irbid"),
        pytest.param("UKR", 34.1, 45.0, id="Crimea"),
        pytest.param("CYP", 33.4, 35.25, id="north of Cyprus"),
    ],
)
def test_land_beside_it_is_in_the_ring_of_its_state(
    rings: list[tuple[str, np.ndarray, np.ndarray]], iso3: str, lon_deg: float, lat_deg: float
) -> None:
    assert holders(rings, lon_deg, lat_deg) == [iso3]
