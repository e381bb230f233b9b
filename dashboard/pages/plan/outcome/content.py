"""What a plan would bring, for whom, through whom, and on which assumption that depends most."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics import joining, outreach
from analytics.outreach.plan_effects import PlanEffects
from dashboard.blocks import Block, Blocks, Chart, Link, Numbers, Share, Table, Unknown
from dashboard.i18n import _
from dashboard.pages.plan.current_plan import CurrentPlan
from dashboard.pages.plan.outcome import figures as draw
from dashboard.pages.plan.outcome import wording
from dashboard.words import states
from data.facts import Facts

N_DRAWN = 20

PERCENT = Share(width=90)


def blocks(facts: Facts, draft: CurrentPlan) -> Blocks:
    """Return everything that a plan would bring."""
    found = facts.recall(outreach.effects_of, draft.target, draft.plan, draft.goal)
    evidence = facts.recall(joining.target_evidence, draft.target)
    budget = draft.asked.limits.budget
    if not draft.asked.rows:
        nobody = _("Choose States above, or have approaches suggested: each gain shows here.")
        return (
            Numbers(wording.tiles_without_approaches(found, budget)),
            _sizes(found, evidence, is_planned=False),
            Unknown(nobody),
        )
    return (
        Numbers(wording.tiles(found, draft.cost(), budget)),
        _sizes(found, evidence, is_planned=True),
        _states(found, facts.states, evidence),
        _regions(found, evidence),
        _knock_on(found, states.names(facts.states), evidence),
        _tornado(found, evidence),
    )


def _sizes(found: PlanEffects, evidence: tuple[str, ...], *, is_planned: bool) -> Chart:
    """Return how often each size of the coalition came out, planned or not."""
    rows = wording.size_rows(found)
    planned = {"plan": _("With the approaches"), "base": _("Without them")}
    shares = planned if is_planned else {"base": _("Without any approach")}
    return Chart(
        figure=draw.sizes(
            rows,
            target=found.target,
            plan=shares.get("plan"),
            base=shares["base"],
            goal=_("Target"),
            axis=_("Members in the end"),
        ),
        key="plan_sizes",
        title=_("How large the coalition may become"),
        table=rows,
        columns={"size": _("Members in the end"), **shares},
        styles=dict.fromkeys(shares.values(), PERCENT),
        evidence=evidence,
        summary=wording.sizes_sentence(found),
    )


def _states(found: PlanEffects, table: pd.DataFrame, evidence: tuple[str, ...]) -> Chart:
    """Return what the plan adds for each State."""
    rows = wording.state_rows(found, table)
    return Chart(
        figure=draw.states(
            wording.states_moved(rows).head(N_DRAWN),
            base=_("Without the approaches"),
            plan=_("With the plan"),
            assumed=_("From low to high assumptions"),
        ),
        key="plan_states",
        title=_("Whom it moves"),
        table=rows,
        columns={
            "name": _("State"),
            "group": _("Regional group"),
            "approached": _("Approached"),
            "probability": _("Base probability"),
            "base": _("Without the approaches"),
            "plan": _("With the plan"),
            "points": _("Added"),
            "sampled": _("Chance alone, 90%"),
            "assumed": _("From low to high assumptions"),
            "by_peers": _("Of it through peers"),
            "dossier": _("Dossier"),
        },
        styles={
            **dict.fromkeys(
                (_("Base probability"), _("Without the approaches"), _("With the plan")),
                PERCENT,
            ),
            _("Dossier"): Link(_("open")),
        },
        evidence=evidence,
        summary=wording.most_moved_sentence(rows),
    )


def _regions(found: PlanEffects, evidence: tuple[str, ...]) -> Table:
    """Return the members expected in each regional group."""
    return Table(
        table=wording.region_rows(found),
        key="plan_regions",
        title=_("By regional group"),
        columns={
            "name": _("Regional group"),
            "n_states": _("States"),
            "n_members": _("Members now"),
            "base": _("Without the approaches"),
            "plan": _("With the plan"),
            "gain": _("Added"),
            "sampled": _("Chance alone, 90%"),
            "assumed": _("From low to high assumptions"),
        },
        evidence=evidence,
    )


def _knock_on(found: PlanEffects, names: Mapping[str, str], evidence: tuple[str, ...]) -> Block:
    """Return who would join through peers, and through whom."""
    rows = wording.knock_on_rows(found, names)
    if rows.empty:
        return Unknown(_("In none of these cases does anybody follow a peer."))
    return Table(
        table=rows,
        key="plan_knock_on",
        title=_("Who would follow, and through whom"),
        columns={
            "name": _("State"),
            "points": _("Added through peers"),
            "through": _("Through (share)"),
        },
        evidence=evidence,
        note=_(
            "Peers of a State are the fifteen that vote most like it. That they pull is assumed."
        ),
    )


def _tornado(found: PlanEffects, evidence: tuple[str, ...]) -> Chart:
    """Return on which assumption the gain depends most."""
    rows = wording.tornado_rows(found)
    return Chart(
        figure=draw.tornado(
            rows,
            central=found.central[1],
            low=_("At its low end"),
            high=_("At its high end"),
            axis=_("New members by the approaches"),
        ),
        key="plan_tornado",
        title=_("Which assumption matters most"),
        table=rows,
        columns={
            "words": _("Assumption"),
            "range": _("Range, in log-odds"),
            "gain_at_low": _("Gain at the low end"),
            "gain_at_high": _("Gain at the high end"),
            "size_at_low": _("Members at the low end"),
            "size_at_high": _("Members at the high end"),
        },
        evidence=evidence,
        summary=wording.largest_assumption_sentence(rows),
        note=_(
            "Each assumption at its two ends, all others in the middle. How many join at all: the "
            "tenth of the joining model’s runs with the fewest and with the most new members. Its "
            "weights: of every ten runs of like size, the one in which the States approached are "
            "least and most likely beside the others."
        ),
    )
