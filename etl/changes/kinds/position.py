"""What a document says that one State wants, or that a few want who signed it together."""

from __future__ import annotations

from data.errors import SourceError
from data.stated import QUESTIONS
from etl.changes import recognition
from etl.changes.draft import Draft
from etl.changes.files import SourceFiles
from etl.changes.kinds import roster
from etl.changes.requests import PositionRequest
from etl.plain_text import one_of, shown

FOUND_THROUGH = "desk"
"""Where a row was found that a desk handed in."""

_KEY = ("iso3", "topic", "question", "code", "date", "document")


def draft(asked: PositionRequest, files: SourceFiles) -> Draft:
    """Return the draft of a stated position of one State or a few.

    Raises
    ------
    SourceError, FaultsError
        If the answer is none of its question, or the row is known already.
    """
    if asked.code not in QUESTIONS[asked.question]:
        raise SourceError(
            "the request",
            found=f"code {shown(asked.code)}",
            expected=f"{one_of(QUESTIONS[asked.question], asked.code)}, the codes of question "
            f"{asked.question}",
            do="correct the one or the other",
        )
    found = recognition.recognised(files, asked, headings="")
    if found.questions:
        return Draft(asked.document, questions=found.questions)
    recognition.keep_aliases(files, found)
    rows = [
        {
            "iso3": code,
            "topic": asked.topic,
            "question": asked.question,
            "code": asked.code,
            "act": asked.act,
            "date": asked.date,
            "document": asked.document,
            "source_url": asked.source.read_in or asked.source.url,
            "language": asked.language,
            "confidence": asked.confidence,
            "superseded_on": "",
            "found_through": FOUND_THROUGH,
            "note": asked.note,
        }
        for code, _listed in found.states
    ]
    known = {tuple(row[name] for name in _KEY) for row in files.frame("stated_positions")}
    for row in rows:
        if tuple(row[name] for name in _KEY) in known:
            raise SourceError(
                "the fact",
                found=f"'{row['iso3']}: {asked.code}', which is known already",
                expected="something new",
                do="leave it out",
            )
    files.append_and_seal("stated_positions", rows, retrieved=asked.source.retrieved)
    return Draft(asked.document, roster.told(found))
