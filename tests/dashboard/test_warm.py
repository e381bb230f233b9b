"""What a first visitor would wait for is made before, and the server answers meanwhile."""

from __future__ import annotations

import gc
import logging
import subprocess
from collections.abc import Callable

import pytest

from dashboard import __main__ as command_line
from dashboard import i18n, navigation, once, warm
from data import facts
from data.errors import AnalysisError, PlanError, StoreError

made: list[tuple[str, str]] = []


def part_of_one(held: facts.Facts) -> str:
    made.append((i18n.language(), "one"))
    return "one"


def one(held: facts.Facts) -> str:
    return once.said_of(held, part_of_one)


def other(held: facts.Facts) -> str:
    return once.said_of(held, part_of_other)


def part_of_other(held: facts.Facts) -> str:
    made.append((i18n.language(), "other"))
    return "other"


def refused(held: facts.Facts) -> str:
    raise AnalysisError("blocs", found="no votes", expected="some", do="choose others")


def without_plans(held: facts.Facts) -> str:
    raise PlanError("plans", found="no database", expected="one", do="start it")


def broken(held: facts.Facts) -> str:
    raise StoreError("facts", found="no table", expected="one", do="build them")


@pytest.fixture(autouse=True)
def _two_views(monkeypatch: pytest.MonkeyPatch) -> None:
    held = facts.of_tables({})
    made.clear()
    monkeypatch.setattr(warm, "current_facts", lambda: held)
    monkeypatch.setattr(navigation, "PAGES", navigation.PAGES[:1])
    monkeypatch.setattr(navigation, "views", lambda _page: {"": one, "more": other})


def test_every_view_is_made_once_in_each_language() -> None:
    told: list[tuple[str, int, int]] = []
    warm.up(lambda *view: told.append(view))
    warm.up()
    assert made == [(language, view) for language in i18n.LANGUAGES for view in ("one", "other")]
    names = [name for _language in i18n.LANGUAGES for name in ("standing", "standing:more")]
    assert told == [(name, n_made, 4) for n_made, name in enumerate(names)]


def test_its_caller_goes_on_in_its_own_language() -> None:
    with i18n.spoken("en"):
        warm.up()
        assert i18n.language() == "en"


@pytest.mark.parametrize("refused", [refused, without_plans])
def test_a_view_that_cannot_be_answered_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, refused: Callable[[facts.Facts], str]
) -> None:
    monkeypatch.setattr(navigation, "views", lambda _page: {"": refused, "more": other})
    warm.up()
    assert made == [(language, "other") for language in i18n.LANGUAGES]


def test_the_command_says_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["warm"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 of 4: standing",
        "2 of 4: standing:more",
        "3 of 4: standing",
        "4 of 4: standing:more",
    ]


def test_the_command_draws_bars_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    assert command_line.main(["warm"]) == 0
    assert "Views, now standing:more" in capsys.readouterr().out


def test_the_command_says_what_is_wrong_with_the_facts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(navigation, "views", lambda _page: {"": broken})
    assert command_line.main(["warm"]) == 1
    assert "found no table, expected one; build them" in capsys.readouterr().err


def test_what_a_page_says_at_first_is_not_kept_beyond_the_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(navigation, "views", lambda _page: {"": part_of_one})
    warm.up()
    first = list(made)
    warm.up()
    assert made == first * 2


@pytest.mark.slow
def test_a_process_of_its_own_goes_first_and_what_is_kept_leaves_the_collector(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    commands = []

    def run(command: list[str], **_named: object) -> subprocess.CompletedProcess[str]:
        commands.append(command[1:])
        assert not made, "the server reads what the process made"
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.delenv("TROJKA_WARM", raising=False)
    try:
        thread = warm.beside()
        assert thread is not None
        thread.join(60)
        assert commands == [["-m", "dashboard", "warm"]]
        assert made
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_what_fails_is_said_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    failed = subprocess.CompletedProcess([], 1, "", "no snapshot")
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_named: failed)
    monkeypatch.delenv("TROJKA_WARM", raising=False)
    with caplog.at_level(logging.WARNING, "trojka.warm"):
        thread = warm.beside()
        assert thread is not None
        thread.join(60)
    assert "not warmed up: no snapshot" in caplog.text
    assert made == []


def test_a_server_can_start_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROJKA_WARM", "0")
    assert warm.beside() is None
