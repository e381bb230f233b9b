"""What a first visitor would wait for is made before, and the server answers meanwhile."""

from __future__ import annotations

import gc
import logging
import subprocess

import pytest

from dashboard import i18n, navigation, warm
from data import facts

made: list[tuple[str, str]] = []


def one(held: facts.Facts) -> str:
    made.append((i18n.language(), "one"))
    return "one"


def other(held: facts.Facts) -> str:
    made.append((i18n.language(), "other"))
    return "other"


@pytest.fixture(autouse=True)
def _two_views(monkeypatch: pytest.MonkeyPatch) -> None:
    held = facts.of_tables({})
    made.clear()
    monkeypatch.setattr(warm, "current_facts", lambda: held)
    monkeypatch.setattr(navigation, "PAGES", navigation.PAGES[:1])
    monkeypatch.setattr(navigation, "views", lambda _page: {"": one, "more": other})


def test_every_view_is_made_in_each_language() -> None:
    told: list[tuple[int, int]] = []
    warm.up(lambda done, total: told.append((done, total)))
    views = [(language, view) for language in i18n.LANGUAGES for view in ("one", "other")]
    assert made == views
    assert told == [(done, 4) for done in range(1, 5)]


def test_what_a_page_says_at_first_is_not_kept_beyond_the_moment() -> None:
    warm.up()
    first = list(made)
    warm.up()
    assert made == first * 2


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
