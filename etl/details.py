"""Check what a sidecar says of its instrument or roll call, key by key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.errors import FaultsError, SourceError
from etl.catalog import Source

Kind = type | tuple[str, ...]
"""A type, or the words to choose from."""


def checked(
    source: Source, *, required: Mapping[str, Kind], optional: Mapping[str, Kind]
) -> dict[str, Any]:
    """Return the details with every known key; an optional one that is absent is ``None``.

    Raises
    ------
    FaultsError
        Naming every key that is missing, unknown, or has a value of another kind.
    """
    known = {**required, **optional}
    found = [f"no {key}" for key in required if key not in source.details]
    found += [f"unknown key {key}" for key in source.details if key not in known]
    faults = []
    if found:
        faults.append(
            SourceError(
                source.sidecar,
                found="; ".join(found),
                expected=f"{', '.join(required)} and optionally {', '.join(optional)}",
                do="complete the sidecar as CONTRIBUTING.md shows",
            )
        )
    for key, value in source.details.items():
        kind = known.get(key)
        if kind is not None and not _fits(value, kind):
            faults.append(
                SourceError(
                    source.sidecar,
                    found=f"{key} = {value!r}",
                    expected=_wanted(kind),
                    do="correct it",
                )
            )
    if faults:
        raise FaultsError(faults)
    return {key: source.details.get(key) for key in known}


def _fits(value: object, kind: Kind) -> bool:
    if isinstance(kind, tuple):
        return value in kind
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if kind is list:
        return isinstance(value, list) and all(isinstance(part, str) and part for part in value)
    return isinstance(value, kind) and bool(value)


def _wanted(kind: Kind) -> str:
    if isinstance(kind, tuple):
        return "one of " + ", ".join(kind)
    return {int: "a whole number", list: "a list of words", str: "some text"}[kind]
