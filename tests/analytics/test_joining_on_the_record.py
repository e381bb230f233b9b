"""What the joining model must show on the real record, from one back-test.

The bounds are those that were asked for before it was built; none was chosen to fit. One is not
reached, and stands here as such.
"""

import numpy as np
import pandas as pd
import pytest

from analytics import asof, backtest, gathering, joining, joining_features, learning, scoring, sizes
from tests.analytics import joining_world

pytestmark = pytest.mark.real

SEED = 20260205
PATHWAYS, CALL, BLUEPRINT = "reaim_2026_pathways", "reaim_2023_cta", "reaim_2024_blueprint"
TABLES = ("states", "instruments", "memberships", "rollcalls", "topics", "votes")


@pytest.fixture(scope="module")
def tables(snapshot) -> dict[str, pd.DataFrame]:
    return {name: snapshot.frame(name) for name in TABLES}


@pytest.fixture(scope="module")
def gathered(tables) -> asof.Record:
    return gathering.gather(**tables)


@pytest.fixture(scope="module")
def features(gathered) -> list[joining_features.Features]:
    return learning.features_of(gathered)


@pytest.fixture(scope="module")
def forward(gathered, features) -> backtest.BackTest:
    return backtest.run(gathered, features, seed=SEED)


def of_pathways(test: backtest.BackTest, among=None, *, is_new: bool = False) -> scoring.Scores:
    return backtest.scores(
        test, seed=SEED, instrument_id=PATHWAYS, is_new=is_new, among=among, n_replicates=0
    )


@pytest.fixture(scope="module")
def is_on_neither(tables, forward) -> np.ndarray:
    """Return which rows are of States on neither earlier text, as far as their names are known."""
    spells = tables["memberships"]
    is_on = spells["instrument_id"].isin([CALL, BLUEPRINT]) & (spells["role"] == "endorser")
    before = spells[is_on]
    return ~forward.rows["iso3"].isin(before["iso3"].astype(str)).to_numpy()


class TestNewJoinersOfAllTexts:
    def test_are_told_apart_with_skill(self, forward):
        found = backtest.scores(forward, seed=SEED, is_new=True)
        assert found.values["auc"] >= 0.80
        assert found.values["bss"] > 0
        assert found.low["bss"] > 0

    @pytest.mark.parametrize("name", backtest.BASELINES)
    def test_are_told_better_than_by_any_baseline(self, forward, name):
        options = {"seed": SEED, "is_new": True, "n_replicates": 0}
        ours = backtest.scores(forward, **options).values
        base = backtest.scores(forward, column=f"base_{name}", **options).values
        assert ours["log_loss"] < base["log_loss"]
        assert ours["ap"] > base["ap"]


@pytest.mark.parametrize("column", ["probability", "given_size"])
def test_probabilities_mean_what_they_say(forward, column):
    rows = forward.rows
    table = scoring.reliability(
        rows[column].to_numpy(), rows["joined"].to_numpy(), seed=SEED, n_replicates=10
    )
    assert scoring.mean_gap(table) <= 0.03


class TestPathways2026:
    @pytest.mark.xfail(reason="0.93 is reached of the 0.94 asked for")
    def test_all_members_are_told_apart(self, forward):
        assert of_pathways(forward).values["auc"] >= 0.94

    def test_new_joiners_are_told_apart(self, forward):
        assert of_pathways(forward, is_new=True).values["auc"] >= 0.88

    def test_those_on_neither_earlier_text_are_told_apart(self, forward, is_on_neither):
        found = of_pathways(forward, is_on_neither)
        assert found.n_yes == 9, "so few that the figure is a hint"
        assert found.values["auc"] >= 0.84

    @pytest.mark.parametrize("is_deleted", [True, False])
    def test_nothing_later_changes_what_was_foreseen(self, tables, gathered, features, is_deleted):
        cut = gathered.texts["opened"].iloc[gathered.place(PATHWAYS)]
        day = np.datetime64(cut, "D")
        changed = joining_world.shortened(tables, cut)
        if not is_deleted:
            changed = joining_world.scrambled(tables, cut, np.random.default_rng(1))
        other = gathering.gather(**changed)
        foreseen = []
        for record in (gathered, other):
            place = record.place(PATHWAYS)
            found = joining_features.of_text(record, place)
            known = [*features[:place], found]
            model = learning.fit(record, known, day, seed=SEED, n_draws=2)
            one = joining.predict(record, place, model, found, day=day, seed=SEED)
            size = sizes.prior(record, place).quantiles
            foreseen.append(
                [a.tobytes() for a in (found.values, size, one.probability, one.low, one.draws)]
            )
        assert not np.array_equal(other.joined, gathered.joined)
        assert foreseen[0] == foreseen[1]
