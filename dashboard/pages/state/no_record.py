"""What is said of a question to which the record has no answer."""

from __future__ import annotations

from dashboard.blocks import Blocks, Note, Subheading
from dashboard.i18n import _


def nothing_on_record(question: str) -> Blocks:
    """Return a question, in words, and that nothing about it is on record."""
    return (Subheading(question), Note(_("Nothing on record. That is silence, not an answer.")))
