"""Whether a State could join the texts that are open or to come: a part of the page *State*."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import joining
from analytics.joining import opportunities
from dashboard import chances, i18n, once, proofs, show, why_and_who
from dashboard.i18n import _
from dashboard.kit.blocks_on_screen import draw
from data.facts import current_facts

N_TEXTS = 6
"""Texts asked about: the first ones of the page Opportunities, all on AI."""


def part(name: str, iso3: str, table: pd.DataFrame) -> None:
    """Draw the probabilities of a State, and the reasons and champions for the first text.

    Parameters
    ----------
    name, iso3 : str
        Of the State.
    table : DataFrame
        Table ``states``.
    """
    show.heading(
        _("Could it join?"),
        _("How likely it is to join the texts that are open or to come, tested on the past."),
    )
    facts = current_facts()
    with st.spinner(_("Learning from the texts of the past thirty years…")):
        targets = facts.recall(joining.joining_targets)[:N_TEXTS]
        found = {one: _row(one, iso3, table) for one in targets}
    if all(row is None for row in found.values()):
        show.unknown(
            _("{state} is on all these texts, or is no UN member: there is nothing to ask.").format(
                state=name
            )
        )
        return
    _table(name, iso3, found)
    first = next(one for one, row in found.items() if row is not None)
    row = found[first]
    if row is not None:
        names = chances.target_names((first,), facts.instruments)
        st.markdown(_("Reasons and champions for: **{text}**").format(text=names[first.key]))
        draw((proofs.told(facts, first),))
        draw(
            once.in_words(
                ("why and who", first.key, iso3), lambda: why_and_who.blocks(facts, first, row)
            )
        )


def _row(target: opportunities.Target, iso3: str, table: pd.DataFrame) -> pd.Series | None:
    """Return the row of a State on a text, in words; nothing where it is listed or no member."""
    facts = current_facts()
    found = facts.recall(joining.opportunities_in, target)
    words = once.in_words(("opportunities", target.key), lambda: chances.rows(found, table))
    here = words[words["iso3"] == iso3]
    return here.iloc[0] if len(here) else None


def _taken(target: opportunities.Target, iso3: str) -> str:
    """Return why a State is not asked about: it is on the text, or carries it."""
    facts = current_facts()
    prediction = facts.recall(joining.joining_prediction, target)
    status = dict(zip(prediction.states, prediction.status, strict=True))
    return _("carries it") if status.get(iso3) == "carries" else _("listed")


def _table(name: str, iso3: str, found: dict[opportunities.Target, pd.Series | None]) -> None:
    """List the probabilities, text by text."""
    facts = current_facts()
    instruments = facts.instruments
    names = chances.target_names(tuple(found), instruments)
    with st.spinner(_("Testing the model on the past it had not seen…")):
        tested = {target: proofs.in_short(proofs.of(facts, target)) for target in found}
    rows = pd.DataFrame(
        [
            {
                "text": names[target.key],
                "words": _taken(target, iso3) if row is None else row["in_words"],
                "probability": "—"
                if row is None or pd.isna(row["probability"])
                else i18n.per_cent(row["probability"]),
                "interval": "—" if row is None else row["interval"],
                "tier": "—" if row is None else row["tier_words"],
                "tested": tested[target],
            }
            for target, row in found.items()
        ]
    )
    show.table(
        rows,
        key="state_chances",
        title=_("How likely {state} is to join").format(state=name),
        columns={
            "text": _("Text"),
            "words": _("In words"),
            "probability": _("Probability"),
            "interval": _("90% interval"),
            "tier": _("From where"),
            "tested": _("Ranked right, of pairs"),
        },
        evidence=[
            document
            for target in found
            for document in facts.recall(joining.target_evidence, target)
        ],
        note=_(
            "Of an open text, within a year; of a text to come, in the end. The interval carries "
            "how many will join. Ranked right: in the test of this very kind of number, on so many "
            "texts; 50% is chance. Not listed is not opposed."
        ),
    )
