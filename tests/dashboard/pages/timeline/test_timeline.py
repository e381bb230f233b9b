"""The timeline of the process, on the real record, in both languages."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n
from data import store
from tests.dashboard.conftest import OpenPage
from tests.dashboard.tables import shown_tables

pytestmark = pytest.mark.real


def rows(app: AppTest) -> pd.DataFrame:
    """Return the table behind the chart."""
    return shown_tables(app)[0].value


def lines(app: AppTest) -> list[str]:
    """Return the lines of the list."""
    return [
        line
        for block in app.markdown
        for line in block.value.splitlines()
        if line.startswith("- **")
    ]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_milestone_is_in_the_table_and_in_the_list(
    open_page: OpenPage, snapshot: store.Snapshot, language: str
) -> None:
    milestones = snapshot.frame("milestones")
    first = str(milestones["date_from"].dt.year.min())
    app = open_page("timeline", lang=language, **{"from": first})
    assert not app.exception
    assert len(rows(app)) == len(milestones)
    assert len(lines(app)) == len(milestones)


def test_it_begins_with_the_first_summit_and_says_what_is_left_out(
    open_page: OpenPage, snapshot: store.Snapshot
) -> None:
    milestones = snapshot.frame("milestones")
    n_earlier = int((milestones["date_to"].dt.year < 2023).sum())
    app = open_page("timeline")
    assert len(rows(app)) == len(milestones) - n_earlier
    assert any(f"{n_earlier} earlier milestones" in block.value for block in app.caption)


def test_filters_live_in_the_address(open_page: OpenPage, snapshot: store.Snapshot) -> None:
    app = open_page("timeline", body="general_assembly", kind="resolution")
    milestones = snapshot.frame("milestones")
    wanted = milestones["body"].str.startswith("UN ") & (milestones["kind"] == "resolution")
    assert len(rows(app)) == wanted.sum()
    assert app.query_params == {"body": "general_assembly", "kind": "resolution"}


def test_nonsense_is_dropped(open_page: OpenPage) -> None:
    app = open_page("timeline", body="nowhere", kind="rumour", **{"from": "1066"})
    assert not app.exception
    assert app.query_params == {}


def test_a_choice_that_nothing_fits_is_said(open_page: OpenPage) -> None:
    app = open_page("timeline", body="security_council", kind="summit")
    assert not app.exception
    assert [block.value for block in app.info] == ["No milestone fits these filters."]


def test_documents_are_linked_and_doubt_is_said(
    open_page: OpenPage, snapshot: store.Snapshot
) -> None:
    milestones = snapshot.frame("milestones")
    n_doubtful = int((~milestones["is_confirmed"]).sum())
    app = open_page("timeline")
    text = "\n".join(block.value for block in app.markdown)
    assert "(<https://docs.un.org/en/A/RES/80/58>)" in text
    assert text.count("date not confirmed") == n_doubtful


def test_the_day_is_an_argument() -> None:
    def page() -> None:
        import pandas as pd

        from dashboard import i18n
        from dashboard.pages.timeline import page as timeline

        i18n.use("en", i18n.translations("en"))
        timeline.render_as_of(pd.Timestamp("2024-09-01"))

    app = AppTest.from_function(page, default_timeout=120).run()
    assert not app.exception
    answer = next(block.value for block in app.markdown if "are past" in block.value)
    assert answer.startswith("On 1 September 2024")
    assert "; the latest: GGE LAWS second session 2024" in answer
    assert "regional consultations before the Seoul summit, 2024." in answer
