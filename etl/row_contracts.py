"""What the rows of each format may hold, column by column, before they become tables.

A contract is declared once, with pandera, in the words that a message says: what was expected. It
is checked when the rows have been corrected, and trusted afterwards. What several rows or files say
together is checked where they meet (``etl/refusals.py`` and the modules of each table).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
import pandera.errors
import pandera.pandas as pa

from data.codes import MILESTONE_KINDS, ROLES, STANCES, TOPICS
from data.errors import SourceError
from data.proceedings import COMMISSIONER_ROLES, MANDATE_STATUSES
from data.provenance import GRADES, SOURCE_CONFIDENCES
from data.schema import (
    LEAD_ROLES,
    MEMBERSHIP_STATUSES,
    POSITIONS,
    ROLLCALL_STATUSES,
    SPONSOR_ROLES,
    STANCE_CONFIDENCES,
)
from data.stated import ACTS, QUESTIONS, STATED_CONFIDENCES, STATED_TOPICS
from etl import dates, plain_text
from etl.faults import Faults
from etl.row_rules import OFTEN_WRONG, RULES

QUALITIES = ("official", "voeten", OFTEN_WRONG)
"""How exact a day of the long history is, in the words of its collectors."""

RULED_COLUMNS = ("issues", "committee", "subjects", "title")
"""Columns of a roll call in which a rule can find a topic."""

AS_PRINTED = ("unga_rollcalls",)
"""Formats whose texts were harvested as printed: eight titles of the history hold a backspace."""

OVERHANG_DEG = 20
"""How far an outline that crosses the line of dates goes on east of it, so that it stays whole."""

_SITE = re.compile(r"(?!www\.)[a-z0-9-]+(\.([a-z0-9-]+|\*))*(/[^\s/]+)*")
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,20})?(e-?[0-9]{1,2})?")
_WHOLE = re.compile(r"[0-9]{1,9}(\.0)?")


def _each(is_right: Callable[[str], bool], expected: str, *, or_nothing: bool = False) -> pa.Check:
    """Return the check of every text of a column."""

    def check(texts: pd.Series) -> pd.Series:
        codes, words = pd.factorize(texts)
        verdicts = [(or_nothing and word == "") or is_right(word) for word in words]
        return pd.Series(np.array(verdicts, dtype="bool")[codes], index=texts.index)

    return pa.Check(check, error=expected + (", or nothing" if or_nothing else ""))


def _one_of(known: Iterable[str], *, or_nothing: bool = False) -> pa.Check:
    words = tuple(known)
    return _each(words.__contains__, plain_text.one_of(words), or_nothing=or_nothing)


def _whole(low: int, high: int, *, or_nothing: bool = False) -> pa.Check:
    return _each(
        lambda text: bool(_WHOLE.fullmatch(text)) and low <= float(text) <= high,
        f"a whole number from {low} to {high}",
        or_nothing=or_nothing,
    )


def _number(low: float, high: float, *, or_nothing: bool = False) -> pa.Check:
    return _each(
        lambda text: bool(_NUMBER.fullmatch(text)) and low <= float(text) <= high,
        f"a number from {low:g} to {high:g}",
        or_nothing=or_nothing,
    )


def _numbers(low: float, high: float) -> pa.Check:
    one = re.compile(rf"({_NUMBER.pattern})( ({_NUMBER.pattern}))+")
    return _each(
        lambda text: (
            bool(one.fullmatch(text)) and all(low <= float(part) <= high for part in text.split())
        ),
        f"numbers from {low:g} to {high:g}, with a blank between them",
    )


SOME_TEXT = _each(bool, "some text")
DATE = _each(dates.is_date, dates.EXPECTED)
DATE_OR_NOTHING = _each(dates.is_date, dates.EXPECTED, or_nothing=True)
REFERENCE = _each(
    plain_text.is_reference,
    "an address that begins with https:// or http://",
    or_nothing=True,
)
CONFIDENCE = _one_of(SOURCE_CONFIDENCES, or_nothing=True)
ADDRESS = _each(plain_text.is_address, "an address that begins with https:// or http://")
PLAIN_NOTE = _each(plain_text.is_without_markup, "plain words, without HTML", or_nothing=True)
YES_OR_NO = _one_of(("yes", "no"))
FLAG = _one_of(("0.0", "1.0"), or_nothing=True)
RCID = _each(
    lambda text: bool(re.fullmatch(r"[1-9][0-9]{0,6}", text)),
    "a whole number without zeros before it or a point",
)
SESSION = _each(
    lambda text: bool(re.fullmatch(r"(ES-)?[1-9][0-9]{0,2}", text)), "a session, as 79 or ES-11"
)
RESOLUTION = _each(
    lambda text: bool(re.fullmatch(r"A/[A-Z0-9./()-]+( [A-Z](-[A-Z])?)?", text)),
    "a symbol in capital letters, as A/RES/79/239",
    or_nothing=True,
)
LANGUAGE = _each(plain_text.is_language, "a language in two small letters, as en")
ISO3 = _each(lambda text: bool(re.fullmatch("[A-Z]{3}", text)), "three capital letters")


def _contract(**columns: pa.Check) -> pa.DataFrameSchema:
    return pa.DataFrameSchema({name: pa.Column(checks=check) for name, check in columns.items()})


ROWS: dict[str, pa.DataFrameSchema] = {
    "aliases": _contract(alias=SOME_TEXT, iso3=ISO3),
    "authorships": _contract(
        paper=SOME_TEXT,
        title=SOME_TEXT,
        is_joint=YES_OR_NO,
        date=DATE,
        source_url=REFERENCE,
        confidence=CONFIDENCE,
    ),
    "boundaries": _contract(
        ring=_whole(0, 99_999),
        lon_deg=_numbers(-180, 180 + OVERHANG_DEG),
        lat_deg=_numbers(-90, 90),
    ),
    "commissioners": _contract(
        person=SOME_TEXT,
        role=_one_of(COMMISSIONER_ROLES),
        since=DATE,
        source_url=REFERENCE,
        confidence=CONFIDENCE,
    ),
    "group_positions": _contract(
        topic=_one_of(STATED_TOPICS),
        question=_one_of(QUESTIONS),
        date=DATE,
        document=SOME_TEXT,
        source_url=ADDRESS,
        confidence=_one_of(STATED_CONFIDENCES),
        note=PLAIN_NOTE,
    ),
    "leads": _contract(
        role=_one_of(LEAD_ROLES),
        since=DATE_OR_NOTHING,
        is_weak=YES_OR_NO,
        source_url=REFERENCE,
        confidence=CONFIDENCE,
    ),
    "mandates": _contract(
        symbol=SOME_TEXT,
        task=SOME_TEXT,
        who=SOME_TEXT,
        due_date=DATE_OR_NOTHING,
        status=_one_of(MANDATE_STATUSES),
        source_url=REFERENCE,
        confidence=CONFIDENCE,
    ),
    "milestones": _contract(
        date=DATE,
        title=SOME_TEXT,
        kind=_one_of(MILESTONE_KINDS),
        source_url=REFERENCE,
        is_confirmed=YES_OR_NO,
    ),
    "reference_points": _contract(
        session_number=_whole(1, 200),
        n_votes=_whole(0, 9_999),
        ideal_point=_number(-20, 20),
        q05=_number(-20, 20),
        q95=_number(-20, 20),
    ),
    "repeated_votes": _contract(rcid1=RCID, rcid2=RCID),
    "rollcall": _contract(vote=_one_of(POSITIONS), source_url=REFERENCE, confidence=CONFIDENCE),
    "roster": _contract(
        role=_one_of(ROLES),
        since=DATE_OR_NOTHING,
        until=DATE_OR_NOTHING,
        since_from=DATE_OR_NOTHING,
        since_to=DATE_OR_NOTHING,
        source_url=REFERENCE,
        confidence=CONFIDENCE,
    ),
    "sites": _contract(
        site=_each(
            lambda text: bool(_SITE.fullmatch(text)),
            "a host in small letters, as un.org or github.com/UNxml, without www.",
        ),
        grade=_one_of(GRADES),
    ),
    "stances": _contract(
        fact=_one_of(STANCES),
        date=DATE_OR_NOTHING,
        source_url=REFERENCE,
        confidence=_one_of(STANCE_CONFIDENCES, or_nothing=True),
    ),
    "stated_positions": _contract(
        topic=_one_of(STATED_TOPICS),
        question=_one_of(QUESTIONS),
        act=_one_of(ACTS),
        date=DATE,
        document=SOME_TEXT,
        source_url=ADDRESS,
        language=LANGUAGE,
        confidence=_one_of(STATED_CONFIDENCES),
        superseded_on=DATE_OR_NOTHING,
        found_through=SOME_TEXT,
        note=PLAIN_NOTE,
    ),
    "states": _contract(
        iso3=ISO3,
        un_name=SOME_TEXT,
        name_en=SOME_TEXT,
        name_nl=SOME_TEXT,
        un_membership=_one_of(MEMBERSHIP_STATUSES),
        un_member_since_year=_whole(1945, 2099, or_nothing=True),
        lat_deg=_number(-90, 90, or_nothing=True),
        lon_deg=_number(-180, 180, or_nothing=True),
    ),
    "tiles": _contract(column=_whole(0, 99), row=_whole(0, 99)),
    "topic_rules": _contract(
        column=_one_of(RULED_COLUMNS), contains=SOME_TEXT, topic=_one_of(TOPICS)
    ),
    "un_resolutions": _contract(
        symbol=_each(
            lambda text: bool(
                re.fullmatch(r"A/RES/(ES-|S-)?[0-9]{1,3}/[0-9]{1,4}( [A-Z](-[A-Z])?)?", text)
            ),
            "the symbol of a resolution, as A/RES/80/58",
        ),
        title=SOME_TEXT,
        date=DATE,
        n_yes=_whole(0, 300, or_nothing=True),
        n_no=_whole(0, 300, or_nothing=True),
        n_abstain=_whole(0, 300, or_nothing=True),
    ),
    "unga_mismatches": _contract(
        rcid=RCID, status=_one_of(status for status in ROLLCALL_STATUSES if status != "complete")
    ),
    "unga_rollcalls": _contract(
        rcid=RCID,
        voeten_rcid=_whole(1, 9_999_999, or_nothing=True),
        date=DATE,
        date_quality=_one_of(QUALITIES),
        session=SESSION,
        resolution=RESOLUTION,
        para=FLAG,
        amend=FLAG,
        Y=_whole(0, 300),
        N=_whole(0, 300),
        A=_whole(0, 300),
        X=_whole(0, 300),
        off_yes=_whole(0, 300, or_nothing=True),
        off_no=_whole(0, 300, or_nothing=True),
        off_abstain=_whole(0, 300, or_nothing=True),
    ),
    "unga_sponsors": _contract(rcid=RCID, role=_one_of(SPONSOR_ROLES)),
}
"""Contracts by format. The votes of the history are typed by their file and have none."""


def refuse_rows_against_contract(form: str, read: Iterable[tuple[str, pd.DataFrame]]) -> None:
    """Check the rows of every file of a format against its contract.

    Parameters
    ----------
    form : str
        A key of `ROWS`; a format without a contract is not checked.
    read : iterable of (str, DataFrame)
        The path of each file, for messages, and its rows as text, from line 2 on.

    Raises
    ------
    FaultsError
        Naming file, line and column of every text that is not what it should be.
    """
    files = [(where, frame) for where, frame in read if len(frame)]
    if form not in ROWS or not files:
        return
    places = [(where, line) for where, frame in files for line in range(2, len(frame) + 2)]
    rows = pd.concat([frame for _, frame in files], ignore_index=True)
    faults = Faults()
    if form not in AS_PRINTED:
        _add_hidden(rows, places, faults)
    faults.raise_if_any()
    try:
        ROWS[form].validate(rows, lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases.sort_values(["index", "column"], kind="stable")
        for case in cases.to_dict("records"):
            where, line = places[int(case["index"])]
            faults.add(_fault(f"{where} line {line}", case))
    faults.raise_if_any()
    for rule in RULES.get(form, ()):
        for i in np.flatnonzero(~rule.holds(rows).to_numpy(dtype="bool")):
            where, line = places[i]
            case = {"column": rule.column, "failure_case": rows[rule.column].iloc[i]}
            faults.add(_fault(f"{where} line {line}", case | {"check": rule.expected}))
    faults.raise_if_any()


def _add_hidden(rows: pd.DataFrame, places: list[tuple[str, int]], faults: Faults) -> None:
    """Add a fault for every text that a reader could not see whole."""
    for column in rows.columns:
        strange = [text for text in rows[column].unique() if not plain_text.is_plain(text)]
        for i in rows.index[rows[column].isin(strange)].to_numpy(dtype="int64") if strange else ():
            where, line = places[i]
            if column in ("lon_deg", "lat_deg"):
                continue  # long rows of numbers, which have a contract of their own
            faults.add(
                SourceError(
                    f"{where} line {line}",
                    found=f"{column} {plain_text.shown(rows[column].iloc[i])}",
                    expected="text of one line without hidden characters or blanks at its ends",
                    do="write it anew",
                )
            )


def _fault(where: str, case: dict[object, object]) -> SourceError:
    """Return a failure case of pandera in our sentence."""
    return SourceError(
        where,
        found=f"{case['column']} {plain_text.shown(case['failure_case'])}",
        expected=str(case["check"]),
        do="correct it",
    )
