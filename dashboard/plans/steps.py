"""What is written into the log of a plan: how far an approach has come, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, Self

from pydantic import model_validator

from dashboard.plans import strict
from dashboard.plans.strict import Day, Iso3, Key, Line, Text
from data.strict import StrictModel, misfit

Status = Literal["planned", "done", "answer", "outcome"]

STATUSES: tuple[Status, ...] = ("planned", "done", "answer", "outcome")
"""The way of an approach, from its plan to what came of it."""

RESULTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "planned": (),
        "done": (),
        "answer": ("willing", "undecided", "unwilling", "announced", "hosts"),
        "outcome": ("joined", "did_not_join"),
    }
)
"""What can be said at each status: of an answer and of an outcome one of these must be.

``announced`` is a State that announced that it will join, ``hosts`` one that hosts the event."""


class LoggedStep(StrictModel):
    """One entry of the log.

    Attributes
    ----------
    state : str
        ISO 3166 alpha-3 of the State approached.
    status : str
        One of `STATUSES`.
    result : str, optional
        What the answer or the outcome is: one of `RESULTS` of the status.
    on : date
        Day on which it happened.
    level : str, optional
        Key of the effort level, as it really was.
    partner : str, optional
        ISO 3166 alpha-3 of the State that took the lead.
    due : date, optional
        By when the next step is due.
    owner : str, optional
        Who sees to it at home: a person or a desk. As before if not given, as with the post.
    post : str, optional
        The embassy or mission that makes the approach.
    note : str
        Free text; shown as text, whatever it holds.
    """

    state: Iso3
    status: Status
    result: Key | None = None
    on: Day
    level: Key | None = None
    partner: Iso3 | None = None
    due: Day | None = None
    owner: Line | None = None
    post: Line | None = None
    note: Text = ""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        allowed = RESULTS[self.status]
        fits = self.result in allowed if allowed else self.result is None
        if not fits:
            raise misfit(
                found=f"the result {self.result!r} of an approach that is at '{self.status}'",
                expected="one of " + ", ".join(allowed) if allowed else "none yet",
            )
        return self


def make(where: str = "the log entry", /, **fields: Any) -> LoggedStep:
    """Return an entry made of what a page has: the fields of `LoggedStep`.

    Parameters
    ----------
    where : str
        What is read, for the message.
    **fields

    Raises
    ------
    PlanError
        If a field does not fit.
    """
    return strict.read(where, lambda: LoggedStep(**fields))
