"""What other facts moved in saved plans: members of their texts, and who is expected to join."""

from __future__ import annotations

import pandas as pd

from analytics import joining
from analytics.joining import opportunities
from dashboard import i18n
from dashboard.blocks import Blocks, Number, Table, Text
from dashboard.desks.person import Person
from dashboard.i18n import _
from dashboard.plans.document import PlanDocument
from dashboard.plans.store import saved_plans
from data.errors import PlanError
from data.facts import Facts


def plans(before: Facts, after: Facts, person: Person) -> Blocks:
    """Return each saved plan that a person may read, with what it rests on, on both snapshots."""
    title = _("Saved plans")
    try:
        shelf = saved_plans(person)
        kept = [shelf.load(one.plan_id).document for one in shelf.list()]
    except PlanError:
        return (Text(f"**{title}**: " + _("they cannot be read now.")),)
    if not kept:
        return (Text(f"**{title}**: " + _("none is saved.")),)
    rows = [_row(plan, before, after) for plan in kept]
    return (
        Table(
            key="moved_plans",
            title=title,
            table=pd.DataFrame(rows),
            evidence=(),
            columns={
                "title": _("Plan"),
                "members_before": _("Members before"),
                "members_after": _("Members after"),
                "expected_before": _("Approached States expected to join, before"),
                "expected_after": _("Approached States expected to join, after"),
            },
            styles=dict.fromkeys(
                (
                    _("Approached States expected to join, before"),
                    _("Approached States expected to join, after"),
                ),
                Number(1),
            ),
            note=_("Expected: the sum of their probabilities, before anything is done."),
        ),
    )


def _row(plan: PlanDocument, before: Facts, after: Facts) -> dict[str, object]:
    """Return a plan on both snapshots; a figure that one of them cannot give is missing."""
    row: dict[str, object] = {"title": plan.title}
    for side, facts in (("before", before), ("after", after)):
        target = _target(plan, facts)
        row[f"members_{side}"] = _not_there() if target is None else _members(facts, target)
        row[f"expected_{side}"] = None if target is None else _expected(plan, facts, target)
    return row


def _target(plan: PlanDocument, facts: Facts) -> opportunities.Target | None:
    """Return the text of a plan, if these facts can be asked about it."""
    key = f"next:{plan.instrument_id}" if plan.is_next else plan.instrument_id
    return next((one for one in facts.recall(joining.joining_targets) if one.key == key), None)


def _not_there() -> str:
    return _("not asked about")


def _members(facts: Facts, target: opportunities.Target) -> str:
    """Return how many States are on the text."""
    status = facts.recall(joining.joining_prediction, target).status
    return i18n.number(int((status == "listed").sum()))


def _expected(plan: PlanDocument, facts: Facts, target: opportunities.Target) -> float:
    """Return how many of the States approached join by themselves, as the model expects."""
    asked = {approach.state for approach in plan.approaches}
    rows = facts.recall(joining.opportunities_for, target)
    return float(rows.loc[rows["iso3"].isin(asked).to_numpy(dtype=bool), "probability"].sum())
