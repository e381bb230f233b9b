"""Files and folders that a setting of the environment may name."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from data.errors import StoreError

_ROOM = 200
"""Characters left for the names of what lies beside or below."""


def place(setting: str, default: Path) -> Path:
    """Return the file or folder that a setting names, or the default one where it names none.

    Raises
    ------
    StoreError
        If no file can have that name: it is too long, or holds a character that nobody sees.
    """
    named = os.environ.get(setting)
    if not named:
        return default
    if not named.isprintable():
        raise _unfit(setting, f"the name {named[:40]!a}, with a hidden character")
    try:
        os.lstat(f"{named}/{'x' * _ROOM}")
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise _unfit(setting, f"a name of {len(named):,} characters") from error
    return Path(named)


def _unfit(setting: str, found: str) -> StoreError:
    return StoreError(
        setting,
        found=found,
        expected="the path of a file or folder",
        do="correct this setting, or leave it out",
    )
