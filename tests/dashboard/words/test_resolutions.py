from __future__ import annotations

import pandas as pd
import pytest

from dashboard.words import resolutions


@pytest.fixture
def row(world):
    rows = world["rollcalls"].set_index("rollcall_id", drop=False).to_dict("index")
    return rows["res_2"]


def test_a_roll_call_is_told_in_one_line(row):
    assert resolutions.label(row) == (
        "A/RES/80/2 · General Assembly, 1 December 2025 · 4–0–1 · Artificial intelligence"
    )


def test_what_is_not_recorded_is_said_or_left_out(row):
    bare = row | {
        "symbol": None,
        "title": float("nan"),
        "vote_date": pd.NaT,
        "n_no_published": pd.NA,
    }
    assert resolutions.label(bare) == "res_2 · General Assembly, day not known · No title recorded"


def test_a_day_that_cannot_be_trusted_is_shown_as_its_year(row):
    assert resolutions.when(row | {"date_quality": "year"}) == "2025"


@pytest.mark.parametrize(
    ("symbol", "address"),
    [
        ("A/RES/80/58", "https://docs.un.org/en/A/RES/80/58"),
        ("javascript:alert(1)", None),
        (float("nan"), None),
    ],
)
def test_only_symbols_of_the_united_nations_become_addresses(symbol, address):
    assert resolutions.address(symbol) == address
