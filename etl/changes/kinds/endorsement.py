"""States that joined or left a text on a day: a spell begins or ends, none is erased."""

from __future__ import annotations

from typing import Any

from data.errors import ReconcileError, SourceError
from etl.catalog import Source
from etl.changes import files as source_files
from etl.changes import recognition
from etl.changes.draft import Draft, Remark
from etl.changes.files import SourceFiles
from etl.changes.kinds import roster
from etl.changes.recognition import Recognised
from etl.changes.requests import EndorsementRequest
from etl.faults import Faults
from etl.refusals import LISTS
from etl.sidecars import InstrumentDetails

FORMER = {"party": "party_former"}
"""The role of a State that was in a role; in any other it has withdrawn."""

WITHDRAWN = "withdrawn"


def draft(asked: EndorsementRequest, files: SourceFiles) -> Draft:
    """Return the draft of a request that States joined or left a text.

    Raises
    ------
    SourceError, ReconcileError, FaultsError
        If a State is on the text already, or is not, or the count does not go with the list.
    """
    source = roster.known_roster(asked.instrument_id, files)
    found = recognition.recognised(files, asked, headings="")
    if found.questions:
        return Draft(asked.instrument_id, questions=found.questions)
    if found.not_in_states:
        raise SourceError(
            "the list",
            found=f"'{found.not_in_states[0]}', which is no State of ours",
            expected="States",
            do="enter the present list as a whole, with its count",
        )
    recognition.keep_aliases(files, found)
    details = source.described(InstrumentDetails)
    columns, rows = files.rows(source.source_id)
    role = asked.role or roster.only_role(details, rows)
    held = {roster.row_code(row, files): row for row in rows if roster.is_open(row, role)}
    _refuse_twice(asked, found, set(held), role)
    own = {"source_url": asked.source.read_in or asked.source.url}
    own["confidence"] = asked.source.confidence
    for code, listed in found.states:
        if asked.act == "joins":
            rows.append(roster.new_spell(code, listed.name, role, since=asked.date) | own)
        else:
            held[code]["until"] = asked.date
            after = FORMER.get(role, WITHDRAWN)
            rows.append(roster.new_spell(code, listed.name, after, since=asked.date) | own)
    files.write_rows(source.source_id, roster.with_columns(columns, rows), rows)
    remark = _describe(asked, source, details, files)
    return Draft(asked.instrument_id, (*roster.told(found), *remark))


def _refuse_twice(asked: EndorsementRequest, found: Recognised, held: set[str], role: str) -> None:
    faults = Faults()
    for code, listed in found.states:
        if (code in held) == (asked.act == "joins"):
            faults.add(
                ReconcileError(
                    listed.where,
                    found=f"{listed.name or code}, which is {'' if code in held else 'not '}on "
                    f"'{asked.instrument_id}' as {role}",
                    expected="a State that is not" if code in held else "a State that is",
                    do="check the name, the text and the role",
                )
            )
    faults.raise_if_any()


def _describe(
    asked: EndorsementRequest, source: Source, details: InstrumentDetails, files: SourceFiles
) -> tuple[Remark, ...]:
    """Bring the sidecar up to date: with a published count the list is whole, else in part."""
    sidecar = files.sidecar(source.source_id)
    about: Any = sidecar["source"]
    table: Any = sidecar["instrument"]
    about["retrieved"] = source_files.later(source.about.retrieved, asked.source.retrieved)
    remarks: tuple[Remark, ...] = ()
    if asked.official_count is not None:
        table["official_count"] = asked.official_count
        day = asked.source.as_of or asked.date
        about["as_of"] = source_files.later(source.about.as_of or "", day)
    elif details.roster_status in LISTS:
        if source.about.as_of is None:
            raise ReconcileError(
                "the text",
                found="no day up to which its list is complete, and no count of now",
                expected="how many States are on it now, as published",
                do="say the number, or enter the present list as a whole",
            )
        table["roster_status"] = "partial"
        table.pop("official_count", None)
        remarks = (Remark("list_in_part", (source.about.as_of,)),)
    files.seal(source.source_id, sidecar)
    return remarks
