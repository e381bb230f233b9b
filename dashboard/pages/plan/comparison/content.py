"""Several plans side by side, all under the same chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analytics import joining
from analytics.joining import opportunities
from analytics.outreach.outreach_plan import Plan
from analytics.outreach.questions import plans_compared
from dashboard.blocks import Blocks, Heading, Table
from dashboard.i18n import _
from dashboard.pages.plan import plan_documents
from dashboard.pages.plan.comparison import wording
from dashboard.pages.plan.current_plan import CurrentPlan
from dashboard.plans.document import PlanDocument
from dashboard.plans.store import Listed
from dashboard.words import planning, states
from data.facts import Facts


def plans_for_text(listed: Iterable[Listed], target: opportunities.Target) -> tuple[Listed, ...]:
    """Return the saved plans that are for a text."""
    wanted = (target.instrument_id, target.is_next)
    return tuple(one for one in listed if (one.instrument_id, one.is_next) == wanted)


def heading(listed: Iterable[Listed], target: opportunities.Target) -> Blocks:
    """Return what stands above the choice of saved plans, where there are any for the text."""
    if not plans_for_text(listed, target):
        return ()
    return (Heading(_("Beside other plans")),)


def saved_plans_table(
    facts: Facts, draft: CurrentPlan, others: Mapping[str, PlanDocument]
) -> Blocks:
    """Return this plan with saved ones beside it, as they can be simulated now.

    Parameters
    ----------
    facts : Facts
    draft : CurrentPlan
    others : mapping of str to PlanDocument
        By the plan's key.
    """
    read = {
        key: plan_documents.plan_in(one, draft.start, draft.plan) for key, one in others.items()
    }
    return _table(
        facts,
        draft,
        {key: (others[key].title, made) for key, (made, _gone) in read.items()},
        key="plan_beside",
        title=_("Plans side by side"),
        note=wording.comparison_note(
            [gone for _made, gone in read.values()], states.names(facts.states)
        ),
    )


def suggestion_table(facts: Facts, draft: CurrentPlan, suggestion: Plan) -> Blocks:
    """Return this plan with the suggested one beside it."""
    return _table(
        facts,
        draft,
        {"suggested": (_("The suggestion"), suggestion)},
        key="plan_suggestion_beside",
        title=_("This plan beside the suggestion"),
        note=wording.comparison_note([], {}),
    )


def _table(
    facts: Facts,
    draft: CurrentPlan,
    others: Mapping[str, tuple[str, Plan]],
    *,
    key: str,
    title: str,
    note: str,
) -> Blocks:
    """Return this plan with others beside it, each with its title."""
    titled = {"": (_("This plan"), draft.plan)} | dict(others)
    plans = {name: plan for name, (_title, plan) in titled.items()}
    found = facts.recall(plans_compared, draft.target, plans, draft.goal)
    rows = wording.compared_rows(
        found,
        {name: words for name, (words, _plan) in titled.items()},
        {
            name: (len(one.approaches), planning.cost_of(one.approaches, draft.asked.costs))
            for name, one in plans.items()
        },
    )
    return (
        Table(
            key=key,
            title=title,
            table=rows,
            evidence=facts.recall(joining.target_evidence, draft.target),
            columns={
                "name": _("Plan"),
                "n": _("Approaches"),
                "cost": _("Cost"),
                "size": _("Members in the end"),
                "between": _("90% of cases"),
                "reached": _("Target reached"),
                "apart": _("Beside this plan"),
                "sampled": _("Chance alone, 90%"),
            },
            note=note,
        ),
    )
