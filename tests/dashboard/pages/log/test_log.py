"""The outreach log: what a desk sees of its plans, on the real record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Multiselect

from dashboard import i18n
from dashboard.pages.log.score import figures as draw
from dashboard.plans import document, steps, store
from dashboard.words import steps_in_words
from data import store as facts
from tests.dashboard.conftest import OpenPage, button
from tests.dashboard.tables import shown_tables

pytestmark = pytest.mark.real

PATHWAYS = "reaim_2026_pathways"
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def plan_id(plans_url: str) -> str:
    """Return a plan with four approaches, of which two have an outcome and one is overdue."""
    plans = store.open_plans(plans_url)
    plan = document.make(
        title="Nairobi round",
        instrument_id=PATHWAYS,
        target=60,
        snapshot_version="an older one",
        approaches=[
            {"state": "GHA", "level": "visit", "partner": "NLD", "due": date(2020, 1, 1)},
            {"state": "CHL", "level": "visit", "partner": "KOR"},
            {"state": "SEN", "level": "call", "guess": 0.9},
            {"state": "PER", "level": "call", "guess": 0.5},
        ],
        probabilities={"GHA": 0.3, "CHL": 0.4, "SEN": 0.6, "PER": 0.2},
        note=SCRIPT,
    )
    saved = plans.save(plan, who="desk")
    for state, status, result in (
        ("CHL", "done", None),
        ("SEN", "outcome", "joined"),
        ("PER", "outcome", "did_not_join"),
    ):
        step = steps.make(
            state=state, status=status, result=result, on=date(2026, 11, 20), note=SCRIPT
        )
        plans.log(saved.plan_id, step, who="embassy")
    plans.close()
    return saved.plan_id


def text(app: AppTest) -> str:
    return "\n".join(block.value for block in app.markdown)


def test_without_a_plan_it_says_how_to_begin(open_page: OpenPage) -> None:
    app = open_page("log")
    assert not app.exception
    assert "No plan has been saved yet." in text(app)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_plan_opens_by_its_link(open_page: OpenPage, plan_id: str, language: str) -> None:
    app = open_page("log", plan=plan_id, lang=language)
    assert not app.exception
    assert not app.error
    answer = {
        "en": "**3 of 4 approaches** are done; of **2** the outcome is known, and **1** joined. "
        "**1 is overdue.** ",
        "nl": "**3 van 4 benaderingen** zijn gedaan; van **2** is de uitkomst bekend en **1** ",
    }
    assert answer[language] in text(app)


def test_it_says_when_the_facts_have_changed(
    open_page: OpenPage, plan_id: str, snapshot: facts.Snapshot
) -> None:
    app = open_page("log", plan=plan_id)
    (told,) = [block.value for block in app.info if "facts have changed" in block.value]
    rolls = snapshot.frame("memberships")
    endorsers = rolls[(rolls["instrument_id"] == PATHWAYS) & (rolls["role"] == "endorser")]
    assert "Joined since: " in told
    names = snapshot.frame("states").set_index("iso3")["name_en"]
    assert all(names[iso3] in told for iso3 in endorsers["iso3"])


def test_scripts_in_notes_are_text(open_page: OpenPage, plan_id: str) -> None:
    app = open_page("log", plan=plan_id)
    assert "<script" not in text(app).replace("\\<", "‹")
    assert SCRIPT in [block.value for block in app.text]
    assert SCRIPT not in "".join(str(block.proto.body) for block in app.get("html"))


def test_the_score_follows_from_the_log(open_page: OpenPage, plan_id: str) -> None:
    app = open_page("log", plan=plan_id)
    assert "Of **2 States** with a known outcome the model expected **0.8** to join; **1**" in text(
        app
    )  # 0.6 + 0.2; Brier (0.4² + 0.2²) / 2 = 0.1
    assert "It was right of **2**:" in text(app)
    measures = "the model 0.100. Where the desk guessed too: the desk 0.130, the model 0.100."
    assert any(measures in block.value for block in app.caption)


def test_after_the_event_all_are_scored_by_the_roster(open_page: OpenPage, plan_id: str) -> None:
    app = open_page("log", plan=plan_id, closed="1")
    assert not app.exception
    assert "Of **4 States** with a known outcome" in text(app)


def open_form(app: AppTest, name: str) -> AppTest:
    """Press the card of a State."""
    button(app, name).click().run()
    assert not app.exception
    return app


def states_box(app: AppTest) -> Multiselect:
    """Return the box of the form in which States are chosen."""
    return next(one for one in app.multiselect if one.label == "States")


def write(app: AppTest, step: str, who: str = "Accra embassy") -> AppTest:
    """Fill in the form that is open, and press its button."""
    next(one for one in app.radio if one.label == "How far it has come").set_value(step)
    next(one for one in app.text_input if one.label == "Written by").set_value(who)
    button(app, "Write into the log").click().run()
    assert not app.exception
    return app


def messages(app: AppTest) -> list[str]:
    return [one.value for one in (*app.success, *app.warning, *app.error)]


def test_a_card_opens_the_log_of_its_state_and_says_what_was_logged(
    open_page: OpenPage, plan_id: str, plans_url: str
) -> None:
    app = open_form(open_page("log", plan=plan_id), "**Ghana**")
    assert states_box(app).value == ["GHA"]
    due = next(one for one in app.date_input if one.label == "Next step due")
    assert due.value == date(2020, 1, 1)
    next(o for o in app.text_input if o.label == "Owner: person or desk").set_value("A. Desk")
    next(o for o in app.text_input if o.label == "Post: embassy or mission").set_value("Accra")
    write(app, "answer:willing")
    assert messages(app) == ["Ghana: willing, logged."]
    assert "How far it has come" not in [one.label for one in app.radio]  # the form is gone
    entry = store.open_plans(plans_url).entries(plan_id)[-1]
    assert (entry.step.state, entry.step.result, entry.author) == (
        "GHA",
        "willing",
        "Accra embassy",
    )
    assert (entry.step.due, entry.step.owner, entry.step.post) == (
        date(2020, 1, 1),
        "A. Desk",
        "Accra",
    )
    assert "A. Desk · Accra" in text(app)
    again = open_form(app, "**Chile**")
    assert states_box(again).value == ["CHL"]
    boxes = {one.label: one.value for one in again.text_input}
    assert boxes["Written by"] == "Accra embassy"
    assert boxes["Owner: person or desk"] == boxes["Note"] == ""
    assert next(o for o in again.radio if o.label == "How far it has come").value is None


def test_what_was_logged_can_be_undone(open_page: OpenPage, plan_id: str, plans_url: str) -> None:
    app = write(open_form(open_page("log", plan=plan_id), "**Ghana**"), "answer:willing")
    button(app, "Undo").click().run()
    assert messages(app) == ["Ghana: willing, taken back. The log keeps both entries."]
    entries = store.open_plans(plans_url).entries(plan_id)
    assert entries[-1].takes_back == entries[-2].entry_id
    table = next(f.value for f in shown_tables(app) if "Written on" in f.value.columns)
    assert table["How far it has come"].tolist()[:2] == [
        "Took back: Answered: willing",
        "Answered: willing (taken back)",
    ]


def test_several_states_are_logged_at_once(
    open_page: OpenPage, plan_id: str, plans_url: str
) -> None:
    app = open_form(open_page("log", plan=plan_id), "Log several States, or another one")
    states_box(app).set_value(["GHA", "CHL"]).run()
    write(app, "done")
    assert messages(app) == ["Ghana and Chile: done, logged."]
    last = store.open_plans(plans_url).entries(plan_id)[-2:]
    assert [(one.step.state, one.step.due) for one in last] == [
        ("GHA", date(2020, 1, 1)),
        ("CHL", None),
    ]


@pytest.mark.parametrize("whither", ["plan", "log"])
def test_a_state_that_is_not_in_the_plan_is_asked_about(
    open_page: OpenPage, plan_id: str, plans_url: str, whither: str
) -> None:
    app = open_form(open_page("log", plan=plan_id), "Log several States, or another one")
    states_box(app).set_value(["KEN"]).run()
    assert messages(app) == ["Kenya is not in this plan. Add it?"]
    write(app, "answer:hosts")
    assert "Say whether the States that are not in the plan are added to it." in messages(app)
    plans = store.open_plans(plans_url)
    assert len(plans.entries(plan_id)) == 3
    next(one for one in app.radio if one.label == "Not in the plan").set_value(whither)
    button(app, "Write into the log").click().run()
    assert messages(app) == ["Kenya: hosts the event, logged."]
    kept = plans.load(plan_id)
    assert ("KEN" in [one.state for one in kept.document.approaches]) == (whither == "plan")
    assert kept.number == (2 if whither == "plan" else 1)


@pytest.mark.parametrize(("choice", "n"), [("Log mine as well", 5), ("Leave theirs", 4)])
def test_who_logs_second_sees_the_other_answer_and_chooses(
    open_page: OpenPage, plan_id: str, plans_url: str, choice: str, n: int
) -> None:
    app = open_form(open_page("log", plan=plan_id), "**Ghana**")
    theirs = steps.make(state="GHA", status="answer", result="unwilling", on=date(2026, 11, 21))
    plans = store.open_plans(plans_url)
    plans.log(plan_id, theirs, who="The Hague")
    write(app, "answer:willing")
    assert messages(app) == [
        "While you wrote, The Hague logged Ghana: unwilling. Nothing of yours is written yet."
    ]
    assert len(plans.entries(plan_id)) == 4
    button(app, choice).click().run()
    assert not app.exception
    assert len(plans.entries(plan_id)) == n
    assert (messages(app) == ["Ghana: willing, logged."]) == (n == 5)


def test_a_step_that_lacks_something_is_not_logged(
    open_page: OpenPage, plan_id: str, plans_url: str
) -> None:
    app = open_form(open_page("log", plan=plan_id), "**Ghana**")
    button(app, "Write into the log").click().run()
    assert messages(app) == ["Say how far it has come."]
    write(app, "done", who=" ")
    assert messages(app) == ["Say who writes this, so that colleagues know whom to ask."]
    assert len(store.open_plans(plans_url).entries(plan_id)) == 3


def test_a_database_that_is_gone_is_said(open_page: OpenPage, plan_id: str, tmp_path: Path) -> None:
    app = open_page("log", plan=plan_id)
    for path in tmp_path.glob("plans.sqlite*"):
        path.unlink()
    app.run()
    assert not app.exception
    assert "their database is gone or does not answer" in app.error[0].value
    assert any("found no database that can be opened" in one.value for one in app.caption)
    assert "approach" in text(app)  # the plan as it was read last stays on screen


def test_without_a_choice_all_plans_are_listed_with_their_links(
    open_page: OpenPage, plan_id: str
) -> None:
    app = open_page("log", lang="nl")
    assert not app.exception
    assert "**1 plan** wordt hier bewaard" in text(app)
    table = shown_tables(app)[0].value
    assert table["Link"].tolist() == [f"log?plan={plan_id}&lang=nl"]


def test_a_link_to_a_plan_that_is_not_here_says_so(open_page: OpenPage, plan_id: str) -> None:
    app = open_page("log", plan="nowhere")
    assert not app.exception
    assert not app.error
    (told,) = [block.value for block in app.info]
    assert told == "The plan of this link is not kept here: ask its makers for the file."
    assert "**1 plan** is kept here" in text(app)


def test_marks_are_filled_where_the_state_joined() -> None:
    scored = pd.DataFrame(
        {
            "name": ["Kenya", "Chile"],
            "joined": [True, False],
            "model": [0.2, 0.6],
            "desk": [0.9, None],
        }
    )
    chart = draw.chart(
        scored,
        forecasters={"model": "Model", "desk": "Desk"},
        outcomes={True: "joined", False: "did not"},
        axis="p",
    )
    shapes = {trace.name: trace.marker.symbol for trace in chart.data}
    assert shapes == {
        "Model · joined": "circle",
        "Desk · joined": "diamond",
        "Model · did not": "circle-open",
    }


def test_every_status_and_result_can_be_logged() -> None:
    assert set(steps_in_words.step_words()) == {
        "planned",
        "done",
        "answer:willing",
        "answer:undecided",
        "answer:unwilling",
        "answer:announced",
        "answer:hosts",
        "outcome:joined",
        "outcome:did_not_join",
    }
