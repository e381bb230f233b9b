"""Which entries answer to a few words, typed in part, in any order, or misspelt.

A word answers to every word that begins with it. Where some word of the reader begins none that is
known, the nearest spellings stand in for it, and the answer says so. What is named just so comes
before what begins so, and that before what only holds the words somewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rapidfuzz import fuzz, process

from dashboard import i18n
from dashboard.search.entries import KINDS, SearchEntry

MAX_SHOWN = 8
"""Entries in an answer."""

MAX_OF_A_KIND = 4
"""Entries of one kind, where others are found too."""

MAX_CHARACTERS = 80
"""Characters read of what is typed."""

NEAR = 70
"""Likeness, 0 to 100, from which one spelling stands in for another (share of letters kept)."""

N_SPELLINGS = 3
"""Spellings that stand in for a word that nothing begins with."""


MANY = 2_000
"""Spellings that hold some words; of more, only those that begin so are looked at."""

_WORDS = re.compile(r"[^\W_]+")
_SCATTERED = 3
"""Rank of a spelling that holds the words here and there."""

Fit = tuple[int, bool, int]
"""How a spelling answers: its rank, whether it begins otherwise, and its length."""

_KIND_ORDER = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class SearchAnswer:
    """What was found.

    Attributes
    ----------
    asked : str
        What was typed, without spaces around it.
    entries : tuple of SearchEntry
        Those shown: kinds together, the kind of the best one first; at most `MAX_SHOWN`.
    is_near : bool
        Nothing answers to the words themselves; these are the nearest.
    n_found : int
        Entries that answer, those not shown too.
    """

    asked: str
    entries: tuple[SearchEntry, ...] = ()
    is_near: bool = False
    n_found: int = 0


@dataclass(frozen=True)
class Index:
    """Entries, ready to be searched.

    Attributes
    ----------
    entries : tuple of SearchEntry
    spellings : tuple of str
        Folded; each entry has at least one.
    owners : tuple of int
        Place in `entries` of each of the `spellings`.
    words : tuple of str
        All words of all spellings, in order.
    holders : tuple of frozenset of int
        Places in `spellings` that hold each of the `words`.
    """

    entries: tuple[SearchEntry, ...]
    spellings: tuple[str, ...]
    owners: tuple[int, ...]
    words: tuple[str, ...]
    holders: tuple[frozenset[int], ...]


def folded(text: str) -> str:
    """Return text as it is compared: words of plain letters and figures, one space between.

    Examples
    --------
    >>> folded("A/RES/80/58"), folded("Côte d’Ivoire")
    ('a res 80 58', 'cote d ivoire')
    """
    plain = text.casefold() if text.isascii() else i18n.sorting(text)
    return " ".join(_WORDS.findall(plain))


def of_entries(entries: Iterable[SearchEntry]) -> Index:
    """Return an index of entries."""
    held = tuple(entries)
    pairs = [
        (text, owner)
        for owner, entry in enumerate(held)
        for text in dict.fromkeys(map(folded, {entry.name: 0, **dict.fromkeys(entry.spellings)}))
        if text
    ]
    holders: dict[str, set[int]] = {}
    for place, (text, _owner) in enumerate(pairs):
        for word in text.split():
            holders.setdefault(word, set()).add(place)
    words = tuple(sorted(holders))
    return Index(
        entries=held,
        spellings=tuple(text for text, _owner in pairs),
        owners=tuple(owner for _text, owner in pairs),
        words=words,
        holders=tuple(frozenset(holders[word]) for word in words),
    )


def answer(index: Index, typed: str, kinds: Collection[str] = KINDS) -> SearchAnswer:
    """Return what answers to what was typed, or what is nearest to it.

    Parameters
    ----------
    index : Index
    typed : str
        Anything; the first `MAX_CHARACTERS` are read.
    kinds : collection of str
        Of `entries.KINDS`: those looked for.
    """
    asked = " ".join(typed[:MAX_CHARACTERS].split())
    wanted = folded(asked)
    if not wanted:
        return SearchAnswer(asked)
    found = _ranked(index, wanted, kinds)
    is_near = not found
    if is_near:
        found = _nearest(index, wanted, kinds)
    return replace(_shown(asked, found), is_near=is_near)


def named(index: Index, name: str, kind: str) -> SearchEntry | None:
    """Return the one entry of a kind that has a name among its spellings, however it is typed."""
    wanted = folded(name)
    owners = {
        index.owners[place]
        for place in _holding(index, wanted.split())
        if index.spellings[place] == wanted
    }
    found = [index.entries[owner] for owner in owners if index.entries[owner].kind == kind]
    return found[0] if len(found) == 1 else None


def _ranked(index: Index, wanted: str, kinds: Collection[str]) -> list[SearchEntry]:
    """Return the entries that hold a word for each word wanted, the best first."""
    places = _holding(index, wanted.split())
    if len(places) > MANY:
        begun = frozenset(place for place in places if index.spellings[place].startswith(wanted))
        places = begun or places
    best: dict[int, Fit] = {}
    for place in places:
        owner = index.owners[place]
        if index.entries[owner].kind in kinds:
            spelling = index.spellings[place]
            fit = (_rank(spelling, wanted), not spelling.startswith(wanted), len(spelling))
            best[owner] = min(fit, best.get(owner, fit))
    if any(fit[0] == 0 for fit in best.values()):
        best = {owner: fit for owner, fit in best.items() if fit[0] < _SCATTERED}
    return [
        index.entries[owner] for owner in sorted(best, key=lambda one: _order(index, one, best))
    ]


def _order(index: Index, owner: int, best: dict[int, Fit]) -> tuple[int, ...]:
    """Return by what an entry is put in order: how it answers, its kind, its place."""
    entry = index.entries[owner]
    rank, is_within, length = best[owner]
    return (rank, _KIND_ORDER[entry.kind], is_within, entry.place, length, owner)


def _holding(index: Index, words: Sequence[str]) -> frozenset[int]:
    """Return the spellings that hold, for every word, one that begins with it."""
    found: frozenset[int] | None = None
    for word in words:
        low = bisect_left(index.words, word)
        high = bisect_left(index.words, word + "\uffff")
        holding = frozenset().union(*index.holders[low:high])
        found = holding if found is None else found & holding
        if not found:
            break
    return found or frozenset()


def _rank(spelling: str, wanted: str) -> int:
    """Return how a spelling answers, from 0 (it is what was typed) to 3 (words here and there)."""
    if spelling == wanted:
        return 0
    if spelling.startswith(wanted) or f" {wanted} " in f" {spelling} ":
        return 1
    return 2 if f" {wanted}" in f" {spelling}" else _SCATTERED


def _nearest(index: Index, wanted: str, kinds: Collection[str]) -> list[SearchEntry]:
    """Return the entries of which words are spelt nearly so; none where nothing is near."""
    tried: dict[str, None] = {}
    for place, word in enumerate(words := wanted.split()):
        if _holding(index, [word]):
            continue
        for near, _score, _row in process.extract(
            word, index.words, scorer=fuzz.ratio, limit=N_SPELLINGS, score_cutoff=NEAR
        ):
            tried[" ".join([*words[:place], near, *words[place + 1 :]])] = None
    found = list(dict.fromkeys(entry for text in tried for entry in _ranked(index, text, kinds)))
    begun = [entry for entry in found if _begins(entry, tried)]
    return begun or found or _alike(index, wanted, kinds)


def _begins(entry: SearchEntry, texts: Collection[str]) -> bool:
    """Return whether a spelling of an entry begins with one of some texts."""
    spellings = [folded(text) for text in (entry.name, *entry.spellings)]
    return any(spelling.startswith(tuple(texts)) for spelling in spellings)


def _alike(index: Index, wanted: str, kinds: Collection[str]) -> list[SearchEntry]:
    """Return the entries of which a whole spelling is nearly what was typed."""
    places = [
        place for place, owner in enumerate(index.owners) if index.entries[owner].kind in kinds
    ]
    matches = process.extract(
        wanted,
        [index.spellings[place] for place in places],
        scorer=fuzz.ratio,
        limit=MAX_SHOWN,
        score_cutoff=NEAR,
    )
    owners = [index.owners[places[row]] for _text, _score, row in matches]
    return [index.entries[owner] for owner in dict.fromkeys(owners)]


def _shown(asked: str, found: Sequence[SearchEntry]) -> SearchAnswer:
    """Return the first of what was found, kinds together."""
    n_kinds = len({entry.kind for entry in found})
    held: list[SearchEntry] = []
    for entry in found:
        n_alike = sum(one.kind == entry.kind for one in held)
        if len(held) < MAX_SHOWN and (n_kinds == 1 or n_alike < MAX_OF_A_KIND):
            held.append(entry)
    order = list(dict.fromkeys(entry.kind for entry in held))
    together = sorted(held, key=lambda entry: order.index(entry.kind))
    return SearchAnswer(asked, tuple(together), n_found=len(found))


def by_kind(found: SearchAnswer) -> list[tuple[str, list[SearchEntry]]]:
    """Return what is shown, kind by kind."""
    return [(kind, list(group)) for kind, group in groupby(found.entries, lambda one: one.kind)]
