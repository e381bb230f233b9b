"""The world on one roster or roll call: as tiles, as a map, as a list, and by regional group."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics import record
from analytics.record import coalition, representation, standing
from dashboard import ask, choices, i18n, once, show, standings, states, theme
from dashboard.figures import representation as draw
from dashboard.figures import world
from dashboard.i18n import _, ngettext, vocabulary
from data.facts import Facts, current_facts


def part(found: coalition.Coalition, table: pd.DataFrame) -> None:
    """Draw the part of the page on one thing that the reader chooses.

    Parameters
    ----------
    found : Coalition
        Its last summit text is shown at first.
    table : DataFrame
        Table ``states``.
    """
    facts = current_facts()
    show.heading(_("The world on one text or vote"))
    last = found.succession.texts["instrument_id"].iloc[-1]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        options = _choices(facts)
        key = ask.one(_("Text or vote"), options, key="of", default=last)
        views = {"tiles": _("Tiles"), "map": _("Map"), "list": _("List")}
        view = ask.switch(_("Shown as"), views, key="as")
    stand = _standing(facts, key)
    _world(stand, options[key], view, table)
    _regions(stand, options[key])


def _choices(facts: Facts) -> dict[str, str]:
    """Return what can be chosen, in words."""
    tables = (getattr(facts, name) for name in ("instruments", "rollcalls", "topics"))
    return once.in_words(("choices",), lambda: choices.in_words(*tables))


def _standing(facts: Facts, key: str) -> standing.Standing:
    """Return where States stand on what was chosen."""
    instruments = facts.instruments
    if key in set(instruments["instrument_id"]):
        return facts.recall(record.roster, key)
    return facts.recall(record.rollcall, key)


def _world(stand: standing.Standing, title: str, view: str, table: pd.DataFrame) -> None:
    """Draw the UN members, and name the others."""
    members, others = once.in_words(("standing", stand.key), lambda: _rows(stand, table))
    shown: dict[str, Any] = {
        "key": "world",
        "title": title,
        "columns": _columns(stand),
        "config": {_("Source"): show.link(_("open")), _("Dossier"): show.link(_("open"))},
        "evidence": {stand.evidence_id, *stand.states["evidence_id"].dropna()},
        "note": _status(stand),
    }
    rows = pd.concat([members, others])
    if view == "list":
        show.table(rows, height=560, **shown)
    else:
        chart = once.in_words(
            ("world", stand.key, view), lambda: _chart(stand, view, members, table)
        )
        show.figure(chart, table=rows, summary=f"{title}: {_tally(stand)}", **shown)
    if len(others):
        named = [f"{row['name']} ({row['position']})" for row in others.to_dict("records")]
        st.markdown(_("Not UN members: {names}.").format(names=i18n.listing(named)))
    for note in standings.notes(stand):
        show.unknown(note)


def _rows(stand: standing.Standing, table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the UN members and the others, in words."""
    facts = current_facts()
    evidence = facts.evidence
    members = standings.rows(stand, table, evidence, is_member=True)
    return members, standings.rows(stand, table, evidence, is_member=False)


def _chart(
    stand: standing.Standing, view: str, members: pd.DataFrame, table: pd.DataFrame
) -> go.Figure:
    """Return the world as tiles or as a map."""
    facts = current_facts()
    marks, categories = standings.on_map(members, table), standings.categories(stand)
    if view == "map":
        boundaries = facts.boundaries
        return world.outlines(marks, boundaries, categories=categories)
    return world.tiles(marks, facts.tiles, categories=categories)


def _columns(stand: standing.Standing) -> dict[str, str]:
    """Return the columns of the list with their headings."""
    columns = {"name": _("State"), "group": _("Regional group"), "position": _("Position")}
    if stand.kind == "roster":
        columns |= {"role": _("Role"), "since": _("Since"), "name_as_listed": _("Listed as")}
    more = {"confidence": _("Source is"), "source": _("Source"), "dossier": _("Dossier")}
    return columns | more


def _tally(stand: standing.Standing) -> str:
    """Return how many UN members stand where, in one line."""
    labels = {category.key: category.label for category in standings.categories(stand)}
    return i18n.listing(
        [
            f"{labels[key]} {i18n.number(n)}"
            for key, n in zip(stand.counts["category"], stand.counts["n_members"], strict=True)
            if key in labels
        ]
    )


def _status(stand: standing.Standing) -> str:
    """Return how the roster or roll call is known."""
    if stand.kind == "rollcall":
        return vocabulary.word(vocabulary.ROLLCALL_STATUSES, stand.roster_status)
    status = vocabulary.word(vocabulary.ROSTER_STATUSES, stand.roster_status)
    day = i18n.partial_date(stand.as_of)
    if stand.official_count is None:
        return _("{status}; as of {day}. Not listed is not opposed.").format(status=status, day=day)
    text = ngettext(
        "{status}; as of {day}; {n} member as published. Not listed is not opposed.",
        "{status}; as of {day}; {n} members as published. Not listed is not opposed.",
        stand.official_count,
    )
    return text.format(status=status, day=day, n=i18n.number(stand.official_count))


def _regions(stand: standing.Standing, title: str) -> None:
    """Draw how the regional groups are represented."""
    counts = "Y" if stand.kind == "rollcall" else "listed"
    words = vocabulary.POSITIONS if stand.kind == "rollcall" else vocabulary.LISTINGS
    counted = vocabulary.word(words, counts)
    found, rows, chart = once.in_words(("regions", stand.key), lambda: _balanced(stand, counts))
    show.figure(
        chart,
        key="regions",
        title=_("By regional group: {text}").format(text=title),
        table=rows,
        columns={
            "label": _("Regional group"),
            "n": counted,
            "n_unknown": _("Not known"),
            "n_members": _("Members of the group"),
            "share_pct": _("Share of the group (%)"),
            "n_proportional": _("In proportion"),
            "n_gap": _("Beyond or short of that"),
            "representation_ratio": _("Times its share"),
            "chance_pct": _("By chance alone (%)"),
            "stand_word": _("So"),
        },
        evidence=[stand.evidence_id],
        summary=_balance(found),
        note=_balance_note(found),
    )


def _balanced(
    stand: standing.Standing, counts: str
) -> tuple[representation.Representation, pd.DataFrame, go.Figure]:
    """Return how the groups are represented: in figures, in words and as a chart."""
    found = representation.of_standing(stand, category=counts)
    rows = _group_rows(found)
    chart = draw.bars(
        rows,
        categories=_stands(),
        unknown=_("Not known"),
        overall_pct=found.share_pct if found.is_known else None,
        overall=_("All members: {share}%").format(share=i18n.number(found.share_pct)),
    )
    return found, rows, chart


def _group_rows(found: representation.Representation) -> pd.DataFrame:
    """Return the regional groups in words, for the chart and its table."""
    rows = found.groups.rename(columns={"stand": "category"})
    rows["label"] = rows["un_region_group_code"].map(states.group_names())
    rows["stand_word"] = [vocabulary.word(vocabulary.STANDS, key) for key in rows["category"]]
    rows["chance_pct"] = (100 * rows["chance"]).round(1)
    rows["note"] = [_group_note(row) for row in rows.to_dict("records")]
    rows["hover"] = rows["note"]
    return rows


def _group_note(row: dict[Hashable, Any]) -> str:
    """Return what stands behind a group's bar."""
    words = {"n": i18n.number(row["n"]), "members": i18n.number(row["n_members"])}
    if row["category"] != "unknown":
        return _("{n} of {members}; in proportion {proportional}").format(
            proportional=i18n.number(row["n_proportional"], decimals=1), **words
        )
    text = _("{n} of {members} named") if row["n_unknown"] else _("{n} of {members}")
    return text.format(**words)


def _stands() -> list[theme.Category]:
    """Return how a group can stand beside its share of the membership, in words."""
    return [
        theme.Category(
            key,
            vocabulary.word(vocabulary.STANDS, key),
            style.colour,
            style.pattern,
            style.text_colour,
        )
        for key, style in theme.STAND_STYLES.items()
    ]


def _balance(found: representation.Representation) -> str:
    """Return which groups are represented beyond chance, in a sentence or two."""
    if not found.n:
        return _("No UN member is counted here.")
    if not found.is_known:
        return _("Which group is under-represented cannot be said: too much is not known.")
    under, over = (_named(found.groups, stand) for stand in ("under", "over"))
    if not under and not over:
        return _("Every group is represented as chance could bring.")
    words = (
        _("Fewer than chance would bring: {groups}.").format(groups=under) if under else "",
        _("More than chance would bring: {groups}.").format(groups=over) if over else "",
    )
    return " ".join(filter(None, words))


def _balance_note(found: representation.Representation) -> str:
    """Return which groups are represented beyond chance, and what chance means."""
    if not found.is_known:
        return _balance(found)
    return (
        _balance(found)
        + " "
        + _("Chance is what would come if region played no part in who is counted.")
    )


def _named(groups: pd.DataFrame, stand: str) -> str:
    """Return the groups that stand so, with what they have."""
    names = states.group_names()
    return i18n.listing(
        [
            _("{group} ({n} of {members}; in proportion {proportional})").format(
                group=names[row["un_region_group_code"]],
                n=i18n.number(row["n"]),
                members=i18n.number(row["n_members"]),
                proportional=i18n.number(row["n_proportional"], decimals=1),
            )
            for row in groups[groups["stand"] == stand].to_dict("records")
        ]
    )
