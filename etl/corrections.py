"""Known errors of the sources, put right in data: each entry expects the old value."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

import numpy as np
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
    tables = strict.toml(text(path, changed), where)
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
    """Return the file of corrections, or what it would hold after a change that is only tried.

    Raises
    ------
    SourceError
        If it is no file, or cannot be read.
    """
    pending = changed.get(path)
    if pending is not None:
        return pending
    if not path.is_file():
        raise SourceError(
            shown(path), found="no such file", expected="the known errors", do="restore it"
        )
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(
            shown(path),
            found=f"that it cannot be read ({error})",
            expected="a file",
            do="change its rights",
        ) from error


def _rows(key: Mapping[str, list[str]]) -> Iterator[dict[str, str]]:
    """Yield the key of each row that an entry names."""
    for combination in itertools.product(*key.values()):
        yield dict(zip(key, combination, strict=True))


def corrected(frame: pd.DataFrame, entries: Sequence[Correction]) -> pd.DataFrame:
    """Return a copy of a parsed source with the entries on it applied, one after the other.

    Raises
    ------
    FaultsError
        Naming every entry whose key does not point to exactly one row, whose row no longer says
        ``expect``, or whose column is none or not of text.
    """
    out = frame.copy()
    faults = Faults()
    for entry in entries:
        with faults.gathered():
            _correct(out, entry)
    faults.raise_if_any()
    return out


def _correct(frame: pd.DataFrame, entry: Correction) -> None:
    """Apply one entry to the frame itself."""
    where = f"etl/corrections.toml, {entry.source} [{entry.key_text}]"
    absent = [c for c in (*entry.key, entry.column) if c not in frame]
    if absent:
        raise SourceError(
            where,
            found=f"column '{absent[0]}'",
            expected=plain_text.one_of(frame.columns, absent[0]),
            do="correct the entry",
        )
    hit = np.logical_and.reduce([_texts(frame[c]) == value for c, value in entry.key.items()])
    if hit.sum() != 1:
        raise SourceError(
            where, found=f"{hit.sum()} rows", expected="exactly one", do="correct the key"
        )
    found = str(frame[entry.column].to_numpy()[hit][0])
    if found != entry.expect:
        raise SourceError(
            where,
            found=f"{entry.column} '{found}'",
            expected=f"'{entry.expect}', the error to be put right",
            do="remove the entry if the source has been corrected, or read the source again",
        )
    if pd.api.types.is_numeric_dtype(frame[entry.column]):
        raise SourceError(
            where,
            found=f"column '{entry.column}', which holds numbers",
            expected="a column of text",
            do="remove the entry, and read the source again",
        )
    if isinstance(frame[entry.column].dtype, pd.CategoricalDtype):
        known = frame[entry.column].cat.categories
        frame[entry.column] = frame[entry.column].cat.set_categories(known.union([entry.value]))
    frame.loc[hit, entry.column] = entry.value


def _texts(values: pd.Series) -> pd.Series:
    return values if isinstance(values.dtype, pd.StringDtype) else values.astype("str")
