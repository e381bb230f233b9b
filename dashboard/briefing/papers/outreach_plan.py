"""Outreach plan: whom to approach and by whom, on which assumptions, what that would bring."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from analytics import outreach
from analytics.outreach.assumptions import LEVELS, PEERS, at_first
from dashboard import i18n
from dashboard.blocks import Block, Blocks, Chart, Finding, Heading, Numbers, Table, Unknown
from dashboard.briefing import prose, views
from dashboard.briefing.pack import Sheet
from dashboard.briefing.papers import excerpt
from dashboard.i18n import _
from dashboard.pages.log import content as log
from dashboard.pages.log import wording as log_wording
from dashboard.pages.plan import content as page
from dashboard.pages.plan import current_plan, plan_documents, wording
from dashboard.pages.plan.current_plan import CurrentPlan, PlanChoice, PlanLimits
from dashboard.pages.plan.outcome import content as outcome
from dashboard.plans import progress
from dashboard.plans.document import PlanDocument
from dashboard.plans.log import LogEntry
from dashboard.words import planning, states
from data.errors import BriefingError
from data.facts import Facts


def sheet(facts: Facts, kept: PlanDocument, day: date, entries: Sequence[LogEntry] = ()) -> Sheet:
    """Return a plan as it would come out now.

    Parameters
    ----------
    facts : Facts
    kept : PlanDocument
        The plan, saved or not.
    day : date
        What is due before it is overdue.
    entries : sequence of Entry
        Its log, the first entry first.

    Raises
    ------
    BriefingError
        If its text cannot be asked about any longer.
    """
    draft, gone = opened(facts, kept, entries)
    finding = excerpt.first(page.finding(facts, draft), Finding)
    names = states.names(facts.states)
    found = progress.on_day(kept, entries, day)
    told: list[Block] = [
        *page.finding(facts, draft),
        *excerpt.of_kind(outcome.blocks(facts, draft), Numbers),
        Heading(_("States, leads and how far each has come")),
        *_approaches(log_wording.approaches(found, names)),
    ]
    if gone:
        lost = _("No longer simulated, since these can no longer join: {states}.")
        told.append(Unknown(lost.format(states=i18n.listing([names.get(s, s) for s in gone]))))
    told += [Heading(_("What it would bring")), *_outcome(outcome.blocks(facts, draft))]
    if entries:
        told += excerpt.of_kind((log.history(tuple(entries), names),), Table)
    said = prose.plain_text(finding.text).split(". ")[0].rstrip(".") if finding else kept.title
    return Sheet(
        key="outreach-plan",
        title=f"{kept.title}: {said}",
        blocks=tuple(told),
        address=views.address("plan", plan_documents.link_of(kept), i18n.language()),
        period=_("As it stands on {day}.").format(day=i18n.day(pd.Timestamp(day))),
        assumptions=_assumptions(draft),
    )


def opened(
    facts: Facts, kept: PlanDocument, entries: Sequence[LogEntry] = ()
) -> tuple[CurrentPlan, list[str]]:
    """Return a kept plan as the page has it, and the States that can no longer be simulated."""
    text = plan_documents.text_key(kept)
    if text not in current_plan.texts(facts):
        raise BriefingError(
            f"plan '{kept.title}'",
            found=f"the text {text}",
            expected=f"one that can be asked about: {', '.join(current_plan.texts(facts))}",
            do="open it on the page Plan, and choose another text",
        )
    target, start = current_plan.target_and_baseline(facts, text)
    peers = facts.recall(outreach.peer_bound)
    ranges = at_first(None if peers is None else peers.upper_bound)
    logged = progress.desk_facts(entries)
    made, gone = plan_documents.plan_in(kept, start, planning.plan((), ranges, {}), logged)
    held = {**made.assumptions.effects, PEERS: made.assumptions.peers}
    rows = {state: row for state, row in plan_documents.rows_in(kept).items() if state not in gone}
    costs = {**planning.COSTS, **{one.level: round(one.cost) for one in kept.approaches}}
    limits = PlanLimits(we=kept.we or planning.WE, budget=_budget(kept))
    asked = PlanChoice(rows, held, dict(kept.fixed), costs, limits, logged)
    name = current_plan.texts(facts)[text]
    return CurrentPlan(target, name, start, kept.target, asked, made), gone


def _budget(kept: PlanDocument) -> int:
    """Return what all approaches may cost together."""
    return current_plan.BUDGET if kept.budget is None else round(kept.budget)


def _approaches(rows: pd.DataFrame) -> Blocks:
    """Return every approach with its lead, and how far it has come."""
    if rows.empty:
        return (Unknown(_("Nobody is approached in this plan.")),)
    columns = ("name", "level", "partner", "due", "status", "probability", "guess", "note")
    used = [name for name in columns if not rows[name].isin(["", "—"]).all()]
    return (excerpt.table(log.approach_table(rows), used),)


def _outcome(said: Blocks) -> Blocks:
    """Return the charts of the page, and its tables without those of every State."""
    found: list[Block] = []
    for block in said:
        if isinstance(block, Chart):
            found.append(block)
        elif isinstance(block, Table):
            found.append(excerpt.noted(block, None) if block.key == "plan_regions" else block)
    return tuple(found)


def _assumptions(draft: CurrentPlan) -> tuple[str, ...]:
    """Return what the plan takes for granted, a sentence each."""
    ranges = draft.asked.ranges
    return tuple(
        _("{name}: {low} to {high} in log-odds. {meaning}")
        .format(
            name=wording.assumption_name(key),
            low=i18n.number(ranges[key].low, decimals=1),
            high=i18n.number(ranges[key].high, decimals=1),
            meaning=planning.effect_sentence(ranges[key].low, ranges[key].high)
            if key in LEVELS
            else "",
        )
        .strip()
        for key in planning.ASSUMED
    )
