"""What holds for every result of the analytics: frozen, honest about its gaps, harmless to others.

Results are found, not listed: by walking the packages, and by drawing what pages show.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

import numpy as np
import pandas as pd
import pytest

import analytics
from dashboard import navigation, once
from data import facts, schema, store
from tests import links
from tests.dashboard.conftest import open_page

pytestmark = pytest.mark.timeout(3600)  # every question of every page is asked first, cold

Digest = object

SELDOM_ASKED = 0.2
"""Share of questions that may need a click first, such as those about a plan that is drawn up."""


MODULES = [found.name for found in pkgutil.walk_packages(analytics.__path__, "analytics.")]


def questions() -> set[str]:
    """Return every function of facts that a package of the analytics exports."""
    return {
        f"{each.__module__}.{each.__name__}"
        for module in map(importlib.import_module, MODULES)
        for name in getattr(module, "__all__", ())
        if inspect.isfunction(each := getattr(module, name))
        and next(iter(inspect.signature(each).parameters), None) == "facts"
    }


def digest(value: Any) -> Digest:
    """Return what changes when a value changes, whatever it is made of."""
    if isinstance(value, pd.DataFrame):
        parts = [digest(value.iloc[:, place]) for place in range(value.shape[1])]
        return tuple(map(str, value.columns)), parts
    if isinstance(value, pd.Series | pd.Index):
        return digest(value.to_numpy())
    if isinstance(value, np.ndarray):
        content = repr(value.tolist()).encode() if value.dtype == object else value.tobytes()
        return value.shape, value.dtype.str, hashlib.sha256(content).hexdigest()
    if is_dataclass(value):
        return [(part.name, digest(getattr(value, part.name))) for part in fields(value)]
    if isinstance(value, Mapping):
        return [(repr(key), digest(held)) for key, held in value.items()]
    if isinstance(value, list | tuple):
        return [digest(each) for each in value]
    return repr(value)


def results_in(value: Any) -> Iterator[Any]:
    """Return a result and all that it is made of."""
    if is_dataclass(value):
        yield value
        for part in fields(value):
            yield from results_in(getattr(value, part.name))
    elif isinstance(value, Mapping):
        for held in value.values():
            yield from results_in(held)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from results_in(each)


@dataclass
class Answers:
    """What was answered while pages were drawn, and what it was when it was first given."""

    given: dict[int, tuple[str, Any, Digest]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def watch(self, recall: Callable[..., Any]) -> Callable[..., Any]:
        def watched(held: facts.Facts, function: Any, *asked: Any, **named: Any) -> Any:
            answer = recall(held, function, *asked, **named)
            name = f"{function.__module__}.{function.__name__}"
            self.asked.add(name)
            if id(answer) not in self.given:
                self.given[id(answer)] = (name, answer, digest(answer))
            return answer

        return watched

    def changed(self) -> list[str]:
        """Return the questions whose answer was changed after it was given."""
        return [name for name, answer, before in self.given.values() if digest(answer) != before]


@dataclass(frozen=True)
class Drawn:
    """Every page, drawn at first and by a link that sets its filters."""

    answers: Answers
    tables_changed: list[str]


@pytest.fixture(scope="module")
def drawn(snapshot: store.Snapshot) -> Drawn:
    answers = Answers()
    held = facts.of_snapshot(snapshot)
    before = {table: digest(getattr(held, table)) for table in schema.TABLES}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(facts, "facts_at", lambda _path: held)
        patch.setattr(facts.Facts, "recall", answers.watch(facts.Facts.recall))
        for page in navigation.PAGES:
            for view in navigation.views(page).values():
                once.said(view)
            app = open_page(page.path, **links.LINKS[page.path])
            assert not app.exception, page.path
    after = {table: digest(getattr(held, table)) for table in schema.TABLES}
    return Drawn(answers, [table for table in schema.TABLES if before[table] != after[table]])


@pytest.mark.parametrize("name", MODULES)
def test_every_result_is_frozen(name: str) -> None:
    thawed = [
        each.__name__
        for each in vars(importlib.import_module(name)).values()
        if inspect.isclass(each)
        and each.__module__ == name
        and is_dataclass(each)
        and not each.__dataclass_params__.frozen  # type: ignore[attr-defined]  # of every dataclass
    ]
    assert thawed == []


@pytest.mark.real
@pytest.mark.proof
def test_no_question_changes_the_facts(drawn: Drawn) -> None:
    assert drawn.tables_changed == []


@pytest.mark.real
@pytest.mark.proof
def test_nothing_changes_an_answer_that_others_share(drawn: Drawn) -> None:
    assert drawn.answers.changed() == []


@pytest.mark.real
@pytest.mark.proof
def test_what_is_left_out_has_its_reason(drawn: Drawn) -> None:
    silent = {
        (name, type(result).__name__)
        for name, answer, _before in drawn.answers.given.values()
        for result in results_in(answer)
        if isinstance(gaps := getattr(result, "left_out", None), pd.DataFrame)
        and ("reason" not in gaps.columns or (gaps["reason"].astype(str).str.strip() == "").any())
    }
    assert silent == set()


@pytest.mark.real
@pytest.mark.proof
def test_what_was_watched_is_nearly_all_that_can_be_asked(drawn: Drawn) -> None:
    unasked = questions() - drawn.answers.asked
    assert len(unasked) < len(questions()) * SELDOM_ASKED, unasked


def test_a_change_of_any_part_is_seen() -> None:
    @dataclass(frozen=True)
    class Result:
        table: pd.DataFrame
        by_state: dict[str, np.ndarray]

    def result() -> Result:
        return Result(pd.DataFrame({"iso3": ["KEN", "NLD"]}), {"KEN": np.zeros(2)})

    assert digest(result()) == digest(result())
    changed = [result(), result(), result()]
    changed[0].table.loc[1, "iso3"] = "BRA"
    changed[1].table["n"] = 1
    changed[2].by_state["KEN"][0] = 1
    assert digest(result()) not in [digest(each) for each in changed]
