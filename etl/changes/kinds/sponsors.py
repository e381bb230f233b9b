"""Who sponsored a text that is voted on: a roster of its own, as for the texts before it."""

from __future__ import annotations

import re

from data.errors import SourceError
from etl.changes import files as source_files
from etl.changes import recognition
from etl.changes.draft import Draft
from etl.changes.files import SourceFiles
from etl.changes.kinds import rollcall, roster
from etl.changes.requests import SponsorsRequest

COUNTED = ("sponsor", "additional_sponsor")
_SYMBOL = re.compile(r"A/(RES|C\.1)/((?:ES-)?\d+)/([A-Z]?\.?\d+(?:/Rev\.\d+)?)")


def draft(asked: SponsorsRequest, files: SourceFiles) -> Draft:
    """Return the draft of a request for the sponsors of a text.

    Raises
    ------
    SourceError, FaultsError
        If the symbol is none of a resolution or draft, or the sponsors are known already.
    """
    key = key_of(asked.symbol)
    found = recognition.recognised(files, asked, headings="sponsors")
    if found.questions:
        return Draft(key, questions=found.questions)
    source_id = f"rosters/{key}"
    files.refuse_taken(source_id)
    recognition.keep_aliases(files, found)
    rows = [
        roster.new_spell(
            code, one.name, one.cells.get("role") or one.heading or "sponsor", since=""
        )
        for code, one in found.states
    ]
    files.write_rows(source_id, roster.COLUMNS, rows)
    vote = rollcall.key_of(asked.symbol)
    has_vote = any(source.source_id == f"rollcalls/{vote}" for source in files.sources)
    given = asked.source.model_copy(update={"as_of": asked.source.as_of or asked.date})
    files.seal(
        source_id,
        source_files.new_sidecar(
            given,
            form="roster",
            title=f"Sponsors of {asked.symbol}",
            table="instrument",
            details={
                "instrument_id": key,
                "name": f"Sponsors of {asked.symbol}, {asked.title}",
                "short_name": asked.short_name,
                "kind": "resolution",
                "domain": asked.domain,
                "date": asked.date,
                "host": "UN General Assembly",
                "open_to_new_members": "no",
                "window_closed": asked.date,
                "roster_status": "official_list",
                "roster_use": "full",
                "counted_roles": [
                    role for role in COUNTED if any(row["role"] == role for row in rows)
                ],
                "rollcall_id": vote if has_vote else None,
            },
        ),
    )
    return Draft(key, roster.told(found))


def key_of(symbol: str) -> str:
    """Return the key of the roster of sponsors of a text.

    Raises
    ------
    SourceError
        If the symbol is none of a resolution or of a draft of the First Committee.

    Examples
    --------
    >>> key_of("A/RES/80/58"), key_of("A/C.1/80/L.46")
    ('unga_80_58', 'unga_c1_80_l46')
    """
    found = _SYMBOL.fullmatch(symbol)
    if not found:
        raise SourceError(
            "the symbol",
            found=f"'{symbol}'",
            expected="one of a resolution or draft, as A/RES/79/239 or A/C.1/79/L.43",
            do="correct it",
        )
    number = re.sub(r"[^a-z0-9]+", "_", found[3].casefold().replace(".", ""))
    return f"unga_{'c1_' if found[1] == 'C.1' else ''}{found[2].casefold()}_{number}".replace(
        "-", ""
    )
