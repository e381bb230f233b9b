"""Plans are kept with every revision, and nobody's save is lost: in a file and on a server."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from dashboard.plans import progress, steps, store
from dashboard.plans.log import LoggedMeanwhileError
from data.errors import PlanError
from tests.dashboard.plans.conftest import plan

TODAY = date(2026, 11, 24)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_plan_comes_back_as_it_was_saved(plans: store.Plans) -> None:
    draft = plan(
        approaches=[
            {"state": "KEN", "level": "visit", "partner": "NLD", "cost": 2.5, "guess": 0.7},
            {"state": "CHL", "level": "call", "due": date(2026, 12, 1)},
        ],
        fixed={"PAN": "joins"},
        assumptions={"visit": {"low": -0.1, "central": 0.5, "high": 1.0}},
        probabilities={"KEN": 0.1 + 0.2},
        members=["NLD", "KOR"],
        note='<b>"Één"</b> — 🤝',
    )
    saved = plans.save(draft, who="desk", note="first")
    assert (saved.number, saved.author, saved.note) == (1, "desk", "first")
    assert saved.saved_at > LONG_AGO
    loaded = plans.load(saved.plan_id)
    assert loaded == saved
    assert loaded.document == draft


def test_every_save_is_kept(plans: store.Plans) -> None:
    first = plans.save(plan("one"), who="desk")
    plans.save(plan("two"), who="embassy", plan_id=first.plan_id, expect_revision=1)
    titles = [revision.document.title for revision in plans.history(first.plan_id)]
    assert titles == ["one", "two"]
    assert plans.load(first.plan_id).document.title == "two"
    assert plans.load(first.plan_id, 1) == first


def test_who_comes_second_sees_both_and_can_save_over(plans: store.Plans) -> None:
    first = plans.save(plan("base"), who="desk")
    theirs = plans.save(plan("theirs"), who="Seoul", plan_id=first.plan_id, expect_revision=1)
    mine = plan("mine")
    with pytest.raises(store.ConflictError, match="found revision 2, saved by Seoul") as caught:
        plans.save(mine, who="Madrid", plan_id=first.plan_id, expect_revision=1)
    assert caught.value.mine == mine
    assert caught.value.theirs == theirs
    over = caught.value.theirs.number
    plans.save(mine, who="Madrid", plan_id=first.plan_id, expect_revision=over)
    titles = [revision.document.title for revision in plans.history(first.plan_id)]
    assert titles == ["base", "theirs", "mine"]


@pytest.mark.slow
def test_many_editors_of_one_plan_lose_nothing(plans: store.Plans) -> None:
    plan_id = plans.save(plan("base"), who="desk").plan_id

    def edit(editor: int) -> None:
        for i in range(10):
            mine = plan(f"{editor}-{i}")
            expect = 1
            while True:
                try:
                    plans.save(mine, who="x", plan_id=plan_id, expect_revision=expect)
                    break
                except store.ConflictError as conflict:
                    expect = conflict.theirs.number

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(edit, range(4)))
    history = plans.history(plan_id)
    assert [revision.number for revision in history] == list(range(1, 42))
    kept = sorted(revision.document.title for revision in history[1:])
    assert kept == sorted(f"{editor}-{i}" for editor in range(4) for i in range(10))


def test_the_list_begins_with_what_was_saved_last(plans: store.Plans) -> None:
    older = plans.save(plan("older"), who="desk")
    newer = plans.save(plan("newer"), who="desk")
    plans.save(plan("older again"), who="desk", plan_id=older.plan_id, expect_revision=1)
    listed = [one for one in plans.list() if one.plan_id in (older.plan_id, newer.plan_id)]
    assert [one.title for one in listed] == ["older again", "newer"]
    assert [one.revision for one in listed] == [2, 1]
    assert listed[0].created_at == older.saved_at


def test_steps_are_kept_in_their_order(plans: store.Plans) -> None:
    plan_id = plans.save(plan(), who="desk").plan_id
    made = [
        steps.make(state="KEN", status="done", on=date(2026, 11, 1), due=date(2026, 12, 1)),
        steps.make(state="KEN", status="answer", result="undecided", on=date(2026, 11, 20)),
        steps.make(state="KEN", status="outcome", result="joined", on=date(2026, 12, 1), note="!"),
    ]
    logged = [plans.log(plan_id, step, who="Nairobi") for step in made]
    entries = plans.entries(plan_id)
    assert entries == tuple(logged)
    assert [entry.step for entry in entries] == made
    assert {entry.author for entry in entries} == {"Nairobi"}


def willing(*states: str) -> list[steps.LoggedStep]:
    return [
        steps.make(
            state=state,
            status="answer",
            result="willing",
            on=TODAY,
            owner="Desk",
            post="Tallinn",
        )
        for state in states
    ]


def test_several_states_are_logged_together_or_none_of_them(plans: store.Plans) -> None:
    plan_id = plans.save(plan(), who="desk").plan_id
    logged = plans.log_all(plan_id, willing("EST", "KEN"), who="Tallinn")
    assert plans.entries(plan_id) == logged
    assert [(one.step.state, one.step.owner, one.step.post) for one in logged] == [
        ("EST", "Desk", "Tallinn"),
        ("KEN", "Desk", "Tallinn"),
    ]
    with pytest.raises(PlanError, match="author: found ''"):
        plans.log_all(plan_id, willing("GHA", "CHL"), who="")
    assert plans.entries(plan_id) == logged


def test_what_was_logged_is_taken_back_and_stays(plans: store.Plans) -> None:
    plan_id = plans.save(plan(), who="desk").plan_id
    first, second = plans.log_all(plan_id, willing("EST", "KEN"), who="Tallinn")
    plans.take_back(plan_id, [second], who="The Hague")
    entries = plans.entries(plan_id)
    assert [one.takes_back for one in entries] == [None, None, second.entry_id]
    assert entries[-1].author == "The Hague"
    assert progress.holding(entries) == (first,)


def test_who_logs_a_state_second_sees_the_other_entry_first(plans: store.Plans) -> None:
    plan_id = plans.save(plan(), who="desk").plan_id
    (theirs,) = plans.log_all(plan_id, willing("EST"), who="Tallinn", seen=0)
    (other,) = plans.log_all(plan_id, willing("KEN"), who="The Hague", seen=0)
    with pytest.raises(
        LoggedMeanwhileError, match="the log of EST: found an entry by Tallinn"
    ) as at:
        plans.log_all(plan_id, willing("EST", "GHA"), who="The Hague", seen=0)
    assert at.value.theirs == (theirs,)
    assert [step.state for step in at.value.mine] == ["EST", "GHA"]
    assert plans.entries(plan_id) == (theirs, other)
    plans.log_all(plan_id, at.value.mine, who="The Hague", seen=other.entry_id)
    assert len(plans.entries(plan_id)) == 4


def test_of_many_desks_that_log_a_state_at_once_one_is_first(plans: store.Plans) -> None:
    plan_id = plans.save(plan(), who="desk").plan_id

    def enter(desk: int) -> bool:
        try:
            plans.log_all(plan_id, willing("EST"), who=f"desk {desk}", seen=0)
        except LoggedMeanwhileError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(enter, range(4))) == 1
    assert len(plans.entries(plan_id)) == 1


def test_a_plan_that_is_not_there_is_said(plans: store.Plans) -> None:
    step = steps.make(state="KEN", status="done", on=date(2026, 11, 1))
    for ask in (
        lambda: plans.load("nowhere"),
        lambda: plans.history("nowhere"),
        lambda: plans.entries("nowhere"),
        lambda: plans.log("nowhere", step, who="desk"),
        lambda: plans.save(plan(), who="desk", plan_id="nowhere", expect_revision=1),
    ):
        with pytest.raises(PlanError, match="found no plan nowhere, expected one that was saved"):
            ask()


def test_a_save_needs_a_name(plans: store.Plans) -> None:
    with pytest.raises(PlanError, match="the save, author: found ''"):
        plans.save(plan(), who="")
