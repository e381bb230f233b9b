"""The files of the sources with a change in hand: read as they would be, written nowhere yet."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit import TOMLDocument

from data.errors import SourceError
from etl import build, catalog
from etl.catalog import Source
from etl.changes import delivered
from etl.changes.requests import GivenSource
from etl.names import Names
from etl.sidecars import InstrumentDetails
from etl.sources import SOURCES

Rows = list[dict[str, str]]


class SourceFiles:
    """The sources and what a change makes of them.

    Parameters
    ----------
    root, corrections : Path
        The folder of sources, and the file of their known errors.

    Attributes
    ----------
    version : str
        Version of the sources as they lie on disk.
    changed : mapping of Path to bytes or None
        The files that the change in hand writes, or removes.
    """

    def __init__(self, root: Path, corrections: Path) -> None:
        self.root = root
        self.corrections = corrections
        self.sources = catalog.sources(root)
        self.version = build.present_version(self.sources, corrections)
        self.changed: dict[Path, bytes | None] = {}
        self._by_id = {source.source_id: source for source in self.sources}

    def only(self, form: str) -> Source:
        """Return the only source of a format."""
        return next(source for source in self.sources if source.format == form)

    def frame(self, form: str) -> Rows:
        """Return the rows of the only source of a format, before any correction."""
        source = self.only(form)
        return delivered.text_rows(SOURCES[form](source.content, where=source.where))

    def names(self) -> Names:
        """Return the spellings that are known."""
        source = self.only("aliases")
        return Names(SOURCES["aliases"](source.content, where=source.where), where=source.where)

    def roster_of(self, instrument_id: str) -> Source | None:
        """Return the roster of a text, if there is one."""
        return next(
            (
                source
                for source in self.sources
                if isinstance(source.details, InstrumentDetails)
                and source.details.instrument_id == instrument_id
            ),
            None,
        )

    def refuse_taken(self, source_id: str) -> None:
        """Check that there is no source of a name yet.

        Raises
        ------
        SourceError
            If there is.
        """
        if source_id in self._by_id:
            raise SourceError(
                f"the source {source_id}",
                found="that it is there already",
                expected="a name of its own",
                do="choose another key, or change the one that is there",
            )

    def rows(self, source_id: str) -> tuple[list[str], Rows]:
        """Return the columns of a file of the sources, and its rows, as they are written there."""
        content = self._by_id[source_id].content.decode("utf-8")
        reader = csv.DictReader(io.StringIO(content, newline=""))
        rows = list(reader)
        return list(reader.fieldnames or ()), rows

    def write_rows(self, source_id: str, columns: Sequence[str], rows: Rows) -> None:
        """Write the rows of a file anew."""
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        self._put(source_id + ".csv", out.getvalue().encode())

    def append(self, source_id: str, rows: Rows) -> None:
        """Write rows below those of a file, which stay byte for byte."""
        content = self._pending(source_id + ".csv") or self._by_id[source_id].content
        columns = next(csv.reader(io.StringIO(content.decode("utf-8"))))
        out = io.StringIO(newline="")
        csv.DictWriter(out, columns, restval="", lineterminator="\n").writerows(rows)
        ending = b"" if content.endswith(b"\n") else b"\n"
        self._put(source_id + ".csv", content + ending + out.getvalue().encode())

    def sidecar(self, source_id: str) -> TOMLDocument:
        """Return the sidecar of a source, to be changed and given to `seal`."""
        pending = self._pending(source_id + ".toml")
        content = pending or (self.root / (source_id + ".toml")).read_bytes()
        return tomlkit.parse(content.decode("utf-8"))

    def seal(self, source_id: str, sidecar: TOMLDocument) -> None:
        """Write a sidecar with the checksum of its file as it now would be."""
        content = self._pending(source_id + ".csv")
        if content is None:
            content = self._by_id[source_id].content
        about: Any = sidecar["source"]
        about["sha256"] = hashlib.sha256(content).hexdigest()
        self._put(source_id + ".toml", tomlkit.dumps(sidecar).encode())

    def append_and_seal(self, form: str, rows: Rows, *, retrieved: str = "") -> None:
        """Write rows below those of the only source of a format, and its checksum."""
        source_id = self.only(form).source_id
        self.append(source_id, rows)
        sidecar = self.sidecar(source_id)
        about: Any = sidecar["source"]
        about["retrieved"] = later(str(about["retrieved"]), retrieved)
        self.seal(source_id, sidecar)

    def append_correction(self, entry: Mapping[str, Any]) -> None:
        """Write an entry below those of the known errors, which stay byte for byte."""
        document = tomlkit.document()
        listed = tomlkit.aot()
        table = tomlkit.table()
        for key, value in entry.items():
            if isinstance(value, Mapping):
                inline = tomlkit.inline_table()
                inline.update(value)
                table.add(key, inline)
            else:
                table.add(key, value)
        listed.append(table)
        document.add("correction", listed)
        held = self.corrections.read_bytes()
        between = b"\n" if held.endswith(b"\n") or not held else b"\n\n"
        self.changed[self.corrections] = held + between + tomlkit.dumps(document).encode()

    def _put(self, name: str, content: bytes) -> None:
        self.changed[self.root / name] = content

    def _pending(self, name: str) -> bytes | None:
        return self.changed.get(self.root / name)


def new_sidecar(
    given: GivenSource, *, form: str, title: str, table: str, details: Mapping[str, Any]
) -> TOMLDocument:
    """Return the sidecar of a new source: where it comes from, and the table of its format."""
    document = tomlkit.document()
    about = tomlkit.table()
    said = {"format": form, "title": given.title or title} | {
        key: value for key, value in _said(given).items() if key != "title"
    }
    for key, value in said.items():
        about.add(key, value)
    document.add("source", about)
    more = tomlkit.table()
    for key, value in details.items():
        if value is not None:
            more.add(key, value)
    document.add(tomlkit.nl())
    document.add(table, more)
    return document


def _said(given: GivenSource) -> dict[str, Any]:
    order = ("publisher", "url", "read_in", "retrieved", "as_of", "licence", "confidence", "note")
    held = given.model_dump(exclude_none=True)
    return {key: held[key] for key in order if key in held}


def later(one: str, other: str) -> str:
    """Return the later of two partial dates; of a month and a day in it, the day."""
    return max(one, other)
