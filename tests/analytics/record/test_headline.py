from __future__ import annotations

import pandas as pd
import pytest

from analytics import roster_status
from analytics.record import headline
from data.errors import AnalysisError

TABLES = ("states", "instruments", "memberships", "rollcalls", "topics", "votes", "stances")


def of_state(world, iso3, topic="aimd", domain="military AI") -> headline.Headline:
    tables = {name: world[name] for name in TABLES}
    return headline.of_state(iso3, topic=topic, domain=domain, **tables)


def votes(result: headline.Headline) -> list[tuple[str, object, str]]:
    columns = ["rollcall_id", "vote", "sponsorship"]
    frame = result.votes[columns].astype(object)
    return list(frame.where(frame.notna(), None).itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("iso3", "first", "second"),
    [
        ("KEN", ("res_1", "A", "no_list"), ("res_2", "Y", "additional_sponsor")),
        ("NLD", ("res_1", "Y", "no_list"), ("res_2", "Y", "sponsor")),
        ("KOR", ("res_1", "Y", "no_list"), ("res_2", "Y", "main_sponsor")),
        ("CHL", ("res_1", "Y", "no_list"), ("res_2", "X", "not_listed")),
        ("PSE", ("res_1", None, "no_list"), ("res_2", None, "not_listed")),
    ],
)
def test_votes_and_sponsorships_stand_side_by_side(world, iso3, first, second):
    assert votes(of_state(world, iso3)) == [first, second]


@pytest.mark.parametrize(
    ("iso3", "categories"),
    [
        ("KEN", ["not_listed", "listed", "listed"]),
        ("POL", ["listed", "unknown", "not_listed"]),
        ("PSE", ["listed", "unknown", "not_listed"]),
        ("CHL", ["not_listed", "unknown", "listed"]),
    ],
)
def test_texts_tell_listed_from_not_listed_and_unknown(world, iso3, categories):
    texts = of_state(world, iso3).texts
    assert texts["instrument_id"].tolist() == ["cta_2023", "blueprint_2024", "pathways_2026"]
    assert texts["category"].tolist() == categories


def test_what_is_documented_of_a_text_stands_beside_its_roster(world):
    fact = of_state(world, "CHL").texts.set_index("instrument_id")["fact"]
    assert fact["blueprint_2024"] == "attended_did_not_endorse"
    assert fact.drop("blueprint_2024").isna().all()
    assert of_state(world, "KEN").texts["fact"].isna().all()


def test_votes_that_do_not_count_are_named_with_the_reason(world):
    assert set(of_state(world, "KEN").left_out.itertuples(index=False, name=None)) == {
        ("rollcall", "c1_res_1", "not_plenary"),
        ("rollcall", "c1_res_2", "not_plenary"),
    }


def test_an_unknown_state_is_refused(world):
    with pytest.raises(AnalysisError, match="found no State 'XXX'"):
        of_state(world, "XXX")


def test_a_topic_without_a_vote_is_refused(world):
    with pytest.raises(AnalysisError, match="no complete plenary vote on space"):
        of_state(world, "KEN", topic="space")


def test_who_tabled_a_text_is_named_so_though_it_is_a_sponsor_too(world):
    rows = world["memberships"]
    is_main = (rows["instrument_id"] == "sponsors_2") & (rows["role"] == "main_sponsor")
    more = rows[is_main].assign(iso3="NLD")
    world["memberships"] = pd.concat([rows, more], ignore_index=True)
    assert votes(of_state(world, "NLD"))[1] == ("res_2", "Y", "main_sponsor")


@pytest.mark.real
def test_kenya_sponsored_late_and_came_with_the_second_text(record):
    result = of_state(record, "KEN")
    assert result.votes["symbol"].tolist() == ["A/RES/79/239", "A/RES/80/58"]
    assert result.votes["vote"].tolist() == ["Y", "Y"]
    category = result.texts.set_index("instrument_id")["category"]
    assert category["reaim_2023_cta"] == "not_listed"
    assert category["reaim_2024_blueprint"] == "listed"
    assert category["reaim_2026_pathways"] == "listed"
    assert category["us_political_declaration"] == "not_listed"


@pytest.mark.slow
@pytest.mark.parametrize("iso3", ["KEN", "NLD", "KOR", "CHL", "PSE"])
def test_rosters_made_already_give_the_same(world, iso3):
    tables = {name: world[name] for name in TABLES}
    rosters = {name: world[name] for name in ("states", "instruments", "memberships")}
    made = roster_status.table(**rosters)
    asked = {"topic": "aimd", "domain": "military AI", **tables}
    shared = headline.of_state(iso3, on_rosters=made, **asked)
    pd.testing.assert_frame_equal(of_state(world, iso3).texts, shared.texts)
    pd.testing.assert_frame_equal(of_state(world, iso3).votes, shared.votes)
