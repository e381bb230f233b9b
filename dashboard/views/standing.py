"""Where things stand."""

from __future__ import annotations

from dashboard import show
from dashboard.i18n import _


def render() -> None:
    """Draw the page."""
    show.title(
        _("Where things stand"),
        _(
            "Who has joined which text on AI in the military domain, who voted how, and who is missing."
        ),
    )
