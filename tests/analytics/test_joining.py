import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.special import expit, logit

from analytics import gathering, joining, joining_features, learning
from data.errors import AnalysisError
from tests.analytics import joining_world as planted

OPEN_DAY = np.datetime64("2020-06-01", "D")


@pytest.fixture(scope="module")
def summit() -> joining.Prediction:
    """Return who joins the last summit outcome, as known on its morning."""
    return planted.predicted(planted.SUMMIT)


@pytest.fixture(scope="module")
def late() -> joining.Prediction:
    """Return who joins the summit outcome of 2018, two years after it opened."""
    return planted.predicted("summit_18", OPEN_DAY)


class TestAPrediction:
    @pytest.mark.parametrize("which", ["summit", "late"])
    def test_is_its_level_and_its_contributions(self, which, request):
        found = request.getfixturevalue(which)
        is_open = found.status == "open"
        total = found.level + found.contributions.sum(axis=1)
        np.testing.assert_allclose(total[is_open], logit(found.probability[is_open]), atol=1e-9)

    @pytest.mark.parametrize("which", ["summit", "late"])
    def test_adds_up_to_the_states_expected(self, which, request):
        found = request.getfixturevalue(which)
        share = (found.status == "open").sum() / (found.status != "listed").sum()
        growth = (found.sizes.expected - found.sizes.n_now) * share
        assert np.nansum(found.probability) == pytest.approx(growth, abs=1e-6)
        assert found.base_rate * (found.status == "open").sum() == pytest.approx(growth)

    def test_has_reasons_that_add_up_to_it(self, summit):
        for at, iso3 in enumerate(summit.states[:-1]):
            table = joining.reasons(summit, iso3)
            assert table["reason"].is_unique
            assert table["log_odds"].abs().is_monotonic_decreasing
            total = summit.level + table["log_odds"].sum()
            assert expit(total) == pytest.approx(summit.probability[at], abs=1e-12)

    def test_leaves_out_who_is_listed_and_who_gives_no_basis(self, late):
        listed = planted.record().known(OPEN_DAY).joined[planted.record().place("summit_18")]
        assert np.array_equal(late.status == "listed", listed)
        assert late.status[late.states.index(planted.SILENT)] == "no_basis"
        is_open = late.status == "open"
        for values in (late.probability, late.low, late.high):
            assert np.array_equal(np.isfinite(values), is_open)
        assert np.array_equal(np.isfinite(late.draws), np.tile(is_open, (20, 1)))

    def test_is_late_once_the_text_is_open(self, summit, late):
        assert (summit.is_late, late.is_late) == (False, True)

    def test_lies_in_order_of_its_bounds(self, summit):
        is_open = summit.status == "open"
        low, high = summit.low[is_open], summit.high[is_open]
        assert (low < high).all()
        assert ((low > 0) & (high < 1)).all()
        middle = (low + high) / 2
        assert np.corrcoef(middle, summit.probability[is_open])[0, 1] > 0.95

    def test_ranks_by_the_planted_rule(self, summit):
        is_open = summit.status == "open"
        truth = 2.5 * planted.POSITION + planted.BUSY
        rank = pd.Series(summit.probability[is_open]).corr(
            pd.Series(truth[is_open]), method="spearman"
        )
        assert rank > 0.8

    def test_is_the_same_bytes_with_the_same_seed(self, summit):
        again = planted.predicted(planted.SUMMIT)
        for name in ("probability", "low", "high", "contributions", "draws"):
            assert getattr(again, name).tobytes() == getattr(summit, name).tobytes(), name
        other = planted.predicted(planted.SUMMIT, seed=2)
        assert other.probability.tobytes() == summit.probability.tobytes()
        assert other.draws.tobytes() != summit.draws.tobytes()


class TestTheModel:
    def test_learns_from_earlier_texts_only(self):
        record = planted.record()
        model = learning.fit(record, planted.features(), planted.opened("summit_18"), seed=1)
        place = record.place("summit_18")
        assert model.texts == tuple(record.texts["instrument_id"][:place])
        assert model.draws.shape == (0, len(model.names))
        known = record.known(planted.opened("summit_18"))
        assert model.n_rows == known.is_told[:place].sum()

    def test_can_leave_one_out_and_look_ahead(self):
        record = planted.record()
        day, place = planted.opened("pledge_d"), record.place("pledge_d")
        model = learning.fit(
            record, planted.features(), day, seed=1, leave_out=place, is_later_used=True
        )
        ids = record.texts["instrument_id"].tolist()
        assert model.texts == tuple(key for key in ids if key != "pledge_d")

    def test_does_not_learn_from_a_roster_that_does_not_tell(self):
        record, day = planted.record(), planted.opened("pledge_e")
        wanted = learning.fit(record, planted.features(), day, seed=1)
        place = record.place("pledge_d")
        covers = record.covers.copy()
        covers[place] = False
        told_less = dataclasses.replace(record, covers=covers)
        found = learning.fit(told_less, planted.features(), day, seed=1)
        assert "pledge_d" in wanted.texts
        assert "pledge_d" not in found.texts

    def test_needs_enough_texts(self):
        with pytest.raises(
            AnalysisError, match="found 2 earlier texts that can be learnt from on 2010-10-01"
        ):
            learning.fit(planted.record(), planted.features(), np.datetime64("2010-10-01"), seed=1)


@settings(max_examples=40, deadline=None)
@given(
    arrays.arrays(np.float64, st.integers(1, 40), elements=st.floats(-8, 8)),
    st.floats(0.01, 0.99),
)
def test_a_level_makes_probabilities_add_up(scores, share):
    expected = share * len(scores)
    total = expit(scores + learning.level_for(scores, expected)).sum()
    assert total == pytest.approx(expected, abs=1e-6)


def test_levels_of_draws_are_found_one_by_one():
    scores = np.random.default_rng(1).normal(size=(4, 7))
    wanted = np.array([0.5, 2.0, 3.0, 6.5])
    found = learning.level_for(scores, wanted)
    one_by_one = [learning.level_for(row, n) for row, n in zip(scores, wanted, strict=True)]
    np.testing.assert_array_equal(found, one_by_one)


class TestBadInput:
    def test_a_text_of_a_family_never_seen_has_a_prediction(self):
        record, day = planted.record(), planted.opened(planted.PLEDGE)
        place = record.place(planted.PLEDGE)
        found = joining_features.of_text(record, place)
        assert not found.was_on_family.any()
        columns = dict(zip(found.names, found.values.T, strict=True))
        for name in ("family_last", "family_ever", "family_share", "title_yes"):
            assert not columns[name].any(), name
        model = learning.fit(record, planted.features(), day, seed=1)
        prediction = joining.predict(record, place, model, found, day=day, seed=1)
        assert np.isfinite(prediction.probability[prediction.status == "open"]).all()
        assert np.isnan(prediction.low).all(), "without draws there is no interval"
        assert prediction.draws.shape == (0, planted.N_STATES)

    def test_a_new_version_of_such_a_text_knows_the_one_before(self):
        day = np.datetime64("2023-01-01", "D")
        record = planted.record().with_text("next", like=planted.PLEDGE, opened=day)
        found = joining_features.of_text(record, record.place("next"), day)
        earlier = planted.record().joined[planted.record().place(planted.PLEDGE)]
        assert np.array_equal(found.was_on_family, earlier)

    def test_a_state_without_votes_rosters_and_groups_has_no_basis(self, summit):
        at = summit.states.index(planted.SILENT)
        assert summit.status[at] == "no_basis"
        assert np.isnan(summit.probability[at])

    def test_a_text_that_all_have_joined_is_refused(self):
        record, day = planted.record(), np.datetime64("2023-01-01", "D")
        place = record.place("summit_18")
        joined, days = record.joined.copy(), record.joined_on.copy()
        joined[place], days[place] = True, np.datetime64("2019-01-01", "D")
        full = dataclasses.replace(record, joined=joined, joined_on=days)
        model = learning.fit(record, planted.features(), day, seed=1)
        found = joining_features.of_text(full, place, day)
        with pytest.raises(AnalysisError, match="found no State that could still join"):
            joining.predict(full, place, model, found, day=day, seed=1)

    def test_an_unknown_state_is_refused(self, summit):
        with pytest.raises(AnalysisError, match="found State 'XKX', expected a UN member"):
            joining.reasons(summit, "XKX")

    def test_a_roster_with_a_day_to_come_teaches_nothing(self):
        held = planted.tables()
        later = planted.SPREAD_DAYS["party"][1] * pd.Timedelta(days=2)
        is_treaty = held["memberships"]["instrument_id"] == "treaty_c"
        since = held["memberships"]["since_to"].mask(
            is_treaty, held["memberships"]["since_to"] + later
        )
        record = gathering.gather(
            **(held | {"memberships": held["memberships"].assign(since_to=since)})
        )
        model = learning.fit(record, planted.features(), planted.opened("summit_18"), seed=1)
        assert "treaty_c" not in model.texts


def test_every_feature_belongs_to_a_reason_and_a_family():
    for found in planted.features():
        assert all(joining_features.reason_of(name) for name in found.names)
        assert set(found.families) <= set(joining_features.FAMILIES)
        assert np.isfinite(found.values).all()
