"""How far a plan has come, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd

from dashboard.plans import progress, steps
from dashboard.plans.log import LogEntry
from tests.dashboard.plans.conftest import plan

TODAY = date(2026, 11, 24)
PLAN = plan(
    approaches=[
        {"state": "KEN", "level": "visit", "due": date(2026, 11, 23), "guess": 0.6},
        {"state": "CHL", "level": "call", "due": TODAY},
        {"state": "NGA", "level": "call", "due": date(2026, 1, 1)},
    ],
    probabilities={"KEN": 0.3, "POL": 0.1},
    members=["NLD", "KOR"],
)


def entry(state: str, status: str, result: str | None = None, **fields: object) -> LogEntry:
    step = steps.make(state=state, status=status, result=result, on=TODAY, **fields)
    return LogEntry(1, step, "desk", datetime(2026, 11, 24, tzinfo=UTC))


def rows(*entries: LogEntry) -> pd.DataFrame:
    return progress.on_day(PLAN, entries, TODAY).approaches.set_index("iso3")


def test_without_a_log_everything_is_planned() -> None:
    found = progress.on_day(PLAN, (), TODAY)
    assert found.n_by_status == {"planned": 3, "done": 0, "answer": 0, "outcome": 0}
    assert found.approaches["iso3"].tolist() == ["KEN", "CHL", "NGA"]
    assert found.approaches["probability"].isna().tolist() == [False, True, True]


def test_what_was_due_before_today_is_overdue_until_its_outcome_is_known() -> None:
    found = progress.on_day(PLAN, [entry("NGA", "outcome", "joined")], TODAY)
    overdue = dict(zip(found.approaches["iso3"], found.approaches["is_overdue"], strict=True))
    assert overdue == {"KEN": True, "CHL": False, "NGA": False}
    assert found.n_overdue == 1


def test_the_last_entry_of_a_state_holds() -> None:
    found = rows(
        entry("KEN", "done", level="call", partner="NLD", due=date(2026, 12, 1)),
        entry("KEN", "answer", "willing", note="soon"),
    ).loc["KEN"]
    assert (found["status"], found["result"], found["note"]) == ("answer", "willing", "soon")
    assert (found["level"], found["partner"]) == ("call", "NLD")
    assert found["due"] is None


def test_a_state_that_only_the_log_names_is_shown_after_the_plan() -> None:
    found = rows(entry("POL", "done"))
    assert found.index.tolist() == ["KEN", "CHL", "NGA", "POL"]
    assert not found.loc["POL", "is_planned"]
    assert found.loc["POL", "probability"] == 0.1


def test_an_empty_plan_has_an_empty_board() -> None:
    found = progress.on_day(plan(), (), TODAY)
    assert found.approaches.empty
    assert (found.n_overdue, sum(found.n_by_status.values())) == (0, 0)


def test_an_outcome_that_was_taken_back_is_none() -> None:
    entries = [entry("KEN", "outcome", "joined"), entry("CHL", "outcome", "did_not_join")]
    assert progress.logged_outcomes(entries).to_dict("list") == {
        "iso3": ["KEN", "CHL"],
        "joined": [True, False],
    }
    again = progress.logged_outcomes([*entries, entry("KEN", "answer", "undecided")])
    assert again["iso3"].tolist() == ["CHL"]


def numbered(*entries: LogEntry) -> list[LogEntry]:
    return [replace(one, entry_id=n) for n, one in enumerate(entries, 1)]


def test_what_is_taken_back_does_not_hold() -> None:
    first, wrong = numbered(entry("KEN", "done"), entry("KEN", "answer", "willing"))
    back = replace(wrong, entry_id=3, takes_back=wrong.entry_id)
    assert progress.holding([first, wrong, back]) == (first,)
    assert rows(first, wrong).loc["KEN", "result"] == "willing"
    assert rows(first, wrong, back).loc["KEN", "status"] == "done"
    assert progress.last_steps([first, wrong, back]) == {"KEN": first.step}


def test_who_sees_to_a_state_stays_until_another_is_named() -> None:
    found = rows(
        entry("KEN", "done", owner="A. Desk", post="Nairobi"), entry("KEN", "answer", "willing")
    ).loc["KEN"]
    assert (found["owner"], found["post"]) == ("A. Desk", "Nairobi")


def test_a_fact_of_the_desk_is_told_from_what_says_nothing_of_joining() -> None:
    found = progress.desk_facts(
        numbered(
            entry("KEN", "answer", "hosts"),
            entry("EST", "answer", "announced"),
            entry("GHA", "outcome", "joined"),
            entry("CHL", "outcome", "did_not_join"),
            entry("PER", "answer", "unwilling"),
            entry("SEN", "answer", "willing"),
            entry("NGA", "answer", "undecided"),
            entry("IND", "done"),
        )
    )
    assert found.answers == {"KEN": "joins", "EST": "joins", "GHA": "joins", "CHL": "refuses"}
    assert found.unwilling == {"PER"}
    assert set(found.said) == {"KEN", "EST", "GHA", "CHL", "PER", "SEN", "NGA"}


def test_only_the_last_answer_of_a_state_is_a_fact() -> None:
    found = progress.desk_facts(
        numbered(entry("PER", "answer", "unwilling"), entry("PER", "answer", "announced"))
    )
    assert (found.answers, found.unwilling) == ({"PER": "joins"}, frozenset())


def test_forecasts_are_those_of_the_model_and_of_the_desk() -> None:
    said = progress.forecasts(PLAN).set_index("iso3")
    assert said.loc["KEN"].tolist() == [0.3, 0.6]
    assert said.loc["POL"].isna().tolist() == [False, True]
    assert progress.forecasts(plan()).empty


def test_by_the_roster_only_what_it_can_say_is_an_outcome() -> None:
    many = plan(
        probabilities=dict.fromkeys(["KEN", "CHL", "NGA", "POL", "NLD"], 0.5), members=["NLD"]
    )
    roster = pd.DataFrame(
        [
            ("KEN", "listed"),
            ("CHL", "not_listed"),
            ("NGA", "unknown"),
            ("POL", "former"),
            ("NLD", "listed"),
            ("KOR", "listed"),
        ],
        columns=["iso3", "category"],
    )
    assert progress.roster_outcomes(many, roster).to_dict("list") == {
        "iso3": ["KEN", "CHL", "POL"],
        "joined": [True, False, False],
    }


def test_it_names_who_joined_and_left_since() -> None:
    same = progress.changes(PLAN, version="0a1b", members=["KOR", "NLD"])
    assert (same.is_other_version, same.joined, same.left) == (False, (), ())
    other = progress.changes(PLAN, version="new", members=["NLD", "KEN", "CHL"])
    assert (other.is_other_version, other.joined, other.left) == (True, ("CHL", "KEN"), ("KOR",))
