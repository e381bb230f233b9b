"""Who stands together: blocs of States, how firm they are, and who is between them."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics import network, selection
from analytics.blocs import blocs, consensus
from analytics.blocs.questions import bloc_grouping
from dashboard import alignment, alignment_asked, ask, blocs_in_words, i18n, once, show, states
from dashboard.figures import blocs as draw
from dashboard.figures import world
from dashboard.i18n import _, ngettext
from dashboard.views import together_blocs, together_proof
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    show.title(
        _("Who stands together"),
        _("Which States act alike, how firmly, and who is in between."),
    )
    question = alignment_asked.choose(selection.BASES)
    facts = current_facts()
    with st.spinner(_("Grouping States again and again, each time with other texts…")):
        found = facts.recall(bloc_grouping, question)
    evidence = facts.recall(network.alignment_evidence, question)
    table = facts.states
    names = states.names(table)
    key = (question.basis, *(question.topics or ("all",)), str(question.n_sessions))
    members = once.in_words(("blocs", *key), lambda: blocs_in_words.rows(found, table))
    show.answer(_answer(found, alignment.rests_on(facts, question)))
    if found.is_stable:
        st.markdown(together_blocs.summary(found, names))
        _where(found, members, key, evidence, table)
        together_blocs.cards(found, names)
        together_blocs.swing(found, members, names, evidence)
        together_blocs.texts(found, names, evidence)
    else:
        show.unknown(_("No bloc is drawn or named: it would look firmer than it is."))
        _closeness(found, members, key, evidence, table)
    together_proof.part(found, key, evidence)


def _answer(found: blocs.Blocs, basis: str) -> str:
    """Return into how many blocs States fall, and how sure that is, in a few sentences."""
    words = {
        "basis": basis,
        "k": i18n.number(found.k),
        "ari": i18n.number(found.stability, decimals=2),
        "least": i18n.number(found.min_stability, decimals=2),
    }
    if found.refusal == consensus.NO_GAIN:
        return _(
            "**No blocs can be told** by {basis}. To know who stands with whom foretells nothing "
            "better than to know the house as a whole."
        ).format(**words)
    if found.refusal:
        return _(
            "**No blocs can be told** by {basis}. There are groups, but with other texts many "
            "States would be in another one: likeness **{ari}**, where at least {least} is needed."
        ).format(**words)
    n_swing = int(found.members["is_swing"].sum())
    parts = [
        _(
            "**States fall into {k} blocs** by {basis}. With other texts nearly the same blocs "
            "come back."
        ),
        ngettext(
            "**{n} State** swings between them.", "**{n} States** swing between them.", n_swing
        )
        if n_swing
        else "",
        _("A finer division does not come back: it is not shown.")
        if found.n_borne > found.k
        else "",
    ]
    return " ".join(part for part in parts if part).format(n=i18n.number(n_swing), **words)


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
            "A State is in a bloc if at least {share} of the samples of texts put it there; else "
            "it swings."
        ).format(share=i18n.per_cent(found.min_certainty))
    tiles = facts.tiles
    names = states.names(table)
    chart = once.in_words(("blocs", view, *key), lambda: _drawn(view, found, members, tiles, names))
    missing = blocs_in_words.out_of(found.left_out, names)
    show.figure(
        chart,
        key="blocs",
        title=_("Blocs of States"),
        table=members,
        columns=together_blocs.columns(),
        config=together_blocs.config(),
        evidence=evidence,
        summary=together_blocs.in_a_line(found, names),
        note=" ".join(text for text in (note, missing) if text),
    )


def _closeness(
    found: blocs.Blocs,
    members: pd.DataFrame,
    key: tuple[str, ...],
    evidence: tuple[str, ...],
    table: pd.DataFrame,
) -> None:
    """Draw how near States are to one another, where there are no blocs to show."""
    names = states.names(table)
    kinds = blocs_in_words.categories(found, names)
    missing = blocs_in_words.out_of(found.left_out, names)
    show.figure(
        once.in_words(
            ("closeness", *key),
            lambda: draw.closeness(
                members, categories=[k for k in kinds if (members["category"] == k.key).any()]
            ),
        ),
        key="closeness",
        title=_("How near States are to one another"),
        table=members,
        columns=together_blocs.columns(has_blocs=False),
        config=together_blocs.config(has_blocs=False),
        evidence=evidence,
        summary=_("States by regional group; no blocs can be told."),
        note=" ".join(
            text
            for text in (
                _("The nearer two States, the more alike they act. Only distances mean anything."),
                missing,
            )
            if text
        ),
    )


def _drawn(
    view: str,
    found: blocs.Blocs,
    members: pd.DataFrame,
    tiles: pd.DataFrame,
    names: dict[str, str],
) -> go.Figure:
    """Return the picture of the blocs, on the map or by closeness."""
    kinds = blocs_in_words.categories(found, names)
    if view == "near":
        return draw.closeness(members, categories=kinds)
    return world.tiles(members[members["is_member"]], tiles, categories=kinds)
