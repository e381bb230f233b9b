"""The dossier of a State, on the real record, in both languages."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from analytics.record import dossier
from dashboard import i18n
from data import store
from tests.dashboard.conftest import OpenPage
from tests.dashboard.tables import shown_tables
from tests.links import unlinked

pytestmark = pytest.mark.real

TABLES = ("states", "instruments", "memberships", "rollcalls", "topics", "votes", "stances")


@pytest.fixture(scope="module")
def kenya(snapshot: store.Snapshot) -> dossier.Dossier:
    return dossier.of_state("KEN", **{table: snapshot.frame(table) for table in TABLES})


def texts(app: AppTest) -> str:
    shown = "\n".join(block.value for block in [*app.markdown, *app.caption, *app.info])
    return unlinked(shown)


def table_under(app: AppTest, heading: str) -> int:
    """Return how many rows the first table with a column of that name has."""
    return next(len(frame.value) for frame in shown_tables(app) if heading in frame.value.columns)


def test_without_a_choice_it_is_kenyas(open_page: OpenPage) -> None:
    app = open_page("state")
    assert not app.exception
    assert app.selectbox(key="state").value == "KEN"
    assert "state" not in app.query_params
    assert "**Kenya** voted for A/RES/79/239 and A/RES/80/58." in texts(app)
    (listed,) = re.findall(r"It is listed on ([^;.]*)", texts(app))
    assert {"REAIM 2024 Blueprint", "REAIM 2026 Pathways"} <= set(re.split(r", | and ", listed))


def test_the_answer_is_given_in_dutch(open_page: OpenPage) -> None:
    app = open_page("state", lang="nl", state="KEN")
    assert "**Kenia** stemde voor A/RES/79/239 en A/RES/80/58." in texts(app)
    assert "niet vermeld op REAIM 2023 Call to Action" in texts(app)


def test_every_fact_of_the_dossier_is_in_a_table(
    open_page: OpenPage, kenya: dossier.Dossier
) -> None:
    parts = {
        part: [
            len(frame.value)
            for frame in shown_tables(open_page("state", state="KEN", period="all", dossier=part))
        ]
        for part in ("record", "votes", "unknown")
    }
    by_group = (
        kenya.timeline["group"]
        .value_counts()
        .add(kenya.undated["group"].value_counts(), fill_value=0)
    )
    assert parts["record"][0] == len(kenya.timeline)
    assert {int(by_group["endorsement"]), int(by_group["membership"])} <= set(parts["record"])
    assert parts["votes"][0] == by_group["vote"]
    assert parts["unknown"] == [len(kenya.unknown), len(kenya.not_listed)]


def test_undated_facts_are_named_below_the_timeline(
    open_page: OpenPage, kenya: dossier.Dossier
) -> None:
    app = open_page("state", state="KEN")
    assert "Without a first day: Commonwealth, G77" in texts(app)


def test_what_is_unknown_is_said(open_page: OpenPage, kenya: dossier.Dossier) -> None:
    counts = kenya.unknown["kind"].value_counts()
    app = open_page("state", state="KEN", dossier="unknown")
    said = [block.value for block in app.info]
    assert any(
        f"{counts['instrument']} rosters and {counts['rollcall']} roll calls" in text
        for text in said
    )


def test_the_years_and_the_subject_live_in_the_address(open_page: OpenPage) -> None:
    app = open_page("state", state="NLD", period="all")
    assert app.query_params == {"state": "NLD", "period": "all"}
    assert app.segmented_control(key="period").value == "all"
    app = open_page("state", state="NLD", dossier="votes", subject="nuclear")
    assert app.query_params == {"state": "NLD", "dossier": "votes", "subject": "nuclear"}
    assert app.selectbox(key="subject").value == "nuclear"
    assert "Nuclear weapons" in [heading.value for heading in app.subheader]


def test_nonsense_is_dropped(open_page: OpenPage) -> None:
    for part in ({"period": "never", "dossier": "rumours"}, {"subject": "gossip"}):
        app = open_page("state", state="ZZZ", **part)
        app.segmented_control(key="dossier").set_value("votes").run()
        assert not app.exception
        assert app.query_params == {"dossier": "votes"}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("iso3", ["PSE", "XKX", "YUG", "SSD"])
def test_who_is_no_member_or_no_more_or_not_yet_has_a_page(
    open_page: OpenPage, iso3: str, language: str
) -> None:
    app = open_page("state", state=iso3, lang=language)
    assert not app.exception
    assert not app.error
    assert app.selectbox(key="state").value == iso3


def test_a_former_state_has_its_votes_only(open_page: OpenPage) -> None:
    app = open_page("state", state="YUG")
    assert "no longer exists" in texts(app)
    assert len(app.get("plotly_chart")) == 1


def test_documented_facts_stand_in_the_answer(open_page: OpenPage) -> None:
    app = open_page("state", state="CHN")
    assert "Attended and did not endorse (REAIM 2024 Blueprint)" in texts(app)
