from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analytics.network import network
from data.errors import AnalysisError

DAY = pd.Timestamp("2026-07-17")
NAMES = ["CHL", "KEN", "NGA", "NLD"]


def weights(values: list[list[float]], names: list[str] = NAMES) -> pd.DataFrame:
    return pd.DataFrame(values, index=names, columns=names, dtype=float)


SQUARE = weights([[9, 0.5, -0.2, 0], [0.5, 9, 0.3, np.nan], [-0.2, 0.3, 9, 0], [0, np.nan, 0, 9]])


def test_states_that_agree_more_than_chance_are_tied():
    result = network.alignment(SQUARE)
    assert list(result.graph) == NAMES
    assert sorted(result.graph.edges(data="weight")) == [("CHL", "KEN", 0.5), ("KEN", "NGA", 0.3)]
    assert (result.n_missing, result.n_not_positive) == (1, 3)
    assert result.graph.nodes["KEN"] == {"strength": 0.8, "degree": 2}


def test_a_state_without_ties_stays_in_the_graph_and_is_named():
    result = network.alignment(SQUARE)
    assert result.left_out.to_dict("records") == [
        {"kind": "state", "key": "NLD", "reason": "no_ties"}
    ]


def test_the_order_of_rows_and_columns_does_not_matter():
    shuffled = SQUARE.loc[NAMES[::-1], ["NGA", "CHL", "NLD", "KEN"]]
    one, other = network.alignment(SQUARE).graph, network.alignment(shuffled).graph
    assert nx.utils.graphs_equal(one, other)
    assert list(one) == list(other)


def test_the_graph_cannot_be_changed():
    with pytest.raises(nx.NetworkXError, match="Frozen graph"):
        network.alignment(SQUARE).graph.remove_node("CHL")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (weights([[0, -1, 0], [-1, 0, 0], [0, 0, 0]], NAMES[:3]), "no positive weight between 3"),
        (weights([[0, 1], [1, 0]], NAMES[:2]), "found 2 States, expected at least 3"),
        (SQUARE.iloc[:, :3], "found rows and columns of different States"),
        (SQUARE.rename({"NLD": "NGA"}).rename(columns={"NLD": "NGA"}), "found State NGA twice"),
        (SQUARE.replace(0.5, np.inf), "found an infinite weight, expected finite numbers"),
        (
            weights([[0, 1, 1], [1, 0, 1], [1, 0.5, 0]], NAMES[:3]),
            "found KEN-NGA unlike NGA-KEN, expected a symmetric matrix",
        ),
        (pd.DataFrame(), "found 0 States, expected at least 3"),
    ],
)
def test_a_matrix_that_makes_no_network_is_refused(given, message):
    with pytest.raises(AnalysisError, match=message):
        network.alignment(given)


@pytest.fixture
def rosters() -> tuple[pd.DataFrame, pd.DataFrame]:
    on = {"big": "CHL KEN NGA NLD", "small": "CHL KEN", "partly": "NGA NLD", "late": "NGA NLD"}
    rows = [(name, iso3) for name, states in on.items() for iso3 in states.split()]
    memberships = pd.DataFrame(rows, columns=["instrument_id", "iso3"]).assign(
        role="member", until=None
    )
    is_late = memberships["instrument_id"] == "late"
    since = memberships["instrument_id"].map({"big": "2019-01-01", "late": "2027-01-01"})
    assert is_late.sum() == 2
    instruments = pd.DataFrame(
        {
            "instrument_id": list(on),
            "roster_use": ["full", "full", "positives_only", "full"],
            "snapshot_of": None,
        }
    )
    return memberships.assign(since_to=pd.to_datetime(since)), instruments


def test_a_shared_roster_of_n_adds_one_in_n_less_one(rosters):
    result = network.comembership(*rosters, day=DAY)
    ties = {frozenset(edge[:2]): edge[2] for edge in result.graph.edges(data=True)}
    assert ties[frozenset({"CHL", "KEN"})] == {"weight": pytest.approx(1 / 3 + 1), "n_shared": 2}
    assert ties[frozenset({"NGA", "NLD"})] == {"weight": pytest.approx(1 / 3), "n_shared": 1}
    assert len(ties) == 6
    assert result.n_undated == 2


def test_strength_is_the_number_of_rosters_on_which_a_state_is_not_alone(rosters):
    strength = network.comembership(*rosters, day=DAY).graph.nodes(data="strength")
    assert dict(strength) == pytest.approx({"CHL": 2, "KEN": 2, "NGA": 1, "NLD": 1})


def test_rosters_known_in_part_or_not_yet_open_make_no_ties(rosters):
    result = network.comembership(*rosters, day=DAY)
    reasons = result.left_out.set_index("key")["reason"].to_dict()
    assert reasons == {"partly": "not_full", "late": "no_members"}


def test_three_states_are_needed(rosters):
    memberships, instruments = rosters
    with pytest.raises(AnalysisError, match="found 2 States, expected at least 3"):
        network.comembership(
            memberships[memberships["instrument_id"] == "small"], instruments, day=DAY
        )
