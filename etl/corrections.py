"""Known errors of the sources, put right in data: each entry expects the old value."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

import pandas as pd
from pydantic import BeforeValidator, Field, model_validator

from data.errors import SourceError
from data.strict import StrictModel
from etl import plain_text, strict
from etl.catalog import UNCHANGED, Changed
from etl.faults import Faults, shown
from etl.strict import Address, Line, Note, misfit

_Value = Annotated[str, Field(max_length=plain_text.MAX_TEXT)]


def _listed(value: object) -> object:
    """Return a single value as a list of one."""
    return [value] if isinstance(value, str) else value


class _Entry(StrictModel):
    """One ``[[correction]]`` as written."""

    source: Line
    key: Annotated[
        dict[Line, Annotated[list[_Value], Field(min_length=1), BeforeValidator(_listed)]],
        Field(min_length=1),
    ]
    column: Line
    expect: _Value
    value: Line
    reason: Note
    url: Address

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if self.value == self.expect:
            raise misfit(self.value, "a value other than expect")
        return self


@dataclass(frozen=True)
class Correction:
    """One entry: in ``source``, where ``key`` holds, ``column`` says ``expect``, not ``value``."""

    source: str
    key: Mapping[str, str]
    column: str
    expect: str
    value: str
    reason: str
    url: str

    @property
    def key_text(self) -> str:
        """Return the key in one line, such as ``iso3=EST, role=endorser``."""
        return ", ".join(f"{column}={value}" for column, value in self.key.items())


def corrections(path: Path, changed: Changed = UNCHANGED) -> tuple[Correction, ...]:
    """Return the entries of ``corrections.toml``, one a row of a source.

    Rows with the same error share an entry: where its key names several values, it stands for as
    many corrections, and each of the rows must still say what is expected.

    Parameters
    ----------
    path : Path
    changed : mapping of Path to bytes or None, optional
        What the file would hold after a change that is only tried.

    Raises
    ------
    SourceError
        If the file cannot be read, is no valid TOML, or holds something else.
    FaultsError
        Naming every part of an entry that is missing, unknown, or not what it should be.
    """
    where = shown(path)
    try:
        tables = strict.toml(text(path, changed), where)
    except OSError as error:
        raise SourceError(
            where, found=f"that it cannot be read ({error})", expected="a file", do="restore it"
        ) from error
    strange = [name for name in tables if name != "correction"]
    if strange:
        raise SourceError(
            where,
            found=f"table {plain_text.shown(strange[0])}",
            expected="[[correction]] only",
            do="correct the name",
        )
    listed = tables.get("correction", [])
    if not isinstance(listed, list):
        raise SourceError(
            f"{where} correction",
            found=plain_text.shown(listed),
            expected="a list of tables",
            do="write [[correction]] above each entry",
        )
    faults = Faults()
    entries = []
    for number, entry in enumerate(listed, start=1):
        with faults.gathered():
            entries.append(strict.read(_Entry, entry, where=f"{where} entry {number}"))
    faults.raise_if_any()
    return tuple(
        Correction(**{**entry.model_dump(), "key": key})
        for entry in entries
        for key in _rows(entry.key)
    )


def text(path: Path, changed: Changed = UNCHANGED) -> bytes:
    """Return the file of corrections, or what it would hold after a change that is only tried."""
    pending = changed.get(path)
    return path.read_bytes() if pending is None else pending


def _rows(key: Mapping[str, list[str]]) -> Iterator[dict[str, str]]:
    """Yield the key of each row that an entry names."""
    for combination in itertools.product(*key.values()):
        yield dict(zip(key, combination, strict=True))


def corrected(frame: pd.DataFrame, correction: Correction) -> pd.DataFrame:
    """Return a copy of a parsed source with one entry applied.

    Raises
    ------
    SourceError
        If the key does not point to exactly one row, or the row no longer says ``expect``.
    """
    where = f"etl/corrections.toml, {correction.source} [{correction.key_text}]"
    absent = [c for c in (*correction.key, correction.column) if c not in frame]
    if absent:
        raise SourceError(
            where,
            found=f"column '{absent[0]}'",
            expected=plain_text.one_of(frame.columns, absent[0]),
            do="correct the entry",
        )
    hit = pd.Series(True, index=frame.index)
    for column, value in correction.key.items():
        hit &= frame[column].astype("str") == value
    if int(hit.sum()) != 1:
        raise SourceError(
            where, found=f"{int(hit.sum())} rows", expected="exactly one", do="correct the key"
        )
    found = str(frame.loc[hit, correction.column].iloc[0])
    if found != correction.expect:
        raise SourceError(
            where,
            found=f"{correction.column} '{found}'",
            expected=f"'{correction.expect}', the error to be put right",
            do="remove the entry if the source has been corrected, or read the source again",
        )
    out = frame.copy()
    out.loc[hit, correction.column] = correction.value
    return out
