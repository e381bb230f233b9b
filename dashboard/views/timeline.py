"""Timeline."""

from __future__ import annotations

from dashboard import show
from dashboard.i18n import _


def render() -> None:
    """Draw the page."""
    show.title(
        _("Timeline"),
        _("What happened in this process, and what comes next."),
    )
