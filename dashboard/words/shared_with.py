"""With whom a plan, a briefing or a count is shared, in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dashboard import i18n
from dashboard.blocks import Blocks, Table, Text
from dashboard.i18n import _
from dashboard.plans.rights import DeskShare
from dashboard.words.markdown import plain


def allowed(*, may_edit: bool) -> str:
    """Return what a desk may do with what is shared with it."""
    return _("read and edit") if may_edit else _("read")


def blocks(shares: Sequence[DeskShare], *, owner: str) -> Blocks:
    """Return whose a thing is, and which other desks have it.

    Parameters
    ----------
    shares : sequence of DeskShare
    owner : str
        The desk it belongs to.
    """
    belongs = _("It belongs to the desk **{desk}**.").format(desk=plain(owner))
    if not shares:
        return (Text(f"{belongs} " + _("No other desk has it.")),)
    rows = [
        {
            "desk": one.desk,
            "may": allowed(may_edit=one.may_edit),
            "by": one.author,
            "at": i18n.day(pd.Timestamp(one.shared_at.date())),
        }
        for one in shares
    ]
    return (
        Text(belongs),
        Table(
            key="shares",
            title=_("Who else has it"),
            table=pd.DataFrame(rows),
            evidence=(),
            columns={
                "desk": _("Desk"),
                "may": _("May"),
                "by": _("Shared by"),
                "at": _("Shared on"),
            },
        ),
    )
