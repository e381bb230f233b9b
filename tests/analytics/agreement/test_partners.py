from __future__ import annotations

import numpy as np
import pytest

from analytics.agreement import closeness, partners
from data.errors import AnalysisError
from tests.analytics import drawn


@pytest.fixture(scope="module")
def result():
    """Return the closeness of seven States over 40 texts; the last shares too few with anyone."""
    codes = np.random.default_rng(6).integers(0, 3, size=(40, 7)).astype(np.int8)
    codes[:30, 1] = codes[:30, 0]
    codes[5:, 6] = 3
    return closeness.all_pairs(drawn.of_codes(codes), drawn.rollcalls(40), seed=0)


def test_closest_and_most_distant_are_the_two_ends_of_one_order(result):
    found = partners.ranking(result, "SAA")
    assert found.closest["iso3"].tolist() == found.most_distant["iso3"].tolist()[::-1]
    assert found.closest["iso3"].iloc[0] == "SAB"
    assert found.closest["value"].is_monotonic_decreasing
    assert found.closest["rank"].tolist() == [1, 2, 3, 4, 5]
    assert (found.n_partners, found.n_missing) == (5, 1)
    assert len(partners.ranking(result, "SAA", n=2).most_distant) == 2


def test_each_partner_has_the_figures_of_the_pair_seen_from_the_state(result):
    for iso3 in ("SAA", "SAC", "SAF"):
        for row in partners.ranking(result, iso3).closest.itertuples():
            pair = closeness.pair_row(result, iso3, row.iso3)
            assert row.value == pair["closeness"]
            assert (row.n_shared, row.n_same) == (pair["n_shared"], pair["n_same"])
            assert (row.rank, row.rank_from, row.rank_to) == tuple(
                pair[f"rank_ab{end}"] for end in ("", "_from", "_to")
            )
            assert row.rank_from <= row.rank <= row.rank_to
            assert row.percentile_q05 <= row.percentile <= row.percentile_q95


def test_the_order_of_those_that_draw_is_not_settled(result):
    others = partners.ranking(result, "SAA").closest.iloc[1:]
    assert (others["rank_to"] > others["rank_from"]).all()


def test_a_state_with_too_few_votes_has_no_partners(result):
    found = partners.ranking(result, "SAG")
    assert found.closest.empty
    assert (found.n_partners, found.n_missing) == (0, 6)


def test_a_state_that_never_voted_is_refused(result):
    with pytest.raises(AnalysisError, match="found no votes of QAT, expected a State that voted"):
        partners.ranking(result, "QAT")
