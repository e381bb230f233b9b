"""Sources that are plain lists of our own: their columns, and what no two rows may share.

Nothing is done with them but what every such list needs: the text, its header and its rows are
checked, and the cells are left as they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd

from etl.sources import delimited


@dataclass(frozen=True)
class PlainList:
    """The columns of a list.

    Attributes
    ----------
    required, optional : tuple of str
        Columns that must stand in the header, and that may.
    unique : tuple of str
        Columns that no two rows share all of; any rows where there are none.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()


_STATE = ("iso3", "name_as_listed")
"""A State is given by code, by name as printed, or by both."""

PLAIN_LISTS: Mapping[str, PlainList] = {
    "authorships": PlainList(
        required=("paper", "title", "is_joint", "date", "source_url"),
        optional=(*_STATE, "confidence", "note"),
    ),
    "commissioners": PlainList(
        required=("instrument_id", "person", "role", "institution", "since", "source_url"),
        optional=("confidence", "note"),
        unique=("instrument_id", "person"),
    ),
    "group_positions": PlainList(
        required=(
            "group_id",
            "topic",
            "question",
            "code",
            "date",
            "document",
            "source_url",
            "confidence",
        ),
        optional=("note",),
        unique=("group_id", "topic", "question", "code", "date", "document"),
    ),
    "leads": PlainList(
        required=("instrument_id", "role", "since", "is_weak", "source_url"),
        optional=(*_STATE, "confidence", "note"),
    ),
    "mandates": PlainList(
        required=(
            "symbol",
            "paragraphs",
            "task",
            "who",
            "due",
            "due_date",
            "status",
            "outcome",
            "source_url",
        ),
        optional=("confidence",),
        unique=("symbol", "paragraphs"),
    ),
    "stances": PlainList(
        required=("instrument_id", "iso3", "fact", "date", "source_url", "confidence"),
        unique=("instrument_id", "iso3", "fact"),
    ),
    "stated_positions": PlainList(
        required=(
            "iso3",
            "topic",
            "question",
            "code",
            "act",
            "date",
            "document",
            "source_url",
            "language",
            "confidence",
            "superseded_on",
            "found_through",
        ),
        optional=("note",),
        unique=("iso3", "topic", "question", "code", "date", "document"),
    ),
}
"""By the name of the format: who wrote which paper; persons on a commission; what groups say; who
carried a text; what decisions ask of whom; documented facts that are neither a vote nor a
membership; what States say."""


def reader(name: str) -> Callable[..., pd.DataFrame]:
    """Return the ``parse`` of a list: its rows as text, of a file's bytes and its path.

    It raises a FaultsError that names every fault of the text, its header and its rows.
    """
    return partial(_rows, PLAIN_LISTS[name])


def _rows(columns: PlainList, content: bytes, *, where: str) -> pd.DataFrame:
    return delimited.frame(
        content,
        where=where,
        required=columns.required,
        optional=columns.optional,
        unique=columns.unique,
    )
