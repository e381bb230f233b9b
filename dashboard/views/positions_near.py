"""Who stands nearest to a State on the line, on the page *Positions*."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analytics import record
from analytics.ideal_points import ideal_points, neighbours
from analytics.ideal_points.questions import fit_on
from dashboard import ask, near_words, placings, show
from dashboard.i18n import _
from data.facts import current_facts

LEAST_PARTS = 3
"""The nearest are at most so small a part of the others: of a few States fewer are asked for."""


def part(
    points: ideal_points.IdealPoints,
    issue: str,
    chosen: list[str],
    names: Mapping[str, str],
    table: pd.DataFrame,
) -> None:
    """Draw the nearest of one of the States chosen, in the last session."""
    facts = current_facts()
    last = points.positions["session_number"].max()
    voted = set(points.positions.loc[points.positions["session_number"] == last, "iso3"])
    options = {iso3: names[iso3] for iso3 in chosen if iso3 in voted}
    if not options:
        return
    show.heading(
        _("Who stands nearest?"),
        _("On this line, in {session}, with the chance that it is so.").format(
            session=placings.session(int(last))
        ),
    )
    state = ask.one(_("Nearest to"), options, key="near")
    few = max(1, (len(voted) - 1) // LEAST_PARTS)
    found = neighbours.nearest(points, state, n_nearest=min(neighbours.N_NEAREST, few))
    st.markdown(near_words.answer(found, names))
    fitted = facts.recall(fit_on, placings.topic(issue))
    show.table(
        near_words.rows(found, table),
        key="positions_near",
        title=_("Who may be among the {n} nearest").format(n=found.n_nearest),
        columns={
            "name": _("State"),
            "group": _("Regional group"),
            "chance": _("Chance that it is near"),
            "sure": _("Among the nearest"),
            "distance": _("Distance"),
            "q05": _("Interval from"),
            "q95": _("Interval to"),
            "dossier": _("Dossier"),
        },
        config={
            _("Chance that it is near"): st.column_config.NumberColumn(format="percent"),
            _("Dossier"): show.link(_("open")),
        },
        evidence=facts.recall(record.plenary_documents),
        note=near_words.note(found, is_held=state not in placings.not_held(fitted)),
    )
