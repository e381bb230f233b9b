from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analytics.network import layout
from data.errors import AnalysisError
from tests.analytics import drawn


def named(graph: nx.Graph) -> nx.Graph:
    return nx.relabel_nodes(graph, dict(enumerate(drawn.states(len(graph)))))


def apart(result: layout.Layout) -> np.ndarray:
    points = result.places[["x", "y"]].to_numpy()
    return np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))


CAVES = named(nx.connected_caveman_graph(5, 6))


def test_a_path_is_drawn_straight_a_tie_a_unit():
    result = layout.places(named(nx.path_graph(6)), seed=0)
    np.testing.assert_allclose(
        apart(result), np.abs(np.subtract.outer(range(6), range(6))), atol=0.05
    )
    assert result.stress < 0.01
    assert result.places["y"].abs().max() < 0.05
    assert result.places[["x", "y"]].mean().abs().max() < 1e-3


def test_states_of_one_cave_are_drawn_together():
    result = layout.places(CAVES, seed=0)
    cave = np.repeat(range(5), 6)
    is_same = cave[:, None] == cave[None]
    assert apart(result)[is_same].mean() < apart(result)[~is_same].mean() / 2


def test_the_same_seed_gives_the_same_bytes_whatever_the_order_of_ties():
    turned = nx.Graph()
    turned.add_edges_from((b, a) for a, b in reversed(list(CAVES.edges())))
    one, other = layout.places(CAVES, seed=3), layout.places(turned, seed=3)
    pd.testing.assert_frame_equal(one.places, other.places, check_exact=True)


def changed() -> nx.Graph:
    graph = CAVES.copy()
    graph.remove_edges_from(list(CAVES.edges())[::9])
    graph.add_edges_from([("SAA", "SAY"), ("SAC", "SAR"), ("SAA", "QAT"), ("SAB", "QAT")])
    return graph


def test_a_film_jumps_less_the_more_it_is_held_and_never_far():
    first = layout.places(CAVES, seed=0)
    moved = [
        layout.places(changed(), seed=0, previous=first, hold=hold).moved
        for hold in (0.0, 0.2, 1.0, 50.0)
    ]
    assert moved == sorted(moved, reverse=True)
    assert moved[1] < 0.5
    assert moved[3] < 0.02


def test_the_same_network_in_the_next_window_does_not_move():
    first = layout.places(CAVES, seed=0)
    second = layout.places(CAVES, seed=0, previous=first)
    assert second.moved < 0.02
    assert np.isnan(first.moved)


def test_a_new_state_starts_near_its_neighbours():
    first = layout.places(CAVES, seed=0)
    second = layout.places(changed(), seed=0, previous=first).places.set_index("iso3")[["x", "y"]]
    middle = second.loc[["SAA", "SAB"]].mean()
    assert np.hypot(*(second.loc["QAT"] - middle)) < 2


def test_holding_costs_little_stress():
    first = layout.places(CAVES, seed=0)
    free = layout.places(changed(), seed=0)
    held = layout.places(changed(), seed=0, previous=first)
    assert free.stress <= held.stress + 0.02
    assert held.stress < free.stress + 0.15


def test_parts_that_do_not_hang_together_are_drawn_side_by_side():
    graph = named(nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(4)))
    gaps = apart(layout.places(graph, seed=0))
    assert gaps[:4, 4:].mean() > 2 * gaps[:4, :4].mean()


def test_states_without_ties_have_no_place_and_are_named():
    graph = CAVES.copy()
    graph.add_node("QAT")
    result = layout.places(graph, seed=0)
    assert result.left_out.to_dict("records") == [
        {"kind": "state", "key": "QAT", "reason": "no_ties"}
    ]
    assert result.places["n_ties"].tolist() == [CAVES.degree(s) for s in sorted(CAVES)]


def test_a_window_that_shares_no_state_with_the_former_starts_anew():
    first = layout.places(nx.path_graph(["QAT", "ZMB", "ZWE"]), seed=0)
    second = layout.places(CAVES, seed=0, previous=first)
    pd.testing.assert_frame_equal(second.places, layout.places(CAVES, seed=0).places)


def test_a_single_tie_can_be_drawn():
    result = layout.places(nx.path_graph(["CHL", "KEN"]), seed=0)
    assert apart(result)[0, 1] == pytest.approx(1, abs=0.01)


def test_a_network_without_ties_and_a_negative_hold_are_refused():
    with pytest.raises(AnalysisError, match="found no State with a tie, expected at least one tie"):
        layout.places(named(nx.empty_graph(4)), seed=0)
    with pytest.raises(AnalysisError, match="found hold -1, expected 0 or more"):
        layout.places(CAVES, seed=0, hold=-1)
