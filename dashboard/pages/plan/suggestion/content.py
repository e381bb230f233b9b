"""The best approaches for a budget, beside the simple rankings they have to beat."""

from __future__ import annotations

from collections.abc import Mapping

from analytics import joining, outreach
from analytics.outreach import objective
from analytics.outreach.assumptions import LEVELS
from analytics.outreach.constraints import all_candidates
from analytics.outreach.portfolio import Portfolio
from dashboard.blocks import Block, Blocks, Heading, Note, Number, Table, Text, Words
from dashboard.i18n import _, vocabulary
from dashboard.pages.plan.comparison import content as comparison
from dashboard.pages.plan.current_plan import CurrentPlan
from dashboard.pages.plan.suggestion import criteria, prices, wording
from dashboard.pages.plan.suggestion.criteria import Criteria
from dashboard.pages.plan.wording import LABEL
from dashboard.words import planning
from dashboard.words.planning import ApproachRow
from data.facts import Facts


def heading() -> Blocks:
    """Return what stands above the choice to have approaches suggested."""
    return (
        Heading(
            _("The best use of a budget"),
            _("All approaches that could be made, under the same assumptions and given answers."),
        ),
    )


def stay_away(facts: Facts, draft: CurrentPlan) -> Blocks:
    """Return which States are documented as staying away; nothing where none is."""
    table = facts.recall(joining.opportunities_for, draft.target)
    told = wording.staying_away_sentence(table, facts.states)
    return (Note(told),) if told else ()


def declined(facts: Facts, draft: CurrentPlan) -> dict[str, str]:
    """Return the States that said no, and how, in words; see `criteria.declined`."""
    return criteria.declined(facts.recall(joining.opportunities_for, draft.target))


def left_out(out: Mapping[str, str], names: Mapping[str, str]) -> Blocks:
    """Return which States are not suggested because they said no, with what each said."""
    return (Note(wording.left_out_sentence(out, names)),)


def best_approaches(facts: Facts, draft: CurrentPlan, wish: Criteria) -> Portfolio:
    """Return the best approaches for what is wished."""
    leads = facts.recall(outreach.leads_for, draft.target)
    return facts.recall(
        outreach.best_portfolio,
        draft.target,
        draft.plan,
        wish.constraints,
        all_candidates(draft.start, draft.asked.costs, leads),
        objective.objective_for(draft.start, wish.what, draft.goal),
        wish.is_robust,
    )


def rows_of(found: Portfolio) -> list[ApproachRow]:
    """Return the approaches that are suggested, as a plan takes them."""
    made = [one.approach for one in found.chosen]
    return [ApproachRow(one.state, one.level, one.partner) for one in made]


def suggestion_text(found: Portfolio, wish: Criteria) -> Blocks:
    """Return what the approaches gain beside simple rankings, and how sure that is."""
    return (Text(wording.suggestion_sentence(found, wish.what, is_robust=wish.is_robust)),)


def blocks(facts: Facts, draft: CurrentPlan, wish: Criteria, found: Portfolio) -> Blocks:
    """Return what is suggested, and what it gains beside this plan and simpler ways."""
    evidence = facts.recall(joining.target_evidence, draft.target)
    said: list[Block] = [
        _approaches(facts, draft, found, evidence),
        Text(prices.cost_sentence(found)),
        _prices(found, wish.what, evidence),
    ]
    if draft.plan.approaches:
        suggestion = planning.plan(rows_of(found), draft.asked.ranges, draft.asked.answers)
        said += comparison.suggestion_table(facts, draft, suggestion)
    return (*said, _rankings(found, wish.what, evidence))


def _approaches(
    facts: Facts, draft: CurrentPlan, found: Portfolio, evidence: tuple[str, ...]
) -> Table:
    """Return what is suggested; what is on record only where something is."""
    rows = wording.suggestion_rows(
        found,
        facts.states,
        facts.recall(joining.opportunities_for, draft.target),
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
    return Table(
        table=rows,
        key="plan_suggested",
        title=_("Suggested approaches"),
        columns=columns,
        styles={_("Cost"): Number(width="small"), _("On record"): Words(width="large")},
        evidence=evidence,
        note=_("What is on record of a State the model does not know: look before you approach.")
        + " "
        + _(LABEL),
    )


def _prices(found: Portfolio, what: str, evidence: tuple[str, ...]) -> Table:
    """Return what would be suggested if an effort cost half or twice as much."""
    levels = {f"n_{level}": vocabulary.word(vocabulary.LEVELS, level) for level in LEVELS}
    return Table(
        table=prices.rows(found),
        key="plan_prices",
        title=_("If an effort cost half or twice as much"),
        columns={
            "change": _("Costs"),
            **levels,
            "gain": wording.unit("members" if what == "target" else what),
            "kept": _("States that stay"),
        },
        evidence=evidence,
        note=_(
            "Costs are assumed. The best choice is found again at each, exactly and without peers, "
            "so that its gains may differ from the suggestion’s."
        )
        + " "
        + _(LABEL),
    )


def _rankings(found: Portfolio, what: str, evidence: tuple[str, ...]) -> Table:
    """Return every way to spend the budget, beside one another."""
    return Table(
        table=wording.ranking_rows(found, what),
        key="plan_rankings",
        title=_("Beside simpler ways to spend the same budget"),
        columns={
            "way": _("How it is chosen"),
            "n": _("Approaches"),
            "cost": _("Cost"),
            "gain": wording.unit(what),
            "less": _("Less than the suggestion (90%)"),
        },
        evidence=evidence,
        note=_(
            "Measured on other draws than those on which the approaches were chosen. The best of "
            "the ways that search is what is suggested."
        )
        + " "
        + _(LABEL),
    )
