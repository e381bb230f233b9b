"""Files of plans, briefings and counts with hostile parts: refused in words, or read as is."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel

from dashboard.briefing import links, request
from dashboard.briefing.request import CoalitionBrief, StatePages, View, WhatChanged
from dashboard.plans import count_document, document
from data.errors import PlanError
from tests.dashboard.plans.conftest import plan
from tests.hostile_values import TEXTS, VALUES, assert_is_told


@dataclass(frozen=True)
class Door:
    """A kind of file: one that is right, and what reads it."""

    right: dict[str, Any]
    read: Callable[[bytes], BaseModel]


def plan_file() -> dict[str, Any]:
    made = plan(
        approaches=[{"state": "KEN", "level": "visit", "partner": "NLD", "cost": 2.0}],
        fixed={"CHL": "joins"},
        assumptions={"visit": {"low": 0.0, "central": 1.0, "high": 2.0}},
        probabilities={"KEN": 0.5},
        members=["NLD"],
        budget=3.0,
        note="A note",
    )
    found: dict[str, Any] = json.loads(document.to_json(made))
    return found


def briefing_file() -> dict[str, Any]:
    made = request.make(
        title="Nairobi",
        marking="Restricted",
        items=(
            View(page="state", query={"state": ("KEN",)}, only=("votes",)),
            StatePages(states=("KEN", "GHA"), since=date(2026, 1, 1)),
            CoalitionBrief(),
            WhatChanged(since=date(2026, 1, 1)),
        ),
    )
    found: dict[str, Any] = json.loads(request.to_json(made))
    return found


def count_file() -> dict[str, Any]:
    said = {"act": "answer", "batch": "b", "state": "KEN", "answer": "joins", "name": "Kenya"}
    return {
        "format": 1,
        "count": {
            "title": "Nairobi",
            "kind": "endorsement",
            "text": "reaim_2027",
            "on": "2027-04-01",
            "snapshot_version": "0" * 12,
        },
        "lines": [{"line": said, "author": "Desk", "at": "2027-04-01T10:00:00Z"}],
    }


DOORS = {
    "plan": Door(plan_file(), lambda content: document.from_json(content, where="a file")),
    "briefing": Door(briefing_file(), lambda content: request.from_json(content, where="a file")),
    "count": Door(
        count_file(), lambda content: count_document.file_from_json(content, where="a file")
    ),
}


def places(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the way to every part of a file."""
    yield path
    parts = node if isinstance(node, dict) else dict(enumerate(node if type(node) is list else ()))
    for step, part in parts.items():
        yield from places(part, (*path, step))


def with_part(whole: dict[str, Any], path: tuple[str | int, ...], part: Any) -> Any:
    """Return a file of which one part is another."""
    if not path:
        return part
    found: Any = copy.deepcopy(whole)
    node = found
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = part
    return found


def assert_is_read_or_told(door: Door, content: bytes) -> bool:
    """Check that a file is read, and comes back the same, or is refused in words; return which."""
    try:
        read = door.read(content)
    except PlanError as error:
        assert_is_told(error)
        return False
    assert door.read(read.model_dump_json().encode()) == read
    return True


@pytest.mark.slow
@pytest.mark.parametrize("kind", DOORS)
def test_a_part_that_is_anything_at_all_is_read_or_refused_in_words(kind: str) -> None:
    door = DOORS[kind]
    assert assert_is_read_or_told(door, json.dumps(door.right).encode())
    n_refused = 0
    for path in places(door.right):
        for part in (*TEXTS, *VALUES):
            content = json.dumps(with_part(door.right, path, part)).encode()
            n_refused += not assert_is_read_or_told(door, content)
    assert n_refused > 500


@pytest.mark.parametrize("kind", DOORS)
def test_a_field_of_any_name_is_refused_in_words(kind: str) -> None:
    door = DOORS[kind]
    tables = [path[:-1] for path in places(door.right) if path and isinstance(path[-1], str)]
    for path in dict.fromkeys(tables):
        for name in TEXTS:
            content = json.dumps(with_part(door.right, (*path, name), "x")).encode()
            assert_is_read_or_told(door, content)


@pytest.mark.parametrize("kind", DOORS)
@pytest.mark.parametrize(
    "content",
    [
        *(text.encode() for text in TEXTS),
        b"\xff\xfe{\x00}\x00",
        b"[" * 200_000,
        b'{"a":' * 50_000,
        b'{"format": 1, "format": 2}',
        b"PK\x03\x04",
        b'{"title": "\\ud800"}',
    ],
    ids=lambda content: ascii(content[:16]),
)
def test_a_file_that_holds_anything_else_is_refused_in_words(kind: str, content: bytes) -> None:
    assert not assert_is_read_or_told(DOORS[kind], content)


@pytest.mark.parametrize("title", ["\u202eevil", "a\u2066b"])
def test_a_title_that_would_read_as_another_is_refused(title: str) -> None:
    for make in (
        lambda: plan(title),
        lambda: request.make(title=title),
        lambda: request.make(marking=title),
    ):
        with pytest.raises(PlanError, match="turns the direction of writing"):
            make()


def test_a_name_of_a_file_is_told_with_what_it_hides() -> None:
    with pytest.raises(PlanError, match=r"plan\\u202etxt\.json") as caught:
        document.from_json(b"{}", where="plan\u202etxt.json")
    assert_is_told(caught.value)


def test_an_address_of_anything_at_all_is_an_item_or_nothing() -> None:
    for text in TEXTS:
        for address in (text, f"@{text}", f"@state?states={text}", f"state?{text}#{text}"):
            item = links.read(address)
            assert item is None or links.read(links.written(item)) == item
