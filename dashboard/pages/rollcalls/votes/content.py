"""Who voted how: every State on the map and in the table, and the regional groups beside it."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics import record
from analytics.record import group_votes, standing
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Link
from dashboard.figures import tally, world
from dashboard.i18n import _, ngettext
from dashboard.pages.rollcalls.tally import content as counted
from dashboard.words import resolutions, standing_in_words
from dashboard.words import states as names
from data import domains
from data.facts import Facts

EVERYBODY = "all"
"""No group in particular: what is shown at first."""

WHOLE = "un"
"""The organisation of which every State here is a member: no choice."""

REGIONAL = tuple(f"un_{code.lower()}" for code in standing.REGIONS)
"""Instruments that are the regional groups: each has its bar already."""


def blocks(facts: Facts, key: str, group: str) -> Blocks:
    """Return how every State voted, and how the regional groups did where no vote is unknown.

    Parameters
    ----------
    facts : Facts
    key : str
        Of the roll call.
    group : str
        One of `groups`: States outside it are blank.
    """
    found = facts.recall(record.rollcall, key)
    members = None if group == EVERYBODY else facts.recall(record.group_votes_in, key, group)
    shown = _world(facts, found, members)
    if found.counts.loc[found.counts["category"] == "unknown", "n_members"].any():
        return (shown,)
    return (shown, _by_group(facts, found, members))


def groups(facts: Facts) -> dict[str, str]:
    """Return the groups of which all members are known, in words."""
    held = facts.instruments
    is_group = (
        held["kind"].isin(domains.BLOC_KINDS)
        & held["roster_use"].isin(domains.FULL_USES)
        & held["snapshot_of"].isna()
        & (held["instrument_id"] != WHOLE)
    )
    words = {
        str(row["instrument_id"]): _(str(row["name"]))
        for row in held[is_group.to_numpy(dtype=bool)].to_dict("records")
    }
    ordered = dict(sorted(words.items(), key=lambda pair: i18n.sorting(pair[1])))
    return {EVERYBODY: _("All members of the United Nations")} | ordered


def _world(facts: Facts, found: standing.Standing, group: group_votes.GroupVotes | None) -> Chart:
    """Return every State on a tile, and in a table."""
    row = resolutions.of_key(facts.rollcalls, found.key)
    listed = standing_in_words.rows(found, facts.states, facts.evidence, is_member=True)
    drawn = standing_in_words.on_map(listed, facts.states)
    chart = _tiles(found, group, listed, drawn, facts.tiles)
    counts = found.counts.rename(columns={"n_members": "n"})
    if group is not None:
        listed = listed[listed["iso3"].isin(group.states["iso3"])]
        counts = group.counts
    shown = group.states if group is not None else found.states
    return Chart(
        key="votes",
        title=_("How each State voted on {symbol}").format(symbol=resolutions.symbol(row)),
        figure=chart,
        table=listed,
        columns={
            "name": _("State"),
            "group": _("Regional group"),
            "position": _("Position"),
            "confidence": _("Source is"),
            "source": _("Source"),
            "dossier": _("Dossier"),
        },
        styles={_("Source"): Link(_("open")), _("Dossier"): Link(_("open"))},
        evidence=tuple({found.evidence_id, *shown["evidence_id"].dropna()}),
        summary=counted.tally_sentence(counts),
        note=_note(group, chart.layout.meta["not_drawn"]),
    )


def _tiles(
    found: standing.Standing,
    group: group_votes.GroupVotes | None,
    listed: pd.DataFrame,
    drawn: pd.DataFrame,
    tiles: pd.DataFrame,
) -> go.Figure:
    """Return the tiles, those outside the group without a position."""
    if group is not None:
        is_inside = listed["iso3"].isin(group.states["iso3"])
        drawn["category"] = drawn["category"].where(is_inside, None)
    present = [
        each
        for each in standing_in_words.categories(found)
        if (drawn["category"] == each.key).any()
    ]
    return world.tiles(drawn, tiles, categories=present)


def _note(group: group_votes.GroupVotes | None, not_drawn: list[str]) -> str | None:
    """Return what a reader of the map must know."""
    notes = []
    if group is not None:
        n = len(group.states)
        notes.append(
            ngettext(
                "{n} member of the group had a vote: {votes}",
                "{n} members of the group had a vote: {votes}",
                n,
            ).format(n=i18n.number(n), votes=counted.tally_sentence(group.counts))
        )
        if group.n_undated:
            notes.append(
                ngettext(
                    "Of {n} the day of joining is not known: today's membership stands in for "
                    "that day's.",
                    "Of {n} the day of joining is not known: today's membership stands in for "
                    "that day's.",
                    group.n_undated,
                ).format(n=i18n.number(group.n_undated))
            )
    if not_drawn:
        notes.append(_("Not on the map: {states}.").format(states=i18n.listing(not_drawn)))
    return " ".join(notes) or None


def _by_group(
    facts: Facts, found: standing.Standing, group: group_votes.GroupVotes | None
) -> Chart:
    """Return how the members of each regional group voted, and those of the group chosen."""
    words = names.group_names()
    bars = found.by_region.assign(word=found.by_region["un_region_group_code"].map(words))
    if group is not None and group.group not in REGIONAL:
        rosters = facts.instruments
        name = standing.one_row(rosters, "instrument_id", group.group, "group")["short_name"]
        own = group.counts.assign(word=_(str(name)), n_members=len(group.states))
        bars = pd.concat([own, bars], ignore_index=True)
    bars["label"] = [
        f"{word} ({i18n.number(n)})"
        for word, n in zip(bars["word"], bars["n_members"], strict=True)
    ]
    positions = standing_in_words.position_categories()
    present = [each for each in positions if bars.loc[bars["category"] == each.key, "n"].any()]
    table = bars.pivot_table(index="label", columns="category", values="n", sort=False)
    return Chart(
        key="regions",
        title=_("How each regional group voted"),
        figure=tally.bars(bars, categories=present),
        table=table.reset_index(),
        columns={"label": _("Group"), **{each.key: each.label for each in present}},
        evidence=(found.evidence_id,),
        summary=_most_united_sentence(found),
        note=_note_on_groups(found),
    )


def _note_on_groups(found: standing.Standing) -> str:
    """Return of which day the groups are, and how many States are in none."""
    note = _("Groups are those of today.")
    n = int(found.states["un_region_group_code"].isna().sum())
    if not n:
        return note
    more = ngettext(
        "{n} State that voted is in none of them, and is not drawn.",
        "{n} States that voted are in none of them, and are not drawn.",
        n,
    )
    return f"{note} {more.format(n=i18n.number(n))}"


def _most_united_sentence(found: standing.Standing) -> str:
    """Return in which regional group the largest and the smallest share was in favour."""
    yes = found.by_region[found.by_region["category"] == "Y"]
    ordered = yes.dropna(subset=["share_pct"]).sort_values("share_pct")
    least, most = ordered.iloc[0], ordered.iloc[-1]
    words = names.group_names()
    return _("In favour were {most}% of {first} and {least}% of {last}.").format(
        most=i18n.number(most["share_pct"]),
        first=words[str(most["un_region_group_code"])],
        least=i18n.number(least["share_pct"]),
        last=words[str(least["un_region_group_code"])],
    )
