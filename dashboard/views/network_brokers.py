"""Who stands between the others, and what the communities of the network rest on."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.network import brokers, communities
from dashboard import blocs_in_words, i18n, once, show, states
from dashboard.figures import network as draw
from dashboard.i18n import _, ngettext

N_SHOWN = 12


def part(
    found: brokers.Brokers, table: pd.DataFrame, of: tuple[str, ...], evidence: tuple[str, ...]
) -> None:
    """Draw the States that stand between others, with the interval of their rank.

    Parameters
    ----------
    found : Brokers
    table : DataFrame
        Table ``states``.
    of : tuple of str
        What the brokers were asked of: their words are kept under it.
    evidence : tuple of str
    """
    rows, chart = once.in_words(("brokers", *of), lambda: _drawn(found, table))
    show.heading(
        _("Who stands between the others"),
        _(
            "A broker is a State through which many pairs that are not tied reach each other. "
            "It can carry a message between groups that do not talk."
        ),
    )
    st.markdown(finding(found, states.names(table)))
    show.figure(
        chart,
        key="brokers",
        title=_("The first {n} by betweenness").format(n=i18n.number(N_SHOWN)),
        table=rows,
        columns={
            "rank": _("Rank"),
            "rank_low": _("Rank, from"),
            "rank_high": _("Rank, to"),
            "name": _("State"),
            "group": _("Regional group"),
            "betweenness": _("Share of pairs"),
            "low": _("Share, from"),
            "high": _("Share, to"),
            "n_ties": _("Ties"),
            "dossier": _("Dossier"),
        },
        config={_("Dossier"): show.link(_("open"))},
        evidence=evidence,
        summary=finding(found, states.names(table)),
        note=_note(found),
    )


def groups(
    found: communities.Communities,
    stability: communities.Stability,
    names: Mapping[str, str],
    evidence: tuple[str, ...],
) -> None:
    """List the communities, with what is known of their certainty."""
    members = found.members.groupby("community")["iso3"].agg(list)
    frame = found.communities.round({"weight_within_share": 2}).assign(
        letter=[blocs_in_words.letter(number) for number in found.communities["community"]],
        names=[
            i18n.listing(sorted((names[iso3] for iso3 in members[number]), key=i18n.sorting))
            for number in found.communities["community"]
        ],
    )
    share = _("Weight of ties within")
    show.table(
        frame,
        key="communities",
        title=_("The communities and their members"),
        evidence=evidence,
        columns={
            "letter": _("Community"),
            "n_states": _("States"),
            "n_ties_within": _("Ties within"),
            "n_ties_out": _("Ties to others"),
            "weight_within_share": share,
            "names": _("Members"),
        },
        config={
            share: st.column_config.NumberColumn(format="percent"),
            _("Members"): st.column_config.TextColumn(width="large"),
        },
        note=_(
            "Louvain runs are put together until they agree. Single runs agree with one another "
            "at {single}, the communities shown at {many} (adjusted Rand index, {n} repeats). {m} "
            "random networks with the same degrees reach a modularity of {random} (standard "
            "deviation {sd})."
        ).format(
            single=i18n.number(stability.single_ari_mean, decimals=2),
            many=i18n.number(stability.ari_mean, decimals=2),
            n=i18n.number(stability.n_repeats),
            m=i18n.number(found.n_random),
            random=i18n.number(found.random_mean, decimals=2),
            sd=i18n.number(found.random_sd, decimals=3),
        ),
    )


def finding(found: brokers.Brokers, names: Mapping[str, str]) -> str:
    """Return who can be said to be a broker, in one sentence."""
    frame = found.states
    if not found.n_replicates:
        first = [names[iso3] for iso3 in frame["iso3"].head(3)]
        return _("By shared rosters **{names}** stand between most others.").format(
            names=i18n.listing(first)
        )
    sure = frame.loc[(frame["rank_high"] <= N_SHOWN).fillna(value=False), "iso3"]
    if sure.empty:
        return _(
            "**No State is a sure broker:** with other votes of the same kind, each of the first "
            "{n} could fall out of the first {n}."
        ).format(n=i18n.number(N_SHOWN))
    text = ngettext(
        "**{names}** is among the first {n} brokers in nearly every sample of the votes.",
        "**{names}** are among the first {n} brokers in nearly every sample of the votes.",
        len(sure),
    )
    return text.format(names=i18n.listing([names[iso3] for iso3 in sure]), n=i18n.number(N_SHOWN))


def _drawn(found: brokers.Brokers, table: pd.DataFrame) -> tuple[pd.DataFrame, go.Figure]:
    """Return all States by rank in words, and the picture of the first."""
    rows = _rows(found, table)
    return rows, draw.ranks(rows.head(N_SHOWN), axis=_("Rank as broker; 1 is the first"))


def _rows(found: brokers.Brokers, table: pd.DataFrame) -> pd.DataFrame:
    """Return States by rank, in words."""
    frame = states.with_names(found.states, table)
    frame["dossier"] = states.dossiers(frame["iso3"])
    frame["hover"] = [
        _("Rank {rank}; 90% interval {low} to {high}").format(rank=rank, low=low, high=high)
        if pd.notna(low)
        else _("Rank {rank}").format(rank=rank)
        for rank, low, high in zip(
            frame["rank"], frame["rank_low"], frame["rank_high"], strict=True
        )
    ]
    return frame


def _note(found: brokers.Brokers) -> str:
    """Return what the intervals rest on."""
    if not found.n_replicates:
        return _("Without intervals: rosters are facts, not a sample that could be drawn again.")
    return _(
        "Lines: from the 5th to the 95th percentile of the rank over {n} samples of the roll "
        "calls. Samples hold fewer different roll calls than the record, so that a State can lie "
        "outside its own line; {outside} do."
    ).format(n=i18n.number(found.n_replicates), outside=i18n.number(found.n_outside))
