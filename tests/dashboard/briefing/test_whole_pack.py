"""A full briefing as it goes to a minister, in both languages and in every kind of file."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from pptx.parts.chart import ChartPart

from dashboard import i18n
from dashboard.briefing import files, making
from dashboard.briefing.pack import Pack
from dashboard.briefing.papers import outreach_plan
from dashboard.briefing.request import (
    CoalitionBrief,
    Item,
    StatePages,
    TalkingFacts,
    View,
    VotingSheet,
    WhatChanged,
    make,
)
from dashboard.desks.person import ALONE
from data.facts import current_facts
from tests.dashboard.briefing import office
from tests.dashboard.briefing.slides import reading_back
from tests.dashboard.briefing.test_papers import english_only, plan_of

pytestmark = pytest.mark.real

DAY = date(2026, 11, 29)
SINCE = date(2025, 11, 29)
LEAST_SLIDES, LEAST_CHARTS = 14, 8
N_MANY = 60
LONG = 15
"""Letters of a message that is looked for inside others too."""

WORST = ("CRI", "GBR", "TZA", "VCT", "TWN", "PSE")
"""States whose names, reasons or gaps are longest."""

STATE = (StatePages(states=("KEN",), since=SINCE),)
FULL: tuple[Item, ...] = (
    CoalitionBrief(),
    StatePages(states=("KEN", "NLD", "TUV"), since=SINCE),
    View(page="opportunities"),
    VotingSheet(rollcall="a_res_80_58"),
    TalkingFacts(states=("GBR",)),
    WhatChanged(since=date(2026, 1, 1)),
)


def pack(language: str, items: tuple[Item, ...], n_approaches: int | None = None) -> Pack:
    """Return a briefing; with a plan that approaches so many States, if any is to be in it."""
    facts = current_facts()
    asked = make(language=language, marking="Departementaal Vertrouwelijk", items=items)
    held = making.made(asked, facts, person=ALONE, day=DAY)
    if n_approaches is None:
        return held
    with i18n.spoken(language):
        plan = outreach_plan.sheet(facts, plan_of(n_approaches), DAY)
        return making.of_sheets((*held.sheets, plan), facts, asked)


@functools.lru_cache(maxsize=2)
def full(language: str) -> Pack:
    """Return the briefing with everything in it."""
    return pack(language, FULL, 6)


def written(of: Pack, *suffixes: str) -> dict[str, bytes]:
    with i18n.spoken(of.language):
        return dict(files.each(of, suffixes or tuple(files.KINDS)))


def said(made: dict[str, bytes]) -> Iterator[str]:
    """Yield every paragraph and cell of slides, their notes, paper and sheets."""
    for slide in reading_back.opened(made["pptx"]).slides:
        yield from reading_back.words(slide).split("\n")
        yield from slide.notes_slide.notes_text_frame.text.split("\n")  # type: ignore[union-attr]
    paper = docx.Document(io.BytesIO(made["docx"]))
    for paragraph in paper.element.iter("{*}p"):
        yield "".join(str(one.text) for one in paragraph.iter("{*}t"))
    book = openpyxl.load_workbook(io.BytesIO(made["xlsx"]), read_only=True)
    for sheet in book.worksheets:
        yield sheet.title
        for row in sheet.iter_rows(values_only=True):
            yield from (cell for cell in row if isinstance(cell, str))


def check_dutch(made: dict[str, bytes]) -> None:
    """Fail where a message of ours stands in a Dutch file as it is in English."""
    dutch = {told for one in i18n.read_catalogue("nl") for told in _forms(one.string)}
    strange = english_only() - dutch
    long = [one for one in strange if len(one) > LONG]
    told = {text.strip() for text in said(made)}
    facts = current_facts()
    # publishers and documents are called what they call themselves
    called = {*facts.evidence["publisher"], *facts.stated_positions["document"]}
    assert not sorted((told & strange) - called)
    whole = "\n".join(sorted(told))
    for name in sorted(called, key=len, reverse=True):
        whole = whole.replace(name, "")
    assert not [one for one in long if one in whole]


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def test_a_state_in_dutch_holds_no_english_of_ours() -> None:
    check_dutch(written(pack("nl", STATE), "pptx", "docx", "xlsx"))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.proof
def test_a_full_pack_has_its_slides_and_native_charts(language: str) -> None:
    slides = reading_back.opened(written(full(language), "pptx")["pptx"])
    assert len(slides.slides) >= LEAST_SLIDES
    charts = [one for one in slides.part.package.iter_parts() if isinstance(one, ChartPart)]
    assert len(charts) >= LEAST_CHARTS


@pytest.mark.proof
def test_a_full_pack_in_dutch_holds_no_english_of_ours() -> None:
    check_dutch(written(full("nl"), "pptx", "docx", "xlsx"))


@pytest.mark.proof
def test_the_same_full_pack_gives_the_same_bytes() -> None:
    first = written(full("nl"))
    full.cache_clear()
    assert first == written(full("nl"))


@office.NEEDED
@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("suffix", ["pptx", "docx"])
@pytest.mark.proof
def test_a_full_pack_opens_in_libreoffice_with_every_word_in_its_place(
    language: str, suffix: str, tmp_path: Path
) -> None:
    content = written(full(language), suffix)[suffix]
    found = office.pages(office.converted(content, suffix, tmp_path))
    if suffix == "pptx":
        assert len(found) == len(reading_back.opened(content).slides)
    for number, page in enumerate(found, start=1):
        assert page.words, number
        assert not page.outside(), number
        assert not page.upon_another(), number


@office.NEEDED
@pytest.mark.proof
def test_sixty_states_at_once_are_written_and_set(tmp_path: Path) -> None:
    known = current_facts().states
    members = known[known["un_membership"] == "member"]
    longest = members.sort_values("name_nl", key=lambda one: -one.str.len())["iso3"].head(N_MANY)
    many = pack("nl", (StatePages(states=tuple(map(str, longest)), since=SINCE),), N_MANY)
    made = written(many)
    assert all(made.values())
    for suffix in ("pptx", "docx"):
        folder = tmp_path / suffix
        folder.mkdir()
        for number, page in enumerate(office.pages(office.converted(made[suffix], suffix, folder))):
            assert not page.outside(), (suffix, number)
            assert not page.upon_another(), (suffix, number)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.proof
def test_papers_keep_to_their_pages(language: str) -> None:
    for item, n_pages in (
        *((StatePages(states=(iso3,), since=SINCE), 1) for iso3 in WORST),
        (CoalitionBrief(), 2),
    ):
        paper = written(pack(language, (item,)), "pdf")["pdf"]
        assert len(pypdf.PdfReader(io.BytesIO(paper)).pages) == n_pages, item
