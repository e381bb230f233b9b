"""Which States changed sides between two groupings, whatever their blocs are numbered."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from scipy.optimize import linear_sum_assignment

from analytics.blocs.blocs import Blocs


@dataclass(frozen=True)
class Regrouping:
    """What changed between two groupings.

    Attributes
    ----------
    moved : DataFrame
        ``iso3, before, after``: the bloc that each State leans to, where it is another; sorted.
        ``before`` is told by the number of the later bloc that it mostly became; missing where it
        became none.
    swung : DataFrame
        ``iso3, is_swing``: States that became swing States, or are no longer.
    is_comparable : bool
        False: one of the two has no blocs to show, and the tables are empty.
    left_out : DataFrame
        ``iso3, reason``: States that only the grouping ``before`` or ``after`` has.
    """

    moved: pd.DataFrame
    swung: pd.DataFrame
    is_comparable: bool
    left_out: pd.DataFrame


def between(before: Blocs, after: Blocs) -> Regrouping:
    """Return which States changed sides.

    The numbers of blocs mean nothing: each earlier bloc goes by the later one with which it shares
    most States, such that the most States in all stay where they were (Kuhn 1955).

    References
    ----------
    Kuhn, H. W. (1955). The Hungarian Method for the assignment problem. *Naval Research Logistics
    Quarterly* 2, 83-97.
    """
    columns = ["iso3", "leaning", "is_swing"]
    joined = before.members[columns].merge(
        after.members[columns],
        on="iso3",
        how="outer",
        suffixes=("_before", "_after"),
        indicator="reason",
    )
    is_shared = (joined["reason"] == "both").to_numpy(dtype=bool)
    lone = joined.loc[~is_shared, ["iso3", "reason"]]
    reasons = lone["reason"].astype(object).map({"left_only": "before", "right_only": "after"})
    shared = joined[is_shared].sort_values("iso3", ignore_index=True)
    is_comparable = before.is_stable and after.is_stable
    if not is_comparable:
        shared = shared.head(0)
    names = _matched(shared)
    found = pd.DataFrame(
        {
            "iso3": shared["iso3"],
            "before": shared["leaning_before"].map(names).astype("Int64"),
            "after": shared["leaning_after"].astype("Int64"),
            "was_swing": shared["is_swing_before"].astype(bool),
            "is_swing": shared["is_swing_after"].astype(bool),
        }
    )
    has_moved = (found["before"] != found["after"]).fillna(True).to_numpy(dtype=bool)
    has_swung = (found["was_swing"] != found["is_swing"]).to_numpy(dtype=bool)
    return Regrouping(
        moved=found.loc[has_moved, ["iso3", "before", "after"]].reset_index(drop=True),
        swung=found.loc[has_swung, ["iso3", "is_swing"]].reset_index(drop=True),
        is_comparable=is_comparable,
        left_out=lone.assign(reason=reasons).reset_index(drop=True),
    )


def _matched(shared: pd.DataFrame) -> dict[int, int]:
    """Return by which later number each earlier bloc goes; those that became none are not there."""
    if shared.empty:
        return {}
    overlap = pd.crosstab(shared["leaning_before"], shared["leaning_after"])
    rows, columns = linear_sum_assignment(overlap.to_numpy(), maximize=True)
    return {
        int(overlap.index[row]): int(overlap.columns[column])
        for row, column in zip(rows, columns, strict=True)
        if overlap.iloc[row, column]
    }
