"""What is said of handing a count over to the record."""

from __future__ import annotations

from dashboard import i18n
from dashboard.blocks import Blocks, Heading, Note
from dashboard.i18n import _
from dashboard.pages.live import wording
from dashboard.pages.live.judged import JudgedCount


def heading(count: JudgedCount) -> Blocks:
    """Return what stands above the files."""
    said = (
        _("What is counted here is in no other page until the record has taken it in.")
        if count.standing.is_over
        else _("The count is not over: what is handed over now is a list in part.")
    )
    language = "" if i18n.language() == i18n.DEFAULT else f"?lang={i18n.language()}"
    way = _("Save the list, and take it in on the page [Update]({address}).").format(
        address=f"update{language}"
    )
    return (Heading(_("Hand over to the record"), f"{said} {way}"),)


def handed_over(count: JudgedCount) -> Blocks:
    """Return when the count was handed over last."""
    entry = count.standing.handed_over
    if entry is None:
        return ()
    return (Note(_("Handed over by {by}.").format(by=wording.entered_by(entry))),)
