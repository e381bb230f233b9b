"""The closest ties of all States: what is special, what would be found again, and the picture."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics import network, selection
from analytics.blocs import blocs
from analytics.blocs.questions import bloc_grouping
from analytics.network import closest, layout, special_ties
from dashboard import i18n, once, show, states, webs
from dashboard.figures import network as draw
from dashboard.i18n import _
from dashboard.views import together_choice
from data.facts import current_facts


def part(
    question: selection.Question, table: pd.DataFrame, target: str, ours: tuple[str, ...]
) -> None:
    """Draw the closest ties of every State, and list those of the State to reach.

    Parameters
    ----------
    question : Question
    table : DataFrame
        Table ``states``.
    target : str
        iso3 of the State to reach.
    ours : tuple of str
        iso3 of us.
    """
    facts = current_facts()
    names = states.names(table)
    evidence = facts.recall(network.alignment_evidence, question)
    show.heading(
        _("Who is closest to whom"),
        _("The whole network: of every State the others that went its way most often."),
    )
    with st.spinner(_("Drawing the texts again to see how sure the ties are…")):
        found, places = facts.recall(network.closest_in, question)
        special = facts.recall(network.special_ties_in, question)
        grouped = facts.recall(bloc_grouping, question)
    st.markdown(webs.special(special, names))
    ties = webs.kinds(found, special)
    key = (*together_choice.key(question), target, *ours)
    named = _named(found, special, target, ours)
    rows, chart = once.in_words(
        ("network", *key),
        lambda: _drawn(found, places, table, grouped, ties, named, (target, *ours)),
    )
    columns = {"name": _("State"), "group": _("Regional group")}
    if grouped.is_stable:
        columns["bloc"] = _("Bloc")
    coloured = (
        _("Coloured by the blocs of *Who stands together*.")
        if grouped.is_stable
        else _("Coloured by regional group: no grouping into blocs is stable here.")
    )
    show.figure(
        chart,
        key="network",
        title=_("The closest ties between States"),
        table=rows,
        columns=columns | {"closest": _("Closest to it"), "dossier": _("Dossier")},
        config={
            _("Dossier"): show.link(_("open")),
            _("Closest to it"): st.column_config.TextColumn(width="large"),
        },
        evidence=evidence,
        summary=webs.special(special, names).replace("**", ""),
        note=f"{webs.note(found, ties, special)} {coloured}",
    )
    _lists(found, table, ties, target, evidence)


def _lists(
    found: closest.Closest,
    table: pd.DataFrame,
    ties: pd.DataFrame,
    target: str,
    evidence: tuple[str, ...],
) -> None:
    """List the closest States of the one to reach, and all ties."""
    names = states.names(table)
    own = webs.nearest(found, table, target)
    if own.empty:
        show.unknown(
            _("{name} shares too few of these texts with anyone to have closest States.").format(
                name=names[target]
            )
        )
    else:
        show.table(
            own,
            key="ties",
            title=_("Closest to {name}").format(name=names[target]),
            evidence=evidence,
            columns={
                "name": _("State"),
                "group": _("Regional group"),
                "tie": _("Went the same way"),
                "again": _("Among the closest in"),
                "rank": _("Place, 90% interval"),
                "dossier": _("Dossier"),
            },
            config={
                _("Dossier"): show.link(_("open")),
                _("Among the closest in"): st.column_config.NumberColumn(format="percent"),
            },
        )
    with st.expander(_("All ties drawn ({n})").format(n=i18n.number(len(ties)))):
        show.table(
            webs.tie_rows(ties, names),
            key="all_ties",
            title=_("All ties drawn"),
            evidence=evidence,
            columns={
                "a": _("State"),
                "b": _("And"),
                "tie": _("Went the same way"),
                "kind_word": _("How sure"),
                "again": _("Among the closest in"),
            },
            config={_("Among the closest in"): st.column_config.NumberColumn(format="percent")},
        )


def _named(
    found: closest.Closest, special: special_ties.SpecialTies, target: str, ours: tuple[str, ...]
) -> frozenset[str]:
    """Return the States named on the picture: both ends, their closest, and special ties."""
    ends = {target, *ours}
    near = found.nearest.loc[found.nearest["iso3"].isin(list(ends)), "other"]
    more = special.ties.head(webs.N_SPECIAL)
    return frozenset(ends | set(near) | set(more["iso3_a"]) | set(more["iso3_b"]))


def _drawn(
    found: closest.Closest,
    places: layout.Layout,
    table: pd.DataFrame,
    grouped: blocs.Blocs,
    ties: pd.DataFrame,
    named: frozenset[str],
    ends: tuple[str, ...],
) -> tuple[pd.DataFrame, go.Figure]:
    """Return the States in words, and the picture of them."""
    rows = webs.rows(found, places, table, grouped, named)
    chart = draw.web(
        rows,
        ties,
        categories=webs.categories(grouped, states.names(table)),
        kinds={
            webs.ONCE: _("Closest, not surely"),
            webs.AGAIN: _("Closest, found again"),
            webs.SPECIAL: _("Beyond their likes"),
        },
        ends=ends,
    )
    return rows, chart
