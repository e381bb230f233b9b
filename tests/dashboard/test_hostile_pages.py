"""Whatever the address of a page says, the page is drawn, and puts nothing in unescaped."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import navigation
from tests.dashboard import hostile_queries
from tests.dashboard.conftest import OpenPage

pytestmark = [pytest.mark.real, pytest.mark.proof]

PUT_IN = re.compile(
    r"<(script|img)\b[^>]*(alert|onerror)|\]\(<?(javascript|data|file):", re.IGNORECASE
)
"""What a browser would run, or follow, had it been put in as it was written."""


def put_in(app: AppTest) -> list[str]:
    """Return what a page holds as mark-up, and a reader's browser would run."""
    shown = [
        *(one.value for one in app.markdown if one.proto.allow_html),
        *(one.proto.body for one in app.get("html")),
    ]
    links = [one.value for one in (*app.markdown, *app.caption, *app.info, *app.warning)]
    return [
        *(text for text in shown if PUT_IN.search(text)),
        *(text for text in links if re.search(r"(?<!\\)\]\(<?(javascript|data|file):", text)),
    ]


@pytest.mark.parametrize("page", navigation.PAGES, ids=lambda page: page.path)
def test_a_page_is_drawn_at_every_hostile_address(
    open_page: OpenPage, page: navigation.Page
) -> None:
    for query in hostile_queries.queries(page.path):
        app = open_page(page.path, **query)
        said = ascii(query)[:400]
        assert not app.exception, said
        assert not app.error, said
        assert put_in(app) == [], said


def test_what_would_be_run_is_seen() -> None:
    assert PUT_IN.search(hostile_queries.TEXT)
    assert PUT_IN.search("[x](javascript:alert(1))")
    assert not PUT_IN.search("&lt;script&gt;alert(1)&lt;/script&gt;")
