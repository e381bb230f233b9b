"""Ask the addresses of a source, and lay what they answer beside our file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from data.errors import SourceError
from etl import dates
from etl.catalog import Source
from etl.fetch import kept, news
from etl.fetch.download import Patience, download
from etl.fetch.news import News


def look(source: Source, *, folder: Path, patience: Patience | None = None) -> News:
    """Return what is new at a source that says where it can be fetched.

    Parameters
    ----------
    source : Source
    folder : Path
        Where earlier answers are kept.
    patience : Patience, optional

    Raises
    ------
    TrojkaError
        If an address cannot be read, or does not answer what it should.
    """
    fetch = source.fetch
    if fetch is None:
        raise SourceError(
            source.sidecar,
            found="no [fetch]",
            expected="the addresses at which the source can be fetched, if its terms allow it",
            do="read it by hand, or add [fetch] as CONTRIBUTING.md shows",
        )
    parts = []
    for address in (*fetch.addresses, *fetch.later):
        content = _file(address, folder, patience)
        if content is not None:
            parts.append(content)
        elif address in fetch.addresses:
            raise SourceError(
                address,
                found="no such file (404)",
                expected="the file",
                do="look in a browser where it has gone, and correct the address in the sidecar",
            )
    return news.news(source, b"\n".join(parts), where=" + ".join(fetch.addresses))


def _file(address: str, folder: Path, patience: Patience | None) -> bytes | None:
    """Return the file at an address, read anew if it has changed; None if there is none yet."""
    held = kept.kept(folder, address)
    answer = download(
        address,
        etag=held.etag if held else "",
        last_modified=held.last_modified if held else "",
        patience=patience,
    )
    if not answer.is_there:
        return None
    if answer.content is None:
        if held is None:
            raise SourceError(
                address,
                found="the answer that nothing has changed, to a first question",
                expected="the file",
                do="try again later",
            )
        return held.content
    kept.keep(folder, address, answer)
    return answer.content


def is_due(source: Source, today: dt.date) -> bool:
    """Return whether half of the time has passed after which a source ought to be read again."""
    allowed = source.about.max_age_days
    if allowed is None:
        return False
    _, read = dates.bounds(source.about.retrieved, where=source.sidecar)
    return (today - read.date()).days * 2 > allowed
