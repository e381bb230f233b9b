"""States by instruments: the first part of the page *Instruments*."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics import listing, roster_matrix
from dashboard import ask, cache, i18n, show, states, theme
from dashboard.figures import matrix as draw
from dashboard.i18n import _, ngettext, vocabulary

FIRST_DOMAINS = ("military AI", "autonomous weapons")
"""Subjects shown while none is chosen."""

PAPERS_AND_MEETINGS = ("joint_statement", "sg_report_submission", "consultation")
"""Kinds that are shown only when asked for: they are many, and say less than a text."""

GROUP_KINDS = ("regional_group", "organisation", "partnership", "forum")

MAX_NAMED = 6


@dataclass(frozen=True)
class _Choice:
    """What the reader asks for; see `analytics.roster_matrix.of_rosters`."""

    on: pd.Timestamp | None
    domains: tuple[str, ...]
    kinds: tuple[str, ...]
    roles: tuple[str, ...] | None
    group: str | None
    sort_states: str
    sort_instruments: str


def render() -> None:
    """Draw the part."""
    current = cache.snapshot()
    everybody, rosters, memberships = (
        cache.frame(current, current.version, table) for table in cache.ROSTER_TABLES
    )
    choice = _choice(rosters, memberships)
    result = cache.matrix(current, current.version, **vars(choice))
    titles = {
        str(key): _(str(name))
        for key, name in zip(
            result.instruments["instrument_id"], result.instruments["short_name"], strict=True
        )
    }
    names = cache.in_words(("names",), lambda: states.names(everybody))
    chart, table = cache.in_words(
        ("instruments matrix", str(choice)),
        lambda: (
            _chart(result, names, titles, choice.sort_states),
            _twin(result, everybody, titles),
        ),
    )
    answer = _answer(result, names)
    show.answer(answer)
    show.figure(
        chart,
        key="instruments_matrix",
        title=_("Who is on which roster"),
        table=table,
        evidence=result.instruments["evidence_id"],
        summary=answer.replace("**", ""),
        note=_note(result, titles),
        config={
            _("State"): st.column_config.TextColumn(pinned=True),
            _("Dossier"): show.link(_("open")),
        },
    )


def _chart(
    result: roster_matrix.Matrix, names: dict[str, str], titles: dict[str, str], order: str
) -> go.Figure:
    """Return the matrix as a chart."""
    rows = result.states.assign(
        name=result.states["iso3"].map(names),
        n=result.states["n_listed"],
        band=_bands(result, order),
    )
    columns = result.instruments.assign(
        name=result.instruments["instrument_id"].map(titles), n=result.instruments["n_listed"]
    )
    return draw.rosters(
        result.cells,
        _texts(result),
        states=rows,
        instruments=columns,
        categories=_categories(set(result.cells.to_numpy().ravel())),
        total=_("Listed"),
    )


def _choice(rosters: pd.DataFrame, memberships: pd.DataFrame) -> _Choice:
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
            _("States"), cache.in_words(("instruments groups",), lambda: _groups(own)), key="group"
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
    return _Choice(
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


def _bands(result: roster_matrix.Matrix, order: str) -> list[str]:
    """Return the heading under which each row stands."""
    groups = states.group_names()
    by_group = order == "region"
    return [
        (groups.get(code, "") if by_group else "")
        if is_member
        else _("Not members of the United Nations")
        for code, is_member in zip(
            result.states["un_region_group_code"], result.states["is_member"], strict=True
        )
    ]


def _texts(result: roster_matrix.Matrix) -> pd.DataFrame:
    """Return what is known of each cell, in words."""
    plain = {key: vocabulary.word(vocabulary.LISTINGS, key) for key in listing.CATEGORIES}
    spells = result.spells
    told = pd.DataFrame(
        {
            "iso3": spells["iso3"],
            "instrument_id": spells["instrument_id"],
            "text": [_text(row) for row in spells.to_dict("records")],
        }
    ).pivot_table("text", "iso3", "instrument_id", aggfunc="first")
    known = told.reindex(index=result.cells.index, columns=result.cells.columns)
    return known.where(known.notna(), result.cells.replace(plain))


def _text(spell: dict[Hashable, Any]) -> str:
    """Return what a spell says of a State: standing, role and dates."""
    words = [vocabulary.word(vocabulary.LISTINGS, spell["category"])]
    words.append(vocabulary.word(vocabulary.ROLES, spell["role"]))
    if isinstance(spell["since"], str):
        words.append(i18n.partial_date(spell["since"]))
    if isinstance(spell["until"], str):
        words.append(_("until {day}").format(day=i18n.partial_date(spell["until"])))
    return " · ".join(words)


def _categories(present: Collection[str]) -> list[theme.Category]:
    """Return the categories that occur, in order, with their words and looks."""
    return [
        theme.Category(
            key,
            vocabulary.word(vocabulary.LISTINGS, key),
            style.colour,
            style.pattern,
            style.text_colour,
        )
        for key, style in theme.LISTING_STYLES.items()
        if key in present
    ]


def _twin(
    result: roster_matrix.Matrix, everybody: pd.DataFrame, titles: dict[str, str]
) -> pd.DataFrame:
    """Return the matrix as a table in words, with totals."""
    plain = {key: vocabulary.word(vocabulary.LISTINGS, key) for key in listing.CATEGORIES}
    named = states.with_names(result.states[["iso3", "n_listed"]], everybody)
    cells = result.cells.replace(plain).rename(columns=titles).reset_index(drop=True)
    front = pd.DataFrame(
        {
            _("State"): named["name"],
            _("Dossier"): states.dossiers(named["iso3"]),
            _("Regional group"): named["group"],
            _("Rosters"): named["n_listed"],
        }
    )
    return pd.concat([front, cells], axis=1)


def _answer(result: roster_matrix.Matrix, names: dict[str, str]) -> str:
    """Return the finding in a sentence or two."""
    members = result.states[result.states["is_member"]]
    on_any = members[members["n_listed"] > 0]
    n_rosters = len(result.instruments)
    text = ngettext(
        "**{n} of {all} UN members** are listed on this roster.",
        "**{n} of {all} UN members** are listed on at least one of these {rosters} rosters.",
        n_rosters,
    ).format(
        n=i18n.number(len(on_any)), all=i18n.number(len(members)), rosters=i18n.number(n_rosters)
    )
    if n_rosters == 1 or on_any.empty:
        return text
    most = int(on_any["n_listed"].max())
    leading = [names[key] for key in on_any["iso3"][on_any["n_listed"] == most]]
    if len(leading) > MAX_NAMED:
        return text
    return (
        text
        + " "
        + _("Most often: {names} ({n}).").format(names=i18n.listing(leading), n=i18n.number(most))
    )


def _note(result: roster_matrix.Matrix, titles: dict[str, str]) -> str | None:
    """Return what a reader must know: rosters known in part, undated members of the group."""
    is_part = ~result.instruments["roster_use"].isin(listing.FULL_USES)
    partial = [titles[key] for key in result.instruments["instrument_id"][is_part]]
    notes = []
    if partial:
        notes.append(
            ngettext(
                "{n} roster is known only in part: {names}. A State that it does not name may be "
                "on it, and is hatched.",
                "{n} rosters are known only in part: {names}. A State that they do not name may be "
                "on them, and is hatched.",
                len(partial),
            ).format(n=i18n.number(len(partial)), names=i18n.listing(partial))
        )
    if result.n_undated_group:
        notes.append(
            ngettext(
                "Of {n} member of the group it is not known since when; it is taken to have been "
                "one.",
                "Of {n} members of the group it is not known since when; they are taken to have "
                "been members.",
                result.n_undated_group,
            ).format(n=i18n.number(result.n_undated_group))
        )
    return " ".join(notes) or None
