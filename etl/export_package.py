"""A snapshot as a data package (Frictionless): a file of CSV for each table, and what they hold.

Written of the contract: types, constraints, keys and descriptions are those of ``data/schema.py``.
The same snapshot gives the same bytes. What its terms do not allow to pass on stays behind, and
the package says how much that is.

References
----------
Data Package, Tabular Data Package and Table Schema, version 1: https://specs.frictionlessdata.io
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from data import columnar, fields, schema
from data.differences import key_of
from data.fields import Field
from data.references import REFERENCES
from data.store import Snapshot
from etl import republication
from etl.changes import terms
from etl.drafts import drafted
from etl.republication import PassedOn

DESCRIPTOR = "datapackage.json"
TERMS = terms.LICENSES.name
ZIPPED = ".zip"

_NO_DAY = (1980, 1, 1, 0, 0, 0)
"""The day of every file in an archive, so that the same content gives the same bytes."""


@dataclass(frozen=True)
class ExportedPackage:
    """What was written.

    Attributes
    ----------
    n_tables, n_rows : int
    terms : tuple of str
        Terms under which rows stayed behind.
    n_left_out : mapping of str to int
        Rows that stayed behind, by table.
    """

    n_tables: int
    n_rows: int
    terms: tuple[str, ...]
    n_left_out: Mapping[str, int]


def export_package(snapshot: Snapshot, place: Path) -> ExportedPackage:
    """Write a snapshot as a data package, whole or not at all.

    Parameters
    ----------
    snapshot : Snapshot
    place : Path
        A new file that ends in ``.zip``, or a folder that is new or empty.

    Raises
    ------
    StoreError
        If something is there already, or it cannot be written.
    """
    tables = {name: snapshot.frame(name) for name in schema.TABLES}
    passed_on = republication.of_tables(tables, terms.licences())
    files = _files(snapshot.version, passed_on)
    is_file = place.suffix == ZIPPED
    with drafted(place, is_file=is_file) as draft:
        if is_file:
            _zip(files, draft)
        else:
            for name, content in files.items():
                (draft / name).parent.mkdir(exist_ok=True)
                (draft / name).write_bytes(content)
    n_rows = sum(len(rows) for rows in passed_on.tables.values())
    return ExportedPackage(len(tables), n_rows, passed_on.terms, passed_on.n_left_out)


def _files(version: str, passed_on: PassedOn) -> dict[str, bytes]:
    """Return every file of the package, by its path."""
    files = {
        _path(name): columnar.csv(passed_on.tables[name], fields.of_table(name))
        for name in schema.TABLES
    }
    about = _descriptor(version, passed_on, files)
    text = json.dumps(about, ensure_ascii=False, indent=1)
    return {DESCRIPTOR: text.encode(), TERMS: terms.LICENSES.read_bytes(), **files}


def _path(table: str) -> str:
    return f"data/{table}.csv"


def _descriptor(version: str, passed_on: PassedOn, files: Mapping[str, bytes]) -> dict[str, Any]:
    sources = passed_on.tables["sources"]
    return {
        "profile": "tabular-data-package",
        "name": "trojka",
        "title": "Where States stand on artificial intelligence in the military domain",
        "description": (
            "Rosters, roll calls, documented facts and stated positions, each row with its "
            "document. A missing value means not known, never no. Boundaries and names imply no "
            f"position. Facts come from others under the terms below; {TERMS} says more."
        ),
        "version": version,
        "licenses": [{"path": TERMS, "title": text} for text in sorted(set(sources["licence"]))],
        "sources": [_source(row) for row in _distinct(sources)],
        "left_out": {
            "reason": "Terms that do not allow to pass it on, and what rests on it",
            "terms": list(passed_on.terms),
            "n_rows": dict(passed_on.n_left_out),
        },
        "resources": [
            _resource(name, len(passed_on.tables[name]), files[_path(name)])
            for name in schema.TABLES
        ],
    }


def _distinct(sources: pd.DataFrame) -> list[dict[Any, Any]]:
    """Return publishers' documents, each once."""
    columns = ["title", "url", "publisher"]
    return sources[columns].drop_duplicates().sort_values(columns).to_dict("records")


def _source(row: Mapping[Any, Any]) -> dict[str, str]:
    return {"title": f"{row['title']} ({row['publisher']})", "path": str(row["url"])}


def _resource(table: str, n_rows: int, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table,
        "path": _path(table),
        "description": fields.about_table(table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "n_rows": n_rows,
        "schema": _schema(table),
    }


def _schema(table: str) -> dict[str, Any]:
    """Return the contract of a table as Table Schema."""
    keys = [
        {
            "fields": column,
            "reference": {"resource": "" if target == table else target, "fields": key},
        }
        for name, column, target, key in REFERENCES
        if name == table
    ]
    said = {
        "fields": [_field(one) for one in fields.of_table(table)],
        "missingValues": [""],
        "primaryKey": list(key_of(table)),
    }
    return said | ({"foreignKeys": keys} if keys else {})


def _field(column: Field) -> dict[str, Any]:
    told = {
        "required": True if not column.is_nullable else None,
        "unique": True if column.is_unique else None,
        "enum": list(column.values) or None,
        "pattern": column.pattern,
        "minimum": _bound(column, column.minimum),
        "maximum": _bound(column, column.maximum),
    }
    constraints = {name: value for name, value in told.items() if value is not None}
    said = {"name": column.name, "type": column.type, "description": column.description}
    return said | ({"constraints": constraints} if constraints else {})


def _bound(column: Field, value: float | None) -> float | None:
    """Return a bound as a whole number where the column holds such."""
    return int(value) if value is not None and column.type == "integer" else value


def _zip(files: Mapping[str, bytes], place: Path) -> None:
    """Write an archive whose bytes hang on its content alone."""
    with zipfile.ZipFile(place, "w") as archive:
        for name, content in sorted(files.items()):
            about = zipfile.ZipInfo(name, _NO_DAY)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            archive.writestr(about, content, compresslevel=6)
