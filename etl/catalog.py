"""Which sources there are: each file with its sidecar, and nothing from outside the folder."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from data.errors import SourceError
from etl import sidecars
from etl.faults import Faults, shown
from etl.sidecars import About, Details, Fetch

Described = TypeVar("Described", bound=Details)

SUFFIXES = {"unga_votes": ".parquet", "un_resolutions": ".json"}
"""How the file of a format ends, if not in ``.csv``."""

MAX_BYTES = 64 * 2**20
"""No source file of ours comes near this; a bigger one is a mistake."""

Changed = Mapping[Path, bytes | None]
"""Files as they would be after a change that is only tried: what they hold, or that they go."""

UNCHANGED: Changed = {}
"""The files as they lie on disk."""


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
    about : About
        The sidecar's ``[source]`` table.
    details : InstrumentDetails, RollcallDetails, ReferenceDetails or None
        Its ``[instrument]``, ``[rollcall]`` or ``[reference]`` table, if its format has one.
    sidecar_content : bytes
        The sidecar, byte for byte.
    fetch : Fetch or None
        Its ``[fetch]`` table, if a program may ask for the file.
    """

    source_id: str
    where: str
    content: bytes
    about: About
    details: Details | None
    sidecar_content: bytes
    fetch: Fetch | None = None

    @property
    def format(self) -> str:
        """Return the name of the reader that parses the file."""
        return self.about.format

    @property
    def read_at(self) -> str:
        """Return the address at which the text was read: a copy, where the sidecar names one."""
        return self.about.read_in or self.about.url

    @property
    def sidecar(self) -> str:
        """Return the path of the sidecar, for messages."""
        return str(Path(self.where).with_suffix(".toml"))

    def described(self, kind: type[Described]) -> Described:
        """Return the table of the sidecar that goes with the format of the file.

        Raises
        ------
        SourceError
            If it has another.
        """
        if not isinstance(self.details, kind):
            raise SourceError(
                self.sidecar,
                found=f"no {kind.__name__}",
                expected=f"what goes with format '{self.format}'",
                do="complete the sidecar as CONTRIBUTING.md shows",
            )
        return self.details


def sources(root: Path, changed: Changed = UNCHANGED) -> tuple[Source, ...]:
    """Return every source below ``root``, in the order of their paths.

    Parameters
    ----------
    root : Path
    changed : mapping of Path to bytes or None, optional
        Files below ``root`` that are read from here instead, to try a change before it is made.

    Raises
    ------
    FaultsError
        Naming every file without a sidecar, sidecar without a file, broken sidecar, wrong
        checksum, and file that is empty, too large or unreadable.
    """
    found = []
    faults = Faults()
    for path in _files(root, changed):
        with faults.gathered():
            found.append(_source(path, root, changed))
    faults.raise_if_any()
    return tuple(found)


def sources_of(root: Path, formats: Sequence[str]) -> dict[str, Source]:
    """Return the sources of some formats, by format; the other files are not read.

    Raises
    ------
    FaultsError
        As `sources` does, of those.
    """
    marks = {form: f'format = "{form}"'.encode() for form in formats}
    found = {}
    for path in _files(root, UNCHANGED):
        described = content_of(path.with_suffix(".toml"))
        if any(mark in described for mark in marks.values()):
            source = _source(path, root, UNCHANGED)
            found[source.format] = source
    return {form: found[form] for form in formats if form in found}


def _files(root: Path, changed: Changed) -> list[Path]:
    if not root.is_dir():
        raise SourceError(
            shown(root), found="no such folder", expected="the sources", do="restore data/sources"
        )
    faults = Faults()
    stems: dict[Path, list[Path]] = {}
    for path in sorted({*root.rglob("*"), *_below(root, changed)}):
        if path.is_symlink() or not path.name.isprintable():
            faults.add(_strange(path))
        elif _is_there(path, changed) and not path.name.startswith("."):
            stems.setdefault(path.with_suffix(""), []).append(path)
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


def _below(root: Path, changed: Changed) -> list[Path]:
    return [path for path in changed if path.is_relative_to(root)]


def _is_there(path: Path, changed: Changed) -> bool:
    return changed[path] is not None if path in changed else path.is_file()


def _strange(path: Path) -> SourceError:
    """Return the error for a link, which can lead out of the folder, and for an unreadable name."""
    return SourceError(
        shown(path) if path.name.isprintable() else ascii(shown(path)),
        found="a link" if path.is_symlink() else "a name that cannot be read",
        expected="files and folders of their own, with names in UTF-8",
        do="put the file itself in its place" if path.is_symlink() else "rename it",
    )


def _source(path: Path, root: Path, changed: Changed) -> Source:
    where = shown(path)
    sidecar = path.with_suffix(".toml")
    described = content_of(sidecar, changed)
    read = sidecars.sidecar(described, where=shown(sidecar))
    suffix = SUFFIXES.get(read.about.format, ".csv")
    if path.suffix != suffix:
        raise SourceError(
            where,
            found=f"a file that ends in {path.suffix or 'nothing'}",
            expected=f"{suffix}, as of format '{read.about.format}'",
            do="rename the file, or correct the format in its sidecar",
        )
    content = content_of(path, changed)
    digest = hashlib.sha256(content).hexdigest()
    if digest != read.about.sha256:
        raise SourceError(
            where,
            found=f"checksum {digest}",
            expected=f"{read.about.sha256} as in its sidecar",
            do="restore the file, or, if the change is meant, put the found sum in the sidecar",
        )
    return Source(
        source_id=path.relative_to(root).with_suffix("").as_posix(),
        where=where,
        content=content,
        about=read.about,
        details=read.details,
        sidecar_content=described,
        fetch=read.fetch,
    )


def content_of(path: Path, changed: Changed = UNCHANGED) -> bytes:
    """Return what a file of the sources holds, or would hold after a change.

    Raises
    ------
    SourceError
        If it is empty, too large, or cannot be read.
    """
    where = shown(path)
    try:
        pending = changed.get(path)
        size = path.stat().st_size if pending is None else len(pending)
        if size > MAX_BYTES:
            raise SourceError(
                where,
                found=f"{size / 2**20:.0f} MB",
                expected=f"at most {MAX_BYTES // 2**20} MB",
                do="check that it is the right file; split it if it is",
            )
        content = path.read_bytes() if pending is None else pending
    except OSError as error:
        raise SourceError(
            where, found=f"that it cannot be read ({error})", expected="a file", do="fix it"
        ) from error
    if not content:
        raise SourceError(
            where, found="an empty file", expected="at least a header", do="restore it"
        )
    return content
