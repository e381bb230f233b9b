"""What was said beside votes, where it changed, groups and coverage: the tiny world by hand."""

import pandas as pd
import pytest

from analytics import stated
from analytics.stated import fit as fitting
from data import facts
from data.errors import AnalysisError
from data.stated import QUESTIONS
from tests import tiny_world
from tests.tiny_stated import LBI

NOW = pd.Timestamp("2026-11-30")


@pytest.fixture
def held() -> facts.Facts:
    return facts.of_tables(tiny_world.tables())


def test_two_days_that_share_no_answer_are_a_move(held: facts.Facts) -> None:
    found = stated.movers_of(held, NOW)
    columns = ["iso3", "from_codes", "to_codes", "is_marked", "is_spoken"]
    assert found.moves[columns].apply(tuple, axis=1).tolist() == [
        ("POL", ("no_new_rules",), ("process_only",), False, True),
        ("NLD", ("lbi_open",), ("negotiate_on_text",), False, False),
        ("NLD", ("new_rules_wanted",), ("lbi_open",), True, True),
    ]
    assert found.left_out[["iso3", "reason"]].apply(tuple, axis=1).tolist() == [
        ("NGA", "review"),
        ("NLD", "adds_up"),
    ]
    assert stated.movers_of(held, pd.Timestamp("2020-12-31")).moves.empty


def test_what_was_signed_between_hides_no_change_of_words(held: facts.Facts) -> None:
    rows = held.stated_positions
    day = pd.Timestamp("2026-03-01")
    spoken = rows[rows["code"] == "lbi_open"].assign(
        code="not_now", date_text="2026-03-01", date_from=day, date_to=day, document="Interview"
    )
    world = tiny_world.tables()
    world["stated_positions"] = pd.concat([rows, spoken], ignore_index=True)
    moves = stated.movers_of(facts.of_tables(world), NOW).moves.query("iso3 == 'NLD'")
    columns = ["from_codes", "to_codes", "is_spoken"]
    assert set(moves[columns].itertuples(index=False, name=None)) == {
        (("lbi_open",), ("not_now",), True),
        (("negotiate_on_text",), ("not_now",), False),
        (("lbi_open",), ("negotiate_on_text",), False),
        (("new_rules_wanted",), ("lbi_open",), True),
    }


def test_a_change_that_a_source_marks_is_one_whatever_lies_between(held: facts.Facts) -> None:
    rows = held.stated_positions
    day = pd.Timestamp("2023-05-01")
    between = rows[rows["code"] == "negotiate_on_text"].assign(
        code="mixed", date_text="2023-05-01", date_from=day, date_to=day, document="Draft articles"
    )
    world = tiny_world.tables()
    world["stated_positions"] = pd.concat([rows, between], ignore_index=True)
    moves = stated.movers_of(facts.of_tables(world), NOW).moves.query("iso3 == 'NLD'")
    marked = moves[moves["is_marked"]]
    columns = ["from_codes", "to_codes", "is_spoken"]
    assert list(marked[columns].itertuples(index=False, name=None)) == [
        (("new_rules_wanted",), ("lbi_open",), True)
    ]


def test_what_was_said_against_what_was_voted(held: facts.Facts) -> None:
    found = stated.positions_by_vote(held, NOW, "laws", LBI, "res_2")
    assert found.cells.apply(tuple, axis=1).tolist() == [
        ("lbi_ban", "X", 1, ("CHL",)),
        ("lbi_ban", "Y", 1, ("KEN",)),
        ("negotiate_on_text", "Y", 1, ("NLD",)),
        ("not_now", "X", 1, ("CHL",)),
        ("process_only", "Y", 1, ("POL",)),
    ]
    assert found.left_out.apply(tuple, axis=1).tolist() == [
        ("KOR", "Y", "not_reviewed"),
        ("NGA", "A", "none_found"),
        ("PSE", None, "no_vote"),
    ]
    assert set(found.states["vote_evidence_id"]) == {"record"}
    with pytest.raises(AnalysisError, match="found no votes"):
        stated.positions_by_vote(held, NOW, "laws", LBI, "no_such_vote")


def test_a_treaty_asked_for_leads_one_to_expect_a_vote_in_favour(held: facts.Facts) -> None:
    found = stated.fit_of(held, NOW, "laws", "res_2")
    columns = ["iso3", "code", "vote", "fit", "is_latest"]
    assert found.compared[columns].apply(tuple, axis=1).tolist() == [
        ("KEN", "lbi_ban", "Y", "fits", True),
        ("NLD", "lbi_open", "Y", "fits", False),
    ]
    assert found.left_out[["iso3", "code", "reason"]].apply(tuple, axis=1).tolist() == [
        ("CHL", "lbi_ban", "documents_differ"),
        ("CHL", "not_now", "says_nothing"),
        ("NLD", "negotiate_on_text", "says_nothing"),
        ("POL", "no_new_rules", "replaced"),
        ("POL", "process_only", "says_nothing"),
        ("PSE", "ban_call", "no_vote"),
    ]


def test_words_and_votes_that_differ_are_said_to_with_both_documents(held: facts.Facts) -> None:
    held.votes.loc[
        (held.votes["iso3"] == "KEN") & (held.votes["rollcall_id"] == "res_2"), "vote"
    ] = "A"
    (kenya, _) = stated.fit_of(held, NOW, "laws", "res_2").compared.to_dict("records")
    assert (kenya["fit"], kenya["how"]) == ("differs", "signature")
    assert (kenya["evidence_id"], kenya["vote_evidence_id"]) == ("press", "record")
    early = stated.fit_of(held, pd.Timestamp("2022-12-31"), "laws", "res_1").compared
    assert early[["iso3", "vote", "fit"]].apply(tuple, axis=1).tolist() == [
        ("POL", "X", "cannot_be_compared")
    ]


def test_what_is_expected_is_of_answers_that_there_are() -> None:
    for _topic, question, code in fitting.EXPECTED_OF_VOTES:
        expected = fitting.EXPECTED_OF_VOTES[_topic, question, code]
        assert {code, *expected.stands_beside} <= set(QUESTIONS[question])
        assert not set(expected.fits) & set(expected.differs)


def test_the_last_vote_on_a_topic_is_that_of_the_day(held: facts.Facts) -> None:
    of_topic = held.topics.loc[held.topics["rollcall_id"] == "res_2", "topic"].iloc[0]
    days = held.rollcalls.set_index("rollcall_id")["vote_date"]
    assert stated.last_vote_on(held, NOW, of_topic) == "res_2"
    before = days["res_2"] - pd.Timedelta(days=1)
    assert stated.last_vote_on(held, before, of_topic) == "res_1"
    assert stated.last_vote_on(held, days["res_1"] - pd.Timedelta(days=1), of_topic) is None


def test_a_group_speaks_for_itself_alone(held: facts.Facts) -> None:
    assert stated.group_statements(held, NOW).rows["group_id"].tolist() == ["north"]
    before = stated.group_statements(held, pd.Timestamp("2021-12-12"))
    assert (len(before.rows), before.left_out["reason"].tolist()) == (0, ["later"])
    positions = stated.latest_positions(held, NOW)
    north = positions.rows.query("iso3 == 'POL'")
    assert "lbi_open" not in set(north["code"])


def test_what_there_is_is_counted_by_question(held: facts.Facts) -> None:
    found = stated.stated_coverage(held)
    assert found.subjects.apply(tuple, axis=1).tolist() == [
        ("laws", LBI, 10, 1, 6, 3, 2, 1),
        ("aimd", "human_control", 1, 1, 1, 1, 0, 0),
    ]
    assert found.n_states == 6
    assert found.left_out.apply(tuple, axis=1).tolist() == [("KOR", "not_reviewed")]
