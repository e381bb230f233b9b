"""Which regional groups are over- and under-represented, measured against their membership.

A group is represented in proportion when its share of the States that count is its share of the
membership of the United Nations. It is called over- or under-represented only beyond chance. The
chance model: if region played no part, any set of as many members would be as likely to count as
any other, so that the number in a group is hypergeometric. The test is exact and two-sided (Fisher
1935), for all groups at once, so that few of those named are named falsely (Benjamini & Hochberg
1995). It says that the groups differ, not why: neighbours decide together, and one text is one
case.

Where any State is unknown nothing is said of proportion: those that the source does not name may
all be of one group.

References
----------
Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate. *Journal of the Royal
Statistical Society B* 57(1), 289-300.
Fisher, R. A. (1935). The logic of inductive inference. *Journal of the Royal Statistical Society*
98(1), 39-82.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from analytics.record import standing
from data.errors import AnalysisError

MAX_FALSE_SHARE = 0.05
"""Share of the groups called over- or under-represented that may be wrong, on average."""

_COLUMNS = [
    "un_region_group_code",
    "n",
    "n_unknown",
    "n_members",
    "share_pct",
    "unknown_pct",
    "n_proportional",
    "n_gap",
    "representation_ratio",
    "chance",
    "stand",
]


@dataclass(frozen=True)
class Representation:
    """How regional groups are represented in one thing.

    Attributes
    ----------
    category : str
        The category that counts: one of those of the standing.
    groups : DataFrame
        ``un_region_group_code, n, n_unknown, n_members, share_pct, unknown_pct, n_proportional,
        n_gap, representation_ratio, chance, stand``: UN members only, the least represented group
        first. ``n_proportional`` is what the group would have in proportion, ``n_gap`` what it has
        above that, ``chance`` how often chance alone would bring a gap as unlikely, 0 to 1;
        ``stand`` is ``under`` or ``over`` beyond chance, ``even`` (what chance could bring) or
        ``unknown``; figures that hang on unknown States are missing.
    n : int
        UN members that count.
    n_members : int
        UN members in a regional group.
    share_pct : float
        ``n`` of ``n_members``.
    n_unknown : int
        UN members of which the source does not tell.
    is_known : bool
        Whether anything can be said of proportion: nobody is unknown, and somebody counts.
    """

    category: str
    groups: pd.DataFrame
    n: int
    n_members: int
    share_pct: float
    n_unknown: int
    is_known: bool


def of_standing(found: standing.Standing, *, category: str) -> Representation:
    """Return how regional groups are represented in one category of a standing.

    Parameters
    ----------
    found : Standing
    category : str
        The category that counts, such as ``listed`` or ``Y``.

    Raises
    ------
    AnalysisError
        If the standing has no such category.
    """
    if category not in found.categories:
        raise AnalysisError(
            f"representation in {found.key}",
            found=f"category {category!r}",
            expected=f"one of {', '.join(found.categories)}",
            do="choose another",
        )
    table = found.by_region
    unknown = table[table["category"] == "unknown"].set_index("un_region_group_code")["n"]
    groups = table[table["category"] == category].drop(columns="category")
    groups = groups.assign(n_unknown=groups["un_region_group_code"].map(unknown))
    n, n_members = int(groups["n"].sum()), int(groups["n_members"].sum())
    n_unknown = int(unknown.sum())
    groups["unknown_pct"] = (100 * groups["n_unknown"] / groups["n_members"].clip(lower=1)).round(1)
    proportional = groups["n_members"] * n / max(n_members, 1)
    is_known = n_unknown == 0 and n > 0
    groups["n_proportional"] = (proportional if is_known else proportional * np.nan).round(1)
    groups["n_gap"] = (groups["n"] - proportional if is_known else proportional * np.nan).round(1)
    groups["chance"] = np.round(_chances(groups), 6) if is_known else np.nan
    is_told = stats.false_discovery_control(groups["chance"].fillna(1.0)) <= MAX_FALSE_SHARE
    groups["stand"] = np.select(
        [groups["n_gap"].isna(), is_told & (groups["n_gap"] < 0), is_told],
        ["unknown", "under", "over"],
        default="even",
    )
    order = "representation_ratio" if is_known else "share_pct"
    groups = groups.sort_values([order, "un_region_group_code"], ignore_index=True)
    return Representation(
        category=category,
        groups=groups[_COLUMNS],
        n=n,
        n_members=n_members,
        share_pct=round(100 * n / max(n_members, 1), 1),
        n_unknown=n_unknown,
        is_known=is_known,
    )


def _chances(groups: pd.DataFrame) -> list[float]:
    """Return how often chance alone would bring a number as unlikely as that of each group."""
    n, n_members = int(groups["n"].sum()), int(groups["n_members"].sum())
    found = []
    for own, members in zip(groups["n"].tolist(), groups["n_members"].tolist(), strict=True):
        others = n_members - members
        table = [[own, members - own], [n - own, others - (n - own)]]
        found.append(float(stats.fisher_exact(table).pvalue))
    return found
