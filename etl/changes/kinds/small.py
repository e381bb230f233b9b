"""Facts that are a row of a table: a milestone, a stance; and errors put right beside a source."""

from __future__ import annotations

from data.errors import SourceError
from etl.changes import recognition
from etl.changes.draft import Draft
from etl.changes.files import SourceFiles
from etl.changes.kinds import roster
from etl.changes.requests import CorrectionRequest, MilestoneRequest, StanceRequest
from etl.plain_text import one_of


def milestone(asked: MilestoneRequest, files: SourceFiles) -> Draft:
    """Return the draft of a milestone.

    Raises
    ------
    SourceError
        If it is known already.
    """
    _refuse_known(
        asked.title,
        any(
            row["date"] == asked.date and row["title"] == asked.title
            for row in files.frame("milestones")
        ),
    )
    row = {
        "date": asked.date,
        "title": asked.title,
        "body": asked.body,
        "place": asked.place,
        "symbol": asked.symbol,
        "kind": asked.milestone_kind,
        "source_url": asked.source.read_in or asked.source.url,
        "is_confirmed": "yes" if asked.is_confirmed else "no",
    }
    files.append_and_seal("milestones", [row], retrieved=asked.source.retrieved)
    return Draft(asked.title)


def stance(asked: StanceRequest, files: SourceFiles) -> Draft:
    """Return the draft of a stance of one State or a few.

    Raises
    ------
    SourceError, FaultsError
        If the text is not known, or the stance is already.
    """
    roster.known_roster(asked.instrument_id, files)
    found = recognition.recognised(files, asked, headings="")
    if found.questions:
        return Draft(asked.instrument_id, questions=found.questions)
    recognition.keep_aliases(files, found)
    known = {(row["instrument_id"], row["iso3"], row["fact"]) for row in files.frame("stances")}
    for code, _listed in found.states:
        _refuse_known(f"{code}: {asked.fact}", (asked.instrument_id, code, asked.fact) in known)
    rows = [
        {
            "instrument_id": asked.instrument_id,
            "iso3": code,
            "fact": asked.fact,
            "date": asked.date or "",
            "source_url": asked.source.read_in or asked.source.url,
            "confidence": asked.source.confidence,
        }
        for code, _listed in found.states
    ]
    files.append_and_seal("stances", rows, retrieved=asked.source.retrieved)
    return Draft(asked.instrument_id, roster.told(found))


def correction(asked: CorrectionRequest, files: SourceFiles) -> Draft:
    """Return the draft of a correction.

    Raises
    ------
    SourceError
        If there is no such source.
    """
    known = [source.source_id for source in files.sources]
    if asked.of_source not in known:
        near = one_of(known, asked.of_source).rpartition(" (perhaps ")
        raise SourceError(
            "the source",
            found=f"'{asked.of_source}', which is none of ours",
            expected="a source" + (f", perhaps {near[2][:-1]}" if near[1] else " of the page Data"),
            do="correct it",
        )
    files.append_correction(
        {
            "source": asked.of_source,
            "key": asked.key,
            "column": asked.column,
            "expect": asked.expect,
            "value": asked.value,
            "reason": asked.why,
            "url": asked.source.url,
        }
    )
    return Draft(asked.of_source)


def _refuse_known(what: str, is_known: bool) -> None:
    if is_known:
        raise SourceError(
            "the fact",
            found=f"'{what}', which is known already",
            expected="something new",
            do="leave it out",
        )
