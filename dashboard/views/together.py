"""Who stands together: blocs of States, how firm they are, and who is between them."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics import network
from analytics.blocs import blocs
from analytics.blocs.questions import bloc_grouping
from analytics.network import alignment
from dashboard import ask, blocs_in_words, i18n, once, show, states
from dashboard.figures import blocs as draw
from dashboard.figures import world
from dashboard.i18n import _, ngettext
from dashboard.views import together_blocs, together_choice
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    show.title(
        _("Who stands together"),
        _("Which States act alike, how firmly, and who is in between."),
    )
    question = together_choice.choose(alignment.BASES)
    facts = current_facts()
    with st.spinner(_("Grouping States again and again, each time with other texts…")):
        found = facts.recall(bloc_grouping, question)
    evidence = facts.recall(network.alignment_evidence, question)
    table = facts.states
    key = together_choice.key(question)
    members = once.in_words(("blocs", *key), lambda: blocs_in_words.rows(found, table))
    show.answer(_answer(found, question))
    st.markdown(together_blocs.summary(found, states.names(table)))
    if not found.is_stable:
        show.unknown(
            _(
                "What follows is the grouping that came nearest to being stable. It must not be "
                "quoted: with other texts of the same kind it would look different."
            )
        )
    _where(found, members, key, evidence, table)
    together_blocs.cards(found, states.names(table))
    together_blocs.swing(found, members, evidence)
    together_blocs.texts(found, evidence)
    together_blocs.stability(found, key, evidence)


def _answer(found: blocs.Blocs, question: alignment.Question) -> str:
    """Return into how many blocs States fall, and how sure that is, in a few sentences."""
    words = {
        "basis": together_choice.rests_on(question),
        "k": i18n.number(found.k),
        "ari": i18n.number(found.stability, decimals=2),
        "least": i18n.number(found.options.min_stability, decimals=2),
        "n": _counted(found),
    }
    if not found.is_stable:
        return _(
            "**No stable grouping** by {basis}. Of {n}, samples of the texts agree at an adjusted "
            "Rand index of **{ari}** at best; from {least} a grouping counts as stable."
        ).format(**words)
    n_swing = int(found.members["is_swing"].sum())
    swing = ngettext(
        "**{n} State** swings between them.", "**{n} States** swing between them.", n_swing
    ).format(n=i18n.number(n_swing))
    text = _(
        "By {basis} States fall into **{k} blocs**. Samples of {n} find the same blocs again: "
        "adjusted Rand index **{ari}**, where 1 is identical and 0 is chance."
    ).format(**words)
    return f"{text} {swing}" if n_swing else text


def _counted(found: blocs.Blocs) -> str:
    """Return the number of texts that the grouping rests on."""
    parts = []
    if found.n_rollcalls:
        parts.append(
            ngettext("{n} roll call", "{n} roll calls", found.n_rollcalls).format(
                n=i18n.number(found.n_rollcalls)
            )
        )
    if found.n_rosters:
        parts.append(
            ngettext("{n} roster", "{n} rosters", found.n_rosters).format(
                n=i18n.number(found.n_rosters)
            )
        )
    return i18n.listing(parts)


def _where(
    found: blocs.Blocs,
    members: pd.DataFrame,
    key: tuple[str, ...],
    evidence: tuple[str, ...],
    table: pd.DataFrame,
) -> None:
    """Draw the blocs on the map of the world, or by how near States are to one another."""
    facts = current_facts()
    view = ask.switch(_("Shown as"), {"tiles": _("World"), "near": _("Closeness")}, key="shape")
    if view == "near":
        note = _("The nearer two States, the more alike they act. Only distances mean anything.")
    else:
        note = _(
            "A State is in a bloc if at least {share} of the runs put it there; else it swings."
        ).format(share=i18n.per_cent(found.options.min_certainty))
    tiles = facts.tiles
    chart = once.in_words(("blocs", view, *key), lambda: _drawn(view, found, members, tiles))
    missing = blocs_in_words.out_of(found.left_out, states.names(table))
    show.figure(
        chart,
        key="blocs",
        title=_("Blocs of States"),
        table=members,
        columns=together_blocs.columns(),
        config=together_blocs.config(),
        evidence=evidence,
        summary=together_blocs.summary(found, states.names(table)),
        note=" ".join(text for text in (note, missing) if text),
    )


def _drawn(view: str, found: blocs.Blocs, members: pd.DataFrame, tiles: pd.DataFrame) -> go.Figure:
    """Return the picture of the blocs, on the map or by closeness."""
    kinds = blocs_in_words.categories(found.k, has_swing=bool(found.members["is_swing"].any()))
    if view == "near":
        return draw.closeness(members, categories=kinds)
    return world.tiles(members[members["is_member"]], tiles, categories=kinds)
