"""A folder or a file that is written whole or not at all, where nothing was before."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data import whole_file
from data.errors import StoreError


@contextmanager
def drafted(place: Path, *, is_file: bool = False) -> Iterator[Path]:
    """Yield a draft that takes its place in one step once the context ends well.

    Parameters
    ----------
    place : Path
        Of a new file, or of a folder that is new or empty; the folders above it are made.
    is_file : bool
        Whether a file is to be written; the draft is then an empty file.

    Raises
    ------
    StoreError
        If something is there already, or it cannot be written; nothing is left behind.
    """
    if place.is_symlink() or (place.exists() and (is_file or not _is_empty(place))):
        raise StoreError(
            str(place),
            found="something there already",
            expected="a new file" if is_file else "a new or an empty folder",
            do="name another one; nothing was written",
        )
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if is_file:
            with whole_file.replacing(place) as draft:
                yield draft
            return
        beside = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}."))
        try:
            yield beside
            beside.chmod(0o755)
            beside.replace(place)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise StoreError(
            str(place),
            found=f"that it cannot be written ({error.strerror or error})",
            expected="a writable place",
            do="free space, or name another one; nothing was written",
        ) from error


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and not any(folder.iterdir())
