import pandas as pd
import pytest

from analytics.record import coalition
from data import domains, store
from data.errors import AnalysisError

World = dict[str, pd.DataFrame]
TABLES = ("states", "instruments", "memberships", "rollcalls", "topics", "votes", "stances")


def _coalition(world: World) -> coalition.Coalition:
    tables = {table: world[table] for table in TABLES}
    return coalition.of_subject(topic="aimd", domain="military AI", **tables)


class TestVotes:
    def test_plenary_votes_come_in_the_order_of_their_days(self, world: World) -> None:
        votes = _coalition(world).votes
        assert list(votes["rollcall_id"]) == ["res_1", "res_2"]
        assert votes[["n_yes", "n_no", "n_abstain", "n_absent"]].to_numpy().tolist() == [
            [3, 1, 1, 1],
            [4, 0, 1, 1],
        ]

    def test_sponsors_are_those_of_the_same_text_with_the_later_ones(self, world: World) -> None:
        last = _coalition(world).votes.iloc[-1]
        assert (last["sponsors_id"], last["n_sponsors"], last["n_additional"]) == (
            "sponsors_2",
            2,
            1,
        )

    def test_sponsors_that_no_list_names_are_missing_and_not_none(self, world: World) -> None:
        first = _coalition(world).votes.iloc[0]
        assert pd.isna(first["n_sponsors"])
        assert pd.isna(first["n_additional"])

    def test_an_empty_list_of_sponsors_is_no_list(self, world: World) -> None:
        instruments = world["instruments"]
        is_list = instruments["instrument_id"] == "sponsors_2"
        world["instruments"] = instruments.assign(n_listed=instruments["n_listed"].mask(is_list, 0))
        assert _coalition(world).votes["n_sponsors"].isna().all()

    def test_what_is_not_counted_is_named_with_its_reason(self, world: World) -> None:
        out = _coalition(world).left_out
        assert dict(zip(out["key"], out["reason"], strict=True)) == {
            "c1_res_1": "not_plenary",
            "c1_res_2": "not_plenary",
        }

    def test_votes_on_a_part_and_unreconciled_votes_do_not_count(self, world: World) -> None:
        rollcalls = world["rollcalls"]
        key = rollcalls["rollcall_id"]
        world["rollcalls"] = rollcalls.assign(
            is_paragraph_vote=key == "res_1",
            status=rollcalls["status"].mask(key == "c1_res_2", "mismatch"),
            body=rollcalls["body"].mask(key == "c1_res_2", "plenary"),
        )
        found = _coalition(world)
        assert list(found.votes["rollcall_id"]) == ["res_2"]
        reasons = dict(zip(found.left_out["key"], found.left_out["reason"], strict=True))
        assert reasons["res_1"] == "part_of_a_text"
        assert reasons["c1_res_2"] == "not_complete"


class TestTexts:
    def test_summit_outcomes_come_first_and_earlier_states_of_a_roster_not(
        self, world: World
    ) -> None:
        instruments = world["instruments"]
        kind = instruments["kind"].mask(
            instruments["instrument_id"] == "ban", domains.COALITION_KINDS[1]
        )
        world["instruments"] = instruments.assign(kind=kind)
        found = _coalition(world).texts
        assert list(found["instrument_id"]) == [
            "cta_2023",
            "blueprint_2024",
            "pathways_2026",
            "ban",
        ]

    def test_endorsers_are_as_published_beside_those_known_by_name(self, world: World) -> None:
        texts = _coalition(world).texts.set_index("instrument_id")
        assert texts.loc["blueprint_2024", ["n_endorsers", "n_named", "n_unnamed"]].tolist() == [
            3,
            2,
            1,
        ]
        assert texts.loc["cta_2023", ["n_endorsers", "n_members", "n_others"]].tolist() == [4, 3, 1]

    @pytest.mark.slow
    def test_without_a_published_number_those_named_are_counted(self, world: World) -> None:
        world["instruments"] = world["instruments"].assign(
            official_count=pd.array([pd.NA] * len(world["instruments"]), dtype="Int64")
        )
        texts = _coalition(world).texts
        assert (texts["n_endorsers"] == texts["n_named"]).all()
        assert _coalition(world).n_unnamed == 0

    def test_a_text_of_another_domain_is_not_of_the_coalition(self, world: World) -> None:
        instruments = world["instruments"]
        is_first = instruments["instrument_id"] == "cta_2023"
        world["instruments"] = instruments.assign(
            domain=instruments["domain"].mask(is_first, "cyber")
        )
        assert "cta_2023" not in set(_coalition(world).texts["instrument_id"])


class TestStates:
    def test_tiers_are_over_the_texts_known_in_full(self, world: World) -> None:
        tiers = _coalition(world).return_tiers.tiers.set_index("tier")["iso3"]
        assert set(tiers["stayed"]) == {"KOR", "NLD"}
        assert set(tiers["new"]) == {"CHL", "KEN"}
        assert set(tiers["left"]) == {"POL", "PSE"}
        assert set(tiers["never"]) == {"NGA"}

    def test_a_text_known_in_part_is_told_of_the_states_it_names(self, world: World) -> None:
        states = _coalition(world).states.set_index("iso3")
        assert states.loc["KEN", ["tier", "blueprint_2024"]].tolist() == ["new", "listed"]
        assert states.loc["CHL", ["tier", "blueprint_2024"]].tolist() == ["new", "unknown"]
        assert states.loc["PSE", ["is_member", "tier"]].tolist() == [False, "left"]

    @pytest.mark.slow
    def test_who_is_named_only_on_a_text_known_in_part_was_never_on_a_full_one(
        self, world: World
    ) -> None:
        spells = world["memberships"]
        is_kenya = (spells["iso3"] == "KEN") & (spells["instrument_id"] == "pathways_2026")
        world["memberships"] = spells[~is_kenya]
        states = _coalition(world).states.set_index("iso3")
        assert states.loc["KEN", ["tier", "blueprint_2024"]].tolist() == ["never", "listed"]

    @pytest.mark.slow
    def test_what_is_documented_besides_the_rosters_goes_along(self, world: World) -> None:
        stances = _coalition(world).stances
        assert stances[["iso3", "instrument_id", "fact"]].to_numpy().tolist() == [
            ["CHL", "blueprint_2024", "attended_did_not_endorse"]
        ]

    @pytest.mark.slow
    def test_the_pool_voted_yes_and_is_named_on_no_summit_outcome(self, world: World) -> None:
        before = _coalition(world)
        assert (before.pool, before.n_unnamed) == ((), 1)
        world["memberships"] = world["memberships"][world["memberships"]["iso3"] != "POL"]
        found = _coalition(world)
        assert found.pool == ("POL",)
        assert found.n_unnamed == 2


class TestRefusals:
    def test_a_topic_without_a_complete_plenary_vote(self, world: World) -> None:
        tables = {table: world[table] for table in TABLES}
        with pytest.raises(AnalysisError, match="no complete plenary vote on laws"):
            coalition.of_subject(topic="laws", domain="military AI", **tables)

    def test_a_domain_without_a_summit_outcome_known_in_full(self, world: World) -> None:
        tables = {table: world[table] for table in TABLES}
        with pytest.raises(AnalysisError, match="no summit outcome on cyber that is known in full"):
            coalition.of_subject(topic="aimd", domain="cyber", **tables)


@pytest.mark.real
def test_the_record_says_what_was_published(snapshot: store.Snapshot) -> None:
    tables = {table: snapshot.frame(table) for table in TABLES}
    shipped = tables["instruments"]["date_from"] < "2026-07"  # a later text changes who is new
    tables["instruments"] = tables["instruments"][shipped]
    found = _coalition(tables)
    last = found.votes.set_index("symbol").loc["A/RES/80/58"]
    assert (last["n_yes"], last["n_no"], last["n_abstain"]) == (167, 5, 5)
    assert (last["n_sponsors"], last["n_additional"]) == (64, 14)
    texts = found.texts.set_index("instrument_id")
    assert texts.loc["reaim_2023_cta", ["n_endorsers", "n_others"]].tolist() == [58, 1]
    assert texts.loc["reaim_2024_blueprint", ["n_endorsers", "n_named"]].tolist() == [61, 10]
    assert texts.loc["reaim_2026_pathways", "n_endorsers"] == 45
    assert texts.loc["us_political_declaration", "n_endorsers"] == 58
    tiers = found.return_tiers.tiers.set_index("tier")
    assert tiers.loc[["stayed", "left", "new"], "n_members"].tolist() == [34, 23, 11]
