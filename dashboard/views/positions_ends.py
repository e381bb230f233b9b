"""Technology and military AI: whether States stand between two ends, on the page *Positions*."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics import ideal_points, record
from dashboard import ends, show
from dashboard.figures import positions as draw
from dashboard.i18n import _
from dashboard.subjects import TOPICS
from data.facts import current_facts


def render(chosen: list[str], names: Mapping[str, str], table: pd.DataFrame) -> None:
    """Draw how States stand on technology, by the model that held out votes choose."""
    facts = current_facts()
    with st.spinner(
        _(
            "Comparing a line, two ends and a plane on votes held out; the first time takes a "
            "while …"
        )
    ):
        found = facts.recall(ideal_points.ends_on, TOPICS["technology"] or ())
    held = ends.rows(found, table)
    answer = ends.answer(found)
    show.answer(answer)
    show.figure(
        draw.between(
            held,
            chosen={iso3: names[iso3] for iso3 in chosen},
            axis=ends.across(found),
            across=_("Place between the ends"),
        ),
        key="positions_ends",
        title=_("Technology and military AI: who stands where"),
        table=held,
        columns={
            "name": _("State"),
            "group": _("Regional group"),
            "first": _("Place between the ends"),
            "second": _("Second place"),
            "yes_pct": _("Chance of a yes, in %"),
            "n_votes": _("Votes"),
        },
        evidence=facts.recall(record.plenary_documents),
        summary=answer.replace("**", ""),
        note=ends.note(found),
    )
    show.table(
        ends.models(found),
        key="positions_models",
        title=_("Which picture foresees votes it has not seen?"),
        columns={
            "word": _("Picture"),
            "log_loss": _("Log loss a vote"),
            "better_by": _("Better than the line by"),
            "low": _("Interval from"),
            "high": _("Interval to"),
            "spread": _("Spread"),
            "correct_pct": _("Foreseen, in %"),
            "reduction_pct": _("Errors of the guess taken away, in %"),
        },
        evidence=facts.recall(record.plenary_documents),
        note=ends.models_note(found),
    )
