"""The sentence at the foot of every page that says which sources ought to be read again."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard import i18n
from dashboard.words import overdue
from data import facts

READ_ON = "2026-11-03"
FRESH_UNTIL = dt.date(2026, 12, 3)


@pytest.fixture
def held(world):
    sources = world["sources"]
    sources["retrieved"] = READ_ON
    sources["max_age_days"] = 30
    return facts.of_tables(world)


def test_nothing_is_said_while_all_may_still_be_relied_upon(held):
    assert overdue.sentence(held, FRESH_UNTIL) == ""


def test_each_that_is_too_old_is_named_from_the_day_after(held):
    said = overdue.sentence(held, FRESH_UNTIL + dt.timedelta(days=1))
    assert said.startswith("1 source ought to be read again: Tiny world.")


def test_it_is_said_in_dutch(held):
    with i18n.spoken("nl"):
        said = overdue.sentence(held, FRESH_UNTIL + dt.timedelta(days=1))
    assert said.startswith("1 bron moet opnieuw worden geraadpleegd: ")
