"""The page *Trail*, and sharing on the pages: what people of two desks see and can do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import i18n
from dashboard.briefing import links
from dashboard.briefing.request import StatePages
from dashboard.desks.person import ALONE, Person
from dashboard.kit import here
from dashboard.plans import address
from dashboard.plans.database import Database
from dashboard.plans.store import Plans
from dashboard.plans.trail import Trail
from tests.dashboard.conftest import OpenPage, button
from tests.dashboard.plans.conftest import plan
from tests.dashboard.plans.people import (
    OFFICER,
    OURS,
    READER,
    STEWARD,
    THEIR_OFFICER,
    THEIRS,
)
from tests.dashboard.tables import shown_tables

pytestmark = pytest.mark.real

PATHWAYS = "reaim_2026_pathways"
LogIn = Callable[[Person], None]


@pytest.fixture
def log_in(monkeypatch: pytest.MonkeyPatch) -> LogIn:
    """Return what puts somebody before the screen, as the login does."""
    return lambda person: monkeypatch.setattr(here, "person", lambda: person)


def rows(app: AppTest, heading: str) -> list[str]:
    """Return a column of the table that has it."""
    found = [one.value for one in shown_tables(app) if heading in one.value.columns]
    return list(found[0][heading]) if found else []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_steward_sees_what_was_done(
    open_page: OpenPage, plans_url: str, log_in: LogIn, language: str
) -> None:
    database = Database(plans_url)
    Plans(database, OFFICER).save(plan("Not to be told"), who="")
    Trail(database, THEIR_OFFICER).note("exported", "page", "standing")
    log_in(STEWARD)
    app = open_page("trail", lang=language)
    assert not app.exception
    words = i18n.translations(language).gettext
    assert rows(app, words("Who")) == [THEIR_OFFICER.name, OFFICER.name]
    assert rows(app, words("Did")) == [words("took away as a file"), words("saved")]
    assert "Not to be told" not in str([one.value for one in shown_tables(app)])


def test_it_is_filtered_and_the_filter_stands_in_the_address(
    open_page: OpenPage, plans_url: str, log_in: LogIn
) -> None:
    database = Database(plans_url)
    for person, act in ((OFFICER, "exported"), (THEIR_OFFICER, "exported"), (OFFICER, "saw")):
        Trail(database, person).note(act, "page", act)  # type: ignore[arg-type]
    log_in(STEWARD)
    app = open_page("trail", did=["exported"], by_whom=[OFFICER.name])
    assert rows(app, "Who") == [OFFICER.name]
    app.multiselect(key="by_whom").set_value([]).run()
    assert len(rows(app, "Who")) == 2
    app.multiselect(key="of_desk").set_value([THEIRS]).run()
    assert rows(app, "Desk") == [THEIRS]
    assert app.query_params["of_desk"] == THEIRS


def test_the_chain_is_checked_on_demand(open_page: OpenPage, plans_url: str, log_in: LogIn) -> None:
    log_in(STEWARD)
    for n in range(3):
        Trail(Database(plans_url), OFFICER).note("saw", "page", str(n))
    app = open_page("trail")
    button(app, "Check that no row was changed").click().run()
    assert any("fits its seal and the row before" in one.value for one in app.caption)
    file = address.file_of(plans_url)
    assert file is not None
    with closing(sqlite3.connect(file)) as other:
        other.execute("DROP TRIGGER trail_unchanged")
        other.execute("UPDATE trail SET thing = '7' WHERE number = 2")
        other.commit()
    button(app, "Check that no row was changed").click().run()
    assert any("The chain breaks at row 2" in one.value for one in app.info)


def test_others_are_told_that_it_is_for_stewards(open_page: OpenPage, log_in: LogIn) -> None:
    for person in (READER, OFFICER):
        log_in(person)
        app = open_page("trail")
        assert not app.exception
        assert shown_tables(app) == []


def test_looking_is_noted_once_a_session_and_only_with_a_login(
    open_page: OpenPage, plans_url: str, log_in: LogIn
) -> None:
    open_page("log")
    assert Trail(Database(plans_url)).n_rows() == 0
    log_in(OFFICER)
    app = open_page("log")
    app.run()
    lines = Trail(Database(plans_url)).lines()
    assert [(one.act, one.kind, one.thing, one.name) for one in lines] == [
        ("saw", "page", "log", OFFICER.name)
    ]


def test_what_nobody_owns_is_given_to_a_desk(
    open_page: OpenPage, plans_url: str, log_in: LogIn
) -> None:
    saved = Plans(Database(plans_url), ALONE).save(plan("Before the login"), who="A. Desk")
    log_in(STEWARD)
    app = open_page("trail")
    assert any("Kept before anybody logged in" in one.value for one in app.header)
    box = next(one for one in app.text_input if one.label == "Desk")
    box.set_value(OURS)
    button(app, "Give it to this desk").click().run()
    assert not app.exception
    assert [one.plan_id for one in Plans(Database(plans_url), OFFICER).list()] == [saved.plan_id]


class TestSharing:
    @pytest.fixture
    def shared(self, plans_url: str) -> str:
        """Return the key of a plan of our desk."""
        return Plans(Database(plans_url), OFFICER).save(plan("Ours"), who="").plan_id

    def test_a_desk_shares_and_takes_back(
        self, open_page: OpenPage, plans_url: str, log_in: LogIn, shared: str
    ) -> None:
        log_in(OFFICER)
        app = open_page("plan", plan=shared)
        next(one for one in app.text_input if one.label == "Desk").set_value(THEIRS)
        button(app, "Share").click().run()
        assert not app.exception
        assert rows(app, "May") == ["read"]
        log_in(THEIR_OFFICER)
        theirs = open_page("plan", plan=shared)
        assert (
            shared in theirs.selectbox(key="plan").options or theirs.query_params["plan"] == shared
        )
        copy = next(one for one in theirs.checkbox if one.label == "Save as a new plan")
        assert copy.value
        assert copy.disabled
        log_in(OFFICER)
        app.run()
        button(app, "Take back").click().run()
        assert Plans(Database(plans_url), THEIR_OFFICER).list() == ()

    def test_another_desk_is_told_that_there_is_no_such_plan(
        self, open_page: OpenPage, log_in: LogIn, shared: str
    ) -> None:
        log_in(THEIR_OFFICER)
        for path in ("plan", "log"):
            app = open_page(path, plan=shared)
            assert not app.exception
            shown = [*(one.value for one in app.markdown), *(one.value for one in app.info)]
            assert "Ours" not in str(shown)
            if path == "plan":
                assert any("is not kept here" in text for text in shown)

    def test_the_name_under_a_save_is_that_of_the_login(
        self, open_page: OpenPage, plans_url: str, log_in: LogIn
    ) -> None:
        log_in(OFFICER)
        app = open_page("plan", text=PATHWAYS)
        box = next(one for one in app.text_input if one.label == "Saved by")
        assert box.disabled
        next(one for one in app.text_input if one.label == "Title").set_value("Mine")
        button(app, "Save").click().run()
        assert not app.exception
        plans = Plans(Database(plans_url), OFFICER)
        (listed,) = plans.list()
        assert (listed.title, listed.desk) == ("Mine", OURS)
        assert plans.load(listed.plan_id).author == OFFICER.name


FORMS = {
    "plan": ("Save", {"Title": "Mine"}),
    "live": ("Begin", {"What you call it": "Mine"}),
    "briefing": ("Save", {"Title": "Mine"}),
}
"""The button that keeps something new on a page, and what is typed before it is pressed."""


class TestReaders:
    """Who may keep nothing is offered nothing, and keeps nothing by a form that stood there before.

    A session outlives a role: somebody may have been an officer when the page was drawn.
    """

    @pytest.fixture
    def kept(self, plans_url: str) -> Callable[[], list[str]]:
        """Return a function that tells what was done to what is kept."""
        held = Trail(Database(plans_url))
        acts = ("saved", "logged", "shared", "unshared")
        return lambda: [one.thing for one in held.lines(acts=acts)]

    @pytest.mark.parametrize("path", FORMS)
    def test_a_form_that_was_filled_in_keeps_nothing(
        self, open_page: OpenPage, log_in: LogIn, kept: Callable[[], list[str]], path: str
    ) -> None:
        label, typed = FORMS[path]
        log_in(OFFICER)
        app = open_page(path, text=PATHWAYS, item=links.written(StatePages(states=("KEN",))))
        for name, words in typed.items():
            next(one for one in app.text_input if one.label == name).set_value(words)
        press = button(app, label).click()
        log_in(READER)
        press.run()
        assert not app.exception
        assert kept() == []
        assert label not in [one.label for one in app.button]
        assert any("needs the role of a desk" in one.value for one in app.caption)

    def test_a_form_of_the_log_that_was_open_is_gone(
        self, open_page: OpenPage, plans_url: str, log_in: LogIn, kept: Callable[[], list[str]]
    ) -> None:
        plan_id = Plans(Database(plans_url), OFFICER).save(plan("Ours"), who="").plan_id
        before = kept()
        log_in(OFFICER)
        app = open_page("log", plan=plan_id)
        button(app, "Log several States, or another one").click().run()
        write = button(app, "Write into the log").click()
        log_in(READER)
        write.run()
        assert not app.exception
        assert kept() == before
        assert not {"Write into the log", "Log several States, or another one"} & {
            one.label for one in app.button
        }

    def test_what_is_shared_for_reading_has_no_forms(
        self, open_page: OpenPage, plans_url: str, log_in: LogIn
    ) -> None:
        plans = Plans(Database(plans_url), OFFICER)
        plan_id = plans.save(plan("Ours"), who="").plan_id
        plans.share(plan_id, desk=THEIRS, may_edit=False)
        log_in(THEIR_OFFICER)
        app = open_page("log", plan=plan_id)
        assert "Log several States, or another one" not in [one.label for one in app.button]
        assert any("for reading only" in one.value for one in app.caption)
