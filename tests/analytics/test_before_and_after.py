"""How figures moved between two tables, worked by hand."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import before_and_after

BEFORE = pd.DataFrame({"iso3": ["KEN", "NLD", "BRA", "GHA"], "p": [0.2, 0.5, 0.4, None]})
AFTER = pd.DataFrame({"iso3": ["NLD", "KEN", "CHL", "GHA"], "p": [0.45, 0.6, 0.1, 0.3]})


def test_moves_are_told_the_largest_first() -> None:
    found = before_and_after.compare(BEFORE, AFTER, key=("iso3",), value="p")
    assert found.moves["iso3"].tolist() == ["KEN", "NLD"]
    assert found.moves["change"].round(2).tolist() == [0.4, -0.05]
    assert found.n_compared == 2


def test_what_one_side_does_not_know_is_left_out_and_said() -> None:
    found = before_and_after.compare(BEFORE, AFTER, key=("iso3",), value="p")
    assert found.left_out.to_dict("records") == [
        {"iso3": "BRA", "reason": "before"},
        {"iso3": "CHL", "reason": "after"},
        {"iso3": "GHA", "reason": "after"},
    ]


def test_small_moves_are_counted_and_not_told() -> None:
    found = before_and_after.compare(BEFORE, AFTER, key=("iso3",), value="p", at_least=0.1)
    assert found.moves["iso3"].tolist() == ["KEN"]
    assert found.n_compared == 2


def test_two_empty_tables_have_nothing_to_compare() -> None:
    found = before_and_after.compare(BEFORE.head(0), AFTER.head(0), key=("iso3",), value="p")
    assert (len(found.moves), found.n_compared, len(found.left_out)) == (0, 0, 0)


FIGURES = st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 9))


@pytest.mark.slow
@given(FIGURES, FIGURES)
def test_every_figure_is_accounted_for_and_back_is_the_same_move(
    one: dict[str, int], other: dict[str, int]
) -> None:
    before, after = (
        pd.DataFrame({"k": list(held), "v": list(held.values())}).astype({"k": object, "v": float})
        for held in (one, other)
    )
    there = before_and_after.compare(before, after, key=("k",), value="v")
    back = before_and_after.compare(after, before, key=("k",), value="v")
    assert 2 * there.n_compared + len(there.left_out) == len(one) + len(other)
    assert set(there.moves["k"]) == {k for k in one.keys() & other.keys() if one[k] != other[k]}
    assert (there.moves["change"] + back.moves["change"]).eq(0).all()
