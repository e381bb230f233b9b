"""States that are not forecast: documented as staying away from a text, or carrying it."""

from __future__ import annotations

import pandas as pd

from analytics.joining import opportunities
from dashboard import i18n
from dashboard.blocks import Block, Blocks, Link, Table, Unknown
from dashboard.i18n import _, vocabulary
from dashboard.pages.opportunities import choice
from dashboard.pages.opportunities.choice import OpportunityChoice
from dashboard.words import states
from data.facts import Facts


def blocks(facts: Facts, asked: OpportunityChoice) -> Blocks:
    """Return who is documented as staying away, each with its document, and who carries it."""
    shown = choice.states_shown(facts, asked)
    away = shown[shown["status"] == "declined"]
    found: list[Block] = []
    if len(away):
        found.append(_staying_away_table(facts, away, choice.target(facts, asked.text)))
    carriers = _carriers(facts, asked)
    if carriers:
        told = (
            _(
                "Who will carry it is not known yet; the States that carried the last version "
                "stand in: {states}. They are expected on it, so not forecast, whatever is "
                "chosen above."
            )
            if choice.target(facts, asked.text).is_next
            else _(
                "Carried by {states}, as far as is on record: expected on it, so not forecast, "
                "whatever is chosen above."
            )
        )
        found.append(Unknown(told.format(states=i18n.listing(carriers))))
    return tuple(found)


def _carriers(facts: Facts, asked: OpportunityChoice) -> list[str]:
    """Return the names of the States that carry the text, by name."""
    names = states.names(facts.states)
    found = choice.prediction(facts, asked)
    carriers = [
        names[state]
        for state, status in zip(found.states, found.status, strict=True)
        if status == "carries"
    ]
    return sorted(carriers, key=i18n.sorting)


def _staying_away_table(facts: Facts, away: pd.DataFrame, target: opportunities.Target) -> Table:
    """Return the States documented as staying away, each with what is on record and where."""
    stances = facts.stances
    documents = facts.evidence.set_index("evidence_id")
    about = stances[
        (stances["instrument_id"] == target.instrument_id)
        & stances["fact"].isin(list(opportunities.DECLINED))
        & stances["iso3"].isin(away["iso3"])
    ]
    called = dict(zip(away["iso3"], away["name"], strict=True))
    return Table(
        key="stays_away",
        title=_("Stays away, on record"),
        table=about.assign(
            name=about["iso3"].map(called),
            what=[vocabulary.word(vocabulary.STANCES, fact) for fact in about["fact"]],
            when=[i18n.partial_date(day) for day in about["date_text"]],
            source=about["evidence_id"].map(documents["url"]),
        ),
        columns={
            "name": _("State"),
            "what": _("On record"),
            "when": _("When"),
            "source": _("Source"),
        },
        styles={_("Source"): Link(_("open"))},
        evidence=tuple(about["evidence_id"]),
        note=_("No probability is given of them: what is documented goes before a forecast."),
    )
