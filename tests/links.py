"""A link to every page with filters off their defaults, for tests of what pages keep and share."""

import re
from collections.abc import Iterator

LINKS: dict[str, dict[str, str | list[str]]] = {
    "standing": {"of": "reaim_2023_cta", "as": "map", "near": "Africa"},
    "rollcalls": {"topic": "laws", "group": "au"},
    "instruments": {
        "subject": ["military AI", "nuclear"],
        "kind": ["summit_outcome", "treaty"],
        "role": ["endorser", "party"],
        "group": "un_ag",
        "on": "2024-12-31",
        "order": "name",
        "columns": "date",
    },
    "state": {"state": "GHA", "dossier": "votes", "subject": "aimd", "we": "FRA"},
    "stated": {"question": "laws.forum", "group": "un_ag", "counting": "own"},
    "timeline": {
        "body": ["reaim", "security_council"],
        "kind": ["summit", "meeting"],
        "from": "2024",
    },
    "changes": {"since": "2025-01-31"},
    "together": {"shape": "near", "on": "nuclear"},
    "network": {"state": "BRA", "we": ["KEN", "NLD"]},
    "positions": {"states": ["KEN", "BRA"], "years": "2010"},
    "compare": {"a": "FRA", "b": "KEN", "subject": "laws", "window": "5", "contested": "0"},
    "trends": {"trend": "joining", "text": "gge_laws"},
    "opportunities": {"group": ["AG", "GRULAC"], "tier": ["voted_yes", "lapsed"], "state": "BRA"},
    "next-vote": {"case": "a_res_79_62", "state": "RUS"},
    "plan": {"target": "64", "budget": "20", "cost_call": "4", "effect_call": "0.2~1.5"},
    "quality": {"who": "all"},
    "live": {"counted": "endorsement"},
    "log": {},
    "briefing": {},
    "data": {"show": "tables", "table": "states"},
    "update": {"change": "rollcall"},
    "trail": {"trail_of": "365", "did": ["saved", "shared"]},
}
"""By page: names in the address with values that its filters take. A name that several pages use
stands here for each of them; what takes long to compute anew is left as it is at first."""


def merged(paths: list[str]) -> Iterator[dict[str, str | list[str]]]:
    """Yield the links of pages, as many in one address as share no name."""
    left = list(paths)
    while left:
        address: dict[str, str | list[str]] = {}
        rest = []
        for path in left:
            if LINKS[path].keys() & address.keys():
                rest.append(path)
            else:
                address |= LINKS[path]
        yield address
        left = rest


def unlinked(text: str) -> str:
    """Return a sentence on screen without the links of the States in it."""
    return re.sub(r"\[([^]]*)\]\(<[^>]*>\)", r"\1", text)
