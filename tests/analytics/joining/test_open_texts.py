import dataclasses

import numpy as np
import pytest

from analytics.joining import coalition_sizes, model, open_texts, roster_growth
from data.errors import AnalysisError
from tests.analytics import forecasts
from tests.analytics import joining_world as planted

DAY = np.datetime64("2020-06-01", "D")
YEAR = np.timedelta64(roster_growth.HORIZON_DAYS, "D")


@pytest.fixture(scope="module")
def thirds() -> list[open_texts.RosterSnapshot]:
    return [one for one in planted.asked() if one.days == -1]


@pytest.fixture(scope="module")
def dated() -> list[open_texts.RosterSnapshot]:
    return [one for one in planted.asked() if one.days >= 0]


class TestAThirdOfTheSignatories:
    def test_is_asked_of_every_text_that_enough_signed(self, thirds):
        record = planted.record()
        enough = np.sort(record.opened)[open_texts.MIN_EARLIER]
        ends = coalition_sizes.settled_on(record)
        counted = record.joined & record.is_scored & (record.joined_on < ends[:, None])
        is_asked = (counted.sum(axis=1) >= open_texts.MIN_SIGNATORIES) & (record.opened > enough)
        places = [one.place for one in thirds]
        assert sorted(set(places)) == np.flatnonzero(is_asked).tolist()
        assert set(np.bincount(places)) == {0, open_texts.N_LOTS}
        assert {one.weight for one in thirds} == {1 / open_texts.N_LOTS}

    def test_is_those_that_signed_first(self, thirds):
        record = planted.record()
        for one in thirds:
            counted = record.joined[one.place] & record.is_scored[one.place]
            counted &= record.joined_on[one.place] < one.ends
            signed = counted & ~one.rest
            n = counted.sum()
            assert signed.sum() == round(n / 3)
            assert np.array_equal(one.joined, counted & ~signed)
            days = record.joined_on[one.place]
            assert days[signed].max() <= days[one.joined].min()
            assert not (one.rest & record.carried[one.place]).any()

    def test_is_by_lot_where_they_have_no_dates(self, thirds):
        record = planted.record()
        for key, is_one in (("paper_d", False), ("pledge_e", True)):
            here = [one.rest.tobytes() for one in thirds if one.place == record.place(key)]
            assert (len(set(here)) == 1) == is_one

    def test_does_not_know_who_joins_once_the_roster_was_settled(self, thirds):
        record = planted.record()
        for one in thirds:
            late = record.joined[one.place] & (record.joined_on[one.place] >= one.ends)
            assert not (one.joined & late).any()
            assert one.rest[late & record.is_scored[one.place]].all()
        assert any(
            (record.joined[one.place] & (record.joined_on[one.place] >= one.ends)).any()
            for one in thirds
        )

    @pytest.mark.slow
    def test_waits_for_days_that_are_vague(self):
        record = planted.record()
        place = record.place("treaty_c")
        first = record.joined_from.copy()
        first[place] -= np.timedelta64(10, "D")
        vague = dataclasses.replace(record, joined_from=first)
        asked = open_texts.snapshots(vague, planted.seen(), seed=1)
        ends = {one.ends for one in asked if one.place == place and one.days == -1}
        last = record.joined_on[place][record.joined[place]].max()
        assert ends == {max(last + 1, coalition_sizes.settled_on(record)[place])}
        assert last + 1 > coalition_sizes.settled_on(record)[place]


class TestSomeDaysAfterOpening:
    def test_is_asked_of_every_precedent(self, dated):
        record, seen = planted.record(), planted.seen()
        enough = np.sort(record.opened)[open_texts.MIN_EARLIER]
        wanted = seen[record.opened[seen["place"]] > enough]
        found = [(one.place, one.days) for one in dated]
        assert found == list(zip(wanted["place"], wanted["days"], strict=True))

    def test_is_who_joins_of_the_others_within_the_year(self, dated):
        record = planted.record()
        for one in dated:
            days = record.joined_on[one.place]
            signed = record.joined[one.place] & (days < one.day)
            assert np.array_equal(one.rest, record.is_scored[one.place] & ~signed)
            within = record.joined[one.place] & (days >= one.day) & (days < one.day + YEAR)
            assert np.array_equal(one.joined, within & record.is_scored[one.place])
            assert one.ends == one.day + YEAR

    def test_all_questions_on_a_text_weigh_as_one(self, dated):
        for place in {one.place for one in dated}:
            total = sum(one.weight for one in dated if one.place == place)
            assert total == pytest.approx(1)


class TestRowsBefore:
    def test_are_those_whose_answers_were_known(self):
        record = planted.record()
        place = record.place("summit_18")
        rows = open_texts.rows_before(record, planted.asked(), DAY, leave_out=place)
        is_known = [
            one.ends <= DAY and one.place != place and one.joined.sum() >= open_texts.MIN_REST
            for one in planted.asked()
        ]
        assert len(rows) == sum(is_known)
        assert 0 < len(rows) < len(planted.asked())
        assert place not in {one.place for one in rows}
        for one in rows:
            np.testing.assert_allclose(one.values.mean(axis=0), 0, atol=1e-12)

    def test_of_an_early_day_are_too_few(self):
        record = planted.record()
        with pytest.raises(AnalysisError, match="earlier texts that can be learnt from"):
            open_texts.fit(
                record,
                planted.asked(),
                record.place("pledge_d"),
                np.datetime64("2012-06-01"),
                seed=1,
            )


class TestTheModelOfOpenTexts:
    def test_learns_from_who_has_signed(self):
        record = planted.record()
        fitted = open_texts.fit(record, planted.asked(), record.place("summit_18"), DAY, seed=1)
        weights = dict(zip(fitted.names, fitted.weights, strict=True))
        assert max(weights[n] for n in weights if n.startswith("signatories")) > 0.05
        assert "summit_18" not in fitted.texts
        assert len(fitted.texts) >= model.MIN_TEXTS

    def test_turns_with_its_signatories(self):
        """The same text, signed first by the other side, is expected to be joined by that side."""
        record = planted.record()
        place, day = record.place("pledge_f"), planted.opened("pledge_f") + 100
        nobody = np.zeros_like(record.carried)
        told = []
        for side in (1, -1):
            first = side * planted.POSITION > 1.0
            joined, days = record.joined.copy(), record.joined_on.copy()
            joined[place] = first
            days[place] = np.where(first, planted.opened("pledge_f"), np.datetime64("NaT"))
            other = dataclasses.replace(record, joined=joined, joined_on=days, carried=nobody)
            found = forecasts.predict(planted.basis(), "pledge_f", day, seed=1, of=other)
            is_open = found.is_open
            told.append(np.corrcoef(found.probability[is_open], planted.POSITION[is_open])[0, 1])
        assert told[0] > 0.3
        assert told[0] - told[1] > 0.5


@pytest.mark.slow
def test_the_same_seed_draws_the_same_lots_whatever_other_texts_do():
    record, seen = planted.record(), planted.seen()
    again = open_texts.snapshots(record, seen, seed=forecasts.SEED_OF_LOTS)
    other = open_texts.snapshots(record, seen, seed=1)
    for one, two in zip(again, planted.asked(), strict=True):
        assert one.rest.tobytes() == two.rest.tobytes()
        assert one.features.values.tobytes() == two.features.values.tobytes()
    assert any(
        one.rest.tobytes() != two.rest.tobytes() for one, two in zip(other, again, strict=True)
    )
