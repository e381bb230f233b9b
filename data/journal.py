"""What was changed in the sources, when, by whom and why: the journal that lies beside them.

Each change is a folder: ``entry.json`` and, below ``before``, the files as they were. The journal
is no part of the version: the same sources give the same facts, however they came about.
``etl/changes`` writes it.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from data import settings
from data.errors import StoreError
from data.strict import StrictModel

SOURCES = Path(__file__).parent / "sources"
"""Where the sources lie unless ``TROJKA_SOURCES`` names another folder."""

ENTRY = "entry.json"
BEFORE = "before"
OPEN = "open"
"""File in the folder of a change that is under way; it holds the path of the snapshot."""


class ChangedFile(StrictModel):
    """A file that a change touched.

    Attributes
    ----------
    path : str
        Below the folder in which the sources lie: ``sources/rosters/ccw.csv``. The corrections are
        ``corrections.toml``, wherever they lie.
    before, after : str or None
        Checksums; None where there was, or is, no such file.
    """

    path: str
    before: str | None
    after: str | None


class JournalEntry(StrictModel):
    """One change.

    Attributes
    ----------
    entry_id : str
        Its number, four digits: later ones are greater.
    made : str
        When, in UTC: ``2026-11-29T14:05:00Z``.
    kind : str
        ``roster``, ``rollcall`` …, or ``undo``.
    subject : str
        What was changed: a text, a roll call, a milestone.
    who, why, url : str
        Who made it, for what reason, and the document it rests on.
    base, version : str
        The version of the facts before and after it.
    files : tuple of ChangedFile
    undoes : str or None
        The entry that an undo takes back.
    """

    entry_id: str
    made: str
    kind: str
    subject: str
    who: str
    why: str
    url: str
    base: str
    version: str
    files: tuple[ChangedFile, ...]
    undoes: str | None = None


def sources_folder() -> Path:
    """Return the folder of the sources: ``TROJKA_SOURCES``, or the default place.

    Raises
    ------
    StoreError
        If no folder can have the name.
    """
    return settings.place("TROJKA_SOURCES", SOURCES).absolute()


def journal_folder(sources: Path) -> Path:
    """Return the folder of the journal of some sources, which lies beside them."""
    return sources.absolute().parent / "journal"


def entries(folder: Path) -> tuple[JournalEntry, ...]:
    """Return every change that is complete, the oldest first.

    Raises
    ------
    StoreError
        If an entry cannot be read.
    """
    if not folder.is_dir():
        return ()
    places = sorted(place for place in folder.iterdir() if place.name.isdecimal())
    return tuple(entry(place) for place in places if not (place / OPEN).exists())


def undone(listed: tuple[JournalEntry, ...]) -> dict[str, str]:
    """Return which entries were taken back, and by which.

    Taking an undo back makes what it took back count again.
    """
    found: dict[str, str] = {}
    for later in reversed(listed):
        if later.undoes is not None and later.entry_id not in found:
            found[later.undoes] = later.entry_id
    return found


def entry(place: Path) -> JournalEntry:
    """Return the entry in the folder of a change.

    Raises
    ------
    StoreError
        If it cannot be read.
    """
    path = place / ENTRY
    try:
        return JournalEntry.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise StoreError(
            str(path),
            found=f"an entry of the journal that cannot be read ({str(error).splitlines()[0]})",
            expected="what Trojka wrote there",
            do="restore it from a backup or from the history of the checkout",
        ) from error
