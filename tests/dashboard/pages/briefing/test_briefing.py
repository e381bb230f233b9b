"""The page *Briefing*: collected, ordered, titled, written, kept and opened again."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.briefing import links, making, pack, request
from dashboard.briefing.request import CoalitionBrief, StatePages, View
from dashboard.desks.person import ALONE
from dashboard.pages.briefing.adding import choices
from dashboard.plans.briefings import saved_briefings
from data.errors import PlanError
from data.facts import Facts
from tests.dashboard.conftest import OpenPage, button

pytestmark = pytest.mark.real

ITEMS = ["data?show=terms", "@coalition", "standing"]


def items(app: AppTest) -> list[str]:
    given = app.query_params.get("item", [])
    return [given] if isinstance(given, str) else list(given)


def downloads(app: AppTest) -> list[str]:
    return [one.label for one in app.get("download_button")]


def test_an_empty_briefing_says_what_to_do(open_page: OpenPage) -> None:
    app = open_page("briefing")
    assert any("Take this along" in one.value for one in app.markdown)
    assert "write" not in [one.key for one in app.button]


def test_items_stand_in_the_order_of_the_address_and_unknown_ones_are_told(
    open_page: OpenPage,
) -> None:
    app = open_page("briefing", item=[*ITEMS, "@poem"])
    shown = [one.value for one in app.markdown if one.value[:1].isdigit()]
    assert [text[:2] for text in shown] == ["1.", "2.", "3."]
    assert "Data" in shown[0]
    assert shown[1] == "2. Coalition brief"
    assert [one.value for one in app.info] == [
        "1 item of this link is not known here, and was left out."
    ]
    assert items(app) == ITEMS


def test_items_are_moved_titled_and_taken_out(open_page: OpenPage) -> None:
    app = open_page("briefing", item=ITEMS)
    app.button(key="up:@coalition:1").click().run()
    assert items(app) == ["@coalition", "data?show=terms", "standing"]
    app.text_input(key="title:standing:1").set_value("Where we are").run()
    assert items(app)[2] == "standing#title=Where+we+are"
    app.button(key="down:@coalition:1").click().run()
    app.button(key="out:data?show=terms:1").click().run()
    assert items(app) == ["@coalition", "standing#title=Where+we+are"]
    assert not app.exception


def test_a_view_is_added_from_its_page_with_its_filters(open_page: OpenPage) -> None:
    app = open_page("data", show="terms")
    app.button(key="add_to_briefing").click().run()
    app.button(key="add_to_briefing").click().run()
    assert app.session_state["kept:item"]["drawn"] == ["data?show=terms", "data?show=terms"]
    assert any("2 items in the briefing" in one.value for one in app.caption)


def test_a_whole_regional_group_is_its_members(facts: Facts) -> None:
    africa = choices.members(facts, ["KEN", "group:AG"])
    assert len(africa) == 54
    assert africa[0] == "KEN"


def test_sixty_states_are_one_item_that_fits_an_address(open_page: OpenPage, facts: Facts) -> None:
    states = tuple(facts.states["iso3"][:60])
    app = open_page("briefing", item=[links.written(StatePages(states=states))])
    assert not app.exception
    (kept,) = items(app)
    assert len(links.read(kept).states) == 60


def test_files_are_written_and_told_to_be_old_after_a_change(open_page: OpenPage) -> None:
    app = open_page("briefing", item=["data?show=terms"], lang="nl")
    app.default_timeout = 300
    button(app, "Briefing maken").click().run()
    assert not app.exception
    assert [one.split(" ")[0] for one in downloads(app)[:4]] == [
        "PowerPoint",
        "Word",
        "PDF",
        "Excel",
    ]
    assert any("bladzijde" in one.value for one in app.subheader)
    app.text_input(key="headed").set_value("Anders").run()
    assert len(downloads(app)) == 1
    assert any("maak ze opnieuw" in one.value for one in app.caption)


def test_marking_and_language_stand_on_what_is_asked(facts: Facts) -> None:
    asked = request.make(
        language="nl", marking=pack.MARKINGS[2], items=(View(page="data"), View(page="data"))
    )
    made = making.made(asked, facts, person=ALONE, site="https://trojka.example")
    assert (made.language, made.marking) == ("nl", "Departementaal Vertrouwelijk")
    assert [sheet.key for sheet in made.sheets] == ["01-data", "02-data"]
    assert made.address(made.sheets[0]) == "https://trojka.example/data?lang=nl"


def test_a_briefing_is_kept_and_opened_again(open_page: OpenPage) -> None:
    app = open_page("briefing", item=ITEMS, headed="Seoul", marking="Openbaar")
    app.text_input(key="saved_by").set_value("desk")
    button(app, "Save").click().run()
    assert not app.exception
    (listed,) = saved_briefings(ALONE).list()
    assert (listed.title, listed.n_items) == ("Seoul", 3)
    again = open_page("briefing", briefing=listed.briefing_id)
    assert items(again) == ITEMS
    assert again.query_params["marking"] in ("Openbaar", ["Openbaar"])
    assert again.text_input(key="headed").value == "Seoul"


def test_a_second_save_is_a_revision_and_an_old_one_is_refused(tmp_path: Path) -> None:
    kept = saved_briefings(ALONE)
    first = kept.save(request.make(title="Seoul", items=(CoalitionBrief(),)), who="desk")
    second = kept.save(
        request.make(title="Seoul 2"),
        who="desk",
        briefing_id=first.briefing_id,
        expect_revision=1,
    )
    assert second.number == 2
    with pytest.raises(PlanError, match="found revision 2, saved by desk, expected revision 1"):
        kept.save(
            request.make(title="Mine"), who="me", briefing_id=first.briefing_id, expect_revision=1
        )
    assert kept.load(first.briefing_id).request.title == "Seoul 2"


def test_a_link_to_a_briefing_that_is_not_here_says_so(open_page: OpenPage) -> None:
    app = open_page("briefing", briefing="0123456789abcdef")
    assert any("not kept here" in one.value for one in app.info)
