from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.record import shifts
from data.errors import AnalysisError
from tests import tiny_world


def between(world, first="res_1", second="res_2") -> shifts.Shift:
    return shifts.between(
        first,
        second,
        states=world["states"],
        rollcalls=world["rollcalls"],
        votes=world["votes"],
    )


def changes(result: shifts.Shift) -> dict[str, str]:
    return dict(zip(result.states["iso3"], result.states["change"], strict=True))


def reasons(result: shifts.Pairs) -> dict[str, str]:
    return dict(zip(result.left_out["key"], result.left_out["reason"], strict=True))


class TestBetween:
    def test_every_move_is_the_one_worked_by_hand(self, world):
        assert changes(between(world)) == {
            "CHL": "dropped_out",
            "KEN": "changed",
            "KOR": "kept",
            "NGA": "changed",
            "NLD": "kept",
            "POL": "appeared",
        }

    def test_absence_is_a_node_of_its_own(self, world):
        flows = between(world).flows
        assert {(row.source, row.target): row.iso3 for row in flows.itertuples()} == {
            ("Y", "Y"): ("KOR", "NLD"),
            ("Y", "X"): ("CHL",),
            ("N", "A"): ("NGA",),
            ("A", "Y"): ("KEN",),
            ("X", "Y"): ("POL",),
        }

    def test_absent_twice_is_not_a_position_kept(self, world):
        votes = world["votes"]
        is_pol = (votes["rollcall_id"] == "res_2") & (votes["iso3"] == "POL")
        votes.loc[is_pol, "vote"] = "X"
        assert changes(between(world))["POL"] == "absent"

    def test_each_vote_carries_its_evidence(self, world):
        states = between(world).states
        assert states[["evidence_id_from", "evidence_id_to"]].notna().all(axis=None)

    def test_a_member_at_only_one_of_the_two_is_left_out(self, world):
        rollcalls = world["rollcalls"]
        rollcalls.loc[rollcalls["rollcall_id"] == "old_1", "status"] = "complete"
        result = between(world, "old_1", "res_2")
        assert result.left_out["key"].tolist() == ["KOR"]
        assert "KOR" not in changes(result)

    @pytest.mark.parametrize(
        ("pair", "message"),
        [
            (("res_1", "res_1"), "found res_1 twice, expected two roll calls"),
            (("res_1", "res_9"), "found no roll call 'res_9'"),
            (("old_1", "res_1"), "found roll call old_1 with status mismatch"),
        ],
    )
    def test_what_cannot_be_compared_is_refused(self, world, pair, message):
        with pytest.raises(AnalysisError, match=message):
            between(world, *pair)


class TestFromCommitteeToPlenary:
    def test_who_was_lost_is_told_from_who_changed(self, world):
        counts = between(world, "c1_res_2", "res_2").counts.set_index("change")["iso3"]
        assert counts["dropped_out"] == ("CHL",)
        assert counts["changed"] == ("POL",)
        assert counts["kept"] == ("KEN", "KOR", "NGA", "NLD")

    def test_nothing_is_guessed_of_names_the_committee_did_not_give(self, world):
        result = between(world, "c1_res_1", "res_1")
        assert changes(result)["NGA"] == "kept"
        assert result.n_unknown == 5
        assert set(result.states["vote_from"]) == {"N", "unknown"}

    def test_the_tallies_are_known_even_so(self, world):
        tallies = between(world, "c1_res_1", "res_1").tallies.set_index("vote")
        assert tallies["difference"].to_dict() == {"Y": -1, "N": 0, "A": 0, "X": 1}


class TestPairs:
    def test_successive_texts_are_found_by_their_title(self, world):
        result = shifts.pairs(world["rollcalls"], world["topics"], topic="aimd")
        row = result.successive.iloc[0]
        assert len(result.successive) == 1
        assert (row["rollcall_from"], row["rollcall_to"]) == ("res_1", "res_2")

    def test_case_and_spaces_of_a_title_do_not_part_a_series(self, world):
        rollcalls = world["rollcalls"]
        rollcalls.loc[rollcalls["rollcall_id"] == "res_2", "title"] = "ARTIFICIAL  intelligence"
        assert len(shifts.pairs(rollcalls, world["topics"]).successive) == 1

    def test_committee_and_plenary_are_found_by_their_draft(self, world):
        committee = shifts.pairs(world["rollcalls"], world["topics"]).committee
        assert committee[["rollcall_from", "rollcall_to", "status_from"]].values.tolist() == [
            ["c1_res_2", "res_2", "complete"],
            ["c1_res_1", "res_1", "partial"],
        ]

    def test_roll_calls_that_do_not_add_up_are_left_out(self, world):
        assert reasons(shifts.pairs(world["rollcalls"], world["topics"])) == {
            "old_1": "not_complete"
        }

    @pytest.mark.parametrize(
        ("column", "value", "key", "reason"),
        [
            ("is_paragraph_vote", True, "res_1", "part_of_a_text"),
            ("is_amendment_vote", True, "res_1", "part_of_a_text"),
            ("title", None, "res_1", "no_title"),
            ("draft", None, "c1_res_1", "no_draft"),
            ("draft", "A/C.1/79/L.9", "c1_res_1", "no_plenary_vote"),
        ],
    )
    def test_what_has_no_pair_is_said(self, world, column, value, key, reason):
        rollcalls = world["rollcalls"]
        rollcalls.loc[rollcalls["rollcall_id"] == key, column] = value
        assert reasons(shifts.pairs(rollcalls, world["topics"]))[key] == reason

    def test_two_votes_under_one_title_in_one_session_have_no_successor(self, world):
        rollcalls = world["rollcalls"]
        rollcalls.loc[rollcalls["rollcall_id"] == "res_2", "session"] = "79"
        result = shifts.pairs(rollcalls, world["topics"])
        assert result.successive.empty
        assert reasons(result)["res_1"] == reasons(result)["res_2"] == "twice_a_session"

    def test_a_draft_voted_on_twice_in_plenary_is_ambiguous(self, world):
        rollcalls = world["rollcalls"]
        rollcalls.loc[rollcalls["rollcall_id"] == "res_1", "draft"] = "A/C.1/80/L.2"
        result = shifts.pairs(rollcalls, world["topics"])
        assert reasons(result)["c1_res_2"] == "ambiguous"
        assert result.committee.empty

    def test_a_topic_nobody_voted_on_has_none(self, world):
        result = shifts.pairs(world["rollcalls"], world["topics"], topic="laws")
        assert result.successive.empty
        assert result.committee.empty


@pytest.mark.slow
@given(order=st.permutations(["CHL", "KEN", "KOR", "NGA", "NLD", "POL"]))
@settings(max_examples=10)
def test_relabelling_states_changes_no_count(order):
    world = tiny_world.tables()
    before = between(world)
    new = dict(zip(sorted(order), order, strict=True))
    for table in ("states", "votes"):
        world[table]["iso3"] = world[table]["iso3"].astype(object).replace(new)
    after = between(world)
    columns = ["source", "target", "n"]
    pd.testing.assert_frame_equal(before.flows[columns], after.flows[columns])
    assert changes(after) == {new[iso3]: change for iso3, change in changes(before).items()}


@pytest.mark.real
class TestRecord:
    def test_the_series_are_found(self, record):
        laws = shifts.pairs(record["rollcalls"], record["topics"], topic="laws")
        assert laws.successive[["symbol_from", "symbol_to"]].values.tolist() == [
            ["A/RES/79/62", "A/RES/80/57"],
            ["A/RES/78/241", "A/RES/79/62"],
        ]
        assert len(laws.committee) == 3
        aimd = shifts.pairs(record["rollcalls"], record["topics"], topic="aimd")
        assert aimd.successive["rollcall_to"].tolist() == ["a_res_80_58"]

    def test_from_79_239_to_80_58_three_turned_against(self, record):
        result = between(record, "a_res_79_239", "a_res_80_58")
        flows = result.flows.set_index(["source", "target"])["iso3"]
        assert {"USA", "ISR"} <= set(flows["Y", "N"])
        assert len(flows["Y", "N"]) == 3
        assert result.flows["n"].sum() == 193
        assert result.n_unknown == 0

    def test_of_six_votes_lost_on_the_way_to_plenary_no_name_is_guessed(self, record):
        result = between(record, "a_c1_79_l43", "a_res_79_239")
        assert result.tallies.set_index("vote")["difference"]["Y"] == -6
        assert result.n_unknown == 185
