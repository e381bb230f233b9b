"""The trail in words: what was done, with what, and whether its chain holds."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from babel import dates

from dashboard import i18n
from dashboard.i18n import _, mark, ngettext
from dashboard.plans.trail import Act, Break, Kind, TrailLine

ACTS: dict[Act, str] = {
    "saw": mark("looked at"),
    "saved": mark("saved"),
    "logged": mark("wrote into"),
    "shared": mark("shared"),
    "unshared": mark("took back"),
    "given": mark("gave to a desk"),
    "exported": mark("took away as a file"),
    "updated": mark("changed"),
    "undid": mark("took a change back of"),
    "restored": mark("restored from a backup"),
}
KINDS: dict[Kind, str] = {
    "page": mark("page"),
    "plan": mark("plan"),
    "briefing": mark("briefing"),
    "count": mark("count"),
    "facts": mark("facts"),
    "database": mark("database"),
}


def act(code: str) -> str:
    """Return what was done; the code itself of an act that a newer version writes."""
    return _(next((words for known, words in ACTS.items() if known == code), code))


def kind(code: str) -> str:
    """Return with what it was done; see `act`."""
    return _(next((words for known, words in KINDS.items() if known == code), code))


def rows(lines: Sequence[TrailLine]) -> pd.DataFrame:
    """Return ``number, at, name, desk, act, kind, thing, facts, subject``: a row an act."""
    return pd.DataFrame(
        [
            {
                "number": one.number,
                "at": dates.format_datetime(one.at, "d MMM y HH:mm:ss", locale=i18n.locale()),
                "name": one.name or _("not logged in"),
                "desk": one.desk or None,
                "act": act(one.act),
                "kind": kind(one.kind),
                "thing": one.thing or None,
                "facts": one.facts_version or None,
                "subject": one.subject or None,
            }
            for one in lines
        ]
    )


def finding_sentence(lines: Sequence[TrailLine], most: int) -> str:
    """Return how many acts are shown, and by how many."""
    n_people = len({(one.subject, one.name) for one in lines})
    n = len(lines)
    if n == most:
        told = _("The last **{n} acts** of this choice are shown; there may be more before them.")
        return told.format(n=i18n.number(n))
    said = ngettext("**{n} act** by {people}.", "**{n} acts** by {people}.", n)
    people = ngettext("{n} person", "{n} persons", n_people).format(n=i18n.number(n_people))
    return said.format(n=i18n.number(n), people=people)


def chain_sentence(broken: Break | None, n_rows: int) -> str:
    """Return whether the chain of the trail holds."""
    if broken is None:
        return ngettext(
            "The chain holds: the one row of the trail fits its seal.",
            "The chain holds: each of the {n} rows of the trail fits its seal and the row before.",
            n_rows,
        ).format(n=i18n.number(n_rows))
    return _(
        "The chain breaks at row {n}: a row there was changed, removed or slipped in. Compare with "
        "a backup."
    ).format(n=broken.number)
