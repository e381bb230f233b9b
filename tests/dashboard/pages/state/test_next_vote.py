"""The next vote on the page of a State: the numbers of the page Next vote, and no others."""

from __future__ import annotations

import pytest

from analytics import next_vote
from dashboard import i18n
from dashboard.blocks import Chart, Table, Text, Unknown
from dashboard.pages.next_vote.movers import content as movers
from dashboard.pages.state.next_vote import content
from dashboard.words import next_votes, shares
from data.facts import Facts

pytestmark = [pytest.mark.real, pytest.mark.slow]


@pytest.mark.parametrize("iso3", ["RUS", "IND", "KEN", "NLD"])
def test_a_state_has_the_chances_that_the_page_next_vote_gives(facts: Facts, iso3: str):
    table, *_rest = content.blocks(facts, iso3)
    assert isinstance(table, Table)
    for series, row in zip(next_votes.FIRST, table.table.to_dict("records"), strict=True):
        found = facts.recall(next_vote.next_vote_on, series).states.set_index("iso3").loc[iso3]
        for vote in "yanx":
            assert row[f"p_{vote}"] == pytest.approx(found[f"p_{vote}"], abs=5e-4)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_reasons_are_the_same_on_both_pages(facts: Facts, language: str):
    i18n.use(language, i18n.translations(language))
    on_state = [b for b in content.blocks(facts, "RUS") if isinstance(b, Chart)]
    on_next = [b for b in next_votes.why(facts, next_votes.AIMD, "RUS") if isinstance(b, Chart)]
    assert [b.table["words"].tolist() for b in on_state] == [
        b.table["words"].tolist() for b in on_next
    ]


def test_each_of_those_that_voted_against_has_a_chance_and_two_reasons(facts: Facts):
    tables = [b for b in movers.blocks(facts, next_votes.AIMD) if isinstance(b, Table)]
    to_yes = next(b for b in tables if b.key == "next_to_yes").table
    against = to_yes[to_yes["last"] == "N"]
    last = facts.rollcalls.set_index("rollcall_id").loc["a_res_80_58"]
    assert len(against) == last["n_no"]
    assert (against["speaks_for"] != "").all()
    assert (against["speaks_against"] != "").all()


def test_the_sentence_of_trust_counts_what_the_back_test_holds(facts: Facts):
    rows = next_votes.mover_rows(facts, next_votes.AIMD)
    row = rows[rows["direction"] == "to_yes"].iloc[0]
    found = facts.recall(next_vote.moved_with_chance, "to_yes", float(row["p_moves"]))
    tested = facts.recall(next_vote.next_vote_backtest).rows
    could = tested[tested["last"].isin(["A", "N"])]
    near = could[could["p_y"].between(found.low, found.high)]
    assert found.n == len(near) >= 100
    assert found.n_came == (near["outcome"] == "Y").sum()
    told = next_votes.trusted_sentence(facts, row)
    assert f"in **{found.n_came}** it moved to Yes" in told
    assert shares.share((could["outcome"] == "Y").mean()) in told


def test_who_is_no_member_is_told_that_nothing_is_said(facts: Facts):
    (unknown,) = content.blocks(facts, "VAT")
    assert isinstance(unknown, Unknown)


def test_a_state_without_a_vote_of_late_has_no_chance_of_its_own(facts: Facts):
    found = facts.recall(next_vote.next_vote_on, next_votes.AIMD).states
    silent = str(found.loc[~found["has_basis"], "iso3"].iloc[0])
    (unknown,) = next_votes.why(facts, next_votes.AIMD, silent)
    assert isinstance(unknown, Unknown)


def test_the_way_to_the_whole_forecast_leads_to_the_same_state(facts: Facts):
    told = [b.text for b in content.blocks(facts, "RUS") if isinstance(b, Text)]
    assert any("](next-vote?series=" in text and "state=RUS)" in text for text in told)
