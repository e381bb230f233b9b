"""A cookie holds the day of this visit and of the one before, and survives nonsense."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.kit import last_visit

days = st.lists(st.integers(0, 500), min_size=1, max_size=8).map(sorted)


@given(days)
def test_it_holds_the_last_two_days_whatever_the_visits_of_a_day(gaps):
    held, start = "", date(2026, 1, 1)
    for gap in gaps:
        held = last_visit.noted(held, start + timedelta(days=gap))
    before, _underscore, last = held.partition("_")
    kept = sorted(set(gaps))
    assert last == str(start + timedelta(days=kept[-1]))
    assert before == (str(start + timedelta(days=kept[-2])) if len(kept) > 1 else "")


@pytest.mark.parametrize("held", ["", "_", "x_y", "2026-13-01_2026-01-40", "1_2_3", "é"])
def test_nonsense_is_a_first_visit(held):
    assert last_visit.noted(held, date(2026, 11, 29)) == "_2026-11-29"
