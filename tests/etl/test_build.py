"""What a build makes of the small archive: see its docstring for the answers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from data import schema, store
from data.errors import FaultsError
from data.store import Snapshot
from etl import build, corrections, evidence
from tests.etl.archive import VOTES, Archive


@pytest.fixture(scope="module")
def snapshot(built_once: Archive) -> Snapshot:
    return store.open_snapshot(built_once.snapshot)


def tally(rollcalls: pd.DataFrame, rollcall_id: str) -> tuple[int, ...]:
    row = rollcalls.set_index("rollcall_id").loc[rollcall_id]
    return tuple(row[["n_yes", "n_no", "n_abstain", "n_absent"]])


@pytest.mark.slow
def test_a_build_writes_every_table_of_the_contract(snapshot: Snapshot) -> None:
    for table in schema.TABLES:
        assert list(snapshot.frame(table).columns) == [*schema.TABLES[table].to_schema().columns]


def test_names_become_codes_and_keep_their_printed_form(snapshot: Snapshot) -> None:
    rows = snapshot.frame("memberships").query("instrument_id == 'hague'")
    assert dict(zip(rows["name_as_listed"], rows["iso3"], strict=True)) == {
        "Kenya": "KEN",
        "Netherlands": "NLD",
        "Republic of Korea": "KOR",
    }


def test_a_host_is_not_counted_as_a_member(snapshot: Snapshot) -> None:
    row = snapshot.frame("instruments").set_index("instrument_id").loc["hague"]
    assert (row["n_listed"], row["official_count"], row["counted_roles"]) == (3, 3, "endorser")


def test_a_year_bounds_the_joining_by_its_first_and_last_day(snapshot: Snapshot) -> None:
    row = snapshot.frame("memberships").query("instrument_id == 'hague' and iso3 == 'KOR'").iloc[0]
    assert row["since"] == "2023"
    assert row["since_from"] == pd.Timestamp("2023-01-01")
    assert row["since_to"] == pd.Timestamp("2023-12-31")


def test_a_joining_without_a_date_is_not_known(snapshot: Snapshot) -> None:
    row = snapshot.frame("memberships").query("instrument_id == 'seoul'").iloc[0]
    assert row[["since", "since_from", "since_to", "until"]].isna().all()


@pytest.mark.slow
def test_first_seen_on_a_list_bounds_the_joining_from_above_only(archive: Archive) -> None:
    archive.edit_sidecar("rosters/hague", "roster_use", 'since_means = "first_seen"\nroster_use')
    rows = build.check(archive.root, archive.corrections).tables["memberships"]
    kenya = rows.query("instrument_id == 'hague' and iso3 == 'KEN'").iloc[0]
    assert pd.isna(kenya["since_from"])
    assert kenya["since_to"] == pd.Timestamp("2023-02-16")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("as_of", "closed", "is_final"),
    [
        ("2023-02-16", None, False),
        ("2023-02-16", "2023-03-31", False),
        ("2023-03-31", "2023-03-31", True),
        ("2023-03", "2023-03-31", False),
        ("2023-04", "2023-03-31", True),
        ("2023", "2023", True),
    ],
)
def test_a_roster_is_final_if_it_was_read_after_its_window_had_closed(
    archive: Archive, as_of: str, closed: str | None, is_final: bool
) -> None:
    archive.edit_sidecar("rosters/hague", "licence =", f'as_of = "{as_of}"\nlicence =')
    if closed:
        archive.edit_sidecar("rosters/hague", "kind =", f'window_closed = "{closed}"\nkind =')
    rows = build.check(archive.root, archive.corrections).tables["instruments"]
    row = rows.set_index("instrument_id").loc["hague"]
    assert row["is_final"] == is_final
    assert row["complete_to"] == pd.Timestamp(as_of)


@pytest.mark.slow
def test_a_roster_that_tells_of_no_absence_is_complete_to_no_day(archive: Archive) -> None:
    archive.edit_sidecar("rosters/seoul", "licence =", 'as_of = "2024-10-01"\nlicence =')
    archive.edit_sidecar("rosters/seoul", "kind =", 'window_closed = "2024-09-30"\nkind =')
    rows = build.check(archive.root, archive.corrections).tables["instruments"]
    row = rows.set_index("instrument_id").loc["seoul"]
    assert pd.isna(row["complete_to"])
    assert not row["is_final"]


@pytest.mark.slow
def test_given_bounds_are_preferred_to_those_of_the_date(archive: Archive) -> None:
    archive.edit("rosters/seoul", "iso3,role", "iso3,since,since_from,since_to,role")
    archive.edit("rosters/seoul", "KOR,endorser", "KOR,2024,2024-09-10,2024-11,endorser")
    rows = build.check(archive.root, archive.corrections).tables["memberships"]
    row = rows.query("instrument_id == 'seoul'").iloc[0]
    assert row["since_from"] == pd.Timestamp("2024-09-10")
    assert row["since_to"] == pd.Timestamp("2024-11-30")


@pytest.mark.slow
def test_a_spell_that_has_ended_is_kept_and_not_counted(archive: Archive) -> None:
    archive.edit("rosters/hague", "role,since", "role,since,until")
    archive.edit("rosters/hague", "16\n", "16,\n")
    archive.edit("rosters/hague", "endorser,2023\n", "endorser,2023,2024-01\n")
    archive.edit("rosters/hague", "host,2023-02-15", "host,2023-02-15,")
    archive.edit_sidecar("rosters/hague", "official_count = 3", "official_count = 2")
    tables = build.check(archive.root, archive.corrections).tables
    assert tables["instruments"].set_index("instrument_id").loc["hague", "n_listed"] == 2
    assert "2024-01" in set(tables["memberships"]["until"])


def test_sponsors_point_to_the_roll_call_on_their_text(snapshot: Snapshot) -> None:
    instruments = snapshot.frame("instruments").set_index("instrument_id")
    assert instruments.loc["sponsors_79_1", "rollcall_id"] == "a_res_79_1"
    assert instruments.loc["sponsors_79_1", "n_listed"] == 3


def test_a_resolution_in_both_records_is_one_roll_call(snapshot: Snapshot) -> None:
    rows = snapshot.frame("rollcalls").query("symbol == 'A/RES/79/1'")
    assert rows["rollcall_id"].tolist() == ["a_res_79_1"]
    row = rows.iloc[0]
    assert (row["rcid"], row["session_number"], row["committee"]) == (3, 79, "First Committee")
    assert row["draft"] == "A/C.1/79/L.1"
    votes = snapshot.frame("votes").query("rollcall_id == 'a_res_79_1'")
    assert len(votes) == 6


def test_tallies_are_counted_by_name(snapshot: Snapshot) -> None:
    rollcalls = snapshot.frame("rollcalls")
    assert tally(rollcalls, "a_res_79_1") == (3, 1, 1, 1)
    assert tally(rollcalls, "unga_1") == (2, 1, 1, 0)
    assert tally(rollcalls, "unga_2") == (2, 1, 1, 0)
    assert tally(rollcalls, "a_c1_79_l1") == (0, 1, 0, 0)


def test_each_roll_call_says_whether_it_adds_up(snapshot: Snapshot) -> None:
    status = snapshot.frame("rollcalls").set_index("rollcall_id")["status"]
    assert status.to_dict() == {
        "a_res_79_1": "complete",
        "a_c1_79_l1": "partial",
        "unga_1": "complete",
        "unga_2": "mismatch",
    }


def test_what_no_analysis_may_use_is_listed_with_its_reason(snapshot: Snapshot) -> None:
    rows = snapshot.frame("refusals").set_index("subject")
    assert sorted(rows.index) == ["5 – 6", "a_c1_79_l1", "unga_2"]
    assert rows.loc["unga_2", "found"] == "2–1–1–0 by name"
    assert rows.loc["unga_2", "expected"] == "3–1–1 as published"


def test_of_a_partial_roll_call_only_the_named_votes_are_stored(snapshot: Snapshot) -> None:
    votes = snapshot.frame("votes").query("rollcall_id == 'a_c1_79_l1'").astype(str)
    assert votes[["iso3", "vote"]].to_numpy().tolist() == [["USA", "N"]]


def test_no_vote_of_the_history_is_lost_or_added(snapshot: Snapshot) -> None:
    votes = snapshot.frame("votes").astype(str)
    held = votes[votes["rollcall_id"] != "a_c1_79_l1"]
    names = {"unga_1": 1, "unga_2": 2, "a_res_79_1": 3}
    found = set(zip(held["rollcall_id"].map(names), held["iso3"], held["vote"], strict=True))
    assert found == set(VOTES.astype({"iso3": str, "vote": str}).itertuples(index=False, name=None))
    assert len(held) == len(VOTES)


def test_sponsors_are_held_by_our_key_with_the_group_they_spoke_for(snapshot: Snapshot) -> None:
    rows = snapshot.frame("sponsors").set_index(["rollcall_id", "iso3"])
    assert rows["role"].to_dict() == {
        ("a_res_79_1", "KEN"): "additional_sponsor",
        ("a_res_79_1", "KOR"): "sponsor",
        ("a_res_79_1", "NLD"): "sponsor",
        ("unga_2", "BRA"): "sponsor_on_behalf",
    }
    assert rows["on_behalf_of"].dropna().to_dict() == {("unga_2", "BRA"): "the States of a group"}


@pytest.mark.slow
def test_a_vote_that_follows_from_the_tally_is_stored_as_such(archive: Archive) -> None:
    kenya = pd.DataFrame({"rcid": 2, "iso3": "KEN", "vote": "X"}, index=[0])
    votes = pd.concat([VOTES.astype({"iso3": str, "vote": str}), kenya], ignore_index=True)
    archive.add_votes(votes.astype({"rcid": "int32", "iso3": "category", "vote": "category"}))
    archive.edit("unga/rollcalls", "2,1,1,0,3.0", "2,1,1,1,3.0")
    tables = build.check(archive.root, archive.corrections).tables
    (vote,) = tables["votes"].query("confidence == 'derived_from_tally'").itertuples(index=False)
    assert (vote.rollcall_id, vote.iso3, vote.vote) == ("unga_2", "BRA", "Y")
    assert tally(tables["rollcalls"], "unga_2") == (3, 1, 1, 1)
    row = tables["rollcalls"].set_index("rollcall_id").loc["unga_2"]
    assert row["status"] == "complete"
    assert "unga_2" not in set(tables["refusals"]["subject"])


@pytest.mark.parametrize("source_id", ["rosters/seoul", "stances", "leads"])
def test_no_source_may_claim_to_follow_from_a_tally(archive: Archive, source_id: str) -> None:
    archive.edit(source_id, "secondary", "derived_from_tally")
    with pytest.raises(FaultsError, match=r"\.csv line 2: found confidence 'derived_from_tally'"):
        build.check(archive.root, archive.corrections)


def test_topics_come_from_the_sidecar_and_from_the_rules(snapshot: Snapshot) -> None:
    topics = snapshot.frame("topics").groupby("rollcall_id")["topic"].agg(sorted)
    assert topics.to_dict() == {
        "a_res_79_1": ["aimd", "disarmament", "nuclear"],
        "a_c1_79_l1": ["aimd", "disarmament"],
        "unga_1": ["colonialism", "middle_east"],
    }


@pytest.mark.slow
def test_only_regular_sessions_have_a_number(archive: Archive) -> None:
    archive.edit("unga/rollcalls", "voeten,71,", "voeten,ES-10,")
    rows = build.check(archive.root, archive.corrections).tables["rollcalls"]
    row = rows.set_index("rollcall_id").loc["unga_2"]
    assert row["session"] == "ES-10"
    assert pd.isna(row["session_number"])


def test_a_row_without_a_document_of_its_own_rests_on_its_source(snapshot: Snapshot) -> None:
    documents = snapshot.frame("evidence").set_index("evidence_id")["url"]
    rows = snapshot.frame("memberships").set_index(["instrument_id", "iso3", "role"])
    hague = rows.loc[("hague", "KEN", "endorser")]
    seoul = rows.loc[("seoul", "KOR", "endorser")]
    assert documents[hague["evidence_id"]] == "https://example.org/rosters/hague"
    assert documents[seoul["evidence_id"]] == "https://www.example.com/press"
    assert (hague["confidence"], seoul["confidence"]) == ("official", "secondary")


def test_each_address_is_one_document(snapshot: Snapshot) -> None:
    documents = snapshot.frame("evidence").set_index("url")
    assert documents.index.is_unique
    assert documents.loc["https://www.example.com/press", "publisher"] == "www.example.com"
    assert documents.loc["https://example.org/rosters/hague", "publisher"] == "A publisher"
    assert documents.loc["https://example.org/rosters/hague", "licence"] == "CC0"
    assert pd.isna(documents.loc["https://www.example.com/press", "licence"])


@pytest.mark.slow
def test_a_document_behind_several_files_has_no_title_of_its_own(archive: Archive) -> None:
    archive.edit_sidecar(
        "rosters/seoul", "https://example.org/rosters/seoul", "https://example.org/rosters/hague"
    )
    documents = build.check(archive.root, archive.corrections).tables["evidence"]
    row = documents.set_index("evidence_id").loc[evidence.key("https://example.org/rosters/hague")]
    assert pd.isna(row["title"])


@pytest.mark.slow
def test_a_milestone_keeps_its_date_as_sourced_and_what_it_bounds(snapshot: Snapshot) -> None:
    first, second = snapshot.frame("milestones").itertuples(index=False)
    assert (first.milestone_id, first.is_confirmed) == ("2023-02-15_a_first_summit", False)
    assert (second.date_text, second.is_confirmed) == ("2024-09", True)
    assert second.date_to == pd.Timestamp("2024-09-30")


def test_who_carried_a_text_is_known_with_its_day_and_document(snapshot: Snapshot) -> None:
    rows = snapshot.frame("leads").set_index("instrument_id")
    assert rows[["iso3", "role", "is_weak", "confidence"]].apply(tuple, axis=1).to_dict() == {
        "hague": ("NLD", "host", False, "secondary"),
        "seoul": ("KOR", "host", True, "official"),
    }
    assert rows.loc["hague", "since_from"] == pd.Timestamp("2023-02-01")
    assert rows.loc["hague", "since_to"] == pd.Timestamp("2023-02-28")
    documents = snapshot.frame("evidence").set_index("evidence_id")
    assert documents.loc[rows.loc["seoul", "evidence_id"], "url"] == "https://www.example.com/venue"


@pytest.mark.slow
def test_since_when_a_text_was_carried_may_be_unknown(archive: Archive) -> None:
    archive.edit("leads", "host,2024-08-30,", "host,,")
    rows = build.check(archive.root, archive.corrections).tables["leads"]
    korea = rows.set_index("instrument_id").loc["seoul"]
    assert korea[["since", "since_from", "since_to"]].isna().all()


@pytest.mark.slow
def test_what_a_decision_asks_keeps_its_term_as_written_and_as_days(snapshot: Snapshot) -> None:
    report, days = snapshot.frame("mandates").itertuples(index=False)
    assert (report.mandate_id, report.due, report.status) == (
        "a_res_79_1_op7",
        "80th session",
        "done",
    )
    assert pd.isna(report.due_from)
    assert days.due_to == pd.Timestamp("2026-12-31")


def test_a_paper_has_its_authors_and_a_symbol_only_if_it_is_one(snapshot: Snapshot) -> None:
    rows = snapshot.frame("authorships")
    assert rows[["paper_id", "iso3", "is_joint"]].apply(tuple, axis=1).tolist() == [
        ("CCW/GGE.1/2018/WP.9", "KEN", True),
        ("CCW/GGE.1/2018/WP.9", "NLD", True),
        ("non-paper-2022", "RUS", False),
    ]
    assert rows["symbol"].isna().tolist() == [False, False, True]
    assert rows["confidence"].tolist() == ["secondary", "secondary", "official"]


def test_a_commissioner_is_a_person_and_no_state(snapshot: Snapshot) -> None:
    rows = snapshot.frame("commissioners")
    assert rows["person"].tolist() == ["A. Chair", "A. Person"]
    assert "iso3" not in rows.columns
    members = snapshot.frame("memberships").query("instrument_id == 'hague'")
    assert set(members["iso3"]) == {"KEN", "NLD", "KOR"}


def test_what_a_state_says_keeps_its_words_its_days_and_its_document(snapshot: Snapshot) -> None:
    said = snapshot.frame("stated_positions")
    assert said[["iso3", "code", "act"]].apply(tuple, axis=1).tolist() == [
        ("BRA", "none_found", "review"),
        ("KEN", "lbi_ban", "joint_text"),
        ("NLD", "control_required", "own_text"),
        ("USA", "not_now", "own_text"),
        ("USA", "process_only", "own_text"),
    ]
    assert said["date_to"].iloc[1] == pd.Timestamp("2023-12-31")
    assert said["superseded_on"].dropna().tolist() == ["2024-10-09"]
    documents = snapshot.frame("evidence").set_index("evidence_id")
    letter = documents.loc[said["evidence_id"].iloc[2]]
    assert (letter["url"], letter["grade"]) == ("https://www.example.gov.nl/letter", "official")
    (group,) = snapshot.frame("group_positions").to_dict("records")
    assert (group["group_id"], group["code"], group["note"]) == ("hague", "lbi_open", "Urgent.")


@pytest.mark.slow
def test_two_documents_of_one_day_that_differ_are_both_kept(archive: Archive) -> None:
    archive.edit("stated_positions", "2019-03-27", "2024-10-09")
    archive.edit("stated_positions", "secondary,2024-10-09,press", "secondary,,press")
    said = build.check(archive.root, archive.corrections).tables["stated_positions"]
    rows = said[said["iso3"] == "USA"]
    assert rows["code"].tolist() == ["process_only", "not_now"]
    assert rows["date_text"].tolist() == ["2024-10-09"] * 2


@pytest.mark.slow
def test_what_nobody_vouches_for_is_a_stance_and_never_a_membership(archive: Archive) -> None:
    archive.edit(
        "stances", "2024-09,https://www.example.com/press,secondary", "2024-09,,unverified"
    )
    stances = build.check(archive.root, archive.corrections).tables["stances"]
    assert stances["confidence"].tolist() == ["unverified"]
    archive.edit("rosters/seoul", "secondary", "unverified")
    with pytest.raises(FaultsError, match=r"seoul\.csv line 2: found confidence 'unverified'"):
        build.check(archive.root, archive.corrections)


def test_an_outline_is_a_list_of_corners(snapshot: Snapshot) -> None:
    row = snapshot.frame("boundaries").iloc[0]
    np.testing.assert_allclose(row["lon_deg"], [4, 5, 5.5])
    np.testing.assert_allclose(row["lat_deg"], [51, 51, 52])


@pytest.mark.slow
def test_a_correction_is_applied_and_listed(archive: Archive) -> None:
    archive.edit("rosters/hague", "Kenya,", "Kenia (sic),")
    archive.correct(
        source='"rosters/hague"',
        key='{ name_as_listed = "Kenia (sic)" }',
        column='"name_as_listed"',
        expect='"Kenia (sic)"',
        value='"Kenya"',
        reason='"A misprint."',
        url='"https://example.org/erratum"',
    )
    tables = build.check(archive.root, archive.corrections).tables
    assert "KEN" in set(tables["memberships"].query("instrument_id == 'hague'")["iso3"])
    row = tables["corrections"].iloc[0]
    assert (row["key"], row["value"]) == ("name_as_listed=Kenia (sic)", "Kenya")


def test_rows_with_the_same_error_share_a_correction(archive: Archive) -> None:
    shared = {
        "source": '"rosters/hague"',
        "column": '"role"',
        "expect": '"endorser"',
        "value": '"signatory"',
        "reason": '"They signed."',
        "url": '"https://example.org/erratum"',
    }
    archive.correct(key='{ name_as_listed = ["Kenia (sic)", "Nederland (sic)"] }', **shared)
    found = corrections.corrections(archive.corrections)
    assert [one.key_text for one in found] == [
        "name_as_listed=Kenia (sic)",
        "name_as_listed=Nederland (sic)",
    ]
    assert {one.value for one in found} == {"signatory"}


def test_every_source_is_listed_with_its_rows_and_bytes(built: Archive, snapshot: Snapshot) -> None:
    sources = snapshot.frame("sources").set_index("source_id")
    assert len(sources) == len(list(built.root.rglob("*.toml")))
    assert sources.loc["rosters/hague", "n_rows"] == 4
    assert sources.loc["rosters/hague", "n_bytes"] == built.file("rosters/hague").stat().st_size


@pytest.mark.slow
def test_two_builds_give_the_same_version_and_the_same_rows(archive: Archive) -> None:
    first = build.build(archive.root, archive.corrections)
    second = build.build(archive.root, archive.corrections)
    assert first.version == second.version == store.open_snapshot().version
    for name, table in first.tables.items():
        pd.testing.assert_frame_equal(table, second.tables[name])


@pytest.mark.slow
@pytest.mark.parametrize("what", ["a file", "a sidecar", "the corrections"])
def test_a_changed_input_gives_another_version(archive: Archive, what: str) -> None:
    before = build.check(archive.root, archive.corrections).version
    if what == "a file":
        archive.edit("milestones", "A summit", "The summit")
    elif what == "a sidecar":
        archive.edit_sidecar("milestones", "A publisher", "Another publisher")
    else:
        archive.corrections.write_text("# nothing to correct\n")
    assert build.check(archive.root, archive.corrections).version != before


@pytest.mark.slow
def test_a_check_writes_nothing(archive: Archive) -> None:
    build.check(archive.root, archive.corrections)
    assert not archive.snapshot.exists()


@pytest.mark.slow
def test_each_stage_is_told_once(archive: Archive) -> None:
    told: list[str] = []
    build.build(archive.root, archive.corrections, progress=told.append)
    assert len(told) == len(set(told)) == build.N_STAGES


@pytest.mark.slow
def test_a_new_source_needs_no_code(archive: Archive) -> None:
    details = PLENARY_80.strip() + "\n"
    archive.add(
        "rollcalls/new",
        "iso3,vote\nBRA,Y\nKEN,Y\nKOR,Y\nNLD,Y\nRUS,Y\nUSA,Y\n",
        form="rollcall",
        details=details,
    )
    tables = build.check(archive.root, archive.corrections).tables
    row = tables["rollcalls"].set_index("rollcall_id").loc["a_res_80_9"]
    assert (row["status"], row["session_number"]) == ("complete", 80)
    assert pd.isna(row["rcid"])


PLENARY_80 = """
[rollcall]
rollcall_id = "a_res_80_9"
body = "plenary"
symbol = "A/RES/80/9"
date = "2025-12-01"
title = "A newer text"
topics = ["laws"]
names = "complete"
n_yes = 6
n_no = 0
n_abstain = 0
"""
