"""What was saved of a plan, and when."""

from __future__ import annotations

from dashboard import i18n
from dashboard.blocks import Blocks, Folded, Heading, Table
from dashboard.i18n import _
from dashboard.pages.log import wording
from dashboard.plans.store import Revision


def heading() -> Blocks:
    """Return what stands above the file of a plan."""
    return (Heading(_("Revisions and files")),)


def saves(revisions: tuple[Revision, ...]) -> Blocks:
    """Return every save of a plan."""
    table = Table(
        key="revisions",
        title=_("Every save, the last one first"),
        table=wording.revision_rows(revisions),
        evidence=(),
        columns={
            "number": _("Revision"),
            "at": _("Saved on"),
            "who": _("Saved by"),
            "note": _("Note"),
            "n": _("Approaches"),
        },
    )
    title = _("All saves of this plan ({n})").format(n=i18n.number(len(revisions)))
    return (Folded("all_saves", title, (table,)),)
