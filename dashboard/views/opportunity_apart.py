"""States that are not forecast: documented as staying away from a text, or carrying it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.joining import joining, opportunities
from dashboard import i18n, show, states
from dashboard.i18n import _, vocabulary
from data.facts import current_facts


def part(
    prediction: joining.Prediction,
    target: opportunities.Target,
    shown: pd.DataFrame,
    table: pd.DataFrame,
) -> None:
    """List who is documented as staying away, each with its document, and name who carries it.

    Parameters
    ----------
    prediction : Prediction
    target : Target
    shown : DataFrame
        The States that fit the reader's choice, in words.
    table : DataFrame
        Table ``states``.
    """
    away = shown[shown["status"] == "declined"]
    if len(away):
        _away(away, target)
    names = states.names(table)
    carriers = [
        names[state]
        for state, status in zip(prediction.states, prediction.status, strict=True)
        if status == "carries"
    ]
    if carriers:
        told = (
            _(
                "Who will carry it is not known yet; the States that carried the last version "
                "stand in: {states}. They are expected on it, so not forecast, whatever is "
                "chosen above."
            )
            if target.is_next
            else _(
                "Carried by {states}, as far as is on record: expected on it, so not forecast, "
                "whatever is chosen above."
            )
        )
        show.unknown(told.format(states=i18n.listing(sorted(carriers, key=i18n.sorting))))


def _away(away: pd.DataFrame, target: opportunities.Target) -> None:
    """List States documented as staying away, each with what is on record and where."""
    facts = current_facts()
    stances = facts.stances
    documents = facts.evidence.set_index("evidence_id")
    about = stances[
        (stances["instrument_id"] == target.instrument_id)
        & stances["fact"].isin(list(opportunities.DECLINED))
        & stances["iso3"].isin(away["iso3"])
    ]
    called: Mapping[str, str] = dict(zip(away["iso3"], away["name"], strict=True))
    show.table(
        about.assign(
            name=about["iso3"].map(called),
            what=[vocabulary.word(vocabulary.STANCES, fact) for fact in about["fact"]],
            when=[i18n.partial_date(day) for day in about["date_text"]],
            source=about["evidence_id"].map(documents["url"]),
        ),
        key="stays_away",
        title=_("Stays away, on record"),
        columns={
            "name": _("State"),
            "what": _("On record"),
            "when": _("When"),
            "source": _("Source"),
        },
        config={_("Source"): show.link(_("open"))},
        evidence=about["evidence_id"],
        note=_("No probability is given of them: what is documented goes before a forecast."),
    )
