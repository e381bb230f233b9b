import dataclasses

import numpy as np
import pytest

from analytics import scoring
from analytics.joining import backtest, baselines, coalition_sizes, model
from data.errors import AnalysisError
from tests.analytics import joining_world as planted

MODEL = ("probability", "given_size")


@pytest.fixture(scope="module")
def forward() -> backtest.JoiningBackTest:
    return backtest.run(planted.record(), planted.features(), seed=1)


@pytest.fixture(scope="module")
def left_out() -> backtest.JoiningBackTest:
    return backtest.run(planted.record(), planted.features(), seed=1, is_forward=False)


@pytest.fixture(scope="module")
def permuted() -> backtest.JoiningBackTest:
    """Return the back-test of rosters as large as before, of States drawn at random."""
    record = planted.permuted(planted.record(), seed=0)
    return backtest.run(record, model.features_of(record), seed=1)


def value(test: backtest.JoiningBackTest, measure: str, **options: object) -> float:
    return backtest.scores(test, seed=1, n_replicates=0, **options).values[measure]


@pytest.mark.slow
@pytest.mark.parametrize("is_new", [False, True])
@pytest.mark.parametrize("column", MODEL)
def test_a_planted_rule_is_found(forward, column, is_new):
    found = backtest.scores(forward, seed=1, column=column, is_new=is_new)
    assert found.low["within"] > 0.8
    assert found.low["bss"] > 0.1
    suffix = "_given_size" if column == "given_size" else ""
    for name in baselines.BASELINES:
        base = f"base_{name}{suffix}"
        assert found.values["within"] > value(forward, "within", column=base, is_new=is_new) + 0.1
        assert found.values["log_loss"] < value(forward, "log_loss", column=base, is_new=is_new)


@pytest.mark.slow
def test_who_carries_a_text_tells_which_side_it_is_on(forward):
    """The other camp's only political text: whoever does not see its carriers ranks it wrong."""
    record = planted.record()
    nobody = dataclasses.replace(record, carried=np.zeros_like(record.carried))
    blind = backtest.run(nobody, model.features_of(nobody), seed=1)
    key = planted.OTHER_CAMP
    seeing, not_seeing = (value(t, "within", instrument_id=key) for t in (forward, blind))
    assert not_seeing < 0.5
    assert seeing > not_seeing + 0.2
    assert value(forward, "within", instrument_id=key, column="base_signed_the_last") < seeing


@pytest.mark.slow
@pytest.mark.parametrize("column", MODEL)
def test_without_a_rule_pairs_are_right_by_half(permuted, column):
    found = backtest.scores(permuted, seed=1, column=column)
    assert found.values["within"] == pytest.approx(0.5, abs=0.06)
    assert found.values["bss"] < 0.01
    assert found.low["bss"] < 0


def test_knowing_only_how_large_a_text_is_ranks_pairs_across_texts_but_none_within(forward):
    column = "base_base_rate_given_size"
    assert value(forward, "within", column=column) == 0.5
    assert value(forward, "auc", column=column) > 0.52


def test_each_text_is_predicted_as_on_the_page(forward):
    """The probability tested is the one shown, but for States of which the page says nothing."""
    wanted = planted.predicted(planted.SUMMIT)
    rows = forward.rows[forward.rows["instrument_id"] == planted.SUMMIT].set_index("iso3")
    told = np.array(wanted.states)[
        planted.record().is_scored[planted.record().place(planted.SUMMIT)]
    ]
    assert rows.index.tolist() == told.tolist()
    is_open = wanted.is_open & np.isin(wanted.states, told)
    shown = wanted.probability[is_open]
    tested = rows.loc[np.array(wanted.states)[is_open], "probability"].to_numpy()
    np.testing.assert_allclose(tested, shown, atol=0.02)
    assert np.corrcoef(tested, shown)[0, 1] > 0.999


def test_probabilities_add_up_to_the_size(forward):
    record = planted.record()
    names = baselines.BASELINES
    for row in forward.texts.itertuples():
        here = forward.rows[forward.rows["instrument_id"] == row.instrument_id]
        place = record.place(row.instrument_id)
        size = coalition_sizes.prior(record, place)
        assert row.expected == size.expected
        assert (row.low, row.high) == size.between()
        assert row.n_joined == record.joined[place].sum()
        assert row.n_new == (here["joined"] & here["is_new"]).sum()
        n_carry = record.carried[place].sum()
        to_come = np.maximum(size.quantiles - n_carry, 0).mean()
        expected = to_come / (planted.N_STATES - n_carry) * len(here)
        for name in ("probability", *(f"base_{b}" for b in names)):
            assert here[name].sum() == pytest.approx(expected, abs=1e-4), name
            assert here[name].max() <= size.growth
        for name in ("given_size", *(f"base_{b}_given_size" for b in names)):
            assert here[name].sum() == pytest.approx(here["joined"].sum(), abs=1e-4), name


def test_who_carries_a_text_is_never_scored(forward):
    record = planted.record()
    for key, here in forward.rows.groupby("instrument_id"):
        assert set(here["iso3"]).isdisjoint(planted.carriers(key))
        assert (record.is_scored[record.place(key)]).sum() == len(here)


@pytest.mark.slow
def test_settings_are_those_asked_for(forward):
    flat = backtest.run(
        planted.record(), planted.features(), seed=1, settings=model.ModelSettings(strength=1e-6)
    )
    spread = [
        test.rows.groupby("instrument_id")["given_size"].std().mean() for test in (flat, forward)
    ]
    assert spread[0] < 0.2 * spread[1]


def test_new_joiners_were_on_no_earlier_version(forward):
    record = planted.record()
    rows = forward.rows[forward.rows["instrument_id"] == planted.SUMMIT]
    earlier = record.known(planted.opened(planted.SUMMIT)).joined[record.place("summit_18")]
    at = [record.states.index(iso3) for iso3 in rows["iso3"]]
    assert np.array_equal(rows["is_new"], ~earlier[at])
    firsts = forward.texts.set_index("instrument_id")["is_first"]
    assert set(firsts.index[~firsts]) == {"res_ai_17", "summit_21", "paper_e", "paper_f"}
    first = forward.rows[forward.rows["is_first"]]
    assert first["is_new"].all(), "of a first version everybody is new"


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


@pytest.mark.slow
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
        assert found.n_rows == planted.N_STATES - len(planted.HOSTS)

    def test_can_be_asked_for_among_some_rows(self, forward):
        among = (forward.rows["iso3"] < "SAP").to_numpy()
        found = backtest.scores(forward, seed=1, among=among, is_new=True, n_replicates=0)
        assert found.n_rows == (among & forward.rows["is_new"]).sum()

    def test_of_the_level_alone_are_no_skill(self, forward):
        for suffix in ("", "_given_size"):
            assert value(forward, "bss", column=f"base_base_rate{suffix}") == 0

    def test_can_be_asked_for_of_a_class_and_of_first_versions(self, forward):
        rows = forward.rows
        for options, used in (
            ({"text_class": "treaty"}, rows["text_class"] == "treaty"),
            ({"is_first": True}, rows["is_first"]),
            ({"is_first": False, "is_new": True}, ~rows["is_first"] & rows["is_new"]),
        ):
            found = backtest.scores(forward, seed=1, n_replicates=0, **options)
            assert found.n_rows == used.sum() > 0

    def test_count_skill_over_the_baseline_asked_for(self, forward):
        rows = forward.rows
        yes = rows["joined"].to_numpy(dtype=float)
        brier = [((rows[n] - yes) ** 2).mean() for n in ("probability", "base_family_history")]
        found = value(forward, "bss", over="family_history")
        assert found == pytest.approx(1 - brier[0] / brier[1])
        assert found < value(forward, "bss")

    def test_resample_versions_of_a_text_together(self, forward):
        rows = forward.rows
        apart = scoring.score(
            rows["probability"].to_numpy(),
            rows["joined"].to_numpy(),
            rows["event"].to_numpy(),
            rows["base_base_rate"].to_numpy(),
            seed=1,
        )
        assert backtest.scores(forward, seed=1).low != apart.low
        assert rows.groupby("cluster")["event"].nunique().max() > 1

    def test_of_no_row_are_refused(self, forward):
        with pytest.raises(AnalysisError, match="found no row to score"):
            backtest.scores(forward, seed=1, instrument_id="treaty_a")


class TestSizes:
    def test_are_scored_by_class_and_all_together(self, forward):
        table = backtest.size_scores(forward).set_index("text_class")
        texts = forward.texts
        assert table.loc["all", "n"] == len(texts) == table["n"].drop("all").sum()
        for name, here in texts.groupby("text_class"):
            row = table.loc[name]
            inside = (here["low"] <= here["n_joined"]) & (here["n_joined"] <= here["high"])
            assert row["coverage"] == inside.mean()
            assert row["width"] == (here["high"] - here["low"]).median()
            factor = np.log((here["n_joined"] + 0.5) / (here["expected"] + 0.5))
            assert row["error_factor"] == pytest.approx(np.exp(factor.abs().median()))
            assert row["bias_factor"] == pytest.approx(np.exp(factor.mean()))
        assert table.loc["all", "error_factor"] >= 1

    def test_of_each_text_are_said_to_be_foreseen_or_not(self, forward):
        table = backtest.by_text(forward)
        assert table["opened"].is_monotonic_decreasing
        inside = table["n_joined"].between(table["low"], table["high"])
        assert np.array_equal(table["is_foreseen"], inside)
        assert table["auc_all"].between(0, 1).all()


class TestReliability:
    def test_is_of_new_joiners_of_a_class(self, forward):
        rows = forward.rows
        used = rows["is_new"] & (rows["text_class"] == "political")
        table = backtest.reliability(forward, seed=1, text_class="political")
        assert table["n"].sum() == used.sum()
        wanted = scoring.reliability(
            rows["probability"][used].to_numpy(), rows["joined"][used].to_numpy(), seed=1
        )
        assert table.equals(wanted)
        everybody = backtest.reliability(forward, seed=1, is_new=False)
        assert everybody["n"].sum() == len(rows)


def test_too_few_texts_before_the_first_are_refused():
    record = planted.record()
    kept = slice(5, None)
    arrays = ("joined", "joined_on", "joined_from", "left_on", "carried", "covers")
    short = dataclasses.replace(
        record,
        texts=record.texts.iloc[kept].reset_index(drop=True),
        **{name: getattr(record, name)[kept] for name in arrays},
    )
    with pytest.raises(AnalysisError, match="found 5 earlier texts that can be learnt from"):
        backtest.run(short, planted.features()[kept], seed=1)


def test_a_single_precedent_is_refused_and_said():
    record, place = planted.record(), 2
    rows = model.rows_before(record, planted.features(), record.opened[1] + 1)[:1]
    found = planted.features()[place]
    with pytest.raises(AnalysisError, match="found 1 earlier texts that can be learnt from") as no:
        model.fit(record, rows, place, names=found.names, signs=found.signs, seed=1)
    assert no.value.reason == "too_little_to_learn"
    size = coalition_sizes.prior(record, place, record.opened[1] + 1)
    assert size.n_texts == 1
    assert np.isfinite(size.quantiles).all()
