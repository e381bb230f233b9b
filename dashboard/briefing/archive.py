"""Office files as archives that are the same whenever they are made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

FIRST = "[Content_Types].xml"
"""Stands first in an Office file."""

PACKED = (".png", ".jpeg", ".jpg")
"""Files that are small already."""

LEVEL = 4
"""Level of compression, of 9: half the time of the usual 6, for files that are 3% larger."""

EARLIEST = 1980
"""First year that an archive can name."""

UNIX = 3

MAX_PROPERTY = 255
"""Letters that an Office file keeps of its title, and of what else it says of itself."""


def packed(files: Mapping[str, bytes], as_of: date) -> bytes:
    """Return files as an archive, in order of their names and all of one day.

    Parameters
    ----------
    files : mapping of str to bytes
        By their places in the archive.
    as_of : date
        Day that every file is to bear; in the first year that an archive can name, if earlier.
    """
    when = (max(as_of.year, EARLIEST), as_of.month, as_of.day, 0, 0, 0)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in sorted(files, key=lambda one: (one != FIRST, one)):
            entry = zipfile.ZipInfo(name, when)
            entry.create_system = UNIX
            is_packed = name.lower().endswith(PACKED)
            kind = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compress_type=kind, compresslevel=LEVEL)
    return made.getvalue()


def settled(content: bytes, as_of: date) -> bytes:
    """Return an Office file, as its library wrote it with the time of the day, as `packed`."""
    with zipfile.ZipFile(io.BytesIO(content)) as given:
        return packed({name: given.read(name) for name in given.namelist()}, as_of)
