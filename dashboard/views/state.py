"""State."""

from __future__ import annotations

from dashboard import show
from dashboard.i18n import _


def render() -> None:
    """Draw the page."""
    show.title(
        _("State"),
        _("Everything on record about one State, each fact with its source."),
    )
