"""Addresses that reopen what a sheet shows: what stands behind the host."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from dashboard import i18n

LANGUAGE = "lang"


def of(page: str, query: Mapping[str, str | Sequence[str]] | None = None) -> str:
    """Return the address of a view of a page, in the language spoken.

    Parameters
    ----------
    page : str
        Its path below the root.
    query : mapping of str to str or sequence of str, optional
        What is chosen on it.

    Examples
    --------
    >>> of("state", {"state": "KEN"})
    'state?state=KEN&lang=en'
    """
    chosen = {name: value for name, value in (query or {}).items() if name != LANGUAGE}
    return f"{page}?{urlencode({**chosen, LANGUAGE: i18n.language()}, doseq=True)}"
