"""How the small archive is spoilt: a row, a sidecar, a roster, an error to be put right."""

from __future__ import annotations

from collections.abc import Callable

from tests.etl.archive import Archive

Break = Callable[[Archive], object]
"""Spoils the archive."""


def rows(old: str, new: str, *, of: str = "rosters/hague") -> Break:
    """Change what a file says, and its checksum with it."""
    return lambda a: a.edit(of, old, new)


def sidecar(old: str, new: str, *, of: str = "rosters/hague") -> Break:
    """Change what is said of a file."""
    return lambda a: a.edit_sidecar(of, old, new)


def roster(text: str) -> Break:
    """Write the roster of Seoul anew."""
    return lambda a: a.overwrite("rosters/seoul", text.encode())


def without(*source_ids: str) -> Break:
    """Take files away, each with its sidecar."""
    return lambda a: [
        path.unlink() for name in source_ids for path in (a.file(name), a.sidecar(name))
    ]


def correct(**changed: str) -> Break:
    """Enter a correction of Kenya's name, of which some words are others."""
    entry = {
        "source": '"rosters/hague"',
        "key": '{ name_as_listed = "Kenya" }',
        "column": '"name_as_listed"',
        "expect": '"Kenya"',
        "value": '"Republic of Kenya"',
        "reason": '"A test."',
        "url": '"https://example.org"',
    }
    return lambda a: a.correct(**(entry | changed))


def all_of(*breaks: Break) -> Break:
    """Spoil it in several ways at once."""
    return lambda a: [spoil(a) for spoil in breaks]
