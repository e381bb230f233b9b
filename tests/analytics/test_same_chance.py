"""What came of those to whom a test gave about the same chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import same_chance
from data.errors import AnalysisError

chances = st.lists(
    st.tuples(st.floats(0, 1, allow_nan=False), st.booleans()), min_size=1, max_size=40
)


@given(chances, st.floats(0, 1, allow_nan=False), st.integers(1, 50))
def test_nobody_left_out_is_nearer_than_one_looked_at(rows, chance, n):
    told = np.array([p for p, _came in rows])
    came = np.array([c for _p, c in rows])
    found = same_chance.nearest(told, came, chance, n=n)
    gap = np.abs(told - chance)
    within = gap <= same_chance.FURTHEST
    assert (found.n_all, found.n_all_came) == (len(rows), came.sum())
    assert min(n, within.sum()) <= found.n <= within.sum()
    if found.n:
        furthest = max(abs(found.low - chance), abs(found.high - chance))
        assert found.n == (gap <= furthest).sum()
        assert found.n_came == came[gap <= furthest].sum()


def test_where_no_chance_was_near_the_test_cannot_tell():
    found = same_chance.nearest(np.array([0.1, 0.2]), np.array([False, True]), 0.9)
    assert (found.n, found.n_came) == (0, 0)
    assert found.is_few
    assert np.isnan([found.low, found.high]).all()
    assert found.base_rate == 0.5


def test_a_test_that_gave_no_chance_cannot_be_asked():
    with pytest.raises(AnalysisError, match="no chance that was given"):
        same_chance.nearest(np.array([]), np.array([], dtype=bool), 0.5)


def test_of_ten_is_counted_band_by_band_and_untold_where_there_are_few():
    told = np.array([0.5] * 40 + [0.1] * 100 + [0.9] * 19)
    came = np.array([True] * 18 + [False] * 22 + [True] * 4 + [False] * 96 + [True] * 19)
    found = same_chance.bands(told, came)
    assert found["n"].tolist() == [100, 0, 40, 0, 19]
    of_ten = found.set_index("low")["of_ten"].dropna()
    assert of_ten.to_dict() == {0.0: 0, 0.4: 4}  # 4 and 45 in a hundred; 4.5 goes to the even
    assert found.set_index("low").loc[0.4, ["predicted", "observed"]].tolist() == [0.5, 0.45]
