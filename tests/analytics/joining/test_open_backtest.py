import dataclasses

import numpy as np
import pytest

from analytics.joining import model, open_backtest, open_texts, roster_growth
from data.errors import AnalysisError
from tests.analytics import joining_world as planted

THIRD = (-1,)


def run(record=None) -> open_backtest.OpenBackTest:
    if record is None:
        return open_backtest.run(planted.record(), planted.asked(), planted.seen(), seed=1)
    seen = roster_growth.precedents(record)
    asked = open_texts.snapshots(record, seen, seed=1)
    return open_backtest.run(record, asked, seen, seed=1)


@pytest.fixture(scope="module")
def test() -> open_backtest.OpenBackTest:
    return run()


@pytest.fixture(scope="module")
def permuted() -> open_backtest.OpenBackTest:
    """Return the test on rosters as large as before, of States drawn at random."""
    return run(planted.permuted(planted.record(), seed=0))


def value(test: open_backtest.OpenBackTest, days, measure: str, **options: object) -> float:
    return open_backtest.scores(test, days, seed=1, n_replicates=0, **options).values[measure]


@pytest.mark.slow
def test_a_planted_rule_is_found_from_the_first_third(test):
    found = open_backtest.scores(test, THIRD, seed=1)
    assert found.low["within"] > 0.75
    assert found.low["bss"] > 0.1
    assert found.values["within"] > value(test, THIRD, "within", column="share_of_texts") + 0.05
    assert value(test, THIRD, "within", is_new=True) > 0.75


def test_a_planted_rule_is_found_while_texts_grow(test):
    days = (30, 90, 180, 365)
    assert value(test, days, "within") > 0.75
    assert value(test, days, "bss") > 0
    assert value(test, days, "bss", column="given_size") > value(test, days, "bss")


@pytest.mark.slow
def test_without_a_rule_pairs_are_right_by_half(permuted):
    assert value(permuted, THIRD, "within") == pytest.approx(0.5, abs=0.06)
    assert value(permuted, roster_growth.SEEN_AFTER_DAYS, "within") == pytest.approx(0.5, abs=0.1)
    assert open_backtest.scores(permuted, THIRD, seed=1).low["bss"] < 0


def test_each_prediction_is_that_of_the_model_fitted_that_day(test):
    record = planted.record()
    (number,) = [
        k
        for k, one in enumerate(planted.asked())
        if one.place == record.place("summit_18") and one.days == 180
    ]
    one = planted.asked()[number]
    fitted = open_texts.fit(record, planted.asked(), one.place, one.day, seed=1)
    assert "summit_18" not in fitted.texts
    here = test.rows[test.rows["event"] == number]
    assert here["iso3"].tolist() == np.array(record.states)[one.rest].tolist()
    assert np.array_equal(here["joined"], one.joined[one.rest])
    scores = model.score(fitted, one.features.values, one.rest).sum(axis=1)[one.rest]
    assert np.corrcoef(scores, np.log(here["given_size"] / (1 - here["given_size"])))[0, 1] > 0.99


def test_probabilities_add_up_to_the_number_expected_or_known(test):
    record = planted.record()
    grown = test.texts.set_index(["instrument_id", "days"])
    for (key, days, event), here in test.rows.groupby(["instrument_id", "days", "event"]):
        assert here["given_size"].sum() == pytest.approx(here["joined"].sum(), abs=1e-6)
        assert here["base_given_size"].sum() == pytest.approx(here["joined"].sum())
        if days < 0:
            assert here["probability"].equals(here["given_size"]), event
            continue
        row = grown.loc[(key, days)]
        size = roster_growth.within_a_year(
            record, record.place(key), planted.asked()[event].day, planted.seen()
        )
        share = len(here) / (planted.N_STATES - size.n_now)
        assert row["expected"] == pytest.approx(size.expected - size.n_now)
        assert here["probability"].sum() == pytest.approx(row["expected"] * share, abs=1e-6)
        assert here["base_rate"].sum() == pytest.approx(row["expected"] * share)
        assert here["probability"].max() <= size.growth


def test_nobody_who_signed_or_carries_is_asked_about(test):
    record = planted.record()
    for (key, event), here in test.rows.groupby(["instrument_id", "event"]):
        one = planted.asked()[event]
        known = record.known(one.day).joined[record.place(key)]
        at = [record.states.index(s) for s in here["iso3"]]
        assert not record.carried[record.place(key)][at].any()
        if one.days >= 0:
            assert not known[at].any()


@pytest.mark.slow
def test_texts_that_cannot_be_seen_are_left_out_with_a_reason():
    record = planted.record()
    texts = record.texts.copy()
    place = record.place("summit_21")
    texts.loc[place, "read_to"] = texts.loc[place, "opened"]
    found = run(dataclasses.replace(record, texts=texts))
    reasons = found.left_out.drop_duplicates("key").set_index("key")["reason"]
    assert reasons["summit_21"] == "not_dated"
    assert reasons["res_ai_13"] == "too_little_to_learn"
    assert not found.left_out.duplicated().any()


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes(test):
    again = run()
    assert again.rows.equals(test.rows)
    assert again.texts.equals(test.texts)


def test_days_that_no_text_was_seen_on_are_refused(test):
    with pytest.raises(AnalysisError, match="found no row to score"):
        open_backtest.scores(test, (17,), seed=1)
