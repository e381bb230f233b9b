"""The projection keeps areas, and its published shape."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.figures import projection


class TestEqualEarth:
    @settings(max_examples=60)
    @given(st.integers(-180, 170), st.integers(-89, 79), st.integers(1, 10))
    def test_a_cell_of_the_graticule_keeps_its_area(self, west: int, south: int, size: int) -> None:
        steps = np.linspace(0, size, 200)
        lon = west + np.r_[steps, np.full(200, size), steps[::-1], np.zeros(200)]
        lat = south + np.r_[np.zeros(200), steps, np.full(200, size), steps[::-1]]
        x, y = projection.equal_earth(lon, lat)
        on_map = abs(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) / 2
        band = np.sin(np.radians(south + size)) - np.sin(np.radians(south))
        assert on_map == pytest.approx(np.radians(size) * band, rel=1e-4)

    @settings(max_examples=60)
    @given(st.floats(0, 180), st.floats(-90, 90), st.floats(-180, 180))
    def test_left_mirrors_right_and_south_mirrors_north(
        self, away: float, lat: float, central: float
    ) -> None:
        east = projection.equal_earth(central + away, lat, central_deg=central)
        west = projection.equal_earth(central - away, lat, central_deg=central)
        south = projection.equal_earth(central + away, -lat, central_deg=central)
        assert west == pytest.approx((-east[0], east[1]), abs=1e-9)
        assert south == pytest.approx((east[0], -east[1]), abs=1e-9)

    def test_parallels_are_straight(self) -> None:
        _, y = projection.equal_earth(np.linspace(-180, 180, 30), np.full(30, 52.0))
        assert np.ptp(y) == 0

    def test_the_poles_are_lines_as_published(self) -> None:
        equator, _ = projection.equal_earth(180, 0)
        pole, top = projection.equal_earth(180, 90)
        assert pole / equator == pytest.approx(0.59, abs=0.005)
        assert equator / top == pytest.approx(2.05, abs=0.005)
