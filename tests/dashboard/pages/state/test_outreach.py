"""The outreach to a State so far, of plans that a desk saved."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.blocks import Table, Text, Unknown
from dashboard.pages.state.outreach import content
from dashboard.plans import document, steps, store
from data import facts
from tests.dashboard.conftest import OpenPage
from tests.dashboard.tables import shown_tables

DAY = date(2026, 11, 29)


@pytest.fixture
def plan_id(plans_url: str) -> str:
    """Return a plan in which Chile was asked by the Republic of Korea, and answered."""
    plans = store.open_plans(plans_url)
    plan = document.make(
        title="Nairobi round",
        instrument_id="pathways_2026",
        target=6,
        snapshot_version="an older one",
        approaches=[{"state": "CHL", "level": "visit", "partner": "KOR"}],
    )
    saved = plans.save(plan, who="desk")
    for status, result, on, due in (
        ("done", None, date(2026, 10, 2), None),
        ("answer", "willing", date(2026, 10, 20), date(2026, 11, 1)),
    ):
        step = steps.make(
            state="CHL",
            status=status,
            result=result,
            on=on,
            due=due,
            post="Santiago",
            note="*Soon*",
        )
        plans.log(saved.plan_id, step, who="Santiago embassy")
    plans.close()
    return saved.plan_id


def told(world, iso3: str, plans_url: str):
    plans = store.open_plans(plans_url)
    held = content.kept(plans)
    plans.close()
    return content.blocks(facts.of_tables(world), iso3, held, DAY)


def test_who_asked_when_what_it_answered_and_what_is_due(world, plan_id, plans_url):
    finding, approaches, log = told(world, "CHL", plans_url)
    assert isinstance(finding, Text)
    assert "**1 plan**; 2 entries are on record" in finding.text
    assert isinstance(approaches, Table)
    (row,) = approaches.table.to_dict("records")
    assert row["status"] == "Answered: willing"
    assert (row["on"], row["due"], row["overdue"]) == (
        "20 October 2026",
        "1 November 2026",
        "overdue",
    )
    assert (row["partner"], row["author"]) == ("South Korea", "Santiago embassy")
    assert (row["post"], row["owner"]) == ("Santiago", "—")
    assert row["link"] == f"log?plan={plan_id}"
    assert isinstance(log, Table)
    assert log.table["on"].tolist() == ["20 October 2026", "2 October 2026"]


def test_a_state_that_no_plan_names_says_so_and_how_to_begin(world, plan_id, plans_url):
    unknown, link = told(world, "KEN", plans_url)
    assert unknown == Unknown("1 plan is kept here, and it does not name Kenya.")
    assert isinstance(link, Text)
    assert "opportunities?pick=KEN" in link.text


def test_without_any_plan_it_says_so(world, plans_url):
    unknown, _link = told(world, "KEN", plans_url)
    assert unknown == Unknown("No plan has been saved yet.")


@pytest.mark.real
def test_the_page_asks_the_plans_that_are_kept_now(open_page: OpenPage, plan_id: str):
    app = open_page("state", state="CHL", dossier="outreach")
    assert not app.exception
    assert any("Nairobi round" in frame.value.to_string() for frame in shown_tables(app))
    assert any("2 entries are" in block.value for block in app.markdown)


def test_a_step_that_was_taken_back_is_told_no_more(world, plan_id, plans_url):
    plans = store.open_plans(plans_url)
    plans.take_back(plan_id, plans.entries(plan_id)[-1:], who="desk")
    plans.close()
    _said, approaches, log = told(world, "CHL", plans_url)
    assert isinstance(approaches, Table)
    assert approaches.table["status"].tolist() == ["Done"]
    assert isinstance(log, Table)
    assert log.table["on"].tolist() == ["2 October 2026"]
