"""The sources of a snapshot, written out again: a build of them gives the same version."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path, PurePosixPath

from data.errors import StoreError
from data.store import Snapshot


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
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise StoreError(
            str(folder),
            found="something there already",
            expected="a new or an empty folder",
            do="name another one; nothing was written",
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
        try:
            for name, content in files.items():
                place = draft / _below(name, snapshot)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
            draft.chmod(0o755)
            draft.replace(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise StoreError(
            str(folder),
            found=f"that it cannot be written ({error.strerror or error})",
            expected="a writable place",
            do="free space, or name another folder; nothing was written",
        ) from error
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
