"""The tiny world: small enough to work every answer by hand.

Six members of the United Nations and one observer:

====  =======================  ======
iso3  State                    group
====  =======================  ======
CHL   Chile                    GRULAC
KEN   Kenya                    AG
KOR   Republic of Korea        APG
NGA   Nigeria                  AG
NLD   Kingdom of the Netherl.  WEOG
POL   Poland                   EEG
PSE   Palestine (observer)     none
====  =======================  ======

Three texts, of which the second is known only in part (three supported it, two are named):

====  ========  ==============  =================  =================================
iso3  cta_2023  blueprint_2024  pathways_2026      so, by these texts
====  ========  ==============  =================  =================================
CHL   no        unknown         2026-02-05         new
KEN   no        named           2026-02-05         stayed (came with the second text)
KOR   yes       unknown         between two dates  stayed
NGA   no        unknown         no                 never
NLD   yes       named           2026-02-05         stayed
POL   yes       unknown         no                 left
PSE   yes       unknown         no                 left
====  ========  ==============  =================  =================================

Four roll calls on the same subject, two in plenary and two in committee, and one of 1990 whose
names and tally differ. Of the first committee vote only one name is known:

====  =========  =========  =========  =========
iso3  c1_res_1   res_1      c1_res_2   res_2
====  =========  =========  =========  =========
CHL   ?          Y          Y          X
KEN   ?          A          Y          Y
KOR   ?          Y          Y          Y
NGA   N          N          A          A
NLD   ?          Y          Y          Y
POL   ?          X          A          Y
====  =========  =========  =========  =========

So from res_1 to res_2 CHL went Y to X, KEN A to Y, NGA N to A and POL X to Y; and from committee to
plenary on res_2 CHL dropped out and POL changed from A to Y.

A treaty (``ban``) that NLD is party to, KOR only signed and POL left on 2025-12-27; a charter
known from A to Kenya (CHL is listed); two groups (``north``: NLD, POL, undated; ``south``: KEN
since 2000, NGA since 2025); a summit of 2024 with a host and a cohost and no names besides; the
sponsors of res_2 (NLD; KEN additionally; KOR tabled it); and views that NGA sent to the
Secretary-General. NLD hosted the first call, KOR is known to carry res_2 since October 2025, and
POL is a weak initiator of the ban. A resolution asks three
things (one done, one due, one open); NLD wrote a paper with KEN and one alone; one person sits on a
commission. What they say that they want stands in `tests.tiny_stated`. The former State YUG is in
the table of States and nowhere else.
"""

from __future__ import annotations

import functools
from typing import Any

import pandas as pd

from data import schema
from tests import tiny_stated

VOTES = {
    "c1_res_1": {"NGA": "N"},
    "res_1": {"CHL": "Y", "KEN": "A", "KOR": "Y", "NGA": "N", "NLD": "Y", "POL": "X"},
    "c1_res_2": {"CHL": "Y", "KEN": "Y", "KOR": "Y", "NGA": "A", "NLD": "Y", "POL": "A"},
    "res_2": {"CHL": "X", "KEN": "Y", "KOR": "Y", "NGA": "A", "NLD": "Y", "POL": "Y"},
    "old_1": {"CHL": "Y", "KEN": "Y", "NGA": "N", "NLD": "A", "POL": "N"},
}

STATES = """
CHL | CL | Chile | Chile | Chili | GRULAC | member | 1945 | -30.0 | -71.0
KEN | KE | Kenya | Kenya | Kenia | AG | member | 1963 | 1.0 | 38.0
KOR | KR | Republic of Korea | South Korea | Zuid-Korea | APG | member | 1991 | 37.0 | 127.5
NGA | NG | Nigeria | Nigeria | Nigeria | AG | member | 1960 | 10.0 | 8.0
NLD | NL | Netherlands, Kingdom of | Netherlands | Nederland | WEOG | member | 1945 | 52.5 | 5.7
POL | PL | Poland | Poland | Polen | EEG | member | 1945 | 52.0 | 20.0
PSE | PS | State of Palestine | Palestine | Palestina | | observer | | 31.9 | 35.2
YUG | | Yugoslavia | Yugoslavia | Joegoslavië | | former | 1945 | |
"""
"""iso3, iso2, UN name, English, Dutch, group, membership, since, latitude, longitude."""

INSTRUMENTS = """
cta_2023 | First Call | summit_outcome | 2023-02-16 |
blueprint_2024 | Second Blueprint | summit_outcome | 2024-09-10 |
pathways_2026 | Third Pathways | summit_outcome | 2026-02-05 |
pathways_2026_at_close | Third Pathways at close | summit_outcome | 2026-02-05 |
ban | Ban Treaty | treaty | 2009-01-01 |
charter | Charter | treaty | 2020-01-01 |
north | Northern Group | organisation | |
south | Southern Group | organisation | 2000-01-01 |
summit_2024 | Second Summit | forum | 2024-09-09 |
sponsors_2 | Sponsors of Resolution 2 | resolution | 2025-12-01 | res_2
views_2025 | Views on Resolution 1 | sg_report_submission | 2025-06 |
"""
"""Key, name, kind, date, roll call."""

ROSTERS = """
cta_2023 | endorser | 4 | official_list | full | | 2023-02-16 |
blueprint_2024 | endorser | 3 | partial | positives_only | | 2024-09-10 |
pathways_2026 | endorser | 4 | official_list | full | | 2026-07-17 |
pathways_2026_at_close | endorser | 3 | secondary_list | full | | 2026-02-05 | pathways_2026
ban | party | 1 | official_list | full | | 2026-02-03 |
charter | party | 2 | partial | alphabetical | Kenya | 2025 |
north | member | 2 | secondary_list | full | | 2026-01 |
south | member | 2 | secondary_list | full | | 2026-01 |
summit_2024 | | | count_only | positives_only | | 2024-09-10 |
sponsors_2 | sponsor,additional_sponsor | 2 | official_list | full | | 2025-12-01 |
views_2025 | submitter | | partial | positives_only | | 2025-06 |
"""
"""Key, counted roles, official count, status, use, name limit, as of, earlier state of."""

MEMBERSHIPS = (
    # instrument, State, role, since, earliest, latest, until
    ("cta_2023", "KOR", "endorser", "2023-02-16", "2023-02-16", "2023-02-16", None),
    ("cta_2023", "NLD", "endorser", "2023-02-16", "2023-02-16", "2023-02-16", None),
    ("cta_2023", "POL", "endorser", "2023-02-16", "2023-02-16", "2023-02-16", None),
    ("cta_2023", "PSE", "endorser", "2023-02-16", "2023-02-16", "2023-02-16", None),
    ("blueprint_2024", "KEN", "endorser", "2024-09-10", "2024-09-10", "2024-09-10", None),
    ("blueprint_2024", "NLD", "endorser", "2024-09-10", "2024-09-10", "2024-09-10", None),
    ("pathways_2026", "CHL", "endorser", "2026-02-05", "2026-02-05", "2026-02-05", None),
    ("pathways_2026", "KEN", "endorser", "2026-02-05", "2026-02-05", "2026-02-05", None),
    ("pathways_2026", "KOR", "endorser", None, "2026-02-05", "2026-07-17", None),
    ("pathways_2026", "NLD", "endorser", "2026-02-05", "2026-02-05", "2026-02-05", None),
    ("pathways_2026_at_close", "CHL", "endorser", "2026-02-05", "2026-02-05", "2026-02-05", None),
    ("pathways_2026_at_close", "KEN", "endorser", "2026-02-05", "2026-02-05", "2026-02-05", None),
    ("pathways_2026_at_close", "NLD", "endorser", "2026-02-05", "2026-02-05", "2026-02-05", None),
    ("ban", "KOR", "signatory", "2011-01-01", "2011-01-01", "2011-01-01", None),
    ("ban", "NLD", "party", "2010-01-01", "2010-01-01", "2010-01-01", None),
    ("ban", "NLD", "signatory", "2009-06-01", "2009-06-01", "2009-06-01", None),
    ("ban", "POL", "party_former", "2012-01-01", "2012-01-01", "2012-01-01", None),
    ("ban", "POL", "withdrawn", "2025-12-27", "2025-12-27", "2025-12-27", None),
    ("charter", "CHL", "party", "2021-01-01", "2021-01-01", "2021-01-01", None),
    ("north", "NLD", "member", None, None, None, None),
    ("north", "POL", "member", None, None, None, None),
    ("south", "KEN", "member", "2000", "2000-01-01", "2000-12-31", None),
    ("south", "NGA", "member", "2025-03", "2025-03-01", "2025-03-31", None),
    ("summit_2024", "KOR", "host", "2024-09-09", "2024-09-09", "2024-09-09", None),
    ("summit_2024", "NLD", "cohost", "2024-09-09", "2024-09-09", "2024-09-09", None),
    ("sponsors_2", "KEN", "additional_sponsor", "2025-12-01", "2025-12-01", "2025-12-01", None),
    ("sponsors_2", "KOR", "main_sponsor", "2025-11-06", "2025-11-06", "2025-11-06", None),
    ("sponsors_2", "NLD", "sponsor", "2025-12-01", "2025-12-01", "2025-12-01", None),
    ("views_2025", "NGA", "submitter", "2025-06", "2025-06-01", "2025-06-30", None),
)

ROLLCALLS = """
c1_res_1 | first_committee | 79 | A/C.1/79/L.1 | A/C.1/79/L.1 | 2024-11-06 | 4 1 1 0 | partial
res_1 | plenary | 79 | A/RES/79/1 | A/C.1/79/L.1 | 2024-12-24 | 3 1 1 1 | complete
c1_res_2 | first_committee | 80 | A/C.1/80/L.2 | A/C.1/80/L.2 | 2025-11-06 | 4 0 2 0 | complete
res_2 | plenary | 80 | A/RES/80/2 | A/C.1/80/L.2 | 2025-12-01 | 4 0 1 1 | complete
old_1 | plenary | 45 | A/RES/45/1 | | 1990-12-04 | 3 2 0 1 | mismatch
"""
"""Key, body, session, symbol, draft, day, published Y N A X, status."""


def _cells(table: str) -> list[list[str | None]]:
    """Return the cells of a text table; an empty one is missing."""
    lines = table.strip().splitlines()
    return [[cell.strip() or None for cell in line.split("|")] for line in lines]


def _frame(table: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return rows as the contract types them; columns not given are missing."""
    columns = schema.TABLES[table].to_schema().columns
    data = {name: [row.get(name) for row in rows] for name in columns}
    typed = {
        name: pd.Series(
            data[name],
            dtype="category" if str(column.dtype) == "category" else column.dtype.type,
        )
        for name, column in columns.items()
        if not str(column.dtype).startswith("datetime") and str(column.dtype) != "object"
    }
    days = {
        name: pd.Series(pd.to_datetime(data[name])).astype("datetime64[us]")
        for name, column in columns.items()
        if str(column.dtype).startswith("datetime")
    }
    objects = {name: pd.Series(data[name], dtype=object) for name in columns}
    return pd.DataFrame({**objects, **typed, **days})[list(columns)]


def _bounds(text: str | None) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
    if text is None:
        return None, None
    first = pd.Timestamp(text)
    offset = {4: pd.offsets.YearEnd(0), 7: pd.offsets.MonthEnd(0)}.get(len(text))
    return first, first if offset is None else first + offset


def _states() -> list[dict[str, Any]]:
    rows = []
    for row in _cells(STATES):
        iso3, iso2, un_name, name_en, name_nl, group, membership, since, lat, lon = row
        rows.append(
            {
                "iso3": iso3,
                "iso2": iso2,
                "un_name": un_name,
                "name_en": name_en,
                "name_nl": name_nl,
                "un_region_group_code": group,
                "un_membership": membership,
                "un_member_since_year": int(since) if since else None,
                "lat_deg": float(lat) if lat else None,
                "lon_deg": float(lon) if lon else None,
            }
        )
    return rows


def _instruments() -> list[dict[str, Any]]:
    rosters = {row[0]: row[1:] for row in _cells(ROSTERS)}
    rows = []
    for key, name, kind, date, rollcall_id in _cells(INSTRUMENTS):
        roles, official, status, use, limit, as_of, earlier = rosters[key]
        counted = roles.split(",") if roles else []
        listed = {m[1] for m in MEMBERSHIPS if m[0] == key and m[2] in counted}
        first, last = _bounds(date)
        rows.append(
            {
                "instrument_id": key,
                "name": name,
                "short_name": name,
                "kind": kind,
                "domain": "military AI",
                "date_text": date,
                "date_from": first,
                "date_to": last,
                "open_to_new_members": "unknown",
                "official_count": int(official) if official else None,
                "n_listed": len(listed),
                "n_not_in_states": 0,
                "counted_roles": "|".join(counted),
                "roster_status": status,
                "roster_use": use,
                "name_limit": limit,
                "as_of": as_of,
                "snapshot_of": earlier,
                "rollcall_id": rollcall_id,
                "source_id": "tiny",
                "evidence_id": "roster",
            }
        )
    return rows


def _memberships() -> list[dict[str, Any]]:
    columns = ("instrument_id", "iso3", "role", "since", "since_from", "since_to", "until")
    return [
        dict(zip(columns, row, strict=True))
        | {"name_as_listed": row[1].title(), "confidence": "official", "evidence_id": "spell"}
        for row in MEMBERSHIPS
    ]


def _rollcalls() -> list[dict[str, Any]]:
    rows = []
    for key, body, session, symbol, draft, day, tally, status in _cells(ROLLCALLS):
        published = [int(n) for n in tally.split()]
        named = list(VOTES[key].values())
        counted = {position: named.count(position) for position in schema.POSITIONS}
        rows.append(
            {
                "rollcall_id": key,
                "body": body,
                "session": session,
                "session_number": int(session),
                "symbol": symbol,
                "draft": draft,
                "title": "Old text" if key == "old_1" else "Artificial intelligence",
                "vote_date": pd.Timestamp(day),
                "date_quality": "official",
                "is_paragraph_vote": False,
                "is_amendment_vote": False,
                "n_yes_published": published[0],
                "n_no_published": published[1],
                "n_abstain_published": published[2],
                "n_absent_published": published[3],
                "n_yes": counted["Y"],
                "n_no": counted["N"],
                "n_abstain": counted["A"],
                "n_absent": counted["X"],
                "status": status,
                "source_id": "tiny",
                "evidence_id": "record",
            }
        )
    return rows


def _votes() -> list[dict[str, Any]]:
    return [
        {
            "rollcall_id": key,
            "iso3": iso3,
            "vote": vote,
            "confidence": "official_record",
            "evidence_id": "record",
        }
        for key, cast in VOTES.items()
        for iso3, vote in cast.items()
    ]


def _others() -> dict[str, list[dict[str, Any]]]:
    stance = {"confidence": "secondary", "evidence_id": "press"}
    milestone = {"body": "REAIM", "is_confirmed": True, "evidence_id": "press"}
    return {
        "aliases": [{"alias": row[2], "iso3": row[0]} for row in _cells(STATES)],
        "topics": [
            {"rollcall_id": row[0], "topic": "nuclear" if row[0] == "old_1" else "aimd"}
            for row in _cells(ROLLCALLS)
        ],
        "milestones": [
            milestone
            | {"milestone_id": key, "date_text": day, "title": title, "kind": kind}
            | dict(zip(("date_from", "date_to"), _bounds(day), strict=True))
            for key, day, title, kind in (
                ("first_summit", "2023-02", "First summit", "summit"),
                ("resolution_2", "2025-12-01", "Resolution 2 adopted", "resolution"),
                ("next_summit", "2027", "Next summit", "summit"),
            )
        ],
        "stances": [
            stance
            | {
                "iso3": "CHL",
                "instrument_id": "blueprint_2024",
                "date_text": "2024-09-10",
                "fact": "attended_did_not_endorse",
            },
            stance | {"iso3": "NGA", "instrument_id": "summit_2024", "fact": "not_invited"},
        ],
        "leads": [
            {
                "instrument_id": key,
                "iso3": iso3,
                "role": role,
                "since": day,
                "since_from": _bounds(day)[0],
                "since_to": _bounds(day)[1],
                "is_weak": role == "initiator",
                "confidence": "official",
                "evidence_id": "press",
            }
            for key, iso3, role, day in (
                ("cta_2023", "NLD", "host", "2023-02-15"),
                ("ban", "POL", "initiator", "2008"),
                ("sponsors_2", "KOR", "main_sponsor", "2025-10"),
            )
        ],
        "mandates": [
            {
                "mandate_id": key,
                "symbol": "A/RES/80/2",
                "paragraphs": key.upper(),
                "task": task,
                "who": who,
                "due": due,
                "due_from": _bounds(day)[0] if day else None,
                "due_to": _bounds(day)[1] if day else None,
                "status": status,
                "outcome": outcome,
                "confidence": "official",
                "evidence_id": "record",
            }
            for key, task, who, due, day, status, outcome in (
                ("op1", "Report on it", "Secretary-General", "80th session", "", "done", "A/80/1"),
                ("op2", "Exchange views", "States", "2026", "2026", "due", None),
                ("op3", "Publish policies", "States", None, "", "open", None),
            )
        ],
        "authorships": [
            {
                "paper_id": key,
                "symbol": key if "/" in key else None,
                "title": title,
                "iso3": iso3,
                "is_joint": is_joint,
                "date_text": day,
                "date_from": _bounds(day)[0],
                "date_to": _bounds(day)[1],
                "confidence": "secondary",
                "evidence_id": "press",
            }
            for key, title, iso3, is_joint, day in (
                ("CCW/WP.1", "A joint paper", "NLD", True, "2018"),
                ("CCW/WP.1", "A joint paper", "KEN", True, "2018"),
                ("non_paper", "A non-paper", "NLD", False, "2022-07-08"),
            )
        ],
        "commissioners": [
            {
                "instrument_id": "summit_2024",
                "person": "A. Person",
                "role": "chair",
                "institution": "A university",
                "since": "2024-03",
                "confidence": "secondary",
                "evidence_id": "press",
            }
        ],
        "stated_positions": tiny_stated.stated_positions(_bounds),
        "group_positions": tiny_stated.group_positions(_bounds),
        "tiles": [
            {"iso3": row[0], "column": place, "row": 0}
            for place, row in enumerate(_cells(STATES)[:7])
        ],
        "boundaries": [
            {"iso3": "NLD", "ring": 0, "lon_deg": [5.0, 6.0, 6.0], "lat_deg": [52.0, 52.0, 53.0]}
        ],
        "reference_points": [
            {
                "subject": "all",
                "iso3": "NLD",
                "session_number": 74,
                "ideal_point": 1.0,
                "q05": 0.8,
                "q95": 1.2,
                "n_votes": 90,
            }
        ],
        "sponsors": [
            {"rollcall_id": "res_2", "iso3": iso3, "role": role, "evidence_id": "record"}
            for iso3, role in (("KEN", "additional_sponsor"), ("NLD", "sponsor"))
        ],
        "repeated_votes": [{"earlier_rollcall_id": "res_1", "later_rollcall_id": "res_2"}],
        "evidence": [
            {
                "evidence_id": key,
                "url": f"https://example.org/{key}",
                "publisher": "Tiny World Gazette",
                "title": key.title(),
                "retrieved": "2026-11",
                "licence": "Public",
                "grade": "recognised" if key == "press" else "official",
            }
            for key in ("roster", "spell", "record", "press")
        ],
        "sources": [
            {
                "source_id": "tiny",
                "format": "roster",
                "title": "Tiny world",
                "publisher": "Tiny World Gazette",
                "url": "https://example.org",
                "retrieved": "2026-11",
                "licence": "Public",
                "sha256": "0" * 64,
                "n_rows": 1,
                "n_bytes": 1,
                "max_age_days": None,
            }
        ],
        "corrections": [],
        "refusals": [],
    }


def tables() -> dict[str, pd.DataFrame]:
    """Return every table of the tiny world, to change at will."""
    return {name: frame.copy() for name, frame in _built().items()}


@functools.cache
def _built() -> dict[str, pd.DataFrame]:
    rows = {
        "states": _states(),
        "instruments": _instruments(),
        "memberships": _memberships(),
        "rollcalls": _rollcalls(),
        "votes": _votes(),
        **_others(),
    }
    return {table: _frame(table, rows[table]) for table in schema.TABLES}
