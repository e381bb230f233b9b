import itertools
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.record import representation, standing
from data.errors import AnalysisError

World = dict[str, pd.DataFrame]


def _roster(world: World, key: str) -> standing.Standing:
    return standing.of_roster(
        key,
        states=world["states"],
        instruments=world["instruments"],
        memberships=world["memberships"],
    )


def test_groups_are_measured_against_their_membership(world: World) -> None:
    """Four of six members are listed, one of the two African: proportion would be 4/3."""
    found = representation.of_standing(_roster(world, "pathways_2026"), category="listed")
    assert (found.n, found.n_members, found.share_pct, found.n_unknown) == (4, 6, 66.7, 0)
    africa = found.groups.set_index("un_region_group_code").loc["AG"]
    assert (africa["n"], africa["n_members"], africa["share_pct"]) == (1, 2, 50.0)
    assert (africa["n_proportional"], africa["n_gap"]) == (1.3, -0.3)
    assert africa["stand"] == "even"
    assert africa["representation_ratio"] == 0.75


def test_the_least_represented_group_comes_first(world: World) -> None:
    groups = representation.of_standing(_roster(world, "pathways_2026"), category="listed").groups
    assert groups["representation_ratio"].is_monotonic_increasing
    assert groups.iloc[0][["un_region_group_code", "stand"]].tolist() == ["EEG", "even"]


def test_nothing_is_said_of_proportion_where_states_are_unknown(world: World) -> None:
    found = representation.of_standing(_roster(world, "blueprint_2024"), category="listed")
    assert (found.n_unknown, found.is_known) == (4, False)
    assert found.groups.set_index("un_region_group_code").loc["AG", "unknown_pct"] == 50.0
    assert set(found.groups["stand"]) == {"unknown"}
    assert found.groups[["n_proportional", "n_gap", "representation_ratio"]].isna().all(axis=None)
    assert found.groups["n"].sum() == 2


def test_nothing_is_said_of_proportion_where_nobody_counts(world: World) -> None:
    found = representation.of_standing(_roster(world, "pathways_2026"), category="former")
    assert (found.n, found.is_known) == (0, False)
    assert set(found.groups["stand"]) == {"unknown"}


def test_a_roll_call_is_measured_by_its_yes_votes(world: World) -> None:
    vote = standing.of_rollcall(
        "res_2", states=world["states"], rollcalls=world["rollcalls"], votes=world["votes"]
    )
    found = representation.of_standing(vote, category="Y")
    assert (found.n, found.n_members) == (4, 6)


def test_a_category_of_something_else_is_refused(world: World) -> None:
    with pytest.raises(AnalysisError, match="found category 'Y', expected one of listed"):
        representation.of_standing(_roster(world, "pathways_2026"), category="Y")


def _made_up(groups: list[tuple[int, int]]) -> standing.Standing:
    """Return a roster on which so many of each regional group are listed, and so many not."""
    rows = [
        {
            "un_region_group_code": code,
            "category": category,
            "n": n,
            "n_members": listed + others,
            "share_pct": 0.0,
            "representation_ratio": 1.0,
        }
        for code, (listed, others) in zip(standing.REGIONS, groups, strict=True)
        for category, n in (("listed", listed), ("not_listed", others), ("unknown", 0))
    ]
    return standing.Standing(
        kind="roster",
        key="made_up",
        categories=("listed", "not_listed", "unknown"),
        states=pd.DataFrame(),
        counts=pd.DataFrame(),
        by_region=pd.DataFrame(rows),
        official_count=None,
        n_listed=0,
        roster_status="official_list",
        roster_use="full",
        as_of=None,
        evidence_id="roster",
        notes=pd.DataFrame(),
        left_out=pd.DataFrame(),
    )


def _stands(groups: list[tuple[int, int]]) -> list[str]:
    found = representation.of_standing(_made_up(groups), category="listed").groups
    return found.set_index("un_region_group_code")["stand"][list(standing.REGIONS)].tolist()


def test_a_group_is_over_or_under_represented_only_beyond_chance() -> None:
    """Twenty of 50 in five groups of ten are listed: four each would be in proportion."""
    assert _stands([(2, 8), (3, 7), (4, 6), (5, 5), (6, 4)]) == ["even"] * 5
    assert _stands([(0, 10), (4, 6), (4, 6), (3, 7), (9, 1)]) == ["under", *["even"] * 3, "over"]
    assert _stands([(0, 1), (4, 6), (4, 6), (4, 6), (4, 6)]) == ["even"] * 5


def test_chance_is_counted_over_every_way_to_choose_the_listed() -> None:
    """Five of nine members are listed, none of the first group of three."""
    sizes = (3, 2, 2, 1, 1)
    groups = [(0, 3), (2, 0), (1, 1), (1, 0), (1, 0)]
    found = representation.of_standing(_made_up(groups), category="listed").groups
    chance = found.set_index("un_region_group_code")["chance"]
    group_of = [place for place, size in enumerate(sizes) for _ in range(size)]
    ways = list(itertools.combinations(group_of, 5))
    for place, (own, _others) in enumerate(groups):
        counts = Counter(way.count(place) for way in ways)
        as_rare = sum(n for n in counts.values() if n <= counts[own])
        assert chance[standing.REGIONS[place]] == pytest.approx(as_rare / len(ways))


@pytest.mark.slow
def test_where_region_plays_no_part_few_worlds_name_any_group() -> None:
    rng = np.random.default_rng(3)
    group_of = np.repeat(range(5), (54, 54, 23, 33, 29))
    n_named = 0
    for _ in range(200):
        is_listed = rng.permutation(len(group_of)) < 60
        groups = [
            (int(is_listed[group_of == k].sum()), int((~is_listed)[group_of == k].sum()))
            for k in range(5)
        ]
        n_named += set(_stands(groups)) != {"even"}
    assert n_named / 200 <= 0.08


@pytest.mark.slow
@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=5, max_size=5))
def test_what_some_groups_have_too_much_others_have_too_little(
    groups: list[tuple[int, int]],
) -> None:
    shown = representation.of_standing(_made_up(groups), category="listed")
    assert shown.n == sum(listed for listed, _ in groups)
    if shown.n:
        assert shown.groups["n_gap"].sum() == pytest.approx(0, abs=0.3)
    else:
        assert shown.groups["n_gap"].isna().all()
