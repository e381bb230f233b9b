"""A list of States on a text: a new text, or the list of a known one as it stands now."""

from __future__ import annotations

from typing import Any

from data.errors import ReconcileError, SourceError
from data.schema import FORMER_ROLES, ORGANISER_ROLES
from etl.catalog import Source
from etl.changes import files as source_files
from etl.changes import recognition
from etl.changes.draft import Draft, Remark
from etl.changes.files import Rows, SourceFiles
from etl.changes.recognition import Recognised
from etl.changes.requests import RosterRequest
from etl.plain_text import one_of
from etl.refusals import LISTS
from etl.sidecars import InstrumentDetails

COLUMNS = ("iso3", "name_as_listed", "role", "since")
BOUNDS = ("until", "since_from", "since_to", "source_url", "confidence")
GROUPS = ("organisation", "regional_group")
"""Kinds of instrument that are groups of States."""


def draft(asked: RosterRequest, files: SourceFiles) -> Draft:
    """Return the draft of a request for a roster.

    Raises
    ------
    SourceError, ReconcileError, FaultsError
        If the list cannot be read or does not go with what is known of the text.
    """
    if (asked.instrument is None) == (asked.instrument_id is None):
        raise SourceError(
            "the text",
            found="a new one and a known one" if asked.instrument else "none",
            expected="the details of a new text, or the key of a known one",
            do="choose the one or the other",
        )
    found = recognition.recognised(files, asked, headings="")
    subject = asked.instrument_id or (asked.instrument.instrument_id if asked.instrument else "")
    if found.questions:
        return Draft(subject, questions=found.questions)
    recognition.keep_aliases(files, found)
    if asked.instrument is not None:
        return _new(asked, asked.instrument, found, files)
    return _present(asked, known_roster(subject, files), found, files)


def known_roster(instrument_id: str, files: SourceFiles) -> Source:
    """Return the roster of a text.

    Raises
    ------
    SourceError
        If there is none of that key; the nearest one is named.
    """
    source = files.roster_of(instrument_id)
    if source is None:
        known = [
            one.details.instrument_id
            for one in files.sources
            if isinstance(one.details, InstrumentDetails)
        ]
        near = one_of(known, instrument_id).rpartition(" (perhaps ")
        raise SourceError(
            "the text",
            found=f"'{instrument_id}', on which there is no roster",
            expected="a text that is known" + (f", perhaps {near[2][:-1]}" if near[1] else ""),
            do="choose one, or enter it as a new text",
        )
    return source


def _new(
    asked: RosterRequest, details: InstrumentDetails, found: Recognised, files: SourceFiles
) -> Draft:
    key = details.instrument_id
    if files.roster_of(key):
        raise SourceError(
            "the text",
            found=f"'{key}', which is known already",
            expected="a key of its own for a new text",
            do="choose another, or bring the list of that one up to date",
        )
    if (asked.kind == "group") != (details.kind in GROUPS):
        raise SourceError(
            "the text",
            found=f"kind {details.kind}",
            expected=" or ".join(GROUPS) + " for a group, and neither for another text",
            do="choose the other",
        )
    source_id = f"rosters/{key}"
    files.refuse_taken(source_id)
    role = asked.role or ("member" if asked.kind == "group" else "endorser")
    rows = [
        {
            "iso3": code,
            "name_as_listed": listed.name,
            "role": listed.cells.get("role") or role,
            "since": listed.cells.get("since") or asked.since or "",
            **{name: listed.cells.get(name, "") for name in BOUNDS},
        }
        for code, listed in found.states
    ]
    columns = [*COLUMNS, *(name for name in BOUNDS if any(row[name] for row in rows))]
    files.write_rows(source_id, columns, [{c: row[c] for c in columns} for row in rows])
    said: dict[str, Any] = details.model_dump(exclude_none=True)
    if found.not_in_states:
        said["not_in_states"] = list(found.not_in_states)
    files.seal(
        source_id,
        source_files.new_sidecar(
            asked.source, form="roster", title=details.name, table="instrument", details=said
        ),
    )
    return Draft(key, told(found))


def _present(asked: RosterRequest, source: Source, found: Recognised, files: SourceFiles) -> Draft:
    details = source.described(InstrumentDetails)
    columns, rows = files.rows(source.source_id)
    role = asked.role or only_role(details, rows)
    as_of, before = asked.source.as_of, source.about.as_of or ""
    if as_of is None or as_of < before:
        raise ReconcileError(
            "the list",
            found=f"as_of {as_of}" if as_of else "no as_of",
            expected="the day on which it stood so" + (f", {before} or later" if before else ""),
            do="say for which day the list holds",
        )
    if (details.official_count is None) != (asked.official_count is None):
        raise ReconcileError(
            "the list",
            found="an official count" if asked.official_count is not None else "no official count",
            expected="one, as for the list before"
            if asked.official_count is None
            else "none: this list has no official count so far",
            do="say how many States its publisher counts, or leave it out",
        )
    listed = dict(found.states)
    named = {row_code(row, files): row for row in rows if is_open(row, role)}
    came = [
        new_spell(code, one.name, role, since=one.cells.get("since") or asked.since or "")
        | ({} if one.cells.get("since") or asked.since else _bounds(before, as_of))
        for code, one in listed.items()
        if code not in named
    ]
    went = []
    if details.roster_status in LISTS or details.roster_use == "full":
        went = [code for code in named if code not in listed]
        for code in went:
            named[code]["until"] = as_of
            named[code]["source_url"] = named[code].get("source_url") or source.read_at
    files.write_rows(source.source_id, with_columns(columns, [*rows, *came]), [*rows, *came])
    sidecar = files.sidecar(source.source_id)
    about: Any = sidecar["source"]
    for key, value in asked.source.model_dump(exclude_none=True, exclude={"title"}).items():
        about[key] = value
    if "read_in" in about and asked.source.read_in is None:
        del about["read_in"]
    if asked.official_count is not None:
        table: Any = sidecar["instrument"]
        table["official_count"] = asked.official_count
    files.seal(source.source_id, sidecar)
    ended = (Remark("spells_ended", (str(len(went)), as_of)),) if went else ()
    return Draft(details.instrument_id, (*told(found), *ended))


def _bounds(before: str, as_of: str) -> dict[str, str]:
    """Return between which days a State joined that only the later of two lists names."""
    return {"since_from": before, "since_to": as_of} if before else {"since_to": as_of}


def new_spell(code: str, name: str, role: str, *, since: str) -> dict[str, str]:
    """Return the row of a State that joined; what is not known has no place in it."""
    row = {"iso3": code, "name_as_listed": name, "role": role, "since": since}
    return {column: text for column, text in row.items() if text}


def is_open(row: dict[str, str], role: str) -> bool:
    """Return whether a spell in a role goes on."""
    return row["role"] == role and not row.get("until")


def row_code(row: dict[str, str], files: SourceFiles) -> str:
    """Return the code of the State of a row of a roster."""
    return row.get("iso3") or files.names().code(row["name_as_listed"], where="the roster")


def with_columns(columns: list[str], rows: Rows) -> list[str]:
    """Return columns with those that some row needs beside them, in their usual order."""
    needed = [
        name
        for name in (*COLUMNS, *BOUNDS)
        if name not in columns and any(row.get(name) for row in rows)
    ]
    return [*columns, *needed]


def only_role(details: InstrumentDetails, rows: Rows) -> str:
    """Return the role in which States are on a text, where there is but one that is counted.

    Raises
    ------
    SourceError
        If there are several.
    """
    other = (*ORGANISER_ROLES, *FORMER_ROLES, "observer", "initiator")
    held = list(dict.fromkeys(row["role"] for row in rows))
    roles = [role for role in held if role not in other and role in (details.counted_roles or held)]
    if len(roles) > 1:
        raise SourceError(
            "the role",
            found="none",
            expected="one of " + ", ".join(roles),
            do="say in which role the States are on the text",
        )
    return roles[0] if roles else "endorser"


def told(found: Recognised) -> tuple[Remark, ...]:
    """Return what is to be said of the names of a list."""
    read = Remark("names_read", (str(len(found.states)),))
    kept = (Remark("aliases_kept", (str(len(found.new_aliases)),)),) if found.new_aliases else ()
    other = (
        (Remark("not_in_states", (", ".join(found.not_in_states),)),) if found.not_in_states else ()
    )
    return (read, *kept, *other)
