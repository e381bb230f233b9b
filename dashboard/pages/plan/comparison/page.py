"""The choice of saved plans to set beside this one."""

from __future__ import annotations

from dashboard.i18n import _
from dashboard.kit import ask, here, plan_trouble
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.plan.comparison import content
from dashboard.pages.plan.current_plan import CurrentPlan
from dashboard.plans.store import Listed, saved_plans
from dashboard.words import plan_choices
from data.errors import PlanError
from data.facts import current_facts

MAX_BESIDE = 2


def render_comparison(listed: tuple[Listed, ...], draft: CurrentPlan) -> None:
    """Set up to two saved plans beside this one, where there are any for the text."""
    offered = content.plans_for_text(listed, draft.target)
    if not offered:
        return
    draw(content.heading(offered, draft.target))
    chosen = ask.several(
        _("Saved plans for this text, at most two"),
        plan_choices.saved(offered),
        key="beside",
        placeholder=_("None"),
    )[:MAX_BESIDE]
    if not chosen:
        return
    try:
        others = {key: saved_plans(here.person()).load(key).document for key in chosen}
    except PlanError as error:
        plan_trouble.say(error)
        return
    draw(content.saved_plans_table(current_facts(), draft, others))
