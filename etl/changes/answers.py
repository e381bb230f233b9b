"""From a request to its answer: questions, a preview, or the change made; faults are raised."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from data import journal
from data.errors import ReconcileError, SourceError
from data.journal import JournalEntry
from etl import build
from etl.catalog import Changed
from etl.changes import commits, kinds, requests, terms, writing
from etl.changes import preview as previews
from etl.changes.draft import Draft, Remark
from etl.changes.files import SourceFiles
from etl.changes.preview import Preview
from etl.changes.recognition import NameQuestion
from etl.changes.requests import ChangeRequest, GivenSource


@dataclass(frozen=True)
class RequestAnswer:
    """What comes of a request.

    Attributes
    ----------
    answer : str
        ``questions``: names are to be confirmed first. ``preview``: what it would change.
        ``written``: it is done.
    subject : str
    base : str
        Version of the sources it was looked at against; it goes into the request that writes.
    questions : tuple of NameQuestion
    preview : Preview or None
    remarks : tuple of Remark
    grade : str
        How good the site of the document is.
    entry_id : str or None
        Of the journal, once it is written.
    """

    answer: str
    subject: str
    base: str
    questions: tuple[NameQuestion, ...] = ()
    preview: Preview | None = None
    remarks: tuple[Remark, ...] = field(default_factory=tuple)
    grade: str = ""
    entry_id: str | None = None


def add(
    asked: ChangeRequest,
    kind: str,
    *,
    root: Path,
    corrections: Path,
    is_written: bool,
    now: datetime,
    progress: build.Progress = build.silent,
) -> RequestAnswer:
    """Look at a request and, if so asked, do it.

    Parameters
    ----------
    asked : ChangeRequest
    kind : str
    root, corrections : Path
    is_written : bool
        Whether it is done, or only looked at.
    now : datetime
        In UTC: for the journal, and since nothing was read tomorrow.
    progress : callable, optional

    Raises
    ------
    TrojkaError
        For any fault; nothing was changed.
    """
    with writing.alone(root, corrections):
        files = SourceFiles(root, corrections)
        _refuse_other_base(asked.base, files)
        terms.refuse_unknown_terms(asked.source, _latest_day(now))
        draft = kinds.DRAFTS[kind](asked, files)
        if draft.questions:
            return RequestAnswer(
                "questions", draft.subject, files.version, questions=draft.questions
            )
        given = terms.offers(files, asked.source.read_in or asked.source.url)
        return _answered(
            asked, kind, draft, files, grade=given.grade, is_written=is_written, now=now,
            progress=progress,
        )  # fmt: skip


def undo(
    entry_id: str,
    *,
    who: str,
    why: str,
    base: str | None,
    root: Path,
    corrections: Path,
    is_written: bool,
    now: datetime,
    progress: build.Progress = build.silent,
) -> RequestAnswer:
    """Look at taking a change back as a whole and, if so asked, do it.

    Raises
    ------
    TrojkaError
        If there is no such change, or a later one touched the same files; nothing was changed.
    """
    with writing.alone(root, corrections):
        files = SourceFiles(root, corrections)
        _refuse_other_base(base, files)
        taken = _entry(entry_id, root)
        files.changed = dict(_former(taken, root, corrections))
        asked = ChangeRequest(
            who=who,
            why=why,
            source=GivenSource(url=taken.url, retrieved="2026", licence="-", publisher="-"),
        )
        return _answered(
            asked, "undo", Draft(taken.subject), files, grade="", is_written=is_written, now=now,
            progress=progress, undoes=entry_id,
        )  # fmt: skip


def _answered(
    asked: ChangeRequest,
    kind: str,
    draft: Draft,
    files: SourceFiles,
    *,
    grade: str,
    is_written: bool,
    now: datetime,
    progress: build.Progress,
    undoes: str | None = None,
) -> RequestAnswer:
    root, corrections = files.root, files.corrections
    make = build.record if is_written else build.check  # what is written is checked on the way
    after = make(root, corrections, progress=progress, changed=files.changed)
    seen = previews.preview(files, after, subject=draft.subject)
    if not is_written:
        return RequestAnswer(
            "preview",
            draft.subject,
            files.version,
            preview=seen,
            remarks=draft.remarks,
            grade=grade,
        )
    entry = JournalEntry(
        entry_id=writing.next_id(root),
        made=f"{now:%Y-%m-%dT%H:%M:%SZ}",
        kind=kind,
        subject=draft.subject,
        who=asked.who,
        why=asked.why,
        url=asked.source.url,
        base=files.version,
        version=after.version,
        files=writing.entry_files(files.changed, root=root, corrections=corrections),
        undoes=undoes,
    )
    progress("Writing the change")
    writing.write(files.changed, after, entry, root=root, corrections=corrections)
    remarks = draft.remarks
    if commits.is_wanted():
        places = [*files.changed, journal.journal_folder(root) / entry.entry_id]
        remarks += (commits.commit(entry, places, root=root),)
    return RequestAnswer(
        "written",
        draft.subject,
        files.version,
        preview=seen,
        remarks=remarks,
        grade=grade,
        entry_id=entry.entry_id,
    )


def request(kind: str, content: dict[str, Any], *, root: Path, corrections: Path) -> ChangeRequest:
    """Return a request as read.

    Raises
    ------
    FaultsError
        Naming every part that is missing, unknown, or not what it should be; where it does not say
        who published its source, or on which terms, with what is known of the site.
    """
    said = content.get("source")
    if isinstance(said, dict) and not (said.get("publisher") and said.get("licence")):
        terms.refuse_unsaid(said, SourceFiles(root, corrections))
    return requests.request(kind, content)


def _latest_day(now: datetime) -> date:
    """Return the day it is now, somewhere on earth: a desk in Seoul is ahead of UTC."""
    return datetime.fromtimestamp(now.timestamp() + 14 * 3600, UTC).date()


def _refuse_other_base(base: str | None, files: SourceFiles) -> None:
    """Check that nobody changed the sources since a request was looked at.

    Raises
    ------
    ReconcileError
        If somebody did; the latest change is named.
    """
    if base is None or base == files.version:
        return
    listed = journal.entries(journal.journal_folder(files.root))
    last = listed[-1] if listed else None
    raise ReconcileError(
        "the sources",
        found=f"another version, {files.version}"
        + (f": {last.who} changed {last.subject} ({last.entry_id}, {last.made})" if last else ""),
        expected=f"{base}, against which this was previewed",
        do="look at the preview again, then write",
    )


def _entry(entry_id: str, root: Path) -> JournalEntry:
    listed = journal.entries(journal.journal_folder(root))
    found = next((entry for entry in listed if entry.entry_id == entry_id), None)
    taken_back = journal.undone(listed).get(entry_id)
    if found is None or taken_back:
        raise SourceError(
            "the journal",
            found=f"that {entry_id} was taken back by {taken_back}"
            if taken_back
            else f"no change {entry_id[:20]!r}",
            expected="a change that stands",
            do="look at the journal: python -m etl journal",
        )
    return found


def _former(taken: JournalEntry, root: Path, corrections: Path) -> Changed:
    """Return the files as they were before a change.

    Raises
    ------
    ReconcileError
        If one of them is no longer as the change left it.
    """
    place = journal.journal_folder(root) / taken.entry_id / journal.BEFORE
    former: dict[Path, bytes | None] = {}
    for file in taken.files:
        path = writing.path_of(file.path, root, corrections)
        now = writing.checksum(path.read_bytes()) if path.is_file() else None
        if now != file.after:
            later = [
                entry.entry_id
                for entry in journal.entries(journal.journal_folder(root))
                if entry.entry_id > taken.entry_id
                and file.path in {other.path for other in entry.files}
            ]
            raise ReconcileError(
                file.path,
                found="that it was changed since"
                + (f", by {', '.join(later)}" if later else " by hand"),
                expected=f"the file as change {taken.entry_id} left it",
                do="take back the later changes first, the last one first",
            )
        former[path] = None if file.before is None else (place / file.path).read_bytes()
    return former
