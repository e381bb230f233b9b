"""Which document each row rests on: one row a distinct address."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import chain
from urllib.parse import urlsplit

import pandas as pd

from etl import casts
from etl.catalog import Source
from etl.grades import Grades


def key(url: str) -> str:
    """Return the key of the document at an address: the same in every snapshot.

    Examples
    --------
    >>> key("https://docs.un.org/en/A/RES/79/239")
    'e_d6e1eb7fae'
    """
    return "e_" + hashlib.sha256(url.encode()).hexdigest()[:10]


def with_evidence(frame: pd.DataFrame, source: Source) -> pd.DataFrame:
    """Return the rows with ``url``, ``evidence_id`` and ``confidence``.

    A row that does not name its own document or confidence has those of the sidecar: where that
    names a copy in which the text was read, the copy.
    """
    url = _said(frame, "source_url", source.read_at)
    keys = {address: key(address) for address in set(url)}
    return frame.assign(
        url=url,
        evidence_id=[keys[address] for address in url],
        confidence=_said(frame, "confidence", source.about.confidence),
    )


def table(
    sources: Iterable[Source], rows: Iterable[tuple[str, Source]], *, grades: Grades
) -> pd.DataFrame:
    """Return the table of documents.

    Parameters
    ----------
    sources : iterable of Source
        Each is a document, described by its sidecar. Several files can come from one document,
        which then has no title of its own.
    rows : iterable of (str, Source)
        Addresses that rows name, and the source in which they do. Such a document is known by its
        site's name; whether its terms were seen is not recorded.
    grades : Grades
        How good each site is. A document that a sidecar names and that was read in a copy only has
        no day of reading.
    """
    documents: dict[str, dict[str, str]] = {}
    copies = []
    for source in sources:
        about = source.about
        retrieved = "" if about.read_in else about.retrieved
        if not retrieved:
            copies.append((source.read_at, source))
        row = documents.setdefault(
            about.url,
            {
                "publisher": about.publisher,
                "title": about.title,
                "retrieved": retrieved,
                "licence": about.licence,
            },
        )
        if row["title"] != about.title:
            row["title"] = ""
        row["retrieved"] = row["retrieved"] or retrieved
    for url, source in chain(copies, rows):
        documents.setdefault(
            url,
            {
                "publisher": urlsplit(url).hostname or "not recorded",
                "title": "",
                "retrieved": source.about.retrieved,
                "licence": "",
            },
        )
    frame = pd.DataFrame(
        [
            {"evidence_id": key(url), "url": url, **row, "grade": grades.of(url)}
            for url, row in sorted(documents.items())
        ],
        columns=["evidence_id", "url", "publisher", "title", "retrieved", "licence", "grade"],
    )
    return casts.table("evidence", frame)


def _said(frame: pd.DataFrame, column: str, otherwise: str) -> list[str]:
    values = frame[column] if column in frame else [""] * len(frame)
    return [value or otherwise for value in values]
