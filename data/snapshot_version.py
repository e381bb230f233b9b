"""What a snapshot was made of: digests of its facts and of its code, and the source files."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from data import digests


@dataclass(frozen=True)
class Inputs:
    """What a snapshot was made of.

    Attributes
    ----------
    facts_digest : str
        Of the sources, their sidecars and the corrections, 12 hexadecimal digits.
    code_digest : str
        Of the contract and of the code that makes tables of sources, 12 hexadecimal digits.
    files : mapping of str to bytes
        Every source file that may be kept, with its sidecar, and the corrections; by path.
    """

    facts_digest: str
    code_digest: str
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def version(self) -> str:
        """Return the digest of both, 12 hexadecimal digits: the same inputs, the same version."""
        both = f"{self.facts_digest} {self.code_digest}".encode()
        return hashlib.sha256(both).hexdigest()[: digests.N_DIGITS]


def packed(content: bytes) -> bytes:
    """Return a file as a snapshot keeps it; the same for the same file."""
    return zlib.compress(content, 6)


def unpacked(content: bytes) -> bytes:
    """Return a file as it was; see `packed`."""
    return zlib.decompress(content)
