"""Every kind of request: what it changes, what it leaves, and that it can be taken back."""

from __future__ import annotations

import tomllib

import pytest

from data import journal, store
from etl import build
from tests.etl.archive import Archive
from tests.etl.changes import desk
from tests.etl.changes.desk import REQUESTS, add, undo

USUAL = ("roster", "rollcall", "correction")
"""Kinds that are taken back in the usual suite: new files, votes, and what is no source."""


@pytest.mark.slow
def test_a_preview_writes_nothing(built: Archive) -> None:
    before = desk.state_of(built)
    found = add(built, "roster", **REQUESTS["roster"])
    assert (found.answer, found.entry_id) == ("preview", None)
    assert found.preview.version != found.base == store.open_snapshot().version
    assert desk.state_of(built) == before
    done = add(built, "roster", **REQUESTS["roster"], base=found.base, is_written=True)
    assert done.preview == found.preview
    assert build.check(built.root, built.corrections).version == done.preview.version


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind",
    [kind if kind in USUAL else pytest.param(kind, marks=pytest.mark.proof) for kind in REQUESTS],
)
def test_a_change_is_built_and_undone_byte_for_byte(built: Archive, kind: str) -> None:
    before, version = desk.sources_of(built), store.open_snapshot().version
    kept = store.open_snapshot().source_files()
    done = add(built, kind, **REQUESTS[kind], is_written=True)
    assert done.answer == "written"
    assert done.preview.files
    assert done.preview.figures
    assert store.open_snapshot().version == done.preview.version != version

    taken = undo(built, done.entry_id)
    assert desk.sources_of(built) == before
    assert store.open_snapshot().version == version == taken.preview.version
    assert store.open_snapshot().source_files() == kept
    kinds = [entry.kind for entry in journal.entries(desk.journal_of(built))]
    assert kinds == [kind, "undo"]


@pytest.mark.slow
def test_a_new_text_has_its_file_sidecar_and_figures(built: Archive) -> None:
    found = add(built, "roster", **REQUESTS["roster"], is_written=True)
    assert {(one.path, one.before) for one in found.preview.files} == {
        ("rosters/harbour.csv", None),
        ("rosters/harbour.toml", None),
    }
    assert found.preview.came == (("BRA", "Brazil"), ("KEN", "Kenya"))
    assert {(f.code, f.before, f.after) for f in found.preview.figures} >= {
        ("n_listed", None, 2),
        ("on_military_ai", 0, 2),
    }
    assert found.grade == "official"  # gov.*
    sidecar = tomllib.loads(built.sidecar("rosters/harbour").read_text())
    assert sidecar["source"]["title"] == "Harbour Declaration"
    assert built.file("rosters/harbour").read_text() == (
        "iso3,name_as_listed,role,since\n"
        "KEN,Kenya,endorser,2026-10-01\nBRA,Brazil,endorser,2026-10-01\n"
    )


@pytest.mark.slow
def test_a_later_list_of_a_text_adds_and_ends_spells_and_erases_none(built: Archive) -> None:
    found = add(
        built,
        "roster",
        instrument_id="hague",
        official_count=3,
        text="Netherlands\nKenya\nBrazil",
        is_written=True,
    )
    assert found.preview.came == (("BRA", "Brazil"),)
    assert found.preview.went == (("KOR", "South Korea"),)
    spells = store.open_snapshot().frame("memberships").set_index(["instrument_id", "iso3"])
    assert spells.loc[("hague", "KOR"), "until"].tolist() == ["2026-11-28"]
    assert str(spells.loc[("hague", "BRA"), "since_to"].iloc[0])[:10] == "2026-11-28"
    text = store.open_snapshot().frame("instruments").set_index("instrument_id").loc["hague"]
    assert (text["n_listed"], text["as_of"]) == (3, "2026-11-28")


@pytest.mark.slow
def test_an_endorsement_with_the_count_of_now_keeps_the_list_whole(built: Archive) -> None:
    add(built, "endorsement", **REQUESTS["endorsement"], is_written=True)
    text = store.open_snapshot().frame("instruments").set_index("instrument_id").loc["hague"]
    assert (text["n_listed"], text["official_count"]) == (4, 4)
    assert (text["roster_status"], text["as_of"]) == ("official_list", "2026-11-28")


@pytest.mark.slow
def test_an_endorsement_without_a_count_leaves_the_list_complete_to_its_day(built: Archive) -> None:
    built.edit_sidecar("rosters/hague", "[source]", '[source]\nas_of = "2024-01-01"')
    found = add(
        built,
        "endorsement",
        **{**REQUESTS["endorsement"], "official_count": None},
        is_written=True,
    )
    assert [remark.code for remark in found.remarks] == ["names_read", "list_in_part"]
    text = store.open_snapshot().frame("instruments").set_index("instrument_id").loc["hague"]
    assert (text["roster_status"], text["roster_use"]) == ("partial", "full")
    assert (text["n_listed"], text["as_of"]) == (4, "2024-01-01")


@pytest.mark.slow
def test_a_withdrawal_ends_a_spell_and_says_on_what_it_rests(built: Archive) -> None:
    found = add(
        built,
        "endorsement",
        **{**REQUESTS["endorsement"], "text": "Kenya", "act": "leaves", "official_count": 2},
        is_written=True,
    )
    assert found.preview.went == (("KEN", "Kenya"),)
    spells = store.open_snapshot().frame("memberships")
    kenya = spells[(spells["instrument_id"] == "hague") & (spells["iso3"] == "KEN")]
    assert set(zip(kenya["role"], kenya["since"], kenya["until"].fillna(""), strict=True)) == {
        ("endorser", "2023-02-16", "2026-11-28"),
        ("withdrawn", "2026-11-28", ""),
    }


@pytest.mark.slow
def test_a_roll_call_is_read_as_printed_and_who_is_not_named_did_not_vote(built: Archive) -> None:
    found = add(built, "rollcall", **REQUESTS["rollcall"], is_written=True)
    assert found.preview.votes == (
        ("BRA", "Brazil", "X"),
        ("KEN", "Kenya", "Y"),
        ("KOR", "South Korea", "Y"),
        ("NLD", "Netherlands", "Y"),
        ("RUS", "Russia", "A"),
        ("USA", "United States", "N"),
    )
    assert ("absent_by_difference", ("1",)) in {(r.code, r.words) for r in found.remarks}
    row = store.open_snapshot().frame("rollcalls").set_index("rollcall_id").loc["a_res_81_7"]
    assert row[["n_yes", "n_no", "n_abstain", "n_absent", "status"]].tolist() == [
        3,
        1,
        1,
        1,
        "complete",
    ]


@pytest.mark.slow
def test_a_roll_call_known_in_part_is_completed_if_it_says_the_same(built: Archive) -> None:
    asked = {
        **REQUESTS["rollcall"],
        "symbol": "A/C.1/79/L.1",
        "body": "first_committee",
        "date": "2024-11-06",
        "source": {"as_of": None},
    }
    built.root.joinpath("rollcalls/committee.csv").rename(built.root / "rollcalls/a_c1_79_l1.csv")
    built.root.joinpath("rollcalls/committee.toml").rename(built.root / "rollcalls/a_c1_79_l1.toml")
    add(built, "rollcall", **asked, is_written=True)
    row = store.open_snapshot().frame("rollcalls").set_index("rollcall_id").loc["a_c1_79_l1"]
    assert (row["status"], row["n_yes"]) == ("complete", 3)


@pytest.mark.slow
def test_sponsors_become_a_roster_tied_to_the_vote(built: Archive) -> None:
    add(built, "rollcall", **REQUESTS["rollcall"], is_written=True)
    add(built, "sponsors", **REQUESTS["sponsors"], is_written=True)
    text = store.open_snapshot().frame("instruments").set_index("instrument_id").loc["unga_81_7"]
    assert (text["rollcall_id"], text["n_listed"]) == ("a_res_81_7", 3)
    assert text["is_final"]


@pytest.mark.slow
def test_a_confirmed_name_is_kept_as_an_alias_and_not_asked_again(built: Archive) -> None:
    asked = {**REQUESTS["roster"], "text": "Kenia, Brasil"}
    found = add(built, "roster", **asked)
    assert found.answer == "questions"
    assert [(q.name, q.suggested[0]) for q in found.questions] == [
        ("Kenia", ("KEN", "Kenya")),
        ("Brasil", ("BRA", "Brazil")),
    ]
    confirmed = {q.name: q.suggested[0][0] for q in found.questions}
    assert add(built, "roster", **asked, confirmed=confirmed, is_written=True).entry_id == "0001"
    assert built.file("aliases").read_text().endswith("Kenia,KEN\nBrasil,BRA\n")
    again = {**REQUESTS["stance"], "text": "Kenia"}
    assert add(built, "stance", **again).answer == "preview"


@pytest.mark.slow
def test_what_states_say_together_is_a_row_of_each_and_is_taken_back_as_one(
    built: Archive,
) -> None:
    before = built.file("stated_positions").read_bytes()
    done = add(built, "position", **REQUESTS["position"], is_written=True)
    said = store.open_snapshot().frame("stated_positions").query("document == 'A joint statement'")
    columns = ["iso3", "code", "act", "found_through"]
    assert said[columns].apply(tuple, axis=1).tolist() == [
        ("BRA", "lbi_open", "joint_text", "desk"),
        ("KEN", "lbi_open", "joint_text", "desk"),
    ]
    undo(built, done.entry_id)
    assert built.file("stated_positions").read_bytes() == before


@pytest.mark.slow
def test_an_entry_that_is_no_state_of_ours_is_counted_apart(built: Archive) -> None:
    asked = {**REQUESTS["roster"], "text": "Kenya\nMontserrat"}
    found = add(built, "roster", **asked, confirmed={"Montserrat": "-"}, is_written=True)
    assert ("not_in_states", ("Montserrat",)) in {(r.code, r.words) for r in found.remarks}
    text = store.open_snapshot().frame("instruments").set_index("instrument_id").loc["harbour"]
    assert (text["n_listed"], text["n_not_in_states"]) == (1, 1)


@pytest.mark.slow
def test_only_the_last_change_of_a_file_can_be_taken_back(built: Archive) -> None:
    first = add(built, "milestone", **REQUESTS["milestone"], is_written=True)
    other = {**REQUESTS["milestone"], "title": "A fifth summit"}
    second = add(built, "milestone", **other, is_written=True)
    with pytest.raises(Exception, match=r"changed since, by 0002, expected .* the last one first"):
        undo(built, first.entry_id)
    undo(built, second.entry_id)
    undo(built, first.entry_id)
    with pytest.raises(Exception, match=r"found that 0001 was taken back by 0004"):
        undo(built, first.entry_id)
    undo(built, "0004")  # an undo is a change too
    assert "Fourth REAIM summit" in set(store.open_snapshot().frame("milestones")["title"])
