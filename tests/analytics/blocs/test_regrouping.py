"""Who changed sides, whatever the blocs are numbered."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pandas as pd
import pytest

from analytics.blocs import regrouping
from analytics.blocs.blocs import Blocs

STATES = [f"{letter}AA" for letter in "ABCDEFGH"]


def grouping(leaning: list[int], swing: str = "", states: list[str] = STATES) -> Blocs:
    """Return blocs of which only the members matter here."""
    empty = dict.fromkeys(field.name for field in fields(Blocs))
    members = pd.DataFrame(
        {
            "iso3": states,
            "leaning": pd.array(leaning, dtype="Int64"),
            "is_swing": [iso3[0] in swing for iso3 in states],
        }
    )
    return Blocs(**{**empty, "members": members, "refusal": ""})


def test_other_numbers_are_no_change() -> None:
    before, after = grouping([1, 1, 1, 1, 2, 2, 2, 2]), grouping([2, 2, 2, 2, 1, 1, 1, 1])
    found = regrouping.between(before, after)
    assert found.is_comparable
    assert found.moved.empty
    assert found.swung.empty


def test_a_state_that_changed_sides_is_named_with_both() -> None:
    before, after = grouping([1, 1, 1, 1, 2, 2, 2, 2]), grouping([2, 2, 2, 1, 1, 1, 1, 1])
    found = regrouping.between(before, after)
    assert found.moved.to_dict("records") == [{"iso3": "DAA", "before": 2, "after": 1}]


def test_who_begins_or_ceases_to_swing_is_told() -> None:
    before, after = grouping([1] * 4 + [2] * 4, "A"), grouping([1] * 4 + [2] * 4, "B")
    assert regrouping.between(before, after).swung.to_dict("records") == [
        {"iso3": "AAA", "is_swing": False},
        {"iso3": "BAA", "is_swing": True},
    ]


def test_a_bloc_that_became_none_has_no_number() -> None:
    before = grouping([1, 1, 1, 2, 2, 2, 3, 3])
    found = regrouping.between(before, grouping([1, 1, 1, 2, 2, 2, 2, 2]))
    assert found.moved["iso3"].tolist() == ["GAA", "HAA"]
    assert found.moved["before"].isna().all()
    assert found.moved["after"].tolist() == [2, 2]


def test_states_of_one_side_only_are_left_out_and_said() -> None:
    before, after = grouping([1, 1, 2], states=STATES[:3]), grouping([1, 2, 2], states=STATES[1:4])
    found = regrouping.between(before, after)
    assert found.left_out.to_dict("records") == [
        {"iso3": "AAA", "reason": "before"},
        {"iso3": "DAA", "reason": "after"},
    ]


def test_without_blocs_there_is_nothing_to_compare() -> None:
    before = grouping([1] * 8)
    object.__setattr__(before, "refusal", "unstable")
    found = regrouping.between(before, grouping([1] * 8))
    assert not found.is_comparable
    assert found.moved.empty


@pytest.mark.parametrize("seed", range(5))
def test_any_numbering_of_the_same_blocs_is_the_same_grouping(seed: int) -> None:
    rng = np.random.default_rng(seed)
    leaning = rng.integers(1, 4, len(STATES))
    numbers = rng.permutation([1, 2, 3])
    found = regrouping.between(grouping(list(leaning)), grouping(list(numbers[leaning - 1])))
    assert found.moved.empty
