"""The choice of saved plans to set beside this one."""

from __future__ import annotations

from dashboard.i18n import _
from dashboard.kit import ask, plan_trouble
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.plan.beside import content
from dashboard.pages.plan.draft import Draft
from dashboard.plans.store import Listed, saved_plans
from dashboard.words import kept_plans
from data.errors import PlanError
from data.facts import current_facts

MAX_BESIDE = 2


def part(listed: tuple[Listed, ...], draft: Draft) -> None:
    """Set up to two saved plans beside this one, where there are any for the text."""
    offered = content.for_text(listed, draft.target)
    if not offered:
        return
    draw(content.head(offered, draft.target))
    chosen = ask.several(
        _("Saved plans for this text, at most two"),
        kept_plans.choices(offered),
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
    draw(content.of_saved(current_facts(), draft, others))
