"""Files as the UN Digital Library publishes them, made up by a seeded writer.

Symbols, days, titles and votes are drawn at random; the layouts are those of the files of 2024,
2025 and 2026 for the General Assembly, and of 2025 for the Security Council.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

POSITIONS = "YNAX"
TOTALS = ("total_yes", "total_no", "total_abstentions", "total_non_voting", "total_ms")

V2026 = [
    "undl_id",
    "ms_code",
    "ms_name",
    "ms_vote",
    "date",
    "session",
    "resolution",
    "draft",
    "committee_report",
    "meeting",
    "title",
    "agenda_title",
    "subjects",
    "vote_note",
    "total_yes",
    "total_no",
    "total_abstentions",
    "total_non_voting",
    "total_ms",
    "undl_link",
]
V2025 = [column for column in V2026 if column != "vote_note"]
V2024 = [
    "undl_id",
    "ms_code",
    "ms_name",
    "ms_vote",
    "resolution",
    "title",
    "modality",
    "draft",
    "committee_report",
    "meeting",
    "agenda_title",
    "subjects",
    "date",
    "yes",
    "no",
    "abstentions",
    "non-voting",
    "total-voting",
    "undl_link",
]
V2024_DICTIONARY = [
    "undl_id",
    "ms_codes",
    "ms_names",
    "ms_votes",
    "resolutions",
    "title",
    "modality",
    "draft",
    "committee_report",
    "meeting",
    "agenda_titles",
    "subjects",
    "date",
    "yes",
    "no",
    "abstentions",
    "non-voting",
    "total-voting",
    "undl_link",
]
COUNCIL = [
    "undl_id",
    "ms_code",
    "ms_name",
    "permanent_member",
    "ms_vote",
    "date",
    "resolution",
    "draft",
    "meeting",
    "description",
    "agenda",
    "subjects",
    "vote_note",
    "total_yes",
    "total_no",
    "total_abstentions",
    "total_non_voting",
    "total_ms",
    "modality",
    "undl_link",
]
LAYOUTS = {
    "2026": V2026,
    "2025": V2025,
    "2024": V2024,
    "2024, as in its dictionary": V2024_DICTIONARY,
    "Security Council": COUNCIL,
}

_SAME = {
    "ms_codes": "ms_code",
    "ms_names": "ms_name",
    "ms_votes": "ms_vote",
    "resolutions": "resolution",
    "agenda_titles": "agenda_title",
    "agenda": "agenda_title",
    "description": "title",
    "yes": "total_yes",
    "no": "total_no",
    "abstentions": "total_abstentions",
    "non-voting": "total_non_voting",
    "total-voting": "total_ms",
}

_TOPICS = ("disarmament", "human rights", "trade", "outer space", "decolonization", "the sea")


def text(
    undl_id: int,
    symbol: str,
    date: str,
    votes: Mapping[str, str],
    *,
    names: Mapping[str, str] | None = None,
    **fields: str,
) -> list[dict[str, str]]:
    """Return the rows of one resolution, one a State, by the columns of 2026."""
    counts = [sum(vote == position for vote in votes.values()) for position in POSITIONS]
    totals = dict(zip(TOTALS, [f"{n}.0" for n in (*counts, len(votes))], strict=True))
    session = symbol.split("/")[2] if symbol.startswith("A/RES/") else ""
    same = {
        "undl_id": str(undl_id),
        "date": date,
        "session": session,
        "resolution": symbol,
        "draft": "",
        "committee_report": "",
        "meeting": f"A/{session}/PV.{undl_id % 90 + 1}",
        "title": "A text : resolution / adopted by the General Assembly",
        "agenda_title": "An item",
        "subjects": "A SUBJECT",
        "vote_note": "",
        "modality": "adopted with vote",
        "undl_link": f"https://digitallibrary.un.org/record/{undl_id}",
        **totals,
        **fields,
    }
    return [
        {
            **same,
            "ms_code": code,
            "ms_name": (names or {}).get(code, code),
            "ms_vote": vote,
            "permanent_member": "False",
        }
        for code, vote in votes.items()
    ]


def csv_text(
    rows: Sequence[Mapping[str, str]], columns: Sequence[str] = V2026, *, absent: str = "X"
) -> str:
    """Return rows as the text of a file; ``absent`` is how a State that did not vote is written."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        values = {**row, "ms_vote": absent if row["ms_vote"] == "X" else row["ms_vote"]}
        writer.writerow([values.get(_SAME.get(column, column), "") for column in columns])
    return out.getvalue()


def write(
    path: Path,
    *,
    n_rows: int,
    layout: str,
    states: Mapping[str, str],
    seed: int = 0,
    n_a_text: int | None = None,
) -> int:
    """Write a file of at least so many rows, text by text, and return how many there are.

    Parameters
    ----------
    path : Path
    n_rows : int
    layout : str
        A key of `LAYOUTS`.
    states : mapping of str to str
        Names by code, as the file has them.
    seed : int
    n_a_text : int, optional
        States on each text; all if not given, 15 in the Security Council.
    """
    draw = random.Random(seed)  # noqa: S311  # no secret
    is_council = layout == "Security Council"
    n_states = n_a_text or (15 if is_council else len(states))
    n_texts = -(-n_rows // n_states)
    columns = LAYOUTS[layout]
    absent = "NV" if layout.startswith("2024") else "X"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(columns) + "\n")
        for number in range(n_texts):
            codes = sorted(draw.sample(list(states), n_states))
            votes = dict(
                zip(codes, draw.choices(POSITIONS, (80, 4, 10, 6), k=n_states), strict=True)
            )
            rows = _drawn(number, votes, draw, states=states, is_council=is_council)
            file.writelines(_lines(rows, columns, absent))
    return n_texts * n_states


def _drawn(
    number: int,
    votes: Mapping[str, str],
    draw: random.Random,
    *,
    states: Mapping[str, str],
    is_council: bool,
) -> list[dict[str, str]]:
    day = dt.date(1990, 1, 1) + dt.timedelta(days=number % 13_000)
    topic = draw.choice(_TOPICS)
    symbol = (
        f"S/RES/{number + 1}({day.year})"
        if is_council
        else f"A/RES/{200 + number // 400}/{number % 400 + 1}"
    )
    return text(
        700_000 + number,
        symbol,
        day.isoformat(),
        votes,
        names=states,
        title=f"Report on {topic}, and on what follows from it, number {number} : resolution / "
        "adopted by the General Assembly",
        agenda_title=f"Questions of {topic}, including what was deferred from the last session",
        subjects="|".join(f"{topic.upper()}--{word}" for word in ("REPORTS", "MEASURES", "STATES")),
        draft=f"A/C.{draw.randint(1, 6)}/{number % 80}/L.{number % 60}",
    )


def _lines(rows: Sequence[Mapping[str, str]], columns: Sequence[str], absent: str) -> Iterator[str]:
    """Yield the lines of one text; what its rows share is put in order once."""
    own = {"ms_code", "ms_name", "ms_vote"}
    names = [_SAME.get(column, column) for column in columns]
    shared = [_quoted(rows[0].get(name, "")) if name not in own else "" for name in names]
    places = {name: names.index(name) for name in own}
    for row in rows:
        fields = shared.copy()
        fields[places["ms_code"]] = row["ms_code"]
        fields[places["ms_name"]] = _quoted(row["ms_name"])
        fields[places["ms_vote"]] = absent if row["ms_vote"] == "X" else row["ms_vote"]
        yield ",".join(fields) + "\n"


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if any(c in value for c in ',"\n') else value
