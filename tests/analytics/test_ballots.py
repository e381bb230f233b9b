from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import ballots
from data.errors import AnalysisError
from tests.analytics import drawn

CAST = {"CHL": "YYNX Y", "KEN": "YANX Y", "NGA": "YNYXXY", "NLD": "YNAX Y", "POL": "XXXX  "}


@pytest.fixture
def votes() -> pd.DataFrame:
    return drawn.votes(CAST)


@pytest.fixture
def rollcalls() -> pd.DataFrame:
    return drawn.rollcalls(6)


def reasons(house: ballots.Ballots) -> dict[str, str]:
    return house.left_out.set_index("key")["reason"].to_dict()


def test_the_house_is_a_matrix_of_roll_calls_by_states(votes, rollcalls):
    house = ballots.voting_body(votes, rollcalls)
    assert house.states == ("CHL", "KEN", "NGA", "NLD")
    assert house.rollcalls["rollcall_id"].tolist() == ["r0000", "r0001", "r0002", "r0005"]
    np.testing.assert_array_equal(
        house.codes, [[2, 2, 2, 2], [2, 1, 0, 0], [0, 0, 2, 1], [2, 2, 2, 2]]
    )
    assert house.rollcalls["minority_share"].tolist() == [0, 0.5, 0.5, 0]


def test_what_is_left_out_has_its_reason(votes, rollcalls):
    assert reasons(ballots.voting_body(votes, rollcalls)) == {
        "r0003": "no_votes",
        "r0004": "no_votes",
        "POL": "never_voted",
    }
    divided = ballots.voting_body(votes, rollcalls, require_division=True)
    assert reasons(divided)["r0000"] == reasons(divided)["r0005"] == "not_divided"
    contested = ballots.voting_body(votes, rollcalls, min_minority_share=ballots.CONTESTED)
    assert reasons(contested)["r0000"] == "not_contested"
    assert contested.rollcalls["rollcall_id"].tolist() == ["r0001", "r0002"]


def test_roll_calls_that_do_not_add_up_are_not_used(votes, rollcalls):
    rollcalls.loc[:2, "status"] = ["mismatch", "partial", "unchecked"]
    house = ballots.voting_body(votes, rollcalls)
    assert house.rollcalls["rollcall_id"].tolist() == ["r0005"]
    assert {reasons(house)[f"r000{k}"] for k in range(3)} == {"not_complete"}


def test_votes_on_paragraphs_and_amendments_are_used_only_when_asked(votes, rollcalls):
    rollcalls.loc[0, "is_paragraph_vote"] = True
    rollcalls.loc[1, "is_amendment_vote"] = True
    house = ballots.voting_body(votes, rollcalls)
    assert reasons(house)["r0000"] == reasons(house)["r0001"] == "separate_vote"
    assert len(ballots.voting_body(votes, rollcalls, include_paragraph_votes=True).rollcalls) == 4


def test_plenary_and_committee_are_never_pooled(votes, rollcalls):
    rollcalls.loc[[0, 5], "body"] = "first_committee"
    plenary = ballots.voting_body(votes, rollcalls)
    committee = ballots.voting_body(votes, rollcalls, body="first_committee")
    assert plenary.rollcalls["rollcall_id"].tolist() == ["r0001", "r0002"]
    assert committee.rollcalls["rollcall_id"].tolist() == ["r0000", "r0005"]


def test_a_window_holds_its_sessions_and_without_one_emergency_sessions_count(votes, rollcalls):
    rollcalls["session_number"] = pd.array([70, 71, 72, 72, 72, pd.NA], dtype="Int64")
    assert len(ballots.voting_body(votes, rollcalls).rollcalls) == 4
    window = ballots.voting_body(votes, rollcalls, sessions=(71, 72))
    assert window.rollcalls["rollcall_id"].tolist() == ["r0001", "r0002"]


def test_states_that_voted_too_seldom_are_left_out(votes, rollcalls):
    seldom = pd.concat(
        [votes, pd.DataFrame([("r0000", "QAT", "Y")], columns=votes.columns)], ignore_index=True
    )
    house = ballots.voting_body(seldom, rollcalls, min_votes_share=0.5)
    assert reasons(house)["QAT"] == "too_few_votes"
    assert "QAT" in ballots.voting_body(seldom, rollcalls, min_votes_share=0.25).states


def test_the_same_votes_in_any_order_and_as_categories_give_the_same_house(votes, rollcalls):
    one = ballots.voting_body(votes, rollcalls)
    other = ballots.voting_body(
        votes.sample(frac=1, random_state=1).astype("category"),
        rollcalls.sample(frac=1, random_state=1),
    )
    np.testing.assert_array_equal(one.codes, other.codes)
    pd.testing.assert_frame_equal(one.left_out, other.left_out)
    pd.testing.assert_frame_equal(one.rollcalls, other.rollcalls)


def test_too_few_roll_calls_or_states_are_refused(votes, rollcalls):
    with pytest.raises(AnalysisError, match="4 roll calls by 4 States, after leaving out 3 roll"):
        ballots.voting_body(votes, rollcalls, min_states=5)
    with pytest.raises(AnalysisError, match="expected at least 1 roll call and 5 States"):
        ballots.voting_body(votes, rollcalls, min_states=5)


def test_a_window_with_no_votes_is_refused(votes, rollcalls):
    with pytest.raises(AnalysisError, match="found 0 roll calls by 0 States"):
        ballots.voting_body(votes, rollcalls, sessions=(1, 2))
    with pytest.raises(AnalysisError, match="widen the window or the issue"):
        ballots.voting_body(votes.head(0), rollcalls)


def test_a_house_that_nobody_divided_is_refused_when_division_is_needed(votes, rollcalls):
    with pytest.raises(AnalysisError, match="found 0 roll calls by 0 States"):
        ballots.voting_body(votes.assign(vote="Y"), rollcalls, require_division=True)


def test_a_state_that_votes_twice_is_refused(votes, rollcalls):
    with pytest.raises(AnalysisError, match="found KEN more than once in roll call r0001"):
        ballots.voting_body(pd.concat([votes, votes[votes["iso3"] == "KEN"].iloc[[1]]]), rollcalls)


@pytest.mark.parametrize(("vote", "found"), [("Q", "vote 'Q'"), (None, "a vote that is missing")])
def test_an_unknown_vote_is_refused(votes, rollcalls, vote, found):
    votes.loc[3, "vote"] = vote
    with pytest.raises(AnalysisError, match=f"found {found}, expected Y, N, A or X"):
        ballots.voting_body(votes, rollcalls)


@pytest.mark.parametrize("options", [{"min_minority_share": 0.7}, {"min_votes_share": -0.1}])
def test_a_share_out_of_range_is_refused(votes, rollcalls, options):
    with pytest.raises(AnalysisError, match=r"expected a share from 0 to"):
        ballots.voting_body(votes, rollcalls, **options)


def test_a_text_of_the_plenary_is_complete_and_whole():
    asked = pd.DataFrame(
        [
            ("plenary", "complete", False, False),
            ("plenary", "complete", True, False),
            ("plenary", "complete", False, True),
            ("plenary", "partial", False, False),
            ("first_committee", "complete", False, False),
            (None, None, False, False),
        ],
        columns=["body", "status", "is_paragraph_vote", "is_amendment_vote"],
    ).astype({"body": "string", "status": "string"})
    assert ballots.is_whole_text(asked).tolist() == [True, False, False, True, True, True]
    assert ballots.is_complete_in_plenary(asked).tolist() == [True, True, True, *[False] * 3]
    assert ballots.is_plenary_text(asked).tolist() == [True, *[False] * 5]
