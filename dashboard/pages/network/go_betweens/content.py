"""Who stands between us and a State: the answer, the ways, the list, and its test."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics import network, selection
from analytics.network import go_betweens, shared_forums
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Finding, Link, Text, Unknown
from dashboard.i18n import _
from dashboard.pages.network import wording
from dashboard.pages.network.go_betweens import figures as draw
from dashboard.words import addresses, alignment, states
from data.facts import Facts

N_WAYS = 5
"""Ways drawn: more cannot be read at a glance."""


def blocks(
    facts: Facts, question: selection.AlignmentQuestion, target: str, ours: tuple[str, ...]
) -> Blocks:
    """Return who could carry a message to a State, or why that cannot be asked.

    Parameters
    ----------
    facts : Facts
    question : AlignmentQuestion
    target : str
        iso3 of the State to reach.
    ours : tuple of str
        iso3 of us, in order of the alphabet.
    """
    if not ours:
        return (Unknown(_("Choose at least one State for whom you ask.")),)
    why = go_betweens.obstacle(facts.recall(network.compared_in, question), target, ours)
    if why is not None:
        name = states.names(facts.states)[target]
        return (Unknown(_(wording.OBSTACLES[why]).format(target=name)),)
    return _go_between_blocks(facts, question, target, ours)


def _go_between_blocks(
    facts: Facts, question: selection.AlignmentQuestion, target: str, ours: tuple[str, ...]
) -> Blocks:
    """Return through whom a State is reached; nothing stands in the way of asking."""
    names = states.names(facts.states)
    with_us = facts.recall(network.standing_with_us)
    forums = facts.recall(network.forums)
    found = facts.recall(network.go_betweens_to, question, target, ours)
    text, kind = _(with_us.name), question.basis
    answer = wording.finding_sentence(found, names, text, kind)
    rows = wording.rows(found, facts.states, forums, with_us)
    parts = (
        wording.shared_forums_sentence(rows, names[target]),
        wording.outsiders_sentence(found, names, text),
        _("By {basis}.").format(basis=alignment.rests_on(facts, question)),
    )
    said = (Finding(answer), Text(" ".join(part for part in parts if part)))
    if rows.empty:
        return (*said, Unknown(_("No other State shares enough of these texts with both.")))
    again = facts.recall(network.closeness_again, question, target)
    lasting = facts.recall(network.go_betweens_again, question, ours)
    tested = Text(
        wording.closeness_test_sentence(again, names[target])
        + " "
        + wording.go_between_test_sentence(lasting, text)
    )
    more = Text(
        _(
            "Who is best placed to ask, by groups, region and texts joined too: [{page}]({link})."
        ).format(page=_("Opportunities"), link=_opportunities_address(target))
    )
    drawn = wording.rows_to_draw(rows)
    if drawn.empty:
        return (*said, tested, more)
    us = i18n.listing([names[iso3] for iso3 in found.ours])
    shared: dict[str, Any] = {
        "columns": _columns(with_us, names[target]),
        "styles": {_("Dossier"): Link(_("open"))},
        "evidence": (
            *facts.recall(network.alignment_evidence, question),
            *forums.evidence,
            *with_us.evidence,
        ),
        "summary": answer.replace("**", ""),
    }
    ways = Chart(
        key="ways",
        title=_("The ways to {target}").format(target=names[target]),
        figure=_ways_figure(found, drawn, us, names[target]),
        table=drawn.head(N_WAYS),
        note=_(
            "Of the States on {text}, those by whom the weaker of the two ties is the "
            "strongest. On the lines: texts on which the two went the same way."
        ).format(text=text),
        **shared,
    )
    near = Chart(
        key="near",
        title=_("How close each is to both ends"),
        figure=_closeness_figure(found, drawn, us, names[target]),
        table=rows,
        note=wording.note(found, forums, text, kind),
        **shared,
    )
    return (*said, ways, tested, near, more)


def _ways_figure(
    found: go_betweens.GoBetweens, rows: pd.DataFrame, us: str, target: str
) -> go.Figure:
    """Return the picture of the ways."""
    shown = rows.head(N_WAYS).reset_index(drop=True)
    shown = shown.assign(
        label_us=[
            wording.amount(*pair)
            for pair in zip(shown["n_same_us"], shown["n_texts_us"], strict=True)
        ],
        label_target=[
            wording.amount(*pair)
            for pair in zip(shown["n_same_target"], shown["n_texts_target"], strict=True)
        ],
        hover=shown["verdict"],
    )
    direct = _("direct: {amount}").format(
        amount=wording.amount(found.direct.n_same, found.direct.n_texts)
    )
    return draw.paths(
        shown,
        us=us,
        target=target,
        direct=direct,
        sure=_("Between, beyond chance"),
        unsure=_("Not beyond chance"),
    )


def _closeness_figure(
    found: go_betweens.GoBetweens, rows: pd.DataFrame, us: str, target: str
) -> go.Figure:
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


def _opportunities_address(target: str) -> str:
    """Return the address of the page on who could approach a State."""
    query = addresses.suffix()
    return f"opportunities?state={target}{query}"
