"""The United Nations' machine-readable resolutions: JSON values, one after the other.

Published by the Department for General Assembly and Conference Management in the repository
``UNxml/GAresolutions``, a file a session. Files may be put one behind the other: it is the same
format. Days are written in two ways, blanks may be no-break spaces, a count is a number in quotes
or ``N.A.``; a resolution may stand twice, and a name twice in one list.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
from pydantic import ConfigDict

from data.errors import SourceError
from data.hidden import HIDDEN
from data.strict import StrictModel
from etl import plain_text, strict

LISTS = {"in_favour": "Y", "against": "N", "abstaining": "A"}
"""Columns of names, and the position of those who stand there."""

SPONSORS = {"sponsors": "sponsor", "additional_sponsors": "additional_sponsor"}
"""Columns of sponsors, and their role."""

SEPARATOR = "|"
"""Stands between the names of a list, and between subjects."""

ADOPTIONS = ("By a recorded vote", "Without a vote", "")
"""How a text was adopted; only the first has names."""

_THESAURUS = "UNBIS Thesaurus"
_DAYS = ("%d %B %Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d")
_COMMITTEES = {"#fifthCommittee": "Fifth Committee"}


class _Resolution(StrictModel):
    """One JSON value: what we read of it; further keys are none of our business."""

    model_config = ConfigDict(extra="ignore")

    symbol: str
    title: str
    adoption_date: str
    adoption_type: str
    committee: str
    pv: str
    originating_document: str
    subjects: list[list[str]]
    MS_in_favour: list[str]
    MS_against: list[str]
    MS_abstaining: list[str]
    MS_in_favour_count: str
    MS_against_count: str
    MS_abstaining_count: str
    sponsors: list[str]
    additional_sponsors: list[str]


def parse(content: bytes, *, where: str) -> pd.DataFrame:
    """Return one row a resolution adopted by a recorded vote, as text.

    A list of names is one text, with ``|`` between them and each name once. A count that is not
    available is empty. A resolution that stands twice and not quite the same has two rows.

    Raises
    ------
    SourceError
        If the text is no sequence of JSON values, or holds no resolution at all; for a day or a
        kind of adoption that is none.
    FaultsError
        Naming every key of a resolution that is missing or has another form.
    """
    rows: dict[str, list[dict[str, str]]] = {}
    n = 0
    for n, value in enumerate(_values(content, where), start=1):
        place = f"{where} resolution {n}"
        said = strict.read(_Resolution, value, where=place)
        if _plain(said.adoption_type) not in ADOPTIONS:
            raise SourceError(
                place,
                found=f"adoption_type {plain_text.shown(said.adoption_type)}",
                expected=plain_text.one_of(ADOPTIONS),
                do="look whether the layout has changed",
            )
        if _plain(said.adoption_type) != ADOPTIONS[0]:
            continue
        row = _row(said, place)
        if row not in rows.setdefault(row["symbol"], []):
            rows[row["symbol"]].append(row)
    if not n:
        raise SourceError(
            where, found="no resolution", expected="at least one", do="fetch the file again"
        )
    return pd.DataFrame(list(itertools.chain(*rows.values())), columns=COLUMNS, dtype="str")


COLUMNS = [
    "symbol",
    "title",
    "date",
    "committee",
    "meeting",
    "draft",
    "subjects",
    "n_yes",
    "n_no",
    "n_abstain",
    *LISTS,
    *SPONSORS,
]


def n_votes(frame: pd.DataFrame) -> pd.Series[int]:
    """Return how many names each resolution has among its votes."""
    counts = [frame[column].map(lambda text: len(names(text))) for column in LISTS]
    total: pd.Series[int] = sum(counts[1:], counts[0])
    return total


def names(text: str) -> list[str]:
    """Return the names of a list."""
    return text.split(SEPARATOR) if text else []


def _values(content: bytes, where: str) -> Iterator[Any]:
    decoder = json.JSONDecoder()
    try:
        text = content.decode("utf-8-sig")
        place, end = _next(text, 0), len(text)
        while place < end:
            value, place = decoder.raw_decode(text, place)
            yield value
            place = _next(text, place)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "nested too deeply"
        raise SourceError(
            where,
            found=f"text that is no sequence of JSON values ({reason})",
            expected="resolutions as the United Nations publishes them",
            do="fetch the file again",
        ) from error


def _next(text: str, place: int) -> int:
    """Return where the next value begins: after blanks, and a comma if there is one."""
    return _BETWEEN.match(text, place).end()  # type: ignore[union-attr]  # nothing matches too


_BETWEEN = re.compile(r"[\s,]*")


def _row(said: _Resolution, place: str) -> dict[str, str]:
    subjects = [_plain(one[0]) for one in said.subjects if one[1:] == [_THESAURUS]]
    committee = _plain(said.committee)
    return {
        "symbol": _plain(said.symbol),
        "title": _plain(said.title),
        "date": _day(said.adoption_date, place),
        "committee": _COMMITTEES.get(committee, committee),
        "meeting": _plain(said.pv),
        "draft": _said(said.originating_document),
        "subjects": SEPARATOR.join(subjects),
        "n_yes": _said(said.MS_in_favour_count),
        "n_no": _said(said.MS_against_count),
        "n_abstain": _said(said.MS_abstaining_count),
        "in_favour": _joined(said.MS_in_favour),
        "against": _joined(said.MS_against),
        "abstaining": _joined(said.MS_abstaining),
        "sponsors": _joined(said.sponsors),
        "additional_sponsors": _joined(said.additional_sponsors),
    }


def _day(text: str, place: str) -> str:
    for form in _DAYS:
        try:
            return dt.datetime.strptime(_plain(text), form).date().isoformat()  # a day has no zone
        except ValueError:
            continue
    raise SourceError(
        place,
        found=f"adoption_date {plain_text.shown(text)}",
        expected="a day as 29 October 2025, or 2025-10-29 00:00:00",
        do="look whether the layout has changed",
    )


def _joined(listed: list[str]) -> str:
    return SEPARATOR.join(dict.fromkeys(filter(None, map(_plain, listed))))


def _said(text: str) -> str:
    """Return a text, or nothing where it is not available."""
    return "" if _plain(text).upper() in ("N.A.", "NA", "N/A") else _plain(text)


def _plain(text: str) -> str:
    """Return a text with single blanks and without hidden characters."""
    return " ".join(HIDDEN.sub(" ", text).split())
