"""One roster by itself: the third part of the page *Instruments*."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics import record
from analytics.record import standing, succession
from dashboard import ask, choices, i18n, once, show, standings, states
from dashboard.figures import joining as draw
from dashboard.figures import world
from dashboard.i18n import _, ngettext, vocabulary
from data.facts import current_facts


def render() -> None:
    """Draw the part."""
    facts = current_facts()
    rosters = facts.instruments
    options = once.in_words(("instruments",), lambda: _options(rosters))
    key = ask.one(_("Instrument"), options, key="instrument")
    row = standing.one_row(rosters, "instrument_id", key, "instrument")
    found = facts.recall(record.roster, key)
    answer = _answer(row, found)
    short, full = _(str(row["short_name"])), _(str(row["name"]))
    show.heading(short, full if full != short else None)
    show.answer(answer)
    _facts(row, rosters)
    for note in standings.notes(found):
        show.unknown(note)
    members, others, chart = once.in_words(("instruments roster", key), lambda: _made(found))
    _world(found, members, chart, answer.replace("**", ""))
    if pd.isna(row["snapshot_of"]):
        _joining(facts.recall(record.curve, key), found)
    _lists(found, members, others)
    _versions(key)
    _stances(key)
    if pd.notna(row["note"]):
        with st.expander(_("Note on the source (in English)")):
            st.text(str(row["note"]))


def _options(rosters: pd.DataFrame) -> dict[str, str]:
    """Return every instrument in words: what is nearest to military AI first, then the latest."""
    subjects = {name: place for place, name in enumerate(choices.NEAR_DOMAINS)}
    kinds = {name: place for place, name in enumerate(choices.NEAR_KINDS)}
    ordered = rosters.assign(
        subject=rosters["domain"].astype(object).map(subjects).fillna(len(subjects)),
        place=rosters["kind"].astype(object).map(kinds).fillna(len(kinds)),
        is_earlier=rosters["snapshot_of"].notna(),
    ).sort_values(
        ["subject", "place", "is_earlier", "date_from", "short_name"],
        ascending=[True, True, True, False, True],
    )
    return {
        str(row["instrument_id"]): _(row["short_name"])
        + " · "
        + vocabulary.word(vocabulary.KINDS, row["kind"])
        for row in ordered.to_dict("records")
    }


def _answer(row: pd.Series, found: standing.Standing) -> str:
    """Return how many are listed, of how many, and when."""
    n = int(row["n_listed"])
    if not n and found.official_count is None:
        text = _("**No State** is listed by name, and no count was published.")
    elif found.official_count is None:
        text = ngettext(
            "**{n} State** is listed by name; no count was published.",
            "**{n} States** are listed by name; no count was published.",
            n,
        )
    else:
        text = ngettext(
            "**{n} State** is listed by name; the official count is **{official}**.",
            "**{n} States** are listed by name; the official count is **{official}**.",
            n,
        )
    official = "" if found.official_count is None else i18n.number(found.official_count)
    text = text.format(n=i18n.number(n), official=official)
    if found.as_of is None:
        return text
    return (
        text + " " + _("The roster is that of {when}.").format(when=i18n.partial_date(found.as_of))
    )


def _facts(row: pd.Series, rosters: pd.DataFrame) -> None:
    """Draw what the instrument is, in a few lines."""
    roles = str(row["counted_roles"]).split("|") if pd.notna(row["counted_roles"]) else []
    facts = {
        _("Kind"): vocabulary.word(vocabulary.KINDS, str(row["kind"])),
        _("Subject"): _known(row["domain"], vocabulary.DOMAINS),
        _("Opened or adopted"): i18n.partial_date(row["date_text"]),
        _("Host, depositary or body"): _(str(row["host"])) if pd.notna(row["host"]) else "—",
        _("Roster"): vocabulary.word(vocabulary.ROSTER_STATUSES, str(row["roster_status"])),
        _("Accession"): vocabulary.word(vocabulary.OPEN, str(row["open_to_new_members"])),
        _("Who counts as listed"): i18n.listing(
            [vocabulary.word(vocabulary.ROLES, role) for role in roles]
        )
        or "—",
    }
    st.markdown(" · ".join(f":gray[{name}:] {value}" for name, value in facts.items()))
    if pd.notna(row["snapshot_of"]):
        later = rosters[rosters["instrument_id"] == row["snapshot_of"]].iloc[0]
        st.markdown(
            _("This is an earlier state of {link}.").format(
                link=f"[{_(later['short_name'])}]({_address(str(row['snapshot_of']))})"
            )
        )


def _known(value: object, words: dict[str, str]) -> str:
    """Return a value in words, a dash where it is not known."""
    return vocabulary.word(words, value) if isinstance(value, str) else "—"


def _address(key: str) -> str:
    """Return the address of a roster's own page, in the language spoken."""
    query = "" if i18n.language() == i18n.DEFAULT else f"&lang={i18n.language()}"
    return f"instruments?part=roster&instrument={key}{query}"


def _columns(*, has_groups: bool = True) -> dict[str, str]:
    """Return the columns of a list of States with their headings."""
    return {
        "name": _("State"),
        **({"group": _("Regional group")} if has_groups else {}),
        "position": _("Position"),
        "role": _("Role"),
        "since": _("Since"),
        "name_as_listed": _("Listed as"),
        "confidence": _("Source is"),
        "source": _("Source"),
        "dossier": _("Dossier"),
    }


def _links() -> dict[str, object]:
    """Return the configuration of the columns that hold addresses."""
    return {_("Source"): show.link(_("open")), _("Dossier"): show.link(_("open"))}


def _made(found: standing.Standing) -> tuple[pd.DataFrame, pd.DataFrame, go.Figure]:
    """Return the UN members and the others in words, and the members as a chart."""
    facts = current_facts()
    everybody, evidence, tiles = (
        getattr(facts, table) for table in ("states", "evidence", "tiles")
    )
    members, others = (
        standings.rows(found, everybody, evidence, is_member=one) for one in (True, False)
    )
    marks = standings.on_map(members, everybody)
    return members, others, world.tiles(marks, tiles, categories=standings.categories(found))


def _world(found: standing.Standing, members: pd.DataFrame, chart: go.Figure, summary: str) -> None:
    """Draw the UN members, a tile each."""
    show.figure(
        chart,
        key="roster_world",
        title=_("UN members on this roster"),
        table=members,
        columns=_columns(),
        config=_links(),
        evidence={found.evidence_id, *found.states["evidence_id"].dropna()},
        summary=summary,
    )


def _joining(curve: succession.Curve, found: standing.Standing) -> None:
    """Draw the growth of the roster, where more than one day is known."""
    points = curve.totals
    if len(points) < 2:
        return
    words = (
        _("{day}: {n} listed, {new} new"),
        _("By {day}: {n} listed, {new} new since the day before on this chart"),
    )
    hover = [
        words[not row["is_exact"]].format(
            day=i18n.day(row["joined_date"]), n=row["n_cumulative"], new=row["n_joined"]
        )
        for row in points.to_dict("records")
    ]
    last = points.iloc[-1]
    n_undated = sum(len(names) for names in curve.left_out["iso3"])
    note = ngettext(
        "{n} State joined on a day that is not known, and is not drawn.",
        "{n} States joined on days that are not known, and are not drawn.",
        n_undated,
    ).format(n=i18n.number(n_undated))
    show.figure(
        draw.curve(
            points,
            exact=_("Joined on that day"),
            bounded=_("Joined by that day"),
            hover=hover,
            n_official=found.official_count,
        ),
        key="roster_joining",
        title=_("Joining over time"),
        table=points.assign(day=points["joined_date"].map(i18n.day)),
        columns={"day": _("Joined by"), "n_joined": _("New"), "n_cumulative": _("Listed")},
        evidence={found.evidence_id, *found.states["evidence_id"].dropna()},
        summary=_("From {first} to {last} the roster grew to {n} States.").format(
            first=i18n.day(points.iloc[0]["joined_date"]),
            last=i18n.day(last["joined_date"]),
            n=i18n.number(last["n_cumulative"]),
        ),
        note=note if n_undated else None,
    )


def _lists(found: standing.Standing, members: pd.DataFrame, others: pd.DataFrame) -> None:
    """Show who is listed; who is named otherwise; and the participants that are no UN members."""
    is_listed = members["category"] == "listed"
    is_named = members["role"] != ""
    parts = (
        ("roster_listed", _("UN members listed"), members[is_listed]),
        ("roster_named", _("UN members named otherwise"), members[is_named & ~is_listed]),
        ("roster_others", _("Not UN members"), others),
    )
    documents = found.states.set_index("iso3")["evidence_id"]
    for key, title, rows in parts:
        if len(rows):
            show.table(
                rows,
                key=key,
                title=f"{title} ({i18n.number(len(rows))})",
                evidence={found.evidence_id, *documents.reindex(rows["iso3"]).dropna()},
                columns=_columns(has_groups=bool(rows["group"].notna().any())),
                config=_links(),
            )


def _versions(key: str) -> None:
    """Show what changed since the earlier states of the roster."""
    facts = current_facts()
    names = states.names(facts.states)
    held = facts.recall(record.roster_versions, key).versions
    if held.empty:
        return
    show.table(
        held.assign(
            day=held["as_of"].map(i18n.partial_date),
            status=[
                vocabulary.word(vocabulary.ROSTER_STATUSES, status)
                for status in held["roster_status"]
            ],
            n_joined=held["joined"].map(len),
            n_gone=held["gone"].map(len),
            page=held["instrument_id"].map(_address),
        ),
        key="roster_versions",
        title=_("Earlier states of this roster"),
        evidence=held["evidence_id"],
        columns={
            "day": _("As of"),
            "status": _("Roster"),
            "n_listed": _("Listed then"),
            "n_kept": _("Still listed"),
            "n_joined": _("Joined since"),
            "n_gone": _("No longer listed"),
            "page": _("Its page"),
        },
        config={_("Its page"): show.link(_("open"))},
        note="  \n".join(_changes(row, names) for row in held.to_dict("records")),
    )


def _changes(row: dict[Hashable, Any], names: dict[str, str]) -> str:
    """Return who joined and who is gone since an earlier state, by name."""
    joined, gone = (
        i18n.listing(sorted((names[key] for key in row[part]), key=i18n.sorting)) or "—"
        for part in ("joined", "gone")
    )
    return _("Since {when}: joined {joined}; no longer listed {gone}.").format(
        when=i18n.partial_date(row["as_of"]), joined=joined, gone=gone
    )


def _stances(key: str) -> None:
    """Show what is documented of States beside the roster."""
    facts = current_facts()
    everybody, stances, evidence = (
        getattr(facts, table) for table in ("states", "stances", "evidence")
    )
    held = stances[stances["instrument_id"] == key]
    if held.empty:
        return
    named = states.with_names(held, everybody)
    show.table(
        named.assign(
            day=named["date_text"].map(i18n.partial_date),
            fact=[vocabulary.word(vocabulary.STANCES, fact) for fact in named["fact"]],
            confidence=[vocabulary.word(vocabulary.CONFIDENCES, c) for c in named["confidence"]],
            source=named["evidence_id"].map(evidence.set_index("evidence_id")["url"]),
            dossier=states.dossiers(named["iso3"]),
        ),
        key="roster_stances",
        title=_("What else is documented"),
        evidence=held["evidence_id"],
        columns={
            "name": _("State"),
            "fact": _("What"),
            "day": _("When"),
            "confidence": _("Source is"),
            "source": _("Source"),
            "dossier": _("Dossier"),
        },
        config=_links(),
    )
