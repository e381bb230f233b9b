"""How far groups vote as one: a sentence, and their lines beside that of the whole house."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analytics import agreement, record, resampling
from analytics.agreement import cohesion
from analytics.ideal_points import ranking
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Finding, Unknown
from dashboard.i18n import _, ngettext
from dashboard.pages.trends import figures as draw
from dashboard.words import positions_in_words
from data import domains
from data.facts import Facts

ISSUE = "all"
GROUPS = ("eu", "au", "asean")
"""The subject and the groups that are shown at first."""

NOT_GROUPS = ("un",)
HOUSE = "house"
FIRST_YEAR = 1990
"""Lines begin here: of most groups only today's members are known."""


def groups(facts: Facts) -> dict[str, str]:
    """Return the groups of States by name."""
    instruments = facts.instruments
    held = instruments[
        instruments["kind"].isin(domains.BLOC_KINDS)
        & ~instruments["instrument_id"].isin(NOT_GROUPS)
        & (instruments["roster_use"] == "full")
    ]
    names = {str(k): _(n) for k, n in zip(held["instrument_id"], held["short_name"], strict=True)}
    return dict(sorted(names.items(), key=lambda pair: i18n.sorting(pair[1])))


def nothing_chosen() -> Blocks:
    """Return what is shown while no group is chosen."""
    return (Unknown(_("Choose at least one group.")),)


def blocks(facts: Facts, issue: str, chosen: tuple[str, ...]) -> Blocks:
    """Return how far groups vote as one, in a sentence and as lines; the sentence first.

    Parameters
    ----------
    facts : Facts
    issue : str
        The subject: one of `positions_in_words.ISSUES`.
    chosen : tuple of str
        Some of `groups`, in the order of their lines.
    """
    options = groups(facts)
    found = facts.recall(agreement.cohesion_on, positions_in_words.topic(issue), tuple(options))
    asked = {key: options[key] for key in chosen if key in options}
    rows, names = lines(found, asked)
    shown = rows[rows["key"].isin(list(names))]
    said = finding_sentence(shown, asked)
    chart = Chart(
        key="trends_unity",
        title=_("How far groups vote as one"),
        figure=draw.lines(shown, names=names, axis=_("Agreement index"), top=1.02, muted=HOUSE),
        table=shown,
        columns={
            "session": _("Session"),
            "group": _("Group"),
            "y": _("Agreement index"),
            "q05": _("Interval from"),
            "q95": _("Interval to"),
            "n_rollcalls": _("Divided votes"),
            "n_texts": _("Texts"),
            "n_members": _("Members"),
        },
        evidence=tuple(facts.recall(record.plenary_documents)),
        summary=said.replace("**", ""),
        note=note(found, asked),
    )
    return (Finding(said), chart)


def lines(
    found: cohesion.Cohesion, names: Mapping[str, str]
) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the lines of groups and of the whole house, and their names."""
    held = found.by_session.assign(
        key=found.by_session["instrument_id"], y=found.by_session["cohesion"]
    )
    house = held.drop_duplicates("session_number").assign(key=HOUSE, q05=None, q95=None)
    house = house.assign(y=house["house"], n_members=None)
    rows = pd.concat([held, house.astype({"q05": float, "q95": float, "n_members": float})])
    rows = rows.sort_values(["key", "session_number"], ignore_index=True)
    undated = undated_members(found)
    labels = {
        key: _("{group}, today's members").format(group=name) if key in undated else name
        for key, name in names.items()
        if (rows["key"] == key).any()
    } | {HOUSE: _("All States")}
    rows["x"] = rows["session_number"] + ranking.FIRST_YEAR
    rows = rows[rows["x"] >= FIRST_YEAR].reset_index(drop=True)
    rows["group"] = rows["key"].map(labels)
    rows["session"] = rows["session_number"].map(positions_in_words.session)
    rows["hover"] = [
        _("{group}, {session}: {value} (divided votes: {n}; texts: {texts})").format(
            group=row["group"],
            session=row["session"],
            value=_with_interval(row),
            n=row["n_rollcalls"],
            texts=row["n_texts"],
        )
        for row in rows.to_dict("records")
    ]
    return rows.round({"y": 3, "q05": 3, "q95": 3, "n_members": 1}), labels


def finding_sentence(rows: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Return how far each group named voted as one in the last session."""
    last = rows[(rows["session_number"] == rows["session_number"].max())]
    held = last[last["key"].isin(list(names))].sort_values("y", ascending=False)
    house = last.loc[last["key"] == HOUSE]
    if held.empty:
        return _("None of these groups voted on enough divided texts in the last session.")
    return _(
        "In {session}, on a scale from 0 (split evenly) to 1 (as one), unity on divided votes was "
        "{values}; that of all States {house}."
    ).format(
        session=held["session"].iloc[0],
        values=i18n.listing(
            [
                _("**{state}** ({place})").format(
                    state=names[row["key"]], place=_with_interval(row)
                )
                for row in held.to_dict("records")
            ]
        ),
        house=positions_in_words.decimal(house["y"].iloc[0]),
    )


def note(found: cohesion.Cohesion, names: Mapping[str, str]) -> str:
    """Return what the figures are, and how the members of the groups named were read."""
    text = _(
        "Agreement index of Hix, Noury and Roland, the mean over votes that divided the house (at "
        "least 5% outside the largest camp) in which at least {n} members voted; absence is not "
        "a side. Intervals of 90% from drawing the texts again; none where fewer than {least} "
        "texts divided the house."
    ).format(n=found.min_voters, least=resampling.MIN_TEXTS)
    undated = {key: n for key, n in undated_members(found).items() if key in names}
    if not undated:
        return text + " " + _("Members are those on the day of each vote.")
    return (
        text
        + " "
        + _(
            "The day of joining is not on record for {groups}: there, today's members stand in for "
            "those of earlier years. Otherwise members are those on the day of each vote."
        ).format(
            groups=i18n.listing(
                [
                    ngettext("{n} member of {group}", "{n} members of {group}", n).format(
                        n=i18n.number(n), group=names[key]
                    )
                    for key, n in undated.items()
                ]
            )
        )
    )


def undated_members(found: cohesion.Cohesion) -> dict[str, int]:
    """Return of how many members of a group the day of joining is not on record."""
    told = found.groups.set_index("instrument_id")["n_undated"]
    return {str(key): int(n) for key, n in told.items() if n}


def _with_interval(row: Mapping[Hashable, Any]) -> str:
    """Return a figure with its interval, if it has one."""
    if pd.isna(row["q05"]):
        return positions_in_words.decimal(row["y"])
    return _("{value}, {low} to {high}").format(
        value=positions_in_words.decimal(row["y"]),
        low=positions_in_words.decimal(row["q05"]),
        high=positions_in_words.decimal(row["q95"]),
    )
