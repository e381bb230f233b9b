"""Writes slides as a file whose bytes depend on nothing but what they say."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, time

from pptx.presentation import Presentation

AUTHOR = "Trojka"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip can hold: all parts are dated so."""


def saved(slides: Presentation, *, title: str, language: str, day: date) -> bytes:
    """Return slides as a file.

    Parameters
    ----------
    slides : Presentation
    title : str
    language : str
        As in ``en-GB``.
    day : date
        On which the file is said to have been made.
    """
    about = slides.core_properties
    made = datetime.combine(day, time(), UTC).replace(tzinfo=None)
    about.title, about.author, about.last_modified_by = title, AUTHOR, AUTHOR
    about.created = about.modified = about.last_printed = made
    about.language, about.revision, about.subject, about.keywords = language, 1, "", ""
    about.comments, about.category, about.version = "", "", ""
    file = io.BytesIO()
    slides.save(file)
    return _repacked(file.getvalue())


def _repacked(content: bytes) -> bytes:
    """Return a zip with every part dated the same."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = zipfile.ZipInfo(name, date_time=EARLIEST)
            part.external_attr = 0o600 << 16
            is_packed = name.endswith((".png", ".jpeg", ".jpg", ".xlsx"))
            kind = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name), kind, 6)
    return file.getvalue()
