import dataclasses

import numpy as np
import pandas as pd
import pytest

from analytics import ballots, joining, learning, opportunities
from data.errors import AnalysisError
from tests.analytics import joining_world as planted

DAY = np.datetime64("2022-06-01", "D")
STANCES = pd.DataFrame(
    [("SAA", planted.SUMMIT, "attended"), ("SAA", planted.SUMMIT, "spoke"), ("SAB", "x", "spoke")],
    columns=["iso3", "instrument_id", "fact"],
)


@pytest.fixture(scope="module")
def prediction() -> joining.Prediction:
    return planted.predicted(planted.SUMMIT, DAY)


@pytest.fixture(scope="module")
def table(prediction) -> pd.DataFrame:
    return opportunities.table(prediction, planted.record(), STANCES)


class TestTheTable:
    def test_holds_everybody_who_is_not_listed_the_most_likely_first(self, table, prediction):
        states = np.array(prediction.states)
        assert set(table["iso3"]) == set(states[prediction.status != "listed"])
        told = table["probability"].dropna()
        assert told.is_monotonic_decreasing
        assert table["status"].iloc[len(told) :].eq("no_basis").all()
        assert table["iso3"].iloc[-1] == planted.SILENT

    def test_tells_from_where_each_state_comes(self, table, prediction):
        record = planted.record()
        votes = opportunities.last_votes(record, DAY)
        by_vote = {"N": "voted_no", "A": "abstained", "Y": "voted_yes", "X": "absent"}
        tiers = table.set_index("iso3")["tier"]
        assert set(tiers) <= set(opportunities.TIERS)
        for iso3, tier in tiers.items():
            at = record.states.index(iso3)
            letter = {code: name for name, code in ballots.CODES.items()}.get(int(votes[at]))
            if prediction.was_on_family[at] and letter not in ("N", "A"):
                assert tier == "lapsed", iso3
            else:
                assert tier == by_vote.get(letter, "no_vote"), iso3
        assert {"lapsed", "voted_no", "abstained"} <= set(tiers)

    def test_calls_who_is_on_the_last_version_returning(self):
        record = planted.record()
        day = np.datetime64("2023-01-01", "D")
        following = record.with_text("next", like=planted.SUMMIT, opened=day)
        place = following.place("next")
        found = learning.features_of(following)[place]
        model = learning.fit(record, planted.features(), day, seed=1)
        prediction = joining.predict(following, place, model, found, day=day, seed=1)
        table = opportunities.table(prediction, following, STANCES)
        returning = set(table["iso3"][table["tier"] == "returning"])
        joined = record.joined[record.place(planted.SUMMIT)]
        assert returning == set(np.array(record.states)[joined])

    def test_shows_one_documented_fact_of_this_text(self, table):
        facts = table.set_index("iso3")["fact"].dropna()
        expected = {"SAA": "attended"} if "SAA" in set(table["iso3"]) else {}
        assert facts.to_dict() == expected
        assert "SAB" not in facts.index


def test_the_last_vote_is_that_of_the_last_plenary_on_the_subject():
    record = planted.record()
    rows = opportunities.rollcalls_on(record, DAY, opportunities.SUBJECT, is_plenary=True)
    assert record.rollcalls["rollcall_id"].iloc[rows].tolist() == [
        f"v{year}_1" for year in range(2013, 2022)
    ]
    before = np.datetime64("2020-01-01", "D")
    found = opportunities.last_votes(record, before)
    (row,) = np.flatnonzero(record.rollcalls["rollcall_id"] == "v2019_1")
    assert np.array_equal(found, record.codes[row])


def test_no_vote_on_the_subject_is_said():
    with pytest.raises(AnalysisError, match="found no recorded vote on artificial intelligence"):
        opportunities.last_votes(planted.record(), np.datetime64("2013-01-01", "D"))


def test_a_signature_of_the_far_future_does_not_move_the_end_of_the_record():
    record = planted.record()
    day = opportunities.last_day(record)
    place, state = np.argwhere(record.joined)[0]
    slipped = record.joined_on.copy()
    slipped[place, state] = np.datetime64("2099-01-01", "D")
    slip = dataclasses.replace(record, joined_on=slipped)
    assert opportunities.n_later(record, day) == 0
    assert opportunities.last_day(slip) <= day
    assert opportunities.n_later(slip, day) == 1
    assert not slip.known(day).joined[place, state]


def test_the_record_ends_on_the_morning_after_its_last_day():
    record = planted.record()
    days = [record.voted_on.max(), record.joined_on[record.joined].max()]
    assert opportunities.last_day(record) == max(days) + 1
    known = record.known(opportunities.last_day(record))
    assert known.voted.all()
    assert np.array_equal(known.joined, record.joined)


class TestTargets:
    @pytest.fixture
    def found(self) -> tuple[opportunities.Target, ...]:
        return opportunities.targets(planted.record(), planted.tables()["instruments"])

    def test_are_open_texts_and_next_versions_of_ai_texts(self, found):
        assert [target.key for target in found] == [
            "summit_21",
            "next:summit_21",
            "next:res_ai_17",
            "summit_18",
            "treaty_c",
            "treaty_b",
            "treaty_a",
        ]

    def test_point_to_a_text_of_the_record(self, found):
        for target in found:
            assert target.key.endswith(target.instrument_id)
            assert target.is_next == target.key.startswith("next:")
            planted.record().place(target.instrument_id)

    def test_are_next_versions_only_where_no_text_is_open(self):
        closed = planted.tables()["instruments"].assign(open_to_new_members="no")
        found = opportunities.targets(planted.record(), closed)
        assert [target.key for target in found] == ["next:summit_21", "next:res_ai_17"]
