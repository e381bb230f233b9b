"""How far the best use of a budget rests on what each effort is assumed to cost.

Nobody has measured what a letter costs beside a visit. The best choice is therefore found again
with each cost halved and doubled, one at a time: exactly, for gains that add up
(`milp.solve_if_feasible`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.outreach import milp
from analytics.outreach.constraints import Candidate, Constraints

Array = npt.NDArray[np.float64]

FACTORS = (0.5, 2.0)
"""By which a cost may be wrong."""

ASKED = ""
"""Stands for no level: all costs as asked."""


def sensitivity(
    candidates: Sequence[Candidate],
    values: Array,
    constraints: Constraints,
    regions: Mapping[str, str],
    *,
    levels: Sequence[str],
) -> pd.DataFrame:
    """Return the best choice at the costs asked, and with each level's cost halved and doubled.

    Parameters
    ----------
    candidates : sequence of Candidate
    values : ndarray, shape (n,)
        What each gains; they add up.
    constraints : Constraints
    regions : mapping of str to str
        iso3 to region.
    levels : sequence of str
        Of effort, from the least to the most.

    Returns
    -------
    DataFrame
        ``level, factor, gain, n, n_kept, is_same`` and ``n_LEVEL`` for each level: total value,
        approaches, States among them that are chosen at the costs asked as well, whether these are
        all the States of both, and approaches by level. The first row, of the level ``""``, is of
        the costs asked. All but the first two are missing where no choice keeps to the constraints.
    """
    changes = [(ASKED, 1.0), *((level, factor) for level in levels for factor in FACTORS)]
    rows: list[dict[str, object]] = []
    asked: set[str] | None = None
    for level, factor in changes:
        priced = [_at(one, factor) if one.approach.level == level else one for one in candidates]
        chosen = milp.solve_if_feasible(priced, values, constraints, regions)
        row: dict[str, object] = {"level": level, "factor": factor}
        if chosen is not None:
            made = [candidates[place].approach for place in chosen]
            states = {one.state for one in made}
            asked = states if level == ASKED else asked
            by_level = Counter(one.level for one in made)
            row |= {"gain": float(values[list(chosen)].sum()), "n": len(made)}
            row |= {f"n_{one}": by_level[one] for one in levels}
            if asked is not None:
                row |= {"n_kept": len(states & asked), "is_same": states == asked}
        rows.append(row)
    counts = ["n", "n_kept", *(f"n_{one}" for one in levels)]
    frame = pd.DataFrame(rows, columns=["level", "factor", "gain", "is_same", *counts])
    return frame.astype({"is_same": "boolean", **dict.fromkeys(counts, "Int64")})


@dataclass(frozen=True)
class MixOfEfforts:
    """What the best choice is made of at the costs asked, and how far other costs move it.

    Attributes
    ----------
    most_used : str
        Level of effort with most approaches at the costs asked.
    is_moved : bool
        At some other cost another level has most.
    furthest : int
        Row of the table in which the shares of the levels differ most from those at the costs
        asked; rows without a choice do not count.
    n, n_kept : int
        States chosen at the costs asked, and those of them that stay chosen whatever one cost is.
    """

    most_used: str
    is_moved: bool
    furthest: int
    n: int
    n_kept: int


def mix_of_efforts(found: pd.DataFrame, levels: Sequence[str]) -> MixOfEfforts | None:
    """Return how far the mix of efforts rests on costs.

    Parameters
    ----------
    found : DataFrame
        From `sensitivity`.
    levels : sequence of str
        Of effort, in the order of its columns.

    Returns
    -------
    MixOfEfforts or None
        None where at the costs asked nobody is worth approaching.
    """
    possible = found[found["n"].fillna(0) > 0]
    if possible.empty or possible["level"].iloc[0] != ASKED:
        return None
    counts = possible[[f"n_{level}" for level in levels]].astype(float)
    mix = counts.div(counts.sum(axis=1), axis=0)
    apart = (mix - mix.iloc[0]).abs().sum(axis=1)
    used_most = mix.set_axis(list(levels), axis=1).idxmax(axis=1)
    return MixOfEfforts(
        most_used=str(used_most.iloc[0]),
        is_moved=bool((used_most != used_most.iloc[0]).any()),
        furthest=int(possible.index[int(apart.to_numpy().argmax())]),
        n=int(possible["n"].iloc[0]),
        n_kept=int(possible["n_kept"].min()),
    )


def _at(one: Candidate, factor: float) -> Candidate:
    """Return a candidate at a multiple of its cost."""
    return replace(one, cost=one.cost * factor)
