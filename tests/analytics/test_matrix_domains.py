"""The matrix of rosters by field of policy, on the tiny world."""

import pandas as pd
import pytest

from analytics.record import roster_matrix
from data.errors import AnalysisError

Tables = dict[str, pd.DataFrame]


def matrix(world: Tables, domains: tuple[str, ...]) -> roster_matrix.Matrix:
    rosters = world["instruments"]
    is_group = rosters["instrument_id"].isin(["north", "south"])
    return roster_matrix.of_rosters(
        states=world["states"],
        instruments=rosters.assign(domain=rosters["domain"].mask(is_group)),
        memberships=world["memberships"],
        domains=domains,
    )


def test_instruments_of_other_fields_are_left_out_and_named(world: Tables) -> None:
    result = matrix(world, ("military AI",))
    assert "cta_2023" in set(result.instruments["instrument_id"])
    left_out = result.left_out.set_index("key")["reason"]
    assert left_out["north"] == left_out["south"] == "other_domain"


def test_an_empty_field_means_instruments_without_one(world: Tables) -> None:
    assert set(matrix(world, ("",)).instruments["instrument_id"]) == {"north", "south"}


def test_a_field_without_instruments_is_refused(world: Tables) -> None:
    with pytest.raises(AnalysisError, match="no instrument of that field, kind and role"):
        matrix(world, ("cyber",))


def test_rosters_known_in_full_come_first_when_asked(world: Tables) -> None:
    result = roster_matrix.of_rosters(
        states=world["states"],
        instruments=world["instruments"],
        memberships=world["memberships"],
        domains=("military AI",),
        kinds=("summit_outcome", "forum"),
        sort_instruments="known",
    )
    assert list(result.instruments["instrument_id"]) == [
        "pathways_2026",
        "cta_2023",
        "blueprint_2024",
        "summit_2024",
    ]
