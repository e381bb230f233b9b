"""How a roster changed: its growth, its earlier states, and the later one it belongs to."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from analytics import record
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Link, Table, Text
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.pages.instruments.roster import figures as draw
from dashboard.words import addresses, states
from data.facts import Facts


def later_state(row: pd.Series, rosters: pd.DataFrame) -> Blocks:
    """Return which roster this one is an earlier state of, if it is one."""
    if pd.isna(row["snapshot_of"]):
        return ()
    later = rosters[rosters["instrument_id"] == row["snapshot_of"]].iloc[0]
    link = f"[{_(later['short_name'])}]({_address(str(row['snapshot_of']))})"
    return (Text(_("This is an earlier state of {link}.").format(link=link)),)


def growth(facts: Facts, key: str) -> Blocks:
    """Return the growth of the roster, where more than one day is known."""
    curve, found = facts.recall(record.curve, key), facts.recall(record.roster, key)
    points = curve.totals
    if len(points) < 2:
        return ()
    words = (
        _("{day}: {n} listed, {new} new"),
        _("By {day}: {n} listed, {new} new since the day before on this chart"),
    )
    hover = [
        words[not row["is_exact"]].format(
            day=i18n.day(row["joined_date"]), n=row["n_cumulative"], new=row["n_joined"]
        )
        for row in points.to_dict("records")
    ]
    last = points.iloc[-1]
    n_undated = sum(len(names) for names in curve.left_out["iso3"])
    note = ngettext(
        "{n} State joined on a day that is not known, and is not drawn.",
        "{n} States joined on days that are not known, and are not drawn.",
        n_undated,
    ).format(n=i18n.number(n_undated))
    chart = Chart(
        figure=draw.curve(
            points,
            exact=_("Joined on that day"),
            bounded=_("Joined by that day"),
            hover=hover,
            n_official=found.official_count,
        ),
        key="roster_joining",
        title=_("Joining over time"),
        table=points.assign(day=points["joined_date"].map(i18n.day)),
        columns={"day": _("Joined by"), "n_joined": _("New"), "n_cumulative": _("Listed")},
        evidence=tuple({found.evidence_id, *found.states["evidence_id"].dropna()}),
        summary=_("From {first} to {last} the roster grew to {n} States.").format(
            first=i18n.day(points.iloc[0]["joined_date"]),
            last=i18n.day(last["joined_date"]),
            n=i18n.number(last["n_cumulative"]),
        ),
        note=note if n_undated else None,
    )
    return (chart,)


def earlier_states(facts: Facts, key: str) -> Blocks:
    """Return what changed since the earlier states of the roster."""
    names = states.names(facts.states)
    held = facts.recall(record.roster_versions, key).versions
    if held.empty:
        return ()
    table = Table(
        key="roster_versions",
        title=_("Earlier states of this roster"),
        table=held.assign(
            day=held["as_of"].map(i18n.partial_date),
            status=[
                vocabulary.word(vocabulary.ROSTER_STATUSES, status)
                for status in held["roster_status"]
            ],
            n_joined=held["joined"].map(len),
            n_gone=held["gone"].map(len),
            page=held["instrument_id"].map(_address),
        ),
        evidence=tuple(held["evidence_id"]),
        columns={
            "day": _("As of"),
            "status": _("Roster"),
            "n_listed": _("Listed then"),
            "n_kept": _("Still listed"),
            "n_joined": _("Joined since"),
            "n_gone": _("No longer listed"),
            "page": _("Its page"),
        },
        styles={_("Its page"): Link(_("open"))},
        note="  \n".join(_changes(row, names) for row in held.to_dict("records")),
    )
    return (table,)


def _changes(row: dict[Hashable, Any], names: dict[str, str]) -> str:
    """Return who joined and who is gone since an earlier state, by name."""
    joined, gone = (
        i18n.listing(sorted((names[key] for key in row[part]), key=i18n.sorting)) or "—"
        for part in ("joined", "gone")
    )
    return _("Since {when}: joined {joined}; no longer listed {gone}.").format(
        when=i18n.partial_date(row["as_of"]), joined=joined, gone=gone
    )


def _address(key: str) -> str:
    """Return the address of a roster's own page, in the language spoken."""
    query = addresses.suffix()
    return f"instruments?part=roster&instrument={key}{query}"
