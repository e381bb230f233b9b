"""Lists as printed: where a name ends, which heading it stands under, what the tally says."""

from __future__ import annotations

import pytest

from data import printed
from data.errors import SourceError

KNOWN = {
    "kenya",
    "uganda",
    "and",
    "chile",
    "sudan",
    "south sudan",
    "korea, republic of",
    "bosnia and herzegovina",
    "trinidad and tobago",
    "antigua and barbuda",
    "united kingdom of great britain and northern ireland",
    "россия",
    "中国",
    "法国",
}


def names(text: str, headings: str = "") -> list[tuple[str, str]]:
    found = printed.names(
        text, where="x", headings=headings, is_known=lambda name: name.casefold() in KNOWN
    )
    return [(heading, name) for heading, _line, name in found]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya, Chile and Uganda",
        "Kenya; Chile; and Uganda.",
        "1. Kenya\n2. Chile*\n3. Uganda [1]",
        "• Kenya\n• Chile\n\n• Uganda",
        "Kenya\r\nChile\r\nUganda\r\n",
        "Kenya, Chile, and\nUganda",
    ],
)
def test_names_are_read_however_they_are_divided(text: str) -> None:
    assert [name for _, name in names(text.replace("\r", ""))] == ["Kenya", "Chile", "Uganda"]


@pytest.mark.parametrize(
    "name",
    [
        "Korea, Republic of",
        "Bosnia and Herzegovina",
        "United Kingdom of Great Britain and\nNorthern Ireland",
        "Antigua and\nBarbuda",
    ],
)
def test_a_name_with_a_comma_an_and_or_a_line_end_stays_whole(name: str) -> None:
    whole = name.replace("\n", " ")
    assert names(f"Kenya, {name}, Chile") == [("", "Kenya"), ("", whole), ("", "Chile")]


def test_an_and_joins_two_where_both_are_known() -> None:
    found = names("Trinidad and Tobago and Kenya")
    assert found == [("", "Trinidad and Tobago"), ("", "Kenya")]


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("In favour:\nKenya, Chile\n\nAgainst:\nUganda", "YYN"),
        ("In favour: Kenya; Against: Chile; Abstaining: Uganda", "YNA"),
        ("In favour: Kenya. Against: Chile. Abstain: Uganda", "YNA"),
        ("Votent pour : Kenya\nVotent contre : Chile\nS'abstiennent : Uganda", "YNA"),
        ("Votos a favor: Kenya\nVotos en contra: Chile\nAbstenciones: Uganda", "YNA"),
        ("Голосовали за: Kenya\nГолосовали против: Россия\nВоздержались: Uganda", "YNA"),
        ("赞成:中国、法国\n反对:Kenya", "YYN"),
        ("In favour (2): Kenya, Chile\nAbsent: Uganda", "YYX"),
    ],
)
def test_votes_are_read_by_their_headings_in_the_languages_of_the_un(text: str, votes: str) -> None:
    assert "".join(heading for heading, _ in names(text, "votes")) == votes


@pytest.mark.parametrize("text", ["Kenya Uganda", "Chile\nSudan South Sudan"])
def test_two_states_on_one_line_are_refused(text: str) -> None:
    with pytest.raises(SourceError, match=r"line \d: found two States on one line: .* and .*"):
        names(text)


def test_a_heading_that_comes_twice_is_refused() -> None:
    with pytest.raises(SourceError, match=r"line 3: found the heading 'Against:' a second time"):
        names("Against: Kenya\nIn favour: Chile\nAgainst: Uganda", "votes")


@pytest.mark.parametrize(
    ("text", "tally"),
    [
        ("adopted by 167 votes to 5, with 5 abstentions", (167, 5, 5)),
        ("was adopted by 88 votes to\n none, with no abstentions", (88, 0, 0)),
        ("by a recorded vote of 164-6-7", (164, 6, 7)),
        ("164 in favour to 6 against, with 7 abstentions", (164, 6, 7)),
        ("Kenya, Chile", None),
    ],
)
def test_the_tally_is_read_where_it_is_said(text: str, tally: tuple[int, ...] | None) -> None:
    assert printed.tally(text) == tally
