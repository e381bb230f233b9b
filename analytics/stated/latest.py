"""The latest that every State said on every question, and what is not known of whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from analytics.stated import known
from analytics.stated.known import ASKED
from data.stated import NONE_FOUND, ONE_ANSWER, UNDECLARED

STATUSES = ("stated", "documents_differ", UNDECLARED, NONE_FOUND, "not_reviewed")
"""What is known of a State on a question. documents_differ: documents of which none is surely the
later one answer differently, and all are shown; undeclared and none_found: a reviewer looked and
found no answer; not_reviewed: nobody has looked, which is no answer either."""


@dataclass(frozen=True)
class LatestPositions:
    """What States were on record as wanting, on a day.

    Attributes
    ----------
    as_of : Timestamp
    rows : DataFrame
        Every row of ``stated_positions`` known by then, with ``how`` (one of `known.HOW`),
        ``is_latest`` (it is the latest of its State and question; on a question whose answers add
        up, the latest with that answer), ``is_latest_own`` (the same among texts of its own: what
        it said, apart from what it signed), ``is_superseded`` (a source marks it so), ``step``
        (number of its day in the line of its State and question, from 0) and ``is_seam`` (its
        answer is not among those of the step before); by State, question and day.
    states : DataFrame
        ``iso3, topic, question, status, codes, how, n_rows, date_from, date_to``: a row for each
        State and each subject asked, with one of `STATUSES`, the latest codes (a tuple, empty where
        there is none), how the best of them is documented, the number of rows known, and the days
        between which the latest lie.
    left_out : DataFrame
        Rows of a later day, with ``reason``.
    """

    as_of: pd.Timestamp
    rows: pd.DataFrame
    states: pd.DataFrame
    left_out: pd.DataFrame


def latest(
    stated_positions: pd.DataFrame, as_of: pd.Timestamp, *, iso3s: Collection[str]
) -> LatestPositions:
    """Return the latest position of every State on every question, as known on a day.

    Parameters
    ----------
    stated_positions : DataFrame
        The table of that name.
    as_of : Timestamp
        What is of a later day, or could be, changes nothing.
    iso3s : collection of str
        The States of which it is said what is known.

    Notes
    -----
    On a question of ``data.stated.ONE_ANSWER`` the latest are those rows of which none is surely
    later: with partial dates there can be several. A reviewer's finding counts only where there is
    nothing else, and a row that a source marks as superseded no longer counts.
    """
    told, later = known.on_record(stated_positions, as_of)
    rows = _marked(told, as_of)
    return LatestPositions(
        as_of=as_of,
        rows=rows,
        states=_states(rows, iso3s),
        left_out=later[[*ASKED, "code", "date_text", "reason"]].reset_index(drop=True),
    )


def _marked(told: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return the rows with what is known of each."""
    rows = told.assign(
        how=known.how_documented(told), is_superseded=known.is_superseded(told, as_of)
    )
    rows = rows.sort_values([*ASKED, "date_to", "date_from", "document", "code"], ignore_index=True)
    is_review = rows["act"] == "review"
    has_act = (~is_review).groupby([rows[name] for name in ASKED]).transform("any")
    counts = ~rows["is_superseded"] & (~is_review | ~has_act)
    return rows.assign(
        is_latest=_is_latest(rows, counts),
        is_latest_own=_is_latest(rows, counts & (rows["act"] == "own_text")),
        **_steps(rows),
    )


def _is_latest(rows: pd.DataFrame, counts: pd.Series) -> pd.Series:
    """Return which of the rows that count are the latest: none of the others is surely later."""
    answer = rows["code"].where(~rows["question"].isin(ONE_ANSWER), "")
    first = rows["date_from"].where(counts)
    last_known = first.groupby([*(rows[name] for name in ASKED), answer]).transform("max")
    return counts & (rows["date_to"] >= last_known)


def _steps(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the step of each row, and whether its answer is new to the line there."""
    asked = [rows[name] for name in ASKED]
    is_new_day = rows["date_text"] != rows.groupby(ASKED)["date_text"].shift()
    step = is_new_day.groupby(asked).cumsum().astype("int64") - 1
    said = rows[[*ASKED, "code"]].assign(step=step)
    before = said.assign(step=step + 1).drop_duplicates()
    is_repeated = said.merge(before, how="left", indicator=True)["_merge"].eq("both")
    is_line = rows["question"].isin(ONE_ANSWER)
    return {"step": step, "is_seam": is_line & (step > 0) & ~is_repeated.set_axis(rows.index)}


def _states(rows: pd.DataFrame, iso3s: Collection[str]) -> pd.DataFrame:
    """Return what is known of each State on each subject that anybody was asked about."""
    standing = rows[rows["is_latest"]]
    standing = standing.assign(place=known.best(standing["how"]))
    found = standing.groupby(ASKED, sort=False).agg(
        codes=("code", lambda codes: tuple(dict.fromkeys(codes))),
        place=("place", "min"),
        date_from=("date_from", "min"),
        date_to=("date_to", "max"),
    )
    found["how"] = [known.HOW[place] for place in found.pop("place")]
    found["n_rows"] = rows.groupby(ASKED).size()
    subjects = rows[["topic", "question"]].drop_duplicates()
    everybody = pd.DataFrame({"iso3": sorted(iso3s)}, dtype=rows["iso3"].dtype)
    states = everybody.merge(subjects, how="cross").merge(found.reset_index(), how="left", on=ASKED)
    states["codes"] = [codes if isinstance(codes, tuple) else () for codes in states["codes"]]
    states["n_rows"] = states["n_rows"].fillna(0).astype("int64")
    states["status"] = [
        _status(question, codes)
        for question, codes in zip(states["question"], states["codes"], strict=True)
    ]
    columns = [*ASKED, "status", "codes", "how", "n_rows", "date_from", "date_to"]
    return states.sort_values(ASKED, ignore_index=True)[columns]


def _status(question: str, codes: tuple[str, ...]) -> str:
    if not codes:
        return "not_reviewed"
    if len(codes) > 1 and question in ONE_ANSWER:
        return "documents_differ"
    return codes[0] if codes[0] in (NONE_FOUND, UNDECLARED) else "stated"
