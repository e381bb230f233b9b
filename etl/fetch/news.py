"""What a file brings that ours does not have; one that brings less is refused."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.errors import ReconcileError
from etl import row_contracts
from etl.catalog import Source
from etl.sources import SOURCES, un_resolutions

KEYS = {"un_resolutions": "symbol"}
"""Formats whose rows have a key by which two states of a file are laid beside each other."""

N_LOST_SHOWN = 5


@dataclass(frozen=True)
class News:
    """What is new at a source.

    Attributes
    ----------
    source : Source
        As we have it.
    content : bytes
        The file as it is now.
    new : tuple of str
        Keys that ours does not have; all rows, where the format has no key.
    changed : tuple of str
        Keys whose rows say something else.
    n_before, n_after : int
        Votes, or rows where there are none.
    as_of : str
        The last day of which the file tells; empty where that is not known.
    """

    source: Source
    content: bytes
    new: tuple[str, ...]
    changed: tuple[str, ...]
    n_before: int
    n_after: int
    as_of: str

    @property
    def is_any(self) -> bool:
        """Return whether there is anything new."""
        return self.content != self.source.content


def news(source: Source, content: bytes, *, where: str) -> News:
    """Return what a file brings.

    Parameters
    ----------
    source : Source
        As we have it.
    content : bytes
        The file as it is now.
    where : str
        Where it was read, for messages.

    Raises
    ------
    TrojkaError
        If it is not of its format any more: the layout has changed.
    ReconcileError
        If it has fewer votes than ours, or lacks one of our texts.
    """
    parse = SOURCES[source.format]
    before = parse(source.content, where=source.where)
    after = parse(content, where=where)
    row_contracts.refuse_rows_against_contract(source.format, [(where, after)])
    n_before, n_after = _n(source.format, before), _n(source.format, after)
    key = KEYS.get(source.format)
    if key is None:
        _refuse_fewer(n_before, n_after, where)
        return News(source, content, (), (), n_before, n_after, "")
    held, found = (_by_key(rows, key) for rows in (before, after))
    lost = [name for name in held if name not in found]
    if lost:
        raise ReconcileError(
            where,
            found=f"nothing on {', '.join(lost[:N_LOST_SHOWN])}"
            + (f" and {len(lost) - N_LOST_SHOWN} more" if len(lost) > N_LOST_SHOWN else ""),
            expected="every text that our file has",
            do="look at the source; if it is right, put its file in place by hand",
        )
    _refuse_fewer(n_before, n_after, where)
    return News(
        source=source,
        content=content,
        new=tuple(name for name in found if name not in held),
        changed=tuple(name for name in found if name in held and held[name] != found[name]),
        n_before=n_before,
        n_after=n_after,
        as_of=max(after["date"], default=""),
    )


def _refuse_fewer(n_before: int, n_after: int, where: str) -> None:
    if n_after < n_before:
        raise ReconcileError(
            where,
            found=f"{n_after:,} votes or rows",
            expected=f"{n_before:,} at least, as our file has",
            do="look at the source; if it is right, put its file in place by hand",
        )


def _n(form: str, rows: pd.DataFrame) -> int:
    return int(un_resolutions.n_votes(rows).sum()) if form == "un_resolutions" else len(rows)


def _by_key(rows: pd.DataFrame, key: str) -> dict[str, list[tuple[str, ...]]]:
    """Return the rows of each key, in the order of the file."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name, row in zip(rows[key], rows.itertuples(index=False, name=None), strict=True):
        found.setdefault(name, []).append(row)
    return found
