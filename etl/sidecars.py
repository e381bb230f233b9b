"""What a sidecar says of its file: the model of every table in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Self

import pandas as pd
from pydantic import AfterValidator, Field, model_validator

from data.codes import DOMAINS, KINDS, ROLES, TOPICS
from data.errors import SourceError
from data.published import REFERENCE_SUBJECTS
from data.schema import BODIES, ROSTER_STATUSES, ROSTER_USES
from data.strict import StrictModel
from etl import dates, strict
from etl.sources import SOURCES
from etl.strict import (
    Address,
    Age,
    Confidence,
    Key,
    Line,
    Note,
    PartialDate,
    Tally,
    among,
    distinct,
    misfit,
    must,
)

_SYMBOLS = {
    "plenary": re.compile(r"A/(?!C\.)[A-Z0-9./()-]+", re.ASCII),
    "first_committee": re.compile(r"A/C\.1/[A-Z0-9./()-]+", re.ASCII),
    "security_council": re.compile(r"S/[A-Z0-9./()-]+", re.ASCII),
}
_EXAMPLES = {
    "plenary": "A/RES/79/239",
    "first_committee": "A/C.1/79/L.43",
    "security_council": "S/RES/2787(2025)",
}
FIRST_YEAR = 1945
"""No instrument of ours is older than the United Nations."""

_REGULAR_SESSION = re.compile(r"A/(?:RES|C\.1)/([0-9]+)/", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}")


class About(StrictModel):
    """Table ``[source]``: where the file comes from and how good it is."""

    format: Annotated[str, among(tuple(sorted(SOURCES)))]
    title: Line
    publisher: Line
    url: Address
    retrieved: PartialDate
    licence: Line
    confidence: Confidence
    sha256: Annotated[
        str,
        must(lambda text: bool(_SHA256.fullmatch(text)), "64 hexadecimal digits, as of sha256sum"),
    ]
    as_of: PartialDate | None = None
    note: Note | None = None
    read_in: Address | None = None
    max_age_days: Age | None = None

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        as_of, _ = dates.bounds(self.as_of or "", where="as_of")
        _, retrieved = dates.bounds(self.retrieved, where="retrieved")
        if as_of > retrieved:
            raise misfit(self.as_of, f"an as_of no later than retrieved, {self.retrieved}")
        return self


class Fetch(StrictModel):
    """Table ``[fetch]``: where a program may ask for the file, since its terms allow it."""

    addresses: Annotated[list[Address], Field(min_length=1), AfterValidator(distinct)]
    later: Annotated[list[Address], AfterValidator(distinct)] = Field(default_factory=list)


class InstrumentDetails(StrictModel):
    """Table ``[instrument]``: what a roster is of, and what its absences say."""

    instrument_id: Key
    name: Line
    short_name: Line
    kind: Annotated[str, among(KINDS)]
    open_to_new_members: Annotated[str, among(("yes", "no", "partial", "unknown"))]
    roster_status: Annotated[str, among(ROSTER_STATUSES)]
    roster_use: Annotated[str, among(ROSTER_USES)]
    domain: Annotated[str, among(DOMAINS)] | None = None
    date: PartialDate | None = None
    opened: PartialDate | None = None
    host: Line | None = None
    official_count: Tally | None = None
    counted_roles: (
        Annotated[list[Annotated[str, among(ROLES)]], AfterValidator(distinct)] | None
    ) = None
    not_in_states: Annotated[list[Line], AfterValidator(distinct)] | None = None
    name_limit: Line | None = None
    rollcall_id: Key | None = None
    snapshot_of: Key | None = None
    since_means: Annotated[str, among(("first_seen",))] | None = None
    window_closed: PartialDate | None = None

    @model_validator(mode="after")
    def _opened_by_its_date(self) -> Self:
        first, _ = dates.bounds(self.opened or "", where="opened")
        _, last = dates.bounds(self.date or "", where="date")
        if first > last:
            raise misfit(self.opened, f"an opening no later than date, {self.date}")
        for text in (self.opened, self.date):
            if text and int(text[:4]) < FIRST_YEAR:
                raise misfit(text, f"a date of {FIRST_YEAR} or later")
        return self

    @model_validator(mode="after")
    def _is_not_of_itself(self) -> Self:
        if self.snapshot_of == self.instrument_id:
            raise misfit(self.snapshot_of, "a snapshot_of another instrument")
        return self


class RollcallDetails(StrictModel):
    """Table ``[rollcall]``: what was voted on, when, and the tally as published."""

    rollcall_id: Key
    body: Annotated[str, among(BODIES)]
    symbol: Line
    title: Line
    topics: Annotated[list[Annotated[str, among(TOPICS)]], AfterValidator(distinct)]
    names: Annotated[str, among(("complete", "partial"))]
    date: PartialDate | None = None
    draft: Line | None = None
    meeting: Line | None = None
    n_yes: Tally | None = None
    n_no: Tally | None = None
    n_abstain: Tally | None = None
    n_absent: Tally | None = None

    @model_validator(mode="after")
    def _is_of_its_body(self) -> Self:
        pattern = _SYMBOLS[self.body]
        if not pattern.fullmatch(self.symbol):
            raise misfit(
                self.symbol, f"a symbol of the body {self.body}, as {_EXAMPLES[self.body]}"
            )
        return self

    @model_validator(mode="after")
    def _is_of_its_session(self) -> Self:
        named = _REGULAR_SESSION.match(self.symbol)
        if named is None:
            return self
        opened = FIRST_YEAR + int(named[1])
        if opened > dates.YEARS[-1]:
            raise misfit(self.symbol, "a session that has sat")
        first, last = dates.bounds(self.date or "", where="date")
        if last < pd.Timestamp(opened, 9, 1) or first > pd.Timestamp(opened + 1, 9, 30):
            raise misfit(
                self.date, f"a date of session {named[1]}, which opened in September {opened}"
            )
        return self

    @model_validator(mode="after")
    def _has_a_key_of_its_own(self) -> Self:
        if re.fullmatch(r"unga_[0-9]+", self.rollcall_id):
            raise misfit(self.rollcall_id, "a rollcall_id that the long history does not use")
        return self


class ReferenceDetails(StrictModel):
    """Table ``[reference]``: which votes the points that others published rest on."""

    subject: Annotated[str, among(REFERENCE_SUBJECTS)]


class _Tables(StrictModel):
    """All tables of a sidecar."""

    source: About
    fetch: Fetch | None = None
    instrument: InstrumentDetails | None = None
    rollcall: RollcallDetails | None = None
    reference: ReferenceDetails | None = None


TABLES: dict[str, type[StrictModel]] = {
    "source": About,
    "fetch": Fetch,
    "instrument": InstrumentDetails,
    "rollcall": RollcallDetails,
    "reference": ReferenceDetails,
}
"""The model of each table."""

JOINED = ("un_resolutions",)
"""Formats of which several files, one behind the other, are a file."""

DETAILS = {"roster": "instrument", "rollcall": "rollcall", "reference_points": "reference"}
"""The table beside ``[source]`` that the sidecar of a format has; of any other format, none."""

Details = InstrumentDetails | RollcallDetails | ReferenceDetails


@dataclass(frozen=True)
class Sidecar:
    """A sidecar as read.

    Attributes
    ----------
    about : About
        Its table ``[source]``.
    details : InstrumentDetails, RollcallDetails, ReferenceDetails or None
        The table that goes with the format of the file.
    fetch : Fetch or None
        Where it can be fetched, if its terms allow it.
    """

    about: About
    details: Details | None
    fetch: Fetch | None = None


def sidecar(content: bytes, *, where: str) -> Sidecar:
    """Return what a sidecar says.

    Parameters
    ----------
    content : bytes
        TOML in UTF-8.
    where : str
        Path of the sidecar, for messages.

    Raises
    ------
    SourceError
        If it is no TOML, or lacks the table that goes with its format, or has another.
    FaultsError
        Naming every key that is missing, unknown, or has a value that is not what it should be.
    """
    tables = strict.read(_Tables, strict.toml(content, where), where=where, tables=TABLES)
    held = {
        name: part for name, part in tables if name not in ("source", "fetch") and part is not None
    }
    _refuse_fetch(tables, where)
    wanted = DETAILS.get(tables.source.format)
    if list(held) != [wanted] * (wanted is not None):
        raise SourceError(
            where,
            found=" and ".join(f"[{name}]" for name in held) or "no table beside [source]",
            expected=f"[{wanted}] beside [source]" if wanted else "[source] only",
            do=f"keep what goes with format '{tables.source.format}', as CONTRIBUTING.md shows",
        )
    return Sidecar(tables.source, held.get(wanted or ""), tables.fetch)


def _refuse_fetch(tables: _Tables, where: str) -> None:
    """Refuse several addresses where their files cannot be put one behind the other."""
    fetch = tables.fetch
    if fetch and len([*fetch.addresses, *fetch.later]) > 1 and tables.source.format not in JOINED:
        raise SourceError(
            f"{where} [fetch]",
            found=f"several addresses with format '{tables.source.format}'",
            expected=f"one; only files of format {' or '.join(JOINED)} can be put together",
            do="make a source of each file",
        )
