"""One question, one set of texts: for blocs, networks and brokers alike."""

import numpy as np
import pandas as pd
import pytest

from analytics.network import alignment, backbone, network
from data.errors import AnalysisError
from tests.analytics import drawn

N_STATES, N_ROLLCALLS = 20, 40


@pytest.fixture
def asked() -> dict[str, pd.DataFrame]:
    """Return two camps of ten States that vote apart, and twelve rosters by camp."""
    rng = np.random.default_rng(4)
    camp = np.arange(N_STATES) < N_STATES // 2
    codes = np.where(camp, 2, 0) * np.ones((N_ROLLCALLS, 1), dtype=int)
    codes = np.where(rng.random(codes.shape) < 0.15, 1, codes)
    rollcalls = drawn.rollcalls(N_ROLLCALLS).assign(evidence_id="e-votes")
    names = drawn.states(N_STATES)
    spells = [
        (f"i{k:02d}", names[s], "endorser", pd.Timestamp("2020-01-01"), None)
        for k in range(12)
        for s in range(N_STATES)
        if camp[s] == (k % 2 == 0) and rng.random() < 0.8
    ]
    instruments = pd.DataFrame(
        {
            "instrument_id": [f"i{k:02d}" for k in range(12)],
            "roster_use": "full",
            "snapshot_of": None,
            "kind": ["organisation", *["treaty"] * 11],
            "evidence_id": [f"e-{k}" for k in range(12)],
        }
    )
    columns = ["instrument_id", "iso3", "role", "since_to", "until"]
    return {
        "votes": drawn.of_codes(codes),
        "rollcalls": rollcalls,
        "topics": pd.DataFrame({"rollcall_id": rollcalls["rollcall_id"], "topic": "nuclear"}),
        "memberships": pd.DataFrame(spells, columns=columns),
        "instruments": instruments,
    }


def test_roll_calls_on_any_of_the_topics_are_kept(asked):
    topics = asked["topics"].assign(topic=["a", "b"] * (N_ROLLCALLS // 2))
    rollcalls = asked["rollcalls"]
    assert len(alignment.on_topics(rollcalls, topics, ("a",))) == N_ROLLCALLS // 2
    assert len(alignment.on_topics(rollcalls, topics, ("a", "b"))) == N_ROLLCALLS
    assert alignment.on_topics(rollcalls, topics, None) is rollcalls
    assert alignment.on_topics(rollcalls, topics, ("c",)).empty


def test_a_window_ends_with_the_latest_session():
    rollcalls = pd.DataFrame({"session_number": [70, 80, None]})
    assert alignment.window(rollcalls, 3) == (78, 80)


def test_a_record_without_sessions_has_no_window():
    with pytest.raises(AnalysisError, match="found no session"):
        alignment.window(pd.DataFrame({"session_number": [None]}), 3)


@pytest.mark.parametrize(
    ("basis", "kinds"),
    [("votes", ["votes"]), ("rosters", ["rosters"]), ("both", ["votes", "rosters"])],
)
def test_the_basis_rests_on_what_was_asked(asked, basis, kinds):
    found = alignment.basis(alignment.Question(basis, ("nuclear",), 99), **asked)
    assert [layer.kind for layer in found.layers] == kinds


def test_organisations_are_not_joined_by_choice(asked):
    found = alignment.basis(alignment.Question("rosters", None, 5), **asked)
    assert "i00" not in set(found.keys[0]["key"])
    assert len(found.keys[0]) == 11


def test_a_subject_without_votes_is_refused_in_words(asked):
    with pytest.raises(AnalysisError, match="found 0 roll calls"):
        alignment.basis(alignment.Question("votes", ("human_rights",), 5), **asked)


def test_a_web_of_votes_counts_roll_calls_and_one_of_rosters_rosters(asked):
    of_votes = alignment.web(alignment.Question("votes", None, 99), seed=1, **asked)
    assert (of_votes.n_rollcalls, of_votes.n_rosters) == (N_ROLLCALLS, 0)
    of_rosters = alignment.web(alignment.Question("rosters", None, 99), seed=1, **asked)
    assert (of_rosters.n_rollcalls, of_rosters.n_rosters) == (0, 11)
    assert set(of_rosters.layout.places["iso3"]) <= set(of_rosters.whole.graph)


def test_only_votes_give_brokers_an_interval(asked):
    of_votes = alignment.between(
        alignment.Question("votes", None, 99), seed=1, n_replicates=12, **asked
    )
    assert of_votes.n_replicates == 12
    of_rosters = alignment.between(
        alignment.Question("rosters", None, 99), seed=1, n_replicates=12, **asked
    )
    assert of_rosters.n_replicates == 0
    assert of_rosters.states["low"].isna().all()


def test_evidence_is_that_of_the_texts_asked_of(asked):
    tables = {name: asked[name] for name in ("rollcalls", "topics", "instruments")}
    by_votes = alignment.evidence(alignment.Question("votes", None, 99), **tables)
    assert by_votes == ("e-votes",)
    by_rosters = alignment.evidence(alignment.Question("rosters", None, 99), **tables)
    assert "e-0" not in by_rosters
    assert len(by_rosters) == 11
    both = alignment.evidence(alignment.Question("both", None, 99), **tables)
    assert set(both) == {*by_votes, *by_rosters}


def test_ties_of_a_state_name_the_other_end_heaviest_first():
    weights = pd.DataFrame(0.1, index=list("ABCD"), columns=list("ABCD"))
    weights.loc["A", "C"] = weights.loc["C", "A"] = 0.9
    weights.loc["B", "C"] = weights.loc["C", "B"] = 0.8
    kept = backbone.ties(network.alignment(weights), alpha=1.0)
    assert alignment.ties_of(kept, "C")["iso3"].tolist() == ["A", "B", "D"]
    assert alignment.ties_of(kept, "X").empty
