"""From what others published on the same votes to tables: positions, and which votes recur."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from data.errors import ReconcileError
from etl import casts
from etl.catalog import Source
from etl.faults import Faults
from etl.sidecars import ReferenceDetails
from etl.sources import delimited


def points(source: Source, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of table ``reference_points`` that one file holds.

    Raises
    ------
    FaultsError
        If the sidecar names no subject, for a State listed twice in a session, and for sessions,
        counts and positions that are no numbers.
    """
    subject = source.described(ReferenceDetails).subject
    where = source.where
    delimited.refuse_duplicates(frame, ("iso3", "session_number"), where=where)
    counts = {name: casts.whole_numbers(frame[name]) for name in ("session_number", "n_votes")}
    places = {name: casts.decimals(frame[name]) for name in ("ideal_point", "q05", "q95")}
    return casts.table("reference_points", frame.assign(subject=subject, **counts, **places))


def points_table(read: Sequence[tuple[Source, pd.DataFrame]]) -> pd.DataFrame:
    """Return the table of published ideal points, file by file.

    Raises
    ------
    FaultsError
        Naming the faults of every file, and a subject that two files are on.
    """
    faults = Faults()
    parts: dict[str, pd.DataFrame] = {}
    for source, frame in read:
        with faults.gathered():
            part = points(source, frame)
            subject = source.described(ReferenceDetails).subject
            if subject in parts:
                raise ReconcileError(
                    source.sidecar,
                    found=f"subject '{subject}', which another file is on",
                    expected="one file a subject",
                    do="correct the subject, or remove the file that is wrong",
                )
            parts[subject] = part
    faults.raise_if_any()
    return casts.table("reference_points", pd.concat(parts.values(), ignore_index=True))


def rollcall_ids(listed: pd.DataFrame, rollcalls: pd.DataFrame) -> pd.Series[str]:
    """Return our keys of roll calls under the numbers that the authors give them.

    Up to session 73 their numbers are those of the long history. From session 74 its votes are
    taken from the United Nations under numbers of their own, beside which the authors' number
    stands where they have the same vote. Where a number is both, it is that of the history.

    Parameters
    ----------
    listed : DataFrame
        The long history, as ``etl.sources.unga_rollcalls`` reads it.
    rollcalls : DataFrame
        Table ``rollcalls``.
    """
    keys = rollcalls.dropna(subset=["rcid"]).set_index("rcid")["rollcall_id"]
    theirs = listed[listed["voeten_rcid"] != ""]
    own = theirs["rcid"].astype("int64").map(keys)
    others = own.set_axis(theirs["voeten_rcid"].astype("float64").astype("int64"))
    both: pd.Series[str] = pd.concat([keys, others])
    return both.loc[~both.index.duplicated()]


def repeated_votes(
    source: Source, frame: pd.DataFrame, listed: pd.DataFrame, rollcalls: pd.DataFrame
) -> tuple[pd.DataFrame, Iterable[dict[str, str]]]:
    """Return the table of repeated votes, and the pairs of which a vote is not in the record.

    Parameters
    ----------
    source, frame : Source, DataFrame
        The pairs, as ``etl.sources.repeated_votes`` reads them.
    listed : DataFrame
        The long history, as ``etl.sources.unga_rollcalls`` reads it.
    rollcalls : DataFrame
        Table ``rollcalls``.

    Returns
    -------
    DataFrame
        Table ``repeated_votes``.
    iterable of dict
        Rows of table ``refusals``.

    Raises
    ------
    FaultsError
        For numbers that are none, a vote that is repeated twice or repeats two, and a repetition
        that does not come later.
    """
    where = source.where
    for column in ("rcid1", "rcid2"):
        delimited.refuse_duplicates(frame, (column,), where=where)
    ids = rollcall_ids(listed, rollcalls)
    day = rollcalls.set_index("rollcall_id")["vote_date"]
    earlier, later = (casts.whole_numbers(frame[column]).map(ids) for column in ("rcid1", "rcid2"))
    is_held = earlier.notna() & later.notna()
    _refuse_crossed(later[is_held & (earlier.map(day) >= later.map(day))], where=where)
    lost = frame[~is_held]
    refused = [
        {
            "source_id": source.source_id,
            "subject": f"{one} – {other}",
            "found": "a number that no roll call of the record has",
            "expected": "two roll calls of the record",
            "action": "the pair is not stored",
        }
        for one, other in zip(lost["rcid1"], lost["rcid2"], strict=True)
    ]
    pairs = pd.DataFrame({"earlier_rollcall_id": earlier, "later_rollcall_id": later})
    return casts.table("repeated_votes", pairs[is_held]), refused


def _refuse_crossed(later: pd.Series[str], *, where: str) -> None:
    faults = Faults()
    for place, rollcall_id in zip(later.index.to_numpy(dtype="int64"), later, strict=True):
        faults.add(
            ReconcileError(
                f"{where} line {place + 2}",
                found=f"{rollcall_id}, which does not come later",
                expected="the repetition in the second column",
                do="exchange the two numbers",
            )
        )
    faults.raise_if_any()
