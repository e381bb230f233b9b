"""Who says what, of the tiny world: drawn, counted and named; and of whom nothing is known."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard import i18n
from dashboard.blocks import Chart, Finding, Table, Unknown
from dashboard.pages.stated.board import content
from dashboard.pages.stated.board.content import BoardChoice
from data import facts
from tests.tiny_stated import LBI

ON_RULES = f"laws.{LBI}"


def drawn(world: dict[str, pd.DataFrame], choice: BoardChoice) -> tuple[Finding, Chart, Table]:
    answer, chart, table, _note = content.blocks(facts.of_tables(world), choice)
    assert isinstance(answer, Finding)
    assert isinstance(chart, Chart)
    assert isinstance(table, Table)
    return answer, chart, table


def n_of(chart: Chart, words: str) -> int:
    """Return how many States the legend says look so."""
    (name,) = [t.name for t in chart.figure.data if t.name and t.name.startswith(words)]
    return int(name.rpartition("(")[2].rstrip(")"))


def test_a_state_that_nobody_looked_at_is_drawn_as_unknown(world):
    answer, chart, table = drawn(world, BoardChoice(ON_RULES))
    assert "KOR" not in set(chart.table["iso3"])
    assert n_of(chart, "Not reviewed") >= 1
    assert "nobody has looked yet" in answer.text
    named = " ".join(table.table.drop(columns=["answer", "n"]).to_numpy().ravel())
    assert "Korea" not in named


def test_documents_that_differ_are_all_named(world):
    _answer, chart, table = drawn(world, BoardChoice(ON_RULES))
    chile = chart.table.loc[chart.table["iso3"] == "CHL", "code"]
    assert set(chile) == {"not_now", "lbi_ban"}
    rows = table.table.set_index("answer").drop(columns="n")
    for answer in ("Treaty that prohibits", "No treaty talks yet"):
        assert "Chile" in " ".join(rows.loc[answer])


def test_a_signature_can_be_left_aside(world):
    _answer, everything, _table = drawn(world, BoardChoice(ON_RULES))
    answer, own, own_board = drawn(world, BoardChoice(ON_RULES, is_own=True))
    dutch = {
        name: set(chart.table.loc[chart.table["iso3"] == "NLD", "code"])
        for name, chart in (("all", everything), ("own", own))
    }
    assert dutch == {"all": {"negotiate_on_text"}, "own": {"lbi_open"}}
    assert set(own.table["act"]) == {"own_text"}
    assert len(own_board.evidence) == len(own.table)
    assert "without a text of" in answer.text


def test_what_is_found_is_what_is_counted(world):
    answer, chart, _table = drawn(world, BoardChoice(ON_RULES))
    said = chart.table[~chart.table["code"].isin(["none_found", "undeclared"])]
    members = world["states"].query("un_membership == 'member'")["iso3"]
    n = said[said["iso3"].isin(members)]["iso3"].nunique()
    assert answer.text.startswith(f"**{n} of {len(members)} UN members**")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_without_any_position_that_is_said(world, language):
    world["stated_positions"] = world["stated_positions"].head(0)
    with i18n.spoken(language):
        blocks = content.blocks(facts.of_tables(world), BoardChoice(ON_RULES))
    assert [type(block) for block in blocks] == [Unknown]
