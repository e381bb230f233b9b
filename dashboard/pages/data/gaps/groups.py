"""On which documents the members of groups rest, and of whom the day of joining is not known."""

from __future__ import annotations

from analytics import record
from dashboard import i18n
from dashboard.blocks import Blocks, Table, Unknown, Words
from dashboard.i18n import _, mark
from data.facts import Facts

NOTE_PX = 420
"""Width of the column of notes, so that the counts stay in sight."""


UNSOURCED = mark(
    "Of {n} groups no membership rests on an official site: {groups}. Reasons and figures that "
    "name them rest on what others print."
)
COPIED = mark(
    "Of {n} more the publisher's own list was read in a copy that nobody vouches for: {groups}."
)
UNDATED = mark(
    "Of {n} groups no day of joining is known: {groups}. Forecasts, the unity of groups and what "
    "the pages say of earlier years take today's members for those of the day."
)


def blocks(facts: Facts) -> Blocks:
    """Return the groups with how well each is sourced, and what numbers rest on it."""
    found = facts.recall(record.group_documents)
    rosters = facts.instruments.set_index("instrument_id")
    names = rosters["short_name"]
    shown = found.assign(
        label=[_(names[key]) for key in found["instrument_id"]],
        note=found["instrument_id"].map(rosters["note"].astype(object)).fillna(""),
    )
    table = Table(
        key="data_groups",
        title=_("On which documents the members of groups rest"),
        table=shown,
        columns={
            "label": _("Group"),
            "n_spells": _("Memberships"),
            "n_official": _("On official sites"),
            "n_recognised": _("On recognised sources"),
            "n_copy": _("On unverified copies"),
            "n_dated": _("Day of joining known"),
            "note": _("Note, in the words of the source file"),
        },
        styles={_("Note, in the words of the source file"): Words(NOTE_PX)},
        note=_("Members that have left are counted too, each time that they were in."),
        evidence=(),
        height=420,
    )
    is_copied = found["n_copy"] == found["n_spells"]
    told = [
        _named(UNSOURCED, shown["label"][(found["n_official"] == 0) & ~is_copied].tolist()),
        _named(COPIED, shown["label"][is_copied].tolist()),
    ]
    told.append(_named(UNDATED, shown["label"][found["n_dated"] == 0].tolist()))
    return (*(Unknown(text) for text in told if text), table)


def _named(text: str, names: list[str]) -> str:
    """Return a sentence on some groups; nothing where there are none."""
    if not names:
        return ""
    return _(text).format(n=i18n.number(len(names)), groups=i18n.listing(names))
