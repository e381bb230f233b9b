"""A plan is carried here as a file, its outcome is logged, and its score is seen."""

import re
from datetime import date
from pathlib import Path

from playwright.sync_api import expect

from dashboard.plans import document
from tests.e2e.conftest import Visit


def test_from_a_file_to_the_score(visit: Visit, tmp_path: Path) -> None:
    plan = document.make(
        title="Nairobi round",
        instrument_id="reaim_2026_pathways",
        target=60,
        snapshot_version="an older one",
        approaches=[{"state": "GHA", "level": "visit", "guess": 0.9, "due": date(2020, 1, 1)}],
        probabilities={"GHA": 0.5},
    )
    file = tmp_path / "plan.json"
    file.write_text(document.to_json(plan), encoding="utf-8")

    visit.open("log")
    opening = visit.page.get_by_text("Open a plan from a file")
    if opening.is_visible():  # there are plans already: the way is folded up
        opening.click()
    visit.page.locator("input[type=file]").set_input_files(file)
    visit.page.get_by_label("Opened by").fill("Accra")
    visit.page.get_by_label("Opened by").press("Enter")
    visit.settle()
    visit.page.get_by_role("button", name="Open and keep").click()
    visit.page.get_by_text("0 of 1 approach is done").wait_for()
    expect(visit.page).to_have_url(re.compile("plan="))

    visit.page.get_by_role("button", name="Ghana", exact=True).click()
    form = visit.page.get_by_role("dialog")
    form.get_by_text("Outcome known: joined", exact=True).click()
    form.get_by_label("Written by").fill("Accra")
    form.get_by_role("button", name="Write into the log").click()
    visit.page.get_by_text("the desk guessed too, the desk was right of 1").wait_for()
    visit.settle()

    visit.page.reload()
    visit.settle()
    expect(visit.page.get_by_test_id("stMain")).to_contain_text(
        "1 of 1 approach is done; of 1 the outcome is known, and 1 joined."
    )
    with visit.page.expect_download() as saved:
        visit.page.get_by_role("button", name="Save this plan as a file").click()
    assert document.from_json(saved.value.path().read_bytes()) == plan
    assert visit.wrong == []
