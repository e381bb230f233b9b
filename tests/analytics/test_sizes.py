import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import asof, sizes
from data.errors import AnalysisError
from tests.analytics import joining_world as planted


def with_size(key: str, n: int) -> asof.Record:
    """Return the record with n States on the roster of a text, from its first day."""
    record = planted.record()
    place = record.place(key)
    joined, days = record.joined.copy(), record.joined_on.copy()
    joined[place] = np.arange(planted.N_STATES) < n
    days[place] = np.where(joined[place], planted.opened(key), asof.NEVER)
    return dataclasses.replace(record, joined=joined, joined_on=days)


class TestThePrior:
    def test_rests_on_all_earlier_texts(self):
        record = planted.record()
        assert sizes.prior(record, 0).n_texts == 0
        assert sizes.prior(record, record.place(planted.SUMMIT)).n_texts == len(record.texts) - 1

    def test_without_history_is_the_stated_share(self):
        found = sizes.prior(planted.record(), 0)
        middle = np.median(found.quantiles) / planted.N_STATES
        assert middle == pytest.approx(sizes.PRIOR_SHARE, abs=0.01)

    def test_holds_quantiles_in_order_within_the_house(self):
        found = sizes.prior(planted.record(), planted.record().place(planted.SUMMIT))
        assert (np.diff(found.quantiles) > 0).all()
        assert found.quantiles[0] > 0
        assert found.quantiles[-1] < planted.N_STATES
        low, high = found.between()
        assert low < found.expected < high
        wider = found.between(0.99)
        assert wider[0] < low < high < wider[1]

    @settings(max_examples=20, deadline=None)
    @given(st.integers(1, 14), st.integers(15, 29))
    def test_grows_with_the_size_of_the_earlier_version(self, few, many):
        place = planted.record().place(planted.SUMMIT)
        small = sizes.prior(with_size("summit_18", few), place)
        large = sizes.prior(with_size("summit_18", many), place)
        assert small.expected < large.expected

    def test_listens_to_the_family_more_than_to_a_text_of_another_class(self):
        place = planted.record().place(planted.SUMMIT)

        def moved_by(key: str) -> float:
            few, many = (sizes.prior(with_size(key, n), place).expected for n in (3, 27))
            return many - few

        assert moved_by("summit_18") > moved_by("pledge_e") > moved_by("paper_d") > 0

    def test_does_not_listen_to_the_text_itself(self):
        place = planted.record().place(planted.SUMMIT)
        found = sizes.prior(with_size(planted.SUMMIT, 3), place)
        wanted = sizes.prior(with_size(planted.SUMMIT, 27), place)
        assert found.quantiles.tobytes() == wanted.quantiles.tobytes()


class TestWithinAYear:
    DAY = np.datetime64("2020-06-01", "D")

    def test_never_shrinks_what_is_listed(self):
        record = planted.record()
        place = record.place("summit_18")
        found = sizes.within_a_year(record, place, self.DAY)
        assert found.n_now == record.known(self.DAY).joined[place].sum() > 0
        assert (np.diff(found.quantiles) >= 0).all()
        assert found.quantiles[0] >= found.n_now
        assert found.quantiles[-1] <= planted.N_STATES

    def test_rests_on_texts_of_the_class_that_were_open_as_long(self):
        record = planted.record()
        texts = record.texts
        place = record.place("summit_18")
        age = self.DAY - planted.opened("summit_18")
        is_fit = (texts["text_class"] == "political") & (
            texts["opened"] + pd.Timedelta(age) + pd.Timedelta(days=365) <= pd.Timestamp(self.DAY)
        )
        assert sizes.within_a_year(record, place, self.DAY).n_texts == is_fit.sum() == 5

    def test_is_as_large_as_now_where_no_earlier_text_grew(self):
        record = planted.record()
        place = record.place("summit_18")
        first = record.texts["opened"].to_numpy(dtype="datetime64[D]")[:, None]
        at_once = dataclasses.replace(record, joined_on=np.where(record.joined, first, asof.NEVER))
        found = sizes.within_a_year(at_once, place, self.DAY)
        assert found.expected == found.n_now

    def test_needs_earlier_texts_of_the_class(self):
        record = planted.record()
        with pytest.raises(
            AnalysisError, match=r"found 2 earlier texts of its class that were open for so long"
        ):
            sizes.within_a_year(record, record.place("treaty_c"), np.datetime64("2016-06-01"))
