"""Instruments."""

from __future__ import annotations

from dashboard import show
from dashboard.i18n import _


def render() -> None:
    """Draw the page."""
    show.title(
        _("Instruments"),
        _(
            "Which States are in which text, forum and group, and how far the road from a yes vote to an endorsement goes."
        ),
    )
