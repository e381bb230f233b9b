"""Plans and links made before the house was rebuilt open today, with the meaning they had.

The files of ``old/`` and the addresses below were made by the code of November 2026, whose pages
were single modules: `kept_plans.as_document` and `kept_plans.link_of`, and the filters of its
pages. They are never made again.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dashboard.pages.plan import plan_documents
from dashboard.plans import document
from data.errors import PlanError
from tests.dashboard.conftest import OpenPage

OLD = Path(__file__).parent / "old"
PATHWAYS = "reaim_2026_pathways"

LINKS: dict[str, dict[str, str | list[str]]] = {
    "approaches": {
        "text": PATHWAYS,
        "target": "90",
        "approach": ["GHA:visit:NLD", "IDN:letter:AUS", "BRA:call"],
        "joins": ["MEX"],
        "refuses": ["IND"],
        "effect_letter": "0~0.4",
        "central_letter": "",
        "effect_call": "0.1~0.9",
        "central_call": "",
        "effect_visit": "0.3~1.5",
        "central_visit": "",
        "effect_peers": "0~3",
        "central_peers": "",
        "budget": "30",
    },
    "next_version": {
        "text": f"next:{PATHWAYS}",
        "target": "120",
        "approach": ["GHA:visit:NLD"],
        "joins": [],
        "refuses": [],
        "effect_letter": "0~0.4",
        "central_letter": "",
        "effect_call": "0.1~0.9",
        "central_call": "",
        "effect_visit": "0.5~2",
        "central_visit": "",
        "effect_peers": "0~1",
        "central_peers": "0.3",
    },
    "empty": {
        "text": PATHWAYS,
        "target": "85",
        "approach": [],
        "joins": [],
        "refuses": [],
        "effect_letter": "0~0.4",
        "central_letter": "",
        "effect_call": "0.1~0.9",
        "central_call": "",
        "effect_visit": "0.3~1.5",
        "central_visit": "",
        "effect_peers": "0~3",
        "central_peers": "",
        "budget": "30",
    },
}
"""What the address of each plan said."""

ADDRESSES: tuple[tuple[str, dict[str, str | list[str]]], ...] = (
    ("rollcalls", {"aspect": "moves"}),
    ("instruments", {"part": "funnel"}),
    ("state", {"state": "GHA", "dossier": "votes"}),
    ("timeline", {"from": "2020"}),
    ("together", {"by": "rosters"}),
    ("compare", {"a": "FRA", "b": "IND", "window": "all"}),
    ("trends", {"trend": "moves", "since": "2018"}),
    ("opportunities", {"text": f"next:{PATHWAYS}", "group": "APG", "tier": "voted_no"}),
)
"""Choices other than those of the beginning: these leave a trace in the address."""


def read(name: str) -> document.PlanDocument:
    return document.from_json((OLD / f"{name}.json").read_bytes())


@pytest.mark.parametrize("name", LINKS)
def test_an_old_plan_file_is_read_whole(name: str) -> None:
    kept = read(name)
    was = json.loads((OLD / f"{name}.json").read_text(encoding="utf-8"))
    assert json.loads(document.to_json(kept)) == was | {"format": 3, "we": None}


def test_an_old_plan_means_what_it_meant() -> None:
    kept = read("approaches")
    assert (kept.title, kept.target, kept.budget) == ("Broaden before the summit", 90, 30.0)
    assert (kept.instrument_id, kept.is_next) == (PATHWAYS, False)
    first, second, third = kept.approaches
    assert (first.state, first.level, first.partner, first.guess) == ("GHA", "visit", "NLD", 0.6)
    assert (first.due, first.cost, second.partner) == (date(2026, 3, 1), 8.0, "AUS")
    assert (third.partner, third.guess, third.due) == (None, 0.25, None)
    assert dict(kept.fixed) == {"MEX": "joins", "IND": "refuses"}
    assert kept.members == ("AUS", "KEN", "NLD")
    assert "ZAF" not in kept.probabilities
    assert read("next_version").is_next
    assert read("next_version").title == "Volgende versie: één bezoek"


@pytest.mark.parametrize("name", LINKS)
def test_an_old_plan_has_the_address_that_it_had(name: str) -> None:
    assert plan_documents.link_of(read(name)) == LINKS[name]


@pytest.mark.real
@pytest.mark.parametrize(("path", "query"), ADDRESSES, ids=[path for path, _ in ADDRESSES])
def test_an_old_address_opens_with_its_choice(
    open_page: OpenPage, path: str, query: dict[str, str | list[str]]
) -> None:
    app = open_page(path, **query)
    assert not app.exception
    assert not app.error
    for key, value in query.items():
        assert app.query_params[key] == value, key


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "", 5, True, "9999-12-31", "0001-01-01"])
def test_a_date_that_no_page_can_show_is_refused_in_a_sentence(day: object) -> None:
    plan = json.loads((OLD / "approaches.json").read_text(encoding="utf-8"))
    plan["approaches"][0]["due"] = day
    with pytest.raises(PlanError, match=r"approaches\[0\]\.due: found .*, expected .*; correct it"):
        document.from_json(json.dumps(plan))
