"""What is next and what is new, on the tiny world: the same counts as the page What changed."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard import i18n
from dashboard.blocks import Finding, Numbers, Text, Unknown
from dashboard.pages.changes.since import content as since
from dashboard.pages.standing.ahead import content as ahead
from dashboard.pages.standing.news import content as news
from data import facts

DAY = pd.Timestamp("2026-11-29")


def tiles(world, day: pd.Timestamp) -> list[tuple[str, str, str]]:
    told = ahead.blocks(facts.of_tables(world), day)
    return [
        (tile.label, tile.value, tile.meaning)
        for block in told
        if isinstance(block, Numbers)
        for tile in block.tiles
    ]


def test_the_next_milestone_stands_with_the_days_to_go(world):
    label, value, meaning = tiles(world, DAY)[0]
    assert (label, value) == ("Next summit", "in 33 to 397 days")
    assert meaning.endswith("2027")


def test_a_date_that_nobody_confirmed_says_so(world):
    is_next = world["milestones"]["milestone_id"] == "next_summit"
    world["milestones"].loc[is_next, "is_confirmed"] = False
    assert tiles(world, DAY)[0][2].endswith("not confirmed")


def test_what_is_due_at_a_session_stands_beside_it_without_a_day(world):
    due = [tile for tile in tiles(world, DAY) if tile[2].endswith("no day on record")]
    (mandate,) = world["mandates"][world["mandates"]["status"] == "due"].to_dict("records")
    assert due == [(mandate["task"], mandate["due"], due[0][2])]
    assert str(mandate["symbol"]) in due[0][2]


def test_after_all_that_is_on_record_it_says_that_nothing_is(world):
    world["mandates"]["status"] = "done"
    told = ahead.blocks(facts.of_tables(world), pd.Timestamp("2030-01-01"))
    assert not [block for block in told if isinstance(block, Numbers)]
    assert any(isinstance(block, Unknown) for block in told)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("day", ["2023-01-01", "2025-12-01", "2026-06-01", "2026-11-01"])
def test_home_counts_what_the_page_of_changes_counts(world, day, language):
    held = facts.of_tables(world)
    i18n.use(language, i18n.translations(language))
    (finding,) = since.finding(held, pd.Timestamp(day))
    told = news.blocks(held, pd.Timestamp(day), DAY)
    assert isinstance(finding, Finding)
    assert told[0] == Text(finding.text)


def test_what_is_to_come_is_no_news_and_the_rest_is_counted(world):
    held = facts.of_tables(world)
    told = "\n".join(b.text for b in news.blocks(held, pd.Timestamp("2023-01-01"), DAY))
    assert "Next summit" not in told
    lines = [line for line in told.splitlines() if line.startswith("- ")]
    assert len(lines) == news.N_LINES + 1
    assert "(changes?since=2023-01-01)" in lines[-1]


def test_one_click_tells_what_changed_since_the_last_quarters(world):
    told = news.blocks(facts.of_tables(world), pd.Timestamp("2026-01-01"), DAY)[-1]
    assert isinstance(told, Text)
    assert "[December 2025](changes?since=2025-12-01)" in told.text
    assert told.text.count("](changes?since=") == news.N_QUARTERS


def test_the_last_visit_is_told_with_what_came_since(world):
    (told,) = news.since_visit(facts.of_tables(world), pd.Timestamp("2026-11-20"))
    assert isinstance(told, Text)
    assert told.text.startswith("You were last here on 20 November 2026. Since 20 November 2026")
