"""Plan: the best approaches for a budget, beside the simple rankings they have to beat."""

from __future__ import annotations

import streamlit as st

from analytics import opportunities
from analytics.approaches import Plan
from analytics.limits import Limits
from analytics.opening import Opening
from analytics.portfolio import Portfolio
from dashboard import ask, cache, i18n, plan_words, planning, portfolios, show, states
from dashboard.i18n import _
from dashboard.views.plan_asked import MAX_IN_LINK, Asked

MAX_QUOTA = 5
MAX_LED = 10


def part(target: opportunities.Target, start: Opening, plan: Plan, goal: int, asked: Asked) -> None:
    """Draw the best approaches for the budget, if the reader asks for them."""
    show.heading(
        _("The best use of a budget"),
        _("All approaches that could be made, under the same assumptions and given answers."),
    )
    if not ask.yes(
        _("Suggest the best approaches for a budget of {budget}").format(
            budget=i18n.number(asked.budget)
        ),
        key="suggest",
    ):
        return
    wanted, is_robust, limits = _limits(start, asked)
    current = cache.snapshot()
    with st.spinner(_("Looking for the best approaches…")):
        leads = cache.leads_for(current, current.version, target)
        found = cache.portfolio_of(
            current,
            current.version,
            target,
            plan,
            limits,
            portfolios.candidates(start, asked.costs, leads),
            portfolios.objective(start, wanted, goal),
            is_robust,
            repr((planning.key_of(plan), limits, sorted(asked.costs.items()), wanted, goal)),
        )
    _draw(found, wanted, target, is_robust=is_robust)


def _limits(start: Opening, asked: Asked) -> tuple[str, bool, Limits]:
    """Draw what the best approaches are for and must keep to, and return both."""
    current = cache.snapshot()
    names = states.names(cache.frame(current, current.version, "states"))
    options = {state: names[state] for state in planning.open_states(start)}
    goals = {key: _(words) for key, words in portfolios.GOALS.items()}
    first, second, third = st.columns(3, gap="medium")
    with first:
        wanted = ask.one(_("What for"), goals, key="goal")
        is_robust = ask.yes(
            _("Choose for the worst case"),
            key="robust",
            note=_("All assumptions at their low ends: the least that the approaches would bring."),
        )
    with second:
        least = ask.whole(
            _("Approaches in each regional group, at least"),
            key="quota",
            low=0,
            high=MAX_QUOTA,
            default=0,
        )
        must = ask.several(_("Must be approached"), options, key="must", placeholder=_("Nobody"))
    with third:
        led = ask.whole(
            _("Approaches that one State can lead (0: any number)"),
            key="led",
            low=0,
            high=MAX_LED,
            default=0,
        )
        never = ask.several(
            _("Must not be approached"), options, key="never", placeholder=_("Nobody")
        )
    bounds = portfolios.bounds(start, asked.budget, least=least, led=led, must=must, never=never)
    return wanted, is_robust, bounds


def _draw(found: Portfolio, wanted: str, target: opportunities.Target, *, is_robust: bool) -> None:
    """Draw what is suggested, and what it gains beside simpler ways."""
    current = cache.snapshot()
    table = cache.frame(current, current.version, "states")
    evidence = cache.target_evidence(current, current.version, target)
    unit = portfolios.unit(wanted)
    st.markdown(portfolios.suggestion(found, wanted, is_robust=is_robust))
    if found.chosen and st.button(_("Take these approaches into the plan"), type="primary"):
        ask.put("approach", [row.key() for row in portfolios.suggested(found)[:MAX_IN_LINK]])
        st.rerun()
    show.table(
        portfolios.suggestion_rows(
            found, table, cache.opportunities_in(current, current.version, target)
        ),
        key="plan_suggested",
        title=_("Suggested approaches"),
        columns={
            "name": _("State"),
            "group": _("Regional group"),
            "level": _("Effort"),
            "lead": _("Led by"),
            "cost": _("Cost"),
            "on_record": _("On record"),
        },
        evidence=evidence,
        note=_("What is on record of a State the model does not know: look before you approach.")
        + " "
        + _(plan_words.LABEL),
    )
    show.table(
        portfolios.ranking_rows(found, wanted),
        key="plan_rankings",
        title=_("Beside simpler ways to spend the same budget"),
        columns={
            "way": _("How it is chosen"),
            "n": _("Approaches"),
            "cost": _("Cost"),
            "gain": unit,
            "less": _("Less than the suggestion (90%)"),
        },
        evidence=evidence,
        note=_(
            "Measured on other draws than those on which the approaches were chosen. The best of "
            "the ways that search is what is suggested."
        )
        + " "
        + _(plan_words.LABEL),
    )
