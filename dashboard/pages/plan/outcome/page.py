"""Plan: what it would bring, for whom, through whom, and on which assumption that hangs."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics import joining
from analytics.joining import opportunities
from analytics.outreach.whatif import Outcome
from dashboard import planning, show, states
from dashboard.i18n import _
from dashboard.pages.plan import in_words as plan_words
from dashboard.pages.plan.approaches.page import Asked
from dashboard.pages.plan.outcome import figures as draw
from data.facts import current_facts

N_DRAWN = 20


def part(found: Outcome, target: opportunities.Target, asked: Asked) -> None:
    """Draw everything that a plan would bring."""
    facts = current_facts()
    table = facts.states
    evidence = facts.recall(joining.target_evidence, target)
    cost = planning.cost_of(asked.rows.values(), asked.costs)
    show.numbers(plan_words.tiles(found, cost, asked.budget))
    _sizes(found, evidence)
    if not asked.rows:
        show.unknown(_("Choose States above, or take the suggestion below: each gain shows here."))
        return
    _states(found, table, evidence)
    _regions(found, evidence)
    _knock_on(found, states.names(table), evidence)
    _tornado(found, evidence)


def _sizes(found: Outcome, evidence: tuple[str, ...]) -> None:
    """Draw how often each size of the coalition came out."""
    rows = plan_words.size_rows(found)
    show.figure(
        draw.sizes(
            rows,
            target=found.target,
            plan=_("With the approaches"),
            base=_("Without them"),
            goal=_("Target"),
            axis=_("Members in the end"),
        ),
        key="plan_sizes",
        title=_("How large the coalition may become"),
        table=rows,
        columns={
            "size": _("Members in the end"),
            "plan": _("With the approaches"),
            "base": _("Without them"),
        },
        config=dict.fromkeys((_("With the approaches"), _("Without them")), _percent()),
        evidence=evidence,
        summary=plan_words.spread(found),
        note=_(plan_words.LABEL),
    )


def _states(found: Outcome, table: pd.DataFrame, evidence: tuple[str, ...]) -> None:
    """Draw what the plan adds for each State."""
    rows = plan_words.state_rows(found, table)
    show.figure(
        draw.states(
            plan_words.moved(rows).head(N_DRAWN),
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
            "sampled": _("Monte-Carlo, 90%"),
            "assumed": _("From low to high assumptions"),
            "by_peers": _("Of it through peers"),
            "dossier": _("Dossier"),
        },
        config={
            **dict.fromkeys(
                (_("Base probability"), _("Without the approaches"), _("With the plan")),
                _percent(),
            ),
            _("Dossier"): show.link(_("open")),
        },
        evidence=evidence,
        summary=plan_words.most_moved(rows),
        note=_(plan_words.LABEL),
    )


def _regions(found: Outcome, evidence: tuple[str, ...]) -> None:
    """List the members expected in each regional group."""
    show.table(
        plan_words.region_rows(found),
        key="plan_regions",
        title=_("By regional group"),
        columns={
            "name": _("Regional group"),
            "n_states": _("States"),
            "n_members": _("Members now"),
            "base": _("Without the approaches"),
            "plan": _("With the plan"),
            "gain": _("Added"),
            "sampled": _("Monte-Carlo, 90%"),
            "assumed": _("From low to high assumptions"),
        },
        evidence=evidence,
        note=_(plan_words.LABEL),
    )


def _knock_on(found: Outcome, names: Mapping[str, str], evidence: tuple[str, ...]) -> None:
    """List who would join through peers, and through whom."""
    rows = plan_words.knock_on_rows(found, names)
    if rows.empty:
        show.unknown(_("In none of these draws does anybody follow a peer."))
        return
    show.table(
        rows,
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
        )
        + " "
        + _(plan_words.LABEL),
    )


def _tornado(found: Outcome, evidence: tuple[str, ...]) -> None:
    """Draw on which assumption the gain hangs."""
    rows = plan_words.tornado_rows(found)
    show.figure(
        draw.tornado(
            rows,
            central=found.central[1],
            low=_("At its low end"),
            high=_("At its high end"),
            axis=_("New members by the approaches"),
        ),
        key="plan_tornado",
        title=_("On what the answer hangs"),
        table=rows,
        columns={
            "words": _("Assumption"),
            "range": _("Range on the log-odds"),
            "gain_at_low": _("Gain at the low end"),
            "gain_at_high": _("Gain at the high end"),
            "size_at_low": _("Members at the low end"),
            "size_at_high": _("Members at the high end"),
        },
        evidence=evidence,
        summary=plan_words.hangs_on(rows),
        note=_(
            "Each assumption at its two ends, all others in the middle. How many join at all: the "
            "tenth of the joining model’s draws with the fewest and with the most new members. Its "
            "weights: of every ten draws of like size, the one in which the States approached are "
            "least and most likely beside the others."
        )
        + " "
        + _(plan_words.LABEL),
    )


def _percent() -> object:
    """Return the configuration of a column of shares."""
    return st.column_config.NumberColumn(format="percent", width=90)
