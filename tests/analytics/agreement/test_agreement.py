from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from analytics import ballots
from analytics.agreement import agreement
from data.errors import AnalysisError
from tests.analytics import drawn

tables = arrays.arrays(
    np.int8,
    st.tuples(st.integers(1, 14), st.integers(2, 5)),
    elements=st.integers(-1, 3),
)
"""Codes of roll calls by States, with absent (3) and not listed (-1) among them."""


def apart(treatment: str, one: int, other: int) -> float | None:
    """Return disagreement in one roll call, as the treatment says; None where not shared."""
    if -1 in (one, other):
        return None
    if 3 not in (one, other):
        return abs(one - other) / 2
    if treatment == "missing":
        return None
    if treatment == "half":
        return 0.5
    return 0.0 if one == other else 1.0


def by_hand(treatment: str, a: np.ndarray, b: np.ndarray) -> dict[str, float]:
    """Return the measures of one pair by loops over roll calls and over all chance pairings."""
    both = [
        (x, y)
        for x, y in zip(a.tolist(), b.tolist(), strict=True)
        if apart(treatment, x, y) is not None
    ]
    n = len(both)
    if not n:
        return {"n_shared": 0, "raw": np.nan, "pi": np.nan, "kappa": np.nan}
    found = sum(apart(treatment, x, y) for x, y in both) / n
    first, second = [x for x, _ in both], [y for _, y in both]
    by_kappa = sum(apart(treatment, x, y) for x in first for y in second) / n**2
    pooled = first + second
    by_pi = sum(apart(treatment, x, y) for x in pooled for y in pooled) / (2 * n) ** 2
    return {
        "n_shared": n,
        "raw": 1 - found,
        "pi": 1 - found / by_pi if by_pi else np.nan,
        "kappa": 1 - found / by_kappa if by_kappa else np.nan,
    }


def computed(codes: np.ndarray, **options) -> agreement.Agreement:
    options = {"seed": 0, "n_replicates": 0, "min_shared": 1, **options}
    return agreement.matrix(drawn.of_codes(codes), drawn.rollcalls(len(codes)), **options)


@pytest.mark.parametrize("treatment", ["missing", "category", "half"])
@settings(deadline=None, max_examples=60)
@given(codes=tables)
def test_all_measures_equal_a_loop_over_pairs_and_roll_calls(treatment, codes):
    has_voted = ((codes >= 0) & (codes < 3)).any(axis=0)
    is_counted = ((codes >= 0) & (codes < 3)).any(axis=1)
    if has_voted.sum() < 2:
        with pytest.raises(AnalysisError, match="at least 1 roll call and 2 States"):
            computed(codes, absence=treatment)
        return
    result = computed(codes, absence=treatment)
    names = np.array(drawn.states(codes.shape[1]))[has_voted]
    used = codes[is_counted][:, has_voted]
    assert result.states == tuple(names)
    expected = pd.DataFrame(
        [
            {"iso3_a": names[i], "iso3_b": names[j], **by_hand(treatment, used[:, i], used[:, j])}
            for i, j in itertools.combinations(range(len(names)), 2)
        ]
    )
    pd.testing.assert_frame_equal(result.pairs[expected.columns], expected, atol=2e-5, rtol=0)


def test_agreement_of_four_roll_calls_worked_by_hand():
    pairs = computed(np.array([[2, 2], [2, 2], [0, 0], [0, 2]])).pairs.iloc[0]
    assert (pairs["n_shared"], pairs["raw"]) == (4, 0.75)
    assert pairs["pi"] == pytest.approx(0.466667)
    assert pairs["kappa"] == pytest.approx(0.5)


def test_two_identical_states_agree_fully_and_still_have_no_chance_when_they_never_varied():
    result = computed(np.array([[2, 2, 2, 2], [0, 0, 2, 2], [1, 1, 2, 2]]))
    pairs = result.pairs.set_index(["iso3_a", "iso3_b"])
    assert pairs.loc[("SAA", "SAB"), ["raw", "pi", "kappa"]].tolist() == [1, 1, 1]
    always_yes = pairs.loc[("SAC", "SAD")]
    assert always_yes["raw"] == 1
    assert np.isnan(always_yes["pi"])
    assert np.isnan(always_yes["kappa"])


def test_high_raw_agreement_is_worth_nothing_when_nearly_all_votes_are_yes():
    codes = np.full((60, 2), 2, dtype=np.int8)
    codes[0, 0], codes[1, 1] = 1, 1
    pair = computed(codes).pairs.iloc[0]
    assert pair["raw"] > 0.98
    assert pair["kappa"] < 0


def test_pairs_that_share_too_few_roll_calls_are_missing_and_counted():
    codes = np.array([[2, 2, 3], [0, 2, 3], [1, 2, 0], [2, 2, 2]])
    result = computed(codes, min_shared=3)
    assert result.n_missing == 2
    is_missing = result.pairs["n_shared"] < 3
    assert result.pairs.loc[is_missing, ["raw", "pi", "kappa", "raw_q05"]].isna().all(axis=None)
    assert result.pairs.loc[~is_missing, "raw"].notna().all()


@settings(deadline=None, max_examples=25)
@given(codes=tables.filter(lambda codes: (codes[:, :2] == 2).any(axis=0).all()))
def test_a_further_roll_call_never_lowers_the_overlap(codes):
    before = computed(codes).pairs.set_index(["iso3_a", "iso3_b"])["n_shared"]
    more = np.vstack([codes, np.full(codes.shape[1], 2, dtype=np.int8)])
    after = computed(more).pairs.set_index(["iso3_a", "iso3_b"])["n_shared"]
    assert (after.reindex(before.index) >= before + 1).all()


@settings(deadline=None, max_examples=25)
@given(order=st.permutations(range(6)))
def test_relabelling_states_changes_nothing_but_their_names(order):
    codes = np.random.default_rng(1).integers(0, 4, size=(30, 6)).astype(np.int8)
    one = agreement.square(computed(codes), "kappa").to_numpy()
    other = agreement.square(computed(codes[:, list(order)]), "kappa").to_numpy()
    np.testing.assert_array_equal(other, one[np.ix_(order, order)])


@pytest.fixture(scope="module")
def noisy():
    rng = np.random.default_rng(3)
    side = rng.integers(0, 3, size=(200, 1))
    codes = np.where(rng.random((200, 8)) < 0.7, side, rng.integers(0, 4, size=(200, 8)))
    return drawn.of_codes(codes.astype(np.int8)), drawn.rollcalls(200)


def test_intervals_hold_the_estimate_and_are_those_of_a_plain_bootstrap(noisy):
    votes, rollcalls = noisy
    result = agreement.matrix(votes, rollcalls, seed=4, n_replicates=400)
    pairs = result.pairs
    for measure in ("raw", "pi", "kappa"):
        assert (pairs[f"{measure}_q05"] <= pairs[measure]).all()
        assert (pairs[measure] <= pairs[f"{measure}_q95"]).all()
    cast = votes[votes["vote"] != "X"].pivot_table(
        index="rollcall_id", columns="iso3", values="vote", aggfunc="first"
    )[["SAA", "SAB"]]
    score = cast.apply(lambda column: column.map({"N": 0, "A": 1, "Y": 2})).dropna().to_numpy()
    values = 1 - np.abs(score[:, 0] - score[:, 1]) / 2
    rng = np.random.default_rng(0)
    means = values[rng.integers(len(values), size=(4000, len(values)))].mean(axis=1)
    low, high = np.quantile(means, (0.05, 0.95))
    assert pairs.loc[0, "raw_q05"] == pytest.approx(low, abs=0.012)
    assert pairs.loc[0, "raw_q95"] == pytest.approx(high, abs=0.012)


def test_texts_voted_on_five_times_give_intervals_wider_by_the_root_of_five():
    rng = np.random.default_rng(5)
    votes = drawn.of_codes(np.repeat(rng.integers(0, 3, size=(40, 4)), 5, axis=0))
    wide, narrow = (
        agreement.matrix(votes, drawn.rollcalls(200, text_id=text), seed=1, n_replicates=400)
        for text in (np.repeat(range(40), 5), range(200))
    )
    assert (wide.n_texts, narrow.n_texts) == (40, 200)
    widths = [(found.pairs["raw_q95"] - found.pairs["raw_q05"]).mean() for found in (wide, narrow)]
    assert widths[0] / widths[1] == pytest.approx(np.sqrt(5), rel=0.1)


def test_intervals_hold_the_true_agreement_about_nine_times_in_ten():
    """Two States vote alike on a text with chance 0.7, and then on it five times over."""
    n_seeds, held = 200, 0
    for seed in range(n_seeds):
        rng = np.random.default_rng([11, seed])
        first = rng.integers(0, 2, size=40) * 2
        codes = np.stack([first, np.where(rng.random(40) < 0.7, first, 2 - first)], axis=1)
        found = agreement.matrix(
            drawn.of_codes(np.repeat(codes, 5, axis=0)),
            drawn.rollcalls(200, text_id=np.repeat(range(40), 5)),
            seed=seed,
        ).pairs.iloc[0]
        held += found["raw_q05"] <= 0.7 <= found["raw_q95"]
    assert 0.83 <= held / n_seeds <= 0.96


def test_states_that_vote_apart_by_chance_are_not_told_to_agree():
    """Of 190 pairs without structure about one in ten may seem to have some; by roll call half."""
    codes = np.repeat(np.random.default_rng(2).integers(0, 3, size=(40, 20)), 5, axis=0)
    shares = []
    for text in (np.repeat(range(40), 5), range(200)):
        found = agreement.matrix(
            drawn.of_codes(codes), drawn.rollcalls(200, text_id=text), seed=1
        ).pairs
        shares.append(found["kappa_q05"].le(0).mul(found["kappa_q95"].ge(0)).mean())
    assert 0.83 <= shares[0] <= 0.95
    assert shares[1] <= 0.65


def test_too_few_texts_give_no_intervals_and_say_so():
    codes = np.random.default_rng(0).integers(0, 3, size=(9, 3)).astype(np.int8)
    result = computed(codes, n_replicates=100)
    assert (result.n_texts, result.n_replicates) == (9, 0)
    assert result.pairs["kappa_q05"].isna().all()
    assert result.pairs["kappa"].notna().all()


def test_a_pair_that_shares_few_texts_has_no_interval_though_others_have():
    codes = np.random.default_rng(0).integers(0, 3, size=(60, 3)).astype(np.int8)
    codes[27:, 2] = 3
    rollcalls = drawn.rollcalls(60, text_id=np.repeat(range(20), 3))
    found = agreement.matrix(drawn.of_codes(codes), rollcalls, seed=0).pairs
    assert found["n_texts"].tolist() == [20, 9, 9]
    assert found["kappa_q05"].notna().tolist() == [True, False, False]
    assert found["kappa"].notna().all()


def test_roll_calls_that_do_not_say_their_text_are_refused(noisy):
    votes, rollcalls = noisy
    with pytest.raises(AnalysisError, match="found roll calls without text_id"):
        agreement.matrix(votes, rollcalls.drop(columns="text_id"), seed=0)


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(noisy):
    votes, rollcalls = noisy
    one, same, other = (
        agreement.matrix(votes, rollcalls, seed=seed, n_replicates=50).pairs for seed in (1, 1, 2)
    )
    pd.testing.assert_frame_equal(one, same, check_exact=True)
    assert not one["raw_q05"].equals(other["raw_q05"])


def test_many_blocks_are_summed_as_few_are(monkeypatch, noisy):
    votes, rollcalls = noisy
    options = {"seed": 1, "n_replicates": 50}
    one = agreement.matrix(votes, rollcalls, **options).pairs
    monkeypatch.setattr("analytics.agreement.pairwise._BLOCKS_AT_ONCE", 7)
    monkeypatch.setattr("analytics.agreement.pairwise._PAIRS_AT_ONCE", 5)
    pd.testing.assert_frame_equal(
        one, agreement.matrix(votes, rollcalls, **options).pairs, check_exact=True
    )


def test_only_contested_roll_calls_are_used_when_asked(noisy):
    votes, rollcalls = noisy
    votes = votes.copy()
    votes.loc[votes["rollcall_id"] < "r0100", "vote"] = "Y"
    result = agreement.matrix(
        votes, rollcalls, seed=0, n_replicates=0, min_minority_share=ballots.CONTESTED
    )
    assert result.n_rollcalls <= 100
    assert set(result.left_out["reason"]) == {"not_contested"}


def test_the_square_is_symmetric_with_a_missing_diagonal(noisy):
    result = agreement.matrix(*noisy, seed=0, n_replicates=0)
    for measure in ("raw", "pi", "kappa", "n_shared"):
        square = agreement.square(result, measure)
        np.testing.assert_array_equal(square, square.T)
        assert np.isnan(np.diag(square)).all()
        row = result.pairs.iloc[9]
        assert square.loc[row["iso3_a"], row["iso3_b"]] == row[measure]


def test_arguments_are_left_as_they_were(noisy):
    votes, rollcalls = (frame.copy() for frame in noisy)
    agreement.matrix(votes, rollcalls, seed=0, n_replicates=20)
    pd.testing.assert_frame_equal(votes, noisy[0])
    pd.testing.assert_frame_equal(rollcalls, noisy[1])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"absence": "no"}, "found absence 'no', expected missing or category or half"),
        ({"min_shared": 0}, "found min_shared 0, expected at least 1"),
        ({"n_replicates": -1}, "found n_replicates -1, expected 0 or more"),
        ({"sessions": (3, 5)}, "found 0 roll calls by 0 States, .* widen the window"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(noisy, options, message):
    with pytest.raises(AnalysisError, match=message):
        agreement.matrix(*noisy, **{"seed": 0, **options})


def test_an_unknown_measure_is_refused(noisy):
    result = agreement.matrix(*noisy, seed=0, n_replicates=0)
    with pytest.raises(AnalysisError, match="found measure 'tau', expected n_shared, raw, pi"):
        agreement.square(result, "tau")
