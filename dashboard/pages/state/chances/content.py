"""Whether a State could join the texts that are open or to come."""

from __future__ import annotations

import pandas as pd

from analytics import joining
from analytics.joining import opportunities
from dashboard import i18n, once
from dashboard.blocks import Blocks, Heading, Table, Text, Unknown
from dashboard.i18n import _
from dashboard.words import backtests, probabilities, reasons_and_champions, states
from data.facts import Facts

N_TEXTS = 6
"""Texts asked about: the first ones of the page Opportunities, all on AI."""


def targets(facts: Facts) -> tuple[opportunities.Target, ...]:
    """Return the texts asked about."""
    return facts.recall(joining.joining_targets)[:N_TEXTS]


def heading(_facts: Facts) -> Blocks:
    """Return the head of the part, which needs no model."""
    return (
        Heading(
            _("Could it join?"),
            _("How likely it is to join the texts that are open or to come, tested on the past."),
        ),
    )


def blocks(facts: Facts, iso3: str) -> Blocks:
    """Return the probabilities of a State, and the reasons and champions for the first text."""
    name = states.names(facts.states)[iso3]
    found = {target: _row(facts, target, iso3) for target in targets(facts)}
    asked = open_to(facts, iso3)
    if not asked:
        told = _("{state} is on all these texts, or is no UN member: there is nothing to ask.")
        return (Unknown(told.format(state=name)),)
    first, row = asked[0]
    text = probabilities.target_names((first,), facts.instruments)[first.key]
    return (
        _table(facts, name, iso3, found),
        Text(_("Reasons and champions for: **{text}**").format(text=text)),
        backtests.backtest_text(facts, first),
        *reasons_and_champions.blocks(facts, first, row),
    )


def open_to(facts: Facts, iso3: str) -> list[tuple[opportunities.Target, pd.Series]]:
    """Return the texts that a State could join, with its row on each, in words."""
    rows = ((target, _row(facts, target, iso3)) for target in targets(facts))
    return [(target, row) for target, row in rows if row is not None]


def _row(facts: Facts, target: opportunities.Target, iso3: str) -> pd.Series | None:
    """Return the row of a State on a text, in words; nothing where it is listed or no member."""
    words = once.said_of(facts, _in_words, target)
    return words.loc[[iso3]].iloc[0] if iso3 in words.index else None


def _in_words(facts: Facts, target: opportunities.Target) -> pd.DataFrame:
    """Return all that could join a text, in words, a row a State."""
    found = facts.recall(joining.opportunities_for, target)
    return probabilities.state_rows(found, facts.states).set_index("iso3", drop=False)


def _taken(facts: Facts, target: opportunities.Target, iso3: str) -> str:
    """Return why a State is not asked about: it is on the text, or carries it."""
    prediction = facts.recall(joining.joining_prediction, target)
    status = dict(zip(prediction.states, prediction.status, strict=True))
    return _("carries it") if status.get(iso3) == "carries" else _("listed")


def _table(
    facts: Facts, name: str, iso3: str, found: dict[opportunities.Target, pd.Series | None]
) -> Table:
    """Return the probabilities, text by text."""
    names = probabilities.target_names(tuple(found), facts.instruments)
    rows = pd.DataFrame(
        [
            {
                "text": names[target.key],
                "words": _taken(facts, target, iso3) if row is None else row["in_words"],
                "probability": "—"
                if row is None or pd.isna(row["probability"])
                else i18n.per_cent(row["probability"]),
                "interval": "—" if row is None else row["interval"],
                "origin": "—" if row is None else row["origin_words"],
                "tested": backtests.pairs_and_texts(backtests.probability_test(facts, target)),
            }
            for target, row in found.items()
        ]
    )
    return Table(
        key="state_chances",
        title=_("How likely {state} is to join").format(state=name),
        table=rows,
        columns={
            "text": _("Text"),
            "words": _("In words"),
            "probability": _("Probability"),
            "interval": _("90% interval"),
            "origin": _("From where"),
            "tested": _("Ranked right, of pairs"),
        },
        evidence=tuple(
            document
            for target in found
            for document in facts.recall(joining.target_evidence, target)
        ),
        note=_(
            "Of an open text, within a year; of a text to come, in the end. The interval carries "
            "how many will join. Ranked right: in the test of this very kind of number, on so many "
            "texts; 50% is chance. Not listed is not opposed."
        ),
    )
