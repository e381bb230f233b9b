"""Everything that can be asked for, by its address."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process

from dashboard.api import resources, results
from dashboard.api.resources import Resource
from data import hidden
from data.errors import RequestError

RESOURCES = (*resources.TABLES, *results.RESULTS)

BY_PATH = {one.path: one for one in RESOURCES}

LONGEST_SHOWN = 40
"""Characters of what was asked that a sentence repeats."""


def resource(path: str) -> Resource:
    """Return what stands under a path below ``/api/v1/``.

    Raises
    ------
    RequestError
        With status 404, naming the nearest.
    """
    found = BY_PATH.get(path)
    if found is None:
        raise nothing_at(path)
    return found


def nothing_at(path: str) -> RequestError:
    """Return that nothing stands under a path below ``/api/v1/``, with the nearest that does."""
    return RequestError(
        f"/api/v1/{shown(path)}",
        found="nothing at this address",
        expected=f"one that is listed, such as /api/v1/{nearest(path, BY_PATH)}",
        do="see the list at /api/v1/",
        status=404,
    )


def nearest(text: str, known: Iterable[str]) -> str:
    """Return the likeliest of what is known.

    Examples
    --------
    >>> nearest("tables/vote", ["tables/states", "tables/votes"])
    'tables/votes'
    """
    ((found, _likeness, _place), *_more) = process.extract(text[:200], list(known), limit=1)
    return found


def shown(text: str) -> str:
    r"""Return what was asked, cut to what a sentence can hold, with what is hidden written out.

    Examples
    --------
    >>> shown("a\tb")
    'a\\tb'
    """
    cut = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    return hidden.HIDDEN.sub(lambda found: ascii(found[0])[1:-1], cut)
