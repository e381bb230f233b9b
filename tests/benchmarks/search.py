"""How long the search takes to answer each letter typed, beside SQLite's full-text search.

`TYPED` is typed letter by letter, and each beginning is answered, on the real record in English.
The peer is FTS5 with the same spellings, words met by their beginnings, ranked by BM25; it takes no
misspelling, so those are not asked of it. The share of words of which the wanted view stands first
says how right both are.
"""

from __future__ import annotations

import sqlite3
import statistics
import time

from dashboard import navigation
from dashboard.search import matching, suggestions
from data.facts import todays_facts
from tests.benchmarks.result import Result, memory_mb

TYPED = {
    "kenya": "KEN",
    "united states": "USA",
    "south korea": "KOR",
    "ivory coast": "CIV",
    "swaziland": "SWZ",
    "brazilië": "BRA",
    "80/58": "a_res_80_58",
    "a/res/79/239": "a_res_79_239",
    "gge laws": "gge_laws",
    "african group": "un_ag",
    "reaim 2026 pathways": "reaim_2026_pathways",
    "next vote": "next-vote",
}
"""What is typed, and the key of what is wanted."""

MISSPELT = {"kenja": "KEN", "nederlnd": "NLD", "swazilnd": "SWZ", "tmeline": "timeline"}


def measure() -> Result:
    started = time.perf_counter()
    held = suggestions.index_of(todays_facts(), navigation.PLACES)
    index_seconds = time.perf_counter() - started
    typed = [word[:n] for word in [*TYPED, *MISSPELT] for n in range(1, len(word) + 1)]
    ours = [_timed(lambda text=text: matching.answer(held, text)) for text in typed]
    peer = _Fts(held)
    spelt = [word[:n] for word in TYPED for n in range(1, len(word) + 1)]
    theirs = [_timed(lambda text=text: peer.first(text)) for text in spelt]
    shared = [_timed(lambda text=text: matching.answer(held, text)) for text in spelt]
    return Result(
        n=len(spelt),
        seconds=sum(shared),
        memory_mb=memory_mb(),
        peer=f"sqlite {sqlite3.sqlite_version}, FTS5, words by their beginnings",
        peer_seconds=sum(theirs),
        quality={
            "n_spellings": len(held.spellings),
            "index_seconds": index_seconds,
            "median_ms": 1000 * statistics.median(ours),
            "worst_ms": 1000 * max(ours),
            "wanted_first": _share(held, TYPED),
            "wanted_first_misspelt": _share(held, MISSPELT),
            "peer_wanted_first": statistics.mean(peer.first(w) == key for w, key in TYPED.items()),
        },
    )


class _Fts:
    """The same spellings in SQLite."""

    def __init__(self, held: matching.Index) -> None:
        self._keys = [held.entries[owner].key for owner in held.owners]
        self._base = sqlite3.connect(":memory:")
        self._base.execute("CREATE VIRTUAL TABLE spelt USING fts5(text, prefix='1 2 3')")
        self._base.executemany("INSERT INTO spelt VALUES (?)", [(one,) for one in held.spellings])

    def first(self, typed: str) -> str | None:
        """Return the key of the best of what answers to the words, typed in part."""
        words = " ".join(f'"{word}"*' for word in matching.folded(typed).split())
        if not words:
            return None
        found = self._base.execute(
            "SELECT rowid FROM spelt WHERE text MATCH ? ORDER BY rank LIMIT 8", (words,)
        ).fetchall()
        return self._keys[found[0][0] - 1] if found else None


def _share(held: matching.Index, wanted: dict[str, str]) -> float:
    """Return the share of words of which what is wanted stands first."""
    firsts = {word: matching.answer(held, word).entries for word in wanted}
    return statistics.mean(bool(firsts[w]) and firsts[w][0].key == key for w, key in wanted.items())


def _timed(run) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started
