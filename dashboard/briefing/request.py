"""What is asked of a briefing, as plain data: a file, an address or a row of a database holds it.

A request names views and papers, never their content: what they say is made anew of the facts that
hold when it is written.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from dashboard.plans import strict
from dashboard.plans.strict import Day, Iso3
from data.strict import StrictModel

FORMAT: Literal[1] = 1
"""Version of the JSON that is written."""

MAX_ITEMS = 200
MAX_STATES = 200
MAX_VALUES = 400
MAX_BYTES = 1_000_000

_Value = Annotated[str, StringConstraints(max_length=400)]
_Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:-]{1,80}$")]
_Title = Annotated[str, StringConstraints(max_length=300), strict.PRINTABLE, strict.STRAIGHT]
_States = Annotated[
    tuple[Iso3, ...],
    Field(min_length=1, max_length=MAX_STATES, strict=False, description="ISO 3166"),
]


class _Item(StrictModel):
    """What all items have: a title of the desk's own; what the item finds, if it is empty."""

    title: _Title = ""


class View(_Item):
    """What a page says at an address.

    Attributes
    ----------
    page : str
        Its path.
    query : dict of str to tuple of str
        What the address says, name by name.
    only : tuple of str
        Keys of the charts and tables that are wanted; all that the page says, if there are none.
    """

    kind: Literal["view"] = "view"
    page: Annotated[str, StringConstraints(pattern=r"^[a-z-]{1,40}$")]
    query: dict[
        _Name, Annotated[tuple[_Value, ...], Field(max_length=MAX_VALUES, strict=False)]
    ] = Field(default_factory=dict, max_length=40)
    only: Annotated[tuple[_Name, ...], Field(max_length=100, strict=False)] = ()


class StatePages(_Item):
    """A page on each of some States; what happened since a day, if one is given."""

    kind: Literal["state"] = "state"
    states: _States
    since: Day | None = None


class TalkingFacts(_Item):
    """Facts for a conversation with each of some States."""

    kind: Literal["talking"] = "talking"
    states: _States


class CoalitionBrief(_Item):
    """Size, movement and opportunities of the coalition."""

    kind: Literal["coalition"] = "coalition"


class OutreachPlan(_Item):
    """A saved plan and its log."""

    kind: Literal["plan"] = "plan"
    plan: _Name


class VotingSheet(_Item):
    """A roll call, annotated."""

    kind: Literal["votes"] = "votes"
    rollcall: _Name


class WhatChanged(_Item):
    """What happened since a day."""

    kind: Literal["changes"] = "changes"
    since: Day


Item = View | StatePages | TalkingFacts | CoalitionBrief | OutreachPlan | VotingSheet | WhatChanged


class Request(StrictModel):
    """A whole briefing.

    Attributes
    ----------
    title : str
        On its first page; made of what it holds, if empty.
    language : str
        A key of ``i18n.LANGUAGES``.
    marking : str
        Line on every page, such as "Departementaal Vertrouwelijk"; none if empty.
    snapshot_version : str
        Version of the facts on which it was saved; empty where it was not.
    items : tuple of Item
        In order.
    """

    format: Literal[1] = FORMAT
    title: _Title = ""
    language: Literal["en", "nl"] = "en"
    marking: Annotated[
        str, StringConstraints(max_length=120), strict.PRINTABLE, strict.STRAIGHT
    ] = ""
    snapshot_version: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{12})?$")] = ""
    items: Annotated[
        tuple[Annotated[Item, Field(discriminator="kind")], ...],
        Field(max_length=MAX_ITEMS, strict=False),
    ] = ()


def make(**fields: Any) -> Request:
    """Return a request made of what a page has: the fields of `Request`.

    Raises
    ------
    PlanError
        If a field does not fit.
    """
    return strict.read("the briefing", lambda: Request(**fields))


def to_json(request: Request) -> str:
    """Return a request as one JSON text, the same for the same request."""
    return request.model_dump_json(indent=2)


def from_json(content: bytes | str, *, where: str = "the file") -> Request:
    """Return the request that a file holds.

    Raises
    ------
    PlanError
        If the file is too large, no JSON, of another version, or anything in it does not fit.
    """
    raw = strict.json_of(content, where=where, what="a briefing", max_bytes=MAX_BYTES)
    return strict.read(where, lambda: Request.model_validate_json(raw))
