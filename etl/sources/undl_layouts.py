"""The layouts of the voting files of the UN Digital Library: which column means what."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from data.errors import SourceError
from etl import dates, plain_text

COLUMNS: dict[str, tuple[str, ...]] = {
    "undl_id": (),
    "code": ("ms_code", "ms_codes"),
    "vote": ("ms_vote", "ms_votes"),
    "symbol": ("resolution", "resolutions"),
    "date": (),
    "name": ("ms_name", "ms_names"),
    "session": (),
    "draft": (),
    "meeting": (),
    "title": ("description",),
    "subjects": (),
    "note": ("vote_note",),
    "modality": (),
    "n_yes": ("total_yes", "yes"),
    "n_no": ("total_no", "no"),
    "n_abstain": ("total_abstentions", "abstentions"),
    "n_absent": ("total_non_voting", "non-voting", "non_voting"),
}
"""What we read, and the columns in which the files of 2024, 2025 and 2026 have it, beside one of
the same name. The first five are needed."""

NEEDED = ("undl_id", "code", "vote", "symbol", "date")

OF_A_TEXT = ("symbol", "date", "n_yes", "n_no", "n_abstain", "n_absent", "modality")
"""What has to be the same in all rows of a text."""

TALLIES = ("n_yes", "n_no", "n_abstain", "n_absent")

VOTES = {"Y": "Y", "N": "N", "A": "A", "X": "X", "NV": "X", "": "X"}
"""Our positions by theirs: a State that did not vote is NV in 2024 and X since; before, nothing."""

BODIES = {"A/RES/": "plenary", "S/RES/": "security_council"}
"""The body by the beginning of its symbols."""

HEAD_BYTES = 2**16


def header(path: Path) -> list[str]:
    """Return the names of the columns of a file; none if it has no text."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    line = head.decode("utf-8-sig", errors="replace").partition("\n")[0]
    return next(csv.reader(io.StringIO(line), strict=True), [])


def columns(header: Sequence[str], *, where: str) -> dict[str, str]:
    """Return the name that a file has for each meaning of `COLUMNS` that it has.

    Raises
    ------
    SourceError
        If a needed one is missing, or two columns mean the same.
    """
    found: dict[str, str] = {}
    for meaning, names in COLUMNS.items():
        held = [name for name in header if name.strip().casefold() in (meaning, *names)]
        if len(held) > 1:
            raise SourceError(
                f"{where}, header",
                found=f"{' and '.join(held)}, which mean the same",
                expected="one column of each meaning",
                do="download the file again",
            )
        if held:
            found[meaning] = held[0]
    missing = [(COLUMNS[name] or (name,))[0] for name in NEEDED if name not in found]
    if missing:
        raise SourceError(
            f"{where}, header",
            found=f"no column {', '.join(missing)}"
            + (f" among {plain_text.shown(', '.join(header))}" if header else ""),
            expected="the file of votes of the United Nations Digital Library, one row a State and "
            "text",
            do="download …_ga_voting.csv or …_sc_voting.csv, not the file of texts, and leave it "
            "as it is",
        )
    return found


def _is_day(text: str) -> bool:
    return len(text) == len("2024-12-24") and dates.is_date(text)


def _is_symbol(text: str) -> bool:
    return text.strip().startswith(tuple(BODIES))


_COUNT = re.compile(r"\s*([0-9]{1,3}(\.0*)?)?\s*")

EXPECTED: tuple[tuple[str, Callable[[str], object], str], ...] = (
    ("undl_id", bool, "a value in every row"),
    ("code", bool, "a value in every row"),
    ("symbol", _is_symbol, "a symbol as A/RES/79/239 or S/RES/2787(2025)"),
    ("date", _is_day, "a day as 2024-12-24"),
    ("vote", lambda text: text.strip().upper() in VOTES, "Y, N, A, X, NV or nothing"),
    *((name, _COUNT.fullmatch, "a whole number, or nothing") for name in TALLIES),
)
"""What a value of a column has to be, and how a message says so."""
