"""What of its own limits a plan on screen does not keep to."""

from __future__ import annotations

from collections import Counter

from dashboard import i18n
from dashboard.blocks import Blocks, Unknown
from dashboard.i18n import _
from dashboard.pages.plan.current_plan import CurrentPlan
from dashboard.words import states
from data.facts import Facts


def broken(facts: Facts, draft: CurrentPlan) -> Blocks:
    """Return the limits that the approaches on screen do not keep to; nothing where they do."""
    rows, limits = draft.asked.rows, draft.asked.limits
    names, groups = states.names(facts.states), states.group_names()
    told = []
    if (cost := draft.cost()) > limits.budget:
        told.append(
            _("they cost {cost}, over the budget of {budget}").format(
                cost=i18n.number(cost), budget=i18n.number(limits.budget)
            )
        )
    if limits.most and len(rows) > limits.most:
        told.append(
            _("they are {n}, more than {most}").format(
                n=i18n.number(len(rows)), most=i18n.number(limits.most)
            )
        )
    led = Counter(row.partner for row in rows.values() if row.partner)
    told += [
        _("{state} leads {n}, more than {most}").format(
            state=names.get(lead, lead), n=i18n.number(n), most=i18n.number(limits.most_led)
        )
        for lead, n in led.items()
        if limits.most_led and n > limits.most_led
    ]
    region = dict(zip(draft.start.states, draft.start.regions, strict=True))
    in_group = Counter(region[state] for state in rows)
    few = sorted(
        {region[state] for state in draft.start.open_states if region[state]}
        - {group for group, n in in_group.items() if n >= limits.each_region}
    )
    if rows and limits.each_region and few:
        told.append(
            _("fewer than {n} are in {groups}").format(
                n=i18n.number(limits.each_region),
                groups=i18n.listing([groups.get(group, group) for group in few]),
            )
        )
    if not told:
        return ()
    return (
        Unknown(
            _("These approaches do not keep to the limits below: {limits}.").format(
                limits="; ".join(told)
            )
        ),
    )
