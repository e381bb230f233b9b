"""How many States had joined a text by which day, by regional group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import roster_status
from analytics.record import return_tiers


@dataclass(frozen=True)
class JoiningCurve:
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
) -> JoiningCurve:
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
    asked = return_tiers.chosen(texts, instruments)
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
    return JoiningCurve(
        points=points,
        totals=totals.drop(columns="iso3"),
        left_out=pd.DataFrame(undated, columns=["kind", "key", "reason", "iso3"]),
    )


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
