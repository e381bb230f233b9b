"""The States that fit the choice in their order, and what their probabilities mean."""

from __future__ import annotations

import pandas as pd

from analytics import joining
from analytics.joining import opportunities
from analytics.joining.prediction import Prediction
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Link, Share, Unknown
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.pages.opportunities import choice
from dashboard.pages.opportunities.choice import OpportunityChoice
from dashboard.pages.opportunities.ranking import figures
from dashboard.words import probabilities
from data.facts import Facts

N_DRAWN = 25


def blocks(facts: Facts, asked: OpportunityChoice) -> Blocks:
    """Return the States that fit the choice in their order, with the table of them."""
    shown = choice.states_shown(facts, asked)
    told = shown[shown["probability"].notna()]
    if told.empty:
        return (Unknown(_("None of the States that fit this choice has a probability.")),)
    found = choice.prediction(facts, asked)
    percent = Share(width=90)
    first = told.iloc[0]
    return (
        Chart(
            key="opportunities",
            title=_("Who could join: {text}").format(text=choice.texts(facts)[asked.text]),
            figure=figures.ranked(
                told.head(N_DRAWN),
                categories=probabilities.origin_categories(),
                base_rate=found.base_rate,
                base_words=_("Base rate, all States"),
            ),
            table=shown,
            columns={
                "name": _("State"),
                "group": _("Regional group"),
                "origin_words": _("From where"),
                "in_words": _("In words"),
                "probability": _("Probability"),
                "low": _("From"),
                "high": _("To"),
                "on_record": _("On record"),
                "dossier": _("Dossier"),
            },
            styles={
                _("Probability"): percent,
                _("From"): percent,
                _("To"): percent,
                _("Dossier"): Link(_("open")),
            },
            evidence=tuple(facts.recall(joining.target_evidence, choice.target(facts, asked.text))),
            summary=_("{state} is the most likely to join: {words}.").format(
                state=first["name"], words=vocabulary.probability_in_words(first["probability"])
            ),
            note=_note(facts, found, shown),
        ),
    )


def _note(facts: Facts, found: Prediction, shown: pd.DataFrame) -> str:
    """Return what the probabilities mean, and who is left out of them."""
    horizon = (
        _("Probability of joining within a year, for States not on the text.")
        if found.is_late
        else _("Probability of joining in the end, if there is such a text.")
    )
    parts = [
        horizon,
        probabilities.base_rate_sentence(found),
        _(
            "Lines: 90% interval; it carries how many will join, and which texts there were to "
            "learn from. Not listed is not opposed."
        ),
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
    n_later = opportunities.n_later(facts.recall(joining.joining_history), found.day)
    if n_later:
        parts.append(
            ngettext(
                "{n} signature is dated after the record ends: it is not counted.",
                "{n} signatures are dated after the record ends: they are not counted.",
                n_later,
            ).format(n=i18n.number(n_later))
        )
    return " ".join(parts)
