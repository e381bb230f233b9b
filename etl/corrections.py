"""Known errors of the sources, put right in data: each entry expects the old value."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data.errors import SourceError
from etl.faults import shown

_KEYS = ("source", "key", "column", "expect", "value", "reason", "url")


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


def corrections(path: Path) -> tuple[Correction, ...]:
    """Return the entries of ``corrections.toml``, one a row of a source.

    Rows with the same error share an entry: where its key names several values, it stands for as
    many corrections, and each of the rows must still say what is expected.

    Raises
    ------
    SourceError
        If the file is no valid TOML, or an entry lacks a part or has one too many.
    """
    where = shown(path)
    try:
        entries = tomllib.loads(path.read_bytes().decode("utf-8")).get("correction", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SourceError(
            where, found=f"no valid TOML ({error})", expected="TOML", do="correct it"
        ) from error
    for number, entry in enumerate(entries, start=1):
        if sorted(entry) != sorted(_KEYS) or not isinstance(entry["key"], dict):
            raise SourceError(
                f"{where} entry {number}",
                found=f"keys {', '.join(entry)}",
                expected=f"{', '.join(_KEYS)}, key being a table",
                do="complete the entry",
            )
    return tuple(
        Correction(**{**entry, "key": key}) for entry in entries for key in _rows(entry["key"])
    )


def _rows(key: Mapping[str, str | list[str]]) -> Iterator[dict[str, str]]:
    """Yield the key of each row that an entry names."""
    values = [value if isinstance(value, list) else [value] for value in key.values()]
    for combination in itertools.product(*values):
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
            expected="one of " + ", ".join(frame.columns),
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
