"""Data."""

from __future__ import annotations

from dashboard import show
from dashboard.i18n import _


def render() -> None:
    """Draw the page."""
    show.title(
        _("Data"),
        _("What these facts are, how fresh, whence, and what is not known."),
    )
