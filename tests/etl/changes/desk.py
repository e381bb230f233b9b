"""A desk that hands in requests to the small archive, as the page and the command line do."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from etl.changes import answers
from etl.changes.answers import RequestAnswer
from tests.etl.archive import Archive

NOW = datetime(2026, 11, 29, 9, 30, tzinfo=UTC)
LICENCE = "Page terms not read; facts cited, no text copied"
SOURCE = {
    "url": "https://www.mfa.gov.kr/list",
    "retrieved": "2026-11-29",
    "as_of": "2026-11-28",
    "publisher": "A ministry",
    "licence": LICENCE,
}
HARBOUR = {
    "instrument_id": "harbour",
    "name": "Harbour Declaration",
    "short_name": "Harbour",
    "kind": "political_declaration",
    "domain": "military AI",
    "opened": "2026-10-01",
    "open_to_new_members": "yes",
    "roster_status": "official_list",
    "roster_use": "full",
    "official_count": 2,
}
ROLLCALL = {
    "symbol": "A/RES/81/7",
    "title": "Artificial intelligence in the military domain",
    "date": "2026-11-20",
    "topics": ["aimd"],
}
PRINTED = """The draft resolution was adopted by 3 votes to 1, with 1 abstention.
In favour:
  Netherlands, Republic of
  Korea, Kenya
Against: United States of America
Abstaining: Russian Federation.
"""

REQUESTS: dict[str, dict[str, Any]] = {
    "roster": {"instrument": HARBOUR, "text": "Kenya and Brazil", "since": "2026-10-01"},
    "endorsement": {
        "instrument_id": "hague",
        "text": "Brazil",
        "date": "2026-11-28",
        "official_count": 4,
    },
    "rollcall": {**ROLLCALL, "text": PRINTED},
    "sponsors": {
        "symbol": "A/RES/81/7",
        "title": "Artificial intelligence in the military domain",
        "short_name": "AIMD 81/7",
        "date": "2026-11-20",
        "domain": "military AI",
        "text": "Sponsors: Netherlands, Republic of Korea\nAdditional sponsors: Kenya",
    },
    "milestone": {
        "title": "Fourth REAIM summit",
        "date": "2027-04",
        "milestone_kind": "summit",
        "is_confirmed": False,
        "body": "REAIM",
        "place": "Nairobi",
    },
    "stance": {
        "instrument_id": "hague",
        "text": "Russian Federation",
        "fact": "not_invited",
        "date": "2023-02",
    },
    "position": {
        "text": "Kenya, Brazil",
        "topic": "laws",
        "question": "legally_binding_instrument",
        "code": "lbi_open",
        "act": "joint_text",
        "date": "2026-10-12",
        "document": "A joint statement",
        "language": "en",
        "confidence": "official",
    },
    "group": {
        "instrument": {
            **HARBOUR,
            "instrument_id": "friends",
            "kind": "regional_group",
            "name": "Friends of the Harbour",
        },
        "text": "Kenya\nBrazil",
        "role": "member",
    },
    "correction": {
        "of_source": "rosters/hague",
        "key": {"name_as_listed": "Kenya"},
        "column": "since",
        "expect": "2023-02-16",
        "value": "2023-02-17",
    },
}
"""A request of every kind that the small archive takes."""


def add(
    archive: Archive, kind: str, *, is_written: bool = False, now: datetime = NOW, **asked: Any
) -> RequestAnswer:
    """Hand in a request; what is not said is as in `SOURCE`."""
    source = {**SOURCE, **asked.pop("source", {})}
    content = {
        "who": "A. Desk",
        "why": "It was published",
        "source": {key: value for key, value in source.items() if value is not None},
        **asked,
    }
    places = {"root": archive.root, "corrections": archive.corrections}
    request = answers.request(kind, content, **places)
    return answers.add(request, kind, **places, is_written=is_written, now=now)


def undo(
    archive: Archive, entry_id: str, *, is_written: bool = True, **asked: Any
) -> RequestAnswer:
    return answers.undo(
        entry_id,
        who="B. Desk",
        why="It was not so",
        base=asked.get("base"),
        root=archive.root,
        corrections=archive.corrections,
        is_written=is_written,
        now=NOW,
    )


def file(name: str, content: bytes | str) -> dict[str, str]:
    raw = content.encode() if isinstance(content, str) else content
    return {"name": name, "content": base64.b64encode(raw).decode()}


def state_of(archive: Archive) -> dict[str, bytes]:
    """Return every file of the sources, the corrections and the snapshot, byte for byte."""
    paths = [*archive.root.rglob("*"), archive.corrections, archive.snapshot]
    return {str(path): path.read_bytes() for path in paths if path.is_file()}


def sources_of(archive: Archive) -> dict[str, bytes]:
    return {name: text for name, text in state_of(archive).items() if "warehouse" not in name}


def journal_of(archive: Archive) -> Path:
    return archive.root.parent / "journal"
