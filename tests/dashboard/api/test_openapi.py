"""The description says what is served: every address, column and choice, and no other."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from dashboard import i18n
from dashboard.api import listed, openapi, overview
from data import schema


@pytest.fixture(scope="module")
def described() -> dict:
    return openapi.description()


@pytest.mark.slow
def test_it_keeps_to_openapi(described: dict) -> None:
    import openapi_spec_validator  # here, because it compiles grammars for seconds

    openapi_spec_validator.validate(described)


def test_it_has_every_address_and_no_other(described: dict) -> None:
    assert list(described["paths"]) == [f"/{one.path}" for one in listed.RESOURCES]
    assert {f"/tables/{name}" for name in schema.TABLES} <= set(described["paths"])


@pytest.mark.slow
def test_it_is_what_is_served(client: TestClient, described: dict) -> None:
    assert client.get("openapi.json").json() == described


@pytest.mark.slow
@pytest.mark.parametrize("table", schema.TABLES)
def test_every_row_is_as_it_says(client: TestClient, described: dict, table: str) -> None:
    import jsonschema  # here, because it compiles grammars for seconds

    rule = described["components"]["schemas"][table]
    for row in client.get(f"tables/{table}").json()["records"]:
        jsonschema.validate(row, rule, format_checker=jsonschema.FormatChecker())


def test_every_column_says_what_it_holds() -> None:
    silent = [
        (one.path, column.name)
        for one in listed.RESOURCES
        for column in one.columns
        if not column.description
    ]
    assert silent == []


@pytest.mark.slow
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_list_for_people_names_all_in_their_language(client: TestClient, language: str) -> None:
    text = client.get(f"./?lang={language}").text
    assert f"<html lang='{language}'>" in text
    for one in listed.RESOURCES:
        assert f"<code>{one.path}</code>" in text.replace("<wbr>", "")
    title = {"en": "Trojka for other programs", "nl": "Trojka voor andere programma’s"}[language]
    assert f"<h1>{title}</h1>" in text


def test_every_way_that_the_list_shows_leads_somewhere() -> None:
    text = overview.page("en")
    assert "<script" not in text
    assert text.count("format=parquet'") == sum(
        not any(choice.is_required for choice in one.choices) for one in listed.RESOURCES
    )
