"""What the record holds and lacks: the tiny world's answers are worked by hand from its tables."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.record import holdings
from data import store


def sources(*as_of: str | None) -> pd.DataFrame:
    n = len(as_of)
    return pd.DataFrame(
        {
            "source_id": [f"s{i}" for i in range(n)],
            "title": "A source",
            "publisher": [f"Publisher {i % 2}" for i in range(n)],
            "url": "archive",
            "as_of": pd.Series(as_of, dtype="str"),
            "retrieved": "2026-11",
            "licence": ["MIT" if i else "None seen" for i in range(n)],
            "n_rows": list(range(n)),
        }
    )


class TestFreshness:
    def test_the_latest_source_comes_first_and_an_undated_one_last(self, world):
        result = holdings.freshness(
            sources=sources("2025", None, "2025-03", "2024-12-31"),
            instruments=world["instruments"],
        )
        assert result.sources["source_id"].tolist() == ["s2", "s0", "s3", "s1"]
        assert result.n_undated == 1

    def test_a_month_or_a_year_counts_from_its_first_day(self, world):
        result = holdings.freshness(
            sources=sources("2025", "2025-03"), instruments=world["instruments"]
        )
        assert result.sources["day"].tolist() == [
            pd.Timestamp("2025-03-01"),
            pd.Timestamp("2025-01-01"),
        ]

    def test_an_earlier_state_of_a_roster_is_not_a_roster_that_has_grown_old(self, world):
        result = holdings.freshness(sources=sources("2025"), instruments=world["instruments"])
        assert len(result.rosters) == len(world["instruments"]) - 1
        assert result.rosters["instrument_id"].iloc[0] == "pathways_2026"
        assert result.left_out.to_dict("records") == [
            {"kind": "instrument", "key": "pathways_2026_at_close", "reason": "earlier_state"}
        ]

    def test_a_roster_that_says_no_day_is_left_out_and_named(self, world):
        instruments = world["instruments"].copy()
        instruments.loc[instruments["instrument_id"] == "ban", "as_of"] = None
        result = holdings.freshness(sources=sources("2025"), instruments=instruments)
        reasons = result.left_out.set_index("key")["reason"].to_dict()
        assert reasons == {"ban": "undated", "pathways_2026_at_close": "earlier_state"}


class TestCompleteness:
    def test_names_are_counted_against_the_official_number(self, world):
        result = holdings.completeness(world["instruments"])
        rosters = result.rosters.set_index("instrument_id")
        assert rosters.loc[
            "blueprint_2024", ["n_named", "official_count", "n_missing"]
        ].tolist() == [
            2,
            3,
            1,
        ]
        assert rosters.loc["cta_2023", "n_missing"] == 0
        assert pd.isna(rosters.loc["summit_2024", "n_missing"])

    def test_rosters_that_lack_names_are_told_from_those_without_a_number(self, world):
        result = holdings.completeness(world["instruments"])
        assert sorted(result.short["instrument_id"]) == ["blueprint_2024", "charter"]
        assert sorted(result.unlisted["instrument_id"]) == ["summit_2024", "views_2025"]
        assert result.n_in_part == 4
        assert result.n_listed_in_full == len(world["instruments"]) - 4

    def test_statuses_are_counted_once_each(self, world):
        result = holdings.completeness(world["instruments"])
        assert result.counts.set_index("roster_status")["n_rosters"].to_dict() == {
            "official_list": 4,
            "secondary_list": 3,
            "partial": 3,
            "count_only": 1,
        }

    def test_an_entry_that_is_no_state_counts_as_named(self, world):
        instruments = world["instruments"].copy()
        instruments.loc[instruments["instrument_id"] == "blueprint_2024", "n_not_in_states"] = 1
        result = holdings.completeness(instruments)
        assert "blueprint_2024" not in set(result.short["instrument_id"])

    @pytest.mark.slow
    @given(extra=st.integers(1, 50))
    def test_more_names_than_the_official_number_are_not_a_negative_gap(self, extra):
        instruments = pd.DataFrame(
            {
                "instrument_id": ["a"],
                "name": ["A"],
                "short_name": ["A"],
                "kind": ["treaty"],
                "roster_status": ["partial"],
                "roster_use": ["full"],
                "as_of": ["2025"],
                "note": [None],
                "n_listed": pd.array([10 + extra], dtype="Int64"),
                "n_not_in_states": pd.array([0], dtype="Int64"),
                "official_count": pd.array([10], dtype="Int64"),
                "evidence_id": ["e"],
            }
        )
        result = holdings.completeness(instruments)
        assert result.rosters["n_missing"].tolist() == [0]
        assert result.short.empty


class TestYears:
    def test_roll_calls_are_counted_by_year_quiet_years_too(self, world):
        result = holdings.years(world["rollcalls"])
        years = result.years.set_index("year")
        assert years.index.tolist() == list(range(1990, 2026))
        assert years.loc[1990].tolist() == [0, 1]
        assert years.loc[2000].tolist() == [0, 0]
        assert years.loc[2024].tolist() == [1, 1]
        assert years.loc[2025].tolist() == [2, 0]

    def test_what_does_not_add_up_is_named_the_latest_first(self, world):
        result = holdings.years(world["rollcalls"])
        assert result.flagged["rollcall_id"].tolist() == ["c1_res_1", "old_1"]
        assert result.n_used == 3
        assert result.evidence == ("record",)

    def test_a_vote_without_a_day_is_counted_apart(self, world):
        rollcalls = world["rollcalls"].copy()
        rollcalls.loc[rollcalls["rollcall_id"] == "res_1", "vote_date"] = pd.NaT
        result = holdings.years(rollcalls)
        assert result.n_undated == 1
        assert int(result.years[["n_used", "n_flagged"]].to_numpy().sum()) == 4

    def test_no_roll_calls_make_no_years(self, world):
        result = holdings.years(world["rollcalls"].head(0))
        assert result.years.empty
        assert result.n_used == 0


def test_only_votes_that_follow_from_a_tally_are_listed_with_their_text(world):
    votes = world["votes"].copy()
    sure = votes["confidence"].astype(str).to_numpy(dtype=object)
    is_one = (votes["rollcall_id"] == "res_2") & (votes["iso3"] == "KEN")
    sure[is_one.to_numpy()] = "derived_from_tally"
    found = holdings.derived(votes=votes.assign(confidence=sure), rollcalls=world["rollcalls"])
    assert found[["iso3", "vote", "rollcall_id"]].to_numpy().tolist() == [["KEN", "Y", "res_2"]]
    day = world["rollcalls"].set_index("rollcall_id").loc["res_2", "vote_date"]
    assert found["vote_date"].tolist() == [day]
    assert holdings.derived(votes=votes, rollcalls=world["rollcalls"]).empty


def test_terms_are_gathered_with_their_publishers():
    found = holdings.terms(sources("2025", None, "2025-03"))
    assert found.to_dict("records") == [
        {
            "licence": "MIT",
            "n_sources": 2,
            "n_rows": 3,
            "publishers": "Publisher 0; Publisher 1",
        },
        {"licence": "None seen", "n_sources": 1, "n_rows": 0, "publishers": "Publisher 0"},
    ]


def test_documents_are_counted_by_grade_the_best_first(world):
    found = holdings.grades(world["evidence"])
    assert found.to_dict("list") == {
        "grade": ["official", "recognised", "copy"],
        "n_documents": [3, 1, 0],
    }


@pytest.mark.real
def test_everything_that_the_checks_flagged_is_among_the_roll_calls_left_out(
    snapshot: store.Snapshot,
) -> None:
    result = holdings.years(snapshot.frame("rollcalls"))
    refused = snapshot.frame("refusals")["subject"]
    rollcalls = set(snapshot.frame("rollcalls")["rollcall_id"])
    assert set(refused) & rollcalls == set(result.flagged["rollcall_id"])
    assert result.n_used + len(result.flagged) == snapshot.n_rows("rollcalls")


def test_of_a_group_it_is_told_on_what_its_members_rest_and_whose_day_is_known(world):
    held = world["memberships"]
    is_it = (held["instrument_id"] == "south") & (held["iso3"] == "NGA")
    held.loc[is_it, "evidence_id"] = "press"
    found = holdings.group_documents(
        instruments=world["instruments"],
        memberships=held,
        evidence=world["evidence"],
    ).set_index("instrument_id")
    assert found.loc["south", ["n_spells", "n_recognised", "n_copy", "n_dated"]].tolist() == [
        2,
        1,
        0,
        2,
    ]
    assert found.loc["north", ["n_spells", "n_official", "n_dated"]].tolist() == [2, 2, 0]
    assert found.index.tolist() == ["south", "north"]
