"""Settings of the environment that name anything at all: a sentence says so, and nothing breaks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from analytics import ensemble
from dashboard.plans import store as plans
from data import facts, journal, settings, snapshots, store
from data.errors import PlanError, StoreError, TrojkaError
from etl import build, catalog, corrections
from etl.__main__ import main
from etl.changes import commits
from etl.outside import library
from tests.hostile_values import TEXTS, assert_is_told

NAMES = tuple(text for text in TEXTS if text and "\0" not in text)
"""No variable of the environment can hold NUL, and one that is empty says nothing."""

READERS: dict[str, tuple[Callable[[], object], ...]] = {
    "TROJKA_SNAPSHOT": (
        store.open_snapshot,
        snapshots.kept,
        facts.current_facts,
        lambda: snapshots.open_kept("0" * 12),
        lambda: snapshots.version_named("abcd"),
        lambda: facts.facts_of("0" * 12),
    ),
    "TROJKA_SOURCES": (
        lambda: catalog.sources(journal.sources_folder()),
        lambda: journal.entries(journal.journal_folder(journal.sources_folder())),
    ),
    "TROJKA_CORRECTIONS": (lambda: corrections.corrections(build.corrections_file()),),
    "TROJKA_UNDL": (library.imported,),
}
"""What asks for the place that a setting names."""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in an empty folder, so that a name without a folder names nothing of ours."""
    below = tmp_path / "a" / "b" / "c"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)


@pytest.mark.parametrize("setting", READERS)
def test_a_place_of_any_name_is_empty_or_told(
    setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    n_told = 0
    for name in NAMES:
        monkeypatch.setenv(setting, name)
        for ask in READERS[setting]:
            try:
                ask()
            except TrojkaError as error:
                assert_is_told(error)
                n_told += 1
    assert n_told >= 10


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a" * 5_000, "a name of 5,000 characters"),
        ("\u202eevil", r"the name '\\u202eevil', with a hidden character"),
        ("a\nb", r"the name 'a\\nb', with a hidden character"),
        ("\udcff", r"the name '\\udcff', with a hidden character"),
    ],
)
def test_a_name_that_no_file_can_have_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, found: str
) -> None:
    monkeypatch.setenv("TROJKA_SNAPSHOT", name)
    with pytest.raises(StoreError, match=rf"TROJKA_SNAPSHOT: found {found}, expected the path"):
        store.snapshot_path()


def test_without_a_setting_the_default_place_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TROJKA_UNDL", raising=False)
    assert settings.place("TROJKA_UNDL", Path("here")) == Path("here")
    monkeypatch.setenv("TROJKA_UNDL", "there")
    assert settings.place("TROJKA_UNDL", Path("here")) == Path("there")


@pytest.mark.parametrize("setting", ["TROJKA_SOURCES", "TROJKA_CORRECTIONS"])
def test_a_command_tells_of_a_setting_in_a_sentence(
    setting: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(setting, "a" * 5_000)
    assert main(["check"]) == 2
    assert capsys.readouterr().err.startswith(f"{setting}: found a name of 5,000 characters")


@pytest.mark.slow
def test_a_database_of_any_address_is_made_or_told(monkeypatch: pytest.MonkeyPatch) -> None:
    n_told = 0
    for name in NAMES:
        for url in (name, f"sqlite:///{name}", f"sqlite:////{name}/x", f"mysql://{name}/x"):
            monkeypatch.setenv("TROJKA_PLANS_URL", url)
            try:
                plans.open_plans().close()
            except PlanError as error:
                assert_is_told(error)
                n_told += 1
    assert n_told > len(NAMES)


@pytest.mark.slow
def test_a_scheduler_that_is_none_costs_nothing_but_a_line_in_the_log(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ensemble, "CONNECT_SECONDS", 0.05)
    before = ensemble._workers[0]
    try:
        for name in NAMES:
            ensemble.use(ensemble.Workers(1, scheduler=name))
            assert ensemble.runs(lambda task, _rng: task, [1], seed=0) == [1], ascii(name[:40])
    finally:
        ensemble.use(before)


@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name[:12]))
def test_a_switch_is_on_only_where_it_says_so(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROJKA_COMMIT_CHANGES", name)
    assert not commits.is_wanted()
