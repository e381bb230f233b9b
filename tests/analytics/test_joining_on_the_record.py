"""What the joining model must show on the real record: the bars set before it was built.

None was chosen to fit, and none is moved: those that are not reached stand here as expected
failures with the figure reached, and fail the day they are reached. No bar is set on a single text
any more: thresholds on Pathways 2026 once gated these tests, and what gates is tuned on.
"""

from __future__ import annotations

import numpy as np
import pytest

from analytics import joining, scoring
from analytics.ensemble import SEED
from analytics.joining import backtest, baselines, history_from_tables, open_backtest
from analytics.joining.features import MEANINGS
from analytics.joining.prediction import Prediction
from data.facts import Facts
from tests.analytics import forecasts, joining_later
from tests.benchmarks import joining_claims

pytestmark = [pytest.mark.real, pytest.mark.timeout(1200)]

PATHWAYS = "reaim_2026_pathways"
TABLES = ("states", "instruments", "memberships", "leads", "rollcalls", "topics", "votes")
GROWING = (30, 90, 180, 365)
WIDTH_BEFORE = 59.0
"""Median width of the intervals of sizes, in States, of the model before this one."""


@pytest.fixture(scope="module")
def held(facts: Facts) -> forecasts.Basis:
    return forecasts.Basis(
        record=facts.recall(joining.joining_history),
        features=tuple(facts.recall(joining.features_of_texts)),
        precedents=facts.recall(joining.growth_precedents),
        asked=facts.recall(joining.open_text_snapshots),
    )


@pytest.fixture(scope="module")
def forward(facts: Facts) -> backtest.BackTest:
    return facts.recall(joining.joining_backtest, True)


@pytest.fixture(scope="module")
def nested(held, forward) -> backtest.BackTest:
    """Return the back-test with settings chosen for each text by the texts before it."""
    of_grid, _ = joining_claims.of_every_setting(forward, held.record, held.features, seed=SEED)
    return joining_claims.nested(forward, held.record, of_grid).test


@pytest.fixture(scope="module", params=["forward", pytest.param("nested", marks=pytest.mark.proof)])
def tested(request) -> backtest.BackTest:
    """Return the back-test that pages show, and for the long proof the nested one."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def opened(facts: Facts) -> open_backtest.OpenBackTest:
    return facts.recall(joining.open_text_backtest)


@pytest.fixture(scope="module")
def today(facts: Facts) -> dict[str, Prediction]:
    return {
        target.key: facts.recall(joining.joining_prediction, target)
        for target in facts.recall(joining.joining_targets)
    }


class TestNewJoiners:
    def test_are_ranked_within_a_text(self, tested):
        found = backtest.scores(tested, seed=SEED, is_new=True)
        assert found.values["within"] >= 0.80
        assert found.low["within"] >= 0.77

    def test_are_told_with_skill_over_the_base_rate(self, tested):
        found = backtest.scores(tested, seed=SEED, is_new=True)
        assert found.values["bss"] >= 0.22
        assert found.low["bss"] >= 0.15

    @pytest.mark.xfail(reason="0.08 (-0.00 to 0.14) is reached over the family's own history")
    def test_are_told_with_skill_over_the_history_of_the_family(self, tested):
        options = {"is_new": True, "is_first": False, "over": "family_history"}
        assert backtest.scores(tested, seed=SEED, **options).low["bss"] > 0

    @pytest.mark.parametrize("name", baselines.BASELINES)
    def test_are_told_better_than_by_any_baseline(self, tested, name):
        options = {"seed": SEED, "is_new": True, "n_replicates": 0}
        ours = backtest.scores(tested, **options).values
        base = backtest.scores(tested, column=f"base_{name}", **options).values
        assert ours["within"] > base["within"]
        assert ours["log_loss"] < base["log_loss"]
        assert ours["ap"] > base["ap"]

    def test_of_political_texts_are_ranked_better_than_by_the_share_of_texts_joined(self, tested):
        is_asked = (tested.rows["text_class"] == "political") & tested.rows["is_new"]
        value, low, _ = joining_claims.within_gained(
            tested.rows[is_asked], "probability", "base_share_of_texts", seed=SEED
        )
        assert value >= 0.03
        assert low > 0


@pytest.mark.parametrize(
    "text_class",
    [
        "resolution",
        "paper",
        pytest.param("political", marks=pytest.mark.xfail(reason="0.05 is reached")),
        pytest.param("treaty", marks=pytest.mark.xfail(reason="0.08 is reached on 3 texts")),
    ],
)
def test_probabilities_mean_what_they_say_in_every_kind(forward, text_class):
    table = backtest.reliability(forward, seed=SEED, text_class=text_class)
    assert scoring.mean_gap(table) <= 0.04


class TestOpenTexts:
    def test_are_told_from_the_first_third_of_the_signatories(self, opened):
        assert open_backtest.scores(opened, (-1,), seed=SEED).values["within"] >= 0.82

    @pytest.mark.xfail(reason="0.05 (-0.06 to 0.11) is reached, on 6 texts")
    def test_are_told_with_skill_while_they_grow(self, opened):
        found = open_backtest.scores(opened, GROWING, seed=SEED)
        assert found.values["bss"] >= 0.15
        assert found.low["bss"] > 0


def test_sizes_are_met_and_narrower_than_before(forward):
    table = backtest.size_scores(forward).set_index("text_class")
    assert 0.85 <= table.loc["all", "coverage"] <= 0.95
    assert table.loc["all", "width"] <= WIDTH_BEFORE * 2 / 3


class TestEveryTextOfToday:
    def test_has_no_probability_above_the_chance_of_growth(self, today):
        assert len(today) >= 3
        for key, found in today.items():
            assert np.nanmax(found.probability) <= found.sizes.growth, key

    def test_expects_as_many_as_the_mean_of_its_sizes(self, today):
        for key, found in today.items():
            gone = np.isin(found.status, ["listed", "carries"]).sum()
            share = (
                found.is_open.sum()
                / (~np.isin(found.status, ["listed", "carries", "declined"])).sum()
            )
            expected = np.maximum(found.sizes.quantiles - gone, 0).mean() * share
            assert found.expected_new == pytest.approx(expected, abs=1e-3), key

    def test_has_no_weight_and_no_draw_against_its_plain_meaning(self, today):
        for key, found in today.items():
            signs = np.array([MEANINGS[name].sign for name in found.model.names])
            assert (found.model.weights * signs >= 0).all(), key
            assert (found.model.draws * signs >= 0).all(), key


@pytest.mark.parametrize("is_deleted", [True, False])
def test_nothing_later_changes_what_was_foreseen_of_pathways(facts, held, is_deleted):
    tables = {name: getattr(facts, name) for name in TABLES}
    cut = held.record.texts["opened"].iloc[held.record.place(PATHWAYS)]
    changed = joining_later.shortened(tables, cut)
    if not is_deleted:
        changed = joining_later.scrambled(tables, cut, np.random.default_rng(1))
    other = forecasts.basis(history_from_tables.build(**changed))
    assert not np.array_equal(other.record.joined, held.record.joined)
    found, wanted = (forecasts.predict(one, PATHWAYS, seed=SEED) for one in (other, held))
    assert found.features.values.tobytes() == wanted.features.values.tobytes()
    assert found.sizes.quantiles.tobytes() == wanted.sizes.quantiles.tobytes()
    for name in ("probability", "low", "high", "draws"):
        assert getattr(found, name).tobytes() == getattr(wanted, name).tobytes(), name
