"""Asks for subject, kind, role, group, day and order, and draws the matrix of rosters."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import i18n, once
from dashboard.i18n import _, vocabulary
from dashboard.kit import ask
from dashboard.kit.blocks_on_screen import draw
from dashboard.pages.instruments.matrix import choice, content
from dashboard.pages.instruments.matrix.choice import MatrixChoice
from dashboard.words import choices
from data.facts import Facts, current_facts


def render_matrix() -> None:
    """Draw the part."""
    draw(once.said(content.blocks, _ask(current_facts())))


def _ask(facts: Facts) -> MatrixChoice:
    """Ask for subject, kind, role, group, day and order; each offers what the others leave."""
    current = choice.current(facts.instruments)
    top = st.columns(3)
    with top[0]:
        domains = choice.domains_shown(_ask_domains(current))
    inside = choice.of_domains(current, domains)
    with top[1]:
        kinds = choice.kinds_shown(inside, _ask_kinds(inside))
    inside = inside[inside["kind"].isin(kinds)]
    with top[2]:
        roles = _ask_roles(inside, facts.memberships)
    low = st.columns(4)
    with low[0]:
        group = ask.one(_("States"), once.said(choices.groups), key="group")
    with low[1]:
        on = _ask_day(inside)
    with low[2]:
        sort_states = ask.one(
            _("Order of States"),
            {
                "count": _("Most rosters first"),
                "region": _("By regional group"),
                "name": _("By name"),
            },
            key="order",
            default=MatrixChoice.sort_states,
        )
    with low[3]:
        sort_instruments = ask.one(
            _("Order of rosters"),
            {
                "known": _("Known in full first"),
                "date": _("Latest first"),
                "count": _("Longest first"),
                "kind": _("By kind"),
                "name": _("By name"),
            },
            key="columns",
            default=MatrixChoice.sort_instruments,
        )
    return MatrixChoice(
        domains=domains,
        kinds=kinds,
        on=on,
        roles=tuple(roles) or None,
        group=None if group == "all" else group,
        sort_states=sort_states,
        sort_instruments=sort_instruments,
    )


def _ask_domains(rosters: pd.DataFrame) -> list[str]:
    """Ask for subjects."""
    first = [vocabulary.word(vocabulary.DOMAINS, domain) for domain in choice.FIRST_DOMAINS]
    return ask.several(
        _("Subject"), choice.domains(rosters), key="subject", placeholder=i18n.listing(first)
    )


def _ask_kinds(rosters: pd.DataFrame) -> list[str]:
    """Ask for kinds of instruments."""
    return ask.several(
        _("Kind"),
        choice.kinds(rosters),
        key="kind",
        placeholder=_("Texts, sponsors and forums"),
        note=_(
            "Joint papers, views sent to the Secretary-General and consultations are shown "
            "when chosen here."
        ),
    )


def _ask_roles(rosters: pd.DataFrame, memberships: pd.DataFrame) -> list[str]:
    """Ask for roles."""
    return ask.several(
        _("Role"),
        choice.roles(rosters, memberships),
        key="role",
        placeholder=_("As each roster counts"),
        note=_(
            "Without a choice, a State is listed if it holds a role that the roster itself "
            "counts: a party to a treaty, not a mere signatory."
        ),
    )


def _ask_day(rosters: pd.DataFrame) -> pd.Timestamp | None:
    """Ask for a day; none stands for what was read last."""
    on = ask.one(
        _("As of"),
        choice.days(rosters),
        key="on",
        note=_(
            "Rosters as they stood on a day, as far as joining is dated; groups with their "
            "members on that day."
        ),
    )
    return None if on == "now" else pd.Timestamp(on)
