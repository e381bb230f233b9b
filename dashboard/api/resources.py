"""What can be asked for: a declaration of each table and result, from which all else is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from data import fields, schema
from data.facts import Facts
from data.fields import Field


@dataclass(frozen=True)
class ResourceAnswer:
    """What a resource holds.

    Attributes
    ----------
    rows : DataFrame
        With the columns of the resource, and perhaps others.
    about : mapping of str to object
        What is told of all rows together; only what JSON can hold.
    """

    rows: pd.DataFrame
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ResourceChoice:
    """What a reader may choose of a resource, beside rows and columns.

    Attributes
    ----------
    name, description : str
    allowed : callable
        Returns what can be chosen of some facts, that which is taken where nothing is chosen first.
    values : tuple of str
        The same where it does not hang on the facts, for the description; otherwise empty.
    is_required : bool
        Whether it has to be chosen.
    """

    name: str
    description: str
    allowed: Callable[[Facts], tuple[str, ...]]
    values: tuple[str, ...] = ()
    is_required: bool = False


def fixed(name: str, description: str, values: tuple[str, ...]) -> ResourceChoice:
    """Return a choice that does not hang on the facts; the first value is the default."""
    return ResourceChoice(name, description, lambda _facts: values, values)


@dataclass(frozen=True)
class Resource:
    """What can be asked for under one address.

    Attributes
    ----------
    path : str
        Below ``/api/v1/``.
    title, description : str
        In English; see `vocabulary.TABLES` and `i18n` for other languages.
    columns : tuple of Field
        In the order in which they are given.
    answer : callable
        Of the facts and of what was chosen, by the name of the choice.
    choices : tuple of ResourceChoice
    page : str
        The page that shows the same; empty for tables, which the page *Data* describes.
    about : mapping of str to dict
        What stands in `ResourceAnswer.about` and needs telling, as JSON Schema, by its name.
    """

    path: str
    title: str
    description: str
    columns: tuple[Field, ...]
    answer: Callable[[Facts, Mapping[str, str]], ResourceAnswer]
    choices: tuple[ResourceChoice, ...] = ()
    page: str = "data"
    about: Mapping[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]


def table(name: str) -> Resource:
    """Return the declaration of a table of the contract."""

    def rows(facts: Facts, _chosen: Mapping[str, str]) -> ResourceAnswer:
        return ResourceAnswer(getattr(facts, name))

    return Resource(
        path=f"tables/{name}",
        title=name,
        description=fields.about_table(name),
        columns=fields.of_table(name),
        answer=rows,
    )


TABLES = tuple(table(name) for name in schema.TABLES)
