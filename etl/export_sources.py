"""The sources of a snapshot, written out again: a build of them gives the same version."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from data.errors import StoreError
from data.store import Snapshot
from etl.drafts import drafted


def export_sources(snapshot: Snapshot, folder: Path) -> int:
    """Write the source files that a snapshot was made of, and return how many there are.

    They stand in ``folder/sources`` and ``folder/corrections.toml``, put in place in one step.

    Parameters
    ----------
    snapshot : Snapshot
    folder : Path
        Is made; if it is there already, it has to be empty.

    Raises
    ------
    StoreError
        If the snapshot keeps no sources, the folder holds something, or it cannot be written.
    """
    files = snapshot.source_files()
    if not files:
        raise StoreError(
            str(snapshot.path),
            found="a snapshot without its source files",
            expected="one written with them",
            do="take them from the repository as it was then",
        )
    with drafted(folder) as draft:
        for name, content in files.items():
            place = draft / _below(name, snapshot)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    return len(files)


def _below(name: str, snapshot: Snapshot) -> PurePosixPath:
    """Return the path of a file below the folder; refuse one that leads out of it."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise StoreError(
            str(snapshot.path),
            found=f"a source file at {name!r}",
            expected="a path below the folder",
            do="do not trust this file: it was not written by a build",
        )
    return path
