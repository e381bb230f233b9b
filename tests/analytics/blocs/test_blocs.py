from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from analytics.blocs import blocs, consensus, held_out, profiles
from data.errors import AnalysisError
from tests.analytics import drawn

QUICK = consensus.Options(k_max=4, n_runs=16)
DAY = pd.Timestamp("2026-07-17")
N_STATES, N_ROLLCALLS = 40, 60


def memberships_of(group: np.ndarray, n_rosters: int = 30, seed: int = 0) -> pd.DataFrame:
    """Draw rosters, each of which one group joins eagerly and the others hardly."""
    rng = np.random.default_rng(seed)
    names = drawn.states(len(group))
    rows = [
        (f"i{k:02d}", names[s], "member")
        for k in range(n_rosters)
        for s in range(len(group))
        if rng.random() < (0.8 if group[s] == k % 3 else 0.05)
    ]
    frame = pd.DataFrame(rows, columns=["instrument_id", "iso3", "role"])
    return frame.assign(since_to=pd.Timestamp("2020-01-01"), until=None)


@pytest.fixture(scope="module")
def planted():
    return drawn.planted(3, n_states=N_STATES, n_rollcalls=N_ROLLCALLS, noise=0.1, seed=4)


@pytest.fixture(scope="module")
def of_votes(planted):
    return profiles.of_votes(drawn.of_codes(planted[0]), drawn.rollcalls(N_ROLLCALLS))


@pytest.fixture(scope="module")
def of_rosters(planted):
    memberships = memberships_of(planted[1])
    instruments = pd.DataFrame(
        {
            "instrument_id": [f"i{k:02d}" for k in range(30)],
            "short_name": [f"Roster {k}" for k in range(30)],
            "roster_use": "full",
            "snapshot_of": None,
        }
    )
    return profiles.of_rosters(memberships, instruments, day=DAY)


@pytest.fixture(scope="module")
def result(of_votes):
    return blocs.grouping(of_votes, seed=1, options=QUICK)


def assert_is_planted(result: blocs.Blocs, group: np.ndarray) -> None:
    truth = dict(zip(drawn.states(N_STATES), group + 1, strict=True))
    assert result.members["leaning"].tolist() == [truth[s] for s in result.members["iso3"]]


@pytest.mark.slow
def test_planted_blocs_are_found_numbered_by_size(result, of_votes, planted):
    assert (result.k, result.n_borne, result.is_stable) == (3, 3, True)
    assert_is_planted(result, planted[1])
    counts = result.blocs["n_core"] + result.blocs["n_leaning"]
    assert counts.tolist() == np.bincount(planted[1]).tolist()
    assert (result.n_states, result.n_rosters) == (N_STATES, 0)
    assert result.n_rollcalls == result.n_texts == len(of_votes.layers[0].codes)


@pytest.mark.slow
def test_rosters_alone_and_both_together_find_them_too(of_votes, of_rosters, planted):
    for basis in (of_rosters, profiles.combine(of_votes, of_rosters)):
        result = blocs.grouping(basis, seed=1, options=QUICK)
        assert result.k == 3
        assert_is_planted(result, planted[1])
    assert (result.n_rollcalls, result.n_rosters) == (len(of_votes.layers[0].codes), 30)
    assert set(result.texts["kind"]) == {"votes", "rosters"}


@pytest.mark.slow
def test_a_swing_state_is_in_no_bloc_but_leans_to_one(planted):
    codes, group = planted[0].copy(), planted[1]
    rng = np.random.default_rng(0)
    first, second = (codes[:, group == g][:, 0] for g in (0, 1))
    codes[:, -1] = np.where(rng.random(N_ROLLCALLS) < 0.5, first, second)
    basis = profiles.of_votes(drawn.of_codes(codes), drawn.rollcalls(N_ROLLCALLS))
    members = blocs.grouping(basis, seed=1, options=QUICK).members.set_index("iso3")
    between = members.iloc[-1]
    assert between["is_swing"]
    assert pd.isna(between["bloc"])
    assert between["leaning"] in (1, 2)
    assert between["certainty"] < QUICK.min_certainty
    assert members["is_swing"].sum() == 1


def test_each_bloc_is_named_by_core_members(result):
    core = result.members[~result.members["is_swing"]].set_index("iso3")["bloc"]
    for row in result.blocs.itertuples():
        typical = row.typical.split("|")
        assert len(typical) == blocs.N_TYPICAL
        assert (core[typical] == row.bloc).all()


def test_the_texts_that_set_a_bloc_apart_differ_most(result, of_votes):
    layer, keys = of_votes.layers[0], of_votes.keys[0]
    position = pd.DataFrame(layer.codes - 1.0, index=keys["key"], columns=of_votes.states)
    position = position.where(layer.codes >= 0)
    in_first = (result.members.set_index("iso3")["bloc"] == 1).reindex(of_votes.states)
    difference = position.loc[:, in_first].mean(axis=1) - position.loc[:, ~in_first].mean(axis=1)
    first = result.texts[result.texts["bloc"] == 1]
    assert first["rank"].tolist() == [1, 2, 3, 4, 5]
    assert first["difference"].abs().iloc[0] == pytest.approx(difference.abs().max(), abs=1e-5)
    for row in first.itertuples():
        assert row.difference == pytest.approx(difference[row.key], abs=1e-5)
        assert row.mean_bloc - row.mean_rest == pytest.approx(row.difference, abs=1e-5)
        assert row.title == f"Text {int(row.key[1:])}"


@pytest.mark.slow
def test_a_text_voted_on_again_sets_a_bloc_apart_once_by_all_its_votes(planted):
    codes, text, _group = drawn.planted_texts(2, n_states=30, n_texts=12)
    rollcalls = drawn.rollcalls(len(codes)).assign(text_id=text)
    basis = profiles.of_votes(drawn.of_codes(codes), rollcalls, min_minority_share=0)
    result = blocs.grouping(basis, seed=1, options=QUICK)
    assert (result.n_rollcalls, result.n_texts) == (len(codes), 12)
    first = result.texts[result.texts["bloc"] == 1].iloc[0]
    votes = np.flatnonzero(text == text[int(first["key"][1:])])
    assert first["n_times"] == len(votes)
    assert first["title"] == f"Text {votes[-1]}"
    inside = (result.members["bloc"] == 1).fillna(value=False).to_numpy(dtype=bool)
    cast = np.where(codes[votes] == 3, np.nan, codes[votes] - 1.0)[:, inside]
    with np.errstate(invalid="ignore"):
        by_state = pd.DataFrame(cast).mean()
    assert first["mean_bloc"] == pytest.approx(by_state.mean(), abs=1e-5)


def test_frames_say_the_same_of_every_state(result):
    wide = result.probabilities.pivot_table(index="iso3", columns="bloc", values="probability")
    assert wide.sum(axis=1).tolist() == pytest.approx([1] * N_STATES, abs=1e-5)
    assert wide.max(axis=1).tolist() == pytest.approx(result.members["certainty"].tolist())
    assert wide.idxmax(axis=1).tolist() == result.members["leaning"].tolist()
    assert (result.members["n_votes"] > 40).all()


def test_states_that_act_alike_lie_near_one_another(result, planted):
    points = result.members[["x", "y"]].to_numpy()
    apart = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
    is_same = planted[1][:, None] == planted[1][None]
    assert apart[is_same].mean() < apart[~is_same].mean() / 2


@pytest.mark.slow
def test_votes_dealt_at_random_have_no_stable_grouping():
    rng = np.random.default_rng(3)
    codes = rng.choice(3, p=[0.2, 0.2, 0.6], size=(N_ROLLCALLS, N_STATES)).astype(np.int8)
    basis = profiles.of_votes(drawn.of_codes(codes), drawn.rollcalls(N_ROLLCALLS))
    result = blocs.grouping(basis, seed=1, options=QUICK)
    assert (result.k, result.refusal, result.is_stable) == (0, consensus.NO_GAIN, False)
    assert result.members[["bloc", "leaning", "certainty"]].isna().all(axis=None)
    assert not result.members["is_swing"].any()
    for frame in (result.blocs, result.texts, result.separation, result.probabilities):
        assert frame.empty


@pytest.mark.proof
def test_one_core_two_cores_and_a_dask_cluster_give_the_same_bytes(of_votes, scheduler):
    options = dataclasses.replace(QUICK, k_max=3, n_runs=4)
    one, two, cluster = (
        blocs.grouping(of_votes, seed=1, options=options, **where)
        for where in ({"n_jobs": 1}, {"n_jobs": 2}, {"scheduler": scheduler})
    )
    for other in (two, cluster):
        for name in ("members", "blocs", "texts", "separation", "probabilities", "curve"):
            pd.testing.assert_frame_equal(
                getattr(one, name), getattr(other, name), check_exact=True
            )
        assert one.stability == other.stability


def test_progress_is_told(of_votes):
    told = []
    options = dataclasses.replace(QUICK, k_max=3, n_runs=4)
    blocs.grouping(
        of_votes,
        seed=1,
        options=options,
        on_progress=lambda done, total: told.append((done, total)),
    )
    assert told[-1] == (4 + held_out.N_FOLDS, 4 + held_out.N_FOLDS)


@pytest.mark.real
def test_contested_disarmament_votes_of_five_sessions_have_a_stable_grouping(record):
    topics = record["topics"]
    on_issue = topics.loc[topics["topic"] == "disarmament", "rollcall_id"]
    rollcalls = record["rollcalls"]
    rollcalls = rollcalls[rollcalls["rollcall_id"].isin(on_issue)]
    last = 80  # the last session of which the record as shipped has the votes
    basis = profiles.of_votes(record["votes"], rollcalls, sessions=(last - 4, last))
    result = blocs.grouping(basis, seed=1, options=consensus.Options(k_max=5, n_runs=30))
    assert result.is_stable
    assert result.stability >= 0.85
    members = result.members.set_index("iso3")["leaning"]
    assert members["NLD"] == members["DEU"] != members["ZMB"] == members["KEN"]


@pytest.mark.slow
def test_two_blocs_that_lie_apart_are_said_to(planted):
    codes, _text, group = drawn.planted_texts(2, n_states=60)
    result = blocs.grouping(
        profiles.of_votes(drawn.of_codes(codes), drawn.rollcalls(len(codes))), seed=1, options=QUICK
    )
    assert result.k == 2
    assert result.separation["is_apart"].tolist() == [True]
    assert result.separation["n_states"].tolist() == [len(group)]


@pytest.mark.slow
def test_a_line_without_a_gap_is_refused_or_said_to_have_none():
    codes, _place = drawn.on_a_line()
    basis = profiles.of_votes(drawn.of_codes(codes), drawn.rollcalls(len(codes)))
    result = blocs.grouping(basis, seed=1, options=dataclasses.replace(QUICK, min_stability=0.5))
    assert result.k >= 2
    neighbours = result.separation.sort_values("n_between").tail(result.k - 1)
    assert not neighbours["is_apart"].any()


@pytest.mark.slow
def test_a_state_with_ten_votes_is_left_out_and_a_text_with_one_vote_changes_nothing(planted):
    codes, group = planted[0].copy(), planted[1]
    codes[10:, 0] = 3
    once = np.full((1, N_STATES), 3)
    once[0, 3:6] = [2, 0, 2]
    basis = profiles.of_votes(
        drawn.of_codes(np.vstack([codes, once])), drawn.rollcalls(N_ROLLCALLS + 1)
    )
    few = basis.left_out[basis.left_out["reason"] == "too_few_votes"]
    assert few["key"].tolist() == [drawn.states(1)[0]]
    result = blocs.grouping(basis, seed=1, options=QUICK)
    truth = dict(zip(drawn.states(N_STATES), group + 1, strict=True))
    assert result.members["leaning"].tolist() == [truth[s] for s in result.members["iso3"]]


def test_a_subject_with_three_texts_is_refused_in_a_clear_sentence(planted):
    rollcalls = drawn.rollcalls(N_ROLLCALLS).assign(text_id=np.arange(N_ROLLCALLS) % 3)
    with pytest.raises(AnalysisError, match="found 3 texts of 40 States, expected at least 10"):
        profiles.of_votes(drawn.of_codes(planted[0]), rollcalls)


def test_a_state_that_never_voted_is_refused_a_place():
    codes = np.full((12, 12), 3, dtype=np.int8)
    with pytest.raises(AnalysisError, match="found 0 roll calls by 0 States"):
        profiles.of_votes(drawn.of_codes(codes), drawn.rollcalls(12))
