"""A file that is written whole or not at all: beside its place first, then into it in one step.

Whoever reads it finds the old file or the new one, never half of one, whatever happens meanwhile.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     place = Path(folder) / "plan.json"
...     write(place, b"{}")
...     [path.name for path in Path(folder).iterdir()]
['plan.json']
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUFFIX = ".draft"


def write(path: Path, content: bytes, *, is_private: bool = False) -> None:
    """Write a file whole, in place of one that may be there; see `replacing`."""
    with replacing(path, is_private=is_private) as draft:
        draft.write_bytes(content)


@contextmanager
def replacing(path: Path, *, is_private: bool = False, is_lasting: bool = True) -> Iterator[Path]:
    """Yield an empty draft, which takes the place of a file once the context ends well.

    Parameters
    ----------
    path : Path
        The place; its folder is there.
    is_private : bool
        Whether only its owner may read it, from the first byte on.
    is_lasting : bool
        Whether it must outlast the machine's sudden end: it and its folder are then on the disk
        when this returns. Not needed of what can be made again.

    Raises
    ------
    OSError
        If it cannot be written. Nothing is left behind, and what was there stays.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(6)}{SUFFIX}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    os.close(os.open(draft, flags, 0o600 if is_private else 0o666))
    try:
        yield draft
        if is_lasting:
            sync(draft)
        os.replace(draft, path)  # noqa: PTH105  # the atomic call, named as in its manual
    finally:
        draft.unlink(missing_ok=True)
    if is_lasting:
        sync(path.parent)


def clear(path: Path) -> None:
    """Remove the drafts that a killed process left beside a file; nobody may be writing it."""
    for left in path.parent.glob(f".*{SUFFIX}"):
        if left.name.removeprefix(".").rsplit(".", 2)[0] == path.name:
            left.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Make sure that a file or folder is on the disk, whatever happens to the machine."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
