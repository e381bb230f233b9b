"""Trends in words: joining by region, States that moved, groups that vote as one."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analytics import resampling
from analytics.agreement import cohesion
from analytics.ideal_points import drift, placing
from analytics.record import succession
from dashboard import choices, i18n, placings
from dashboard import states as naming
from dashboard.i18n import _, mark, ngettext, vocabulary

PARTS = {
    "joining": mark("Joining by region"),
    "moves": mark("Who moved"),
    "cohesion": mark("Unity of groups"),
}

MIN_DAYS = 4
"""Texts joined on fewer days have no curve to speak of."""

DEFAULT_TEXT = "tpnw"
DEFAULT_GROUPS = ("eu", "au", "asean")
GROUP_KINDS = ("organisation", "regional_group")
NOT_GROUPS = ("un",)
N_SHOWN = 20
HOUSE = "house"
FIRST_YEAR = 1990
"""Lines begin here: of most groups only today's members are known."""


def parts() -> dict[str, str]:
    """Return the parts of the page in the language spoken."""
    return {key: _(text) for key, text in PARTS.items()}


def texts(instruments: pd.DataFrame, memberships: pd.DataFrame) -> dict[str, str]:
    """Return the texts whose joining has dates: those nearest to military AI first."""
    n_days = memberships.groupby("instrument_id", observed=True)["since_to"].nunique()
    place = {name: i for i, name in enumerate(choices.NEAR_DOMAINS)}
    dated = instruments[
        instruments["instrument_id"].map(n_days).fillna(0).ge(MIN_DAYS)
        & instruments["snapshot_of"].isna()
        & ~instruments["kind"].isin(GROUP_KINDS)
    ]
    ordered = dated.assign(
        place=dated["domain"].astype(object).map(place).fillna(len(place))
    ).sort_values(["place", "short_name"])
    return {
        str(row["instrument_id"]): _(row["short_name"])
        + " · "
        + vocabulary.word(vocabulary.KINDS, row["kind"])
        for row in ordered.to_dict("records")
    }


def groups(instruments: pd.DataFrame) -> dict[str, str]:
    """Return the groups of States by name."""
    held = instruments[
        instruments["kind"].isin(GROUP_KINDS)
        & ~instruments["instrument_id"].isin(NOT_GROUPS)
        & (instruments["roster_use"] == "full")
    ]
    names = {str(k): _(n) for k, n in zip(held["instrument_id"], held["short_name"], strict=True)}
    return dict(sorted(names.items(), key=lambda pair: i18n.sorting(pair[1])))


def stairs(curve: succession.Curve) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the stairs of the regional groups, and their names with what they reached."""
    named = naming.group_names()
    points = curve.points[curve.points["un_region_group_code"].notna()]
    reached = points.groupby("un_region_group_code", observed=True)["n_cumulative"].max()
    reached = reached.sort_values(ascending=False)
    names = {str(code): f"{named[str(code)]}: {n}" for code, n in reached.items()}
    rows = pd.DataFrame(
        {
            "key": points["un_region_group_code"].astype(str),
            "group": points["un_region_group_code"].astype(str).map(named),
            "x": points["joined_date"],
            "y": points["n_cumulative"],
            "n_joined": points["n_joined"],
        }
    )
    last = points["joined_date"].max()
    ends = rows.drop_duplicates("key", keep="last").assign(x=last, n_joined=0)
    rows = pd.concat([rows, ends[~ends["key"].isin(rows["key"][rows["x"] == last])]])
    rows = rows.sort_values(["key", "x"], ignore_index=True)
    rows["day"] = rows["x"].map(i18n.day)
    rows["hover"] = [
        _("{group}, {day}: {n} listed").format(group=row["group"], day=row["day"], n=row["y"])
        for row in rows.to_dict("records")
    ]
    return rows, names


def stairs_answer(curve: succession.Curve, rows: pd.DataFrame, text: str) -> str:
    """Return how many joined, from when to when, and which group leads."""
    total = curve.totals
    ends = rows.drop_duplicates("key", keep="last")
    most = ends["y"].max()
    leading = sorted(ends.loc[ends["y"] == most, "group"])
    return _(
        "**{n} States** joined {text} between {first} and {last}; the largest group among them, "
        "with {most}: {groups}."
    ).format(
        n=i18n.number(total["n_cumulative"].max()),
        text=text,
        first=i18n.day(total["joined_date"].min()),
        last=i18n.day(total["joined_date"].max()),
        groups=i18n.listing([f"**{group}**" for group in leading]),
        most=i18n.number(most),
    )


def stairs_note(curve: succession.Curve) -> str | None:
    """Return how many cannot be drawn, and why; nothing where all are."""
    n_undated = sum(len(names) for names in curve.left_out["iso3"])
    is_grouped = curve.points["un_region_group_code"].notna()
    drawn = curve.points[is_grouped].groupby("un_region_group_code", observed=True)["n_cumulative"]
    n_apart = int(curve.totals["n_cumulative"].max() - drawn.max().sum())
    notes = []
    if n_apart:
        notes.append(
            ngettext(
                "{n} of them is in no regional group, and is not drawn.",
                "{n} of them are in no regional group, and are not drawn.",
                n_apart,
            ).format(n=i18n.number(n_apart))
        )
    if n_undated:
        notes.append(
            ngettext(
                "{n} State joined on a day that is not known, and is not drawn.",
                "{n} States joined on days that are not known, and are not drawn.",
                n_undated,
            ).format(n=i18n.number(n_undated))
        )
    return " ".join(notes) or None


def moves(found: drift.Drift, states: pd.DataFrame) -> pd.DataFrame:
    """Return the States by how far they moved, in words; those beyond chance first."""
    rows = naming.with_names(found.states, states)
    rows = rows.sort_values("is_clear", ascending=False, kind="stable", ignore_index=True)
    rows["clear"] = [_("yes") if is_clear else _("no") for is_clear in rows["is_clear"]]
    rows["hover"] = [
        _(
            "{state}: from {point_from} to {point_to}, a move of {move} ({low} to {high}); its "
            "vote changed on {changed} of {texts} recurring texts"
        ).format(
            state=row["name"],
            point_from=placings.decimal(row["point_from"]),
            point_to=placings.decimal(row["point_to"]),
            move=placings.signed(row["move"]),
            low=placings.signed(row["q05"]),
            high=placings.signed(row["q95"]),
            changed=row["n_changed"],
            texts=row["n_texts"],
        )
        for row in rows.to_dict("records")
    ]
    rows["dossier"] = naming.dossiers(rows["iso3"])
    numbers = ("point_from", "point_to", "move", "q05", "q95")
    return rows.round(dict.fromkeys(numbers, 2))


def moves_answer(found: drift.Drift, rows: pd.DataFrame) -> str:
    """Return who moved beyond chance, from when to when."""
    clear = rows[rows["is_clear"]]
    words = {
        "first": placings.session(found.session_from),
        "last": placings.session(found.session_to),
        "all": i18n.number(len(rows)),
    }
    if clear.empty:
        return _(
            "From {first} to {last}, **none of {all} States** moved against the others beyond "
            "chance."
        ).format(**words)
    return _(
        "From {first} to {last}, **{n} of {all} States** moved against the others beyond chance; "
        "furthest: {names}."
    ).format(
        n=i18n.number(len(clear)),
        names=i18n.listing(
            [
                _("**{state}** ({move})").format(
                    state=row["name"], move=placings.signed(float(row["move"]))
                )
                for row in clear.head(3).to_dict("records")
            ]
        ),
        **words,
    )


def moves_note(found: drift.Drift) -> str:
    """Return what a move means, how sure it is, and where the line hangs together badly."""
    text = _(
        "Position on the line of the page Positions: the United States at the upper end, the "
        "Russian Federation lower; 0 is the mean of the States that voted in the session and 1 "
        "their standard deviation. Only a move against the others is known: votes do not tell "
        "whether all moved together. Drawn are moves beyond chance, with the interval of 90% of "
        "the move; all States are tested at once, so that of those named at most {share} are "
        "false, on average. A changed vote is not yet a changed mind: the text may have changed "
        "under its title."
    ).format(share=placings.percent(drift.MAX_FALSE_SHARE))
    if found.n_bridges:
        return text
    return (
        text
        + " "
        + _(
            "In at least one session between, no text came back that was voted on before: there "
            "only the slowness of States ties the line together, and moves are not certain."
        )
    )


def changes(found: drift.Drift, iso3: str, rollcalls: pd.DataFrame) -> pd.DataFrame:
    """Return the texts on which a State's vote changed, in words."""
    held = found.texts[found.texts["iso3"] == iso3].reset_index(drop=True)
    documents = rollcalls.set_index(rollcalls["rollcall_id"].astype(str))["evidence_id"]
    words = vocabulary.POSITIONS
    return held.assign(
        text=[_(title) for title in held["title"]],
        before=[vocabulary.word(words, vote) for vote in held["vote_before"]],
        since=[vocabulary.word(words, vote) for vote in held["vote_since"]],
        day_before=held["date_before"].map(i18n.day),
        day_since=held["date_since"].map(i18n.day),
        evidence_id=held["rollcall_since"].astype(str).map(documents),
    )


def unity(
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
    rows["x"] = rows["session_number"] + placing.FIRST_YEAR
    rows = rows[rows["x"] >= FIRST_YEAR].reset_index(drop=True)
    rows["group"] = rows["key"].map(labels)
    rows["session"] = rows["session_number"].map(placings.session)
    rows["hover"] = [
        _("{group}, {session}: {value}; {n} divided votes on {texts} texts").format(
            group=row["group"],
            session=row["session"],
            value=_with_interval(row),
            n=row["n_rollcalls"],
            texts=row["n_texts"],
        )
        for row in rows.to_dict("records")
    ]
    return rows.round({"y": 3, "q05": 3, "q95": 3, "n_members": 1}), labels


def unity_answer(rows: pd.DataFrame, names: Mapping[str, str]) -> str:
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
        house=placings.decimal(house["y"].iloc[0]),
    )


def unity_note(found: cohesion.Cohesion, names: Mapping[str, str]) -> str:
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
        return placings.decimal(row["y"])
    return _("{value}, {low} to {high}").format(
        value=placings.decimal(row["y"]),
        low=placings.decimal(row["q05"]),
        high=placings.decimal(row["q95"]),
    )
