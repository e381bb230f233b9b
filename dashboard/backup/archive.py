"""One file that holds others, each with its checksum: nothing leaves it before all of it fits.

It is a ZIP archive whose ``manifest.json`` names every other file in it with its size and SHA-256.
What is torn, foreign, larger than it says, or would lie outside the folder it is unpacked into, is
refused whole.
"""

from __future__ import annotations

import hashlib
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from pydantic import Field, ValidationError

from data import whole_file
from data.errors import StoreError
from data.strict import StrictModel

MANIFEST = "manifest.json"
FORMAT = 1

MAX_FILES = 50_000
MAX_BYTES = 8_000_000_000
MAX_MANIFEST = 20_000_000
CHUNK = 1_000_000

Content = Path | bytes
"""A file to be put in: where it lies, or what it holds."""


class HeldFile(StrictModel):
    """A file of the archive."""

    n_bytes: int = Field(ge=0, le=MAX_BYTES)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Manifest(StrictModel):
    """What an archive holds.

    Attributes
    ----------
    made : str
        When, in UTC.
    facts_version : str
        Of the snapshot in it; empty where there was none.
    tables_version : str
        The step of the migrations at which its tables are.
    trail_rows, trail_seal
        How long the trail is and the seal of its last row: noted elsewhere, they show whether rows
        were cut off at its end.
    files : dict of str to HeldFile
    """

    trojka_backup: int
    made: str
    facts_version: str
    tables_version: str
    trail_rows: int
    trail_seal: str
    files: dict[str, HeldFile]


def write(path: Path, contents: Mapping[str, Content], made: Callable[..., Manifest]) -> Manifest:
    """Write an archive, in one step, for its owner's eyes only.

    Parameters
    ----------
    path : Path
        Nothing may be there.
    contents : mapping of str to Path or bytes
        By name in the archive.
    made : callable
        Returns the manifest, given ``files``.

    Raises
    ------
    StoreError
        If something is there already, a file cannot be read, or the archive not be written.
    """
    if path.exists() or path.is_symlink():
        raise StoreError(
            str(path),
            found="something there already",
            expected="a new file",
            do="name another one; nothing was written",
        )
    try:
        with (
            whole_file.replacing(path, is_private=True) as draft,
            zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as out,
        ):
            files = {held: _put(out, held, content) for held, content in contents.items()}
            manifest = made(files=files)
            out.writestr(MANIFEST, manifest.model_dump_json(indent=1), zipfile.ZIP_DEFLATED)
    except OSError as error:
        raise StoreError(
            str(path),
            found=f"that it cannot be written ({error.strerror or error})",
            expected="a place with room for it",
            do="free space, or name another place; nothing was written",
        ) from error
    return manifest


@contextmanager
def opened(path: Path) -> Iterator[tuple[Manifest, zipfile.ZipFile]]:
    """Return what an archive holds, once all of it was looked at and fits.

    Raises
    ------
    StoreError
        If it is none of ours, torn, or would lead elsewhere.
    """
    with _in_words(path):
        held = zipfile.ZipFile(path)
    with held:
        with _in_words(path):
            manifest = _manifest(path, held)
            for name, file in manifest.files.items():
                _check(path, held, name, file)
        yield manifest, held


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Turn what is wrong with an archive into a sentence."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise torn(path, f"an archive that cannot be read ({error})") from error
    except OSError as error:
        raise StoreError(
            str(path),
            found=f"that it cannot be read ({error.strerror or error})",
            expected="a backup of Trojka",
            do="name another file",
        ) from error


def unpack(path: Path, held: zipfile.ZipFile, names: Mapping[str, HeldFile], folder: Path) -> None:
    """Unpack some files of an archive that was looked at into a folder."""
    for name, file in names.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("wb") as out:
            for chunk in _chunks(path, held, name, file):
                out.write(chunk)


def read(path: Path, held: zipfile.ZipFile, name: str, file: HeldFile) -> bytes:
    """Return a file of an archive that was looked at."""
    return b"".join(_chunks(path, held, name, file))


def torn(path: Path, found: str) -> StoreError:
    """Return the error of an archive that does not fit."""
    return StoreError(
        str(path),
        found=found,
        expected="a whole backup, as python -m dashboard backup writes it",
        do="take another backup; nothing was restored",
    )


def _put(out: zipfile.ZipFile, name: str, content: Content) -> HeldFile:
    """Put a file into an archive, and return its size and checksum as it went in."""
    seen, n_bytes = hashlib.sha256(), 0
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = (stat.S_IFREG | 0o600) << 16
    with out.open(info, "w", force_zip64=True) as target:
        for chunk in _read(content):
            seen.update(chunk)
            n_bytes += len(chunk)
            target.write(chunk)
    return HeldFile(n_bytes=n_bytes, sha256=seen.hexdigest())


def _read(content: Content) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        yield from _pieces(file)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def _manifest(path: Path, held: zipfile.ZipFile) -> Manifest:
    """Return the manifest, if the archive holds just what it names."""
    names = [info.filename for info in held.infolist()]
    if MANIFEST not in names:
        raise torn(path, "an archive without a manifest")
    if len(names) != len(set(names)) or len(names) > MAX_FILES:
        raise torn(path, f"{len(names):,} files, some twice or too many")
    if held.getinfo(MANIFEST).file_size > MAX_MANIFEST:
        raise torn(path, "a manifest that is far too large")
    with held.open(MANIFEST) as file:
        raw = file.read(MAX_MANIFEST + 1)
    try:
        manifest = Manifest.model_validate_json(raw)
    except ValidationError as error:
        raise torn(path, f"a manifest with {error.error_count()} faults") from error
    if manifest.trojka_backup != FORMAT:
        raise torn(path, f"a backup in format {manifest.trojka_backup}")
    if set(names) - {MANIFEST} != set(manifest.files):
        raise torn(path, "other files than its manifest names")
    if sum(file.n_bytes for file in manifest.files.values()) > MAX_BYTES:
        raise torn(path, f"more than {MAX_BYTES / 1e9:.0f} GB")
    return manifest


def _check(path: Path, held: zipfile.ZipFile, name: str, file: HeldFile) -> None:
    """Refuse a file that leads elsewhere, is no file, or is not as the manifest says."""
    place = PurePosixPath(name)
    is_outside = place.is_absolute() or ".." in place.parts or "\\" in name or ":" in name
    if is_outside or not name.isprintable() or str(place) != name:
        raise torn(path, f"a file at {name[:80]!a}, outside its folder")
    kind = stat.S_IFMT(held.getinfo(name).external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise torn(path, f"{name[:80]}, which is no plain file")
    for _chunk in _chunks(path, held, name, file):
        pass


def _chunks(path: Path, held: zipfile.ZipFile, name: str, file: HeldFile) -> Iterator[bytes]:
    """Yield a file piece by piece; refuse it as soon as it is longer, or once it is another."""
    seen, n_bytes = hashlib.sha256(), 0
    with held.open(name) as source:
        while chunk := source.read(CHUNK):
            n_bytes += len(chunk)
            if n_bytes > file.n_bytes:
                raise torn(path, f"{name[:80]}, longer than its manifest says")
            seen.update(chunk)
            yield chunk
    if n_bytes != file.n_bytes or seen.hexdigest() != file.sha256:
        raise torn(path, f"{name[:80]}, which does not fit its checksum")
