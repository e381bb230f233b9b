"""What changed for the States and texts that a reader watches."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import record
from dashboard import i18n
from dashboard.blocks import Finding, Table
from dashboard.pages.changes.since import content
from data import facts

DAY = pd.Timestamp("2023-01-01")
World = dict[str, pd.DataFrame]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_only_what_is_watched_is_told_and_how_the_watched_voted(
    world: World, language: str
) -> None:
    i18n.use(language, i18n.translations(language))
    held = facts.of_tables(world)
    tables = {
        block.key: block.table
        for block in content.blocks(held, DAY, ("KEN", "PSE"), ())
        if isinstance(block, Table)
    }
    names = world["states"].set_index("iso3")[f"name_{language}"]
    kenya = names["KEN"]
    told = " ".join(tables["joined"]["states"])
    assert kenya in told
    assert not [name for iso3, name in names.items() if iso3 not in ("KEN", "PSE") and name in told]
    cast = tables["watched_votes"].set_index(tables["watched_votes"].columns[0])
    in_favour, abstained = {"en": ("In favour", "Abstained"), "nl": ("Voor", "Onthield zich")}[
        language
    ]
    assert set(cast.loc[kenya]) == {in_favour, abstained}
    assert set(cast.iloc[1]) == {{"en": "no member", "nl": "geen lid"}[language]}


def test_nothing_watched_is_everything_and_no_votes_of_single_states(world: World) -> None:
    held = facts.of_tables(world)
    keys = [b.key for b in content.blocks(held, DAY) if isinstance(b, Table)]
    assert "watched_votes" not in keys
    assert content.finding(held, DAY) == content.finding(held, DAY, (), ())


def test_what_is_told_whatever_is_watched_stands_apart_in_the_answer(world: World) -> None:
    held = facts.of_tables(world)
    (all_told,) = content.finding(held, DAY)
    (told,) = content.finding(held, DAY, ("PSE",), ())
    assert isinstance(all_told, Finding)
    assert isinstance(told, Finding)
    theirs, everybodys = told.text.split(" Whatever you watch: ")
    assert theirs.endswith("of the States and texts you watch.")
    assert "vote" not in theirs
    assert "vote" in everybodys
    n_all, n_theirs = (
        len(found.joined)
        for found in (
            held.recall(record.events_since, DAY).certain(),
            held.recall(record.events_since, DAY).certain().watched(("PSE",), ()),
        )
    )
    assert n_theirs < n_all
    assert f"**{n_all} signatures" in all_told.text
    assert f"**{n_all} signatures" not in told.text


@pytest.mark.real
def test_what_is_watched_is_in_the_address(open_page) -> None:
    app = open_page("changes", watch=["KEN", "BRA"], since="2025-11-01")
    assert not app.exception
    (chosen,) = [field.value for field in app.multiselect if field.key == "watch"]
    assert chosen == ["KEN", "BRA"]
