"""A briefing as a file and as an address: it comes back the same, and what is wrong is said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.briefing import links, request
from dashboard.briefing.request import (
    CoalitionBrief,
    Item,
    OutreachPlan,
    StatePages,
    TalkingFacts,
    View,
    VotingSheet,
    WhatChanged,
)
from data.errors import PlanError

text = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40)
title = st.just("") | text
name = st.from_regex(r"[A-Za-z0-9_.:-]{1,20}", fullmatch=True)
states = st.lists(st.sampled_from(["KEN", "GHA", "TUV"]), min_size=1, max_size=70).map(tuple)
day = st.dates(date(1900, 1, 1), date(2200, 12, 31))
items = st.one_of(
    st.builds(
        View,
        page=st.from_regex(r"[a-z-]{1,20}", fullmatch=True),
        query=st.dictionaries(name, st.lists(text, min_size=1, max_size=3).map(tuple), max_size=3),
        only=st.lists(name, max_size=2).map(tuple),
        title=title,
    ),
    st.builds(StatePages, states=states, since=st.none() | day, title=title),
    st.builds(TalkingFacts, states=states, title=title),
    st.builds(CoalitionBrief, title=title),
    st.builds(OutreachPlan, plan=name, title=title),
    st.builds(VotingSheet, rollcall=name, title=title),
    st.builds(WhatChanged, since=day, title=title),
)


@pytest.mark.slow
@settings(max_examples=150)
@given(items)
def test_an_item_comes_back_from_an_address_as_it_was(item: Item) -> None:
    assert links.read(links.written(item)) == item


@pytest.mark.slow
@settings(max_examples=50)
@given(st.lists(items, max_size=5), title, title)
def test_a_briefing_comes_back_from_its_file_as_it_was(
    some: list[Item], name: str, marking: str
) -> None:
    asked = request.make(title=name, marking=marking, language="nl", items=tuple(some))
    assert request.from_json(request.to_json(asked).encode()) == asked


@given(st.text(max_size=60))
def test_anything_in_an_address_is_read_or_passed_over(strange: str) -> None:
    item = links.read(strange)
    assert item is None or links.read(links.written(item)) == item


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[]", r"found \[\], expected an object"),
        ("not a briefing", "found invalid JSON"),
        ('{"format": 2}', "format: found 2, expected 1"),
        ('{"format": 1, "title": "a\\u0007b"}', "title: found the control character"),
        ('{"format": 1, "items": [{"kind": "poem"}]}', r"items\[0\]: found .*poem"),
        ('{"format": 1, "items": [{"kind": "state", "states": []}]}', "states"),
        ('{"format": 1, "items": [{"kind": "view", "page": "../x"}]}', "page: found '../x'"),
        ('{"format": 1, "language": "fr"}', "language: found 'fr'"),
        (b" " * (request.MAX_BYTES + 1), "expected a briefing of at most 1 MB"),
    ],
)
def test_a_file_that_is_no_briefing_is_refused(content: Any, sentence: str) -> None:
    with pytest.raises(PlanError, match=sentence):
        request.from_json(content)
