"""What stands above the form in which a step is written into the log."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.blocks import Blocks, Heading, Unknown
from dashboard.i18n import _


def blocks(approached: Mapping[str, str]) -> Blocks:
    """Return the head of the form; that there is nothing to log where nobody is approached."""
    if not approached:
        return (Unknown(_("This plan has no approach yet: add some on the page Plan.")),)
    return (Heading(_("Log a step"), _("Every entry is kept; the last one of a State holds.")),)
