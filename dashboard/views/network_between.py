"""Who stands between us and a State: the answer, the ways, the list, and its test."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics import network, selection
from analytics.network import go_betweens, shared_forums
from dashboard import i18n, once, reaching, show, states
from dashboard.figures import go_betweens as draw
from dashboard.i18n import _
from dashboard.views import together_choice
from data.facts import current_facts

N_WAYS = 5
"""Ways drawn: more cannot be read at a glance."""


def part(
    question: selection.Question,
    target: str,
    ours: tuple[str, ...],
    with_us: shared_forums.WithUs,
) -> None:
    """Draw who could carry a message to a State.

    Parameters
    ----------
    question : Question
    target : str
        iso3; nothing stands in the way of asking for it (`go_betweens.obstacle`).
    ours : tuple of str
        iso3 of us.
    with_us : WithUs
    """
    facts = current_facts()
    table = facts.states
    names = states.names(table)
    forums = facts.recall(network.forums)
    with st.spinner(_("Drawing the texts again to see how sure the order is…")):
        found = facts.recall(network.go_betweens_to, question, target, ours)
    text, kind = _(with_us.name), question.basis
    show.answer(reaching.answer(found, names, text, kind))
    evidence = (
        *facts.recall(network.alignment_evidence, question),
        *forums.evidence,
        *with_us.evidence,
    )
    key = (*together_choice.key(question), target, *ours)
    rows = once.in_words(("between", *key), lambda: reaching.rows(found, table, forums, with_us))
    parts = (
        reaching.together(rows, names[target]),
        reaching.outside(found, names, text),
        _("By {basis}.").format(basis=together_choice.rests_on(question)),
    )
    st.markdown(" ".join(part for part in parts if part))
    if rows.empty:
        show.unknown(_("No other State shares enough of these texts with both."))
        return
    us = i18n.listing([names[iso3] for iso3 in found.ours])
    note = reaching.note(found, forums, text, kind)
    summary = reaching.answer(found, names, text, kind).replace("**", "")
    drawn = reaching.drawn(rows)
    if not drawn.empty:
        show.figure(
            once.in_words(("ways", *key), lambda: _ways(found, drawn, us, names[target])),
            key="ways",
            title=_("The ways to {target}").format(target=names[target]),
            table=drawn.head(N_WAYS),
            columns=_columns(with_us, names[target]),
            config={_("Dossier"): show.link(_("open"))},
            evidence=evidence,
            summary=summary,
            note=_(
                "Of the States on {text}, those by whom the weaker of the two ties is the "
                "strongest. On the lines: texts on which the two went the same way."
            ).format(text=text),
        )
    again = facts.recall(network.closeness_again, question, target)
    lasting = facts.recall(network.go_betweens_again, question, ours)
    st.markdown(f"{reaching.again(again, names[target])} {reaching.lasts(lasting, text)}")
    if not drawn.empty:
        show.figure(
            once.in_words(("near", *key), lambda: _near(found, drawn, us, names[target])),
            key="near",
            title=_("How close each is to both ends"),
            table=rows,
            columns=_columns(with_us, names[target]),
            config={_("Dossier"): show.link(_("open"))},
            evidence=evidence,
            summary=summary,
            note=note,
        )
    st.markdown(
        _(
            "Who is best placed to ask, by groups, region and texts joined too: [{page}]({link})."
        ).format(page=_("Opportunities"), link=_opportunities(target))
    )


def _ways(found: go_betweens.GoBetweens, rows: pd.DataFrame, us: str, target: str) -> go.Figure:
    """Return the picture of the ways."""
    shown = rows.head(N_WAYS).reset_index(drop=True)
    shown = shown.assign(
        label_us=[
            reaching.amount(*pair)
            for pair in zip(shown["n_same_us"], shown["n_texts_us"], strict=True)
        ],
        label_target=[
            reaching.amount(*pair)
            for pair in zip(shown["n_same_target"], shown["n_texts_target"], strict=True)
        ],
        hover=shown["verdict"],
    )
    direct = _("direct: {amount}").format(
        amount=reaching.amount(found.direct.n_same, found.direct.n_texts)
    )
    return draw.paths(
        shown,
        us=us,
        target=target,
        direct=direct,
        sure=_("Between, beyond chance"),
        unsure=_("Not beyond chance"),
    )


def _near(found: go_betweens.GoBetweens, rows: pd.DataFrame, us: str, target: str) -> go.Figure:
    """Return the picture of how close States are to both ends."""
    return draw.ties(
        rows,
        to_us=_("to {name}").format(name=us),
        to_target=_("to {name}").format(name=target),
        direct=found.direct.share,
        direct_words=_("{one} and {other} themselves").format(one=us, other=target),
        axis=_("Texts on which the two went the same way; 90% interval"),
    )


def _columns(with_us: shared_forums.WithUs, target: str) -> dict[str, str]:
    """Return the columns of the list with their headings."""
    return {
        "name": _("State"),
        "group": _("Regional group"),
        "verdict": _("Between us and {target}").format(target=target),
        "tie_target": _("Same way as {target}").format(target=target),
        "tie_us": _("Same way as we"),
        "place": _("Place by the weaker tie"),
        "forums_target": _("Forums with {target}").format(target=target),
        "forums_us": _("Forums with us"),
        "listed": _("On {text}").format(text=_(with_us.name)),
        "sponsored": _("Sponsor of {text}").format(text=_(with_us.resolution)),
        "dossier": _("Dossier"),
    }


def _opportunities(target: str) -> str:
    """Return the address of the page on who could approach a State."""
    query = "" if i18n.language() == i18n.DEFAULT else f"&lang={i18n.language()}"
    return f"opportunities?state={target}{query}"
