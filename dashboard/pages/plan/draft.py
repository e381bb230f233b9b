"""A plan as it stands on the page, before anybody keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.joining import opportunities
from analytics.outreach.approaches import Plan
from analytics.outreach.opening import Opening
from dashboard import kept_plans
from dashboard.pages.plan.approaches.page import Asked
from dashboard.plans.document import Document
from data.facts import current_facts


@dataclass(frozen=True)
class Draft:
    """What a reader asks about, and what follows from it.

    Attributes
    ----------
    target : Target
        The text that States are to join.
    text : str
        Its name, in the language spoken.
    start : Opening
    asked : Asked
    plan : Plan
        What is simulated.
    goal : int
        Members aimed at.
    """

    target: opportunities.Target
    text: str
    start: Opening
    asked: Asked
    plan: Plan
    goal: int

    def document(self, title: str, note: str) -> Document:
        """Return the plan as it is kept or carried.

        Raises
        ------
        PlanError
            If a field does not fit.
        """
        return kept_plans.as_document(
            list(self.asked.rows.values()),
            self.start,
            self.plan,
            costs=self.asked.costs,
            title=title,
            note=note,
            instrument_id=self.target.instrument_id,
            is_next=self.target.is_next,
            target=self.goal,
            budget=float(self.asked.budget),
            snapshot_version=current_facts().version,
        )
