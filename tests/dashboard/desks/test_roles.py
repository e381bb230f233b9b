"""Who may do what, cell by cell: in the menu, on the page, and below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from dashboard import i18n, navigation
from dashboard.desks import login, permission
from dashboard.desks.person import ALONE, Person, Role
from dashboard.kit import here
from dashboard.pages.update import command
from dashboard.words.faults import sentences
from data.errors import AccessError
from tests.dashboard.conftest import OpenPage
from tests.oidc.provider import Provider

PEOPLE = {
    role: Person(subject=f"id-{role}", name="A. Jansen", desk="DVB/NW", role=role) for role in Role
}

FOR_STEWARDS = {"update", "trail"}
"""Paths of the pages that are not for everybody."""

MAY = {
    (Role.READER, Role.READER): True,
    (Role.READER, Role.DESK): False,
    (Role.READER, Role.STEWARD): False,
    (Role.DESK, Role.READER): True,
    (Role.DESK, Role.DESK): True,
    (Role.DESK, Role.STEWARD): False,
    (Role.STEWARD, Role.READER): True,
    (Role.STEWARD, Role.DESK): True,
    (Role.STEWARD, Role.STEWARD): True,
}
"""Whether somebody of the first role may do what the second may."""


@pytest.mark.parametrize(("role", "needed"), MAY)
def test_a_role_may_do_what_those_below_it_may(role: Role, needed: Role) -> None:
    person = PEOPLE[role]
    assert person.may(needed) is MAY[role, needed]
    if MAY[role, needed]:
        permission.require(person, needed, to="do this")
        return
    with pytest.raises(AccessError) as refused:
        permission.require(person, needed, to="do this")
    assert refused.value.reason == "role"


def test_whoever_is_alone_may_do_everything() -> None:
    assert all(ALONE.may(role) for role in Role)
    assert navigation.places(ALONE) == navigation.PLACES


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", navigation.PAGES, ids=lambda page: page.path)
def test_a_page_is_in_the_menu_of_whoever_may_open_it(role: Role, page: navigation.Page) -> None:
    is_open = role is Role.STEWARD or page.path not in FOR_STEWARDS
    assert ((page.path, page.title) in navigation.places(PEOPLE[role])) is is_open


@pytest.mark.parametrize("role", [Role.READER, Role.DESK])
@pytest.mark.parametrize(
    "change",
    [
        lambda person: command.add("roster", {}, person=person, is_written=True),
        lambda person: command.add("roster", {}, person=person, is_written=False),
        lambda person: command.undo("0001", person=person, who="x", why="y", base=None),
        lambda person: command.undo("0001", person=person, who="x", why="y", base="0" * 12),
    ],
)
def test_only_stewards_change_facts(
    change: Callable[[Person], object], role: Role, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(AccessError) as refused:
        change(PEOPLE[role])
    assert refused.value.reason == "role"
    (noted,) = caplog.messages
    assert noted.startswith("refused to ")
    assert noted.endswith(f"the role {role.name.lower()}")


@pytest.mark.slow
def test_a_steward_is_answered_by_the_program_that_changes_facts() -> None:
    answer = command.add("roster", {}, person=PEOPLE[Role.STEWARD], is_written=False)
    assert answer["answer"] == "faults"


@pytest.mark.real
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "This page is for the role steward; yours is"),
        ("nl", "Deze pagina is voor de rol beheerder; die van u is"),
    ],
)
def test_a_page_that_is_not_for_somebody_says_so_in_one_sentence(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, role: Role, language: str, said: str
) -> None:
    monkeypatch.setattr(here, "person", lambda: PEOPLE[role])
    app = open_page("update", lang=language)
    assert not app.exception
    assert not app.error
    assert any(text.value.startswith(said) for text in app.info) is (role is not Role.STEWARD)
    assert bool(app.selectbox) is (role is Role.STEWARD)


@pytest.fixture
def login_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, value in Provider("https://id.example").settings("https://trojka.example").items():
        monkeypatch.setenv(name, value)
    login.current.cache_clear()
    yield
    login.current.cache_clear()


@pytest.mark.slow
def test_where_people_log_in_a_page_without_a_login_shows_nothing(
    open_page: OpenPage, login_is_asked_for: None
) -> None:
    app = open_page("state", state="KEN")
    assert [error.value for error in app.error] == [
        "this page: found no login, expected somebody who is logged in; log in."
    ]
    assert not app.title
    assert not app.info
    assert not app.button


@pytest.mark.parametrize("role", [Role.READER, Role.DESK])
def test_a_refusal_has_its_dutch(role: Role) -> None:
    with pytest.raises(AccessError) as refused:
        permission.require(PEOPLE[role], Role.STEWARD, to="change the facts")
    with i18n.spoken("nl"):
        told = sentences.of_error(refused.value)
    assert told.startswith("om de feiten te wijzigen: gevonden de rol ")
    assert told.endswith("verwacht de rol beheerder; vraag iemand die haar heeft.")
