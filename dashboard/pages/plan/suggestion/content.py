"""The best approaches for a budget, beside the simple rankings they have to beat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analytics import joining, outreach
from analytics.outreach import objective
from analytics.outreach.assumptions import LEVELS
from analytics.outreach.constraints import all_candidates
from analytics.outreach.portfolio import Portfolio
from dashboard import i18n
from dashboard.blocks import Block, Blocks, Folded, Heading, Note, Number, Table, Text, Words
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.pages.plan.comparison import content as comparison
from dashboard.pages.plan.current_plan import CurrentPlan
from dashboard.pages.plan.says import content as says
from dashboard.pages.plan.suggestion import criteria, prices, wording
from dashboard.pages.plan.suggestion.criteria import Criteria
from dashboard.words import planning, states
from dashboard.words.planning import ApproachRow
from data.facts import Facts


def heading() -> Blocks:
    """Return what stands above the choice to have approaches suggested."""
    return (
        Heading(
            _("The best use of a budget"),
            _("Among all approaches that keep to the limits above, under the same assumptions."),
        ),
    )


def stay_away(facts: Facts, draft: CurrentPlan) -> Blocks:
    """Return which States are documented as staying away; nothing where none is."""
    table = facts.recall(joining.opportunities_for, draft.target)
    told = wording.staying_away_sentence(table, facts.states)
    return (Note(told),) if told else ()


def declined(facts: Facts, draft: CurrentPlan) -> dict[str, str]:
    """Return the States that said no on record, and how, in words; see `criteria.declined`."""
    return criteria.declined(facts.recall(joining.opportunities_for, draft.target))


def unwilling(facts: Facts, draft: CurrentPlan) -> Blocks:
    """Return which States are not suggested since the log says that they are unwilling."""
    said = draft.asked.logged.unwilling & set(draft.start.open_states)
    names = states.names(facts.states)
    told = ngettext(
        "{n} State answered that it is unwilling and is not suggested: {states}. It can be asked "
        "again under “What we know”.",
        "{n} States answered that they are unwilling and are not suggested: {states}. They can be "
        "asked again under “What we know”.",
        len(said),
    )
    if not said:
        return ()
    return (
        Note(
            told.format(
                n=i18n.number(len(said)),
                states=i18n.listing(sorted(names.get(state, state) for state in said)),
            )
        ),
    )


def left_out(out: Mapping[str, str], names: Mapping[str, str]) -> Blocks:
    """Return which States are not suggested because they said no, with what each said."""
    return (Note(wording.left_out_sentence(out, names)),)


def most_approaches(facts: Facts, draft: CurrentPlan) -> int:
    """Return how many approaches there can be at most; 0 for any number.

    Where each State leads a few only, there are no more than the coalition can lead.
    """
    limits = draft.asked.limits
    led = limits.most_led * len(facts.recall(outreach.coalition_for, draft.target))
    return min((n for n in (limits.most, led) if n), default=0)


def best_approaches(facts: Facts, draft: CurrentPlan, wish: Criteria) -> Portfolio:
    """Return the best approaches for what is wished, without those who would make them."""
    efforts = draft.asked.limits.levels or tuple(draft.asked.costs)
    costs = {level: cost for level, cost in draft.asked.costs.items() if level in efforts}
    return facts.recall(
        outreach.best_portfolio,
        draft.target,
        replace(draft.plan, approaches=()),
        wish.constraints,
        all_candidates(draft.start, costs),
        objective.objective_for(draft.start, wish.what, draft.goal),
        wish.is_robust,
    )


def rows_of(facts: Facts, draft: CurrentPlan, found: Portfolio) -> list[ApproachRow]:
    """Return the approaches that are suggested, with who leads each, as a plan takes them."""
    made = [one.approach for one in found.chosen]
    limits = draft.asked.limits
    asked = tuple(one.state for one in made)
    leads = facts.recall(outreach.leads_for, draft.target, asked, limits.we, limits.most_led)
    return [ApproachRow(one.state, one.level, leads.get(one.state)) for one in made]


def suggestion_text(found: Portfolio, wish: Criteria) -> Blocks:
    """Return what the approaches gain beside simple rankings, and how sure that is."""
    return (Text(wording.suggestion_sentence(found, wish.what, is_robust=wish.is_robust)),)


def taken_sentence(draft: CurrentPlan) -> str:
    """Return that a suggestion was taken into the plan, and where to go on."""
    rows = draft.asked.rows.values()
    return _(
        "Taken into the plan: {efforts}, for {cost} of {budget} points. They stand in the table "
        "below; what they bring is said at the top. Keep the plan at the end of this page."
    ).format(
        efforts=planning.efforts_in_words(rows),
        cost=i18n.number(draft.cost()),
        budget=i18n.number(draft.asked.limits.budget),
    )


def blocks(facts: Facts, draft: CurrentPlan, wish: Criteria, found: Portfolio) -> Blocks:
    """Return what is suggested, and what it gains beside this plan and simpler ways."""
    evidence = facts.recall(joining.target_evidence, draft.target)
    made = rows_of(facts, draft, found)
    beside: list[Block] = [
        Text(prices.cost_sentence(found)),
        _prices(found, wish.what, evidence),
    ]
    if draft.plan.approaches:
        suggestion = planning.plan(
            made, draft.asked.ranges, draft.plan.answers, draft.asked.logged.unwilling
        )
        beside += comparison.suggestion_table(facts, draft, suggestion)
    beside.append(_rankings(found, wish.what, evidence))
    return (
        _approaches(facts, draft, made, evidence),
        *says.blocks(facts, "suggestion_says", made, draft.asked.limits.we),
        Folded("suggestion_beside", _("Beside other costs and simpler ways"), tuple(beside)),
    )


def _approaches(
    facts: Facts, draft: CurrentPlan, made: Sequence[ApproachRow], evidence: tuple[str, ...]
) -> Table:
    """Return what is suggested; what is on record only where something is."""
    rows = wording.suggestion_rows(
        made,
        draft.asked.costs,
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
        note=_("What is on record of a State the model does not know: look before you approach."),
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
        ),
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
            "Measured on other runs than those on which the approaches were chosen. The best of "
            "the ways that search is what is suggested."
        ),
    )
