"""The due days of a plan as a calendar: whole days that another program reads back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import icalendar
import pytest

from dashboard import i18n
from dashboard.feeds import due_days
from dashboard.pages.log import wording
from dashboard.plans import document, progress, steps
from dashboard.plans.log import LogEntry
from dashboard.plans.store import Revision

WHEN = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
PLAN = document.make(
    title="Nairobi, first round; “Één”",
    instrument_id="reaim_2026_pathways",
    target=60,
    snapshot_version="x",
    approaches=[
        {"state": "KEN", "level": "demarche", "partner": "NLD", "due": date(2026, 12, 31)},
        {"state": "GHA", "level": "call", "due": date(2026, 12, 1)},
        {"state": "CHL", "level": "visit", "due": date(2026, 12, 1)},
        {"state": "PER", "level": "visit"},
    ],
)
LOG = (
    LogEntry(
        1,
        steps.make(state="CHL", status="outcome", result="joined", on=date(2026, 11, 20)),
        "desk",
        WHEN,
    ),
    LogEntry(
        2,
        steps.make(
            state="GHA",
            status="answer",
            result="willing",
            on=date(2026, 11, 20),
            due=date(2027, 1, 4),
            post="Accra, north",
            note="asks: who; when",
        ),
        "desk",
        WHEN,
    ),
)
NAMES = {"KEN": "Kenya", "GHA": "Ghana", "CHL": "Chile", "PER": "Peru", "NLD": "Nederland"}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_is_due_is_read_back_day_by_day(language: str) -> None:
    with i18n.spoken(language):
        found = progress.on_day(PLAN, LOG, date(2026, 11, 24))
        words = wording.approaches(found, NAMES).set_index("iso3")
        made = due_days.calendar(Revision("p1", 2, PLAN, "desk", "", WHEN), found.approaches, words)
    read = icalendar.Calendar.from_ical(made)
    assert read["x-wr-calname"] == PLAN.title
    events = {str(one["uid"]): one for one in read.walk("VEVENT")}
    assert {key: (one.start, one.end) for key, one in events.items()} == {
        "p1-KEN@trojka": (date(2026, 12, 31), date(2027, 1, 1)),
        "p1-GHA@trojka": (date(2027, 1, 4), date(2027, 1, 5)),
    }
    told = str(events["p1-GHA@trojka"]["description"])
    assert "Accra, north" in told
    assert "asks: who; when" in told
    assert "Nederland" in str(events["p1-KEN@trojka"]["description"])
    kenya = str(events["p1-KEN@trojka"]["summary"])
    assert kenya.startswith("Kenya: ")
    assert PLAN.title in kenya


def test_nothing_is_due_once_the_outcome_is_known() -> None:
    found = progress.on_day(PLAN, LOG, date(2026, 11, 24)).approaches
    assert due_days.open_days(found) == {"KEN": date(2026, 12, 31), "GHA": date(2027, 1, 4)}
