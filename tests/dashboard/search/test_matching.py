"""What is found by words: typed in part, in any order, misspelt; and what is said of nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.search import matching
from dashboard.search.entries import PAGES, STATES, TEXTS, VOTES, SearchEntry


def entry(kind: str, name: str, *spellings: str, place: int = 0) -> SearchEntry:
    return SearchEntry(kind, name, name, "", f"page?of={name}", spellings, place)


HELD = matching.of_entries(
    [
        entry(STATES, "Kenya", "Kenia", "KEN"),
        entry(STATES, "Eswatini", "Swaziland", "SWZ"),
        entry(STATES, "Guinea", "GIN"),
        entry(STATES, "Papua New Guinea", "PNG"),
        entry(STATES, "Côte d'Ivoire", "Ivory Coast"),
        entry(TEXTS, "Call of Kenya"),
        entry(PAGES, "Timeline", "Tijdlijn"),
        entry(VOTES, "A/RES/80/58", "80/58", "Artificial intelligence in the military domain"),
        entry(VOTES, "A/RES/80/580", "80/580", "Another matter", place=1),
        *(entry(VOTES, f"A/RES/60/{n}", f"Nuclear matter {n}", place=n) for n in range(20)),
    ]
)


def names(typed: str) -> list[str]:
    return [one.name for one in matching.answer(HELD, typed).entries]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("kenya", "Kenya"),
        ("KENI", "Kenya"),
        ("swaz", "Eswatini"),
        ("cote d’ivoire", "Côte d'Ivoire"),
        ("coast ivory", "Côte d'Ivoire"),
        ("80/58", "A/RES/80/58"),
        ("a/res/80/58", "A/RES/80/58"),
        ("military artificial", "A/RES/80/58"),
        ("tijd", "Timeline"),
        ("guinea", "Guinea"),
        ("new guinea", "Papua New Guinea"),
    ],
)
def test_what_is_meant_stands_first(typed: str, first: str) -> None:
    found = matching.answer(HELD, typed)
    assert found.entries[0].name == first
    assert not found.is_near


@pytest.mark.parametrize(
    ("typed", "first"), [("kenja", "Kenya"), ("swazilnd", "Eswatini"), ("timline", "Timeline")]
)
def test_a_misspelling_is_met_with_what_is_nearest(typed: str, first: str) -> None:
    found = matching.answer(HELD, typed)
    assert found.is_near
    assert found.entries[0].name == first


@pytest.mark.parametrize("typed", ["", "   ", "///", "xqzzq vww", "<script>alert(1)</script>"])
def test_what_fits_nothing_finds_nothing(typed: str) -> None:
    assert matching.answer(HELD, typed).entries == ()


def test_of_many_a_few_are_shown_and_the_others_counted() -> None:
    found = matching.answer(HELD, "nuclear")
    assert (len(found.entries), found.n_found) == (matching.MAX_SHOWN, 20)
    assert [one.place for one in found.entries] == list(range(matching.MAX_SHOWN))


def test_one_kind_leaves_room_for_others_and_stands_together() -> None:
    kinds = [kind for kind, _held in matching.by_kind(matching.answer(HELD, "k"))]
    assert kinds == [STATES, TEXTS]


def test_a_kind_alone_can_be_asked_for() -> None:
    assert [one.name for one in matching.answer(HELD, "kenya", (TEXTS,)).entries] == [
        "Call of Kenya"
    ]


def test_a_name_is_read_as_the_one_entry_that_bears_it() -> None:
    found = matching.named(HELD, "SWAZILAND", STATES)
    assert found is not None
    assert found.key == "Eswatini"
    assert matching.named(HELD, "swazi", STATES) is None
    assert matching.named(HELD, "Kenya", VOTES) is None


@given(st.text(max_size=120))
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    found = matching.answer(HELD, typed)
    assert len(found.entries) <= matching.MAX_SHOWN
    assert found.n_found >= len(found.entries)


@given(st.sampled_from(HELD.entries), st.data())
def test_every_beginning_of_a_name_finds_it_or_others_that_begin_so(
    held: SearchEntry, data: st.DataObject
) -> None:
    length = data.draw(st.integers(1, len(held.name)))
    begun = matching.folded(held.name[:length])
    found = matching.answer(HELD, held.name[:length])
    assert not begun or found.n_found >= 1
    assert not found.is_near
