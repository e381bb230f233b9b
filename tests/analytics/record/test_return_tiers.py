from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.record import joining_curve, return_tiers
from data.errors import AnalysisError
from tests import tiny_world

TEXTS = ("cta_2023", "blueprint_2024", "pathways_2026")
REAL_TEXTS = ("reaim_2023_cta", "reaim_2024_blueprint", "reaim_2026_pathways")


def of_texts(world, texts=TEXTS, on=None) -> return_tiers.ReturnTiers:
    return return_tiers.of_texts(
        texts,
        states=world["states"],
        instruments=world["instruments"],
        memberships=world["memberships"],
        on=None if on is None else pd.Timestamp(on),
    )


def curve(world, texts=TEXTS) -> joining_curve.JoiningCurve:
    return joining_curve.of_texts(
        texts,
        states=world["states"],
        instruments=world["instruments"],
        memberships=world["memberships"],
    )


def tiers(result: return_tiers.ReturnTiers) -> dict[str, str]:
    return dict(zip(result.states["iso3"], result.states["tier"], strict=True))


def ribbons(result: return_tiers.ReturnTiers) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(row.source, row.target): row.iso3 for row in result.flows.itertuples()}


class TestTiers:
    def test_they_are_those_worked_by_hand(self, world):
        assert tiers(of_texts(world)) == {
            "CHL": "new",
            "KEN": "stayed",
            "KOR": "stayed",
            "NGA": "never",
            "NLD": "stayed",
            "POL": "left",
            "PSE": "left",
        }

    def test_what_a_text_known_in_part_could_change_is_uncertain(self, world):
        states = of_texts(world).states
        assert states["iso3"][~states["is_certain"]].tolist() == ["CHL", "NGA"]

    def test_without_that_text_all_is_certain_and_kenya_new(self, world):
        result = of_texts(world, ("cta_2023", "pathways_2026"))
        assert result.states["is_certain"].all()
        assert tiers(result)["KEN"] == "new"

    def test_counts_keep_members_apart_from_others(self, world):
        counts = of_texts(world).tiers.set_index("tier")
        assert counts["n_members"].to_dict() == {
            "stayed": 3,
            "left": 1,
            "new": 1,
            "never": 1,
            "unknown": 0,
        }
        assert counts.loc["left", ["n_others", "iso3"]].tolist() == [1, ("POL", "PSE")]
        assert counts["n_uncertain"].tolist() == [0, 0, 1, 1, 0]

    def test_a_last_text_that_does_not_tell_gives_no_tier(self, world):
        result = of_texts(world, on="2026-03-01")
        assert tiers(result)["KOR"] == "unknown"
        assert not result.states.set_index("iso3").loc["KOR", "is_certain"]

    def test_the_last_full_text_decides_whatever_partial_one_follows(self, world):
        result = of_texts(world, ("cta_2023", "blueprint_2024"))
        assert tiers(result)["NGA"] == "never"
        assert tiers(result)["NLD"] == "new"

    def test_who_withdrew_from_the_last_text_left(self, world):
        assert tiers(of_texts(world, ("cta_2023", "ban")))["POL"] == "left"


class TestFlows:
    def test_they_join_full_texts_only_with_the_states_behind_them(self, world):
        result = of_texts(world)
        assert ribbons(result) == {
            ("listed", "listed"): ("KOR", "NLD"),
            ("listed", "not_listed"): ("POL", "PSE"),
            ("not_listed", "listed"): ("CHL", "KEN"),
            ("not_listed", "not_listed"): ("NGA",),
        }
        assert result.left_out["key"].tolist() == ["blueprint_2024"]

    def test_every_state_is_in_one_ribbon(self, world):
        result = of_texts(world)
        behind = [iso3 for states in result.flows["iso3"] for iso3 in states]
        assert sorted(behind) == sorted(result.states["iso3"])
        assert result.flows["n"].sum() == len(behind)


def test_texts_say_how_they_are_known(world):
    texts = of_texts(world).texts.set_index("instrument_id")
    assert texts["is_full"].tolist() == [True, False, True]
    assert texts["n_listed"].tolist() == [4, 2, 4]
    assert texts["n_unknown"].tolist() == [0, 4, 0]
    assert texts.loc["blueprint_2024", "official_count"] == 3


class TestCurve:
    def test_adopters_add_up_by_the_latest_day_each_can_have_joined(self, world):
        totals = curve(world, ["pathways_2026"]).totals
        assert totals["joined_date"].dt.strftime("%Y-%m-%d").tolist() == [
            "2026-02-05",
            "2026-07-17",
        ]
        assert totals["n_cumulative"].tolist() == [3, 4]

    def test_a_bounded_day_is_not_exact(self, world):
        points = curve(world, ["pathways_2026"]).points
        assert points["iso3"][~points["is_exact"]].tolist() == [("KOR",)]

    def test_groups_add_up_to_the_totals(self, world):
        result = curve(world)
        by_text = result.points.groupby("instrument_id")["n_joined"].sum()
        last = result.totals.groupby("instrument_id")["n_cumulative"].max()
        pd.testing.assert_series_equal(by_text, last, check_names=False)

    def test_a_participant_without_a_group_is_under_none(self, world):
        points = curve(world).points
        assert points["iso3"][points["un_region_group_code"].isna()].tolist() == [("PSE",)]

    def test_the_stairs_of_every_group_reach_the_last_day_and_the_total(self, world):
        result = curve(world, ["pathways_2026"])
        stairs = result.stairs()
        last = result.totals["joined_date"].max()
        ends = stairs.drop_duplicates("un_region_group_code", keep="last")
        assert set(ends["joined_date"]) == {last}
        n_all = result.totals["n_cumulative"].max()
        assert ends["n_cumulative"].sum() == n_all - result.n_ungrouped
        assert stairs["n_joined"].sum() == n_all - result.n_ungrouped

    @pytest.mark.slow
    def test_who_is_in_no_group_is_counted_apart(self, world):
        texts = {text: curve(world, [text]).n_ungrouped for text in TEXTS}
        assert sum(texts.values()) == 1

    def test_undated_adopters_are_left_out_by_name(self, world):
        result = curve(world, ["north", "south"])
        assert result.left_out.loc[0, ["key", "reason", "iso3"]].tolist() == [
            "north",
            "undated",
            ("NLD", "POL"),
        ]
        assert set(result.totals["instrument_id"]) == {"south"}

    def test_a_text_without_any_date_has_no_curve(self, world):
        result = curve(world, ["north"])
        assert result.points.empty
        assert result.totals.empty
        assert result.left_out["key"].tolist() == ["north"]


class TestRefusals:
    @pytest.mark.parametrize(
        ("texts", "message"),
        [
            ((), "found texts none, expected each text once"),
            (("cta_2023", "cta_2023"), "found texts cta_2023, cta_2023, expected each text once"),
            (("cta_2020",), "found no instrument 'cta_2020'"),
            (("blueprint_2024",), "found only texts known in part, expected one whose roster"),
            (
                ("cta_2023", "pathways_2026_at_close"),
                "found pathways_2026_at_close, an earlier state of pathways_2026",
            ),
        ],
    )
    def test_texts_that_make_no_sequence_are_refused(self, world, texts, message):
        with pytest.raises(AnalysisError, match=message):
            of_texts(world, texts)


@pytest.mark.slow
@given(order=st.permutations(["CHL", "KEN", "KOR", "NGA", "NLD", "POL", "PSE"]))
@settings(max_examples=10)
def test_relabelling_states_relabels_tiers(order):
    world = tiny_world.tables()
    members = [iso3 for iso3 in order if iso3 != "PSE"]
    new = dict(zip(sorted(members), members, strict=True))
    expected = {new.get(iso3, iso3): tier for iso3, tier in tiers(of_texts(world)).items()}
    for table in ("states", "memberships"):
        world[table]["iso3"] = world[table]["iso3"].replace(new)
    assert tiers(of_texts(world)) == expected


@pytest.mark.real
class TestRecord:
    def test_between_the_two_full_texts_34_stayed_24_left_and_11_came(self, record):
        flows = of_texts(record, REAL_TEXTS).flows.set_index(["source", "target"])["n"]
        assert flows["listed", "listed"] == 34
        assert flows["listed", "not_listed"] == 24
        assert flows["not_listed", "listed"] == 11

    def test_kenya_and_ukraine_came_with_the_blueprint(self, record):
        result = of_texts(record, REAL_TEXTS)
        assert tiers(result)["KEN"] == tiers(result)["UKR"] == "stayed"
        counts = result.tiers.set_index("tier")
        assert counts["n_members"].add(counts["n_others"]).tolist()[:3] == [36, 24, 9]

    def test_45_had_joined_the_pathways_by_july_2026(self, record):
        totals = curve(record, ["reaim_2026_pathways"]).totals
        assert totals["n_cumulative"].tolist()[-1] == 45
        assert totals["joined_date"].max() == pd.Timestamp("2026-07-17")
