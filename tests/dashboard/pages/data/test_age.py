"""Which sources are older than they may be: what *Data* says of them."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard import i18n
from dashboard.blocks import Unknown
from dashboard.pages.data.age import content
from data import facts

DAY = dt.date(2027, 2, 1)


def held(world: dict[str, pd.DataFrame], days: int) -> facts.Facts:
    sources = world["sources"].assign(max_age_days=pd.array([days], dtype="Int64"))
    return facts.of_tables({**world, "sources": sources})


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            (
                "1 source is older than it may be and ought to be read again: Tiny world (last "
                "read: November 2026; fresh until 29 January 2027)."
            ),
        ),
        (
            "nl",
            (
                "1 bron is ouder dan toegestaan en moet opnieuw worden geraadpleegd: Tiny world "
                "(laatst geraadpleegd: november 2026; actueel tot en met 29 januari 2027)."
            ),
        ),
    ],
)
def test_a_source_that_is_too_old_is_named_with_its_day(
    world: dict[str, pd.DataFrame], language: str, sentence: str
) -> None:
    i18n.use(language, i18n.translations(language))
    assert content.blocks(held(world, 60), DAY) == (Unknown(sentence),)


def test_nothing_is_said_while_all_are_fresh(world: dict[str, pd.DataFrame]) -> None:
    assert content.blocks(held(world, 90), DAY) == ()
    assert content.blocks(facts.of_tables(world), DAY) == ()
