"""What the columns of one row say together, format by format.

A rule is declared once and checked after the contract of each column (``etl/row_contracts.py``), so
that it may take numbers for numbers and dates for dates.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from data.stated import ACT_OF_CODE, QUESTIONS
from etl import dates, plain_text

FIRST_SESSION_YEAR = 1946
"""Year in which the first regular session of the General Assembly opened."""

OFTEN_WRONG = "voeten: day/month often wrong before 2003"
"""Quality of a day of which only the year, and not even that always, can be trusted."""


@dataclass(frozen=True)
class RowRule:
    """What must hold in every row.

    Attributes
    ----------
    column : str
        The column whose value a message shows.
    holds : callable
        Of the rows of a format, as text: whether the rule holds in each.
    expected : str
        What a message says was expected.
    """

    column: str
    holds: Callable[[pd.DataFrame], pd.Series]
    expected: str


def _is_in_order(rows: pd.DataFrame) -> pd.Series:
    low, middle, high = (pd.to_numeric(rows[name]) for name in ("q05", "ideal_point", "q95"))
    return (low <= middle) & (middle <= high)


def _is_of_its_session(rows: pd.DataFrame) -> pd.Series:
    """Return where session *n* is of the year 1945 + *n*, or of the year after."""
    session = pd.to_numeric(rows["session"], errors="coerce")
    late = pd.to_numeric(rows["date"].str[:4]) - (session + FIRST_SESSION_YEAR - 1)
    earliest = -(rows["date_quality"] == OFTEN_WRONG).astype("int64")
    return late.isna() | ((late >= earliest) & (late <= 1))


def _is_exact(rows: pd.DataFrame) -> pd.Series:
    return (rows["date"].str.len() == len("YYYY-MM-DD")) | (rows["date_quality"] == OFTEN_WRONG)


def _is_published_whole(rows: pd.DataFrame) -> pd.Series:
    """Return where a part of a tally that is left empty is nil, if another part is given."""
    parts = {"off_yes": "Y", "off_no": "N", "off_abstain": "A"}
    is_given = (rows[list(parts)] != "").any(axis=1)
    holds = pd.Series(True, index=rows.index)
    for part, counted in parts.items():
        holds &= ~is_given | (rows[part] != "") | (pd.to_numeric(rows[counted]) == 0)
    return holds


def _is_within_bounds(rows: pd.DataFrame) -> pd.Series:
    verdicts = {}
    asked = rows[["since", "since_from", "since_to"]]
    for since, low, high in set(asked.itertuples(index=False, name=None)):
        first, last = dates.bounds(since, where="since")
        earliest, _ = dates.bounds(low, where="since_from")
        _, latest = dates.bounds(high, where="since_to")
        verdicts[since, low, high] = not (last < earliest or first > latest)
    return pd.Series(
        [verdicts[row] for row in asked.itertuples(index=False, name=None)], index=rows.index
    )


def _answers(question: str) -> RowRule:
    """Return the rule that an answer is one of the codes of its question."""
    codes = QUESTIONS[question]
    return RowRule(
        "code",
        lambda rows: (rows["question"] != question) | rows["code"].isin(codes),
        f"{plain_text.one_of(codes)}, the codes of question {question}",
    )


_ANSWERS = tuple(_answers(question) for question in QUESTIONS)


def _is_on_record_by(act: str, codes: tuple[str, ...]) -> RowRule:
    """Return the rule that some codes can only be on record by one act."""
    return RowRule(
        "act",
        lambda rows: ~rows["code"].isin(codes) | (rows["act"] == act),
        f"'{act}', by which alone {' or '.join(codes)} can be on record",
    )


def _member_has(column: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda rows: (rows["un_membership"] != "member") | (rows[column] != "")


RULES: dict[str, tuple[RowRule, ...]] = {
    "boundaries": (
        RowRule(
            "lon_deg",
            lambda rows: rows["lon_deg"].str.count(" ") >= 2,
            "a ring of three corners or more",
        ),
    ),
    "group_positions": _ANSWERS,
    "reference_points": (
        RowRule("ideal_point", _is_in_order, "a position between its q05 and its q95"),
    ),
    "roster": (RowRule("since", _is_within_bounds, "a day between since_from and since_to"),),
    "stated_positions": (
        *_ANSWERS,
        *(
            _is_on_record_by(act, tuple(code for code, only in ACT_OF_CODE.items() if only == act))
            for act in dict.fromkeys(ACT_OF_CODE.values())
        ),
    ),
    "states": (
        RowRule("un_region_group_code", _member_has("un_region_group_code"), "a member's group"),
        RowRule(
            "un_member_since_year", _member_has("un_member_since_year"), "a member's first year"
        ),
        RowRule(
            "lon_deg",
            lambda rows: (rows["lat_deg"] == "") == (rows["lon_deg"] == ""),
            "a longitude where there is a latitude, and only there",
        ),
    ),
    "unga_rollcalls": (
        RowRule("date", _is_exact, "a day as YYYY-MM-DD, as date_quality says"),
        RowRule(
            "session", _is_of_its_session, "the session that sat in the year of the date, 1 in 1946"
        ),
        RowRule("off_yes", _is_published_whole, "the whole tally as published, or nothing of it"),
    ),
}
"""Rules by format."""
