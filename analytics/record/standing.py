"""Where every State stands on one thing: a roll call, or a roster.

Not voting is not abstaining, and not being listed is not opposing. What the source does not tell is
*unknown*, and is counted as such beside everything else.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import roster_status
from data import schema
from data.errors import AnalysisError

POSITIONS = (*schema.POSITIONS, "unknown")
"""Categories of a roll call; ``unknown`` is a State whose vote no source gives."""

REGIONS = ("AG", "APG", "EEG", "GRULAC", "WEOG")

UNRECONCILED = ("mismatch", "unchecked")
"""Values of ``status`` with which a roll call is shown but not analysed."""

ROLLCALL_TALLIES = {
    "Y": "n_yes_published",
    "N": "n_no_published",
    "A": "n_abstain_published",
    "X": "n_absent_published",
}


@dataclass(frozen=True)
class Standing:
    """Where every State stands on one thing.

    Attributes
    ----------
    kind : str
        ``rollcall`` or ``roster``.
    key : str
        Its rollcall_id or instrument_id.
    categories : tuple of str
        Those that can occur, in order: `POSITIONS` or `roster_status.CATEGORIES`.
    states : DataFrame
        ``iso3, is_member, un_region_group_code, category, role, since, since_from, since_to,
        until, name_as_listed, confidence, evidence_id``: UN members first, then the others that
        the source names. On a roll call the members are those of its day; ``since`` is that day
        and ``role`` is missing.
    counts : DataFrame
        ``category, n_members, n_others, n_published``: a row a category. ``n_published`` is what
        the publisher counts, and is missing where it does not.
    by_region : DataFrame
        ``un_region_group_code, category, n, n_members, share_pct, representation_ratio``: UN
        members only, a row a regional group and category. ``share_pct`` is of the group's
        membership. ``representation_ratio`` is the group's share of the category over its share
        of the membership, 1 for proportional; missing where nobody is in the category, and where
        any State is unknown, because then the shares are.
    official_count : int or None
        Members of the roster as published; on a roll call the votes published.
    n_listed : int
        States that the source names: listed on the roster, or with a vote.
    roster_status : str
        ``roster_status`` of the instrument or ``status`` of the roll call.
    roster_use : str or None
        ``roster_use`` of the instrument; None for a roll call.
    as_of : str or None
        The day for which the source holds; the day of the vote.
    evidence_id : str
        The document behind it.
    notes : DataFrame
        ``note, n, detail``: what a reader must know. Notes: ``partial`` (n States are unknown),
        ``names_missing`` (n names fewer than the official count), ``not_in_states`` (n entries
        that the table of States does not hold), ``alphabetical`` (known up to the name in
        detail), ``between_dates`` (n States joined at an unknown day around the one asked for),
        ``other_role`` (n States named in a role that is not counted: detail), ``mismatch`` and
        ``unchecked`` (names and tally).
    left_out : DataFrame
        ``kind, key, reason``: States that the source does not name and that are not shown.
        Reasons: ``not_a_member`` (on that day), ``admitted_that_year`` (of a roll call: whether
        before or after it is not known).
    """

    kind: str
    key: str
    categories: tuple[str, ...]
    states: pd.DataFrame
    counts: pd.DataFrame
    by_region: pd.DataFrame
    official_count: int | None
    n_listed: int
    roster_status: str
    roster_use: str | None
    as_of: str | None
    evidence_id: str
    notes: pd.DataFrame
    left_out: pd.DataFrame


def of_rollcall(
    rollcall_id: str, *, states: pd.DataFrame, rollcalls: pd.DataFrame, votes: pd.DataFrame
) -> Standing:
    """Return how every State voted in a roll call.

    Parameters
    ----------
    rollcall_id : str
    states, rollcalls, votes : DataFrame
        The tables of those names.

    Raises
    ------
    AnalysisError
        If there is no such roll call, or a State voted in it twice.
    """
    row = one_row(rollcalls, "rollcall_id", rollcall_id, "roll call")
    cast = votes[(votes["rollcall_id"] == rollcall_id).to_numpy(dtype=bool)]
    cast = cast[["iso3", "vote", "confidence", "evidence_id"]].astype(object)
    twice = cast["iso3"][cast["iso3"].duplicated()]
    if len(twice):
        raise AnalysisError(
            "standing",
            found=f"{twice.iloc[0]} twice in {rollcall_id}",
            expected="one vote a State",
            do="mend the data",
        )
    day = None if pd.isna(row["vote_date"]) else pd.Timestamp(row["vote_date"])
    frame = states[["iso3", "un_region_group_code"]].astype(object).merge(cast, "left", on="iso3")
    is_named = frame["vote"].notna()
    was_member, is_new = _membership(states, day)
    is_member = (was_member & ~is_new) | is_named
    frame["is_member"] = is_member
    frame["category"] = frame["vote"].fillna("unknown")
    text = None if day is None else f"{day:%Y-%m-%d}"
    for column in ("role", "until", "name_as_listed"):
        frame[column] = None
    frame["since"] = text
    frame["since_from"] = frame["since_to"] = row["vote_date"]
    shown = _arranged(frame[is_member])
    published = {
        category: row[column]
        for category, column in ROLLCALL_TALLIES.items()
        if pd.notna(row[column])
    }
    n_unknown = int((shown["category"] == "unknown").sum())
    notes = [("partial", n_unknown, None)] if n_unknown else []
    if row["status"] in UNRECONCILED:
        notes.append((str(row["status"]), len(cast), None))
    return Standing(
        kind="rollcall",
        key=rollcall_id,
        categories=POSITIONS,
        states=shown,
        counts=_counts(shown, POSITIONS, published),
        by_region=_by_region(shown, POSITIONS),
        official_count=sum(int(n) for n in published.values()) if published else None,
        n_listed=int(is_named.sum()),
        roster_status=str(row["status"]),
        roster_use=None,
        as_of=text,
        evidence_id=str(row["evidence_id"]),
        notes=_notes(notes),
        left_out=_left_out(frame["iso3"][~is_member], frame["iso3"][is_new]),
    )


def of_roster(
    instrument_id: str,
    *,
    states: pd.DataFrame,
    instruments: pd.DataFrame,
    memberships: pd.DataFrame,
    on: pd.Timestamp | None = None,
) -> Standing:
    """Return where every State stands on a roster.

    Parameters
    ----------
    instrument_id : str
    states, instruments, memberships : DataFrame
        The tables of those names.
    on : Timestamp, optional
        The day asked for; without it the roster as it stood when it was read.

    Raises
    ------
    AnalysisError
        If there is no such instrument.
    """
    row = one_row(instruments, "instrument_id", instrument_id, "instrument")
    asked = instruments[(instruments["instrument_id"] == instrument_id).to_numpy(dtype=bool)]
    table = roster_status.table(
        states=states, instruments=asked, memberships=memberships, on=on, earlier=instruments
    )
    regions = states[["iso3", "un_region_group_code"]].astype(object)
    shown = _arranged(table.merge(regions, on="iso3", how="left"))
    official = None if pd.isna(row["official_count"]) else int(row["official_count"])
    n_listed = int((shown["category"] == "listed").sum())
    is_left_out = ~states["iso3"].isin(shown["iso3"])
    return Standing(
        kind="roster",
        key=instrument_id,
        categories=roster_status.CATEGORIES,
        states=shown,
        counts=_counts(
            shown, roster_status.CATEGORIES, {} if official is None else {"listed": official}
        ),
        by_region=_by_region(shown, roster_status.CATEGORIES),
        official_count=official,
        n_listed=n_listed,
        roster_status=str(row["roster_status"]),
        roster_use=str(row["roster_use"]),
        as_of=None if pd.isna(row["as_of"]) else str(row["as_of"]),
        evidence_id=str(row["evidence_id"]),
        notes=_roster_notes(row, shown),
        left_out=_left_out(states["iso3"][is_left_out]),
    )


def one_row(frame: pd.DataFrame, column: str, key: str, word: str) -> pd.Series:
    """Return the row with a key.

    Raises
    ------
    AnalysisError
        If there is none.
    """
    found = frame[(frame[column] == key).to_numpy(dtype=bool)]
    if found.empty:
        raise AnalysisError(
            "standing",
            found=f"no {word} {key!r}",
            expected=f"a {column} of the snapshot",
            do="choose another",
        )
    return found.iloc[0]


def require_reconciled(rollcall: Standing) -> None:
    """Refuse a roll call of which names and tally are not known to agree.

    Raises
    ------
    AnalysisError
        If its status is ``mismatch`` or ``unchecked``.
    """
    if rollcall.roster_status in UNRECONCILED:
        raise AnalysisError(
            "standing",
            found=f"roll call {rollcall.key} with status {rollcall.roster_status}",
            expected="one whose names and tally agree",
            do="choose another",
        )


def _membership(
    states: pd.DataFrame, day: pd.Timestamp | None
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return which States were members in the year of a vote, and which were admitted in it."""
    if day is None:
        return roster_status.un_members(states), np.zeros(len(states), dtype=bool)
    before = roster_status.un_members(states, day - pd.DateOffset(years=1))
    was_member = roster_status.un_members(states, day)
    return was_member, was_member & ~before


def _arranged(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the States in order: members first, by code."""
    columns = ["iso3", "is_member", "un_region_group_code", *roster_status.COLUMNS[3:]]
    return frame.sort_values(["is_member", "iso3"], ascending=[False, True], ignore_index=True)[
        columns
    ]


def _counts(
    shown: pd.DataFrame, categories: Sequence[str], published: dict[str, int]
) -> pd.DataFrame:
    """Return the States of each category, beside what the publisher counts."""
    is_member = shown["is_member"].to_numpy(dtype=bool)
    n_members = shown["category"][is_member].value_counts().reindex(list(categories), fill_value=0)
    n_others = shown["category"][~is_member].value_counts().reindex(list(categories), fill_value=0)
    return pd.DataFrame(
        {
            "category": list(categories),
            "n_members": n_members.to_numpy(dtype=np.int64),
            "n_others": n_others.to_numpy(dtype=np.int64),
            "n_published": pd.array([published.get(c, pd.NA) for c in categories], dtype="Int64"),
        }
    )


def _by_region(shown: pd.DataFrame, categories: Sequence[str]) -> pd.DataFrame:
    """Return counts, shares and representation of the regional groups."""
    members = shown[shown["is_member"] & shown["un_region_group_code"].notna()]
    n = pd.crosstab(members["un_region_group_code"], members["category"]).reindex(
        index=list(REGIONS), columns=list(categories), fill_value=0
    )
    n_members = n.sum(axis=1)
    n_category = n.sum(axis=0)
    share_of_category = n / n_category.where(n_category > 0)
    share_of_members = n_members / max(int(n_members.sum()), 1)
    ratio = share_of_category.div(share_of_members.where(share_of_members > 0), axis=0)
    if n_category["unknown"]:
        ratio = ratio * np.nan
    share = n.div(n_members.where(n_members > 0), axis=0) * 100
    return pd.DataFrame(
        {
            "un_region_group_code": np.repeat(REGIONS, len(categories)),
            "category": np.tile(np.array(categories, dtype=object), len(REGIONS)),
            "n": n.to_numpy(dtype=np.int64).ravel(),
            "n_members": np.repeat(n_members.to_numpy(dtype=np.int64), len(categories)),
            "share_pct": share.to_numpy(dtype=np.float64).ravel().round(1),
            "representation_ratio": ratio.to_numpy(dtype=np.float64).ravel().round(3),
        }
    )


def _roster_notes(row: pd.Series, shown: pd.DataFrame) -> pd.DataFrame:
    """Return what a reader of the roster must know."""
    is_unknown = shown["category"] == "unknown"
    is_between = is_unknown & shown["role"].notna()
    is_other = (shown["category"] == "not_listed") & shown["role"].notna()
    roles = "|".join(sorted(set(shown["role"][is_other])))
    n_silent = int((is_unknown & ~is_between).sum())
    n_not_in_states = int(row["n_not_in_states"])
    n_missing = 0
    if pd.notna(row["official_count"]):
        n_missing = int(row["official_count"]) - int(row["n_listed"]) - n_not_in_states
    is_alphabetical = row["roster_use"] == "alphabetical"
    limit = str(row["name_limit"]) if is_alphabetical and pd.notna(row["name_limit"]) else None
    notes = [
        ("partial", n_silent, None),
        ("alphabetical", n_silent if limit else 0, limit),
        ("names_missing", max(n_missing, 0), None),
        ("not_in_states", n_not_in_states, None),
        ("between_dates", int(is_between.sum()), None),
        ("other_role", int(is_other.sum()), roles),
    ]
    return _notes([note for note in notes if note[1] > 0])


def _notes(notes: Sequence[tuple[str, int, str | None]]) -> pd.DataFrame:
    """Return notes as a frame."""
    return pd.DataFrame(list(notes), columns=["note", "n", "detail"])


def _left_out(iso3: pd.Series, new: Collection[str] = ()) -> pd.DataFrame:
    """Return the States that are not shown, some of them admitted in the year of the vote."""
    keys = sorted(iso3.astype(str))
    admitted = set(new)
    reasons = ["admitted_that_year" if key in admitted else "not_a_member" for key in keys]
    return pd.DataFrame({"kind": "state", "key": keys, "reason": reasons})
