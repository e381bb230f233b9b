from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from analytics.agreement import agreement
from analytics.network import backbone, communities, louvain, network
from data.errors import AnalysisError
from tests.analytics import drawn


def named(graph: nx.Graph) -> nx.Graph:
    names = drawn.states(len(graph))
    nx.set_edge_attributes(graph, 1.0, "weight")
    return nx.relabel_nodes(graph, dict(enumerate(names)))


def planted(seed: int = 0, p_out: float = 0.05) -> nx.Graph:
    return named(nx.random_partition_graph([14, 10, 6], 0.7, p_out, seed=seed))


GROUP = np.repeat([1, 2, 3], [14, 10, 6])


@pytest.mark.parametrize("seed", range(3))
def test_planted_communities_are_found_numbered_by_size(seed):
    result = communities.consensus(planted(seed), seed=seed, n_runs=12, n_random=5)
    assert adjusted_rand_score(GROUP, result.members["community"]) >= 0.95
    assert result.communities["n_states"].is_monotonic_decreasing
    assert result.is_converged
    assert result.members["certainty"].min() > 0.8


def test_modularity_is_that_of_networkx_and_beside_that_of_random_graphs():
    graph = planted()
    result = communities.consensus(graph, seed=1, n_runs=12, n_random=19)
    parts = result.members.groupby("community")["iso3"].agg(set)
    assert result.modularity == pytest.approx(nx.community.modularity(graph, parts), abs=1e-6)
    assert result.p_value == 0.05
    assert result.z > 3
    assert len(result.random) == 19
    assert result.random["modularity_best"].max() < result.modularity_best


def test_a_random_graph_is_no_more_modular_than_random_graphs():
    graph = named(nx.gnm_random_graph(30, 120, seed=3))
    result = communities.consensus(graph, seed=1, n_runs=12, n_random=19)
    assert result.p_value > 0.05
    assert abs(result.z) < 3


def test_random_graphs_keep_the_number_of_ties_of_every_state(monkeypatch):
    seen = []
    monkeypatch.setattr(
        louvain, "best_modularity", lambda graph, rng, resolution: seen.append(graph) or 0.0
    )
    weights = nx.to_numpy_array(planted()) * np.arange(1, 31)[:, None]
    weights = weights + weights.T
    louvain.random_modularity(weights, 1.0, 0, np.random.default_rng(0))
    shuffled = nx.to_numpy_array(seen[0], nodelist=range(30))
    np.testing.assert_array_equal((shuffled > 0).sum(axis=0), (weights > 0).sum(axis=0))
    np.testing.assert_allclose(np.sort(shuffled[shuffled > 0]), np.sort(weights[weights > 0]))
    assert ((shuffled > 0) != (weights > 0)).any()


def test_a_star_whose_ties_cannot_be_exchanged_is_as_modular_as_itself():
    result = communities.consensus(named(nx.star_graph(6)), seed=0, n_runs=6, n_random=5)
    assert np.isnan(result.z)
    assert result.p_value == 1


def test_consensus_is_more_stable_than_single_runs():
    graph = named(nx.gnm_random_graph(40, 130, seed=1))
    found = communities.stability(graph, seed=1, n_repeats=6, n_runs=20)
    assert found.ari_mean > found.single_ari_mean
    assert found.ari_min <= found.ari_q10 <= found.ari_mean <= 1


def test_parts_that_do_not_hang_together_are_never_one_community():
    graph = named(nx.disjoint_union(nx.complete_graph(5), nx.complete_graph(4)))
    result = communities.consensus(graph, seed=0, n_runs=6, n_random=3)
    assert result.communities["n_states"].tolist() == [5, 4]
    assert result.communities["n_ties_out"].tolist() == [0, 0]
    assert result.communities["weight_within_share"].tolist() == [1, 1]
    assert result.communities["n_ties_within"].tolist() == [10, 6]


def test_states_without_ties_are_left_out_and_named():
    graph = planted()
    graph.add_node("QAT")
    result = communities.consensus(graph, seed=0, n_runs=6, n_random=3)
    assert result.left_out.to_dict("records") == [
        {"kind": "state", "key": "QAT", "reason": "no_ties"}
    ]
    assert "QAT" not in set(result.members["iso3"])


def test_one_core_two_cores_and_a_dask_cluster_give_the_same_bytes(scheduler):
    one, two, cluster = (
        communities.consensus(planted(), seed=5, n_runs=6, n_random=4, **where)
        for where in ({}, {"n_jobs": 2}, {"scheduler": scheduler})
    )
    for other in (two, cluster):
        for name in ("members", "communities", "random"):
            pd.testing.assert_frame_equal(
                getattr(one, name), getattr(other, name), check_exact=True
            )


def test_the_order_in_which_ties_are_given_does_not_matter():
    graph = planted()
    turned = nx.Graph()
    turned.add_edges_from((b, a, data) for a, b, data in reversed(list(graph.edges(data=True))))
    one, other = (communities.consensus(g, seed=2, n_runs=6, n_random=3) for g in (graph, turned))
    pd.testing.assert_frame_equal(one.members, other.members, check_exact=True)


@pytest.mark.parametrize(
    ("graph", "options", "message"),
    [
        (nx.path_graph(3), {}, "found 3 States with ties, expected at least 4"),
        (nx.empty_graph(5), {}, "found 0 States with ties"),
        (nx.path_graph(6), {"n_runs": 1}, "found n_runs 1, expected at least 2"),
        (nx.path_graph(6), {"n_random": 0}, "found n_random 0, expected at least 2"),
        (nx.path_graph(6), {"resolution": 0.0}, "found resolution 0.0, expected a number above 0"),
    ],
)
def test_a_question_without_an_answer_is_refused(graph, options, message):
    with pytest.raises(AnalysisError, match=message):
        communities.consensus(named(graph), seed=0, **options)


def test_a_negative_weight_is_refused():
    graph = planted()
    graph.edges["SAA", next(iter(graph["SAA"]))]["weight"] = -1.0
    with pytest.raises(AnalysisError, match="found a weight that is negative or missing"):
        communities.consensus(graph, seed=0)


def test_one_consensus_alone_has_no_stability():
    with pytest.raises(AnalysisError, match="found n_repeats 1, expected at least 2"):
        communities.stability(planted(), seed=0, n_repeats=1)


@pytest.mark.real
def test_communities_of_the_real_network_are_found_again_with_forty_seeds(record):
    topics = record["topics"]
    on_issue = topics.loc[topics["topic"] == "disarmament", "rollcall_id"]
    rollcalls = record["rollcalls"]
    rollcalls = rollcalls[rollcalls["rollcall_id"].isin(on_issue)]
    last = int(rollcalls["session_number"].max())
    result = agreement.matrix(
        record["votes"],
        rollcalls,
        seed=1,
        sessions=(last - 4, last),
        min_minority_share=0.05,
        n_replicates=0,
    )
    kept = backbone.ties(network.alignment(agreement.square(result, "kappa")))
    assert len(kept.edges) <= 1500
    found = communities.stability(kept.graph, seed=1, n_repeats=40, n_runs=20)
    assert found.ari_mean >= 0.95
    assert found.ari_mean > found.single_ari_mean
