"""How close two States are by every measure: a part of the page *Compare*."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics import agreement, ideal_points, record
from analytics.agreement import closeness, comparison, dyad
from analytics.ideal_points import distance
from dashboard import pairs, placings, show
from dashboard.i18n import _
from data.errors import AnalysisError
from data.facts import current_facts


def part(
    question: comparison.Question,
    pair: dyad.Dyad,
    row: pd.Series,
    names: Mapping[str, str],
) -> None:
    """Draw agreement, raw and corrected twice, and distance, beside all other pairs.

    Parameters
    ----------
    question : Question
    pair : Dyad
    row : Series
        From `closeness.row_of`.
    names : mapping of str to str
        Of States.
    """
    facts = current_facts()
    a, b = pair.iso3_a, pair.iso3_b
    far, not_held = _distance(question, a, b)
    is_kappa_told = not closeness.says_little(row)
    silence = comparison.of_silence(facts.recall(agreement.silence_in, question), a, b)
    show.table(
        pairs.measures(row, far, [names[iso3] for iso3 in not_held], is_kappa_told=is_kappa_told),
        key="compare_measures",
        title=_("How close, by every measure"),
        evidence=facts.recall(record.plenary_documents),
        columns={
            "measure": _("Measure"),
            "value": _("Value"),
            "interval": _("90% interval"),
            "closer": _("Closer than, of all pairs"),
            "meaning": _("What it says"),
        },
        config={_("What it says"): st.column_config.TextColumn(width="large")},
        note=_(
            "The page ranks by the second. Intervals: texts drawn again, all votes on a text "
            "together."
        )
        + " "
        + pairs.absences(pair, silence, names[a], names[b]),
    )


def _distance(
    question: comparison.Question, iso3_a: str, iso3_b: str
) -> tuple[distance.Distance | None, list[str]]:
    """Return how far apart two States stand on the line of the subject, and whom it cannot hold.

    Nothing for a subject that has no line.
    """
    if (question.topic or "all") not in placings.ISSUES:
        return None, []
    facts = current_facts()
    try:
        with st.spinner(_("Placing every State in every session; the first time takes a while …")):
            points = facts.recall(ideal_points.points_on, question.topic)
            fitted = facts.recall(ideal_points.fit_on, question.topic).by_state
    except AnalysisError:
        return None, []
    is_not_held = fitted["is_held"].fillna(value=True).eq(other=False)
    outside = set(fitted.loc[is_not_held, "iso3"].astype(str))
    return distance.of_pair(points, iso3_a, iso3_b), [
        iso3 for iso3 in (iso3_a, iso3_b) if iso3 in outside
    ]
