"""Words beside votes, changes, groups and meanings, of the tiny world."""

from __future__ import annotations

import pytest

from dashboard import i18n
from dashboard.blocks import Chart, Finding, Folded, Table, flat
from dashboard.pages.stated.answers import content as answers
from dashboard.pages.stated.by_vote import content as by_vote
from dashboard.pages.stated.groups import content as groups
from dashboard.pages.stated.movers import content as movers
from data import facts
from data.stated import QUESTIONS
from tests.tiny_stated import LBI

ON_RULES = f"laws.{LBI}"


def test_votes_on_the_own_topic_come_first(world, voted_on_laws):
    found = by_vote.votes(facts.of_tables(world), ON_RULES)
    assert next(iter(found)) == voted_on_laws
    assert found[voted_on_laws].endswith("Autonomous weapons")
    assert len(found) > 1


def test_each_answer_has_a_bar_as_long_as_the_states_that_give_it(world):
    held = facts.of_tables(world)
    subject, rollcall_id = ON_RULES, next(iter(by_vote.votes(held, ON_RULES)))
    blocks = by_vote.blocks(held, subject, rollcall_id)
    (chart,) = [block for block in blocks if isinstance(block, Chart)]
    cast = held.votes[held.votes["rollcall_id"] == rollcall_id].set_index("iso3")["vote"]
    for row in chart.table.to_dict("records"):
        assert row["vote"] == cast[row["iso3"]]
    drawn = sum(sum(map(int, trace.text)) for trace in chart.figure.data if trace.text is not None)
    assert drawn == len(chart.table)


def test_words_and_vote_that_part_are_shown_without_a_verdict(world, voted_on_laws):
    votes = world["votes"]
    is_kenya = (votes["rollcall_id"] == voted_on_laws) & (votes["iso3"] == "KEN")
    assert is_kenya.sum() == 1
    world["votes"].loc[is_kenya, "vote"] = "N"
    blocks = by_vote.blocks(facts.of_tables(world), ON_RULES, voted_on_laws)
    (apart,) = [b for b in blocks if isinstance(b, Table) and b.key == "stated_apart"]
    assert "Kenya" in set(apart.table["name"])
    assert set(apart.table["fit"]) == {"differs"}
    assert apart.note is not None
    assert apart.note.startswith("No verdict")
    (finding,) = [b for b in blocks if isinstance(b, Finding)]
    assert "Kenya" in finding.text


def test_changes_in_own_words_stand_before_those_on_paper_with_others(world):
    blocks = movers.blocks(facts.of_tables(world))
    (spoken,) = [b for b in blocks if isinstance(b, Table)]
    (folded,) = [b for b in blocks if isinstance(b, Folded)]
    (others,) = [b for b in flat(folded.blocks) if isinstance(b, Table)]
    own = set(zip(spoken.table["name"], spoken.table["to"], strict=True))
    assert ("Poland", "Go on with the talks") in own
    assert ("Netherlands", "Treaty, content left open") in own
    assert ("Netherlands", "Negotiate on the present text") in set(
        zip(others.table["name"], others.table["to"], strict=True)
    )


def test_a_group_colours_no_member(world):
    held = facts.of_tables(world)
    (_finding, table, note) = groups.blocks(held)
    assert isinstance(table, Table)
    assert list(table.table["group_id"]) == ["north"]
    assert "iso3" not in table.table
    assert "a member may say something else" in note.text


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_answer_is_explained(world, language):
    with i18n.spoken(language):
        blocks = answers.blocks(facts.of_tables(world))
    tables = [b for b in blocks if isinstance(b, Table)]
    assert len(tables) == len(QUESTIONS) + 1
    for table, codes in zip(tables, QUESTIONS.values(), strict=False):
        assert len(table.table) == len(codes)
        assert table.table["sentence"].str.endswith(".").all()
