"""What a request asks: rows, columns, choices, page and format, read strictly from its address.

A name that is no column, choice or setting is refused with the nearest that is one. A column whose
name is that of a setting or a choice (``format`` of *sources*) is filtered as ``column.format``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard import i18n
from dashboard.api.formats import FORMATS
from dashboard.api.listed import nearest, shown
from dashboard.api.resources import Resource
from data.errors import RequestError
from data.fields import Field

SETTINGS = {
    "format": "How the answer is written; Accept says the same",
    "columns": "Columns wanted, in this order, separated by commas; all unless told",
    "page": "Which page of the rows, from 1",
    "per_page": "Rows a page",
    "facts": "Version of the facts, one that is kept; today's unless told",
    "lang": "Language of the names of States and texts in results; English unless told",
}

PREFIX = "column."

PER_PAGE = 1_000
"""Rows a page of JSON unless told; the other formats hold all rows unless pages are asked for."""

MAX_PER_PAGE = 10_000
MAX_PAGE = 1_000_000
MAX_CHARACTERS = 4_000
"""The longest query that is read."""

MAX_VALUES = 500
"""Values by which one column can be filtered at once."""

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ResourceQuestion:
    """What is asked of a resource.

    Attributes
    ----------
    resource : Resource
    format : str
        Key of `FORMATS`.
    columns : tuple of Field
    filters : mapping of str to tuple
        Values that a column may have, by its name; None stands for a missing one.
    chosen : mapping of str to str
        By the name of the choice; those not told are missing.
    page, per_page : int or None
        None for all rows.
    facts : str or None
        Version; today's if None.
    language : str
        Key of `i18n.LANGUAGES`.
    """

    resource: Resource
    format: str
    columns: tuple[Field, ...]
    filters: Mapping[str, tuple[Any, ...]]
    chosen: Mapping[str, str]
    page: int | None
    per_page: int | None
    facts: str | None
    language: str


def read(resource: Resource, pairs: Pairs, accept: str) -> ResourceQuestion:
    """Return what is asked.

    Parameters
    ----------
    resource : Resource
    pairs : sequence of (str, str)
        Names and values of the query, in its order.
    accept : str
        The header of that name; empty where there is none.

    Raises
    ------
    RequestError
        If anything in it cannot be understood: one sentence, with status 400 or 406.
    """
    settings, chosen, filters = _sorted(resource, pairs)
    kind = _format(settings.get("format"), accept)
    is_paged = kind == "json" or bool({"page", "per_page"} & settings.keys())
    return ResourceQuestion(
        resource=resource,
        format=kind,
        columns=_columns(resource, settings.get("columns")),
        filters=filters,
        chosen=chosen,
        page=_number("page", settings.get("page", "1"), MAX_PAGE) if is_paged else None,
        per_page=_number("per_page", settings.get("per_page", str(PER_PAGE)), MAX_PER_PAGE)
        if is_paged
        else None,
        facts=settings.get("facts"),
        language=_one_of("lang", settings.get("lang", i18n.DEFAULT), i18n.LANGUAGES),
    )


def choices(question: ResourceQuestion, allowed: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return every choice of a question, those not told as they are at first.

    Parameters
    ----------
    question : ResourceQuestion
    allowed : mapping of str to tuple of str
        What can be chosen of the facts, by the name of the choice.

    Raises
    ------
    RequestError
        If a value cannot be chosen (404 or 400), or one that must be told is missing (400).
    """
    made = {}
    for choice in question.resource.choices:
        values = allowed[choice.name]
        told = question.chosen.get(choice.name)
        if told is None and not choice.is_required and values:
            made[choice.name] = values[0]
        elif told in values:
            made[choice.name] = str(told)
        else:
            raise RequestError(
                f"{question.resource.path}, {choice.name}",
                found="nothing" if told is None else f"'{shown(told)}'",
                expected=f"for instance '{nearest(told or '', values)}'"
                if values
                else "facts of which it can be asked",
                do=f"choose one ({choice.description[0].lower()}{choice.description[1:]})",
                status=400 if choice.values or told is None else 404,
            )
    return made


def _sorted(
    resource: Resource, pairs: Pairs
) -> tuple[dict[str, str], dict[str, str], dict[str, tuple[Any, ...]]]:
    """Return the settings, the choices and the filters of a query."""
    columns = {one.name: one for one in resource.columns}
    single: dict[str, str] = {}
    filters: dict[str, list[Any]] = {}
    alone = {*SETTINGS, *(one.name for one in resource.choices)}
    for name, value in pairs:
        column = columns.get(name.removeprefix(PREFIX))
        if name in alone:
            if name in single:
                raise _refused(name, "it twice", "it once", "leave one out")
            single[name] = value
        elif column is not None:
            filters.setdefault(column.name, []).append(_value(column, value))
        else:
            raise _refused(
                shown(name) or "the query",
                "no column, choice or setting of that name",
                f"one of {resource.path}, such as '{nearest(name, {**columns, **SETTINGS})}'",
                "see the list at /api/v1/openapi.json",
            )
    for name, values in filters.items():
        if len(values) > MAX_VALUES:
            raise _refused(
                name, f"{len(values):,} values", f"at most {MAX_VALUES}", "ask in several requests"
            )
    settings = {name: value for name, value in single.items() if name in SETTINGS}
    chosen = {name: value for name, value in single.items() if name not in SETTINGS}
    return settings, chosen, {name: tuple(values) for name, values in filters.items()}


def _value(column: Field, text: str) -> Any:
    """Return a value of a column as its type has it; None where empty, which asks for missing."""
    if text == "":
        return None
    if column.type == "string":
        return text
    read = {"integer": _whole, "number": _real, "boolean": _flag, "date": _day}.get(column.type)
    found = read(text) if read else None
    if found is None:
        raise _refused(
            column.name,
            f"'{shown(text)}'",
            f"a value of type {column.type}" if read else "a filter on another column",
            "correct it, or leave it out",
        )
    return found


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch(r"-?[0-9]{1,15}", text) else None


def _real(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,17})?", text) else None


def _flag(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text)


def _day(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(name: str, text: str, most: int) -> int:
    """Return a number of a page, from 1 on."""
    if not re.fullmatch(r"[0-9]{1,9}", text) or not 1 <= int(text) <= most:
        raise _refused(
            name, f"'{shown(text)}'", f"a whole number from 1 to {most:,}", "choose one of these"
        )
    return int(text)


def _columns(resource: Resource, text: str | None) -> tuple[Field, ...]:
    """Return the columns wanted."""
    if text is None:
        return resource.columns
    known = {one.name: one for one in resource.columns}
    names = text.split(",")
    for name in names:
        if name not in known:
            raise _refused(
                "columns",
                f"'{shown(name)}'",
                f"columns of {resource.path}, such as '{nearest(name, known)}'",
                "name these, separated by commas",
            )
    if len(set(names)) < len(names):
        raise _refused("columns", "one of them twice", "each once", "leave one out")
    return tuple(known[name] for name in names)


def _format(told: str | None, accept: str) -> str:
    """Return the format that the address names, or that the program prefers of ours."""
    if told is not None:
        return _one_of("format", told, FORMATS)
    wanted = _preferences(accept)
    best, most = "json", 0.0
    for name, one in FORMATS.items():
        family = one.media_type.partition("/")[0] + "/*"
        weight = wanted.get(one.media_type, wanted.get(family, wanted.get("*/*", 0.0)))
        if weight > most:
            best, most = name, weight
    if wanted and not most:
        raise RequestError(
            "Accept",
            found=shown(accept),
            expected=_listed(one.media_type for one in FORMATS.values()),
            do="accept one of these, or name a format in the address",
            status=406,
        )
    return best


def _one_of(name: str, told: str, known: Iterable[str]) -> str:
    """Return what is told of a setting that has few values."""
    if told not in known:
        raise _refused(name, f"'{shown(told)}'", _listed(known), "choose one of these")
    return told


def _preferences(accept: str) -> dict[str, float]:
    """Return how much each type of content is wanted, 0 to 1."""
    found = {}
    for part in accept.split(","):
        kind, *parameters = (text.strip().lower() for text in part.split(";"))
        weights = [text[2:] for text in parameters if text.startswith("q=")]
        weight = _real(weights[0]) if weights else 1.0
        if kind:
            found[kind] = 1.0 if weight is None else weight
    return found


def _listed(names: Iterable[str]) -> str:
    return "one of " + ", ".join(names)


def _refused(where: str, found: str, expected: str, do: str) -> RequestError:
    return RequestError(where, found=found, expected=expected, do=do, status=400)
