"""A plan as it stands on the page, before anybody keeps it: what is asked, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from analytics import joining, outreach
from analytics.joining import opportunities
from analytics.outreach import assumptions
from analytics.outreach.assumptions import AssumedRange
from analytics.outreach.baseline import Baseline
from analytics.outreach.outreach_plan import FixedAnswer, Plan
from dashboard.pages.plan import plan_documents
from dashboard.plans import progress
from dashboard.plans.document import PlanDocument
from dashboard.plans.progress import DeskFacts
from dashboard.words import planning, probabilities
from dashboard.words.planning import ApproachRow
from data.facts import Facts

BUDGET = 30
"""What all approaches may cost together at first."""


@dataclass(frozen=True)
class PlanLimits:
    """Who plans, and what the plan should keep to.

    Attributes
    ----------
    we : str
        iso3 of the State that plans.
    budget : int
        What all approaches may cost together.
    most, most_led : int
        Approaches in all, and led by one State, at most; 0 for any number.
    each_region : int
        Approaches in each regional group, at least.
    levels : tuple of str
        Efforts to choose from; empty for all.
    """

    we: str = planning.WE
    budget: int = BUDGET
    most: int = 0
    most_led: int = 0
    each_region: int = 0
    levels: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanChoice:
    """What a reader asks about.

    Attributes
    ----------
    rows : mapping of str to ApproachRow
        Approaches by State.
    ranges : mapping of str to Range
        Of the assumptions.
    answers : mapping of str to str
        Taken as given, on this page.
    costs : mapping of str to int
        Of an approach, by level.
    limits : PlanLimits
    logged : DeskFacts
        What the log of the plan says that the model does not know.
    """

    rows: Mapping[str, ApproachRow]
    ranges: Mapping[str, AssumedRange]
    answers: Mapping[str, FixedAnswer]
    costs: Mapping[str, int]
    limits: PlanLimits
    logged: DeskFacts = progress.NOTHING_LOGGED


@dataclass(frozen=True)
class CurrentPlan:
    """What a reader asks about, and what follows from it.

    Attributes
    ----------
    target : Target
        The text that States are to join.
    text : str
        Its name, in the language spoken.
    start : Baseline
    goal : int
        Members aimed at.
    asked : Asked
    plan : Plan
        What is simulated.
    """

    target: opportunities.Target
    text: str
    start: Baseline
    goal: int
    asked: PlanChoice
    plan: Plan

    def cost(self) -> int:
        """Return what all approaches cost together."""
        return planning.cost_of(self.asked.rows.values(), self.asked.costs)

    def document(self, title: str, note: str, version: str) -> PlanDocument:
        """Return the plan as it is kept or carried, made on a version of the facts.

        Raises
        ------
        PlanError
            If a field does not fit.
        """
        return plan_documents.document_of(
            list(self.asked.rows.values()),
            self.start,
            replace(self.plan, answers=self.asked.answers),
            costs=self.asked.costs,
            title=title,
            note=note,
            instrument_id=self.target.instrument_id,
            is_next=self.target.is_next,
            target=self.goal,
            budget=float(self.asked.limits.budget),
            we=self.asked.limits.we,
            snapshot_version=version,
        )


def texts(facts: Facts) -> dict[str, str]:
    """Return what each text that can be asked about is called, by its key; the first is asked."""
    return probabilities.target_names(facts.recall(joining.joining_targets), facts.instruments)


def from_choice(facts: Facts, text: str, goal: int, asked: PlanChoice) -> CurrentPlan:
    """Return what follows from what is asked about a text.

    Parameters
    ----------
    facts : Facts
    text : str
        Its key.
    goal : int
        Members aimed at.
    asked : Asked
        With ranges in order; see `Assumptions.is_in_order`.
    """
    target, start = target_and_baseline(facts, text)
    may_join = set(start.open_states)
    logged = {s: answer for s, answer in asked.logged.answers.items() if s in may_join}
    plan = planning.plan(
        asked.rows.values(), asked.ranges, {**logged, **asked.answers}, asked.logged.unwilling
    )
    return CurrentPlan(target, texts(facts)[text], start, goal, asked, plan)


def target_and_baseline(facts: Facts, text: str) -> tuple[opportunities.Target, Baseline]:
    """Return the text of a key, and the position before anybody is approached about it."""
    target = next(one for one in facts.recall(joining.joining_targets) if one.key == text)
    return target, facts.recall(outreach.baseline_for, target)


def at_first(facts: Facts) -> CurrentPlan:
    """Return the plan with which the page begins: nobody is approached."""
    text = next(iter(texts(facts)))
    _target, start = target_and_baseline(facts, text)
    peers = facts.recall(outreach.peer_bound)
    ranges = assumptions.at_first(None if peers is None else peers.upper_bound)
    asked = PlanChoice({}, ranges, {}, planning.COSTS, PlanLimits())
    return from_choice(facts, text, start.first_target, asked)
