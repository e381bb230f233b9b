"""What a plan is: approaches, assumptions, and the probabilities it was made on.

A document stands by itself: it carries the version of the facts, the members of the text and the
probabilities as they were when it was saved, so that it can be scored years later, and carried as
one JSON file to a network that knows nothing of its database.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from dashboard.plans import strict
from dashboard.plans.strict import Cost, Day, Iso3, Key, Line, Share, Text
from data.errors import PlanError
from data.strict import StrictModel, misfit

FORMAT: Literal[3] = 3
"""Version of the JSON that is written."""

READABLE = (1, 2, 3)
"""Versions that are read; another one is refused.

The first knew no next versions of a text, the second not who we are."""

MAX_BYTES = 5_000_000
MAX_APPROACHES = 1_000
MAX_STATES = 1_000


class Approach(StrictModel):
    """One State to be approached.

    Attributes
    ----------
    state : str
        ISO 3166 alpha-3 of the State.
    level : str
        Key of the effort level.
    partner : str, optional
        ISO 3166 alpha-3 of the State that takes the lead; ourselves if not given.
    cost : float
        What it takes, in the units of the budget.
    guess : float, optional
        The desk's own guess of the probability that the State joins; to be scored afterwards.
    due : date, optional
        By when it should be done.
    """

    state: Iso3
    level: Key
    partner: Iso3 | None = None
    cost: Cost = 0.0
    guess: Share | None = None
    due: Day | None = None


class Range(StrictModel):
    """An assumption: its central value and how far it may be off."""

    low: float
    central: float
    high: float

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.central <= self.high:
            raise misfit(
                found=f"{self.low}, {self.central}, {self.high}",
                expected="low, central and high in this order",
            )
        return self


class PlanDocument(StrictModel):
    """A whole plan.

    Attributes
    ----------
    title : str
        What its makers call it.
    instrument_id : str
        The text that States are to join.
    is_next : bool
        Whether its next version is meant, which is not there yet.
    target : int
        Members aimed at.
    snapshot_version : str
        Version of the facts it was made on.
    budget : float, optional
        What all approaches may cost together.
    approaches : tuple of Approach
        At most one a State.
    fixed : dict of str to str
        Answers taken as given: State to ``joins`` or ``refuses``.
    assumptions : dict of str to Range
        Effects of the effort levels on the log-odds, strength of peers.
    probabilities : dict of str to float
        The model's probability of each State that could still join, as pinned at saving.
    members : tuple of str
        States on the roster at saving.
    note : str
        Free text.
    we : str, optional
        ISO 3166 alpha-3 of the State that plans.
    """

    format: Literal[1, 2, 3] = FORMAT
    title: Line
    instrument_id: Key
    is_next: bool = False
    target: int = Field(ge=0, le=MAX_STATES)
    snapshot_version: Line
    budget: Cost | None = None
    approaches: tuple[Approach, ...] = Field(default=(), max_length=MAX_APPROACHES, strict=False)
    fixed: dict[Iso3, Literal["joins", "refuses"]] = Field(
        default_factory=dict, max_length=MAX_STATES
    )
    assumptions: dict[Key, Range] = Field(default_factory=dict, max_length=100)
    probabilities: dict[Iso3, Share] = Field(default_factory=dict, max_length=MAX_STATES)
    members: tuple[Iso3, ...] = Field(default=(), max_length=MAX_STATES, strict=False)
    note: Text = ""
    we: Iso3 | None = None

    @model_validator(mode="after")
    def _once_a_state(self) -> Self:
        named = [approach.state for approach in self.approaches]
        twice = sorted({state for state in named if named.count(state) > 1})
        if twice:
            raise misfit(
                found=f"several approaches to {', '.join(twice[:5])}", expected="one a State"
            )
        return self

    def states(self) -> set[str]:
        """Return every State that the plan names."""
        partners = {a.partner for a in self.approaches if a.partner is not None}
        approached = {a.state for a in self.approaches}
        ours = {self.we} if self.we is not None else set()
        return approached | partners | ours | {*self.fixed, *self.probabilities, *self.members}


class _Version(StrictModel, extra="ignore"):
    """All that is looked at first."""

    format: int


def make(**fields: Any) -> PlanDocument:
    """Return a plan made of what a page has: the fields of `PlanDocument`.

    Raises
    ------
    PlanError
        If a field does not fit: negative costs, NaN, no title and so on.
    """
    return strict.read("the plan", lambda: PlanDocument(**fields))


def with_approaches(
    plan: PlanDocument, states: Iterable[str], *, level: str, cost: float
) -> PlanDocument:
    """Return a plan that approaches some more States, all with one effort and led by ourselves.

    Raises
    ------
    PlanError
        If the plan approaches one of them already.
    """
    added = [Approach(state=state, level=level, cost=cost) for state in states]
    fields = {name: getattr(plan, name) for name in PlanDocument.model_fields}
    return make(**{**fields, "approaches": (*plan.approaches, *added)})


def to_json(document: PlanDocument) -> str:
    """Return a plan as one JSON text, the same for the same plan."""
    return document.model_dump_json(indent=2)


def from_json(
    content: bytes | str,
    *,
    states: Collection[str] | None = None,
    instruments: Collection[str] | None = None,
    where: str = "the file",
) -> PlanDocument:
    """Return the plan that a file holds.

    Parameters
    ----------
    content : bytes or str
        As `to_json` wrote it.
    states, instruments : collection of str, optional
        Those known here; a plan that names others is refused. Not checked if not given.
    where : str
        What is read, for the message.

    Raises
    ------
    PlanError
        If the file is too large, no JSON, of another version, or anything in it does not fit.
    """
    raw = strict.json_of(content, where=where, what="a plan", max_bytes=MAX_BYTES)
    version = strict.read(where, lambda: _Version.model_validate_json(raw)).format
    if version not in READABLE:
        raise PlanError(
            where,
            found=f"a plan in format {version}",
            expected=f"format {' or '.join(map(str, READABLE))}",
            do="export it again from a Trojka of this version",
        )
    document = strict.read(where, lambda: PlanDocument.model_validate_json(raw))
    check_known(document, states=states, instruments=instruments, where=where)
    return document.model_copy(update={"format": FORMAT})


def check_known(
    plan: PlanDocument,
    *,
    states: Collection[str] | None,
    instruments: Collection[str] | None,
    where: str,
) -> None:
    """Refuse a plan that names a State or a text that is not known; see `from_json`.

    Raises
    ------
    PlanError
    """
    _check_known("State", plan.states(), states, where)
    _check_known("text", {plan.instrument_id}, instruments, where)


def _check_known(
    what: str, named: Collection[str], known: Collection[str] | None, where: str
) -> None:
    """Refuse keys that the facts do not hold."""
    strange = sorted(set(named) - set(known)) if known is not None else []
    if strange:
        raise PlanError(
            where,
            found=f"unknown {what} {', '.join(strange[:5])}"
            + (f" and {len(strange) - 5} more" if len(strange) > 5 else ""),
            expected=f"keys of the {what.lower()}s in these facts",
            do="correct them, or open the plan where these facts are known",
        )
