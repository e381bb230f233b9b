from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.agreement import agreement
from analytics.network import brokers
from data.errors import AnalysisError
from tests.analytics import drawn


def by_networkx(weights: np.ndarray) -> np.ndarray:
    graph = nx.from_numpy_array(weights)
    for a, b in graph.edges():
        graph.edges[a, b]["length"] = round(brokers.STEPS / graph.edges[a, b]["weight"])
    return np.array(list(nx.betweenness_centrality(graph, weight="length").values()))


@settings(deadline=None, max_examples=60)
@given(
    seed=st.integers(0, 10**6),
    n=st.integers(3, 12),
    density=st.sampled_from([0.2, 0.5, 1.0]),
    kinds=st.sampled_from([1, 2, 1000]),
)
def test_betweenness_is_that_of_networkx_also_with_equal_ways_and_in_parts(seed, n, density, kinds):
    rng = np.random.default_rng(seed)
    weights = rng.integers(1, kinds + 1, size=(n, n)) * (rng.random((n, n)) < density)
    weights = (np.triu(weights, k=1) + np.triu(weights, k=1).T).astype(float)
    np.testing.assert_allclose(brokers.betweenness(weights), by_networkx(weights), atol=1e-6)


def two_houses() -> pd.DataFrame:
    """Two tight groups of five that only SAE and SAF join."""
    values = np.full((10, 10), 0.0)
    values[:5, :5] = values[5:, 5:] = 1
    values[4, 5] = values[5, 4] = 1.5
    np.fill_diagonal(values, 0)
    return pd.DataFrame(values, drawn.states(10), drawn.states(10))


def test_states_that_join_two_houses_are_the_brokers():
    result = brokers.ranking(two_houses(), alpha=1)
    assert result.states["iso3"].tolist()[:2] == ["SAE", "SAF"]
    assert result.states["rank"].tolist()[:3] == [1, 1, 3]
    assert result.states["betweenness"].iloc[0] == pytest.approx(4 * 5 / 36)
    assert (result.states["betweenness"].iloc[2:] == 0).all()
    assert result.states["low"].isna().all()
    assert result.n_replicates == 0


@pytest.fixture(scope="module")
def record():
    codes, _ = drawn.planted(2, n_states=16, n_rollcalls=60, noise=0.4)
    return drawn.of_codes(codes), drawn.rollcalls(60)


def test_intervals_come_from_the_whole_procedure_on_every_replicate(record):
    weights = agreement.square(agreement.matrix(*record, seed=1, n_replicates=0), "kappa")
    replicates = list(agreement.replicates(*record, seed=1, n_replicates=30))
    result = brokers.ranking(weights, iter(replicates))
    again = pd.DataFrame(
        [brokers.ranking(one).states.set_index("iso3")["betweenness"] for one in replicates]
    )
    states = result.states.set_index("iso3")
    assert result.n_replicates == 30
    for name in states.index:
        assert states.loc[name, "low"] == pytest.approx(again[name].quantile(0.05), abs=1e-6)
        assert states.loc[name, "high"] == pytest.approx(again[name].quantile(0.95), abs=1e-6)
    assert (states["rank_low"] <= states["rank_high"]).all()
    assert states["tied_share"].between(0, 1).all()
    is_outside = (states["betweenness"] < states["low"]) | (states["betweenness"] > states["high"])
    assert result.n_outside == is_outside.sum()


def test_a_state_without_ties_has_nothing_between_and_is_named():
    weights = two_houses()
    weights.loc["SAA"] = weights.loc[:, "SAA"] = 0.0
    result = brokers.ranking(weights, alpha=1)
    assert result.left_out.to_dict("records") == [
        {"kind": "state", "key": "SAA", "reason": "no_ties_kept"}
    ]
    assert result.states.set_index("iso3").loc["SAA", ["betweenness", "n_ties"]].tolist() == [0, 0]


def test_replicates_of_other_states_are_refused():
    with pytest.raises(AnalysisError, match="found a replicate of other States"):
        brokers.ranking(
            two_houses(), [two_houses().rename({"SAA": "QAT"}).rename(columns={"SAA": "QAT"})]
        )


def test_too_few_replicates_for_an_interval_are_refused():
    with pytest.raises(AnalysisError, match="found 9 replicates, expected none, or at least 10"):
        brokers.ranking(two_houses(), [two_houses()] * 9, alpha=1)
