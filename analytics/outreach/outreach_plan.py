"""A plan of outreach: who is approached, with how much effort and by whom, and what is assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from analytics.outreach.assumptions import Assumptions
from analytics.outreach.baseline import Baseline
from data.errors import AnalysisError

FixedAnswer = Literal["joins", "refuses"]

MAX_APPROACHES = 1_000


@dataclass(frozen=True)
class PlannedApproach:
    """One State to be approached.

    Attributes
    ----------
    state : str
        iso3.
    level : str
        Key of the effort.
    partner : str, optional
        iso3 of the member that takes the lead. It does not change what is simulated: no record
        tells which partner works better.
    """

    state: str
    level: str
    partner: str | None = None


@dataclass(frozen=True)
class Plan:
    """Approaches under assumptions.

    Attributes
    ----------
    assumptions : Assumptions
    approaches : tuple of PlannedApproach
        At most one a State.
    answers : mapping of str to str
        Answers taken as given, ``joins`` or ``refuses``. Those that join are on the roster when the
        text opens, where their peers see them.
    """

    assumptions: Assumptions
    approaches: tuple[PlannedApproach, ...] = ()
    answers: Mapping[str, FixedAnswer] = field(default_factory=dict)

    def levels(self) -> tuple[str, ...]:
        """Return the levels of effort that the plan uses, from the least to the most."""
        used = {approach.level for approach in self.approaches}
        return tuple(level for level in self.assumptions.effects if level in used)


def check(plan: Plan, baseline: Baseline) -> None:
    """Refuse a plan that does not fit the baseline.

    Raises
    ------
    AnalysisError
        If it has more than `MAX_APPROACHES`; names a State twice, an unknown one, a member or one
        without basis; an unknown level, partner or answer; or effects out of order.
    """
    plan.assumptions.check_order()
    if len(plan.approaches) > MAX_APPROACHES:
        raise AnalysisError(
            "plan",
            found=f"{len(plan.approaches):,} approaches",
            expected=f"at most {MAX_APPROACHES:,}",
            do="correct the plan",
        )
    named = [approach.state for approach in plan.approaches]
    twice = sorted(state for state, n in Counter(named).items() if n > 1)
    if twice:
        raise AnalysisError(
            "plan",
            found=f"several approaches to {', '.join(twice[:5])}",
            expected="one a State",
            do="correct the plan",
        )
    check_each(plan.approaches, plan.assumptions, baseline)
    check_states(set(plan.answers), baseline)
    answers = sorted(set(plan.answers.values()) - {"joins", "refuses"})
    if answers:
        raise AnalysisError(
            "plan",
            found=f"answer {answers[0]!r}",
            expected="'joins' or 'refuses'",
            do="correct the plan",
        )


def check_each(
    made: Iterable[PlannedApproach], assumptions: Assumptions, baseline: Baseline
) -> None:
    """Refuse approaches to States that cannot join, by unknown partners or at unknown levels.

    Raises
    ------
    AnalysisError
    """
    made = tuple(made)
    partners = {a.partner for a in made if a.partner is not None} - set(baseline.states)
    if partners:
        raise AnalysisError(
            "plan",
            found=f"unknown State {', '.join(sorted(partners)[:5])}",
            expected="States in these facts",
            do="correct the plan",
        )
    check_states({a.state for a in made}, baseline)
    levels = sorted({a.level for a in made} - set(assumptions.effects))
    if levels:
        raise AnalysisError(
            "plan",
            found=f"level {levels[0]!r}",
            expected=f"one of {', '.join(assumptions.effects)}",
            do="correct the plan",
        )


def check_states(named: set[str], baseline: Baseline) -> None:
    """Refuse States that are unknown or cannot join.

    Raises
    ------
    AnalysisError
    """
    strange = sorted(named - set(baseline.states))
    if strange:
        raise AnalysisError(
            "plan",
            found=f"unknown State {', '.join(strange[:5])}",
            expected="States in these facts",
            do="correct the plan",
        )
    may_join = {s for s, is_open in zip(baseline.states, baseline.is_open, strict=True) if is_open}
    closed = sorted(named - may_join)
    if closed:
        raise AnalysisError(
            "plan",
            found=f"{', '.join(closed[:5])}, already on the roster or without basis",
            expected="States that may join",
            do="correct the plan",
        )
