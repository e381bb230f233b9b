import dataclasses

import numpy as np
import pytest
from scipy.special import logit

from analytics import backtest, joining, learning, scoring, sizes
from data.errors import AnalysisError
from tests.analytics import joining_world as planted

MODEL = ("probability", "given_size")


@pytest.fixture(scope="module")
def forward() -> backtest.BackTest:
    return backtest.run(planted.record(), planted.features(), seed=1)


@pytest.fixture(scope="module")
def left_out() -> backtest.BackTest:
    return backtest.run(planted.record(), planted.features(), seed=1, is_forward=False)


@pytest.fixture(scope="module")
def permuted() -> backtest.BackTest:
    """Return the back-test of rosters as large as before, of States drawn at random."""
    record = planted.permuted(planted.record(), seed=0)
    return backtest.run(record, learning.features_of(record), seed=1)


def value(test: backtest.BackTest, measure: str, **options: object) -> float:
    return backtest.scores(test, seed=1, n_replicates=0, **options).values[measure]


@pytest.mark.parametrize("is_new", [False, True])
@pytest.mark.parametrize("column", MODEL)
def test_a_planted_rule_is_found(forward, column, is_new):
    found = backtest.scores(forward, seed=1, column=column, is_new=is_new)
    assert found.values["auc"] > 0.75
    assert found.low["bss"] > 0
    suffix = "_given_size" if column == "given_size" else ""
    for name in backtest.BASELINES:
        for measure, sign in (("log_loss", -1), ("ap", 1)):
            base = value(forward, measure, column=f"base_{name}{suffix}", is_new=is_new)
            assert sign * found.values[measure] > sign * base, (name, measure)


@pytest.mark.parametrize("column", MODEL)
def test_without_a_rule_there_is_no_skill(permuted, column):
    found = backtest.scores(permuted, seed=1, column=column)
    assert found.values["bss"] < 0.01
    assert found.low["bss"] < 0
    assert 0.4 < found.values["auc"] < 0.6


def test_each_text_is_predicted_as_if_it_was_the_last(forward):
    wanted = planted.predicted(planted.SUMMIT)
    rows = forward.rows[forward.rows["instrument_id"] == planted.SUMMIT]
    assert rows["iso3"].tolist() == list(wanted.states)
    found = logit(rows["probability"].to_numpy())
    is_open = wanted.status == "open"
    np.testing.assert_allclose(
        (found - found[0])[is_open],
        logit(wanted.probability[is_open]) - logit(wanted.probability[0]),
    )


def test_probabilities_add_up_to_the_size(forward):
    record = planted.record()
    for row in forward.texts.itertuples():
        here = forward.rows[forward.rows["instrument_id"] == row.instrument_id]
        place = record.place(row.instrument_id)
        assert row.expected == sizes.prior(record, place).expected
        assert row.n_joined == record.joined[place].sum() == here["joined"].sum()
        assert row.n_new == (here["joined"] & here["is_new"]).sum()
        for name in ("probability", *(f"base_{b}" for b in backtest.BASELINES)):
            assert here[name].sum() == pytest.approx(row.expected), name
        for name in ("given_size", *(f"base_{b}_given_size" for b in backtest.BASELINES)):
            assert here[name].sum() == pytest.approx(row.n_joined), name


def test_new_joiners_were_on_no_earlier_version(forward):
    record = planted.record()
    rows = forward.rows[forward.rows["instrument_id"] == planted.SUMMIT]
    earlier = record.known(planted.opened(planted.SUMMIT)).joined[record.place("summit_18")]
    assert np.array_equal(rows["is_new"], ~earlier)


def test_texts_not_scored_are_left_out_with_a_reason(forward):
    reasons = forward.left_out.set_index("key")["reason"]
    assert (reasons.loc[["treaty_a", "res_space_11"]] == "opened_too_early").all()
    assert reasons["counted_only"] == "partly_known"
    scored = set(forward.texts["instrument_id"])
    assert scored.isdisjoint(reasons.index)
    assert len(scored) == (planted.record().texts["opened"] >= "2012-01-01").sum()


def test_left_out_of_the_others_the_rule_is_found_too(left_out, forward):
    assert not left_out.is_forward
    assert left_out.texts["instrument_id"].tolist() == forward.texts["instrument_id"].tolist()
    assert backtest.scores(left_out, seed=1).low["bss"] > 0


def test_the_same_seed_gives_the_same_bytes(forward):
    again = backtest.run(planted.record(), planted.features(), seed=1)
    assert again.rows.equals(forward.rows)
    assert again.texts.equals(forward.texts)


class TestScores:
    def test_of_one_text_are_those_of_its_rows(self, forward):
        rows = forward.rows[forward.rows["instrument_id"] == planted.SUMMIT]
        wanted = scoring.score(
            rows["probability"].to_numpy(),
            rows["joined"].to_numpy(),
            rows["event"].to_numpy(),
            rows["base_base_rate"].to_numpy(),
            seed=1,
            n_replicates=0,
        )
        found = backtest.scores(forward, seed=1, instrument_id=planted.SUMMIT, n_replicates=0)
        assert found.values == wanted.values
        assert found.n_rows == planted.N_STATES

    def test_can_be_asked_for_among_some_rows(self, forward):
        among = (forward.rows["iso3"] < "SAP").to_numpy()
        found = backtest.scores(forward, seed=1, among=among, is_new=True, n_replicates=0)
        assert found.n_rows == (among & forward.rows["is_new"]).sum()

    def test_of_the_level_alone_are_no_skill(self, forward):
        for suffix in ("", "_given_size"):
            assert value(forward, "bss", column=f"base_base_rate{suffix}") == 0

    def test_of_no_row_are_refused(self, forward):
        with pytest.raises(AnalysisError, match="found no row to score"):
            backtest.scores(forward, seed=1, instrument_id="treaty_a")


def test_too_few_texts_before_the_first_are_refused():
    record = planted.record()
    kept = slice(5, None)
    short = dataclasses.replace(
        record,
        texts=record.texts.iloc[kept].reset_index(drop=True),
        joined=record.joined[kept],
        joined_on=record.joined_on[kept],
        covers=record.covers[kept],
    )
    with pytest.raises(AnalysisError, match="found 5 earlier texts that can be learnt from"):
        backtest.run(short, planted.features()[kept], seed=1)


class TestSecondHalves:
    def test_ask_who_joined_after_half_had(self):
        rows = backtest.second_halves(
            planted.record(), planted.features(), seed=1, shrinkage=joining.LATE_SHRINKAGE
        )
        record = planted.record()
        for key, here in rows.groupby("instrument_id"):
            place = record.place(key)
            days = np.sort(record.joined_on[place][record.joined[place]])
            half = days[len(days) // 2]
            late = record.joined[place] & (record.joined_on[place] > half)
            assert here["joined"].sum() == late.sum() >= backtest.MIN_LATE
            assert here["probability"].sum() == pytest.approx(late.sum())
            asked = set(here["iso3"])
            early = record.joined[place] & ~late
            assert asked.isdisjoint(np.array(record.states)[early])
        assert "treaty_c" in set(rows["instrument_id"])
        assert not rows["instrument_id"].str.startswith("paper").any(), "papers have one day"

    def test_differ_less_between_states_when_shrunk(self):
        spread = [
            backtest.second_halves(
                planted.record(), planted.features(), seed=1, shrinkage=shrinkage
            )["probability"].std()
            for shrinkage in (0.3, 1.0)
        ]
        assert spread[0] < spread[1]
