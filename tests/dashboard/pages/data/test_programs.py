"""What the page *Data* tells other programs: addresses that answer, and examples that work."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard import i18n
from dashboard.api import serving
from dashboard.blocks import Verbatim, flat
from dashboard.pages.data.programs import content
from data.facts import Facts
from tests.dashboard.conftest import OpenPage

pytestmark = pytest.mark.real

SITE = "https://trojka.example"
LOGIN = pytest.mark.parametrize("has_login", [False, True])


@pytest.fixture(scope="module")
def client(facts: Facts) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=serving.ROUTES), base_url=SITE) as found:
        yield found


def examples(facts: Facts, *, has_login: bool = False) -> dict[str, str]:
    """Return the three examples."""
    found = flat(content.blocks(facts, SITE, has_login=has_login))
    texts = [one.text for one in found if isinstance(one, Verbatim)]
    return dict(zip(("power query", "r", "python"), texts, strict=True))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_address_that_it_links_to_answers(
    facts: Facts, client: TestClient, language: str
) -> None:
    with i18n.spoken(language):
        said = " ".join(getattr(one, "text", "") for one in content.blocks(facts, SITE))
    links = re.findall(r"\]\((\S+?)\)", said)
    assert links == [f"{SITE}/api/v1/?lang={language}", f"{SITE}/api/v1/openapi.json"]
    assert [client.get(link).status_code for link in links] == [200, 200]
    assert f"<html lang='{language}'>" in client.get(links[0]).text


def test_that_of_python_and_r_asks_for_numbers(facts: Facts, client: TestClient) -> None:
    """`tests/dashboard/api/test_served.py` runs that of Python."""
    for name in ("python", "r"):
        (address,) = re.findall(r'site(?: \+|,) "(\S+)"', examples(facts)[name])
        answer = client.get(f"/api/v1/{address}")
        rows = pd.read_csv(io.StringIO(answer.text), keep_default_na=False, na_values="")
        assert rows["probability"].dtype == "float64"
        assert {"name", "base_rate", "tested_n", "tested_came"} <= set(rows.columns)


def test_that_of_power_query_gives_records_of_one_shape(facts: Facts, client: TestClient) -> None:
    code = examples(facts)["power query"]
    (site,), (path,) = (re.findall(rf'{name} = "(\S+)"', code) for name in ("site", "RelativePath"))
    told = client.get(f"{site}{path}").json()
    assert len(told["records"]) == told["n_rows"] > 100
    assert len({tuple(row) for row in told["records"]}) == 1


@LOGIN
def test_the_token_is_told_where_people_log_in(facts: Facts, *, has_login: bool) -> None:
    for text in examples(facts, has_login=has_login).values():
        assert ("Bearer TOKEN" in text) == has_login
        assert "{" not in text.replace('{"Authorization": "Bearer TOKEN"}', "")
    ast.parse(examples(facts, has_login=has_login)["python"])
    said = " ".join(getattr(one, "text", "") for one in content.blocks(facts, has_login=has_login))
    assert ("brings a token of the login provider" in said) == has_login


def test_the_page_names_the_address_by_which_the_reader_came(open_page: OpenPage) -> None:
    app = open_page("data", show="programs")
    assert not app.exception
    shown = [one.value for one in app.code if "/api/v1/" in one.value]
    assert len(shown) == 3
    assert all("://" in text and "{site}" not in text for text in shown)
