"""Strict reading of what people and files hand in: refused whole, with every fault in words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails

from data.errors import PlanError
from data.hidden import TURNING
from data.strict import misfit

Read = TypeVar("Read")

MAX_FAULTS = 5
"""Faults named in one message; the others are counted."""

MAX_SHOWN = 60
"""Characters of a wrong value that a message repeats."""


class UnreadableError(PlanError):
    """What was handed in has a fault or several: the first is the error's own, all are told.

    Parameters
    ----------
    faults : sequence of PlanError
        At least one. The first `MAX_FAULTS` are told, the others counted.

    Attributes
    ----------
    faults : tuple of PlanError
        All of them.
    """

    def __init__(self, faults: Sequence[PlanError]) -> None:
        first = faults[0]
        super().__init__(first.where, found=first.found, expected=first.expected, do=first.do)
        self.faults = tuple(faults)
        more = len(faults) - MAX_FAULTS
        self._told = [str(fault) for fault in faults[:MAX_FAULTS]]
        self._told += [f"And {more} more."] if more > 0 else []

    def __str__(self) -> str:
        """Return every fault that is told, one a line."""
        return "\n".join(self._told)


def _printable(text: str) -> str:
    """Return a text without control characters, which no database and no screen can hold."""
    wrong = [c for c in text if unicodedata.category(c) == "Cc" and c not in "\n\t\r"]
    if wrong:
        raise misfit(found=f"the control character {wrong[0]!r}", expected="text that can be read")
    return text


def _straight(text: str) -> str:
    """Return a text that reads as it is written."""
    found = TURNING.search(text)
    if found:
        raise misfit(
            found=f"the character {found[0]!r}, which turns the direction of writing",
            expected="a title that reads as it is written",
        )
    return text


PRINTABLE = AfterValidator(_printable)
STRAIGHT = AfterValidator(_straight)
"""For titles, which stand in lists beside others."""

Iso3 = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,60}$")]
Line = Annotated[str, Field(min_length=1, max_length=200), PRINTABLE, STRAIGHT]
Text = Annotated[str, Field(max_length=10_000), PRINTABLE]
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2200, 12, 31))]
"""A day that tables on screen can hold: theirs end in 2262, and no plan is so old or so far off."""

Share = Annotated[float, Field(ge=0, le=1)]
Cost = Annotated[float, Field(ge=0, le=1e9)]


def read(where: str, make: Callable[[], Read], *, do: str = "correct it") -> Read:
    """Return what ``make`` reads.

    Parameters
    ----------
    where : str
        What is read, for the message.
    make : callable
    do : str
        What mends a fault of it.

    Raises
    ------
    PlanError
        If it does not fit: a sentence for each fault, at most `MAX_FAULTS`.
    """
    try:
        return make()
    except ValidationError as error:
        raise UnreadableError(
            [_fault(where, one, do) for one in error.errors(include_url=False)]
        ) from error


def json_of(content: bytes | str, *, where: str, what: str, max_bytes: int) -> bytes:
    """Return the JSON of a file, if it is no larger than it may be.

    Parameters
    ----------
    content : bytes or str
    where : str
        What is read, for the message.
    what : str
        What the file is to hold, such as "a plan".
    max_bytes : int

    Raises
    ------
    PlanError
        If it is larger.
    """
    raw = content.encode() if isinstance(content, str) else content
    if len(raw) > max_bytes:
        raise PlanError(
            where,
            found=f"{len(raw) / 1e6:,.1f} MB",
            expected=f"{what} of at most {max_bytes / 1e6:,.0f} MB",
            do=f"choose a file that was saved as {what}",
        )
    return raw.removeprefix(b"\xef\xbb\xbf")  # some editors put a byte-order mark in front


def _fault(where: str, one: ErrorDetails, do: str) -> PlanError:
    """Return one fault in words."""
    place = _place(one["loc"])
    found, expected = _words(one)
    return PlanError(f"{where}, {place}" if place else where, found=found, expected=expected, do=do)


def _place(steps: tuple[int | str, ...]) -> str:
    """Return where a fault lies, as it would be written in code."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{_name(step)}" for step in steps)
    return text.removeprefix(".")


def _name(step: str) -> str:
    """Return the name of a field, cut short; in quotes where it is none of ours."""
    return _cut(step if step.isidentifier() else repr(step))


def _words(one: ErrorDetails) -> tuple[str, str]:
    """Return what was found and what should have been there."""
    if one["type"] == "misfit":
        return one["ctx"]["found"], one["ctx"]["expected"]
    if one["type"] == "missing":
        return "nothing", "a value"
    if one["type"] == "extra_forbidden":
        return f"a field with {_shown(one['input'])}", "only the fields of this format"
    if one["type"] == "union_tag_invalid":
        context = one["ctx"]
        return _shown(context["tag"]), f"as {context['discriminator']} {context['expected_tags']}"
    if one["type"] == "json_invalid":
        return one["msg"][:1].lower() + one["msg"][1:], "a text in JSON"
    message = one["msg"].removeprefix("Input should be ").removeprefix("String should ")
    message = f"a value {message}" if message.startswith(("greater", "less")) else message
    return _shown(one["input"]), message[:1].lower() + message[1:]


def _shown(value: Any) -> str:
    """Return a wrong value, cut short."""
    return _cut(repr(value))


def _cut(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"
