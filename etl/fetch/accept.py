"""Put a file that was fetched in the place of ours, as a change like any other.

It is built with first; then the journal, the files and the snapshot are written together
(``etl/changes/writing.py``), and it can be taken back.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import Path

from data import journal
from data.errors import ReconcileError
from data.journal import JournalEntry
from etl import build, catalog
from etl.catalog import Source
from etl.changes import commits, writing
from etl.changes.draft import Remark
from etl.fetch.news import News

KIND = "fetch"
WHO = "python -m etl fetch"


def accept(
    news: News, *, root: Path, corrections_path: Path, now: dt.datetime
) -> tuple[JournalEntry, tuple[Remark, ...]]:
    """Write the file, its sidecar and the snapshot made of them, when it is our turn.

    Returns
    -------
    JournalEntry, tuple of Remark
        The change, and whether it is a commit, where it is to be one.

    Parameters
    ----------
    news : News
    root, corrections_path : Path
        The folder of sources, and the known errors.
    now : datetime
        In UTC.

    Raises
    ------
    TrojkaError
        If no build is possible with it, ours was changed meanwhile, or it cannot be written; all is
        as it was.
    """
    source = news.source
    path = root / (source.source_id + Path(source.where).suffix)
    changed: dict[Path, bytes | None] = {
        path: news.content,
        path.with_suffix(".toml"): sidecar_with(news, today=now.date()),
    }
    if not news.is_any:
        del changed[path]
    with writing.alone(root, corrections_path):
        held = catalog.sources(root)
        _refuse_another_state(source, held)
        record = build.check(root, corrections_path, changed=changed)
        entry = JournalEntry(
            entry_id=writing.next_id(root),
            made=f"{now:%Y-%m-%dT%H:%M:%SZ}",
            kind=KIND,
            subject=source.about.title,
            who=WHO,
            why=why(news),
            url=source.about.url,
            base=build.present_version(held, corrections_path),
            version=record.version,
            files=writing.entry_files(changed, root=root, corrections=corrections_path),
        )
        writing.write(changed, record, entry, root=root, corrections=corrections_path)
        remarks: tuple[Remark, ...] = ()
        if commits.is_wanted():
            places = [*changed, journal.journal_folder(root) / entry.entry_id]
            remarks = (commits.commit(entry, places, root=root),)
    return entry, remarks


def why(news: News) -> str:
    """Return in one sentence what a file brings."""
    if not news.is_any:
        return "Read again; nothing is new."
    return (
        f"{len(news.new)} new and {len(news.changed)} changed; "
        f"{news.n_before:,} votes or rows before, {news.n_after:,} now."
    )


def sidecar_with(news: News, *, today: dt.date) -> bytes:
    """Return the sidecar with the checksum, the day of reading and the day for which it holds.

    Everything else stays as it is, letter by letter.
    """
    text = news.source.sidecar_content.decode("utf-8")
    said = {
        "sha256": hashlib.sha256(news.content).hexdigest(),
        "retrieved": today.isoformat(),
        "as_of": news.as_of if news.is_any else "",
    }
    for key, value in said.items():
        if value:
            text = re.sub(rf'(?m)^{key} = "[^"\n]*"', f'{key} = "{value}"', text, count=1)
    return text.encode()


def _refuse_another_state(source: Source, held: tuple[Source, ...]) -> None:
    """Check that our file is still the one that the news were laid beside."""
    now = next((one for one in held if one.source_id == source.source_id), None)
    if now is None or (now.content, now.sidecar_content) != (
        source.content,
        source.sidecar_content,
    ):
        raise ReconcileError(
            source.where,
            found="that it was changed meanwhile",
            expected="the file beside which the news were laid",
            do="fetch again",
        )
