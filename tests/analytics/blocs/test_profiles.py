from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.blocs import profiles
from data.errors import AnalysisError
from tests.analytics import drawn

DAY = pd.Timestamp("2026-07-17")
CODES = np.random.default_rng(0).integers(0, 4, size=(30, 15)).astype(np.int8)


def of_votes(codes: np.ndarray = CODES, **options) -> profiles.Profiles:
    return profiles.of_votes(drawn.of_codes(codes), drawn.rollcalls(len(codes)), **options)


def of_rosters(n_rosters: int = 14, n_states: int = 16, **options) -> profiles.Profiles:
    """State k is on the rosters from k on: SAA on all of them, the last on none or few."""
    names = drawn.states(n_states)
    rows = [
        (f"i{k:02d}", names[s]) for k in range(n_rosters) for s in range(n_states) if s <= k + 1
    ]
    memberships = pd.DataFrame(rows, columns=["instrument_id", "iso3"]).assign(
        role="member", since_to=pd.Timestamp("2020-01-01"), until=None
    )
    instruments = pd.DataFrame(
        {
            "instrument_id": [f"i{k:02d}" for k in range(n_rosters)],
            "short_name": [None] + [f"Roster {k}" for k in range(1, n_rosters)],
            "roster_use": "full",
            "snapshot_of": None,
        }
    )
    return profiles.of_rosters(memberships, instruments, day=DAY, **options)


def test_absence_is_not_known_in_a_layer_of_votes():
    layer = of_votes().layers[0]
    assert layer.kind == "votes"
    np.testing.assert_array_equal(layer.codes, np.where(CODES == 3, -1, CODES))


def test_votes_on_one_text_are_resampled_together():
    rollcalls = drawn.rollcalls(30, text_id=[k % 12 for k in range(30)])
    text_numbers = profiles.of_votes(drawn.of_codes(CODES), rollcalls).layers[0].text_numbers
    assert text_numbers.max() == 11
    assert text_numbers[0] == text_numbers[12] == text_numbers[24]


def test_a_roll_call_nobody_divided_on_is_left_out():
    codes = CODES.copy()
    codes[3] = 2
    basis = of_votes(codes, min_minority_share=0.0)
    assert basis.left_out.to_dict("records") == [
        {"kind": "rollcall", "key": "r0003", "reason": "not_divided"}
    ]


def test_states_on_few_rosters_are_left_out_with_their_reason():
    basis = of_rosters(min_rosters=3)
    names = drawn.states(16)
    assert basis.states == tuple(names[:13])
    few = basis.left_out[basis.left_out["reason"] == "too_few_rosters"]
    assert few["key"].tolist() == names[13:15]
    assert basis.keys[0]["title"].tolist()[:2] == ["i00", "Roster 1"]


def test_both_kinds_stand_on_the_states_that_both_know():
    joint = profiles.combine(of_votes(), of_rosters())
    assert joint.states == tuple(drawn.states(13))
    assert [layer.codes.shape[1] for layer in joint.layers] == [13, 13]
    apart = joint.left_out[joint.left_out["reason"] == "not_in_both"]
    assert set(apart["key"]) <= set(drawn.states(16)[13:])
    np.testing.assert_array_equal(joint.layers[0].codes, of_votes().layers[0].codes[:, :13])


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: of_votes(CODES[:9]), "found 9 texts of 1. States, expected at least 10 of"),
        (lambda: of_votes(CODES[:, :9]), "expected at least 1 roll call and 10 States"),
        (lambda: of_votes(np.full((12, 12), 2)), "found 0 roll calls by 0 States"),
        (lambda: of_votes(sessions=(1, 2)), "found 0 roll calls by 0 States"),
        (lambda: of_rosters(n_rosters=9), "found 9 rosters of 8 States"),
    ],
)
def test_what_is_too_thin_to_resample_is_refused(ask, message):
    with pytest.raises(AnalysisError, match=message):
        ask()


def test_kinds_that_share_few_states_are_refused():
    later = drawn.of_codes(CODES, drawn.states(20)[5:])
    votes = profiles.of_votes(later, drawn.rollcalls(30))
    with pytest.raises(AnalysisError, match="found 30 texts of 8 States, expected at least"):
        profiles.combine(votes, of_rosters())
