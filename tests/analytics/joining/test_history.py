import dataclasses
import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import ballots
from analytics.joining import (
    coalition_sizes,
    history_from_tables,
    open_texts,
    recent_votes,
)
from analytics.joining.features import Features, of_text
from analytics.joining.history import History
from data.errors import AnalysisError
from data.schema import FORMER_ROLES
from tests.analytics import forecasts, joining_later
from tests.analytics import joining_world as planted

CUTS = ("paper_d", "summit_18", "summit_21")
OPEN_DAY = np.datetime64("2020-06-01", "D")


def scrambled(held: planted.Tables, cut: pd.Timestamp, *names: str) -> planted.Tables:
    """Return tables of which some are dealt anew from the cut on."""
    other = joining_later.scrambled(held, cut, np.random.default_rng(3))
    return held | {name: other[name] for name in names}


def left_later(held: planted.Tables, cut: pd.Timestamp) -> planted.Tables:
    """Return tables in which all that joined left again, the day after the cut or a year later."""
    spells = held["memberships"]
    joined = spells[~spells["role"].isin([*FORMER_ROLES, "member"])].drop_duplicates(
        ["instrument_id", "iso3"]
    )
    gone = joined.assign(role="withdrawn", evidence_id="e-gone")
    gone["since_to"] = [cut + pd.Timedelta(days=1 + 365 * (k % 2)) for k in range(len(gone))]
    return held | {"memberships": pd.concat([spells, gone], ignore_index=True)}


CHANGES = {
    "all_dealt_anew": lambda held, cut: scrambled(held, cut, "memberships", "votes", "leads"),
    "joined_otherwise": lambda held, cut: scrambled(held, cut, "memberships"),
    "voted_otherwise": lambda held, cut: scrambled(held, cut, "votes"),
    "carried_otherwise": lambda held, cut: scrambled(held, cut, "leads"),
    "left": left_later,
    "nothing_happened": joining_later.shortened,
}
SEEN_IN = {
    "all_dealt_anew": ("joined", "codes", "carried"),
    "joined_otherwise": ("joined",),
    "voted_otherwise": ("codes",),
    "carried_otherwise": ("carried",),
    "left": ("left_on",),
    "nothing_happened": ("joined", "codes", "carried"),
}
"""Which part of the record each change can be seen in: one that changes nothing proves nothing."""


def with_spells(*rows: tuple[str, str, str, str], until: str | None = None) -> History:
    """Return the record with more spells: key, State, role, day."""
    held = planted.tables()
    more = pd.DataFrame(rows, columns=["instrument_id", "iso3", "role", "since_to"])
    more["since_to"] = more["since_to"].astype("datetime64[us]")
    more = more.assign(since_from=more["since_to"], until=until, evidence_id="e-more")
    spells = pd.concat([held["memberships"], more], ignore_index=True)
    return history_from_tables.build(**(held | {"memberships": spells}))


def test_a_state_that_left_a_group_is_not_in_it():
    held = planted.tables()
    base = history_from_tables.build(**held)
    spells = held["memberships"].copy()
    one = spells.index[spells["instrument_id"] == "union"][0]
    spells.loc[one, "until"] = "2020-01-31"
    left = history_from_tables.build(**(held | {"memberships": spells}))
    differs = [
        (base.groups[g], base.states[s]) for g, s in np.argwhere(base.in_group != left.in_group)
    ]
    assert differs == [("union", spells.loc[one, "iso3"])]
    assert left.in_group.sum() == base.in_group.sum() - 1


def same_features(found: Features, wanted: Features) -> bool:
    arrays = ("values", "was_on_family", "has_basis", "carriers", "group")
    return (
        found.names == wanted.names
        and found.near == wanted.near
        and all(getattr(found, n).tobytes() == getattr(wanted, n).tobytes() for n in arrays)
        and all(
            found.baselines[name].tobytes() == wanted.baselines[name].tobytes()
            for name in wanted.baselines
        )
    )


def same_rows(found: list, wanted: list) -> bool:
    return len(found) == len(wanted) and all(
        (one.place, one.weight, one.values.tobytes(), one.joined.tobytes())
        == (two.place, two.weight, two.values.tobytes(), two.joined.tobytes())
        for one, two in zip(found, wanted, strict=True)
    )


@pytest.fixture(scope="module", params=CHANGES)
def change(request) -> str:
    return request.param


class TestWhatHappensLater:
    @pytest.mark.slow
    @pytest.mark.parametrize("key", CUTS)
    def test_changes_no_feature_no_size_no_model_and_no_prediction(self, key, change):
        base, day = planted.record(), planted.opened(key)
        other = history_from_tables.build(**CHANGES[change](planted.tables(), pd.Timestamp(day)))
        for name in SEEN_IN[change]:
            is_same = getattr(other, name).tobytes() == getattr(base, name).tobytes()
            assert not is_same, name
        features = list(planted.features())
        for earlier in base.texts["instrument_id"][base.texts["opened"] <= pd.Timestamp(day)]:
            place = other.place(earlier)
            assert place == base.place(earlier)
            found = of_text(other, place)
            assert same_features(found, features[place]), earlier
            features[place] = found
        place = base.place(key)
        prior = coalition_sizes.prior(other, place)
        assert prior.quantiles.tobytes() == coalition_sizes.prior(base, place).quantiles.tobytes()
        held = forecasts.Basis(other, tuple(features), planted.seen(), planted.asked())
        found, wanted = forecasts.predict(held, key, seed=1), planted.predicted(key)
        assert_same_prediction(found, wanted)

    @pytest.mark.slow
    def test_changes_nothing_said_of_a_text_that_is_open(self, change):
        base, cut = planted.basis(), pd.Timestamp(OPEN_DAY)
        held = forecasts.basis(history_from_tables.build(**CHANGES[change](planted.tables(), cut)))
        known = [b["known_on"] <= cut for b in (held.precedents, base.precedents)]
        pd.testing.assert_frame_equal(held.precedents[known[0]], base.precedents[known[1]])
        assert 0 < known[1].sum() < len(known[1])
        found = open_texts.rows_before(held.record, held.asked, OPEN_DAY)
        wanted = open_texts.rows_before(base.record, base.asked, OPEN_DAY)
        assert len(wanted) > 0
        assert same_rows(found, wanted)
        assert_same_prediction(
            forecasts.predict(held, "summit_18", OPEN_DAY, seed=1),
            planted.predicted("summit_18", OPEN_DAY),
        )

    @pytest.mark.slow
    @settings(max_examples=10)
    @given(st.dates(dt.date(2010, 3, 1), dt.date(2021, 12, 1)), st.integers(0, 99))
    def test_changes_no_feature_whatever_the_day(self, day, seed):
        cut = pd.Timestamp(day)
        rng = np.random.default_rng(seed)
        base = planted.record()
        other = history_from_tables.build(**joining_later.scrambled(planted.tables(), cut, rng))
        when, key = cut.to_datetime64().astype("datetime64[D]"), "summit_18"
        place = base.place(key)
        signed = base.known(when).listed[place]
        carried = dataclasses.replace(other, carried=base.carried)  # known once a text opens
        found = of_text(carried, place, when, signed)
        assert same_features(found, of_text(base, place, when, signed))


def assert_same_prediction(found, wanted):
    assert found.model.texts == wanted.model.texts
    for name in ("weights", "draws", "scale"):
        assert getattr(found.model, name).tobytes() == getattr(wanted.model, name).tobytes(), name
    assert found.sizes.quantiles.tobytes() == wanted.sizes.quantiles.tobytes()
    assert found.status.tolist() == wanted.status.tolist()
    for name in ("probability", "low", "high", "contributions", "draws", "level"):
        assert getattr(found, name).tobytes() == getattr(wanted, name).tobytes(), name


class TestARoster:
    def test_with_a_date_to_come_is_not_known_yet(self):
        day = np.datetime64("2022-06-01", "D")
        record = with_spells((planted.SUMMIT, planted.SILENT, "endorser", "2030-01-01"))
        place, at = record.place(planted.SUMMIT), record.states.index(planted.SILENT)
        assert record.joined[place, at]
        assert not record.known(day).joined[place, at]
        assert record.known(np.datetime64("2030-01-02", "D")).joined[place, at]
        assert not record.known(day).listed[place, at]
        found = of_text(record, place, day)
        assert not found.has_basis[at]
        assert found.values.tobytes() == (of_text(planted.record(), place, day).values.tobytes())

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
        assert set(record.joined_from[place][record.joined[place]]) == set(
            days[record.joined[place]]
        )
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

    def test_knows_of_a_vague_day_both_its_ends(self):
        held = planted.tables()
        spells = held["memberships"]
        is_mine = spells["instrument_id"] == "treaty_c"
        first = spells["since_to"].where(~is_mine, spells["since_to"] - pd.Timedelta(days=30))
        record = history_from_tables.build(
            **(held | {"memberships": spells.assign(since_from=first)})
        )
        place = record.place("treaty_c")
        width = (record.joined_on - record.joined_from)[place][record.joined[place]]
        assert set(width.astype(int)) == {30}
        assert record.joined_on.tobytes() == planted.record().joined_on.tobytes()

    def test_counts_in_its_roles_only(self):
        record = with_spells((planted.SUMMIT, planted.SILENT, "observer", "2021-02-04"))
        assert not record.joined[record.place(planted.SUMMIT), record.states.index(planted.SILENT)]


class TestWhoLeft:
    def test_had_joined_all_the_same_until_the_day_of_leaving(self):
        record, (key, iso3) = planted.record(), planted.LEFT
        place, at = record.place(key), record.states.index(iso3)
        joined, left = (np.datetime64(day, "D") for day in planted.JOINED_AND_LEFT)
        assert record.joined[place, at]
        assert (record.joined_on[place, at], record.left_on[place, at]) == (joined, left)
        for day, has_joined, is_listed in (
            (joined, False, False),
            (joined + 1, True, True),
            (left - 1, True, True),
            (left, True, False),
        ):
            known = record.known(day)
            assert known.joined[place, at] == has_joined, day
            assert known.listed[place, at] == is_listed, day

    def test_nobody_else_has(self):
        record, (key, iso3) = planted.record(), planted.LEFT
        gone = np.argwhere(~np.isnat(record.left_on)).tolist()
        assert gone == [[record.place(key), record.states.index(iso3)]]

    @pytest.mark.slow
    def test_is_gone_by_the_end_of_its_own_spell_too(self):
        row = ("treaty_c", planted.SILENT, "party", "2018-05-05")
        record = with_spells(row, until="2020-03")
        place, at = record.place("treaty_c"), record.states.index(planted.SILENT)
        assert record.left_on[place, at] == np.datetime64("2020-03-31", "D")
        again = with_spells(row, ("treaty_c", planted.SILENT, "withdrawn", "2020-03-03"))
        assert again.left_on[place, at] == np.datetime64("2020-03-03", "D")

    def test_is_back_once_it_joined_again(self):
        key, iso3 = planted.LEFT
        record = with_spells((key, iso3, "party", "2019-02-02"))
        place, at = record.place(key), record.states.index(iso3)
        assert record.known(np.datetime64("2021-01-01", "D")).listed[place, at]
        assert record.joined_on[place, at] == np.datetime64(planted.JOINED_AND_LEFT[0], "D")

    def test_without_a_day_is_gone_once_the_roster_was_read(self):
        record = with_spells(("treaty_c", planted.SILENT, "party_former", "2018-05-05"))
        place, at = record.place("treaty_c"), record.states.index(planted.SILENT)
        assert record.left_on[place, at] == np.datetime64(planted.READ, "D")


class TestWhoCarries:
    @pytest.mark.parametrize("key", [text[0] for text in planted.TEXTS])
    def test_is_known_from_leads_and_rosters(self, key):
        record = planted.record()
        found = np.array(record.states)[record.carried[record.place(key)]]
        assert sorted(found) == sorted(planted.carriers(key))

    def test_is_not_scored(self):
        record = planted.record()
        assert not (record.is_scored & record.carried).any()
        assert np.array_equal(record.is_scored | record.carried, record.is_told | record.carried)

    def test_is_nobody_known_later_than_the_opening_nor_a_place_nor_no_state(self):
        record = planted.record()
        late = record.states.index(planted.LATE_HOST[1])
        assert not record.carried[record.place(planted.LATE_HOST[0]), late]
        assert not record.carried[record.place("pledge_b")].any(), "a place of signature only"
        assert record.carried[record.place("pledge_d")].sum() == 2, "and one that is no State"


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
    _, absent, _ = recent_votes.of_all(record, before)
    assert np.isnan(absent[late])
    after = record.known(np.datetime64("2016-06-01", "D"))
    assert 0 < recent_votes.of_all(record, after)[1][late] < 1


def test_the_next_version_of_a_text_is_listed_by_nobody_and_told_of_all():
    record = planted.record()
    day = np.datetime64("2023-01-01", "D")
    more = record.with_text("next", like="treaty_a", opened=day)
    place = more.place("next")
    assert more.texts["family"].iloc[place] == record.texts["family"].iloc[0]
    assert planted.opened("next", more) == day
    assert more.is_told[place].all()
    assert not more.joined[place].any()
    assert np.isnat(more.joined_from[place]).all()
    assert np.isnat(more.left_on[place]).all()
    assert len(record.texts) == place


def test_the_next_version_is_carried_by_those_that_carried_the_last_one():
    day = np.datetime64("2023-03-01", "D")
    more = planted.record().with_text("next", like=planted.SUMMIT, opened=day)
    found = np.array(more.states)[more.carried[more.place("next")]]
    assert sorted(found) == sorted(planted.HOSTS)


def test_an_unknown_text_is_refused():
    with pytest.raises(AnalysisError, match="joining: found text 'nothing', expected a text with"):
        planted.record().place("nothing")
    with pytest.raises(AnalysisError, match="found text 'counted_only'"):
        planted.record().with_text("x", like="counted_only", opened=np.datetime64("2023-01-01"))


def test_a_record_without_texts_or_votes_is_refused():
    held = planted.tables()
    nothing = held["instruments"].assign(roster_use="positives_only")
    with pytest.raises(AnalysisError, match="found no dated roster that tells of every State"):
        history_from_tables.build(**(held | {"instruments": nothing}))
    other = held["topics"].assign(topic="human_rights")
    with pytest.raises(AnalysisError, match="found no complete roll call on disarmament"):
        history_from_tables.build(**(held | {"topics": other}))


def test_the_tables_are_not_changed():
    held, before = planted.tables(), planted.tables()
    history_from_tables.build(**held)
    for name, table in held.items():
        pd.testing.assert_frame_equal(table, before[name])


def test_the_order_of_rows_says_nothing():
    shuffled = {
        name: table.sample(frac=1, random_state=4) for name, table in planted.tables().items()
    }
    found, wanted = history_from_tables.build(**shuffled), planted.record()
    for field in dataclasses.fields(History):
        one, two = getattr(found, field.name), getattr(wanted, field.name)
        if isinstance(one, np.ndarray) and field.name != "in_group":  # groups keep their order
            assert one.tobytes() == two.tobytes(), field.name


class TestGroups:
    def test_have_their_members_of_the_day_where_dates_are_known(self):
        held = planted.tables()
        spells = held["memberships"].copy()
        union = (spells["instrument_id"] == "union") & (spells["role"] == "member")
        first, second = spells.index[union][:2]
        spells.loc[first, "since_to"] = pd.Timestamp("2015-06-01")
        spells.loc[second, "until"] = "2016-03-01"
        record = history_from_tables.build(**(held | {"memberships": spells}))
        at = record.groups.index("union")
        entered, left = (record.states.index(spells.loc[k, "iso3"]) for k in (first, second))
        days = {
            year: record.known(np.datetime64(f"{year}-01-01", "D")) for year in (2015, 2016, 2017)
        }
        assert [bool(known.in_group[at, entered]) for known in days.values()] == [False, True, True]
        assert [bool(known.in_group[at, left]) for known in days.values()] == [True, True, False]
        assert record.in_group[at, entered]
        assert not record.in_group[at, left]

    def test_without_dates_are_named(self):
        record = planted.record()
        assert set(record.undated_groups) == set(record.groups)
