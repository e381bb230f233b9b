import dataclasses

import numpy as np
import pytest

from analytics import ballots
from analytics.joining import recent_votes
from tests.analytics import joining_world as planted

DAY = np.datetime64("2018-01-01", "D")


@pytest.fixture(scope="module")
def known():
    return planted.record().known(DAY)


class TestVotesOfLate:
    def test_have_columns_of_length_one_and_say_who_stands_where(self, known):
        votes, absent, has_voted = recent_votes.of_all(planted.record(), known)
        length = (votes**2).sum(axis=0)
        np.testing.assert_allclose(length[has_voted], 1)
        assert not length[~has_voted].any()
        assert np.array_equal(np.array(planted.STATES)[~has_voted], [planted.SILENT])
        assert ((absent >= 0) & (absent < 1))[has_voted].all()
        right = planted.POSITION > 0.8
        alike = recent_votes.affinity(votes, right)
        assert np.corrcoef(alike[has_voted], planted.POSITION[has_voted])[0, 1] > 0.7

    def test_are_of_the_last_years_only(self, known):
        record = planted.record()
        votes, _, _ = recent_votes.of_all(record, known)
        since = DAY - np.timedelta64(round(365.25 * recent_votes.VOTE_YEARS), "D")
        is_plenary = record.rollcalls["is_plenary"].to_numpy(dtype=bool)
        late = is_plenary & (record.voted_on >= since) & (record.voted_on < DAY)
        assert len(votes) == late.sum() == 20
        changed = record.codes.copy()
        changed[record.voted_on < since] = ballots.CODES["N"]
        other = dataclasses.replace(record, codes=changed)
        assert recent_votes.of_all(other, other.known(DAY))[0].tobytes() == votes.tobytes()

    def test_count_only_where_they_divided_the_house(self, known):
        record = planted.record()
        votes, _, _ = recent_votes.of_all(record, known)
        codes = record.codes.copy()
        (last, *_) = np.flatnonzero(known.voted & record.rollcalls["is_plenary"])[::-1]
        codes[last] = ballots.CODES["Y"]
        other = dataclasses.replace(record, codes=codes)
        assert len(recent_votes.of_all(other, other.known(DAY))[0]) == len(votes) - 1

    def test_of_too_few_years_are_the_last_ones_there_are(self):
        record = planted.record()
        early = record.known(np.datetime64("2012-06-01", "D"))
        assert len(recent_votes.of_all(record, early)[0]) == 8

    def test_in_a_field_are_of_that_field(self, known):
        record = planted.record()
        is_ai = record.rollcalls["ai"] & record.rollcalls["is_plenary"]
        assert len(recent_votes.in_field(record, known, "ai")) == (is_ai & known.voted).sum() == 5
        assert len(recent_votes.in_field(record, known, "cyber")) == 0


class TestAffinity:
    def test_is_one_with_oneself_and_none_with_nobody(self, known):
        votes, _, _ = recent_votes.of_all(planted.record(), known)
        alone = np.arange(planted.N_STATES) == 4
        assert recent_votes.affinity(votes, alone)[4] == pytest.approx(1)
        found = recent_votes.affinity(votes, alone)
        assert (np.abs(found) <= 1 + 1e-9).all()
        assert not recent_votes.affinity(votes, alone & False).any()
        assert not recent_votes.affinity(votes[:0], alone).any()


class TestOnTheSubject:
    def ids(self, key: str, day: np.datetime64) -> list[str]:
        record = planted.record()
        rows = recent_votes.rows_on_subject(record, record.known(day), record.place(key))
        return record.rollcalls["rollcall_id"].iloc[rows].tolist()

    def test_of_a_resolution_are_the_votes_on_its_title(self):
        found = self.ids("res_ai_17", np.datetime64("2015-06-01", "D"))
        assert found == ["v2013_4", "v2013_1", "v2014_4", "v2014_1"]
        assert self.ids("res_space_11", planted.opened("res_space_11")) == ["v2010_0"]

    def test_of_a_summit_are_those_on_resolutions_of_its_hosts(self):
        found = self.ids("summit_18", planted.opened("summit_18"))
        assert found == self.ids("res_ai_17", planted.opened("summit_18"))

    def test_of_other_texts_are_none(self):
        assert self.ids("pledge_f", planted.opened("pledge_f")) == []
        record = planted.record()
        known = record.known(planted.opened("pledge_f"))
        found = recent_votes.on_subject(record, known, record.place("pledge_f"))
        assert not np.column_stack(list(found.values())).any()

    def test_are_shares_of_the_last_votes_the_latest_first(self):
        record = planted.record()
        day = planted.opened("summit_18")
        place, known = record.place("summit_18"), record.known(day)
        found = recent_votes.on_subject(record, known, place)
        rows = recent_votes.rows_on_subject(record, known, place)[-recent_votes.VOTE_YEARS :]
        weight = 0.5 ** np.arange(len(rows))[::-1]
        for name, letter in (("yes", "Y"), ("no", "N"), ("abstain", "A")):
            is_so = record.codes[rows] == ballots.CODES[letter]
            expected = (weight[:, None] * is_so).sum(axis=0) / weight.sum()
            np.testing.assert_allclose(found[f"subject_{name}"], expected)
        for_, against = found["subject_yes"], found["subject_no"]
        assert np.corrcoef(for_ - against, planted.POSITION)[0, 1] > 0.7
