"""Beside the code of a State its name, in the language that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dashboard.api.resources import Resource, ResourceAnswer
from dashboard.words import states
from data.facts import Facts
from data.fields import Field

NAMES = {"iso3": "name", "iso3_a": "name_a", "iso3_b": "name_b"}
"""Columns of names, by those of codes."""


def named(resource: Resource) -> Resource:
    """Return a resource with the name of a State beside each code; as it is where it has none."""
    held = {one.name for one in resource.columns}
    codes = {code: name for code, name in NAMES.items() if code in held}
    if not codes:
        return resource
    columns = []
    for one in resource.columns:
        columns.append(one)
        if one.name in codes:
            columns.append(_name(codes[one.name], one))

    def answer(facts: Facts, chosen: Mapping[str, str]) -> ResourceAnswer:
        found = resource.answer(facts, chosen)
        names = states.names(facts.states)
        return replace(
            found,
            rows=found.rows.assign(
                **{name: found.rows[code].map(names) for code, name in codes.items()}
            ),
        )

    return replace(resource, columns=tuple(columns), answer=answer)


def _name(name: str, code: Field) -> Field:
    return Field(name, "string", f"Name of {code.name}, in the language of lang (Unicode CLDR)")
