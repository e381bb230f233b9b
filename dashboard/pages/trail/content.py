"""What the page says, part after part.

The trail is no fact: it grows while the facts stay. What is said of it is made anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from dashboard.blocks import Blocks, Finding, Heading, Note, Number, Table, Title, Unknown, Words
from dashboard.desks.person import ALONE
from dashboard.i18n import _, mark
from dashboard.pages.trail import wording
from dashboard.plans.trail import Break, TrailLine, kept_trail
from data.facts import Facts

MOST = 5_000
"""Rows shown at once."""

PERIODS: Mapping[str, str] = {
    "1": mark("the last day"),
    "7": mark("the last 7 days"),
    "30": mark("the last 30 days"),
    "365": mark("the last year"),
    "all": mark("from the first day on"),
}
PERIOD = "30"
"""The period that is shown at first."""


def since(period: str) -> datetime | None:
    """Return when a period begins, in UTC; None of all."""
    return None if period == "all" else datetime.now(tz=UTC) - timedelta(days=int(period))


def title() -> Blocks:
    """Return the head of the page."""
    return (
        Title(
            _("Trail"),
            _("Who looked at what, saved it, shared it, took it away or changed the facts."),
        ),
    )


def lines_blocks(lines: Sequence[TrailLine]) -> Blocks:
    """Return what was done, the last first."""
    note = Note(
        _(
            "What stood in a plan, briefing or count is never written here, only its key. Looking "
            "at something is noted once a session, and only where people log in; every file that "
            "is saved is noted, with its page. A picture of the screen leaves no trace."
        )
    )
    if not lines:
        return (Finding(_("Nothing in the trail fits this choice.")), note)
    return (
        Finding(wording.finding_sentence(lines, MOST)),
        Table(
            key="trail",
            title=_("What was done, the last first"),
            table=wording.rows(lines),
            evidence=(),
            columns={
                "number": _("Row"),
                "at": _("When (UTC)"),
                "name": _("Who"),
                "desk": _("Desk"),
                "act": _("Did"),
                "kind": _("With what"),
                "thing": _("Key"),
                "facts": _("Facts"),
                "subject": _("Login"),
            },
            styles={_("Row"): Number(0), _("Who"): Words(is_pinned=True)},
        ),
        note,
    )


def chain(broken: Break | None, n_rows: int) -> Blocks:
    """Return whether the chain holds."""
    said = wording.chain_sentence(broken, n_rows)
    return (Note(said),) if broken is None else (Unknown(said),)


def nobodys_heading() -> Blocks:
    """Return what stands above the way to give a desk what is nobody's."""
    return (
        Heading(
            _("Kept before anybody logged in"),
            _("These belong to no desk, and only stewards see that they are there."),
        ),
    )


def at_first(_facts: Facts) -> Blocks:
    """Return what the page shows when nothing was chosen, to somebody alone."""
    lines = kept_trail(ALONE).lines(since=since(PERIOD), most=MOST)
    return (*title(), *lines_blocks(lines))


VIEWS: Mapping[str, Callable[[Facts], Blocks]] = {"": at_first}
"""What the page shows when nothing was chosen, by its part in the address."""
