"""What addresses answered last, so that a file that has not changed is not sent again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from data import whole_file
from data.errors import StoreError
from etl.faults import shown
from etl.fetch.download import Answer

FOLDER = Path(__file__).parents[2] / "var" / "fetched"
"""Where answers lie unless another folder is named; it can be removed at any time."""


@dataclass(frozen=True)
class Kept:
    """An answer of before.

    Attributes
    ----------
    content : bytes
    etag, last_modified : str
        By which the server knows it.
    """

    content: bytes
    etag: str
    last_modified: str


def kept(folder: Path, address: str) -> Kept | None:
    """Return what an address answered last; None if that is not known, or no longer whole."""
    place = _place(folder, address)
    try:
        head, _, content = place.read_bytes().partition(b"\n")
        said = json.loads(head)
        if said["address"] == address and said["sha256"] == hashlib.sha256(content).hexdigest():
            return Kept(content, str(said["etag"]), str(said["last_modified"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass  # asked anew
    return None


def keep(folder: Path, address: str, answer: Answer) -> None:
    """Lay by an answer that holds a file.

    Raises
    ------
    StoreError
        If nothing can be written there.
    """
    content = answer.content or b""
    said = {
        "address": address,
        "etag": answer.etag,
        "last_modified": answer.last_modified,
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    place = _place(folder, address)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        whole_file.write(place, json.dumps(said).encode() + b"\n" + content)
    except OSError as error:
        raise StoreError(
            shown(folder),
            found=f"that nothing can be written there ({error})",
            expected="a writable folder",
            do="free space, or change its rights; nothing was changed",
        ) from error


def _place(folder: Path, address: str) -> Path:
    return folder / hashlib.sha256(address.encode()).hexdigest()[:16]
