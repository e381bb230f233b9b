"""Network: through whom a State can be reached, and which States are closest to one another."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analytics import network
from analytics.network import go_betweens, shared_forums
from dashboard import ask, reaching, show, states
from dashboard.i18n import _
from dashboard.views import network_between, network_ties, together_choice
from data.facts import current_facts

US = ("NLD",)


def render() -> None:
    """Draw the page."""
    show.title(
        _("Network"),
        _("Through whom a State can be reached, and which States are closest to one another."),
    )
    question = together_choice.choose(("votes", "rosters"))
    facts = current_facts()
    table = facts.states
    with_us = facts.recall(network.standing_with_us)
    target, ours = _ends(states.names(table), with_us)
    with st.spinner(_("Comparing every State with every other…")):
        compared = facts.recall(network.compared_in, question)
    if not ours:
        show.unknown(_("Choose at least one State for whom you ask."))
    else:
        why = go_betweens.obstacle(compared, target, ours)
        if why is None:
            network_between.part(question, target, ours, with_us)
        else:
            name = states.names(table)[target]
            show.unknown(_(reaching.OBSTACLES[why]).format(target=name))
    network_ties.part(question, table, target, ours)


def _ends(names: Mapping[str, str], with_us: shared_forums.WithUs) -> tuple[str, tuple[str, ...]]:
    """Ask for the State to reach, and for whom."""
    facts = current_facts()
    forums = facts.recall(network.forums)
    first = shared_forums.widest(forums, with_us.sponsors - with_us.listed, US)
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        target = ask.one(
            _("State to reach"),
            names,
            key="state",
            default=first,
            note=_(
                "At first a sponsor of {resolution} that is not on {text}: the one that sits in "
                "most forums without us."
            ).format(resolution=_(with_us.resolution), text=_(with_us.name)),
        )
        ours = ask.several(
            _("For whom"),
            names,
            key="we",
            default=US,
            placeholder=_("Nobody chosen"),
            note=_("“We” on this page. Of several, each must be passed on the way."),
        )
    return target, tuple(sorted(ours))
