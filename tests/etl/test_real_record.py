"""The whole record, read and reconciled once: the figures that must come out of it."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from etl import build, report

pytestmark = pytest.mark.real

Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return build.check().tables


@pytest.fixture(scope="module")
def instruments(tables: Tables) -> pd.DataFrame:
    return tables["instruments"].set_index("instrument_id")


@pytest.fixture(scope="module")
def rollcalls(tables: Tables) -> pd.DataFrame:
    return tables["rollcalls"].set_index("rollcall_id")


@pytest.mark.parametrize(
    ("instrument_id", "n"),
    [
        ("reaim_2023_cta", 58),
        ("us_political_declaration", 58),
        ("reaim_2026_pathways", 45),
        ("ccw", 128),
        ("un", 193),
        ("unga_79_239", 22),
        ("unga_80_58", 64),
    ],
)
def test_rosters_have_their_number_of_states(
    instruments: pd.DataFrame, instrument_id: str, n: int
) -> None:
    assert instruments.loc[instrument_id, "n_listed"] == n


def test_every_full_list_has_as_many_states_as_officially_counted(
    instruments: pd.DataFrame,
) -> None:
    full = instruments[instruments["roster_status"].isin(["official_list", "secondary_list"])]
    counted = full[full["official_count"].notna()]
    listed = counted["n_listed"] + counted["n_not_in_states"]
    assert len(counted) > 80
    assert listed.tolist() == counted["official_count"].tolist()


def test_every_full_list_is_reported(tables: Tables, instruments: pd.DataFrame) -> None:
    lines = report.counts(tables)
    assert "reaim_2023_cta: 58 = 58" in lines
    assert len(lines) == instruments["roster_status"].str.endswith("_list").sum()


def test_sponsors_and_additional_sponsors_are_told_apart(tables: Tables) -> None:
    roles = tables["memberships"].groupby(["instrument_id", "role"])["iso3"].nunique()
    assert roles["unga_79_239"].to_dict() == {"main_sponsor": 2, "sponsor": 22}
    assert roles["unga_80_58"].to_dict() == {
        "main_sponsor": 2,
        "sponsor": 50,
        "additional_sponsor": 14,
    }


@pytest.mark.parametrize(
    ("rollcall_id", "tally"),
    [("a_res_79_239", (159, 2, 5, 27)), ("a_res_80_58", (167, 5, 5, 16))],
)
def test_tallies_are_those_of_the_record(
    rollcalls: pd.DataFrame, rollcall_id: str, tally: tuple[int, ...]
) -> None:
    row = rollcalls.loc[rollcall_id]
    assert tuple(row[["n_yes", "n_no", "n_abstain", "n_absent"]]) == tally


def test_the_united_states_and_israel_voted_against_the_second_text(tables: Tables) -> None:
    votes = tables["votes"].query("rollcall_id == 'a_res_80_58' and vote == 'N'")
    assert {"USA", "ISR"} < set(votes["iso3"].astype(str))


def test_of_every_complete_roll_call_names_and_published_tally_agree(
    rollcalls: pd.DataFrame,
) -> None:
    complete = rollcalls[rollcalls["status"] == "complete"]
    for name in ("n_yes", "n_no", "n_abstain", "n_absent"):
        published = complete[f"{name}_published"]
        known = published.notna()
        assert complete.loc[known, name].equals(published[known])
    assert complete["n_yes_published"].notna().all()


def test_every_roll_call_has_its_status(rollcalls: pd.DataFrame) -> None:
    history = rollcalls[rollcalls["rcid"].notna()]
    assert history["status"].value_counts().to_dict() == {
        "complete": 6749 + 71,
        "mismatch": 94 - 71,
        "unchecked": 2,
    }
    partly = set(rollcalls.index[rollcalls["status"] == "partial"])
    assert {"a_c1_78_l56", "a_c1_79_l43", "a_c1_79_l77"} <= partly
    assert {"a_c1_80_l41", "a_c1_80_l46", "a_c1_80_l56"} <= partly


def test_no_recorded_vote_is_missing(tables: Tables, rollcalls: pd.DataFrame) -> None:
    plenary = rollcalls[rollcalls["rcid"].notna()]
    assert len(plenary) == 6845
    votes = tables["votes"]
    assert votes["rollcall_id"].isin(plenary.index).sum() == 1_084_371 + 71
    committee = votes["rollcall_id"].isin(rollcalls.index[rollcalls["status"] == "partial"])
    assert committee.sum() >= 24  # those named in the First Committee


def test_the_votes_of_zimbabwe_that_session_71_lacks_follow_from_the_tallies(
    tables: Tables, rollcalls: pd.DataFrame
) -> None:
    found = tables["votes"].query("confidence == 'derived_from_tally'")
    assert set(found["iso3"]) == {"ZWE"}
    assert found["vote"].value_counts().to_dict() == {"Y": 58, "N": 7, "A": 6, "X": 0}
    held = rollcalls.loc[found["rollcall_id"]]
    assert set(held["session"]) == {"71"}
    assert set(held["status"]) == {"complete"}
    assert (rollcalls.loc[rollcalls["session"] == "71", "status"] == "complete").all()


def test_sponsors_of_every_vote_since_session_74_are_those_of_the_united_nations(
    tables: Tables, rollcalls: pd.DataFrame
) -> None:
    rows = tables["sponsors"]
    assert rows["role"].value_counts().to_dict() == {
        "additional_sponsor": 12_174,
        "sponsor": 10_996,
        "sponsor_on_behalf": 143,
    }
    texts = rollcalls.loc[rows["rollcall_id"].unique()]
    assert len(texts) == 643
    assert texts["vote_date"].min() == pd.Timestamp("2019-11-07")


def test_the_roll_calls_on_the_subject_are_all_there(
    tables: Tables, rollcalls: pd.DataFrame
) -> None:
    own = rollcalls[rollcalls["source_id"].str.startswith("rollcalls/")]
    shipped = own[own["session_number"] <= 80]["body"].value_counts()
    assert shipped["plenary"] >= 45
    assert shipped["first_committee"] >= 6
    topics = tables["topics"]
    aimd = set(topics.loc[topics["topic"] == "aimd", "rollcall_id"])
    assert aimd >= {"a_res_79_239", "a_res_80_58", "a_c1_79_l43", "a_c1_80_l46"}


def test_all_facts_are_carried_over(tables: Tables) -> None:
    """The record as shipped; whoever adds a fact has more."""
    shipped = {
        "milestones": 81,
        "stances": 52,
        "leads": 124,
        "instruments": 164,
        "memberships": 6766 + 2,
        "reference_points": 10_469 + 8_440 + 7_896 + 7_203,
        "aliases": 1_703,
    }
    found = {name: len(tables[name]) for name in shipped}
    assert {name: n for name, n in found.items() if n < shipped[name]} == {}


def test_published_points_are_told_apart_by_their_subject(tables: Tables) -> None:
    points = tables["reference_points"].groupby("subject")["session_number"].agg(["min", "max"])
    first = {"all": 1, "human_rights": 25, "middle_east": 29, "nuclear": 33}
    assert points["min"].to_dict() == first
    assert set(points["max"]) == {74}


def test_repeated_votes_are_pairs_of_neighbouring_sessions(
    tables: Tables, rollcalls: pd.DataFrame
) -> None:
    pairs = tables["repeated_votes"]
    session = rollcalls["session_number"]
    steps = pairs["later_rollcall_id"].map(session) - pairs["earlier_rollcall_id"].map(session)
    assert len(pairs) == 955 - 8
    assert steps.value_counts().to_dict() == {1: 946, 2: 1}
    refused = tables["refusals"].query("source_id == 'reference/repeated_votes_bsv'")
    assert len(refused) == 8


def test_votes_that_others_number_otherwise_are_found_by_their_number(
    tables: Tables, rollcalls: pd.DataFrame
) -> None:
    pairs = tables["repeated_votes"].set_index("earlier_rollcall_id")["later_rollcall_id"]
    assert rollcalls.loc["unga_6083", "title"].startswith("Treaty on the Prohibition of Nuclear")
    assert rollcalls.loc[pairs["unga_6083"], "symbol"] == "A/RES/74/41"


def test_milestones_on_thin_sources_are_not_confirmed(tables: Tables) -> None:
    rows = tables["milestones"]
    thin = set(rows.loc[~rows["is_confirmed"], "date_text"])
    assert {"2026-09-21", "2027-04"} <= thin
    assert not {"2026-03-02", "2026-06-15"} & thin  # confirmed since by the CCW and the press


def test_of_the_summit_to_come_host_and_month_are_known_and_the_co_hosts_are_not(
    tables: Tables, instruments: pd.DataFrame
) -> None:
    ahead = tables["milestones"].query("kind == 'summit' and date_from > '2026-11-28'")
    assert ahead["date_text"].tolist() == ["2027-04"]
    assert "14-15 April" in ahead["note"].iloc[0]
    spells = tables["memberships"].query("instrument_id == 'reaim_2027_summit'")
    assert spells[["iso3", "role"]].apply(tuple, axis=1).tolist() == [("KEN", "host")]
    named = tables["stances"].query("instrument_id == 'reaim_2027_summit'")
    assert set(named["confidence"]) == {"unverified"}
    assert set(named["iso3"]) == {"GBR", "KOR", "NLD", "SGP"}
    assert pd.isna(instruments.loc["reaim_2027_summit", "date_from"])


def test_switzerland_announced_its_endorsement_and_is_no_endorser_by_that(tables: Tables) -> None:
    listed = tables["memberships"].query("instrument_id == 'reaim_2024_blueprint'")
    assert len(listed) == 10
    assert "CHE" not in set(listed["iso3"])
    said = tables["stances"].query("instrument_id == 'reaim_2024_blueprint' and iso3 == 'CHE'")
    assert said["fact"].tolist() == ["announced_endorsement"]


def test_a_committee_vote_of_which_some_names_are_known_keeps_the_tally_of_the_committee(
    tables: Tables, rollcalls: pd.DataFrame
) -> None:
    row = rollcalls.loc["a_c1_80_l41"]
    assert row["status"] == "partial"
    published = row[["n_yes_published", "n_no_published", "n_abstain_published"]]
    assert published.tolist() == [156, 5, 8]  # not 164-6-7, the tally of the plenary
    assert row[["n_yes", "n_no", "n_abstain"]].tolist() == [3, 5, 1]


def test_mandates_papers_and_commissioners_are_all_there(tables: Tables) -> None:
    assert len(tables["mandates"]) >= 9
    assert len(tables["authorships"]) >= 94
    assert set(tables["authorships"]["confidence"]) == {"secondary"}
    chair = tables["commissioners"].query("role == 'chair'")
    assert chair["person"].tolist() == ["Byung-se Yun"]
    assert len(tables["commissioners"]) >= 9
    joined = tables["memberships"].query("instrument_id == 'gc_reaim'")
    assert set(joined["role"]) == {"host"}  # no commissioner is a State


def test_what_states_and_groups_say_is_all_there(tables: Tables) -> None:
    said = tables["stated_positions"]
    assert len(said) >= 391
    assert said["iso3"].nunique() >= 108
    assert set(said.loc[said["code"] == "none_found", "act"]) == {"review"}
    joint = said[said["found_through"].str.startswith("roster:")]
    assert len(joint) >= 108
    assert set(joint["act"]) == {"joint_text"}
    assert len(tables["group_positions"]) >= 10
    assert "IRN" not in set(said["iso3"])  # not reviewed, and no row pretends otherwise


def test_an_earlier_state_of_a_roster_is_no_instrument_by_itself(
    instruments: pd.DataFrame,
) -> None:
    earlier = instruments["snapshot_of"].dropna().to_dict()
    assert earlier["reaim_2026_pathways_at_close"] == "reaim_2026_pathways"
    assert earlier["us_pd_snapshot_2023_11"] == "us_political_declaration"


def test_a_roster_of_the_closing_day_is_not_taken_for_final(instruments: pd.DataFrame) -> None:
    is_final = instruments["is_final"]
    assert is_final[["unga_79_239", "laws_js_2022", "wp_2022_wp2"]].all()
    assert not is_final[["reaim_2023_cta", "dfi", "ccw", "us_political_declaration"]].any()
    assert not is_final[["cri", "budapest", "bletchley_2023", "hinw_2013_04"]].any()
    assert instruments.loc["reaim_2026_pathways", "complete_to"] == pd.Timestamp("2026-08-24")
    assert pd.isna(instruments.loc["reaim_2024_blueprint", "complete_to"])


def test_weak_leads_are_marked(tables: Tables) -> None:
    weak = tables["leads"].loc[tables["leads"]["is_weak"], ["instrument_id", "iso3"]]
    held = set(weak.itertuples(index=False, name=None))
    assert {("budapest", "HUN"), ("cwc", "FRA"), ("hcoc", "NLD"), ("uncc", "VNM")} <= held
    assert ("uncc", "RUS") not in held


def test_joining_the_political_declaration_is_known_by_first_sight_only(tables: Tables) -> None:
    rows = tables["memberships"].query("instrument_id == 'us_political_declaration'")
    assert rows["since_from"].isna().all()
    assert rows["since_to"].notna().sum() == 46


def test_every_document_has_an_address_and_a_publisher(tables: Tables) -> None:
    documents = tables["evidence"]
    assert documents["url"].str.startswith(("http", "public GitHub file")).all()
    assert documents["publisher"].str.len().min() > 2


def test_a_vote_on_a_part_or_an_amendment_is_called_so_in_its_title_until_1984(
    rollcalls: pd.DataFrame,
) -> None:
    old = rollcalls[rollcalls["session_number"].astype("float") <= 39]
    is_part = old["is_paragraph_vote"] | old["is_amendment_vote"]
    named = old["title"].str.contains(
        r"AMM?E(?:N?D)|AMED|\b(?:SUB-?)?PARA|PHRASE|WORDS?\b|PREAM|ARTICLE|SECTION|\bART\b|DELETING"
    )
    assert is_part.sum() == 585
    assert old.loc[is_part & ~named, "title"].tolist() == []
    whole = old["title"].str.contains(
        r"^TO ADOPT (?:THE )?WHOLE .{0,30}RESOL|MOTION FOR A? ?SEPARATE VOTE"
    )
    assert old.loc[is_part & whole, "title"].tolist() == []


def test_no_vote_on_a_whole_text_is_recorded_twice(tables: Tables, rollcalls: pd.DataFrame) -> None:
    whole = rollcalls[~rollcalls["is_paragraph_vote"] & ~rollcalls["is_amendment_vote"]]
    whole = whole[whole["symbol"].notna() & (whole["body"] == "plenary")]
    again = whole[whole.duplicated(["session", "symbol"], keep=False)]
    votes = tables["votes"].query("rollcall_id in @again.index").astype(str)
    cast = votes.set_index(["iso3", "rollcall_id"])["vote"].unstack()  # noqa: PD010  # as in listing
    alike = [
        (one, other)
        for _, same in again.groupby(["session", "symbol"])
        for one, other in itertools.combinations(same.index, 2)
        if (cast[one] == cast[other]).mean() > 0.9
    ]
    assert len(again) == 22
    assert alike == []


@pytest.mark.parametrize(
    ("group", "day", "n"),
    [
        ("eu", "1995-06-01", 15),
        ("eu", "2015-06-01", 28),
        ("eu", "2024-06-01", 27),
        ("nato", "1990-06-01", 16),
        ("nato", "2024-06-01", 32),
        ("asean", "1990-06-01", 6),
        ("brics", "2012-06-01", 5),
        ("council_of_europe", "2020-06-01", 47),
        ("council_of_europe", "2024-06-01", 46),
        ("un", "2011-07-13", 192),
        ("au", "2016-06-01", 53),
        ("au", "2018-06-01", 54),
        ("csto", "2010-06-01", 7),
        ("eac", "2010-06-01", 5),
        ("ecowas", "2024-06-01", 15),
        ("ecowas", "2025-06-01", 12),
        ("oas", "2015-06-01", 35),
        ("oas", "2024-06-01", 34),
        ("oecd", "2015-06-01", 34),
        ("sadc", "2005-06-01", 13),
    ],
)
def test_a_group_has_the_members_of_the_day(tables: Tables, group: str, day: str, n: int) -> None:
    members = tables["memberships"].query("instrument_id == @group and role == 'member'")
    began = members["since_to"] <= day
    left = members["until"].fillna("9999") <= day
    assert int((began & ~left).sum()) == n


def test_membership_and_regional_group_of_a_state_are_those_of_the_united_nations(
    tables: Tables,
) -> None:
    states = tables["states"].set_index("iso3")
    members = tables["memberships"].query("role == 'member'").set_index("instrument_id")
    admitted = members.loc["un"].set_index("iso3")["since_from"].dt.year
    since = states.loc[states["un_membership"] == "member", "un_member_since_year"]
    assert admitted.sort_index().to_dict() == since.astype("int").sort_index().to_dict()
    for group in ("AG", "APG", "EEG", "GRULAC", "WEOG"):
        in_group = set(states.index[states["un_region_group_code"] == group])
        assert set(members.loc[f"un_{group.lower()}", "iso3"]) == in_group


def test_no_state_voted_in_a_year_before_its_admission(
    tables: Tables, rollcalls: pd.DataFrame
) -> None:
    members = tables["memberships"].query("instrument_id == 'un' and role == 'member'")
    admitted = members.set_index("iso3")["since_from"].dt.year
    votes = tables["votes"].query("vote != 'X'")
    year = votes["rollcall_id"].map(rollcalls["vote_date"].dt.year).astype("float")
    first = year.groupby(votes["iso3"].astype(str)).min()
    early = first.reindex(admitted.index) < admitted
    assert early.index[early].tolist() == []


def test_a_list_that_lacks_names_does_not_claim_to_be_full(instruments: pd.DataFrame) -> None:
    told = instruments[instruments["roster_use"] == "full"]
    listed = told["n_listed"] + told["n_not_in_states"]
    short = told[(listed < told["official_count"]).fillna(False).astype(bool)]
    assert short.index.tolist() == []
