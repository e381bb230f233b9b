from __future__ import annotations

import pandas as pd
import pytest

from analytics.record import roster_matrix
from data.errors import AnalysisError


def of_rosters(world, **options) -> roster_matrix.Matrix:
    tables = ("states", "instruments", "memberships")
    return roster_matrix.of_rosters(**{name: world[name] for name in tables}, **options)


class TestCells:
    def test_earlier_states_of_a_roster_are_no_instruments(self, world):
        result = of_rosters(world)
        assert "pathways_2026_at_close" not in result.cells
        assert result.left_out.values.tolist() == [
            ["instrument", "pathways_2026_at_close", "earlier_state"]
        ]

    def test_every_cell_has_a_category(self, world):
        cells = of_rosters(world).cells
        assert cells.shape == (7, 10)
        assert cells.notna().all(axis=None)
        assert cells.loc["POL", "ban"] == "former"
        assert cells.loc["CHL", "blueprint_2024"] == "unknown"

    def test_a_participant_that_is_no_member_is_not_listed_only_where_the_roster_tells(self, world):
        cells = of_rosters(world).cells
        assert cells.loc["PSE", "pathways_2026"] == "not_listed"
        assert cells.loc["PSE", "blueprint_2024"] == "unknown"

    def test_cells_of_a_day(self, world):
        cells = of_rosters(world, on=pd.Timestamp("2026-03-01")).cells
        assert cells.loc["KOR", "pathways_2026"] == "unknown"

    def test_counts_are_those_of_the_cells(self, world):
        result = of_rosters(world)
        states = result.states.set_index("iso3")
        columns = [column for column in states if column.startswith("n_")]
        assert (states[columns].sum(axis=1) == 10).all()
        assert states.loc["NLD", "n_listed"] == 6
        instruments = result.instruments.set_index("instrument_id")
        assert instruments.loc["cta_2023", "n_listed"] == 4
        assert instruments.loc["blueprint_2024", ["n_listed", "n_unknown"]].tolist() == [2, 5]

    def test_every_listed_cell_has_its_spell_and_evidence(self, world):
        result = of_rosters(world)
        listed = result.spells[result.spells["category"] == "listed"]
        assert len(listed) == int((result.cells == "listed").sum(axis=None))
        assert listed["evidence_id"].notna().all()


class TestFilters:
    def test_by_kind(self, world):
        result = of_rosters(world, kinds=["treaty"])
        assert set(result.cells) == {"ban", "charter"}
        assert set(result.left_out["reason"]) == {"earlier_state", "other_kind"}

    def test_by_role(self, world):
        result = of_rosters(world, roles=["signatory"])
        assert set(result.cells) == {"ban"}
        assert result.cells["ban"].to_dict() == {
            "CHL": "not_listed",
            "KEN": "not_listed",
            "KOR": "listed",
            "NGA": "not_listed",
            "NLD": "listed",
            "POL": "former",
        }

    def test_by_organising_role(self, world):
        cells = of_rosters(world, roles=["host"]).cells
        assert cells.loc["KOR", "summit_2024"] == "listed"
        assert cells.loc["NLD", "summit_2024"] == "organiser"

    def test_by_group_as_it_stands(self, world):
        assert set(of_rosters(world, group="south").cells.index) == {"KEN", "NGA"}

    def test_by_group_on_a_day(self, world):
        result = of_rosters(world, group="south", on=pd.Timestamp("2024-01-01"))
        assert list(result.cells.index) == ["KEN"]
        assert result.n_undated_group == 0

    def test_undated_members_of_a_group_stand_in_for_those_of_the_day_and_are_counted(self, world):
        result = of_rosters(world, group="north", on=pd.Timestamp("2024-01-01"))
        assert set(result.cells.index) == {"NLD", "POL"}
        assert result.n_undated_group == 2

    def test_who_left_a_group_is_not_in_it(self, world):
        spells = world["memberships"]
        is_pol = (spells["instrument_id"] == "north") & (spells["iso3"] == "POL")
        spells.loc[is_pol, "until"] = "2025-01-01"
        assert list(of_rosters(world, group="north").cells.index) == ["NLD"]


class TestOrder:
    def test_states_by_count_have_members_first(self, world):
        states = of_rosters(world, sort_states="count").states
        assert states["iso3"].tolist()[:2] == ["NLD", "KEN"]
        assert states["iso3"].tolist()[-1] == "PSE"

    def test_states_by_region_and_by_name(self, world):
        by_region = of_rosters(world, sort_states="region").states["iso3"].tolist()
        assert by_region == ["KEN", "NGA", "KOR", "POL", "CHL", "NLD", "PSE"]
        by_name = of_rosters(world, sort_states="name").states["iso3"].tolist()
        assert by_name == ["CHL", "KEN", "NLD", "NGA", "POL", "KOR", "PSE"]

    def test_instruments_by_date_have_the_latest_first_and_the_undated_last(self, world):
        keys = of_rosters(world).instruments["instrument_id"].tolist()
        assert (keys[0], keys[-1]) == ("pathways_2026", "north")

    @pytest.mark.parametrize(
        ("order", "first"),
        [("count", "cta_2023"), ("kind", "summit_2024"), ("name", "ban")],
    )
    def test_instruments_by_other_orders(self, world, order, first):
        result = of_rosters(world, sort_instruments=order)
        assert result.instruments["instrument_id"].iloc[0] == first
        assert result.cells.columns.tolist() == result.instruments["instrument_id"].tolist()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sort_states": "size"}, "found order 'size', expected count or region or name"),
        ({"sort_instruments": "size"}, "found order 'size', expected date or count or kind"),
        ({"kinds": ["pledge"]}, "found no instrument of that field, kind and role"),
        ({"group": "west"}, "found no group 'west'"),
        ({"group": "blueprint_2024", "on": pd.Timestamp("2000-01-01")}, "found no members of blue"),
    ],
)
def test_what_cannot_be_shown_is_refused(world, options, message):
    with pytest.raises(AnalysisError, match=message):
        of_rosters(world, **options)


@pytest.mark.real
def test_the_record_fills_the_matrix(record):
    result = of_rosters(record)
    assert result.cells.notna().all(axis=None)
    assert set(result.left_out["key"]) == {"us_pd_snapshot_2023_11", "reaim_2026_pathways_at_close"}
    assert result.states["is_member"].sum() == 193
