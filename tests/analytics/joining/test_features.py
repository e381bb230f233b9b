import dataclasses

import numpy as np
import pytest

from analytics.joining import features, prediction
from analytics.joining.features import MEANINGS
from analytics.joining.history import History
from tests.analytics import joining_world as planted

PLAIN_SIGN = {
    "earlier_versions": 1,
    "record": 1,
    "record_of_class": 1,
    "engagement": 1,
    "absence": -1,
    "carrier_votes": 1,
    "same_carrier": 1,
    "like_carriers": 1,
    "camp": 1,
    "groups": 1,
    "signatories": 1,
    "signatory_votes": 1,
}
"""What each reason must mean to a reader; votes on the subject speak both ways, each by itself."""

BY_VOTE = {"subject_yes": 1, "subject_no": -1, "subject_abstain": -1}
ON_OPEN_TEXTS = ("signatories_record", "signatories_close", "signatories_votes")


def columns(found: features.Features) -> dict[str, np.ndarray]:
    return dict(zip(found.names, found.values.T, strict=True))


def of(key: str, record: History | None = None) -> features.Features:
    held = planted.record() if record is None else record
    return features.of_text(held, held.place(key))


class TestTheMeaningOf:
    @pytest.mark.parametrize("name", MEANINGS)
    def test_a_feature_agrees_with_its_sign(self, name):
        meaning = MEANINGS[name]
        wanted = BY_VOTE[name] if name in BY_VOTE else PLAIN_SIGN[meaning.reason]
        assert meaning.sign == wanted
        assert meaning.family in features.FAMILIES

    def test_all_features_is_stated(self):
        for found in planted.features():
            assert found.names == tuple(n for n in MEANINGS if n not in ON_OPEN_TEXTS)
            assert found.signs.tolist() == [MEANINGS[name].sign for name in found.names]
            assert np.isfinite(found.values).all()
        assert planted.asked()[0].features.names == tuple(MEANINGS)

    @pytest.mark.parametrize("kind", ["prior", "open"])
    def test_no_weight_and_no_draw_is_contradicted(self, kind):
        day = None if kind == "prior" else np.datetime64("2020-06-01", "D")
        model = planted.predicted("summit_18", day).model
        signs = np.array([MEANINGS[name].sign for name in model.names])
        assert (model.weights * signs >= 0).all()
        assert (model.draws * signs >= 0).all()
        assert (model.weights != 0).sum() >= 5
        assert model.draws.shape == (200, len(signs))

    @pytest.mark.slow
    def test_no_reason_is_contradicted(self):
        """Who has more of what a reason says than all others is never told that it counts against.

        Each reason of a State at the top of every feature of that reason speaks for it.
        """
        found = planted.predicted(planted.SUMMIT)
        meanings = [MEANINGS[name] for name in found.features.names]
        is_open = found.is_open
        signed = found.features.values * [one.sign for one in meanings]
        is_asked = ~np.isin(found.status, ["listed", "carries"])
        middle = signed[is_asked].mean(axis=0)
        n_told = 0
        for at in np.flatnonzero(is_open):
            table = prediction.reasons(found, found.states[at]).set_index("reason")["log_odds"]
            for reason, log_odds in table.items():
                here = [k for k, one in enumerate(meanings) if one.reason == reason]
                ranks = signed[at, here] - middle[here]
                if (ranks >= 0).all():
                    assert log_odds >= 0, (found.states[at], reason)
                elif (ranks <= 0).all():
                    assert log_odds <= 0, (found.states[at], reason)
                n_told += 1
        assert n_told > 100


class TestEarlierVersions:
    def test_tell_who_was_on_them(self):
        found = of("res_space_11")
        record = planted.record()
        earlier = record.joined[record.place("res_space_10")]
        assert np.array_equal(found.was_on_family, earlier)
        assert np.array_equal(columns(found)["family_last"], earlier * 1.0)
        assert np.array_equal(columns(found)["family_share"], earlier * 1.0)

    def test_are_none_of_a_first_one(self):
        found = of(planted.PLEDGE)
        assert not found.was_on_family.any()
        for name in ("family_last", "family_share"):
            assert not columns(found)[name].any()


class TestCarriers:
    def test_tell_which_side_a_first_version_is_on(self):
        for key, side in (("pledge_e", -1), ("paper_d", -1), ("pledge_f", 1), ("paper_e", -1)):
            found = columns(of(key))
            for name in ("carrier_votes", "like_carriers", "camp_by_votes"):
                if name == "camp_by_votes" and not found[name].any():
                    continue  # no vote on the subject
                assert np.corrcoef(found[name], side * planted.POSITION)[0, 1] > 0.5, (key, name)

    def test_are_those_on_the_last_version_where_none_is_on_record(self):
        record = planted.record()
        nobody = record.carried.copy()
        nobody[record.place(planted.SUMMIT)] = False
        found = of(planted.SUMMIT, dataclasses.replace(record, carried=nobody))
        known = record.known(planted.opened(planted.SUMMIT))
        assert np.array_equal(found.carriers, known.joined[record.place("summit_18")])
        assert not of("pledge_b").carriers.any()

    def test_carried_the_same_is_a_record_on_their_texts(self):
        record = planted.record()
        place = record.place("paper_e")
        same = (record.carried[:place] & record.carried[place]).any(axis=1)
        assert same.any()
        found = columns(of("paper_e"))["same_carrier"]
        joined = record.known(planted.opened("paper_e")).joined[:place][same].sum(axis=0)
        assert np.corrcoef(found, joined)[0, 1] > 0.8


class TestGroups:
    def test_pull_by_the_best_group_oneself_left_out(self):
        record = planted.record()
        place = record.place(planted.SUMMIT)
        union = record.groups.index("union")
        members = record.in_group[union]
        last = record.place("summit_18")
        joined, days = record.joined.copy(), record.joined_on.copy()
        joined[last], days[last] = members, planted.opened("summit_18")
        all_of_them = dataclasses.replace(record, joined=joined, joined_on=days)
        found = features.of_text(all_of_them, place)
        assert found.near == last
        assert (found.group[members] == union).all()
        assert (columns(found)["group_pull"][members] > 0).all()
        alone = joined.copy()
        alone[last] = np.arange(planted.N_STATES) == np.flatnonzero(members)[0]
        one = dataclasses.replace(record, joined=alone, joined_on=days)
        first = features.of_text(one, place)
        assert columns(first)["group_pull"][members][0] == 0, "oneself does not pull"
        assert first.group[members][0] == -1

    def test_need_a_text_to_tell_what_they_do(self):
        found = of("paper_a")
        assert found.near == -1
        assert not columns(found)["group_pull"].any()
        assert (found.group == -1).all()

    def test_that_pull_nobody_are_not_named(self):
        for found in planted.features():
            pull = columns(found)["group_pull"]
            assert np.array_equal(found.group >= 0, pull > 0)


class TestSignatories:
    def test_tell_of_the_others_by_where_they_lean(self):
        record = planted.record()
        place = record.place("pledge_f")
        day = planted.opened("pledge_f") + 30
        for side in (1, -1):
            signed = side * planted.POSITION > 0.8
            found = columns(features.of_text(record, place, day, signed))
            rest = ~signed & (np.arange(planted.N_STATES) < planted.N_STATES - 2)
            for name in ON_OPEN_TEXTS:
                told = np.corrcoef(found[name][rest], side * planted.POSITION[rest])[0, 1]
                assert told > 0.4, (side, name)

    def test_of_a_text_opened_yesterday_are_its_carriers(self):
        record = planted.record()
        place = record.place(planted.SUMMIT)
        nobody = np.zeros(planted.N_STATES, dtype=bool)
        day = record.opened[place] + 1
        found = features.of_text(record, place, day, nobody)
        with_carriers = features.of_text(record, place, day, record.carried[place])
        for name in ON_OPEN_TEXTS:
            assert columns(found)[name].any()
            np.testing.assert_array_equal(columns(found)[name], columns(with_carriers)[name])

    def test_the_text_itself_tells_by_its_signatories_alone(self):
        record = planted.record()
        place, day = record.place("summit_18"), np.datetime64("2020-06-01", "D")
        signed = record.known(day).listed[place]
        emptied = record.joined.copy()
        emptied[place] = False
        other = dataclasses.replace(record, joined=emptied)
        found = features.of_text(other, place, day, signed)
        wanted = features.of_text(record, place, day, signed)
        for name in set(found.names) - {"engaged"}:
            np.testing.assert_array_equal(columns(found)[name], columns(wanted)[name], name)


def test_a_state_without_votes_and_rosters_has_no_basis():
    at = planted.STATES.index(planted.SILENT)
    for found in planted.features():
        assert not found.has_basis[at]
    assert planted.features()[-1].has_basis[:-1].all()
