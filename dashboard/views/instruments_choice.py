"""What a reader can ask of the matrix of rosters; each filter offers what the others leave."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics import listing
from dashboard import ask, i18n, once
from dashboard.i18n import _, vocabulary

FIRST_DOMAINS = ("military AI", "autonomous weapons")
"""Subjects shown while none is chosen."""

PAPERS_AND_MEETINGS = ("joint_statement", "sg_report_submission", "consultation")
"""Kinds that are shown only when asked for: they are many, and say less than a text."""

GROUP_KINDS = ("regional_group", "organisation", "partnership", "forum")


@dataclass(frozen=True)
class Choice:
    """What the reader asks for; see `roster_matrix.of_rosters`."""

    on: pd.Timestamp | None
    domains: tuple[str, ...]
    kinds: tuple[str, ...]
    roles: tuple[str, ...] | None
    group: str | None
    sort_states: str
    sort_instruments: str


def asked(rosters: pd.DataFrame, memberships: pd.DataFrame) -> Choice:
    """Ask for subject, kind, role, group, day and order; each offers what the others leave."""
    own = rosters[rosters["snapshot_of"].isna()]
    top = st.columns(3)
    with top[0]:
        domains = ask.several(
            _("Subject"),
            _domains(own),
            key="subject",
            placeholder=i18n.listing(
                [vocabulary.word(vocabulary.DOMAINS, d) for d in FIRST_DOMAINS]
            ),
        )
    domains = ["" if d == "none" else d for d in domains or FIRST_DOMAINS]
    inside = own[own["domain"].fillna("").isin(domains)]
    with top[1]:
        kinds = ask.several(
            _("Kind"),
            _words(vocabulary.KINDS, inside["kind"]),
            key="kind",
            placeholder=_("Texts, sponsors and forums"),
            note=_(
                "Joint papers, views sent to the Secretary-General and consultations are shown "
                "when chosen here."
            ),
        )
    kinds = (
        kinds
        or sorted(set(inside["kind"]) - set(PAPERS_AND_MEETINGS))
        or sorted(set(inside["kind"]))
    )
    inside = inside[inside["kind"].isin(kinds)]
    held = memberships["role"][memberships["instrument_id"].isin(inside["instrument_id"])]
    with top[2]:
        roles = ask.several(
            _("Role"),
            _words(vocabulary.ROLES, held),
            key="role",
            placeholder=_("As each roster counts"),
            note=_(
                "Without a choice, a State is listed if it holds a role that the roster itself "
                "counts: a party to a treaty, not a mere signatory."
            ),
        )
    low = st.columns(4)
    with low[0]:
        group = ask.one(
            _("States"), once.in_words(("instruments groups",), lambda: _groups(own)), key="group"
        )
    with low[1]:
        on = ask.one(
            _("As of"),
            _days(inside),
            key="on",
            note=_(
                "Rosters as they stood on a day, as far as joining is dated; groups with their "
                "members on that day."
            ),
        )
    with low[2]:
        sort_states = ask.one(
            _("Order of States"),
            {
                "count": _("Most rosters first"),
                "region": _("By regional group"),
                "name": _("By name"),
            },
            key="order",
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
        )
    return Choice(
        on=None if on == "now" else pd.Timestamp(on),
        domains=tuple(domains),
        kinds=tuple(kinds),
        roles=tuple(roles) or None,
        group=None if group == "all" else group,
        sort_states=sort_states,
        sort_instruments=sort_instruments,
    )


def _words(words: dict[str, str], codes: pd.Series) -> dict[str, str]:
    """Return the codes that occur, with their words, in the order of the vocabulary."""
    present = set(codes)
    known = [code for code in words if code in present]
    return {code: vocabulary.word(words, code) for code in (*known, *sorted(present - set(known)))}


def _domains(rosters: pd.DataFrame) -> dict[str, str]:
    """Return the subjects, and one entry for the instruments that have none."""
    return {
        **_words(vocabulary.DOMAINS, rosters["domain"].dropna()),
        "none": _("Organisations and groups"),
    }


def _groups(rosters: pd.DataFrame) -> dict[str, str]:
    """Return the groups of which all members are known, the regional ones first."""
    is_group = rosters["kind"].isin(GROUP_KINDS) & rosters["domain"].isna()
    is_named = rosters["roster_use"].isin(listing.FULL_USES) & (rosters["n_listed"] > 0)
    found = rosters[is_group & is_named].sort_values(
        ["kind", "short_name"], key=lambda c: c.map(_place)
    )
    names = found.set_index("instrument_id")["short_name"]
    return {"all": _("All States"), **{str(key): _(name) for key, name in names.items()}}


def _place(value: str) -> str:
    """Return the key by which groups are put in order: kinds as listed, then names."""
    return str(GROUP_KINDS.index(value)) if value in GROUP_KINDS else i18n.sorting(_(value))


def _days(rosters: pd.DataFrame) -> dict[str, str]:
    """Return the days offered: as last read, and the end of each year in which a text opened."""
    years = sorted({day.year for day in rosters["date_from"].dropna()}, reverse=True)
    latest = max(rosters["as_of"].dropna().str[:4], default="9999")
    ends = {f"{y}-12-31": _("End of {year}").format(year=y) for y in years if str(y) < latest}
    return {"now": _("As last read"), **ends}
