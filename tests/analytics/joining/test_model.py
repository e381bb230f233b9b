import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.special import expit, logit
from sklearn.linear_model import LogisticRegression

from analytics.joining import model
from analytics.joining.model import ModelSettings, TrainingRows
from data.errors import AnalysisError
from tests.analytics import joining_world as planted

TRUTH = np.array([1.0, -0.8, 0.5, 0.0])
N_TEXTS = 30


def planted_rows(seed: int = 0, *, n: int = 80, truth: np.ndarray = TRUTH) -> list[TrainingRows]:
    """Return rows of texts, a family each, of which a known rule says who joins."""
    rng = np.random.default_rng(seed)
    out = []
    for place in range(N_TEXTS):
        values = rng.normal(size=(n, len(truth)))
        shift = rng.normal(0, 0.3, len(truth))  # texts differ: what a resample of families shows
        log_odds = rng.normal(-1, 0.7) + values @ (truth + shift)
        joined = rng.random(n) < expit(log_odds)
        out.append(
            TrainingRows(
                place, place, "political", values - values.mean(axis=0), joined, weight=1.0
            )
        )
    return [one for one in out if 0 < one.joined.sum() < n]


def fitted(rows: list[TrainingRows], **options: object) -> model.JoiningModel:
    asked = {"signs": np.zeros(rows[0].values.shape[1], dtype=np.int64), "seed": 1, "n_draws": 0}
    asked |= options
    record = dataclasses.replace(
        planted.record(),
        texts=planted.record().texts.iloc[[10] * N_TEXTS].reset_index(drop=True),
    )
    names = tuple("abcdefgh"[: rows[0].values.shape[1]])
    return model.fit(record, rows, 0, names=names, **asked)


class TestTheFit:
    def test_finds_a_planted_rule(self):
        found = fitted(planted_rows(), settings=ModelSettings(strength=10.0))
        np.testing.assert_allclose(found.weights / found.scale, TRUTH, atol=0.25)
        assert found.n_rows == sum(len(one.joined) for one in planted_rows())

    def test_is_the_ridge_of_sklearn_where_no_sign_is_asked_for(self):
        rows = [one for one in planted_rows() if one.joined.mean() == pytest.approx(0.3, abs=0.1)]
        same = [dataclasses.replace(one, joined=_third(one)) for one in rows]
        found = fitted(same, settings=ModelSettings(strength=0.05))
        table = np.concatenate([one.values for one in same])
        peer = LogisticRegression(C=0.05, tol=1e-10, max_iter=5000)
        peer.fit(table / table.std(axis=0), np.concatenate([one.joined for one in same]))
        np.testing.assert_allclose(found.weights, peer.coef_[0], atol=1e-4)

    @pytest.mark.parametrize("sign", [-1, 1])
    def test_gives_no_weight_and_no_draw_against_a_sign(self, sign):
        signs = np.full(4, sign)
        found = fitted(planted_rows(), signs=signs, n_draws=50)
        assert (found.weights * sign >= 0).all()
        assert (found.draws * sign >= 0).all()
        against = TRUTH * sign < 0
        assert not found.weights[against].any()
        assert not found.draws[:, against].any()
        assert (found.weights[TRUTH * sign > 0] != 0).all()

    def test_shrinks_with_the_penalty(self):
        weights = [
            np.abs(fitted(planted_rows(), settings=ModelSettings(strength=s)).weights).sum()
            for s in (0.001, 0.03, 10.0)
        ]
        assert weights[0] < weights[1] < weights[2]

    def test_learns_less_from_another_class(self):
        rows = planted_rows()
        odd = [dataclasses.replace(r, joined=~r.joined, text_class="paper") for r in rows[::2]]
        mixed = [*rows[1::2], *odd]
        alone = fitted(rows[1::2]).weights
        apart = [
            np.abs(fitted(mixed, settings=ModelSettings(other_class=w)).weights - alone).sum()
            for w in (0.0, 0.3, 1.0)
        ]
        assert apart[0] < apart[1] < apart[2]

    def test_weighs_rows_as_told(self):
        rows = planted_rows()
        halves = [dataclasses.replace(r, weight=0.5) for r in rows for _ in range(2)]
        np.testing.assert_allclose(fitted(halves).weights, fitted(rows).weights, atol=1e-4)

    def test_knows_of_a_feature_that_never_differs_that_it_says_nothing(self):
        rows = [
            dataclasses.replace(r, values=np.column_stack([r.values, np.zeros(len(r.values))]))
            for r in planted_rows()
        ]
        found = fitted(rows, n_draws=5)
        assert found.scale[-1] == 1
        assert found.weights[-1] == 0
        assert not found.draws[:, -1].any()

    def test_needs_enough_texts(self):
        short = planted_rows()[: model.MIN_TEXTS - 1]
        with pytest.raises(AnalysisError, match="found 7 earlier texts that can be learnt from"):
            fitted(short)
        assert fitted(planted_rows()[: model.MIN_TEXTS]).n_rows


def _third(one: TrainingRows) -> np.ndarray:
    """Return answers of which a fixed number is a yes: a text at the same level as all others."""
    order = np.argsort(-(one.values @ TRUTH + one.joined))
    answer = np.zeros(len(order), dtype=bool)
    answer[order[:24]] = True
    return answer


class TestDraws:
    def test_of_one_step_spread_like_refits_on_the_same_families(self):
        """The one-step bootstrap stands for one that fits anew: the spreads must agree."""
        truth = np.array([1.0, -0.8, 0.5, 0.0, 0.3, -0.3])
        rows = planted_rows(3, truth=truth)
        quick = fitted(rows, n_draws=400, seed=5).draws.std(axis=0)
        rng = np.random.default_rng(7)
        anew = []
        for _ in range(60):
            chosen = rng.integers(len(rows), size=len(rows))
            drawn = [dataclasses.replace(rows[k], place=n) for n, k in enumerate(chosen)]
            taught = fitted(drawn)
            anew.append(taught.weights / taught.scale)
        spread = np.std(anew, axis=0)
        scale = fitted(rows).scale
        ratio = quick / scale / spread
        assert (ratio > 0.7).all()
        assert (ratio < 1.4).all()

    def test_on_the_small_world_agree_with_refits(self):
        record, place = planted.record(), planted.record().place(planted.SUMMIT)
        found = planted.features()[place]
        rows = model.rows_before(record, planted.features(), record.opened[place])
        fit = {"names": found.names, "signs": found.signs, "seed": 1}
        quick = model.fit(record, rows, place, n_draws=400, **fit)
        families = sorted({one.family for one in rows})
        rng = np.random.default_rng(2)
        anew = []
        while len(anew) < 80:
            times = np.bincount(rng.integers(len(families), size=len(families)))
            count = dict(zip(families, times.tolist(), strict=False))
            drawn = [
                dataclasses.replace(one, weight=float(count.get(one.family, 0)))
                for one in rows
                if count.get(one.family, 0)
            ]
            if len(drawn) < model.MIN_TEXTS:
                continue
            taught = model.fit(record, drawn, place, n_draws=0, **fit)
            anew.append(taught.weights / taught.scale * quick.scale)
        refit, step = np.std(anew, axis=0), quick.draws.std(axis=0)
        is_free = quick.weights != 0
        assert is_free.sum() >= 5
        assert np.corrcoef(refit[is_free], step[is_free])[0, 1] > 0.7

    def test_are_narrow_where_families_agree_and_repeat_with_the_seed(self):
        one = fitted(planted_rows(), n_draws=30, seed=4)
        again = fitted(planted_rows(), n_draws=30, seed=4)
        other = fitted(planted_rows(), n_draws=30, seed=5)
        assert one.draws.tobytes() == again.draws.tobytes()
        assert one.draws.tobytes() != other.draws.tobytes()
        assert one.weights.tobytes() == other.weights.tobytes()

    def test_take_the_versions_of_a_text_as_one(self):
        rows = planted_rows()
        twins = [dataclasses.replace(r, family=r.family // 10) for r in rows]
        apart = fitted(rows, n_draws=200).draws.std(axis=0).sum()
        together = fitted(twins, n_draws=200).draws.std(axis=0).sum()
        assert together != pytest.approx(apart, rel=0.02)

    def test_are_none_where_none_are_asked_for(self):
        assert fitted(planted_rows()).draws.shape == (0, 4)


class TestRowsBefore:
    def test_are_of_the_states_told_of_carriers_left_out_each_centred(self):
        record, day = planted.record(), planted.opened("summit_18")
        known = record.known(day)
        rows = model.rows_before(record, planted.features(), day)
        assert [one.place for one in rows] == list(range(record.place("summit_18")))
        for one in rows:
            told = known.is_told[one.place] & ~record.carried[one.place]
            assert len(one.joined) == told.sum()
            assert np.array_equal(one.joined, known.joined[one.place][told])
            np.testing.assert_allclose(one.values.mean(axis=0), 0, atol=1e-12)
            assert one.family == record.texts["family"].iloc[one.place]

    def test_can_leave_one_out_and_look_ahead(self):
        record, place = planted.record(), planted.record().place("pledge_d")
        rows = model.rows_before(
            record, planted.features(), record.opened[place], leave_out=place, is_later_used=True
        )
        ids = record.texts["instrument_id"].to_numpy()
        assert [ids[one.place] for one in rows] == [key for key in ids if key != "pledge_d"]

    def test_are_none_of_a_roster_that_does_not_tell_or_that_everybody_is_on(self):
        record, day = planted.record(), planted.opened("pledge_e")
        place = record.place("pledge_d")
        covers = record.covers.copy()
        covers[place] = False
        everybody = record.joined.copy()
        everybody[place] = True
        days = record.joined_on.copy()
        days[place] = planted.opened("pledge_d")
        for other in (
            dataclasses.replace(record, covers=covers),
            dataclasses.replace(record, joined=everybody, joined_on=days),
        ):
            used = model.rows_before(other, planted.features(), day)
            assert place not in {one.place for one in used}
        assert place in {one.place for one in model.rows_before(record, planted.features(), day)}

    def test_can_be_of_a_baseline(self):
        record = planted.record()
        rows = model.rows_before(
            record,
            planted.features(),
            planted.opened("summit_18"),
            columns=lambda found: found.baselines["family_history"],
        )
        assert {one.values.shape[1] for one in rows} == {2}


class TestALevel:
    @settings(max_examples=60)
    @given(
        arrays.arrays(np.float64, st.integers(1, 40), elements=st.floats(-8, 8)),
        st.floats(0.001, 0.999),
    )
    def test_makes_probabilities_add_up_exactly(self, scores, share):
        expected = share * len(scores)
        total = expit(scores + model.intercept_for(scores, expected)).sum()
        assert total == pytest.approx(expected, abs=1e-7)

    def test_of_equal_states_is_known(self):
        assert model.intercept_for(np.zeros(10), 3.0) == pytest.approx(logit(0.3), abs=1e-9)

    def test_of_nobody_is_minus_infinity(self):
        found = model.intercept_for(np.zeros((2, 5)), np.array([0.0, 1e-9]))
        assert found[0] == -np.inf
        assert np.isfinite(found[1])

    def test_of_draws_is_found_one_by_one(self):
        scores = np.random.default_rng(1).normal(size=(4, 7))
        wanted = np.array([0.5, 2.0, 3.0, 6.5])
        found = model.intercept_for(scores, wanted)
        one_by_one = [model.intercept_for(row, n) for row, n in zip(scores, wanted, strict=True)]
        np.testing.assert_allclose(found, one_by_one, atol=1e-9)


def test_scores_are_nothing_for_a_state_in_the_middle():
    taught = fitted(planted_rows())
    table = np.random.default_rng(1).normal(size=(20, 4))
    among = np.arange(20) < 15
    found = model.score(taught, table, among)
    np.testing.assert_allclose(found[among].mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(
        found[3] - found[4], (table[3] - table[4]) / taught.scale * taught.weights
    )
