"""Network: which States are closest to one another, in which communities, and who is between."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics import network
from analytics.network import alignment, communities
from dashboard import ask, blocs_in_words, i18n, once, show, states, webs
from dashboard.figures import network as draw
from dashboard.i18n import _, ngettext
from dashboard.views import network_brokers, together_choice
from data.facts import current_facts

NOBODY = "none"


def render() -> None:
    """Draw the page."""
    show.title(
        _("Network"),
        _("Which States are closest to one another, and who stands between the others."),
    )
    question = together_choice.choose(("votes", "rosters"))
    facts = current_facts()
    table = facts.states
    names = states.names(table)
    with st.spinner(_("Looking for communities, again and again with other seeds…")):
        web = facts.recall(network.web_of, question)
        found, stability = facts.recall(network.communities_of, question)
    with st.spinner(_("Resampling the votes to see who is between the others…")):
        between = facts.recall(network.brokers_of, question)
    evidence = facts.recall(network.alignment_evidence, question)
    show.answer(_answer(web, found, stability, together_choice.rests_on(question)))
    chosen = _chosen(web, names)
    _web(web, found, table, question, chosen, evidence)
    if chosen:
        _ties(web, table, chosen, question, evidence)
    network_brokers.part(between, table, together_choice.key(question), evidence)
    network_brokers.groups(found, stability, names, evidence)


def _answer(
    web: alignment.Web,
    found: communities.Communities,
    stability: communities.Stability,
    basis: str,
) -> str:
    """Return what the network looks like, and how sure that is, in a few sentences."""
    n = len(found.communities)
    text = ngettext(
        "By {basis} the {ties} closest ties between States form **{n} community**",
        "By {basis} the {ties} closest ties between States form **{n} communities**",
        n,
    ).format(basis=basis, ties=i18n.number(len(web.kept.edges)), n=i18n.number(n))
    return text + _(
        ": modularity **{ours}**, beside {random} in random networks of the same degrees. Other "
        "seeds find the same communities at an adjusted Rand index of **{ari}**."
    ).format(
        ours=i18n.number(found.modularity, decimals=2),
        random=i18n.number(found.random_mean, decimals=2),
        ari=i18n.number(stability.ari_mean, decimals=2),
    )


def _chosen(web: alignment.Web, names: Mapping[str, str]) -> str | None:
    """Ask for a State whose ties are shown; None for none."""
    options = {iso3: name for iso3, name in names.items() if iso3 in web.kept.graph}
    state = ask.one(
        _("State whose ties are shown"),
        {NOBODY: _("None: the whole network")} | options,
        key="state",
    )
    return None if state == NOBODY else state


def _web(
    web: alignment.Web,
    found: communities.Communities,
    table: pd.DataFrame,
    question: alignment.Question,
    chosen: str | None,
    evidence: tuple[str, ...],
) -> None:
    """Draw the network."""
    rows, chart = once.in_words(
        ("network", *together_choice.key(question), chosen or NOBODY),
        lambda: _drawn(web, found, table, chosen),
    )
    show.figure(
        chart,
        key="network",
        title=_("The closest ties between States"),
        table=rows,
        columns={
            "name": _("State"),
            "group": _("Regional group"),
            "community_word": _("Community"),
            "n_ties": _("Ties"),
            "certainty": _("Share of runs together"),
            "dossier": _("Dossier"),
        },
        config={_("Dossier"): show.link(_("open"))},
        evidence=evidence,
        summary=webs.summary(found, states.names(table)),
        note=" ".join(webs.notes(web, states.names(table))),
    )


def _drawn(
    web: alignment.Web, found: communities.Communities, table: pd.DataFrame, chosen: str | None
) -> tuple[pd.DataFrame, go.Figure]:
    """Return the States in words, and the picture of them."""
    rows = webs.rows(web, found, table, chosen)
    kinds = blocs_in_words.community_categories(found)
    return rows, draw.web(rows, web.kept.edges, categories=kinds, chosen=chosen)


def _ties(
    web: alignment.Web,
    table: pd.DataFrame,
    chosen: str,
    question: alignment.Question,
    evidence: tuple[str, ...],
) -> None:
    """List the ties of the State chosen."""
    name = states.names(table)[chosen]
    ties = webs.ties(web, table, chosen)
    if ties.empty:
        show.unknown(
            _("{name} has no tie among the closest ones: no other State stands out for it.").format(
                name=name
            )
        )
        return
    weight = _("Agreement beyond chance (kappa)")
    if question.basis == "rosters":
        weight = _("Weight of shared rosters")
    columns = {"name": _("State"), "group": _("Regional group"), "weight": weight}
    if question.basis == "rosters":
        columns["n_shared"] = _("Shared rosters")
    show.table(
        ties,
        key="ties",
        title=_("{name}: the closest ties ({n})").format(name=name, n=i18n.number(len(ties))),
        evidence=evidence,
        columns=columns | {"dossier": _("Dossier")},
        config={
            _("Dossier"): show.link(_("open")),
            weight: st.column_config.NumberColumn(format="%.2f"),
        },
    )
