import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, logit

from analytics.joining import coalition_sizes, prediction
from analytics.joining.history import History
from analytics.joining.prediction import Prediction
from data.errors import AnalysisError
from tests.analytics import forecasts
from tests.analytics import joining_world as planted

OPEN_DAY = np.datetime64("2019-03-01", "D")
KINDS = ("prior", "open", "stated")


def stated(low: float, likely: float, high: float) -> coalition_sizes.CoalitionSizes:
    """Return the desk's own number for the summit outcome of 2018."""
    record = planted.record()
    n_now = int(record.known(OPEN_DAY).listed[record.place("summit_18")].sum())
    return coalition_sizes.stated(low, likely, high, n_now=n_now, n_states=planted.N_STATES)


@pytest.fixture(scope="module")
def predictions() -> dict[str, Prediction]:
    """Return who joins: before a text opened, while it was open, and by the desk's own number."""
    number = stated(8, 15, 20)
    return {
        "prior": planted.predicted(planted.SUMMIT),
        "open": planted.predicted("summit_18", OPEN_DAY),
        "stated": forecasts.predict(planted.basis(), "summit_18", OPEN_DAY, seed=1, size=number),
    }


@pytest.fixture(params=KINDS)
def found(request, predictions) -> Prediction:
    return predictions[request.param]


class TestAPrediction:
    def test_never_exceeds_the_chance_that_the_text_grows(self, found):
        is_open = found.is_open
        assert (found.probability[is_open] <= found.sizes.growth).all()
        assert (found.probability[is_open] > 0).all()

    def test_that_may_not_grow_is_bounded_by_it(self):
        number = stated(8, 15, 20)
        quantiles = np.full(200, float(number.n_now))
        quantiles[60:] = planted.N_STATES
        all_or_none = dataclasses.replace(number, quantiles=quantiles)
        found = forecasts.predict(planted.basis(), "summit_18", OPEN_DAY, seed=1, size=all_or_none)
        assert all_or_none.growth == pytest.approx(0.7)
        assert 0.69 < np.nanmax(found.probability) <= 0.7

    def test_adds_up_to_the_states_expected(self, found):
        listed, carries = found.status == "listed", found.status == "carries"
        rest = ~listed & ~carries
        to_come = np.maximum(found.sizes.quantiles - listed.sum() - carries.sum(), 0).mean()
        expected = to_come * found.is_open.sum() / rest.sum()
        assert np.nansum(found.probability) == pytest.approx(expected, abs=1e-6)
        assert found.expected_new == pytest.approx(expected, abs=1e-6)
        assert found.base_rate * found.is_open.sum() == pytest.approx(expected)

    def test_is_the_mean_of_its_draws_and_lies_within_their_bounds(self, found):
        is_open = found.is_open
        chances = expit(found.draws[:, is_open])
        np.testing.assert_allclose(found.probability[is_open], chances.mean(axis=0))
        assert (found.low[is_open] <= np.quantile(chances, 0.051, axis=0)).all()
        assert (found.low <= found.high)[is_open].all()
        assert ((found.low >= 0) & (found.high <= 1))[is_open].all()

    def test_has_draws_that_are_nothing_exactly_where_nothing_grows(self, found):
        listed, carries = found.status == "listed", found.status == "carries"
        to_come = np.maximum(found.sizes.quantiles - listed.sum() - carries.sum(), 0)
        drawn = found.draws[:, found.is_open]
        assert np.array_equal(np.isneginf(drawn).all(axis=1), to_come == 0)
        assert np.array_equal(np.isneginf(drawn).any(axis=1), to_come == 0)
        assert np.isnan(found.draws[:, ~found.is_open]).all()
        total = expit(drawn).sum(axis=1)
        rest = (~listed & ~carries).sum()
        np.testing.assert_allclose(total, to_come / rest * found.is_open.sum(), atol=1e-6)

    def test_is_its_level_and_its_contributions(self, found):
        is_open = found.is_open
        total = found.level + found.contributions.sum(axis=1)
        np.testing.assert_allclose(total[is_open], logit(found.probability[is_open]), atol=1e-9)

    def test_has_reasons_that_add_up_to_it(self, found):
        for at in np.flatnonzero(found.is_open):
            table = prediction.reasons(found, found.states[at])
            assert table["reason"].is_unique
            assert table["log_odds"].abs().is_monotonic_decreasing
            assert (table["log_odds"] != 0).all()
            total = found.level[at] + table["log_odds"].sum()
            assert expit(total) == pytest.approx(found.probability[at], abs=1e-12)

    def test_ranks_by_the_planted_rule(self, found):
        is_open = found.is_open
        truth = 2.5 * planted.POSITION + planted.BUSY
        rank = pd.Series(found.probability[is_open]).corr(
            pd.Series(truth[is_open]), method="spearman"
        )
        assert rank > 0.7

    def test_is_the_same_bytes_with_the_same_seed(self, predictions):
        for key, day, kind in ((planted.SUMMIT, None, "prior"), ("summit_18", OPEN_DAY, "open")):
            again, other = (planted.predicted(key, day, seed=seed) for seed in (1, 2))
            for name in ("probability", "low", "high", "contributions", "draws"):
                wanted = getattr(predictions[kind], name)
                assert getattr(again, name).tobytes() == wanted.tobytes(), name
            assert other.draws.tobytes() != predictions[kind].draws.tobytes()
            np.testing.assert_allclose(other.probability, predictions[kind].probability, atol=0.05)

    def test_says_whether_the_text_was_open_and_whose_number_it_follows(self, predictions):
        is_late = {kind: one.is_late for kind, one in predictions.items()}
        assert is_late == {"prior": False, "open": True, "stated": True}
        is_stated = {kind: one.sizes.is_stated for kind, one in predictions.items()}
        assert is_stated == {"prior": False, "open": False, "stated": True}


class TestWhoIsAsked:
    def test_is_neither_listed_nor_carrying_nor_without_basis(self, found):
        record = planted.record()
        place = record.place(found.instrument_id)
        listed = record.known(found.day).listed[place]
        assert np.array_equal(found.status == "listed", listed)
        assert np.array_equal(found.status == "carries", record.carried[place] & ~listed)
        assert found.status[planted.STATES.index(planted.SILENT)] == "no_basis"
        for values in (found.probability, found.low, found.high, found.level):
            assert np.array_equal(np.isfinite(values), found.is_open)

    def test_is_nobody_documented_as_staying_away(self, predictions):
        asked = predictions["prior"]
        some = np.flatnonzero(asked.is_open)[:3]
        declined = np.isin(np.arange(planted.N_STATES), [*some, 4])
        assert planted.STATES[4] in planted.HOSTS, "who carries a text has not declined it"
        one = forecasts.predict(planted.basis(), planted.SUMMIT, seed=1, declined=declined)
        assert np.array_equal(np.flatnonzero(one.status == "declined"), some)
        assert np.isnan(one.probability[some]).all()
        assert one.status[4] == "carries"
        assert np.nansum(one.probability) == pytest.approx(one.expected_new)

    def test_is_who_left_the_text_again(self):
        record, (key, iso3) = planted.record(), planted.LEFT
        at = record.states.index(iso3)
        before, after = (np.datetime64(day, "D") for day in ("2017-05-01", "2018-06-01"))
        assert planted.predicted(key, before).status[at] == "listed"
        found = planted.predicted(key, after)
        assert found.status[at] == "open"
        assert record.known(after).joined[record.place(key), at]
        assert np.isfinite(found.probability[at])


@settings(max_examples=15)
@given(st.lists(st.integers(6, 30), min_size=3, max_size=3))
def test_everything_follows_from_the_desks_own_number(numbers):
    number = stated(*sorted(numbers))
    found = forecasts.predict(planted.basis(), "summit_18", OPEN_DAY, seed=1, size=number)
    assert (found.probability[found.is_open] <= number.growth + 1e-12).all()
    share = found.is_open.sum() / (~np.isin(found.status, ["listed", "carries"])).sum()
    gone = np.isin(found.status, ["listed", "carries"]).sum()
    expected = np.maximum(number.quantiles - gone, 0).mean() * share
    assert np.nansum(found.probability) == pytest.approx(expected, abs=1e-4)


class TestBadInput:
    def test_a_text_opened_yesterday_that_nobody_signed_is_forecast(self):
        day = np.datetime64("2022-06-01", "D")
        more = planted.record().with_text("new", like=planted.SUMMIT, opened=day - 1)
        found = forecasts.predict(planted.basis(), "new", day, seed=1, of=more)
        assert found.sizes.n_now == 0
        assert set(found.status) == {"open", "carries", "no_basis"}
        assert np.isfinite(found.probability[found.is_open]).all()
        assert found.is_late

    def test_a_text_of_a_family_never_seen_is_forecast(self):
        found = planted.predicted(planted.PLEDGE)
        assert not found.features.was_on_family.any()
        assert np.isfinite(found.probability[found.is_open]).all()

    def test_a_model_without_draws_goes_by_its_weights(self, predictions):
        asked = predictions["prior"]
        bare = dataclasses.replace(asked.model, draws=asked.model.draws[:0])
        record = planted.record()
        found = prediction.predict(
            record,
            record.place(planted.SUMMIT),
            bare,
            asked.features,
            asked.sizes,
            day=asked.day,
            seed=1,
        )
        assert found.draws.shape == asked.draws.shape
        assert np.corrcoef(*(p.probability[p.is_open] for p in (found, asked)))[0, 1] > 0.98
        assert np.nansum(found.probability) == pytest.approx(np.nansum(asked.probability))

    def test_a_text_that_all_have_joined_is_refused(self):
        record = planted.record()
        place = record.place("summit_18")
        joined, days = record.joined.copy(), record.joined_on.copy()
        joined[place], days[place] = True, np.datetime64("2019-01-01", "D")
        full: History = dataclasses.replace(record, joined=joined, joined_on=days)
        with pytest.raises(AnalysisError, match="found no State that could still join") as refusal:
            forecasts.predict(planted.basis(), "summit_18", OPEN_DAY, seed=1, of=full)
        assert refusal.value.reason == "nobody_to_ask"

    def test_a_carrier_that_is_no_state_is_nobody(self):
        found = planted.predicted("pledge_d")
        carriers = np.array(found.states)[
            planted.record().carried[planted.record().place("pledge_d")]
        ]
        assert sorted(carriers) == sorted(planted.carriers("pledge_d"))
        assert "EUR" not in found.states

    def test_an_unknown_state_is_refused(self, predictions):
        with pytest.raises(AnalysisError, match="found State 'XKX', expected a UN member"):
            prediction.reasons(predictions["prior"], "XKX")
