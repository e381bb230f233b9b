"""Plan: several plans side by side, all under the same chance."""

from __future__ import annotations

from collections.abc import Mapping

from analytics import joining
from analytics.outreach.approaches import Plan
from analytics.outreach.questions import plans_compared
from dashboard import ask, kept_plans, plan_trouble, planning, show, states
from dashboard.i18n import _
from dashboard.pages.plan import in_words as plan_words
from dashboard.pages.plan.draft import Draft
from dashboard.pages.plan.kept.page import Shelf
from dashboard.plans.store import saved_plans
from data.errors import PlanError
from data.facts import current_facts

MAX_BESIDE = 2


def part(shelf: Shelf, draft: Draft) -> None:
    """Set up to two saved plans beside this one, where there are any for the text."""
    listed = [
        one
        for one in shelf.listed
        if (one.instrument_id, one.is_next) == (draft.target.instrument_id, draft.target.is_next)
    ]
    if not listed:
        return
    show.heading(_("Beside other plans"))
    chosen = ask.several(
        _("Saved plans for this text, at most two"),
        kept_plans.choices(listed),
        key="beside",
        placeholder=_("None"),
    )[:MAX_BESIDE]
    if not chosen:
        return
    try:
        others = {key: saved_plans().load(key).document for key in chosen}
    except PlanError as error:
        plan_trouble.say(error)
        return
    read = {key: kept_plans.plan_in(one, draft.start, draft.plan) for key, one in others.items()}
    facts = current_facts()
    names = states.names(facts.states)
    table(
        draft,
        {key: made for key, (made, _gone) in read.items()},
        {key: one.title for key, one in others.items()},
        key="plan_beside",
        title=_("Plans side by side"),
        note=plan_words.beside_note([gone for _made, gone in read.values()], names),
    )


def table(
    draft: Draft,
    others: Mapping[str, Plan],
    titles: Mapping[str, str],
    *,
    key: str,
    title: str,
    note: str,
) -> None:
    """Draw this plan with others beside it, each with its title."""
    facts = current_facts()
    plans = {"": draft.plan} | dict(others)
    found = facts.recall(
        plans_compared,
        draft.target,
        plans,
        draft.goal,
    )
    show.table(
        plan_words.compared_rows(
            found,
            {"": _("This plan")} | dict(titles),
            {
                name: (
                    len(one.approaches),
                    planning.cost_of(one.approaches, draft.asked.costs),
                )
                for name, one in plans.items()
            },
        ),
        key=key,
        title=title,
        columns={
            "name": _("Plan"),
            "n": _("Approaches"),
            "cost": _("Cost"),
            "size": _("Members in the end"),
            "between": _("90% of draws"),
            "reached": _("Target reached"),
            "apart": _("Beside this plan"),
            "sampled": _("Monte-Carlo, 90%"),
        },
        evidence=facts.recall(joining.target_evidence, draft.target),
        note=note,
    )
