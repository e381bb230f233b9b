"""Writes slides as a file whose bytes depend on nothing but what they say."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time

from pptx.presentation import Presentation

from dashboard.briefing import archive

AUTHOR = "Trojka"

MAX_LETTERS = 255
"""Of what a file is called among its properties."""


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
    about.title, about.author, about.last_modified_by = title[:MAX_LETTERS], AUTHOR, AUTHOR
    about.created = about.modified = about.last_printed = made
    about.language, about.revision, about.subject, about.keywords = language, 1, "", ""
    about.comments, about.category, about.version = "", "", ""
    file = io.BytesIO()
    slides.save(file)
    return archive.settled(file.getvalue(), day)
