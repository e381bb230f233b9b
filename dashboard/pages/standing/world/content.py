"""The world on one roster or roll call: as tiles, as a map, as a list, and by regional group."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics import record
from analytics.record import representation, standing
from dashboard import i18n, theme
from dashboard.blocks import Block, Blocks, Chart, Link, Table, Text, Unknown
from dashboard.figures import world
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.pages.standing.world import figures as draw
from dashboard.words import choices, standing_in_words, states
from data.facts import Facts

EVERYWHERE = "world"
"""What is looked at until a region is chosen."""

LETTERS_PX = 10
NEAR_LETTERS_PX = 15


def options(facts: Facts) -> dict[str, str]:
    """Return what can be chosen, texts and votes, by key in words."""
    return choices.texts_and_votes(facts.instruments, facts.rollcalls, facts.topics)


def regions() -> dict[str, str]:
    """Return the parts of the world that can be looked at from near, all of it first."""
    return {EVERYWHERE: _("The whole world")} | {
        key: vocabulary.word(vocabulary.M49_REGIONS, key) for key in world.FRAMES
    }


def blocks(facts: Facts, key: str, view: str, region: str = EVERYWHERE) -> Blocks:
    """Return where the world stands on a text or vote, and how regional groups are represented.

    Parameters
    ----------
    facts : Facts
    key : str
        Of an instrument or a roll call: one of `options`.
    view : str
        How the world is shown: ``tiles``, ``map`` or ``list``.
    region : str
        What is looked at from near: one of `regions`. A list names its States alone; what is
        counted stays whole.
    """
    is_roster = key in set(facts.instruments["instrument_id"])
    stand = facts.recall(record.roster if is_roster else record.rollcall, key)
    title = options(facts)[key]
    return (*_world(facts, stand, title, view, region), _regions(stand, title))


def _world(facts: Facts, stand: standing.Standing, title: str, view: str, region: str) -> Blocks:
    """Return the UN members as a chart or a list, and the names of the others."""
    members, others = (
        standing_in_words.rows(stand, facts.states, facts.evidence, is_member=is_member)
        for is_member in (True, False)
    )
    shown: dict[str, Any] = {
        "key": "world",
        "title": title,
        "table": pd.concat([members, others]),
        "columns": _columns(stand),
        "styles": {_("Source"): Link(_("open")), _("Dossier"): Link(_("open"))},
        "evidence": tuple({stand.evidence_id, *stand.states["evidence_id"].dropna()}),
        "note": _status(stand),
    }
    world_block: Block
    if view == "list":
        here = _near(facts, region)
        listed = shown["table"]
        near = listed[listed["iso3"].isin(here)] if here else listed
        world_block = Table(height=560, **(shown | {"table": near}))
    else:
        chart = _chart(facts, stand, view, members, region)
        world_block = Chart(figure=chart, summary=f"{title}: {_alt_text(stand)}", **shown)
    named = [f"{row['name']} ({row['position']})" for row in others.to_dict("records")]
    apart = _("Not UN members: {names}.").format(names=i18n.listing(named))
    return (
        world_block,
        *([Text(apart)] if named else []),
        *(Unknown(note) for note in standing_in_words.notes(stand)),
    )


def _chart(
    facts: Facts, stand: standing.Standing, view: str, members: pd.DataFrame, region: str
) -> go.Figure:
    """Return the world, or a part of it, as tiles or as a map."""
    marks, categories = (
        standing_in_words.on_map(members, facts.states),
        standing_in_words.categories(stand),
    )
    if view == "map":
        frame = world.FRAMES.get(region)
        return world.outlines(marks, facts.boundaries, categories=categories, frame=frame)
    here = _near(facts, region)
    size = NEAR_LETTERS_PX if here else LETTERS_PX
    return world.tiles(marks, facts.tiles, categories=categories, text_size=size, near=here)


def _near(facts: Facts, region: str) -> frozenset[str]:
    """Return the States of a part of the world; none for all of it."""
    held = facts.states
    return frozenset(held.loc[(held["m49_region"] == region).to_numpy(dtype=bool), "iso3"])


def _columns(stand: standing.Standing) -> dict[str, str]:
    """Return the columns of the list with their headings."""
    columns = {"name": _("State"), "group": _("Regional group"), "position": _("Position")}
    if stand.kind == "roster":
        columns |= {"role": _("Role"), "since": _("Since"), "name_as_listed": _("Listed as")}
    more = {"confidence": _("Source is"), "source": _("Source"), "dossier": _("Dossier")}
    return columns | more


def _alt_text(stand: standing.Standing) -> str:
    """Return how many UN members stand where, in one line for who cannot see the chart."""
    labels = {category.key: category.label for category in standing_in_words.categories(stand)}
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


def _regions(stand: standing.Standing, title: str) -> Chart:
    """Return how the regional groups are represented."""
    counts = "Y" if stand.kind == "rollcall" else "listed"
    words = vocabulary.POSITIONS if stand.kind == "rollcall" else vocabulary.LISTINGS
    found = representation.of_standing(stand, category=counts)
    rows = _group_rows(found)
    return Chart(
        key="regions",
        title=_("By regional group: {text}").format(text=title),
        figure=draw.bars(
            rows,
            categories=_stands(),
            unknown=_("Not known"),
            overall_pct=found.share_pct if found.is_known else None,
            overall=_("All members: {share}%").format(share=i18n.number(found.share_pct)),
        ),
        table=rows,
        columns={
            "label": _("Regional group"),
            "n": vocabulary.word(words, counts),
            "n_unknown": _("Not known"),
            "n_members": _("Members of the group"),
            "share_pct": _("Share of the group (%)"),
            "n_proportional": _("In proportion"),
            "n_gap": _("Beyond or short of that"),
            "representation_ratio": _("Times its share"),
            "chance_pct": _("By chance alone (%)"),
            "stand_word": _("Beside its share"),
        },
        evidence=(stand.evidence_id,),
        summary=_balance_sentence(found),
        note=_balance_note(found),
    )


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


def _balance_sentence(found: representation.Representation) -> str:
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
        return _balance_sentence(found)
    return (
        _balance_sentence(found)
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
