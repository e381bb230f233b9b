"""Office files as archives that are the same whenever they are made."""

from __future__ import annotations

import io
import zipfile
from datetime import date

FIRST = "[Content_Types].xml"
"""Stands first in an Office file."""

PACKED = (".png", ".jpeg", ".jpg")
"""Files that are small already."""

EARLIEST = 1980
"""First year that an archive can name."""

UNIX = 3


def settled(content: bytes, as_of: date) -> bytes:
    """Return an Office file with its parts in order, all of one day.

    Parameters
    ----------
    content : bytes
        Of the file as its library wrote it, with the time of the day in it.
    as_of : date
        Day that every part is to bear; the first that an archive can name, if it is earlier.
    """
    year = max(as_of.year, EARLIEST)
    when = (year, as_of.month, as_of.day, 0, 0, 0)
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in sorted(given.namelist(), key=lambda one: (one != FIRST, one)):
            part = zipfile.ZipInfo(name, when)
            part.create_system = UNIX
            is_packed = name.lower().endswith(PACKED)
            part.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            made.writestr(part, given.read(name))
    return file.getvalue()
