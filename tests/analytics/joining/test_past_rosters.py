import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from analytics.joining import past_rosters
from tests.analytics import joining_world as planted

DAY = np.datetime64("2018-01-01", "D")
VALUES = arrays.arrays(np.float64, 12, elements=st.floats(-5, 5))


@pytest.fixture(scope="module")
def past() -> past_rosters.PastRosters:
    record = planted.record()
    return past_rosters.known_rosters(record, record.known(DAY))


class TestThePast:
    def test_holds_the_texts_that_had_opened_as_they_stood(self, past):
        record = planted.record()
        assert past.places.tolist() == np.flatnonzero(record.opened < DAY).tolist()
        assert np.array_equal(past.joined, record.known(DAY).joined[past.places])

    def test_is_surprised_more_by_what_few_join(self, past):
        n = past.joined.sum(axis=1)
        few, many = n.argmin(), n.argmax()
        assert past.surprise[few][past.joined[few]].min() > (
            past.surprise[many][past.joined[many]].max()
        )
        assert (past.surprise[past.joined] > 0).all()

    def test_says_nothing_of_a_state_that_a_roster_does_not_tell_of(self, past):
        record = planted.record()
        place = record.place("treaty_a")
        untold = ~record.known(DAY).is_told[place]
        assert untold.any()
        assert not past.surprise[place][untold].any()

    def test_weighs_half_what_is_a_half_life_older(self, past):
        years = (DAY - planted.record().opened[past.places]).astype(float) / 365.25
        ratio = past.weight[0] / past.weight[-1]
        assert ratio == pytest.approx(
            0.5 ** ((years[0] - years[-1]) / past_rosters.HALF_LIFE_YEARS)
        )

    def test_has_directions_of_length_one(self, past):
        np.testing.assert_allclose((past.direction**2).sum(axis=1), 1)


class TestACamp:
    def test_is_the_side_on_which_a_text_leans(self, past):
        rest = (past.surprise, past.weight, past.direction)
        right = past_rosters.record_on_aligned_texts(*rest, planted.POSITION)
        assert np.corrcoef(right, planted.POSITION)[0, 1] > 0.8
        np.testing.assert_allclose(
            past_rosters.record_on_aligned_texts(*rest, -planted.POSITION), -right
        )

    def test_counts_close_likeness_for_more_with_a_power(self, past):
        rest = (past.surprise, past.weight, past.direction, past.direction[0])
        plain, close = (
            past_rosters.record_on_aligned_texts(*rest),
            past_rosters.record_on_aligned_texts(*rest, power=4.0),
        )
        own = past.surprise[0]
        assert np.corrcoef(close, own)[0, 1] > np.corrcoef(plain, own)[0, 1]

    def test_is_nothing_where_nothing_leans(self, past):
        level = np.ones(planted.N_STATES)
        assert not past_rosters.record_on_aligned_texts(
            past.surprise, past.weight, past.direction, level
        ).any()


@settings(max_examples=30)
@given(VALUES)
def test_centred_values_have_length_one_or_are_nothing(values):
    found = past_rosters.centred(values)
    assert found.sum() == pytest.approx(0, abs=1e-6)
    assert (found**2).sum() == pytest.approx(1) or not found.any()


def test_a_record_of_little_history_says_little():
    once = past_rosters.shrunk_record(np.array([[1.0]]), np.array([1.0]))
    often = past_rosters.shrunk_record(np.ones((50, 1)), np.ones(50))
    assert once[0] == pytest.approx(1 / np.sqrt(1 + past_rosters.SHRINKAGE))
    assert often[0] > 5 * once[0]


def test_states_that_join_the_same_texts_are_alike(past):
    alike = past_rosters.shared_texts(past.surprise, past.weight)
    np.testing.assert_allclose(alike, alike.T)
    assert (alike >= 0).all()
    joined = past.surprise.any(axis=0)
    np.testing.assert_allclose(np.diag(alike)[joined], 1)
    apart = np.abs(planted.POSITION[:, None] - planted.POSITION[None])
    is_pair = ~np.eye(planted.N_STATES, dtype=bool)
    assert alike[is_pair & (apart < 0.5)].mean() > 2 * alike[apart > 2].mean() > 0
