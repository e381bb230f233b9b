"""What stands above the form in which a count is begun."""

from __future__ import annotations

from dashboard.blocks import Blocks, Heading
from dashboard.i18n import _


def heading() -> Blocks:
    """Return the head of the form."""
    return (
        Heading(
            _("Begin a count"),
            _("The forecast is kept with it as it stands now, so that it can be scored later."),
        ),
    )


def plenary_only() -> str:
    """Return which vote a forecast is of."""
    return _("The forecast is of the vote in the plenary, not of that in the First Committee.")
