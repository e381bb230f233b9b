"""Plan: the best approaches for a budget, beside the simple rankings they have to beat."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analytics import joining, outreach
from analytics.outreach.limits import Limits
from analytics.outreach.portfolio import Portfolio
from dashboard import ask, i18n, planning, show, states
from dashboard.i18n import _, vocabulary
from dashboard.pages.plan import in_words as plan_words
from dashboard.pages.plan.beside import page as plan_beside
from dashboard.pages.plan.draft import Draft
from dashboard.pages.plan.suggested import in_words as portfolios
from dashboard.pages.plan.suggested import prices as price_words
from data.facts import current_facts

MAX_QUOTA = 5
MAX_LED = 10


def part(draft: Draft) -> None:
    """Draw the best approaches for the budget, if the reader asks for them."""
    asked, target, start, plan = draft.asked, draft.target, draft.start, draft.plan
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
    wanted, is_robust, limits = _limits(draft)
    facts = current_facts()
    with st.spinner(_("Looking for the best approaches…")):
        leads = facts.recall(outreach.leads_for, target)
        found = facts.recall(
            outreach.portfolio_of,
            target,
            plan,
            limits,
            portfolios.candidates(start, asked.costs, leads),
            portfolios.objective(start, wanted, draft.goal),
            is_robust,
        )
    _draw(found, wanted, draft, is_robust=is_robust)


def _limits(draft: Draft) -> tuple[str, bool, Limits]:
    """Draw what the best approaches are for and must keep to, and return both."""
    facts = current_facts()
    names = states.names(facts.states)
    options = {state: names[state] for state in planning.open_states(draft.start)}
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
    out = _declined(draft, set(must), options)
    bounds = portfolios.bounds(
        draft.start, draft.asked.budget, least=least, led=led, must=must, never=[*never, *out]
    )
    return wanted, is_robust, bounds


def _declined(draft: Draft, must: set[str], names: Mapping[str, str]) -> dict[str, str]:
    """Draw the choice to ask States that said no, and return those that are left out, and why."""
    facts = current_facts()
    table = facts.recall(joining.opportunities_in, draft.target)
    away = portfolios.stays_away(table, facts.states)
    if away:
        st.caption(away)
    said_no = portfolios.declined(table)
    out = {state: words for state, words in said_no.items() if state in set(names) - must}
    if not out or ask.yes(_("Also consider States that said no on record"), key="declined"):
        return {}
    st.caption(portfolios.left_out(out, names))
    return out


def _draw(found: Portfolio, wanted: str, draft: Draft, *, is_robust: bool) -> None:
    """Draw what is suggested, and what it gains beside this plan and simpler ways."""
    facts = current_facts()
    evidence = facts.recall(joining.target_evidence, draft.target)
    st.markdown(portfolios.suggestion(found, wanted, is_robust=is_robust))
    rows = portfolios.suggested(found)
    if rows and st.button(_("Take these approaches into the plan"), type="primary"):
        ask.put("approach", [row.key() for row in rows[: planning.MAX_IN_LINK]])
        st.rerun()
    _approaches(found, draft, evidence)
    _prices(found, wanted, evidence)
    if draft.plan.approaches:
        plan_beside.table(
            draft,
            {"suggested": planning.plan(rows, draft.asked.ranges, draft.asked.answers)},
            {"suggested": _("The suggestion")},
            key="plan_suggestion_beside",
            title=_("This plan beside the suggestion"),
            note=plan_words.beside_note([], {}),
        )
    show.table(
        portfolios.ranking_rows(found, wanted),
        key="plan_rankings",
        title=_("Beside simpler ways to spend the same budget"),
        columns={
            "way": _("How it is chosen"),
            "n": _("Approaches"),
            "cost": _("Cost"),
            "gain": portfolios.unit(wanted),
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


def _approaches(found: Portfolio, draft: Draft, evidence: tuple[str, ...]) -> None:
    """List what is suggested; what is on record only where something is."""
    facts = current_facts()
    rows = portfolios.suggestion_rows(
        found,
        facts.states,
        facts.recall(joining.opportunities_in, draft.target),
    )
    columns = {
        "name": _("State"),
        "group": _("Regional group"),
        "level": _("Effort"),
        "lead": _("Led by"),
        "cost": _("Cost"),
    }
    if rows["on_record"].any():
        columns["on_record"] = _("On record")
    show.table(
        rows,
        key="plan_suggested",
        title=_("Suggested approaches"),
        columns=columns,
        config={
            _("Cost"): st.column_config.NumberColumn(width="small"),
            _("On record"): st.column_config.TextColumn(width="large"),
        },
        evidence=evidence,
        note=_("What is on record of a State the model does not know: look before you approach.")
        + " "
        + _(plan_words.LABEL),
    )


def _prices(found: Portfolio, wanted: str, evidence: tuple[str, ...]) -> None:
    """List what would be suggested if an effort cost half or twice as much, and say it plainly."""
    levels = {f"n_{level}": vocabulary.word(vocabulary.LEVELS, level) for level in planning.LEVELS}
    st.markdown(price_words.answer(found))
    show.table(
        price_words.rows(found),
        key="plan_prices",
        title=_("If an effort cost half or twice as much"),
        columns={
            "change": _("Costs"),
            **levels,
            "gain": portfolios.unit("members" if wanted == "target" else wanted),
            "kept": _("States that stay"),
        },
        evidence=evidence,
        note=_(
            "Costs are assumed. The best choice is found again at each, exactly and without peers, "
            "so that its gains may differ from the suggestion’s."
        )
        + " "
        + _(plan_words.LABEL),
    )
