"""Roll calls."""

from __future__ import annotations

from dashboard import show
from dashboard.i18n import _


def render() -> None:
    """Draw the page."""
    show.title(
        _("Roll calls"),
        _(
            "Who voted how on AI in the military domain and on autonomous weapons, and who moved between texts."
        ),
    )
