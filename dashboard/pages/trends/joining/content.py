"""Who joined a text by region: a sentence, and the stairs of the regional groups."""

from __future__ import annotations

import pandas as pd

from analytics import record
from analytics.record import joining_curve
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Finding, Unknown
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.pages.trends import figures as draw
from dashboard.words import choices, states
from data.facts import Facts

TEXT = "reaim_2026_pathways"
"""The text that is shown at first."""

MIN_DAYS = 2
"""Texts joined on a single day have no curve."""

NO_TEXTS = ("organisation", "regional_group")
"""Kinds of instruments that are groups of States, not texts."""


def texts(facts: Facts) -> dict[str, str]:
    """Return the texts whose joining has dates: those nearest to military AI first."""
    instruments, memberships = facts.instruments, facts.memberships
    n_days = memberships.groupby("instrument_id", observed=True)["since_to"].nunique()
    place = {name: i for i, name in enumerate(choices.NEAR_DOMAINS)}
    dated = instruments[
        instruments["instrument_id"].map(n_days).fillna(0).ge(MIN_DAYS)
        & instruments["snapshot_of"].isna()
        & ~instruments["kind"].isin(NO_TEXTS)
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


def first_text(facts: Facts) -> str:
    """Return the key of the text that is shown at first: the first one if `TEXT` has no dates."""
    keys = list(texts(facts))
    return TEXT if TEXT in keys else keys[0]


def blocks(facts: Facts, key: str) -> Blocks:
    """Return who joined a text, in a sentence and as stairs; the sentence first.

    Parameters
    ----------
    facts : Facts
    key : str
        Of a text: one of `texts`.
    """
    curve = facts.recall(record.curve, key)
    rows, names = stairs(curve)
    if rows.empty:
        return (Unknown(_("For this text no day of joining is on record.")),)
    instruments, memberships = facts.instruments, facts.memberships
    text = _(dict(zip(instruments["instrument_id"], instruments["short_name"], strict=True))[key])
    said = finding_sentence(curve, rows, text)
    listed = memberships["instrument_id"] == key
    chart = Chart(
        key="trends_joining",
        title=_("{text}: States by regional group").format(text=text),
        figure=draw.lines(rows, names=names, axis=_("Listed States"), is_stair=True),
        table=rows,
        columns={
            "day": _("Joined by"),
            "group": _("Regional group"),
            "n_joined": _("New"),
            "y": _("Listed"),
        },
        evidence=tuple(memberships.loc[listed, "evidence_id"].dropna().unique()),
        summary=said.replace("**", ""),
        note=note(curve),
    )
    return (Finding(said), chart)


def stairs(curve: joining_curve.JoiningCurve) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the stairs of the regional groups, and their names with what they reached."""
    named = states.group_names()
    points = curve.stairs()
    reached = points.groupby("un_region_group_code")["n_cumulative"].max()
    reached = reached.sort_values(ascending=False)
    names = {str(code): f"{named[str(code)]}: {n}" for code, n in reached.items()}
    rows = pd.DataFrame(
        {
            "key": points["un_region_group_code"],
            "group": points["un_region_group_code"].map(named),
            "x": points["joined_date"],
            "y": points["n_cumulative"],
            "n_joined": points["n_joined"],
        }
    )
    rows["day"] = rows["x"].map(i18n.day)
    rows["hover"] = [
        _("{group}, {day}: {n} listed").format(group=row["group"], day=row["day"], n=row["y"])
        for row in rows.to_dict("records")
    ]
    return rows, names


def finding_sentence(curve: joining_curve.JoiningCurve, rows: pd.DataFrame, text: str) -> str:
    """Return how many joined, from when to when, and which group leads."""
    total = curve.totals
    ends = rows.drop_duplicates("key", keep="last")
    most = ends["y"].max()
    leading = sorted(ends.loc[ends["y"] == most, "group"])
    n = int(total["n_cumulative"].max())
    return ngettext(
        "**{n} State** joined {text} between {first} and {last}; the largest group among them, "
        "with {most}: {groups}.",
        "**{n} States** joined {text} between {first} and {last}; the largest group among them, "
        "with {most}: {groups}.",
        n,
    ).format(
        n=i18n.number(n),
        text=text,
        first=i18n.day(total["joined_date"].min()),
        last=i18n.day(total["joined_date"].max()),
        groups=i18n.listing([f"**{group}**" for group in leading]),
        most=i18n.number(most),
    )


def note(curve: joining_curve.JoiningCurve) -> str | None:
    """Return how many cannot be drawn, and why; nothing where all are."""
    n_undated = sum(len(names) for names in curve.left_out["iso3"])
    n_apart = curve.n_ungrouped
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
