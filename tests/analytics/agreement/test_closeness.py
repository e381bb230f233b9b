"""Closeness against plain counting, where kappa misleads, and where there is nothing to find."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from analytics.agreement import closeness, pairwise
from data.errors import AnalysisError
from tests.analytics import drawn

WEIGHTS = np.array([[0, 0.5, 1], [0.5, 0, 0.5], [1, 0.5, 0]])


def computed(codes: np.ndarray, *, text_id=None, **options) -> closeness.Closeness:
    rollcalls = drawn.rollcalls(len(codes))
    if text_id is not None:
        rollcalls["text_id"] = text_id
    return closeness.all_pairs(drawn.of_codes(codes), rollcalls, **{"seed": 0} | options)


def pair(found: closeness.Closeness, a: str, b: str) -> pd.Series:
    return found.pairs.set_index(["iso3_a", "iso3_b"]).loc[(a, b)]


def plain(codes: np.ndarray, i: int, j: int) -> tuple[float, float]:
    """Return agreement and closeness of one pair by looping over roll calls and over all pairs."""
    own, house = [], []
    for row in codes:
        if row[i] > 2 or row[j] > 2:
            continue
        own.append(WEIGHTS[row[i], row[j]])
        cast = [code for code in row if code <= 2]
        house.append(np.mean([WEIGHTS[x, y] for x, y in itertools.combinations(cast, 2)]))
    return 1 - np.mean(own), 1 - sum(own) / sum(house)


@pytest.fixture(scope="module")
def mixed() -> np.ndarray:
    """Return 60 roll calls by eight States, with absences."""
    return np.random.default_rng(4).choice(4, size=(60, 8), p=[0.2, 0.2, 0.5, 0.1]).astype(np.int8)


tables = arrays.arrays(
    np.int8, st.tuples(st.integers(1, 14), st.integers(2, 5)), elements=st.integers(-1, 3)
)
"""Codes of roll calls by States, with absent (3) and not listed (-1) among them."""


def apart(absence: str, one: int, other: int) -> float | None:
    """Return disagreement in one roll call, as absence is read; None where it is not shared."""
    if -1 in (one, other):
        return None
    if 3 not in (one, other):
        return abs(one - other) / 2
    if absence == "missing":
        return None
    if absence == "half":
        return 0.5
    return 0.0 if one == other else 1.0


def by_hand(absence: str, a: np.ndarray, b: np.ndarray) -> dict[str, float]:
    """Return raw agreement and kappa by loops over roll calls and over all chance pairings."""
    both = [
        (x, y)
        for x, y in zip(a.tolist(), b.tolist(), strict=True)
        if apart(absence, x, y) is not None
    ]
    if not both:
        return {"raw": np.nan, "kappa": np.nan}
    disagreement = sum(apart(absence, x, y) for x, y in both) / len(both)
    first, second = [x for x, _ in both], [y for _, y in both]
    by_habits = sum(apart(absence, x, y) for x in first for y in second) / len(both) ** 2
    return {
        "raw": 1 - disagreement,
        "kappa": 1 - disagreement / by_habits if by_habits else np.nan,
    }


def one_sided(seed: int = 0) -> np.ndarray:
    """Return a world with a pair closest by construction, of which kappa makes nothing.

    Roll calls divide a house of twelve. The first two vote in favour of all but a handful, on which
    they part; the next two drift apart on one text in six, and are often against; the others draw.
    """
    rng = np.random.default_rng(seed)
    codes = rng.choice(3, size=(120, 12), p=[0.35, 0.25, 0.4])
    codes[:, :2] = 2
    codes[:2, 0] = 1
    codes[2:4, 1] = 1
    codes[:, 2] = rng.choice([0, 2], size=120)
    codes[:, 3] = np.where(rng.random(120) < 1 / 6, 2 - codes[:, 2], codes[:, 2])
    return codes.astype(np.int8)


def test_closeness_is_that_of_a_plain_loop(mixed):
    found = computed(mixed, n_replicates=0)
    for i, j in itertools.combinations(range(8), 2):
        raw, close = plain(mixed, i, j)
        row = pair(found, *(found.states[k] for k in (i, j)))
        assert row["raw"] == pytest.approx(raw, abs=1e-6)
        assert row["closeness"] == pytest.approx(close, abs=1e-6)
        assert row["by_house"] == pytest.approx(1 - (1 - raw) / (1 - close), abs=1e-5)


@pytest.mark.slow
@pytest.mark.parametrize("absence", ["missing", "category", "half"])
@settings(max_examples=60)
@given(codes=tables)
def test_agreement_and_kappa_equal_a_loop_however_absence_is_read(absence, codes):
    has_voted = ((codes >= 0) & (codes < 3)).any(axis=0)
    is_counted = ((codes >= 0) & (codes < 3)).any(axis=1)
    options = {"absence": absence, "n_replicates": 0, "min_texts": 0}
    if has_voted.sum() < 2:
        with pytest.raises(AnalysisError, match="at least 1 roll call and 2 States"):
            computed(codes, **options)
        return
    found = computed(codes, **options)
    names = np.array(drawn.states(codes.shape[1]))[has_voted]
    used = codes[is_counted][:, has_voted]
    assert found.states == tuple(names)
    expected = pd.DataFrame(
        [
            {"iso3_a": names[i], "iso3_b": names[j], **by_hand(absence, used[:, i], used[:, j])}
            for i, j in itertools.combinations(range(len(names)), 2)
        ]
    )
    pd.testing.assert_frame_equal(
        found.pairs[expected.columns], expected, atol=2e-5, rtol=0, check_dtype=False
    )


def test_many_texts_are_summed_as_few_are(monkeypatch, mixed):
    one = computed(mixed, n_replicates=50).pairs
    monkeypatch.setattr("analytics.agreement.pairwise._TEXTS_AT_ONCE", 7)
    pd.testing.assert_frame_equal(one, computed(mixed, n_replicates=50).pairs, check_exact=True)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"n_replicates": -1}, "found -1 replicates, expected 0 or more"),
        ({"min_minority_share": 0.9}, "found min_minority_share 0.9, expected a share from 0"),
    ],
)
def test_options_that_mean_nothing_are_refused(mixed, options, message):
    with pytest.raises(AnalysisError, match=message):
        computed(mixed, **options)


def test_counts_are_those_of_the_votes(mixed):
    found = computed(mixed, text_id=np.arange(60) // 3)
    row = pair(found, "SAB", "SAE")
    a, b = mixed[:, 1], mixed[:, 4]
    both = (a <= 2) & (b <= 2)
    apart = np.abs(a[both] - b[both])
    counts = [len(apart), *((apart == k).sum() for k in range(3))]
    assert row[["n_shared", "n_same", "n_half", "n_opposite"]].tolist() == counts
    assert row["n_texts"] == len(set((np.arange(60) // 3)[both]))
    assert found.n_texts == 20


def test_the_closest_pair_is_found_where_kappa_misleads():
    found = computed(one_sided())
    close = closeness.pair_row(found, "SAA", "SAB")
    assert (close["rank_ab"], close["rank_ba"]) == (1, 1)
    assert (close["rank_ab_from"], close["rank_ab_to"]) == (1, 1)
    assert close["closeness_percentile"] == found.pairs["closeness_percentile"].max()
    assert close["raw"] > 0.95
    assert close["kappa"] < 0.05
    assert close["kappa_percentile"] < 70
    assert closeness.is_kappa_uninformative(close)
    assert not closeness.is_kappa_uninformative(closeness.pair_row(found, "SAC", "SAD"))


@pytest.mark.slow
def test_any_two_of_a_structureless_house_are_as_close_as_any_two():
    """In nine worlds of ten the interval of a percentile holds 50, and that of closeness 0."""
    held = []
    for seed in range(12):
        codes = np.random.default_rng(seed).integers(0, 3, size=(60, 12)).astype(np.int8)
        pairs = computed(codes, seed=seed).pairs
        held += [
            [
                (pairs[f"{name}_q05"].le(true) & pairs[f"{name}_q95"].ge(true)).mean()
                for name, true in (("closeness_percentile", 50), ("closeness", 0))
            ]
        ]
    assert (np.mean(held, axis=0) > 0.84).all()
    assert (np.mean(held, axis=0) < 0.97).all()


def test_a_text_voted_on_five_times_widens_ranks_and_intervals():
    codes = np.repeat(np.random.default_rng(1).integers(0, 3, size=(40, 8)), 5, axis=0)
    wide, narrow = (
        computed(codes.astype(np.int8), text_id=text).pairs
        for text in (np.repeat(range(40), 5), range(200))
    )
    for low, high in (("closeness_q05", "closeness_q95"), ("rank_ab_from", "rank_ab_to")):
        assert (wide[high] - wide[low]).mean() > 1.3 * (narrow[high] - narrow[low]).mean()


def test_ranks_and_percentiles_are_those_of_plain_sorting(mixed):
    found = computed(mixed)
    values = found.pairs["closeness"]
    for row in found.pairs.itertuples():
        less = (values < row.closeness).sum() + (values == row.closeness).sum() / 2
        assert row.closeness_percentile == pytest.approx(less / len(values) * 100, abs=0.06)
        of_a = found.pairs[
            (found.pairs["iso3_a"] == row.iso3_a) | (found.pairs["iso3_b"] == row.iso3_a)
        ]
        assert row.rank_ab == 1 + (of_a["closeness"] > row.closeness).sum()
        assert row.rank_ab_from <= row.rank_ab <= row.rank_ab_to
        assert row.closeness_q05 <= row.closeness <= row.closeness_q95
    assert (found.n_partners == 7).all()


def test_a_row_turned_round_has_its_ranks_turned(mixed):
    found = computed(mixed)
    one, other = (closeness.pair_row(found, *names) for names in (("SAB", "SAF"), ("SAF", "SAB")))
    assert (one["iso3_a"], other["iso3_a"]) == ("SAB", "SAF")
    for end in ("", "_from", "_to"):
        assert one[f"rank_ab{end}"] == other[f"rank_ba{end}"]
        assert one[f"rank_ba{end}"] == other[f"rank_ab{end}"]
    assert closeness.pair_row(found, "SAB", "QAT") is None


def test_states_that_never_differ_are_closest_without_an_interval(mixed):
    codes = mixed.copy()
    codes[:, 1] = codes[:, 0]
    row = closeness.pair_row(computed(codes), "SAA", "SAB")
    assert (row["closeness"], row["raw"], row["rank_ab"]) == (1, 1, 1)
    assert row[["closeness_q05", "closeness_percentile_q05", "rank_ab_from"]].isna().all()


def test_pairs_that_share_too_few_texts_are_missing(mixed):
    codes = mixed.copy()
    codes[9:, 7] = 3
    found = computed(codes)
    row = pair(found, "SAA", "SAH")
    assert row["n_texts"] < found.min_texts
    assert row[["closeness", "raw", "kappa", "closeness_percentile", "rank_ab"]].isna().all()
    assert closeness.pair_row(found, "SAA", "SAH") is None
    assert found.n_partners[["SAA", "SAH"]].tolist() == [6, 0]


def test_too_few_texts_give_no_intervals(mixed):
    found = computed(mixed, text_id=np.arange(60) % 9, min_texts=1)
    assert (found.n_texts, found.n_replicates) == (9, 0)
    assert found.pairs["closeness"].notna().all()
    assert found.pairs["closeness_q05"].isna().all()
    assert found.pairs["rank_ab_from"].isna().all()


def test_a_house_of_one_voter_expects_nothing():
    codes = np.array([[2, 3, 3], [2, 0, 1]], dtype=np.int8)
    apart = closeness.expected_disagreement(codes, pairwise.DISAGREEMENT["missing"])
    np.testing.assert_allclose(apart, [0, (1 + 0.5 + 0.5) / 3])


def test_the_same_seed_gives_the_same_bytes_and_arguments_are_left_alone(mixed):
    votes, rollcalls = drawn.of_codes(mixed), drawn.rollcalls(60)
    before = votes.copy(), rollcalls.copy()
    one, same, other = (
        closeness.all_pairs(votes, rollcalls, seed=seed).pairs for seed in (1, 1, 2)
    )
    pd.testing.assert_frame_equal(one, same, check_exact=True)
    assert not one["closeness_q05"].equals(other["closeness_q05"])
    pd.testing.assert_frame_equal(votes, before[0])
    pd.testing.assert_frame_equal(rollcalls, before[1])


def test_roll_calls_that_do_not_say_their_text_are_refused(mixed):
    with pytest.raises(AnalysisError, match="found roll calls without text_id"):
        closeness.all_pairs(
            drawn.of_codes(mixed), drawn.rollcalls(60).drop(columns="text_id"), seed=0
        )


def test_two_states_that_never_met_have_nothing(mixed):
    codes = mixed.copy()
    codes[::2, 0] = 3
    codes[1::2, 1] = 3
    row = pair(computed(codes), "SAA", "SAB")
    assert (row["n_shared"], row["n_texts"]) == (0, 0)
    assert row[["closeness", "by_house", "by_habits", "rank_ab"]].isna().all()
