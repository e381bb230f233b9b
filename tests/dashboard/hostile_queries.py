"""Addresses that somebody might make up: queries of every page, with values of every wrong kind."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice

from dashboard import navigation
from tests.hostile_values import TEXTS
from tests.links import LINKS
from tests.parts import PARTS

Query = dict[str, str | list[str]]

SCRIPT = "<script>alert(1)</script>"
TEXT = f'"><img src=x onerror=alert(1)>{SCRIPT}'
COMMON = (
    "lang",
    "facts",
    "state",
    "we",
    "no_page",
    "followed",
    "items",
    "plan",
    "briefing",
    "count",
)
"""Names that the frame of every page, or several pages, read."""

VALUES: tuple[str | list[str], ...] = (
    *(text for text in TEXTS if len(text) < 10_000),
    TEXT,
    ["KEN", "KEN", TEXT],
    ["", "\0", "\u202e"],
    ["a"] * 500,
    "2026-02-30",
    "0000-00-00",
    "9999-99-99T25:61",
    "1e400~-1e400",
    "1~2~3",
    "KEN,NLD;BRA|GHA",
    "' OR 1=1 --",
    "1; ATTACH '/etc/passwd' AS a",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "%c0%ae%c0%ae/",
    "kenya\r\nSet-Cookie: a=b",
    "_".join(["a"] * 4_000),
)
"""Values, one or several of a name."""

A_PAGE = 16
"""Addresses of each page: each of its names has another value in each of them."""


def names(path: str) -> list[str]:
    """Return the names that a page reads from its address."""
    part = [PARTS[path][0]] if path in PARTS else []
    return list(dict.fromkeys((*LINKS[path], *part, *COMMON)))


def queries(path: str) -> Iterator[Query]:
    """Yield hostile queries of a page, which no other page has alike."""
    start = [page.path for page in navigation.PAGES].index(path) * 5
    values = islice(cycle(VALUES), start, None)
    for _ in range(A_PAGE):
        yield {name: next(values) for name in names(path)}


PATHS = (
    *("/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "/static/..%2f..%2fserver.py"),
    *("/assets/..%2fserver.py", "/assets/page.js/..%2f..%2fguard.py", "/media/..%2f..%2fx"),
    *("/%00", "/state%00.html", "/a%0d%0aSet-Cookie:%20a=b", "/%c0%ae%c0%ae%c0%af", "/%ff%fe"),
    *("/<script>alert(1)</script>", "/%3Cscript%3Ealert(1)%3C/script%3E", "/state/../../x"),
    *(
        "/state/",
        "/State",
        "/nowhere",
        "/admin",
        "/.git/config",
        "/.env",
        "/.streamlit/config.toml",
    ),
    *("/data/warehouse/trojka.duckdb", "/var/plans.sqlite", "/requirements.txt", "/a" * 200),
    *("/_stcore/../server.py", "/_stcore/media/x", "/component/x/..%2fy", "/%e2%80%ae", "/~root"),
)
"""Paths that are no pages of ours, or lead out of a folder."""
