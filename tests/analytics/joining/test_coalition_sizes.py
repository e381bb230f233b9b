import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.joining import coalition_sizes
from analytics.joining.history import NEVER, History
from data.errors import AnalysisError
from tests.analytics import joining_world as planted


def with_size(key: str, n: int) -> History:
    """Return the record with n States on the roster of a text, from its first day."""
    record = planted.record()
    place = record.place(key)
    joined, days = record.joined.copy(), record.joined_on.copy()
    joined[place] = np.arange(planted.N_STATES) < n
    days[place] = np.where(joined[place], planted.opened(key), NEVER)
    return dataclasses.replace(record, joined=joined, joined_on=days)


def texts_with(record: History, **columns: object) -> History:
    """Return the record with columns of its table of texts set to one value."""
    return dataclasses.replace(record, texts=record.texts.assign(**columns))


class TestThePrior:
    def test_rests_on_all_earlier_texts_that_are_settled(self):
        record = planted.record()
        assert coalition_sizes.prior(record, 0).n_texts == 0
        place = record.place(planted.SUMMIT)
        found = coalition_sizes.prior(record, place)
        is_settled = coalition_sizes.is_settled(record, record.opened[place])
        assert found.n_texts == is_settled.sum() == place - 1
        growing = record.texts["instrument_id"][:place][~is_settled[:place]]
        assert growing.tolist() == ["pledge_f"]

    def test_without_history_is_the_stated_share(self):
        found = coalition_sizes.prior(planted.record(), 0)
        middle = np.median(found.quantiles) / planted.N_STATES
        assert middle == pytest.approx(1 / (1 + np.exp(-coalition_sizes.CENTRE)), abs=0.01)

    def test_holds_quantiles_in_order_within_the_house(self):
        found = coalition_sizes.prior(planted.record(), planted.record().place(planted.SUMMIT))
        assert len(found.quantiles) == coalition_sizes.N_QUANTILES
        assert (np.diff(found.quantiles) > 0).all()
        assert found.quantiles[0] > 0
        assert found.quantiles[-1] < planted.N_STATES
        low, high = found.between()
        assert low < found.expected < high
        wider = found.between(0.99)
        assert wider[0] < low < high < wider[1]
        assert found.growth == 1
        assert not found.is_stated

    @settings(max_examples=20)
    @given(st.integers(1, 14), st.integers(15, 29))
    def test_grows_with_the_size_of_the_earlier_version(self, few, many):
        place = planted.record().place(planted.SUMMIT)
        small = coalition_sizes.prior(with_size("summit_18", few), place)
        large = coalition_sizes.prior(with_size("summit_18", many), place)
        assert small.expected < large.expected

    def test_listens_to_the_family_more_than_to_a_text_of_another_class(self):
        place = planted.record().place(planted.SUMMIT)

        def moved_by(key: str) -> float:
            few, many = (coalition_sizes.prior(with_size(key, n), place).expected for n in (3, 27))
            return many - few

        assert moved_by("summit_18") > moved_by("pledge_e") > moved_by("paper_d") > 0

    def test_listens_more_to_a_text_of_the_same_carriers(self):
        record = planted.record()
        place, other = record.place(planted.SUMMIT), record.place("pledge_e")

        def moved_by(carried: np.ndarray) -> float:
            few, many = (
                coalition_sizes.prior(
                    dataclasses.replace(with_size("pledge_e", n), carried=carried), place
                )
                for n in (3, 27)
            )
            return many.expected - few.expected

        same = record.carried.copy()
        same[other] = same[place]
        assert moved_by(same) > moved_by(record.carried)

    def test_does_not_listen_to_the_text_itself(self):
        place = planted.record().place(planted.SUMMIT)
        found = coalition_sizes.prior(with_size(planted.SUMMIT, 3), place)
        wanted = coalition_sizes.prior(with_size(planted.SUMMIT, 27), place)
        assert found.quantiles.tobytes() == wanted.quantiles.tobytes()

    def test_narrows_with_every_precedent(self):
        record = planted.record()
        place = record.place(planted.SUMMIT)
        later = coalition_sizes.prior(record, place)
        earlier = coalition_sizes.prior(record, place, np.datetime64("2012-06-01", "D"))
        assert 0 < earlier.n_texts < later.n_texts
        widths = [high - low for low, high in (later.between(), earlier.between())]
        assert widths[0] < widths[1]


class TestARosterIsSettled:
    def on(self, key: str, record: History | None = None) -> np.datetime64:
        held = planted.record() if record is None else record
        day = coalition_sizes.settled_on(held)[held.place(key)]
        for when, expected in ((day - 1, False), (day, True)):
            assert coalition_sizes.is_settled(held, when)[held.place(key)] == expected
        return day

    def test_the_day_after_its_window_closed(self):
        record = planted.record()
        closed = record.texts["closed_on"].iloc[record.place("pledge_e")]
        assert self.on("pledge_e") == np.datetime64(closed, "D") + 1

    def test_without_a_window_the_day_after_it_was_read(self):
        record = texts_with(planted.record(), closed_on=np.datetime64("NaT"))
        assert self.on("pledge_e", record) == np.datetime64(planted.READ, "D") + 1

    @pytest.mark.parametrize(("key", "name"), [("summit_18", "political"), ("treaty_c", "treaty")])
    def test_where_it_is_open_once_it_was_open_for_as_long_as_most(self, key, name):
        assert self.on(key) == planted.opened(key) + coalition_sizes.OPEN_DAYS[name] + 1


class TestTheDesksOwnNumber:
    @settings(max_examples=40)
    @given(st.lists(st.integers(5, 30), min_size=3, max_size=3))
    def test_is_a_range_with_its_mean(self, numbers):
        low, likely, high = sorted(numbers)
        found = coalition_sizes.stated(low, likely, high, n_now=5, n_states=30)
        assert found.is_stated
        assert (found.n_now, found.n_texts) == (5, 0)
        assert low <= found.quantiles[0] <= found.quantiles[-1] <= high
        assert found.expected == pytest.approx((low + likely + high) / 3, abs=0.05)
        assert (found.growth == 0) == (high == 5)

    @pytest.mark.parametrize(
        "numbers", [(4, 10, 20), (5, 10, 194), (10, 9, 20), (10, 20, 19), (np.nan, 10, 20)]
    )
    def test_is_refused_below_what_is_listed_above_the_house_and_out_of_order(self, numbers):
        with pytest.raises(AnalysisError, match=r"5 \(listed now\) ≤ lowest") as refusal:
            coalition_sizes.stated(*numbers, n_now=5, n_states=193)
        assert refusal.value.reason == "size_out_of_range"
        coalition_sizes.stated(5, 10, 193, n_now=5, n_states=193)
