"""How one figure of many stood before and stands after: what moved, and by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class BeforeAndAfter:
    """What moved between two tables of the same figure.

    Attributes
    ----------
    moves : DataFrame
        The columns of the key, then ``before, after, change``: a row for each figure that moved by
        as much as was asked, the largest move first.
    n_compared : int
        Figures that both tables have.
    left_out : DataFrame
        The columns of the key, then ``reason``: figures that only the table ``before`` or only the
        table ``after`` has.
    """

    moves: pd.DataFrame
    n_compared: int
    left_out: pd.DataFrame


def compare(
    before: pd.DataFrame,
    after: pd.DataFrame,
    *,
    key: Sequence[str],
    value: str,
    at_least: float = 0.0,
) -> BeforeAndAfter:
    """Return how a figure moved, key by key.

    Parameters
    ----------
    before, after : DataFrame
        The columns of the key, no key twice, and the figure. Where it is missing it is not known.
    key : sequence of str
    value : str
        Column of the figure.
    at_least : float
        Moves that are smaller are counted and not told; what did not move at all never is.
    """
    columns = list(key)
    both = (
        side.loc[side[value].notna().to_numpy(dtype=bool), [*columns, value]]
        .astype(dict.fromkeys(columns, object) | {value: np.float64})
        .rename(columns={value: name})
        for side, name in ((before, "before"), (after, "after"))
    )
    joined = next(both).merge(next(both), on=columns, how="outer", indicator="reason")
    is_shared = (joined["reason"] == "both").to_numpy(dtype=bool)
    shared = joined[is_shared]
    change = (shared["after"] - shared["before"]).to_numpy(dtype=np.float64)
    shared = shared.assign(change=change, size=np.abs(change))
    moved = shared[(shared["size"] >= at_least) & (shared["size"] > 0)]
    lone = joined.loc[~is_shared, [*columns, "reason"]]
    reasons = lone["reason"].astype(object).map({"left_only": "before", "right_only": "after"})
    return BeforeAndAfter(
        moves=moved.sort_values(["size", *columns], ascending=[False, *(True for _ in columns)])[
            [*columns, "before", "after", "change"]
        ].reset_index(drop=True),
        n_compared=int(is_shared.sum()),
        left_out=lone.assign(reason=reasons).reset_index(drop=True),
    )
