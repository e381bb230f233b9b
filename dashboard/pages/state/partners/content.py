"""With whom a State votes most and least."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analytics import agreement, record
from analytics.agreement import comparison, partners
from dashboard import i18n
from dashboard.blocks import Blocks, Heading, Link, Share, Table, Unknown
from dashboard.i18n import _
from dashboard.words import addresses
from dashboard.words import states as naming
from dashboard.words.shares import percentile, span
from data.facts import Facts

QUESTION = comparison.PairQuestion(None, 10, is_contested=True)
"""All subjects, the last ten sessions, only votes that divided the house."""

N_SHOWN = 5


def blocks(facts: Facts, iso3: str) -> Blocks:
    """Return the closest and the most distant partners of a State."""
    heading = Heading(
        _("With whom does it vote?"),
        _(
            "On votes that divided the house in the last ten sessions, beyond what two States "
            "drawn at random do on the same votes. Ranks and shares of pairs lie between these in "
            "nine of ten samples of the texts."
        ),
    )
    name = naming.names(facts.states)[iso3]
    everybody = facts.recall(agreement.closeness_in, QUESTION)
    if iso3 not in everybody.states:
        silent = _("{state} cast no vote on these texts: nothing can be said.")
        return (heading, Unknown(silent.format(state=name)))
    found = partners.ranking(everybody, iso3, n=N_SHOWN)
    if not found.n_partners:
        few = _("{state} shares too few votes with anyone.")
        return (heading, Unknown(few.format(state=name)))
    lists = (
        ("state_closest", _("Closest to {state}"), found.closest),
        ("state_distant", _("Most distant from {state}"), found.most_distant),
    )
    return (
        heading,
        *(_table(facts, iso3, frame, key, title.format(state=name)) for key, title, frame in lists),
    )


def _table(facts: Facts, iso3: str, frame: pd.DataFrame, key: str, title: str) -> Table:
    """Return partners of a State, each with the way to the comparison."""
    return Table(
        key=key,
        title=title,
        table=_rows(frame, facts.states, iso3),
        evidence=tuple(facts.recall(record.plenary_documents)),
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
        styles={_("Compare"): Link(_("open")), _("Share the same way"): Share()},
    )


def _rows(frame: pd.DataFrame, states: pd.DataFrame, own: str) -> pd.DataFrame:
    """Return partners of a State in words, each with the address of the comparison."""
    rows = naming.with_names(frame, states)
    query = addresses.suffix()
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
