"""What sources exist, where they come from and how fresh they are: the provenance sidecars."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.errors import SourceError
from data.schema import SOURCE_CONFIDENCES
from data.table import PARTIAL_DATE
from etl.faults import Faults, shown

MAX_BYTES = 64 * 2**20
"""No source file of ours comes near this; a bigger one is a mistake."""

_REQUIRED = ("format", "title", "publisher", "url", "retrieved", "licence", "confidence", "sha256")
_OPTIONAL = ("as_of", "note", "read_in")
_DETAILS = ("instrument", "rollcall", "reference")
_TABLES = ("source", *_DETAILS)


@dataclass(frozen=True)
class Source:
    """A source file with its sidecar.

    Attributes
    ----------
    source_id : str
        Path below the folder of sources, without suffix: ``rosters/ccw``.
    where : str
        The file's path, for messages.
    content : bytes
        The file, byte for byte.
    about : mapping
        The sidecar's ``[source]`` table.
    details : mapping
        Its ``[instrument]``, ``[rollcall]`` or ``[reference]`` table; empty if it has none.
    sidecar_sha256 : str
        Checksum of the sidecar.
    """

    source_id: str
    where: str
    content: bytes
    about: Mapping[str, str]
    details: Mapping[str, Any]
    sidecar_sha256: str

    @property
    def format(self) -> str:
        """Return the name of the reader that parses the file."""
        return self.about["format"]

    @property
    def read_at(self) -> str:
        """Return the address at which the text was read: a copy, where the sidecar names one."""
        return self.about.get("read_in") or self.about["url"]

    @property
    def sidecar(self) -> str:
        """Return the path of the sidecar, for messages."""
        return str(Path(self.where).with_suffix(".toml"))


def sources(root: Path) -> tuple[Source, ...]:
    """Return every source below ``root``, in the order of their paths.

    Raises
    ------
    FaultsError
        Naming every file without a sidecar, sidecar without a file, broken sidecar, wrong
        checksum, and file that is empty, too large or unreadable.
    """
    found = []
    faults = Faults()
    for path in _files(root):
        with faults.gathered():
            found.append(_source(path, root))
    faults.raise_if_any()
    return tuple(found)


def _files(root: Path) -> list[Path]:
    if not root.is_dir():
        raise SourceError(
            shown(root), found="no such folder", expected="the sources", do="restore data/sources"
        )
    stems: dict[Path, list[Path]] = {}
    for path in sorted(p for p in root.rglob("*") if p.is_file() and not p.name.startswith(".")):
        stems.setdefault(path.with_suffix(""), []).append(path)
    faults = Faults()
    files = []
    for stem, paths in stems.items():
        data = [path for path in paths if path.suffix != ".toml"]
        if len(data) != 1:
            faults.add(
                SourceError(
                    shown(stem) + ".*",
                    found=f"{len(data)} data files beside the sidecar",
                    expected="one file and one .toml sidecar of the same name",
                    do="add the missing file, or remove the one too many",
                )
            )
        elif len(paths) == 1:
            faults.add(
                SourceError(
                    shown(data[0]),
                    found="no provenance sidecar",
                    expected=f"{stem.name}.toml beside it",
                    do="write one as CONTRIBUTING.md shows",
                )
            )
        else:
            files.append(data[0])
    faults.raise_if_any()
    return files


def _source(path: Path, root: Path) -> Source:
    where = shown(path)
    sidecar = path.with_suffix(".toml")
    described = _content(sidecar)
    tables = _tables(described, shown(sidecar))
    about = _about(tables.get("source", {}), shown(sidecar))
    content = _content(path)
    digest = hashlib.sha256(content).hexdigest()
    if digest != about["sha256"]:
        raise SourceError(
            where,
            found=f"checksum {digest}",
            expected=f"{about['sha256']} as in its sidecar",
            do="restore the file, or, if the change is meant, put the found sum in the sidecar",
        )
    return Source(
        source_id=path.relative_to(root).with_suffix("").as_posix(),
        where=where,
        content=content,
        about=about,
        details={key: tables[name][key] for name in _DETAILS for key in tables.get(name, {})},
        sidecar_sha256=hashlib.sha256(described).hexdigest(),
    )


def _tables(content: bytes, where: str) -> dict[str, dict[str, Any]]:
    try:
        tables = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(
            where, found=f"no valid TOML ({error})", expected="TOML", do="correct it"
        ) from error
    unknown = [name for name in tables if name not in _TABLES]
    if unknown:
        raise SourceError(
            where,
            found=f"table [{unknown[0]}]",
            expected="only [" + "], [".join(_TABLES) + "]",
            do="correct the name",
        )
    return tables


def _about(about: dict[str, Any], where: str) -> dict[str, str]:
    missing = [key for key in _REQUIRED if not str(about.get(key, "")).strip()]
    unknown = [key for key in about if key not in _REQUIRED + _OPTIONAL]
    if missing or unknown:
        raise SourceError(
            where,
            found="; ".join(
                ([f"no {', '.join(missing)}"] if missing else [])
                + ([f"unknown key {', '.join(unknown)}"] if unknown else [])
            ),
            expected=f"[source] with {', '.join(_REQUIRED)} and optionally " + ", ".join(_OPTIONAL),
            do="complete the sidecar",
        )
    if about["confidence"] not in SOURCE_CONFIDENCES:
        raise SourceError(
            where,
            found=f"confidence '{about['confidence']}'",
            expected="one of " + ", ".join(SOURCE_CONFIDENCES),
            do="choose one",
        )
    for key in ("retrieved", "as_of"):
        if about.get(key) and not re.match(PARTIAL_DATE, str(about[key])):
            raise SourceError(
                where,
                found=f"{key} '{about[key]}'",
                expected="YYYY, YYYY-MM or YYYY-MM-DD",
                do="correct the date",
            )
    return {key: str(value) for key, value in about.items()}


def _content(path: Path) -> bytes:
    where = shown(path)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceError(
                where,
                found=f"{size / 2**20:.0f} MB",
                expected=f"at most {MAX_BYTES // 2**20} MB",
                do="check that it is the right file; split it if it is",
            )
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(
            where, found=f"that it cannot be read ({error})", expected="a file", do="fix it"
        ) from error
    if not content:
        raise SourceError(
            where, found="an empty file", expected="at least a header", do="restore it"
        )
    return content
