"""Which State a spelling names, as far as the record knows its spellings."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

LEAST_LIKENESS = 65
"""Likeness, of 100, from which a spelling counts as near."""

N_NEAR = 3
MIN_LETTERS = 4
"""Shorter spellings are codes: they are near to everything."""


class Spellings:
    """The spellings of States that are known.

    Parameters
    ----------
    pairs : iterable of (str, str)
        A spelling and the iso3 of its State; where one is given twice, the first holds.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._codes: dict[str, str] = {}
        for spelling, iso3 in pairs:
            self._codes.setdefault(plain(spelling), iso3)
        self._folded = {
            spelling: _folded(spelling) for spelling in self._codes if len(spelling) >= MIN_LETTERS
        }

    @property
    def codes(self) -> Mapping[str, str]:
        """Return the iso3 of each spelling, in small letters."""
        return self._codes

    def find(self, name: str) -> str | None:
        """Return the iso3 of the State that is called so, or nothing.

        Examples
        --------
        >>> Spellings([("Côte d'Ivoire", "CIV")]).find("CÔTE  d’Ivoire")
        'CIV'
        """
        return self._codes.get(plain(name))

    def near(self, name: str, *, n: int = N_NEAR) -> tuple[str, ...]:
        """Return the iso3 of States with similar spellings, the most similar first.

        Examples
        --------
        >>> Spellings([("Kenya", "KEN"), ("Guinea", "GIN")]).near("Kenia")
        ('KEN',)
        """
        found = process.extract(
            _folded(plain(name)),
            self._folded,
            scorer=fuzz.WRatio,
            limit=4 * n,
            score_cutoff=LEAST_LIKENESS,
        )
        return tuple(dict.fromkeys(self._codes[spelling] for _text, _score, spelling in found))[:n]


def plain(name: str) -> str:
    """Return a name without regard to case, accents' encoding, kind of apostrophe and spacing."""
    text = unicodedata.normalize("NFKC", name).replace("’", "'").replace("‘", "'")
    return " ".join(text.split()).casefold()


def _folded(name: str) -> str:
    """Return a name in small letters without accents."""
    parts = unicodedata.normalize("NFKD", name)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()
