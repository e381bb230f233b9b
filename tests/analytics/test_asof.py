import dataclasses
import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import asof, ballots, gathering, joining, joining_features, learning, sizes
from data.errors import AnalysisError
from tests.analytics import joining_world as planted

CUTS = ("paper_d", "summit_18", "summit_21")
CHANGES = {
    "shuffled": lambda held, cut: planted.scrambled(held, cut, np.random.default_rng(3)),
    "deleted": planted.shortened,
}


def with_spells(*rows: tuple[str, str, str, str]) -> asof.Record:
    """Return the record with more spells: key, State, role, day."""
    held = planted.tables()
    more = pd.DataFrame(rows, columns=["instrument_id", "iso3", "role", "since_to"])
    more["since_to"] = more["since_to"].astype("datetime64[us]")
    spells = pd.concat([held["memberships"], more.assign(evidence_id="e-more")], ignore_index=True)
    return gathering.gather(**(held | {"memberships": spells}))


def test_a_state_that_left_a_group_is_not_in_it():
    held = planted.tables()
    base = gathering.gather(**held)
    spells = held["memberships"].copy()
    one = spells.index[spells["instrument_id"] == "union"][0]
    spells.loc[one, "until"] = "2020-01-31"
    left = gathering.gather(**(held | {"memberships": spells}))
    differs = [
        (base.groups[g], base.states[s]) for g, s in np.argwhere(base.in_group != left.in_group)
    ]
    assert differs == [("union", spells.loc[one, "iso3"])]
    assert left.in_group.sum() == base.in_group.sum() - 1


def same_features(found: joining_features.Features, wanted: joining_features.Features) -> bool:
    return (
        found.values.tobytes() == wanted.values.tobytes()
        and np.array_equal(found.was_on_family, wanted.was_on_family)
        and np.array_equal(found.has_basis, wanted.has_basis)
        and all(
            found.baselines[name].tobytes() == wanted.baselines[name].tobytes()
            for name in wanted.baselines
        )
    )


class TestWhatHappensLater:
    @pytest.mark.parametrize("change", CHANGES)
    @pytest.mark.parametrize("key", CUTS)
    def test_changes_no_feature_no_size_and_no_prediction(self, key, change):
        base, day = planted.record(), planted.opened(key)
        other = gathering.gather(**CHANGES[change](planted.tables(), pd.Timestamp(day)))
        assert not np.array_equal(other.joined, base.joined)
        assert not np.array_equal(other.codes, base.codes)
        features = list(planted.features())
        for earlier in base.texts["instrument_id"][base.texts["opened"] <= pd.Timestamp(day)]:
            place = other.place(earlier)
            assert place == base.place(earlier)
            found = joining_features.of_text(other, place)
            assert same_features(found, features[place])
            features[place] = found
        place = base.place(key)
        prior = sizes.prior(other, place)
        assert prior.quantiles.tobytes() == sizes.prior(base, place).quantiles.tobytes()
        model = learning.fit(other, features, day, seed=1, n_draws=20)
        found = joining.predict(other, place, model, features[place], day=day, seed=1)
        wanted = planted.predicted(key)
        assert found.model.weights.tobytes() == wanted.model.weights.tobytes()
        for name in ("probability", "low", "high", "contributions", "draws"):
            assert getattr(found, name).tobytes() == getattr(wanted, name).tobytes(), name

    @pytest.mark.parametrize("change", CHANGES)
    def test_changes_nothing_said_of_a_text_that_is_open(self, change):
        day = np.datetime64("2020-06-01", "D")
        other = gathering.gather(**CHANGES[change](planted.tables(), pd.Timestamp(day)))
        place, wanted = other.place("summit_18"), planted.predicted("summit_18", day)
        found = joining.predict(
            other,
            place,
            wanted.model,
            joining_features.of_text(other, place, day),
            day=day,
            seed=1,
        )
        assert found.probability.tobytes() == wanted.probability.tobytes()
        assert found.sizes.quantiles.tobytes() == wanted.sizes.quantiles.tobytes()

    @settings(max_examples=10, deadline=None)
    @given(st.dates(dt.date(2010, 3, 1), dt.date(2021, 12, 1)), st.integers(0, 99))
    def test_changes_no_feature_whatever_the_day(self, day, seed):
        cut = pd.Timestamp(day)
        rng = np.random.default_rng(seed)
        base = planted.record()
        other = gathering.gather(**planted.scrambled(planted.tables(), cut, rng))
        when, key = cut.to_datetime64().astype("datetime64[D]"), planted.SUMMIT
        found = joining_features.of_text(other, other.place(key), when)
        assert same_features(found, joining_features.of_text(base, base.place(key), when))


class TestARoster:
    def test_with_a_date_to_come_is_not_known_yet(self):
        day = np.datetime64("2022-06-01", "D")
        record = with_spells((planted.SUMMIT, planted.SILENT, "endorser", "2030-01-01"))
        place, at = record.place(planted.SUMMIT), record.states.index(planted.SILENT)
        assert record.joined[place, at]
        assert not record.known(day).joined[place, at]
        assert record.known(np.datetime64("2030-01-02", "D")).joined[place, at]
        found = joining_features.of_text(record, place, day)
        assert not found.has_basis[at]
        assert found.values.tobytes() == (
            joining_features.of_text(planted.record(), place, day).values.tobytes()
        )

    def test_counts_from_the_day_after_it_was_signed(self):
        record = planted.record()
        place = record.place("pledge_d")
        day = record.joined_on[place][record.joined[place]].min()
        assert not record.known(day).joined[place].any()
        assert record.known(day + 1).joined[place].any()

    def test_without_dates_counts_from_the_day_it_was_read(self):
        record = planted.record()
        place = record.place("paper_d")
        days = record.joined_on[place]
        assert set(days[record.joined[place]]) == {np.datetime64("2014-03-01", "D")}
        assert np.isnat(days[~record.joined[place]]).all()

    def test_tells_of_a_state_past_its_last_letter_only_once_it_joined(self):
        record = with_spells(("treaty_a", "SBA", "party", "2015-05-05"))
        place, at = record.place("treaty_a"), record.states.index("SBA")
        assert record.is_told[place, at]
        assert not record.known(np.datetime64("2015-05-05", "D")).is_told[place, at]
        assert record.known(np.datetime64("2015-05-06", "D")).is_told[place, at]
        covered = record.states.index("SAT") + 1
        assert record.covers[place, :covered].all()
        assert not record.covers[place, covered:].any()

    def test_lists_the_same_state_twice_from_the_first_day(self):
        record = with_spells(
            ("treaty_c", planted.SILENT, "party", "2019-05-05"),
            ("treaty_c", planted.SILENT, "party", "2018-05-05"),
        )
        at = record.states.index(planted.SILENT)
        assert record.joined_on[record.place("treaty_c"), at] == np.datetime64("2018-05-05", "D")

    def test_counts_in_its_roles_only(self):
        record = with_spells((planted.SUMMIT, planted.SILENT, "observer", "2021-02-04"))
        assert not record.joined[record.place(planted.SUMMIT), record.states.index(planted.SILENT)]


def test_what_is_no_comparable_text_is_left_out_with_its_reason():
    left_out = planted.record().left_out
    assert dict(zip(left_out["key"], left_out["reason"], strict=True)) == {
        "counted_only": "partly_known",
        "known_in_part": "partly_known",
        "nobody_yet": "nobody_listed",
        "summit_21_before": "earlier_state",
        "without_date": "not_dated",
    }


def test_a_resolution_opens_when_its_first_sponsor_signs():
    assert planted.opened("res_ai_13") < np.datetime64("2013-10-25", "D")
    assert planted.opened(planted.PLEDGE) == np.datetime64("2019-11-01", "D")


def test_texts_fall_in_classes_fields_and_families():
    texts = planted.record().texts.set_index("instrument_id")
    assert texts.loc["paper_a", ["text_class", "field"]].tolist() == ["paper", "arms"]
    assert texts.loc["treaty_c", ["text_class", "field"]].tolist() == ["treaty", "cyber"]
    assert texts.loc["pledge_f", ["text_class", "field"]].tolist() == ["political", "ai"]
    assert texts.loc["summit_18", "family"] == texts.loc["summit_21", "family"]
    assert texts.loc["res_ai_13", "family"] == texts.loc["res_ai_17", "family"]
    assert texts.loc["res_ai_13", "family"] != texts.loc["res_space_11", "family"]


def test_a_state_that_was_only_absent_is_as_if_it_was_not_listed():
    record = planted.record()
    before = record.known(np.datetime64("2013-06-01", "D"))
    late, at = record.states.index(planted.LATE_VOTER), record.codes
    assert (at[before.voted, late] == ballots.CODES["X"]).all()
    _, _, absent = joining_features.recent_votes(record, before)
    assert np.isnan(absent[late])
    after = record.known(np.datetime64("2016-06-01", "D"))
    assert 0 < joining_features.recent_votes(record, after)[2][late] < 1


def test_the_next_version_of_a_text_is_listed_by_nobody_and_told_of_all():
    record = planted.record()
    day = np.datetime64("2023-01-01", "D")
    more = record.with_text("next", like="treaty_a", opened=day)
    place = more.place("next")
    assert more.texts["family"].iloc[place] == record.texts["family"].iloc[0]
    assert planted.opened("next", more) == day
    assert more.is_told[place].all()
    assert not more.joined[place].any()
    assert len(record.texts) == place


def test_an_unknown_text_is_refused():
    with pytest.raises(AnalysisError, match="joining: found text 'nothing', expected a text with"):
        planted.record().place("nothing")
    with pytest.raises(AnalysisError, match="found text 'counted_only'"):
        planted.record().with_text("x", like="counted_only", opened=np.datetime64("2023-01-01"))


def test_a_record_without_texts_or_votes_is_refused():
    held = planted.tables()
    nothing = held["instruments"].assign(roster_use="positives_only")
    with pytest.raises(AnalysisError, match="found no dated roster that tells of every State"):
        gathering.gather(**(held | {"instruments": nothing}))
    other = held["topics"].assign(topic="human_rights")
    with pytest.raises(AnalysisError, match="found no complete roll call on disarmament"):
        gathering.gather(**(held | {"topics": other}))


def test_the_tables_are_not_changed():
    held, before = planted.tables(), planted.tables()
    gathering.gather(**held)
    for name, table in held.items():
        pd.testing.assert_frame_equal(table, before[name])


def test_the_order_of_rows_says_nothing():
    shuffled = {
        name: table.sample(frac=1, random_state=4) for name, table in planted.tables().items()
    }
    found, wanted = gathering.gather(**shuffled), planted.record()
    for field in dataclasses.fields(asof.Record):
        if field.name in ("joined", "joined_on", "covers", "codes", "voted_on"):
            one, two = getattr(found, field.name), getattr(wanted, field.name)
            assert one.tobytes() == two.tobytes(), field.name
