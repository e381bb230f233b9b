"""What differs between these facts and those of an earlier snapshot, and why."""

from __future__ import annotations

import pandas as pd

from dashboard import i18n
from dashboard.blocks import Blocks, Finding, Note, Table, Unknown
from dashboard.i18n import _, mark, ngettext
from dashboard.pages.changes.snapshots import wording
from data import differences, snapshots
from data.differences import KINDS, Difference, TableChanges
from data.facts import Facts

N_ROWS = 2_000
"""Rows shown; the command line has the others."""

N_VOTES = 20
"""Votes of one kind in one table above which they are told by roll call."""

CAUSES = {
    "facts": mark("The reason: **other facts** came in; the code that reads them is the same."),
    "code": mark("The reason: **other code** reads the same facts."),
    "both": mark("**Other facts** came in, and **other code** reads them."),
    "unknown": mark("Whether other facts or other code made the difference is not recorded."),
    "none": mark("Both are the same snapshot."),
}


def earlier(facts: Facts) -> dict[str, str]:
    """Return the snapshots kept beside these facts, in words, the one before these first."""
    kept = snapshots.kept()
    place = next((n for n, one in enumerate(kept) if one.version == facts.version), -1)
    in_order = (*kept[place + 1 :], *kept[: max(place, 0)])
    return {one.version: wording.snapshot(one) for one in in_order if one.version != facts.version}


def difference(facts: Facts, older: str) -> Difference:
    """Return what differs between an earlier snapshot and these facts."""
    return facts.once(
        ("difference", older),
        lambda: differences.between(
            snapshots.open_kept(older, is_whole=False), snapshots.open_kept(facts.version)
        ),
    )


def finding(facts: Facts, older: str) -> Blocks:
    """Return how many facts were added, ended, corrected, sourced anew and removed, and why."""
    found = difference(facts, older)
    counts = wording.facts_only(found.counts())
    told = [_counted(kind, int(counts[kind].sum())) for kind in KINDS if int(counts[kind].sum())]
    why = _(CAUSES[found.cause])
    if not told:
        return (
            Finding(_("**No fact differs** from snapshot {old}.").format(old=older) + " " + why),
        )
    said = _("Since snapshot {old}: {counts}.").format(old=older, counts=i18n.listing(told))
    return (Finding(f"{said} {why}"),)


def blocks(facts: Facts, older: str) -> Blocks:
    """Return how many rows differ, table by table, and which."""
    found = difference(facts, older)
    counts = found.counts()
    if counts.empty:
        return _not_compared(found)
    rows = _rows(facts, found)
    shown = rows.head(N_ROWS)
    more = len(rows) - len(shown)
    note = ngettext(
        "{n} more row is not shown here.", "{n} more rows are not shown here.", more
    ).format(n=i18n.number(more))
    return (
        Table(
            key="differences",
            title=_("What differs"),
            table=shown,
            evidence=(),
            columns={
                "kind": _("What happened"),
                "table": _("Table"),
                "what": _("Which fact"),
                "cell": _("Detail"),
                "before": _("Before"),
                "after": _("After"),
            },
            note=note if more else None,
        ),
        Table(
            key="differing_tables",
            title=_("Rows that differ, by table"),
            table=counts.assign(table=counts["table"].map(wording.of_table)),
            evidence=(),
            columns={"table": _("Table")} | {kind: _(wording.KINDS[kind]) for kind in KINDS},
            note=_("Sourced anew: the fact is as it was, its document or spelling is another."),
        ),
        *_not_compared(found),
    )


def none_kept() -> Blocks:
    """Return that there is nothing to compare with yet."""
    return (
        Unknown(
            _(
                "Only this snapshot is kept so far. From the next build on, what it changes can be "
                "seen here."
            )
        ),
    )


def _counted(kind: str, n: int) -> str:
    """Return a number of facts with what happened to them."""
    return f"**{i18n.number(n)}** {_(wording.KINDS[kind]).lower()}"


def _rows(facts: Facts, found: Difference) -> pd.DataFrame:
    """Return every row that differs in words: what it is of, and what stood there before."""
    parts = [
        wording.rows(facts, one.table, one.key, kind, _told(one, kind))
        for one in sorted(found.tables, key=wording.order)
        for kind in KINDS
        if one.count(kind)
    ]
    return pd.concat(parts, ignore_index=True)


def _told(one: TableChanges, kind: str) -> pd.DataFrame:
    """Return the rows of a kind; many votes are told by roll call."""
    rows: pd.DataFrame = getattr(one, kind)
    if one.table not in ("votes", "sponsors") or len(rows) <= N_VOTES:
        return rows
    numbers = rows.groupby("rollcall_id", sort=False).size().rename("n").reset_index()
    return numbers.assign(iso3="")


def _not_compared(found: Difference) -> Blocks:
    """Return which columns only one snapshot has, and so were not compared."""
    if found.left_out.empty:
        return ()
    names = [
        f"{wording.of_table(table)}: {wording.of_column(table, column)}"
        for table, column in zip(found.left_out["table"], found.left_out["column"], strict=True)
    ]
    return (
        Note(
            _("Only one of the two snapshots has these, so they are not compared: {names}.").format(
                names=i18n.listing(names)
            )
        ),
    )
