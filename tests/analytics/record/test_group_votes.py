from __future__ import annotations

import pandas as pd
import pytest

from analytics.record import group_votes, standing
from data.errors import AnalysisError


def rollcall(world, key="res_2") -> standing.Standing:
    tables = {name: world[name] for name in ("states", "rollcalls", "votes")}
    return standing.of_rollcall(key, **tables)


def of_group(world, group, key="res_2") -> group_votes.GroupVotes:
    return group_votes.of_group(
        rollcall(world, key),
        group,
        instruments=world["instruments"],
        memberships=world["memberships"],
    )


def of_sponsors(world) -> group_votes.SponsorVotes:
    tables = {name: world[name] for name in ("states", "instruments", "memberships")}
    roster = standing.of_roster("sponsors_2", **tables)
    return group_votes.of_sponsors(rollcall(world), roster, memberships=world["memberships"])


class TestOfGroup:
    def test_members_vote_as_the_record_says(self, world):
        result = of_group(world, "north")
        votes = dict(zip(result.states["iso3"], result.states["category"], strict=True))
        assert votes == {"NLD": "Y", "POL": "Y"}
        assert dict(result.counts[["category", "n"]].itertuples(index=False)) == {
            "Y": 2,
            "N": 0,
            "A": 0,
            "X": 0,
            "unknown": 0,
        }

    def test_the_members_are_those_of_the_day_of_the_vote(self, world):
        assert of_group(world, "south", "res_1").states["iso3"].tolist() == ["KEN"]
        assert of_group(world, "south", "res_2").states["iso3"].tolist() == ["KEN", "NGA"]

    def test_members_of_no_known_day_are_counted(self, world):
        assert of_group(world, "north").n_undated == 2
        assert of_group(world, "south").n_undated == 0

    def test_a_member_without_a_vote_is_left_out(self, world):
        observer = (
            world["memberships"].iloc[[0]].assign(instrument_id="north", iso3="PSE", role="member")
        )
        world["memberships"] = pd.concat([world["memberships"], observer], ignore_index=True)
        result = of_group(world, "north")
        assert result.left_out["key"].tolist() == ["PSE"]
        assert "PSE" not in set(result.states["iso3"])

    def test_a_name_that_the_source_does_not_give_is_unknown(self, world):
        counts = of_group(world, "south", "c1_res_1").counts.set_index("category")["n"]
        assert counts["unknown"] == 1

    def test_a_group_that_there_is_not_is_refused(self, world):
        with pytest.raises(AnalysisError, match="found no group 'west'"):
            of_group(world, "west")

    def test_a_vote_of_no_known_day_is_refused(self, world):
        world["rollcalls"]["vote_date"] = pd.Series(
            pd.NaT, index=world["rollcalls"].index, dtype="datetime64[us]"
        )
        with pytest.raises(AnalysisError, match="found no day of res_2"):
            of_group(world, "north")


class TestOfSponsors:
    def test_each_sponsor_has_its_role_and_its_vote(self, world):
        states = of_sponsors(world).states
        assert list(states[["iso3", "role", "category"]].itertuples(index=False, name=None)) == [
            ("KOR", "main_sponsor", "Y"),
            ("NLD", "sponsor", "Y"),
            ("KEN", "additional_sponsor", "Y"),
        ]

    def test_a_sponsor_that_did_not_vote_in_favour_is_named(self, world):
        votes = world["votes"]
        is_ken = (votes["rollcall_id"] == "res_2") & (votes["iso3"] == "KEN")
        votes.loc[is_ken, "vote"] = "X"
        totals = of_sponsors(world).totals.set_index("category")
        assert totals.loc["X", "iso3"] == ("KEN",)
        assert totals.loc["Y", "n"] == 2

    def test_counts_of_roles_add_up_to_the_totals(self, world):
        result = of_sponsors(world)
        by_category = result.counts.groupby("category")["n"].sum()
        assert by_category.to_dict() == result.totals.set_index("category")["n"].to_dict()

    def test_a_list_without_names_has_no_counts(self, world):
        world["memberships"] = world["memberships"].iloc[:0]
        result = of_sponsors(world)
        assert result.counts.empty
        assert result.totals["n"].sum() == 0

    def test_a_sponsor_without_a_vote_is_left_out(self, world):
        world["memberships"].loc[
            world["memberships"]["iso3"].eq("NLD")
            & world["memberships"]["instrument_id"].eq("sponsors_2"),
            "iso3",
        ] = "PSE"
        assert of_sponsors(world).left_out["key"].tolist() == ["PSE"]
