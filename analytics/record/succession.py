"""Who came, stayed, left, is new or never came over a sequence of texts.

A text whose roster is known only in part speaks for the States it names and for no other: a State
that it does not name may have been on it. Tiers that hang on such a text are marked uncertain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from analytics import roster_status
from analytics.record import standing
from data import domains
from data.errors import AnalysisError

TIERS = ("stayed", "left", "new", "never", "unknown")
"""By the last full text and those before it. stayed: on it and on an earlier one. left: on an
earlier one, not on it. new: on it alone. never: on none. unknown: the last does not tell."""


@dataclass(frozen=True)
class Succession:
    """States over a sequence of texts.

    Attributes
    ----------
    texts : DataFrame
        ``instrument_id, short_name, date_text, as_of, roster_status, is_full, official_count,
        n_listed, n_unknown, evidence_id``: in the order given. ``is_full``: the roster tells of
        every State. ``n_unknown`` counts UN members.
    states : DataFrame
        ``iso3, is_member, un_region_group_code, tier, is_certain``, and a column a text, named by
        its instrument_id, with a category of `roster_status.CATEGORIES`. UN members first.
        ``is_certain`` is false where a text known in part could change the tier.
    tiers : DataFrame
        ``tier, n_members, n_others, n_uncertain, iso3``: a row each of `TIERS`; ``n_uncertain``
        of all of them; ``iso3`` is the tuple of the States.
    flows : DataFrame
        ``text_from, text_to, source, target, n, iso3``: between successive *full* texts, with the
        States behind each ribbon. Source and target are categories.
    left_out : DataFrame
        ``kind, key, reason``. Reasons: ``not_full`` (a text that flows pass over).
    """

    texts: pd.DataFrame
    states: pd.DataFrame
    tiers: pd.DataFrame
    flows: pd.DataFrame
    left_out: pd.DataFrame


@dataclass(frozen=True)
class Curve:
    """Cumulative adopters by date and regional group.

    Attributes
    ----------
    points : DataFrame
        ``instrument_id, un_region_group_code, joined_date, is_exact, n_joined, n_cumulative,
        iso3``: a row a text, group and day. ``joined_date`` is the latest day on which the States
        can have joined; ``is_exact`` whether it is that day. The group of participants that have
        none is missing.
    totals : DataFrame
        ``instrument_id, joined_date, is_exact, n_joined, n_cumulative``: the same over all groups.
    left_out : DataFrame
        ``kind, key, reason, iso3``: ``undated`` adopters, a row a text with the tuple of States.
    """

    points: pd.DataFrame
    totals: pd.DataFrame
    left_out: pd.DataFrame

    def stairs(self) -> pd.DataFrame:
        """Return how many of each regional group had joined by which day, all up to the last day.

        Returns
        -------
        DataFrame
            ``un_region_group_code, joined_date, n_joined, n_cumulative`` of the only text, by group
            and day. A group whom nobody joined on the last day has a row there that adds none.
        """
        columns = ["un_region_group_code", "joined_date", "n_joined", "n_cumulative"]
        grouped = self.points[self.points["un_region_group_code"].notna()][columns]
        grouped = grouped.astype({"un_region_group_code": str})
        last = grouped["joined_date"].max()
        ends = grouped.drop_duplicates("un_region_group_code", keep="last")
        ends = ends[ends["joined_date"] < last].assign(joined_date=last, n_joined=0)
        found: pd.DataFrame = pd.concat([grouped, ends])
        return found.sort_values(columns[:2], ignore_index=True)

    @property
    def n_ungrouped(self) -> int:
        """Number of dated adopters of the only text that are in no regional group."""
        return int(self.points.loc[self.points["un_region_group_code"].isna(), "n_joined"].sum())


def of_texts(
    texts: Sequence[str],
    *,
    states: pd.DataFrame,
    instruments: pd.DataFrame,
    memberships: pd.DataFrame,
    on: pd.Timestamp | None = None,
) -> Succession:
    """Return who came, stayed and left over a sequence of texts.

    Parameters
    ----------
    texts : sequence of str
        Instruments, the earliest first. At least one is known in full.
    states, instruments, memberships : DataFrame
        The tables of those names.
    on : Timestamp, optional
        The day asked for; without it each roster as it stood when it was read.

    Raises
    ------
    AnalysisError
        If a text is unknown, named twice, or an earlier state of another; if none is full.
    """
    asked = chosen(texts, instruments)
    asked["is_full"] = asked["roster_use"].isin(domains.FULL_USES)
    full = list(asked["instrument_id"][asked["is_full"]])
    if not full:
        raise AnalysisError(
            "succession",
            found="only texts known in part",
            expected="one whose roster tells of every State",
            do="add such a text",
        )
    table = roster_status.table(
        states=states, instruments=asked, memberships=memberships, on=on, earlier=instruments
    )
    paths = _paths(table, states, asked)
    paths.insert(3, "tier", _tiers(paths, list(asked["instrument_id"]), full[-1]))
    paths.insert(4, "is_certain", _certain(paths, list(asked["instrument_id"]), full[-1]))
    is_listed = table["category"] == "listed"
    is_unknown = (table["category"] == "unknown") & table["is_member"]
    by_text = table["instrument_id"]
    shown = asked[
        ["instrument_id", "short_name", "date_text", "as_of", "roster_status", "is_full"]
    ].assign(
        official_count=asked["official_count"],
        n_listed=asked["instrument_id"].map(is_listed.groupby(by_text).sum()),
        n_unknown=asked["instrument_id"].map(is_unknown.groupby(by_text).sum()),
        evidence_id=asked["evidence_id"],
    )
    partial = asked["instrument_id"][~asked["is_full"]]
    return Succession(
        texts=shown,
        states=paths,
        tiers=_tier_counts(paths),
        flows=_flows(paths, full),
        left_out=pd.DataFrame(
            {"kind": "instrument", "key": partial.to_numpy(dtype=object), "reason": "not_full"}
        ),
    )


def curve(
    texts: Sequence[str],
    *,
    states: pd.DataFrame,
    instruments: pd.DataFrame,
    memberships: pd.DataFrame,
) -> Curve:
    """Return how many States had joined each text by which day, by regional group.

    Parameters
    ----------
    texts : sequence of str
    states, instruments, memberships : DataFrame
        The tables of those names.

    Raises
    ------
    AnalysisError
        If a text is unknown, named twice, or an earlier state of another.
    """
    asked = chosen(texts, instruments)
    table = roster_status.table(states=states, instruments=asked, memberships=memberships)
    joined = table[table["category"] == "listed"].merge(
        states[["iso3", "un_region_group_code"]].astype(object), on="iso3", how="left"
    )
    joined["un_region_group_code"] = joined["un_region_group_code"].where(joined["is_member"])
    is_dated = joined["since_to"].notna()
    dated = joined.assign(
        is_exact=joined["since_from"] == joined["since_to"], joined_date=joined["since_to"]
    )[is_dated]
    points = _cumulated(dated, ["instrument_id", "un_region_group_code"], texts)
    totals = _cumulated(dated, ["instrument_id"], texts)
    undated = [
        {"kind": "instrument", "key": key, "reason": "undated", "iso3": tuple(sorted(g["iso3"]))}
        for key, g in joined[~is_dated].groupby("instrument_id")
    ]
    return Curve(
        points=points,
        totals=totals.drop(columns="iso3"),
        left_out=pd.DataFrame(undated, columns=["kind", "key", "reason", "iso3"]),
    )


def chosen(texts: Sequence[str], instruments: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of some instruments, in the order given.

    Raises
    ------
    AnalysisError
        If one is unknown, named twice, or an earlier state of another; if none is given.
    """
    if not texts or len(set(texts)) < len(texts):
        raise AnalysisError(
            "succession",
            found=f"texts {', '.join(texts) or 'none'}",
            expected="each text once",
            do="name them once",
        )
    for text in texts:
        row = standing.one_row(instruments, "instrument_id", text, "instrument")
        if pd.notna(row["snapshot_of"]):
            raise AnalysisError(
                "succession",
                found=f"{text}, an earlier state of {row['snapshot_of']}",
                expected="an instrument of its own",
                do=f"ask for {row['snapshot_of']} on an earlier day",
            )
    place = instruments["instrument_id"].map({text: i for i, text in enumerate(texts)})
    asked = instruments.assign(place=place)[place.notna().to_numpy(dtype=bool)]
    asked = asked.sort_values("place", ignore_index=True).drop(columns="place")
    return asked.astype({"instrument_id": object})


def _paths(table: pd.DataFrame, states: pd.DataFrame, asked: pd.DataFrame) -> pd.DataFrame:
    """Return the category of every State at every text, members first."""
    wide = roster_status.square(table)
    wide = wide.reindex(columns=list(asked["instrument_id"]))
    for text, is_full in zip(asked["instrument_id"], asked["is_full"], strict=True):
        wide[text] = wide[text].fillna("not_listed" if is_full else "unknown")
    member = table.groupby("iso3")["is_member"].first()
    about = states.set_index(states["iso3"].astype(str))["un_region_group_code"].astype(object)
    wide.insert(0, "is_member", member)
    wide.insert(1, "un_region_group_code", about.reindex(wide.index))
    frame = wide.rename_axis(columns=None).reset_index()
    return frame.sort_values(["is_member", "iso3"], ascending=[False, True], ignore_index=True)


def _tiers(paths: pd.DataFrame, texts: list[str], last: str) -> pd.Series:
    """Return the tier of every State."""
    earlier = texts[: texts.index(last)]
    was_on = (paths[earlier] == "listed").any(axis=1)
    is_on, is_unknown = paths[last] == "listed", paths[last] == "unknown"
    was_former = paths[last] == "former"
    return pd.Series(
        np.select(
            [is_unknown, is_on & was_on, is_on, was_on | was_former],
            ["unknown", "stayed", "new", "left"],
            default="never",
        ),
        index=paths.index,
        dtype=object,
    )


def _certain(paths: pd.DataFrame, texts: list[str], last: str) -> pd.Series:
    """Return of which States no text known in part can change the tier."""
    earlier = texts[: texts.index(last)]
    is_open = paths["tier"].isin(["new", "never"])
    may_have_been = (paths[earlier] == "unknown").any(axis=1)
    return ~(is_open & may_have_been) & (paths["tier"] != "unknown")


def _tier_counts(paths: pd.DataFrame) -> pd.DataFrame:
    """Return the States of each tier."""
    rows = []
    for tier in TIERS:
        group = paths[paths["tier"] == tier]
        rows.append(
            {
                "tier": tier,
                "n_members": int(group["is_member"].sum()),
                "n_others": int((~group["is_member"]).sum()),
                "n_uncertain": int((~group["is_certain"]).sum()),
                "iso3": tuple(group["iso3"]),
            }
        )
    return pd.DataFrame(rows)


def _flows(paths: pd.DataFrame, full: list[str]) -> pd.DataFrame:
    """Return the ribbons between successive full texts."""
    order = {category: place for place, category in enumerate(roster_status.CATEGORIES)}
    rows = []
    for text_from, text_to in pairwise(full):
        groups = paths.groupby([text_from, text_to])
        ribbons = [
            {
                "text_from": text_from,
                "text_to": text_to,
                "source": source,
                "target": target,
                "n": len(group),
                "iso3": tuple(group["iso3"]),
            }
            for (source, target), group in groups
        ]
        rows += sorted(
            ribbons, key=lambda row: (order[str(row["source"])], order[str(row["target"])])
        )
    return pd.DataFrame(rows, columns=["text_from", "text_to", "source", "target", "n", "iso3"])


def _cumulated(dated: pd.DataFrame, by: list[str], texts: Sequence[str]) -> pd.DataFrame:
    """Return the States that joined each day, and the sum so far."""
    rows = [
        {
            **dict(zip([*by, "joined_date"], key, strict=True)),
            "is_exact": bool(group["is_exact"].all()),
            "n_joined": len(group),
            "iso3": tuple(sorted(group["iso3"])),
        }
        for key, group in dated.groupby([*by, "joined_date"], dropna=False)
    ]
    columns = [*by, "joined_date", "is_exact", "n_joined", "iso3"]
    frame = pd.DataFrame(rows, columns=columns).astype({"n_joined": np.int64})
    n_cumulative = frame.groupby(by, dropna=False)["n_joined"].cumsum()
    frame.insert(len(columns) - 1, "n_cumulative", n_cumulative)
    place = frame["instrument_id"].map({text: i for i, text in enumerate(texts)})
    ordered = frame.assign(place=place).sort_values(["place", *by[1:], "joined_date"])
    return ordered.drop(columns="place").reset_index(drop=True)
