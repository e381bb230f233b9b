from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import roster_status
from tests import tiny_world

ISO3 = ("CHL", "KEN", "KOR", "NGA", "NLD", "POL", "PSE", "YUG")


def everything(world: dict[str, pd.DataFrame], on: str | None = None) -> pd.DataFrame:
    return roster_status.table(
        states=world["states"],
        instruments=world["instruments"],
        memberships=world["memberships"],
        on=None if on is None else pd.Timestamp(on),
        earlier=world["instruments"],
    )


def said(world: dict[str, pd.DataFrame], instrument: str, on: str | None = None) -> dict[str, str]:
    rows = everything(world, on)
    rows = rows[rows["instrument_id"] == instrument]
    return dict(zip(rows["iso3"], rows["category"], strict=True))


class TestAsItStands:
    def test_a_full_roster_tells_of_every_member(self, world):
        assert said(world, "pathways_2026") == {
            "CHL": "listed",
            "KEN": "listed",
            "KOR": "listed",
            "NLD": "listed",
            "NGA": "not_listed",
            "POL": "not_listed",
        }

    def test_a_roster_known_in_part_never_says_not_listed(self, world):
        assert said(world, "blueprint_2024") == {
            "KEN": "listed",
            "NLD": "listed",
            "CHL": "unknown",
            "KOR": "unknown",
            "NGA": "unknown",
            "POL": "unknown",
        }

    def test_a_count_alone_leaves_all_but_the_organisers_unknown(self, world):
        answers = said(world, "summit_2024")
        assert {iso3 for iso3, said_of in answers.items() if said_of == "organiser"} == {
            "KOR",
            "NLD",
        }
        assert set(answers.values()) == {"organiser", "unknown"}

    def test_an_alphabetical_roster_tells_up_to_its_last_name(self, world):
        answers = said(world, "charter")
        assert answers["CHL"] == "listed"
        assert answers["KEN"] == "not_listed"
        assert {answers[iso3] for iso3 in ("KOR", "NGA", "NLD", "POL")} == {"unknown"}

    def test_a_state_whose_two_names_lie_either_side_of_the_last_name_is_unknown(self, world):
        states = world["states"]
        states.loc[states["iso3"] == "KEN", "un_name"] = "United Kenya"
        assert said(world, "charter")["KEN"] == "unknown"

    def test_accents_and_case_do_not_move_a_name(self, world):
        states = world["states"]
        states.loc[states["iso3"] == "NGA", ["name_en", "un_name"]] = ["Égypte", "égypte"]
        assert said(world, "charter")["NGA"] == "not_listed"

    def test_a_tabling_state_off_the_list_is_organiser(self, world):
        assert said(world, "sponsors_2")["KOR"] == "organiser"

    def test_a_party_that_left_is_former_and_a_signatory_not_listed(self, world):
        answers = said(world, "ban")
        assert (answers["NLD"], answers["POL"], answers["KOR"]) == (
            "listed",
            "former",
            "not_listed",
        )

    def test_a_participant_that_is_no_member_is_there_only_where_it_is_named(self, world):
        assert said(world, "cta_2023")["PSE"] == "listed"
        assert "PSE" not in said(world, "pathways_2026")

    def test_a_former_state_is_nowhere(self, world):
        assert "YUG" not in said(world, "cta_2023")

    def test_a_roster_without_counted_roles_lists_nobody(self, world):
        instruments = world["instruments"]
        instruments["counted_roles"] = pd.Series([None] * len(instruments), dtype="str")
        assert "listed" not in said(world, "cta_2023").values()


class TestOnADay:
    def test_a_joining_between_two_days_is_unknown_between_them(self, world):
        assert said(world, "pathways_2026", "2026-02-04")["KOR"] == "not_listed"
        assert said(world, "pathways_2026", "2026-03-01")["KOR"] == "unknown"
        assert said(world, "pathways_2026", "2026-07-17")["KOR"] == "listed"

    @pytest.mark.slow
    def test_a_former_party_was_listed_from_joining_until_it_withdrew(self, world):
        assert said(world, "ban", "2011-12-31")["POL"] == "not_listed"
        assert said(world, "ban", "2012-01-01")["POL"] == "listed"
        assert said(world, "ban", "2025-12-26")["POL"] == "listed"
        assert said(world, "ban", "2025-12-27")["POL"] == "former"

    @pytest.mark.slow
    def test_a_former_party_whose_leaving_nobody_recorded_is_unknown_until_it_was_read(self, world):
        spells = world["memberships"]
        world["memberships"] = spells[spells["role"] != "withdrawn"]
        assert said(world, "ban", "2015-01-01")["POL"] == "unknown"
        assert said(world, "ban", "2026-02-03")["POL"] == "former"

    @pytest.mark.slow
    def test_a_withdrawal_between_two_days_is_unknown_between_them(self, world):
        spells = world["memberships"]
        spells.loc[spells["role"] == "withdrawn", "since_from"] = pd.Timestamp("2025-12-01")
        assert said(world, "ban", "2025-11-30")["POL"] == "listed"
        assert said(world, "ban", "2025-12-15")["POL"] == "unknown"
        assert said(world, "ban", "2025-12-27")["POL"] == "former"

    def test_a_spell_is_over_on_the_day_of_its_end(self, world):
        spells = world["memberships"]
        spells.loc[(spells["instrument_id"] == "south") & (spells["iso3"] == "KEN"), "until"] = (
            "2020-05-01"
        )
        assert said(world, "south", "2020-04-30")["KEN"] == "listed"
        assert said(world, "south", "2020-05-01")["KEN"] == "former"
        assert said(world, "south")["KEN"] == "former"

    def test_an_end_announced_for_later_does_not_end_it_yet(self, world):
        spells = world["memberships"]
        spells.loc[(spells["instrument_id"] == "south") & (spells["iso3"] == "KEN"), "until"] = (
            "2027"
        )
        assert said(world, "south")["KEN"] == "listed"

    def test_a_roster_without_dates_says_nothing_of_earlier_days(self, world):
        assert set(said(world, "north", "2020-01-01").values()) == {"unknown"}
        assert said(world, "north", "2026-01-31") == said(world, "north")

    @pytest.mark.slow
    def test_who_is_on_an_earlier_list_and_not_on_the_later_is_unknown_in_between(self, world):
        spells = world["memberships"]
        closing = spells[spells["instrument_id"] == "pathways_2026_at_close"].head(1)
        world["memberships"] = pd.concat([spells, closing.assign(iso3="POL")], ignore_index=True)
        assert said(world, "pathways_2026", "2026-02-04")["POL"] == "not_listed"
        assert said(world, "pathways_2026", "2026-02-05")["POL"] == "unknown"
        assert said(world, "pathways_2026", "2026-07-17")["POL"] == "not_listed"
        assert said(world, "pathways_2026")["POL"] == "not_listed"

    def test_an_organiser_is_one_from_the_day_on(self, world):
        assert said(world, "summit_2024", "2024-09-08")["KOR"] == "unknown"
        assert said(world, "summit_2024", "2024-09-09")["KOR"] == "organiser"

    def test_a_state_not_yet_admitted_is_no_member(self, world):
        assert "KOR" not in said(world, "ban", "1990-12-31")
        assert "KOR" in said(world, "ban", "1991-01-01")


class TestEvidence:
    def test_every_category_but_unknown_rests_on_a_document(self, world):
        table = everything(world)
        is_told = table["category"] != "unknown"
        assert table["evidence_id"][is_told].notna().all()
        assert set(table["evidence_id"][table["category"] == "not_listed"]) == {"roster", "spell"}
        assert table["evidence_id"][~is_told].isna().all()

    def test_nothing_given_is_changed(self, world):
        before = {name: frame.copy() for name, frame in world.items()}
        said(world, "ban", "2020-01-01")
        for name, frame in world.items():
            pd.testing.assert_frame_equal(frame, before[name])


@pytest.mark.slow
@given(
    order=st.permutations(ISO3[:6]),
    shuffle=st.integers(0, 2**16),
    on=st.sampled_from([None, "2012-06-01", "2026-03-01"]),
)
@settings(max_examples=10)
def test_relabelling_and_shuffling_states_changes_nothing(order, shuffle, on):
    world = tiny_world.tables()
    keys = ["instrument_id", "iso3"]
    new = dict(zip(ISO3[:6], order, strict=True))
    before = everything(world, on)
    expected = before.assign(iso3=before["iso3"].replace(new)).set_index(keys)["category"]
    for table in ("states", "memberships"):
        frame = world[table]
        frame["iso3"] = frame["iso3"].replace(new)
        world[table] = frame.sample(frac=1, random_state=shuffle).reset_index(drop=True)
    after = everything(world, on).set_index(keys)["category"]
    pd.testing.assert_series_equal(after.sort_index(), expected.sort_index())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-03", "2024-02-03", "2024-02-03"),
    ],
)
def test_a_partial_date_is_bounded(text, first, last):
    texts = pd.Series([text, None], dtype="str")
    assert roster_status.first_days(texts).tolist() == [pd.Timestamp(first), pd.NaT]
    assert roster_status.last_days(texts).tolist() == [pd.Timestamp(last), pd.NaT]


@pytest.mark.real
def test_the_full_rosters_list_as_many_as_officially_counted(record):
    table = everything(record)
    n_listed = (table["category"] == "listed").groupby(table["instrument_id"]).sum()
    expected = {
        "reaim_2023_cta": 58,
        "us_political_declaration": 58,
        "reaim_2026_pathways": 45,
        "ccw": 128,
        "un": 193,
        "unga_79_239": 22,
        "unga_80_58": 64,
        "reaim_2024_blueprint": 10,
    }
    assert {key: int(n_listed[key]) for key in expected} == expected
    assert (
        n_listed.to_dict()
        == record["instruments"].set_index("instrument_id")["n_listed"].astype(int).to_dict()
    )
