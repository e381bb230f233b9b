"""Papers say what pages say, of every State, in both languages, and invent nothing."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from datetime import date

import pytest

from dashboard import i18n
from dashboard.blocks import Chart, Finding, Note, Numbers, Subheading, Table, Text, Unknown, flat
from dashboard.briefing import prose
from dashboard.briefing.pack import Sheet
from dashboard.briefing.papers import (
    coalition_brief,
    excerpt,
    outreach_plan,
    state_paper,
    talking_facts,
    voting_sheet,
    what_changed,
)
from dashboard.pages.plan import current_plan
from dashboard.pages.plan.current_plan import PlanChoice, PlanLimits
from dashboard.pages.state import content as state_page
from dashboard.pages.state.chances import content as chances
from dashboard.pages.state.partners import content as partners
from dashboard.plans.document import PlanDocument
from dashboard.words import planning
from data.errors import AnalysisError, BriefingError
from data.facts import current_facts

pytestmark = pytest.mark.slow

SINCE = date(2025, 11, 29)
TODAY = date(2026, 11, 29)
STATES = ("KEN", "NLD", "TUV", "USA", "PSE", "TWN", "YUG")
FEW_LETTERS = 5


@pytest.fixture(params=[*i18n.LANGUAGES])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with i18n.spoken(request.param):
        yield request.param


@functools.cache
def plan_of(n: int) -> PlanDocument:
    """A plan that approaches so many of the States most likely to join."""
    facts = current_facts()
    first = current_plan.at_first(facts)
    likely = sorted(
        zip(-first.start.probability, first.start.states, strict=True), key=lambda pair: pair
    )
    may_join = set(first.start.open_states)
    states = [state for _p, state in likely if state in may_join][:n]
    rows = {state: planning.ApproachRow(state, "call", "NLD", None, TODAY) for state in states}
    asked = PlanChoice(rows, first.asked.ranges, {}, planning.COSTS, PlanLimits(budget=30))
    key = first.target.key
    return current_plan.from_choice(facts, key, first.goal, asked).document("Round", "", "v")


def sheets_of(kind: str) -> Sheet:
    facts = current_facts()
    match kind.split(":"):
        case ["state", iso3]:
            return state_paper.sheet(facts, iso3, SINCE)
        case ["talking", iso3]:
            return talking_facts.sheet(facts, iso3)
        case ["plan", n]:
            return outreach_plan.sheet(facts, plan_of(int(n)), TODAY)
        case ["coalition"]:
            return coalition_brief.sheet(facts, TODAY)
        case ["votes"]:
            return voting_sheet.sheet(facts, voting_sheet.latest(facts))
        case ["changes"]:
            return what_changed.sheet(facts, SINCE)
    raise AssertionError(kind)


PAPERS = (
    *(f"state:{iso3}" for iso3 in STATES),
    *(f"talking:{iso3}" for iso3 in ("KEN", "TUV", "PSE", "YUG")),
    "coalition",
    "votes",
    "changes",
    "plan:0",
    "plan:60",
)


def texts(sheet: Sheet) -> Iterator[str]:
    """Every word of ours on a sheet: not the names that the record gives."""
    yield sheet.title
    yield sheet.period
    yield from sheet.assumptions
    for block in flat(sheet.blocks):
        match block:
            case Finding() | Text() | Note() | Unknown() | Subheading():
                yield prose.plain_text(block.text)
            case Numbers():
                for tile in block.tiles:
                    yield from (tile.label, tile.value, tile.meaning)
            case Chart() | Table():
                yield block.title
                yield block.note or ""
                yield from (block.columns or {}).values()
                for name in block.columns or ():
                    yield from (cell for cell in block.table[name] if isinstance(cell, str))


def _forms(said: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said or ())


@functools.cache
def english_only() -> frozenset[str]:
    """Messages that Dutch says otherwise, long enough to be no name, and without gaps."""
    words = set()
    for message in i18n.read_catalogue("nl"):
        both = zip(_forms(message.id), _forms(message.string), strict=False)
        for said, told in both:
            if said and "{" not in said and len(said) > FEW_LETTERS and told != said:
                words.add(said)
    return frozenset(words)


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_says_something_in_both_languages(language: str, kind: str) -> None:
    sheet = sheets_of(kind)
    assert sheet.blocks
    assert ": " in sheet.title or len(sheet.title) > FEW_LETTERS
    assert f"lang={language}" in sheet.address
    assert re.fullmatch(r"[a-z0-9-]+", sheet.key)
    for said in texts(sheet):
        assert not re.search(r"\{[a-z_]*\}|\bnan\b|\bNaN\b|\bNone\b|<NA>", said), said


@pytest.mark.parametrize("kind", PAPERS)
def test_dutch_holds_no_english_of_ours(kind: str) -> None:
    with i18n.spoken("nl"):
        said = {text for text in texts(sheets_of(kind)) if text}
    dutch = {told for one in i18n.read_catalogue("nl") for told in _forms(one.string)}
    assert not (said & english_only()) - dutch


@pytest.mark.parametrize("iso3", ["KEN", "NLD", "TUV"])
def test_a_number_of_a_state_is_that_of_its_page(language: str, iso3: str) -> None:
    facts = current_facts()
    sheet = state_paper.sheet(facts, iso3, SINCE)
    tiles = excerpt.first(state_page.headline(facts, iso3), Numbers)
    assert excerpt.first(sheet.blocks, Numbers) == tiles
    block = excerpt.keyed(chances.blocks(facts, iso3), "state_chances")
    assert block is not None
    asked = block.table[block.table["origin"] != "—"].iloc[0]
    said = " ".join(prose.plain_text(one.text) for one in excerpt.of_kind(sheet.blocks, Text))
    for column in ("text", "words", "probability"):
        assert asked[column] in said
        assert column == "probability" or asked[column] in sheet.title
    for one in excerpt.of_kind(partners.blocks(facts, iso3), Table):
        assert one.table["name"].iloc[0] in said


def test_every_state_stands_once_on_a_voting_sheet(language: str) -> None:
    sheet = sheets_of("votes")
    lists = [t.text for t in excerpt.of_kind(sheet.blocks, Text) if t.text.startswith("- ")]
    lines = [line for text in lists for line in text.splitlines()]
    counts = [int(re.search(r"\((\d+)\):", line)[1]) for line in lines]  # type: ignore[index]
    assert sum(counts) == 193
    assert all(len(line.split(", ")) == n for line, n in zip(lines, counts, strict=True))


def test_what_may_have_been_before_the_day_is_not_told_as_since() -> None:
    facts = current_facts()
    sheet = what_changed.sheet(facts, SINCE)
    joined = excerpt.keyed(sheet.blocks, "joined")
    assert joined is not None
    assert "Budapest Convention on Cybercrime (ETS 185)" not in set(joined.table["text"])
    assert "Budapest" in " ".join(one.text for one in excerpt.of_kind(sheet.blocks, Unknown))


def test_an_empty_plan_says_so_and_a_large_one_names_everybody() -> None:
    empty, large = sheets_of("plan:0"), sheets_of("plan:60")
    assert any("Nobody" in one.text for one in excerpt.of_kind(empty.blocks, Unknown))
    block = excerpt.keyed(large.blocks, "approaches")
    assert block is not None
    assert len(block.table) == 60
    assert len(large.assumptions) == len(planning.ASSUMED)


def test_what_is_not_there_is_refused_in_a_sentence() -> None:
    facts = current_facts()
    with pytest.raises(AnalysisError):
        state_paper.sheet(facts, "XXX", SINCE)
    with pytest.raises(BriefingError, match="expected a key of the table rollcalls"):
        voting_sheet.sheet(facts, "nothing")
    lost = plan_of(0).model_copy(update={"instrument_id": "gone"})
    with pytest.raises(BriefingError, match="the text gone"):
        outreach_plan.sheet(facts, lost, TODAY)
