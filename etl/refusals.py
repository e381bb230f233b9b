"""Refuse what does not add up: rosters against official counts, names against tallies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from data.errors import ReconcileError
from data.schema import USES_OF_STATUS
from etl import dates
from etl.assembly_votes import tally
from etl.faults import Faults
from etl.rollcalls import TALLY, Rollcall
from etl.sidecars import InstrumentDetails

LISTS = ("official_list", "secondary_list")
"""Statuses of a roster that is known by name in full."""


def refuse_count_that_differs(instrument: dict[str, Any], *, where: str) -> None:
    """Check that a full roster has as many States as officially counted, and a part not more.

    Raises
    ------
    ReconcileError
        If it has not.
    """
    official = instrument["official_count"]
    if official is None:
        return
    listed = instrument["n_listed"] + instrument["n_not_in_states"]
    is_full = instrument["roster_status"] in LISTS
    if listed > official or (is_full and listed != official):
        raise ReconcileError(
            where,
            found=f"{listed} in the roles {instrument['counted_roles'] or '(none)'}",
            expected=f"{'' if is_full else 'at most '}{official}, the official count",
            do="correct the roster, the count or counted_roles, or say roster_status = "
            '"partial" if names are missing',
        )


def refuse_use_that_contradicts(about: InstrumentDetails, *, as_of: str | None, where: str) -> None:
    """Check that what absence from a roster says goes with how the roster is known.

    Parameters
    ----------
    about : InstrumentDetails
        The sidecar's ``[instrument]``.
    as_of : str or None
        The day on which the roster stood so, as the sidecar has it.
    where : str
        Path of the sidecar, for messages.

    Raises
    ------
    ReconcileError
        If a full list does not tell of every State, or a bare count of any; if the last name of an
        alphabetical copy is not given, or given for another; if a partial list is called full
        without the day to which it is.
    """
    status, use = about.roster_status, about.roster_use
    if use not in USES_OF_STATUS[status]:
        found, expected = (
            f'roster_use = "{use}" of roster_status = "{status}"',
            " or ".join(f'"{one}"' for one in USES_OF_STATUS[status]),
        )
        do = "correct the one or the other; CONTRIBUTING.md says what they mean"
    elif (use == "alphabetical") != (about.name_limit is not None):
        found = "no name_limit" if about.name_limit is None else "a name_limit"
        expected = f'{"one" if use == "alphabetical" else "none"}, as roster_use is "{use}"'
        do = "say up to which name the copy goes, or correct roster_use"
    elif status == "partial" and use == "full" and not as_of:
        found, expected = "no as_of", "the day up to which the names that are known are all"
        do = 'add as_of, or say roster_use = "positives_only"'
    else:
        return
    raise ReconcileError(where, found=found, expected=expected, do=do)


def refuse_early_closing(
    about: InstrumentDetails, opened: pd.Timestamp, closed: pd.Timestamp, *, where: str
) -> None:
    """Check that a text that could be joined until a day had opened by then.

    Raises
    ------
    ReconcileError
        If its window closed before it opened; a day that is not known comes before no other.
    """
    if closed < opened:
        raise ReconcileError(
            where,
            found=f'window_closed = "{about.window_closed}"',
            expected=f"no day before {opened:%Y-%m-%d}, when the text opened",
            do="correct the dates",
        )


def refuse_crossed_dates(
    earliest: pd.Timestamp, latest: pd.Timestamp, end: pd.Timestamp, *, where: str
) -> None:
    """Check that the bounds of a joining, and the last day of the spell, follow each other.

    Raises
    ------
    ReconcileError
        If they do not; a day that is not known follows any other.
    """
    if earliest > latest or end < earliest:
        raise ReconcileError(
            where,
            found="since_from after since_to" if earliest > latest else "until before since",
            expected="the earlier day first",
            do="correct the dates",
        )


def refuse_overlapping_spells(roster: pd.DataFrame, *, where: str) -> None:
    """Check that a State has one spell in a role at a time.

    Parameters
    ----------
    roster : DataFrame
        ``iso3, role, since, until`` as text.
    where : str
        Path of the roster, for messages.

    Raises
    ------
    FaultsError
        Naming every spell that begins before an earlier one of the same State and role has ended.
    """
    faults = Faults()
    again = roster[roster.duplicated(["iso3", "role"], keep=False)]
    if again.empty:
        return
    for (iso3, role), spells in again.groupby(["iso3", "role"]):
        ordered = spells.sort_values("since")
        ends = [dates.bounds(text, where=where)[1] for text in ordered["until"]]
        begins = [dates.bounds(text, where=where)[1] for text in ordered["since"]]
        for line, begin, end in zip(ordered.index[1:], begins[1:], ends, strict=False):
            if not begin >= end:
                faults.add(
                    ReconcileError(
                        f"{where} line {int(line) + 2}",
                        found=f"{iso3} as {role} while an earlier spell of it goes on",
                        expected="the day on which the earlier one ended, in its column until",
                        do="end the earlier spell, or remove the row that is wrong",
                    )
                )
    faults.raise_if_any()


def refuse_second_file(named: Iterable[tuple[str, str]], *, what: str) -> None:
    """Check that no two files are on the same thing.

    Parameters
    ----------
    named : iterable of (str, str)
        The path of each file, and what it is on.
    what : str
        What is named, for messages.

    Raises
    ------
    FaultsError
        Naming every file that is on what an earlier one is on.
    """
    faults = Faults()
    held: dict[str, str] = {}
    for where, name in named:
        if name in held:
            faults.add(
                ReconcileError(
                    where,
                    found=f"{what} '{name}', which {held[name]} is on",
                    expected=f"one file a {what}",
                    do="correct it, or remove the file that is wrong",
                )
            )
        held.setdefault(name, where)
    faults.raise_if_any()


def refuse_late_lead(since: pd.Timestamp, opening: pd.Timestamp, *, where: str) -> None:
    """Check that a State is known to carry a text no later than the day on which it opened.

    Raises
    ------
    ReconcileError
        If the earliest day of the one comes after the latest of the other; a day that is not
        known comes after no other.
    """
    if since > opening:
        raise ReconcileError(
            where,
            found=f"a lead since {since:%Y-%m-%d}",
            expected=f"no day after {opening:%Y-%m-%d}, when the text opened",
            do="name an earlier source, or leave since empty",
        )


def refuse_tally_that_differs(rollcall: Rollcall) -> None:
    """Check that the names of a roll call add up to its published tally.

    Of a partial one, no position may have more names than votes published.

    Raises
    ------
    ReconcileError
        If they do not; a roll call that does not add up is not stored.
    """
    row = rollcall.row
    published = {name: row[f"{name}_published"] for name in TALLY.values()}
    known = [name for name, value in published.items() if value is not None]
    is_complete = row["status"] == "complete"
    wrong = [
        name
        for name in known
        if row[name] > published[name] or (is_complete and row[name] != published[name])
    ]
    if is_complete and len(known) < len(TALLY) - 1:
        raise ReconcileError(
            rollcall.source.sidecar,
            found='names = "complete" without a published tally',
            expected="n_yes, n_no and n_abstain",
            do='add the tally, or say names = "partial"',
        )
    if wrong:
        raise ReconcileError(
            rollcall.source.where,
            found=f"{tally(pd.Series(row))} by name (in favour, against, abstaining, absent)",
            expected=f"{tally(pd.Series(published))} as published in its sidecar",
            do="correct the votes or the tally, or add a correction; until then the roll call "
            "is refused",
        )


def refuse_record_that_differs(rollcall: Rollcall, history: pd.Series, votes: pd.DataFrame) -> None:
    """Check that a roll call says what the long history says of the same resolution.

    Parameters
    ----------
    rollcall : Rollcall
        As its own file has it.
    history : Series
        Its row in the long history.
    votes : DataFrame
        Its votes there, columns ``iso3`` and ``vote``.

    Raises
    ------
    FaultsError
        If the day differs, or the position of any State.
    """
    faults = Faults()
    where = rollcall.source.where
    if rollcall.row["vote_date"] != history["vote_date"]:
        faults.add(
            ReconcileError(
                rollcall.source.sidecar,
                found=f"the day {_day(rollcall.row['vote_date'])}",
                expected=f"{_day(history['vote_date'])} as in the long history "
                f"(rcid {history['rcid']})",
                do="find out which is right and correct the other",
            )
        )
    own = dict(zip(rollcall.votes["iso3"], rollcall.votes["vote"], strict=True))
    other = dict(zip(votes["iso3"], votes["vote"], strict=True))
    for iso3 in sorted(own.keys() | other.keys()):
        if own.get(iso3) != other.get(iso3):
            faults.add(
                ReconcileError(
                    f"{where}, {iso3}",
                    found=own.get(iso3, "no vote"),
                    expected=f"{other.get(iso3, 'no vote')} as in the long history "
                    f"(rcid {history['rcid']})",
                    do="find out which is right and correct the other, or add a correction",
                )
            )
    faults.raise_if_any()


def _day(day: pd.Timestamp) -> str:
    return "(not known)" if day is dates.UNKNOWN else f"{day:%Y-%m-%d}"


def of_rollcalls(rollcalls: pd.DataFrame) -> Iterable[dict[str, str]]:
    """Yield a row of table ``refusals`` for every roll call that no analysis may use."""
    for _, row in rollcalls[rollcalls["status"] != "complete"].iterrows():
        published = row[[f"{name}_published" for name in TALLY.values()]].dropna()
        published.index = published.index.str.removesuffix("_published")
        yield {
            "source_id": row["source_id"],
            "subject": row["rollcall_id"],
            "found": f"{tally(row)} by name",
            "expected": f"{tally(published)} as published" if len(published) else "a tally",
            "action": f"stored with status {row['status']}, left out of every analysis",
        }
