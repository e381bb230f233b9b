import dataclasses

import numpy as np
import pandas as pd
import pytest

from analytics.joining import roster_growth
from analytics.joining.history import NEVER, History
from data.errors import AnalysisError
from tests.analytics import joining_world as planted

DAY = np.datetime64("2020-06-01", "D")
YEAR = np.timedelta64(roster_growth.HORIZON_DAYS, "D")


def size_of(key: str, day: np.datetime64 = DAY, record: History | None = None):
    held = planted.record() if record is None else record
    seen = planted.seen() if record is None else roster_growth.precedents(held)
    return roster_growth.within_a_year(held, held.place(key), day, seen)


def with_days(record: History, joined_on: np.ndarray) -> History:
    """Return the record with other days of joining, each known to the day."""
    days = np.where(record.joined, joined_on, NEVER)
    return dataclasses.replace(record, joined_on=days, joined_from=days)


class TestPrecedents:
    def test_are_texts_that_grow_seen_so_that_the_year_after_is_known(self):
        record, seen = planted.record(), planted.seen()
        assert set(record.texts["text_class"].iloc[seen["place"]]) == {"treaty", "political"}
        assert set(seen["days"]) == set(roster_growth.SEEN_AFTER_DAYS)
        read = record.texts["read_to"].iloc[seen["place"]].to_numpy()
        assert (seen["known_on"].to_numpy() <= read).all()
        assert (seen["known_on"] - seen["day"] == pd.Timedelta(days=365)).all()
        assert "summit_21" in set(record.texts["instrument_id"].iloc[seen["place"]])
        late = seen[seen["place"] == record.place("summit_21")]
        assert late["days"].max() == 180, "read two years after opening: later says nothing"

    def test_count_who_signed_before_of_late_and_within_the_year(self):
        record = planted.record()
        for row in planted.seen().itertuples():
            days = record.joined_on[row.place][record.joined[row.place]]
            day = np.datetime64(row.day, "D")
            opened = record.opened[row.place]
            assert row.n_before == (days < day).sum()
            assert row.pace == ((days < day) & (days > opened) & (days >= day - 180)).sum()
            assert row.n_joined == ((days >= day) & (days < day + YEAR)).sum()

    def test_are_no_rosters_whose_days_are_too_coarse(self):
        record = planted.record()
        place = record.place("treaty_c")
        first = record.joined_from.copy()
        first[place] -= np.timedelta64(2000, "D")
        vague = roster_growth.precedents(dataclasses.replace(record, joined_from=first))
        assert place in set(planted.seen()["place"])
        assert place not in set(vague["place"])

    def test_are_no_rosters_read_on_the_closing_day(self):
        record = planted.record()
        texts = record.texts.assign(read_to=record.texts["opened"])
        assert roster_growth.precedents(dataclasses.replace(record, texts=texts)).empty


class TestWithinAYear:
    def test_never_shrinks_what_is_listed(self):
        found = size_of("summit_18")
        place = planted.record().place("summit_18")
        assert found.n_now == planted.record().known(DAY).joined[place].sum() > 0
        assert (np.diff(found.quantiles) >= 0).all()
        assert found.quantiles[0] >= found.n_now
        assert found.quantiles[-1] <= planted.N_STATES
        assert 0 < found.growth <= 1

    def test_rests_on_texts_known_by_the_day_and_never_on_itself(self):
        seen = planted.seen()
        place = planted.record().place("summit_18")
        known = seen[(seen["known_on"] <= pd.Timestamp(DAY)) & (seen["place"] != place)]
        assert size_of("summit_18").n_texts == known["place"].nunique() == 8
        assert place in set(seen["place"][seen["known_on"] <= pd.Timestamp(DAY)])

    def test_counts_each_text_once_however_often_it_was_seen(self):
        seen, record = planted.seen(), planted.record()
        place = record.place("summit_18")
        doubled = pd.concat([seen, seen], ignore_index=True)
        found = roster_growth.within_a_year(record, place, DAY, doubled)
        assert found.quantiles == pytest.approx(size_of("summit_18").quantiles)

    def test_is_small_where_no_earlier_text_grew(self):
        record = planted.record()
        first = np.broadcast_to(record.opened[:, None], record.joined.shape)
        at_once = with_days(record, first)
        found = size_of("summit_18", record=at_once)
        before = size_of("summit_18")
        assert found.expected - found.n_now < before.expected - before.n_now
        assert found.growth < before.growth

    def test_slows_as_the_text_grows_old(self):
        found = [
            size_of("summit_18", planted.opened("summit_18") + days) for days in (60, 360, 900)
        ]
        more = [size.expected - size.n_now for size in found]
        assert more[0] > more[1] > more[2]

    def test_needs_enough_texts_seen_to_grow(self):
        with pytest.raises(AnalysisError, match="found 4 earlier texts that could be seen") as no:
            size_of("treaty_b", np.datetime64("2012-08-01"))
        assert no.value.reason == "too_little_to_learn"

    def test_is_none_where_everybody_has_joined(self):
        record = planted.record()
        place = record.place("summit_18")
        days = record.joined_on.copy()
        days[place] = planted.opened("summit_18")
        joined = record.joined.copy()
        joined[place] = True
        full = dataclasses.replace(record, joined=joined, joined_on=days, joined_from=days)
        found = size_of("summit_18", record=full)
        assert found.growth == 0
        assert found.expected == planted.N_STATES

    def test_of_a_text_opened_yesterday_that_nobody_signed_is_a_number(self):
        record = planted.record()
        day = np.datetime64("2022-06-01", "D")
        more = record.with_text("new", like=planted.SUMMIT, opened=day - 1)
        found = roster_growth.within_a_year(more, more.place("new"), day, planted.seen())
        assert found.n_now == 0
        assert 0 < found.expected < planted.N_STATES
