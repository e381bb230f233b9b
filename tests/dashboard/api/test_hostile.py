"""Whatever an address holds: rows, or one sentence that can be read; never a traceback."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dashboard.api import listed, problems, question
from tests.hostile_values import HIDDEN, SENTENCE, TEXTS

STATES = listed.resource("tables/states")

NAMES = st.one_of(
    st.sampled_from([one.name for one in STATES.columns]),
    st.sampled_from(list(question.SETTINGS)),
    st.text(max_size=20),
)
VALUES = st.one_of(
    st.sampled_from(TEXTS), st.integers().map(str), st.floats().map(str), st.text(max_size=40)
)


def told(client: TestClient, address: str) -> int:
    """Check that an address is answered with rows or with a sentence; return the status."""
    answer = client.get(address)
    if answer.status_code == 200:
        return 200
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["content-type"] == problems.MEDIA_TYPE
    found = answer.json()
    assert SENTENCE.match(found["detail"]), found
    for text in (found["detail"], *(found[part] for part in problems.PARTS)):
        assert not HIDDEN.search(text), ascii(text)
        assert len(text) < 1_000
        assert "Traceback" not in text
    return answer.status_code


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text[:12]))
def test_any_text_anywhere_is_answered(client: TestClient, text: str) -> None:
    held = quote(text.encode("utf-8", "surrogatepass")[:3_000], safe="")
    for query in (held, f"{held}={held}", f"iso3={held}", f"columns={held}", f"page={held}"):
        told(client, f"tables/states?{query}")
    told(client, f"tables/states?facts={held}&format={held}")
    told(client, f"results/roster?instrument={held}")


@pytest.mark.slow
@pytest.mark.parametrize(
    "query",
    [
        "%00=%00",
        "iso3=%ff%fe",
        "&&&===",
        "a=1;b=2",
        "page=1&page=1",
        "%",
        "per_page=10**9",
        "limit=99999999999",
        "per_page=-5",
        "per_page=%D9%A3",
        "per_page=%EF%BC%95",
        "page=+1",
        "page=1%0A",
        "page=1e3",
        "page=1000000&per_page=10000",
        "facts=a&facts=b",
        "lang=nl&lang=en",
        "lang=NL",
        "lang=",
        "column.column.iso3=KEN",
        "un_member_since_year=%D9%A1%D9%A9%D9%A4%D9%A5",
        "columns=iso3,,name_en",
        "columns=iso3%2C",
    ],
)
def test_a_broken_query_is_answered(client: TestClient, query: str) -> None:
    status = told(client, f"tables/states?{query}")
    assert (status == 200) == (query == "iso3=%ff%fe")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["%00", "..%2f..%2fetc", "%ff", "votes%20", "VOTES", "a" * 2_000])
def test_a_path_that_is_none_is_named(client: TestClient, name: str) -> None:
    assert told(client, f"tables/{name}") == 404
    assert told(client, f"{name}") == 404


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(NAMES, VALUES), max_size=4))
def test_any_query_is_answered(client: TestClient, pairs: list[tuple[str, str]]) -> None:
    query = "&".join(
        f"{quote(name.encode('utf-8', 'surrogatepass'), safe='')}="
        f"{quote(value.encode('utf-8', 'surrogatepass')[:500], safe='')}"
        for name, value in pairs
    )
    told(client, f"tables/states?{query}")
