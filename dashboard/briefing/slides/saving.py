"""Writes slides as a file whose bytes depend on nothing but what they say."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, time

from pptx.presentation import Presentation

from dashboard.briefing import archive

AUTHOR = "Trojka"


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
    about.title = title[: archive.MAX_PROPERTY]
    about.author = about.last_modified_by = AUTHOR
    about.created = about.modified = about.last_printed = made
    about.language, about.revision, about.subject, about.keywords = language, 1, "", ""
    about.comments, about.category, about.version = "", "", ""
    file = io.BytesIO()
    slides.save(file)
    with zipfile.ZipFile(file) as given:
        return archive.packed({name: given.read(name) for name in given.namelist()}, day)
