from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.network import backbone, network
from data.errors import AnalysisError
from tests.analytics import drawn


def whole(n: int = 20, seed: int = 0) -> network.Network:
    values = np.random.default_rng(seed).lognormal(sigma=1.5, size=(n, n))
    values = np.triu(values, k=1) + np.triu(values, k=1).T
    return network.alignment(pd.DataFrame(values, drawn.states(n), drawn.states(n)))


def of_edges(*edges: tuple[str, str, float]) -> network.Network:
    names = sorted({name for edge in edges for name in edge[:2]})
    frame = pd.DataFrame(0.0, names, names)
    for a, b, weight in edges:
        frame.loc[a, b] = frame.loc[b, a] = weight
    return network.alignment(frame)


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 10**6), n=st.integers(3, 9))
def test_p_values_are_those_of_the_disparity_filter_tie_by_tie(seed, n):
    rng = np.random.default_rng(seed)
    values = rng.exponential(size=(n, n)) * (rng.random((n, n)) < 0.7)
    values = np.triu(values, k=1) + np.triu(values, k=1).T
    found = backbone.disparity(values)
    for i in range(n):
        for j in range(n):
            if values[i, j] == 0:
                assert found[i, j] == 1
                continue
            ends = [
                (1 - values[i, j] / values[end].sum()) ** ((values[end] > 0).sum() - 1)
                for end in (i, j)
            ]
            assert found[i, j] == pytest.approx(min(ends), abs=1e-9)


def test_a_strength_dealt_at_random_gives_a_piece_as_large_that_often():
    rng = np.random.default_rng(0)
    pieces = rng.dirichlet(np.ones(5), size=40_000)[:, 0]
    star = np.zeros((6, 6))
    star[0, 1:] = star[1:, 0] = [6, 1, 1, 1, 1]
    assert backbone.disparity(star)[0, 1] == pytest.approx((pieces >= 0.6).mean(), abs=0.005)


def test_ties_up_to_alpha_are_kept():
    network_of_all = whole()
    result = backbone.ties(network_of_all, alpha=0.05)
    weights = nx.to_numpy_array(network_of_all.graph)
    p_values = backbone.disparity(weights)
    assert len(result.edges) == int((np.triu(weights > 0) & (p_values <= 0.05)).sum())
    assert (result.edges["p_value"] <= 0.05).all()
    assert result.edges["p_value"].is_monotonic_increasing
    assert (result.alpha, result.alpha_given) == (0.05, 0.05)
    assert result.n_edges_before == 190 == len(result.edges) + result.n_cut_by_alpha
    assert result.n_cut_by_limit == 0


def test_there_are_never_more_edges_than_the_limit_and_the_cut_is_told():
    result = backbone.ties(whole(), alpha=0.3, max_edges=25)
    assert len(result.edges) <= 25
    assert result.alpha < 0.3
    assert result.n_cut_by_alpha + result.n_cut_by_limit + len(result.edges) == 190
    assert result.n_cut_by_limit > 0


def test_without_alpha_the_smallest_is_chosen_that_leaves_every_state_a_tie():
    result = backbone.ties(whole())
    assert result.left_out.empty
    assert min(dict(result.graph.degree()).values()) == 1
    fewer = backbone.ties(whole(), alpha=result.alpha * 0.999)
    assert len(fewer.left_out) > 0
    assert set(fewer.left_out["reason"]) == {"no_ties_kept"}


def test_ties_of_equal_p_value_stay_or_go_together():
    names = drawn.states(6)
    pairs = [(names[i], names[j]) for i in range(3) for j in range(3, 6)]
    ring = of_edges(*((a, b, 1.0) for a, b in pairs), (names[0], names[1], 40.0))
    result = backbone.ties(ring, alpha=1, max_edges=5)
    assert len(result.edges) < 5
    p_values = backbone.ties(ring, alpha=1).edges["p_value"]
    assert (p_values <= result.alpha).sum() == len(result.edges)


def test_a_network_of_parts_stays_in_parts():
    parts = of_edges(
        ("AAA", "AAB", 5),
        ("AAA", "AAC", 1),
        ("AAB", "AAC", 1),
        ("BAA", "BAB", 5),
        ("BAB", "BAC", 1),
    )
    result = backbone.ties(parts, alpha=1)
    assert result.n_components == 2
    assert result.graph.number_of_edges() == 5


def test_even_weights_keep_no_more_than_expected_and_say_so():
    n = 30
    even = 1 + 0.2 * np.random.default_rng(0).random((n, n))
    even = np.triu(even, k=1) + np.triu(even, k=1).T
    result = backbone.ties(network.alignment(pd.DataFrame(even, drawn.states(n), drawn.states(n))))
    assert result.n_expected > len(result.edges)
    heavy = backbone.ties(whole(), alpha=0.05)
    assert heavy.n_expected < len(heavy.edges)


def test_the_graph_counts_the_ties_kept():
    result = backbone.ties(whole(), alpha=0.1)
    for name, degree in result.graph.degree():
        assert result.graph.nodes[name]["degree"] == degree
    a, b, attributes = next(iter(result.graph.edges(data=True)))
    row = result.edges.set_index(["iso3_a", "iso3_b"]).loc[(a, b)]
    assert attributes["weight"] == row["weight"]
    assert attributes["p_value"] == row["p_value"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"alpha": 0}, "found alpha 0, expected a number above 0, at most 1"),
        ({"alpha": 1.1}, "found alpha 1.1"),
        ({"max_edges": 0}, "found max_edges 0, expected at least 1"),
        ({"alpha": 1e-9}, "found 0 ties to keep, expected 1 to 1500 that stand out"),
    ],
)
def test_a_question_without_an_answer_is_refused(options, message):
    with pytest.raises(AnalysisError, match=message):
        backbone.ties(whole(), **options)


def test_ties_all_alike_and_too_many_are_refused():
    names = drawn.states(6)
    alike = of_edges(*((a, b, 1.0) for k, a in enumerate(names) for b in names[k + 1 :]))
    with pytest.raises(AnalysisError, match="15 ties to keep, the first more than 4 of them alike"):
        backbone.ties(alike, max_edges=4)
