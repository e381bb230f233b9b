import dataclasses

import numpy as np
import pandas as pd
import pytest

from analytics import ballots
from analytics.joining import opportunities
from analytics.joining.history import History
from analytics.joining.prediction import Prediction
from data.errors import AnalysisError
from tests.analytics import forecasts
from tests.analytics import joining_world as planted

DAY = np.datetime64("2022-06-01", "D")
STANCES = pd.DataFrame(
    [("SAA", planted.SUMMIT, "attended"), ("SAA", planted.SUMMIT, "spoke"), ("SAB", "x", "spoke")],
    columns=["iso3", "instrument_id", "fact"],
)


@pytest.fixture(scope="module")
def prediction() -> Prediction:
    return planted.predicted(planted.SUMMIT, DAY)


@pytest.fixture(scope="module")
def table(prediction) -> pd.DataFrame:
    return opportunities.table(prediction, planted.record(), STANCES)


class TestTheTable:
    def test_holds_everybody_who_could_be_asked_the_most_likely_first(self, table, prediction):
        states = np.array(prediction.states)
        assert set(table["iso3"]) == set(states[~np.isin(prediction.status, ["listed", "carries"])])
        told = table["probability"].dropna()
        assert told.is_monotonic_decreasing
        assert table["status"].iloc[len(told) :].eq("no_basis").all()
        assert table["iso3"].iloc[-1] == planted.SILENT

    def test_tells_from_where_each_state_comes(self, table, prediction):
        record = planted.record()
        votes = opportunities.last_votes(record, DAY)
        by_vote = {"N": "voted_no", "A": "abstained", "Y": "voted_yes", "X": "absent"}
        origins = table.set_index("iso3")["origin"]
        assert set(origins) <= set(opportunities.ORIGINS)
        for iso3, origin in origins.items():
            at = record.states.index(iso3)
            letter = {code: name for name, code in ballots.CODES.items()}.get(int(votes[at]))
            if prediction.features.was_on_family[at] and letter not in ("N", "A"):
                assert origin == "lapsed", iso3
            else:
                assert origin == by_vote.get(letter, "no_vote"), iso3
        assert {"lapsed", "voted_no", "abstained"} <= set(origins)

    def test_calls_who_is_on_the_last_version_returning(self):
        record = planted.record()
        day = np.datetime64("2023-01-01", "D")
        following = record.with_text("next", like=planted.SUMMIT, opened=day)
        prediction = forecasts.predict(planted.basis(), "next", seed=1, of=following)
        table = opportunities.table(prediction, following, STANCES)
        returning = set(table["iso3"][table["origin"] == "returning"])
        joined = record.joined[record.place(planted.SUMMIT)]
        carriers = set(planted.HOSTS)
        assert returning == set(np.array(record.states)[joined]) - carriers
        assert carriers.isdisjoint(table["iso3"]), "who carries a text is not asked to join it"

    def test_shows_who_declined_without_a_probability(self, prediction):
        (at, *_) = np.flatnonzero(prediction.is_open)
        some = np.arange(planted.N_STATES) == at
        found = forecasts.predict(planted.basis(), planted.SUMMIT, DAY, seed=1, declined=some)
        table = opportunities.table(found, planted.record(), STANCES).set_index("iso3")
        row = table.loc[planted.STATES[at]]
        assert row["status"] == "declined"
        assert np.isnan(row["probability"])

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


class TestWhoDeclined:
    def stances(self, *rows: tuple[str, str, str | None]) -> pd.DataFrame:
        frame = pd.DataFrame(rows, columns=["iso3", "fact", "date_text"])
        return frame.assign(instrument_id=planted.SUMMIT)

    def of(self, stances: pd.DataFrame, key: str = planted.SUMMIT) -> set[str]:
        found = opportunities.declined(planted.record(), stances, key, DAY)
        return set(np.array(planted.STATES)[found])

    def test_is_who_said_no_to_this_very_text(self):
        rows = self.stances(
            ("SAB", "opposed", "2021-02-04"),
            ("SAC", "attended_did_not_endorse", None),
            ("SAD", "not_invited", "2021-02-04"),
        )
        assert self.of(rows) == {"SAB", "SAC"}
        assert self.of(rows, "pledge_f") == set()

    @pytest.mark.parametrize("fact", sorted(opportunities.DECLINED))
    def test_is_shown_by_each_such_fact(self, fact):
        assert self.of(self.stances(("SAB", fact, None))) == {"SAB"}

    @pytest.mark.parametrize(
        ("day", "is_known"),
        [("2022-05-31", True), ("2022-06-01", False), ("2022-05", True), ("2022", False)],
    )
    def test_counts_from_the_day_on_which_it_was_known_at_the_latest(self, day, is_known):
        assert self.of(self.stances(("SAB", "opposed", day))) == ({"SAB"} if is_known else set())


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
    assert opportunities.last_day(record) == np.datetime64(planted.READ, "D") + 1
    unread: History = dataclasses.replace(
        record, texts=record.texts.assign(read_to=record.texts["opened"])
    )
    days = [record.voted_on.max(), record.opened.max(), record.joined_on[record.joined].max()]
    assert opportunities.last_day(unread) == max(days) + 1
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


def test_who_said_no_is_named_unless_it_has_no_forecast() -> None:
    rows = [
        ("AAA", "voted_no", "open", None),
        ("BBB", "abstained", "open", "opposed"),
        ("CCC", "voted_no", "declined", "did_not_sign"),
        ("DDD", "abstained", "open", "attended_late"),
        ("EEE", "voted_yes", "open", None),
    ]
    table = pd.DataFrame(rows, columns=["iso3", "origin", "status", "fact"])
    assert opportunities.said_no(table) == ["AAA", "BBB"]
