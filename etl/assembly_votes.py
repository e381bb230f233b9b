"""Rows and counts of every recorded vote of the General Assembly since 1946: the long history."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.errors import FaultsError, ReconcileError, SourceError
from data.schema import POSITIONS
from etl import casts, dates, evidence
from etl.catalog import Source
from etl.rollcalls import TALLY
from etl.row_rules import OFTEN_WRONG
from etl.sources import delimited

_QUALITY = {
    "official": "official",
    "voeten": "day",
    OFTEN_WRONG: "year",
}
_PUBLISHED = {"off_yes": "n_yes", "off_no": "n_no", "off_abstain": "n_abstain"}


def rollcalls(
    source: Source, listed: pd.DataFrame, votes_source: Source, votes: pd.DataFrame
) -> pd.DataFrame:
    """Return rows of table ``rollcalls``, by ``rcid``; ``status`` is what the recount says.

    Parameters
    ----------
    source, listed : Source, DataFrame
        The roll calls, as ``etl.sources.unga_rollcalls`` reads them.
    votes_source, votes : Source, DataFrame
        The votes, as ``etl.sources.unga_votes`` reads them.

    Raises
    ------
    FaultsError
        For votes that the list of roll calls does not count as we do.
    SourceError
        For a position that is none, and a State twice in a roll call.
    """
    where = source.where
    _refuse_second_row(listed, where)
    day, _ = dates.bounds_columns(listed["date"], where=where)
    rows = pd.DataFrame(
        {
            "rcid": casts.whole_numbers(listed["rcid"]),
            "rollcall_id": "unga_" + listed["rcid"],
            "body": "plenary",
            "session": listed["session"],
            "symbol": listed["resolution"],
            "draft": "",
            "meeting": "",
            "title": listed["title"],
            "vote_date": day,
            "date_quality": listed["date_quality"].map(_QUALITY),
            "committee": listed["committee"],
            "subjects": listed["subjects"],
            "issues": listed["issues"],
            "is_paragraph_vote": listed["para"] == "1.0",
            "is_amendment_vote": listed["amend"] == "1.0",
            "n_absent_published": pd.Series(pd.NA, index=listed.index, dtype="Int64"),
            "source_id": source.source_id,
            "evidence_id": evidence.key(source.about.url),
            "note": "",
        }
    )
    for column, name in _PUBLISHED.items():
        rows[f"{name}_published"] = casts.whole_numbers(listed[column])
    rows = rows.set_index("rcid", drop=False)
    counted = _counts(votes, rows.index, votes_source.where)
    _refuse_counts_that_differ(listed, counted, where)
    rows = rows.join(counted)
    rows["status"] = _status(rows)
    return rows


def _refuse_second_row(listed: pd.DataFrame, where: str) -> None:
    """Check that no text as a whole stands twice in what the United Nations published itself."""
    whole = listed[
        (listed["date_quality"] == "official")
        & (listed["resolution"] != "")
        & (listed["para"] != "1.0")
        & (listed["amend"] != "1.0")
    ]
    delimited.refuse_duplicates(whole, ("resolution",), where=where)


def refuse_mismatches_that_differ(rows: pd.DataFrame, known: pd.DataFrame, source: Source) -> None:
    """Check that the committed list of mismatches is what the recount finds.

    Raises
    ------
    FaultsError
        Naming every roll call that stands in the one and not in the other.
    """
    numbers = casts.whole_numbers(known["rcid"])
    listed = known["status"].set_axis(numbers)
    found = rows.loc[rows["status"] != "complete", "status"]
    both = pd.concat([found, listed], axis=1, keys=["found", "listed"]).fillna("complete")
    differs = both[both["found"] != both["listed"]].sort_index()
    if len(differs):
        raise FaultsError(
            ReconcileError(
                f"{source.where} rcid {rcid}",
                found=f"{row['listed']} in the list",
                expected=f"{row['found']}, as the recount finds",
                do="find out which of the two is right and correct the list or the votes",
            )
            for rcid, row in differs.iterrows()
        )


def notes(known: pd.DataFrame, rows: pd.DataFrame) -> pd.Series[str]:
    """Return what the committed list says of each roll call, in the order of ``rows``."""
    said = known.set_index(known["rcid"].astype("int64"))["note"]
    return said.reindex(rows.index).fillna("")


def _counts(votes: pd.DataFrame, rcids: pd.Index, where: str) -> pd.DataFrame:
    strange = [code for code in votes["vote"].cat.categories if code not in POSITIONS]
    if strange:
        raise SourceError(
            where,
            found=f"vote '{strange[0]}'",
            expected="one of " + ", ".join(POSITIONS),
            do="correct the code",
        )
    again = votes.duplicated(["rcid", "iso3"])
    if again.any():
        row = votes[again].iloc[0]
        raise SourceError(
            where,
            found=f"{row['iso3']} a second time in roll call {row['rcid']}",
            expected="each State once",
            do="remove the row that is wrong",
        )
    place = rcids.get_indexer(pd.Index(votes["rcid"]))
    if (place < 0).any():
        raise ReconcileError(
            where,
            found=f"votes in roll call {votes['rcid'].to_numpy()[place < 0][0]}",
            expected="only roll calls of the list",
            do="add the roll call, or remove its votes",
        )
    codes = votes["vote"].cat.set_categories(list(TALLY)).cat.codes.to_numpy(dtype="int64")
    cells = np.bincount(place * len(TALLY) + codes, minlength=len(rcids) * len(TALLY))
    counts = pd.DataFrame(cells.reshape(-1, len(TALLY)), index=rcids, columns=[*TALLY.values()])
    return counts.astype("Int64")


def _refuse_counts_that_differ(listed: pd.DataFrame, counted: pd.DataFrame, where: str) -> None:
    stated = pd.DataFrame(
        {name: casts.whole_numbers(listed[code]) for code, name in TALLY.items()}
    ).set_index(counted.index)
    differs = (stated != counted).any(axis=1)
    if differs.any():
        raise FaultsError(
            ReconcileError(
                f"{where} rcid {rcid}",
                found=f"{tally(counted.loc[rcid])} by name",
                expected=f"{tally(stated.loc[rcid])} as the row counts",
                do="restore both files from the same reading",
            )
            for rcid in counted.index[differs]
        )


def tally(row: pd.Series) -> str:
    """Return a tally in one line, such as ``159–2–5–27``; a figure that is not known is ``?``."""
    values = [row[name] for name in TALLY.values() if name in row]
    return "–".join("?" if pd.isna(value) else str(int(value)) for value in values)


def _status(rows: pd.DataFrame) -> pd.Series[str]:
    is_wrong = pd.Series(False, index=rows.index)
    for name in _PUBLISHED.values():
        published = rows[f"{name}_published"]
        is_wrong |= (published != rows[name]).fillna(False).astype(bool)
    status = pd.Series("complete", index=rows.index, dtype="str")
    return status.mask(rows["n_yes_published"].isna(), "unchecked").mask(is_wrong, "mismatch")
