"""One question, one set of texts: for blocs and for ties alike."""

import numpy as np
import pandas as pd
import pytest

from analytics import selection
from analytics.blocs import profiles
from analytics.network import text_matches
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
            "short_name": [f"Text {k}" for k in range(12)],
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
    assert len(selection.on_topics(rollcalls, topics, ("a",))) == N_ROLLCALLS // 2
    assert len(selection.on_topics(rollcalls, topics, ("a", "b"))) == N_ROLLCALLS
    assert selection.on_topics(rollcalls, topics, None) is rollcalls
    assert selection.on_topics(rollcalls, topics, ("c",)).empty


def test_a_window_ends_with_the_latest_session():
    rollcalls = pd.DataFrame({"session_number": [70, 80, None]})
    assert selection.window(rollcalls, 3) == (78, 80)


def test_a_record_without_sessions_has_no_window():
    with pytest.raises(AnalysisError, match="found no session"):
        selection.window(pd.DataFrame({"session_number": [None]}), 3)


@pytest.mark.parametrize(
    ("basis", "kinds"),
    [("votes", ["votes"]), ("rosters", ["rosters"]), ("both", ["votes", "rosters"])],
)
def test_the_basis_rests_on_what_was_asked(asked, basis, kinds):
    found = profiles.of_question(selection.AlignmentQuestion(basis, ("nuclear",), 99), **asked)
    assert [layer.kind for layer in found.layers] == kinds


def test_organisations_are_not_joined_by_choice(asked):
    found = profiles.of_question(selection.AlignmentQuestion("rosters", None, 5), **asked)
    assert "i00" not in set(found.keys[0]["key"])
    assert len(found.keys[0]) == 11


def test_a_subject_without_votes_is_refused_in_words(asked):
    with pytest.raises(AnalysisError, match="found 0 roll calls"):
        profiles.of_question(selection.AlignmentQuestion("votes", ("human_rights",), 5), **asked)


def test_ties_rest_on_the_texts_that_blocs_rest_on(asked):
    of_votes = text_matches.of_question(selection.AlignmentQuestion("votes", None, 99), **asked)
    assert (of_votes.kind, len(of_votes.codes)) == ("votes", N_ROLLCALLS)
    of_rosters = text_matches.of_question(selection.AlignmentQuestion("rosters", None, 99), **asked)
    assert (of_rosters.kind, len(of_rosters.codes)) == ("rosters", 11)
    assert "i00" not in set(of_rosters.keys["key"])


def test_evidence_is_that_of_the_texts_asked_of(asked):
    tables = {name: asked[name] for name in ("rollcalls", "topics", "instruments")}
    by_votes = selection.evidence(selection.AlignmentQuestion("votes", None, 99), **tables)
    assert by_votes == ("e-votes",)
    by_rosters = selection.evidence(selection.AlignmentQuestion("rosters", None, 99), **tables)
    assert "e-0" not in by_rosters
    assert len(by_rosters) == 11
    both = selection.evidence(selection.AlignmentQuestion("both", None, 99), **tables)
    assert set(both) == {*by_votes, *by_rosters}
