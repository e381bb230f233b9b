"""With whom a State votes most and least: a part of the page *State*."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analytics import agreement, record
from analytics.agreement import comparison, partners
from dashboard import i18n, once, show
from dashboard import states as naming
from dashboard.i18n import _
from dashboard.shares import percentile, span
from data.facts import current_facts

QUESTION = comparison.Question(None, 10, is_contested=True)
"""All subjects, the last ten sessions, only votes that divided the house."""

N_SHOWN = 5


def part(name: str, iso3: str, states: pd.DataFrame) -> None:
    """Draw the closest and the most distant partners of a State.

    Parameters
    ----------
    name, iso3 : str
        Of the State.
    states : DataFrame
        Table ``states``.
    """
    facts = current_facts()
    show.heading(
        _("With whom does it vote?"),
        _(
            "On votes that divided the house in the last ten sessions, beyond what two States "
            "drawn at random do on the same votes. Ranks and shares of pairs lie between these in "
            "nine of ten draws of the texts."
        ),
    )
    everybody = facts.recall(agreement.closeness_in, QUESTION)
    if iso3 not in everybody.states:
        show.unknown(
            _("{state} cast no vote on these texts: nothing can be said.").format(state=name)
        )
        return
    found = once.in_words(
        ("partners", iso3),
        lambda: partners.ranking(everybody, iso3, n=N_SHOWN),
    )
    if not found.n_partners:
        show.unknown(_("{state} shares too few votes with anyone.").format(state=name))
        return
    evidence = facts.recall(record.plenary_documents)
    lists = (
        ("state_closest", _("Closest to {state}"), found.closest),
        ("state_distant", _("Most distant from {state}"), found.most_distant),
    )
    for key, title, frame in lists:
        show.table(
            _rows(frame, states, iso3),
            key=key,
            title=title.format(state=name),
            evidence=evidence,
            columns={
                "name": _("State"),
                "group": _("Regional group"),
                "rank": _("Rank"),
                "ranks": _("Rank, between"),
                "same": _("Share the same way"),
                "n_opposite": _("Against each other"),
                "n_shared": _("Shared votes"),
                "closer": _("Closer than, of all pairs"),
                "compare": _("Compare"),
            },
            config={
                _("Compare"): show.link(_("open")),
                _("Share the same way"): st.column_config.NumberColumn(format="percent"),
            },
        )


def _rows(frame: pd.DataFrame, states: pd.DataFrame, own: str) -> pd.DataFrame:
    """Return partners of a State in words, each with the address of the comparison."""
    rows = naming.with_names(frame, states)
    query = "" if i18n.language() == i18n.DEFAULT else f"&lang={i18n.language()}"
    rows["same"] = (rows["n_same"] / rows["n_shared"]).round(3)
    rows["ranks"] = _spans(rows, "rank_from", "rank_to", i18n.number)
    rows["closer"] = _spans(rows, "percentile_q05", "percentile_q95", percentile)
    rows["compare"] = f"compare?a={own}&b=" + rows["iso3"].astype(object) + query
    return rows


def _spans(rows: pd.DataFrame, low: str, high: str, write: Callable[[float], str]) -> list[str]:
    """Return the ranges of two columns in words."""
    return [
        span(low_end, high_end, write)
        for low_end, high_end in zip(rows[low], rows[high], strict=True)
    ]
