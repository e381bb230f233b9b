from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.record import standing
from data.errors import AnalysisError
from tests import tiny_world


def rollcall(world: dict[str, pd.DataFrame], key: str) -> standing.Standing:
    return standing.of_rollcall(
        key, states=world["states"], rollcalls=world["rollcalls"], votes=world["votes"]
    )


def roster(world: dict[str, pd.DataFrame], key: str, on: str | None = None) -> standing.Standing:
    return standing.of_roster(
        key,
        states=world["states"],
        instruments=world["instruments"],
        memberships=world["memberships"],
        on=None if on is None else pd.Timestamp(on),
    )


def categories(result: standing.Standing) -> dict[str, str]:
    return dict(zip(result.states["iso3"], result.states["category"], strict=True))


def notes(result: standing.Standing) -> dict[str, tuple[int, str | None]]:
    return {
        note: (n, None if pd.isna(detail) else detail)
        for note, n, detail in result.notes.itertuples(index=False)
    }


class TestRollcall:
    def test_every_member_stands_where_it_voted(self, world):
        result = rollcall(world, "res_1")
        assert categories(result) == tiny_world.VOTES["res_1"]
        assert result.counts.set_index("category")["n_members"].to_dict() == {
            "Y": 3,
            "N": 1,
            "A": 1,
            "X": 1,
            "unknown": 0,
        }
        assert result.official_count == 6
        assert result.as_of == "2024-12-24"
        assert notes(result) == {}

    def test_names_missing_from_a_partial_roll_call_are_unknown_never_absent(self, world):
        result = rollcall(world, "c1_res_1")
        found = categories(result)
        assert found.pop("NGA") == "N"
        assert set(found.values()) == {"unknown"}
        assert notes(result) == {"partial": (5, None)}
        assert result.counts.set_index("category")["n_published"]["Y"] == 4

    def test_who_was_no_member_that_day_is_left_out(self, world):
        result = rollcall(world, "old_1")
        left_out = dict(zip(result.left_out["key"], result.left_out["reason"], strict=True))
        assert left_out == {"KOR": "not_a_member", "PSE": "not_a_member", "YUG": "not_a_member"}

    def test_who_was_admitted_that_year_and_is_not_named_is_left_out(self, world):
        rollcalls = world["rollcalls"]
        rollcalls.loc[rollcalls["rollcall_id"] == "old_1", "vote_date"] = pd.Timestamp("1991-02-01")
        left_out = rollcall(world, "old_1").left_out.set_index("key")["reason"]
        assert left_out["KOR"] == "admitted_that_year"

    def test_a_former_state_that_voted_was_a_member(self, world):
        votes = world["votes"].astype(object)
        extra = votes[votes["rollcall_id"] == "old_1"].head(1).assign(iso3="YUG", vote="A")
        world["votes"] = pd.concat([votes, extra])
        result = rollcall(world, "old_1")
        assert categories(result)["YUG"] == "A"
        assert result.states["is_member"].all()

    def test_a_mismatch_is_shown_with_a_note_and_refused_for_analysis(self, world):
        result = rollcall(world, "old_1")
        assert notes(result)["mismatch"] == (5, None)
        with pytest.raises(AnalysisError, match="old_1 with status mismatch, expected one whose"):
            standing.require_reconciled(result)

    def test_a_roll_call_without_a_date_asks_the_members_of_today(self, world):
        world["rollcalls"]["vote_date"] = pd.Series(pd.NaT, index=world["rollcalls"].index)
        result = rollcall(world, "res_1")
        assert result.as_of is None
        assert len(result.states) == 6

    def test_an_unknown_roll_call_is_refused(self, world):
        with pytest.raises(AnalysisError, match="found no roll call 'res_9', expected a rollcall"):
            rollcall(world, "res_9")

    def test_a_state_that_votes_twice_is_refused(self, world):
        votes = world["votes"].astype(object)
        world["votes"] = pd.concat([votes, votes[votes["rollcall_id"] == "res_1"].head(1)])
        with pytest.raises(AnalysisError, match="found CHL twice in res_1, expected one vote"):
            rollcall(world, "res_1")


class TestRoster:
    def test_members_come_first_and_the_others_after(self, world):
        states = roster(world, "cta_2023").states
        assert states["iso3"].tolist() == ["CHL", "KEN", "KOR", "NGA", "NLD", "POL", "PSE"]
        assert states["is_member"].tolist() == [True] * 6 + [False]

    def test_counts_tell_members_from_others_beside_the_official_count(self, world):
        counts = roster(world, "cta_2023").counts.set_index("category")
        assert counts.loc["listed", ["n_members", "n_others", "n_published"]].tolist() == [3, 1, 4]
        assert roster(world, "cta_2023").n_listed == 4

    def test_regions_are_counted_against_their_membership(self, world):
        by_region = roster(world, "pathways_2026").by_region
        listed = by_region[by_region["category"] == "listed"].set_index("un_region_group_code")
        assert listed["n"].to_dict() == {"AG": 1, "APG": 1, "EEG": 0, "GRULAC": 1, "WEOG": 1}
        assert listed["n_members"].sum() == 6
        assert listed.loc["AG", "share_pct"] == 50.0
        # AG: 1 of 4 listed over 2 of 6 members; WEOG: 1 of 4 over 1 of 6
        assert listed.loc["AG", "representation_ratio"] == 0.75
        assert listed.loc["WEOG", "representation_ratio"] == 1.5

    def test_representation_is_missing_where_a_state_is_unknown(self, world):
        assert roster(world, "blueprint_2024").by_region["representation_ratio"].isna().all()

    @pytest.mark.parametrize(
        ("key", "on", "expected"),
        [
            ("pathways_2026", None, {}),
            ("pathways_2026", "2026-03-01", {"between_dates": (1, None)}),
            ("blueprint_2024", None, {"partial": (4, None), "names_missing": (1, None)}),
            ("ban", None, {"other_role": (1, "signatory")}),
            (
                "charter",
                None,
                {"partial": (4, None), "alphabetical": (4, "Kenya"), "names_missing": (1, None)},
            ),
        ],
    )
    def test_what_is_unknown_is_noted(self, world, key, on, expected):
        assert notes(roster(world, key, on)) == expected

    def test_entries_outside_the_table_of_states_are_noted(self, world):
        instruments = world["instruments"]
        instruments.loc[instruments["instrument_id"] == "north", "n_not_in_states"] = 1
        assert notes(roster(world, "north")) == {"not_in_states": (1, None)}

    def test_an_unknown_instrument_is_refused(self, world):
        with pytest.raises(AnalysisError, match="found no instrument 'cta_2022'"):
            roster(world, "cta_2022")


@pytest.mark.slow
@given(order=st.permutations(["CHL", "KEN", "KOR", "NGA", "NLD", "POL"]))
@settings(max_examples=10)
def test_relabelling_states_changes_no_count(order):
    world = tiny_world.tables()
    new = dict(zip(sorted(order), order, strict=True))
    before = rollcall(world, "res_1"), roster(world, "cta_2023")
    for table in ("states", "memberships", "votes"):
        world[table]["iso3"] = world[table]["iso3"].astype(object).replace(new)
    after = rollcall(world, "res_1"), roster(world, "cta_2023")
    for old, renamed in zip(before, after, strict=True):
        pd.testing.assert_frame_equal(old.counts, renamed.counts)
        pd.testing.assert_frame_equal(old.by_region, renamed.by_region)


@pytest.mark.real
class TestRecord:
    def test_79_239_stands_as_published(self, record):
        result = rollcall(record, "a_res_79_239")
        counts = result.counts.set_index("category")
        assert counts["n_members"].tolist() == [159, 2, 5, 27, 0]
        assert counts["n_published"].tolist()[:4] == [159, 2, 5, 27]

    def test_80_58_stands_as_published(self, record):
        counts = rollcall(record, "a_res_80_58").counts
        assert counts["n_members"].tolist() == [167, 5, 5, 16, 0]

    def test_the_first_roll_calls_ask_the_members_of_the_day(self, record):
        first = record["rollcalls"].sort_values("vote_date")["rollcall_id"].iloc[0]
        assert len(rollcall(record, first).states) == 51

    def test_the_five_groups_add_up_to_the_membership(self, record):
        by_region = roster(record, "reaim_2026_pathways").by_region
        listed = by_region[by_region["category"] == "listed"]
        assert listed["n_members"].tolist() == [54, 54, 23, 33, 29]
        assert listed["n"].sum() == 45

    def test_costa_rica_is_unknown_between_the_closing_list_and_that_of_july(self, record):
        on_day = categories(roster(record, "reaim_2026_pathways", "2026-03-01"))
        assert on_day["CRI"] == "unknown"
        assert categories(roster(record, "reaim_2026_pathways"))["CRI"] == "not_listed"

    def test_the_blueprint_is_known_by_ten_names_of_sixty_one(self, record):
        result = roster(record, "reaim_2024_blueprint")
        assert (result.n_listed, result.official_count) == (10, 61)
        assert notes(result) == {"partial": (183, None), "names_missing": (51, None)}
