"""An answer to a question: the facts, the rows that fit, a page of them, written out.

What is the same has the same tag: that of the facts, of our code and of what was asked. A program
that holds it is told so before anything is reckoned.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from starlette.responses import Response

from dashboard import i18n
from dashboard.api import problems, question
from dashboard.api.formats import FORMATS
from dashboard.api.question import Pairs, ResourceQuestion
from data import digests
from data.errors import RequestError, StoreError
from data.facts import Facts, current_facts, facts_of, looking_at

PACKAGES = ("analytics", "dashboard", "data")
"""Whose code answers."""

HELD = {"Cache-Control": "private, no-cache", "Vary": "Accept"}
"""Whoever holds an answer asks whether it is still the same; nobody between us holds it."""

VERSION = "X-Facts-Version"
"""Header that names the version of the facts of an answer."""

_VERSION = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True)
class RowsOfPage:
    """One page of the rows that fit, and how many there are."""

    rows: pd.DataFrame
    n_rows: int
    n_pages: int = 1
    links: Mapping[str, int] = field(default_factory=dict)


def answer(asked: ResourceQuestion, pairs: Pairs, held: str) -> Response:
    """Return the answer to a question.

    Parameters
    ----------
    asked : ResourceQuestion
    pairs : sequence of (str, str)
        The query that it was read of, for links to other pages.
    held : str
        The tags that the asker holds: the header ``If-None-Match``.

    Raises
    ------
    TrojkaError
        If it cannot be answered.
    """
    with looking_at(_version(asked)), i18n.spoken(asked.language):
        facts = current_facts()
        tag = tag_of(facts, asked)
        known = {**HELD, "ETag": tag, VERSION: facts.version}
        if tag in {one.strip().removeprefix("W/") for one in held.split(",")}:
            return Response(status_code=304, headers=known)
        allowed = {one.name: one.allowed(facts) for one in asked.resource.choices}
        chosen = question.choices(asked, allowed)
        whole = asked.resource.answer(facts, chosen)
        page = _page(_fitting(whole.rows, asked.filters), asked)
        if held.strip() == "*":
            return Response(status_code=304, headers=known)
        envelope = {
            "facts": facts.version,
            "resource": asked.resource.path,
            "chosen": chosen,
            "about": whole.about,
            "n_rows": page.n_rows,
        }
        if asked.page is not None:
            envelope |= {"page": asked.page, "per_page": asked.per_page, "n_pages": page.n_pages}
        kind = FORMATS[asked.format]
        content = kind.write(page.rows, asked.columns, envelope)
    headers = known | _headers(asked, pairs, page, facts.version, is_told=bool(whole.about))
    return Response(content, headers=headers, media_type=kind.media_type)


def tag_of(facts: Facts, asked: ResourceQuestion) -> str:
    """Return the tag of an answer, in quotes: 32 hexadecimal digits."""
    parts = [
        facts.version,
        digests.of_code(PACKAGES),
        digests.of_libraries(),
        asked.resource.path,
        asked.format,
        [one.name for one in asked.columns],
        sorted((name, [str(value) for value in values]) for name, values in asked.filters.items()),
        sorted(asked.chosen.items()),
        asked.page,
        asked.per_page,
        asked.language,
    ]
    return f'"{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]}"'


def _version(asked: ResourceQuestion) -> str | None:
    """Return the version asked for, if it can be shown."""
    if asked.facts is None:
        return None
    if not _VERSION.fullmatch(asked.facts):
        raise problems.not_kept(asked.facts)
    try:
        facts_of(asked.facts)
    except StoreError as error:
        raise problems.not_kept(asked.facts) from error
    return asked.facts


def _fitting(rows: pd.DataFrame, filters: Mapping[str, tuple[Any, ...]]) -> pd.DataFrame:
    """Return the rows whose columns have one of the values asked for each."""
    for name, values in filters.items():
        column = rows[name]
        told = [value for value in values if value is not None]
        if pd.api.types.is_datetime64_any_dtype(column):
            told = [pd.Timestamp(value) for value in told]
        fits = column.isin(told)
        if None in values:
            fits |= column.isna()
        rows = rows[fits.to_numpy(dtype=bool, na_value=False)]
    return rows


def _page(rows: pd.DataFrame, asked: ResourceQuestion) -> RowsOfPage:
    """Return the page asked for; all rows where none is."""
    if asked.page is None or asked.per_page is None:
        return RowsOfPage(rows, len(rows))
    last = max(1, -(-len(rows) // asked.per_page))
    if asked.page > last:
        raise RequestError(
            "page",
            found=f"'{asked.page}'",
            expected=f"a page from 1 to {last:,}: {len(rows):,} rows, {asked.per_page:,} a page",
            do="choose one of these",
            status=404,
        )
    links = {"first": 1, "prev": asked.page - 1, "next": asked.page + 1, "last": last}
    start = (asked.page - 1) * asked.per_page
    return RowsOfPage(
        rows.iloc[start : start + asked.per_page],
        len(rows),
        last,
        {name: number for name, number in links.items() if 1 <= number <= last},
    )


def _headers(
    asked: ResourceQuestion, pairs: Pairs, page: RowsOfPage, version: str, *, is_told: bool
) -> dict[str, str]:
    """Return its name as a file, the number of rows, and the way to what belongs to an answer.

    Other pages are those of the very same facts. Where a format has no room for what is told of all
    rows (`is_told`), the way to it is given too.
    """
    kind = FORMATS[asked.format]
    made = {
        "Content-Disposition": f'inline; filename="{asked.resource.name}.{kind.suffix}"',
        "X-Total-Count": str(page.n_rows),
    }
    ways = [(name, {"page": str(number)}) for name, number in page.links.items()]
    if is_told and not kind.has_about:
        ways.append(("describedby", {"format": "json", "page": "1", "per_page": "1"}))
    links = []
    for name, told in ways:
        changed = {**told, "facts": version}
        kept = [pair for pair in pairs if pair[0] not in changed]
        links.append(f'<?{urlencode([*kept, *changed.items()])}>; rel="{name}"')
    return made | ({"Link": ", ".join(links)} if links else {})
