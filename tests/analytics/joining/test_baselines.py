import numpy as np
import pytest

from analytics.joining import baselines, features, past_rosters
from tests.analytics import joining_world as planted


def of(key: str, name: str) -> np.ndarray:
    return planted.features()[planted.record().place(key)].baselines[name]


def known(key: str) -> np.ndarray:
    """Return who had joined which text on the morning another opened."""
    record = planted.record()
    return record.known(planted.opened(key)).joined[: record.place(key)]


def test_all_but_the_level_are_known_of_every_text():
    for found in planted.features():
        assert set(found.baselines) == set(baselines.BASELINES) - {"base_rate"}
        for values in found.baselines.values():
            assert len(values) == planted.N_STATES
            assert np.isfinite(values).all()


def test_share_of_texts_is_that_of_all_earlier_ones():
    np.testing.assert_allclose(
        of(planted.SUMMIT, "share_of_texts")[:, 0], known(planted.SUMMIT).mean(axis=0)
    )
    assert not of("treaty_a", "share_of_texts").any()


def test_the_last_is_of_the_family_otherwise_of_class_and_field():
    record, joined = planted.record(), known(planted.SUMMIT)
    np.testing.assert_array_equal(
        of(planted.SUMMIT, "signed_the_last")[:, 0], joined[record.place("summit_18")]
    )
    np.testing.assert_array_equal(
        of("pledge_f", "signed_the_last")[:, 0], known("pledge_f")[record.place("summit_18")]
    )
    assert not of("paper_b", "signed_the_last").any(), "the first paper on cyber"


def test_family_history_is_the_last_version_and_the_share_of_them():
    joined = known("res_space_11")[planted.record().place("res_space_10")]
    np.testing.assert_array_equal(of("res_space_11", "family_history").T, [joined, joined])
    assert not of(planted.PLEDGE, "family_history").any()


def test_region_is_the_mean_of_the_others_of_the_group():
    place = planted.record().place(planted.SUMMIT)
    found = planted.features()[place]
    own = found.values[:, found.names.index("same_class")]
    region = planted.REGION
    for at in range(planted.N_STATES):
        others = (region == region[at]) & (np.arange(planted.N_STATES) != at)
        assert of(planted.SUMMIT, "region")[at, 0] == pytest.approx(own[others].mean())


def test_engagement_counts_hosting_taking_part_and_texts_of_the_field():
    record, place = planted.record(), planted.record().place(planted.SUMMIT)
    is_field = (record.texts["field"] == "ai").to_numpy()[:place]
    count = known(planted.SUMMIT)[is_field].sum(axis=0)
    talked = np.isin(planted.STATES, planted.STATES[2:9]) * 1 + np.isin(
        planted.STATES, planted.HOSTS
    )
    tabled = sum(np.isin(planted.STATES, planted.carriers(k)) * 1 for k in ("res_ai_13",) * 2)
    expected = np.log1p(count + talked + tabled)
    np.testing.assert_allclose(of(planted.SUMMIT, "engagement")[:, 0], expected)


def test_peers_are_those_that_vote_alike():
    record = planted.record()
    place = record.place("pledge_f")
    past = past_rosters.known_rosters(record, record.known(planted.opened("pledge_f")))
    plain = {
        name: np.where(np.arange(planted.N_STATES) == 4, 1.0, 0.0)
        for name in ("all_texts", "same_class", "engaged", "family_last", "family_share")
    }
    votes = np.tile(planted.POSITION / np.abs(planted.POSITION), (1, 1))
    found = baselines.of_text(record, place, past, np.empty(0, int), votes, plain)["peers"]
    side = np.sign(planted.POSITION)
    others = np.arange(planted.N_STATES) != 4
    assert (found[others & (side == side[4])] > 0).all()
    assert not found[side != side[4]].any()
    assert found[4] == 0, "oneself is no peer"
    assert features.RECENT_YEARS > 0
