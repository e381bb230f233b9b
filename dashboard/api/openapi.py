"""The description for programs (OpenAPI 3.1), made of the declarations that serve."""

from __future__ import annotations

from typing import Any

from dashboard import i18n
from dashboard.api import answers, problems, question
from dashboard.api.formats import FORMATS
from dashboard.api.listed import RESOURCES
from dashboard.api.resources import Resource, ResourceChoice
from data.fields import Field

VERSION = "1.1.0"
"""The interface's own: the first number changes when a program that reads it would break."""

Json = dict[str, Any]


def description() -> Json:
    """Return the description of all addresses."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Trojka",
            "version": VERSION,
            "summary": "Where every State stands on artificial intelligence in the military domain",
            "description": (
                "Read-only. Every table of the record, and the results that pages show, by the "
                "same functions. A missing value means not known, never no, and is null. "
                "Columns are filters (?iso3=KEN); several values of one are alternatives; an "
                "empty value asks for rows where it is not known. A column that is called as a "
                "setting is filtered as column.NAME."
            ),
            "license": {"name": "Facts: the terms of their sources, in the table sources"},
        },
        "servers": [{"url": "."}],
        "paths": {f"/{one.path}": {"get": _operation(one)} for one in RESOURCES},
        "components": {
            "parameters": _settings(),
            "headers": _headers(),
            "responses": {"problem": _problem()},
            "schemas": {one.name: _row(one) for one in RESOURCES} | {"problem": _problem_schema()},
        },
    }


def _operation(resource: Resource) -> Json:
    reference = "#/components/parameters/"
    names = {*question.SETTINGS, *(one.name for one in resource.choices)}
    return {
        "operationId": resource.path.replace("/", "_").replace("-", "_"),
        "summary": resource.title,
        "description": resource.description,
        "tags": [resource.path.partition("/")[0]],
        "parameters": [
            *({"$ref": f"{reference}{name}"} for name in question.SETTINGS),
            *(_choice(one) for one in resource.choices),
            *(_filter(one, names) for one in resource.columns if one.type != "array"),
        ],
        "responses": {
            "200": _answer(resource),
            "304": {"description": "What the asker holds is still the same"},
            "default": {"$ref": "#/components/responses/problem"},
        },
    }


def _answer(resource: Resource) -> Json:
    reference = {"$ref": f"#/components/schemas/{resource.name}"}
    envelope = {
        "type": "object",
        "required": ["facts", "resource", "n_rows", "records"],
        "properties": {
            "facts": {"type": "string", "description": "Version of the facts"},
            "resource": {"type": "string"},
            "chosen": {"type": "object", "description": "What was chosen, told or not"},
            "about": {
                "type": "object",
                "description": "What is told of all rows together",
                "required": list(resource.about),
                "properties": dict(resource.about),
            },
            "n_rows": {"type": "integer", "description": "Rows that fit, on all pages"},
            "page": {"type": "integer"},
            "per_page": {"type": "integer"},
            "n_pages": {"type": "integer"},
            "records": {"type": "array", "items": reference},
        },
    }
    binary = {"type": "string", "contentMediaType": FORMATS["parquet"].media_type}
    kinds = {"json": envelope, "csv": {"type": "string"}, "parquet": binary}
    return {
        "description": resource.description,
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in _headers()},
        "content": {FORMATS[name].media_type: {"schema": held} for name, held in kinds.items()},
    }


def _row(resource: Resource) -> Json:
    """Return what a row of JSON holds."""
    return {
        "type": "object",
        "description": resource.description,
        "properties": {one.name: _held(one) for one in resource.columns},
    }


def _held(column: Field) -> Json:
    """Return what a column can hold, as JSON Schema writes it."""
    said = _value(column)
    if column.is_nullable:
        said["type"] = [said["type"], "null"]
        if "enum" in said:
            said["enum"] = [*said["enum"], None]
    return {**said, "description": column.description}


def _value(column: Field) -> Json:
    if column.type == "array":
        return {"type": "array", "items": {"type": "number"}}
    said: Json = {"type": "string" if column.type == "date" else column.type}
    told = {
        "format": "date" if column.type == "date" else None,
        "enum": list(column.values) or None,
        "pattern": column.pattern,
        "minimum": column.minimum,
        "maximum": column.maximum,
    }
    return said | {name: value for name, value in told.items() if value is not None}


def _filter(column: Field, names: set[str]) -> Json:
    """Return a column as a filter; empty asks for rows where it is missing."""
    return {
        "name": f"{question.PREFIX}{column.name}" if column.name in names else column.name,
        "in": "query",
        "description": f"Only rows of which this is: {column.description}",
        "allowEmptyValue": True,
        "schema": {"type": "array", "items": {"type": _value(column)["type"]}},
        "explode": True,
    }


def _choice(choice: ResourceChoice) -> Json:
    values = {"enum": list(choice.values), "default": choice.values[0]} if choice.values else {}
    return {
        "name": choice.name,
        "in": "query",
        "required": choice.is_required,
        "description": choice.description,
        "schema": {"type": "string", **values},
    }


def _settings() -> Json:
    kinds: Json = {
        "format": {"type": "string", "enum": list(FORMATS), "default": "json"},
        "columns": {"type": "string"},
        "page": {"type": "integer", "minimum": 1, "maximum": question.MAX_PAGE, "default": 1},
        "per_page": {
            "type": "integer",
            "minimum": 1,
            "maximum": question.MAX_PER_PAGE,
            "default": question.PER_PAGE,
        },
        "facts": {"type": "string", "pattern": "^[0-9a-f]{12}$"},
        "lang": {"type": "string", "enum": list(i18n.LANGUAGES), "default": i18n.DEFAULT},
    }
    return {
        name: {"name": name, "in": "query", "description": told, "schema": kinds[name]}
        for name, told in question.SETTINGS.items()
    }


def _headers() -> Json:
    text = {"schema": {"type": "string"}}
    return {
        "ETag": {"description": "Tag of these facts, this program and this question", **text},
        "Link": {
            "description": (
                "The pages first, prev, next and last (RFC 8288), each of these very facts; and "
                "describedby: what is told of all rows together, where the format has no room"
            ),
            **text,
        },
        answers.VERSION: {
            "description": (
                "Version of the facts of this answer. Pages of another version do not fit to it: "
                "follow Link, or name facts"
            ),
            **text,
        },
        "X-Total-Count": {
            "description": "Rows that fit, on all pages",
            "schema": {"type": "integer"},
        },
    }


def _problem() -> Json:
    reference = {"$ref": "#/components/schemas/problem"}
    return {
        "description": "Why there is no answer, in one sentence (RFC 9457)",
        "content": {problems.MEDIA_TYPE: {"schema": reference}},
    }


def _problem_schema() -> Json:
    texts = {name: {"type": "string"} for name in ("type", "title", "detail", *problems.PARTS)}
    return {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {**texts, "status": {"type": "integer"}},
    }
