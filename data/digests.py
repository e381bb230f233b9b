"""What a result was made by: the text of our own modules, and the versions of libraries."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import platform
from pathlib import Path

ROOT = Path(__file__).parent.parent

LIBRARIES = ("numpy", "scipy", "scikit-learn", "pandas", "networkx", "joblib")
"""The libraries that compute."""

N_DIGITS = 12


@functools.cache
def of_code(packages: tuple[str, ...], root: Path = ROOT) -> str:
    """Return a digest of every module of some packages, as they were when first asked.

    Parameters
    ----------
    packages : tuple of str
        Folders in ``root``.
    root : Path

    Returns
    -------
    str
        12 hexadecimal digits.
    """
    digest = hashlib.sha256()
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            digest.update(f"\n{path.relative_to(root)}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:N_DIGITS]


@functools.cache
def of_libraries() -> str:
    """Return a digest of the versions of Python and of `LIBRARIES`, 12 hexadecimal digits."""
    versions = [platform.python_version()]
    versions += [f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES]
    return hashlib.sha256("\n".join(versions).encode()).hexdigest()[:N_DIGITS]
