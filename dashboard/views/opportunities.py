"""Opportunities: which States could join a text, how sure that is, why, and who could ask them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import ensemble
from analytics.joining import expected, joining
from analytics.joining import opportunities as asked
from analytics.joining.questions import (
    joining_prediction,
    joining_record,
    joining_targets,
    opportunities_in,
    target_evidence,
)
from dashboard import ask, chances, i18n, once, outlook, show, states
from dashboard.figures import chances as draw
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.views import (
    opportunity_apart,
    opportunity_number,
    opportunity_proof,
    opportunity_reach,
    opportunity_state,
    plan_picked,
)
from data.facts import current_facts

N_DRAWN = 25


def render() -> None:
    """Draw the page."""
    show.title(
        _("Opportunities"),
        _("Which States could join a text next, how sure that is, why, and who could ask them."),
    )
    facts = current_facts()
    table = facts.states
    instruments = facts.instruments
    with st.spinner(_("Learning from the texts of the past thirty years…")):
        targets = facts.recall(joining_targets)
        names = chances.target_names(targets, instruments)
        key = ask.one(_("Text"), names, key="text")
        target = next(one for one in targets if one.key == key)
        forecast = facts.recall(joining_prediction, target)
        stated = opportunity_number.asked(target, forecast.sizes, len(forecast.states))
        prediction = facts.recall(joining_prediction, target, stated)
    found = facts.recall(opportunities_in, target, stated)
    words = once.in_words(("opportunities", key, str(stated)), lambda: chances.rows(found, table))
    shown, chosen = _filtered(words)
    part = expected.among(prediction, set(shown["iso3"]), seed=ensemble.SEED)
    show.answer(outlook.answer(prediction, names[key], shown, part, chosen))
    opportunity_proof.part(target, is_stated=stated is not None)
    if shown.empty:
        return
    _ranking(prediction, shown, names[key], target)
    opportunity_reach.part(target, shown)
    opportunity_apart.part(prediction, target, shown, table)
    is_kept = words["iso3"].isin([*shown["iso3"], *ask.held("pick")])
    plan_picked.part(target, words[is_kept], is_stated=stated is not None)
    opportunity_state.part(target, shown, table)


def _filtered(words: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Return the States of the groups and tiers that the reader chose, and the words for these."""
    tiers = {key: _(text) for key, text in chances.TIERS.items() if key in set(words["tier"])}
    regions = states.group_names()
    left, right = st.columns(2)
    with left:
        groups = ask.several(
            _("Regional groups"), regions, key="group", placeholder=_("All regional groups")
        )
    with right:
        chosen = ask.several(_("From where"), tiers, key="tier", placeholder=_("All"))
    is_shown = words["region"].isin(groups) | (not groups)
    return (
        words[is_shown & (words["tier"].isin(chosen) | (not chosen))],
        [*(regions[group] for group in groups), *(tiers[tier] for tier in chosen)],
    )


def _ranking(
    prediction: joining.Prediction, shown: pd.DataFrame, name: str, target: asked.Target
) -> None:
    """Draw the States that fit the choice in their order, with the table of them."""
    told = shown[shown["probability"].notna()]
    if told.empty:
        show.unknown(_("None of the States that fit this choice has a probability."))
        return
    facts = current_facts()
    percent = st.column_config.NumberColumn(format="percent", width=90)
    first = told.iloc[0]
    show.figure(
        draw.ranked(
            told.head(N_DRAWN),
            categories=chances.categories(),
            base_rate=prediction.base_rate,
            base_words=_("Base rate, all States"),
        ),
        key="opportunities",
        title=_("Who could join: {text}").format(text=name),
        table=shown,
        columns={
            "name": _("State"),
            "group": _("Regional group"),
            "tier_words": _("From where"),
            "in_words": _("In words"),
            "probability": _("Probability"),
            "low": _("From"),
            "high": _("To"),
            "on_record": _("On record"),
            "dossier": _("Dossier"),
        },
        config={
            _("Probability"): percent,
            _("From"): percent,
            _("To"): percent,
            _("Dossier"): show.link(_("open")),
        },
        evidence=facts.recall(target_evidence, target),
        summary=_("{state} is the most likely to join: {words}.").format(
            state=first["name"], words=vocabulary.probability_in_words(first["probability"])
        ),
        note=_note(prediction, shown),
    )


def _note(prediction: joining.Prediction, shown: pd.DataFrame) -> str:
    """Return what the probabilities mean, and who is left out of them."""
    horizon = (
        _("Probability of joining within a year, for States not on the text.")
        if prediction.is_late
        else _("Probability of joining in the end, if there is such a text.")
    )
    parts = [
        horizon,
        _(
            "Base rate {base}: of all that could join, the share that is expected to. Lines: 90% "
            "interval; it carries how many will join, and which texts there were to learn from. "
            "Not listed is not opposed."
        ).format(base=i18n.per_cent(prediction.base_rate)),
    ]
    n_silent = int((shown["status"] == "no_basis").sum())
    if n_silent:
        parts.append(
            ngettext(
                "{n} State has too little history: no basis.",
                "{n} States have too little history: no basis.",
                n_silent,
            ).format(n=i18n.number(n_silent))
        )
    facts = current_facts()
    n_later = asked.n_later(facts.recall(joining_record), prediction.day)
    if n_later:
        parts.append(
            ngettext(
                "{n} signature is dated after the record ends: it is not counted.",
                "{n} signatures are dated after the record ends: they are not counted.",
                n_later,
            ).format(n=i18n.number(n_later))
        )
    return " ".join(parts)
