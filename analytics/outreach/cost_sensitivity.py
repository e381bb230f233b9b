"""How far the best use of a budget rests on what each effort is assumed to cost.

Nobody has measured what a letter costs beside a visit. The best choice is therefore found again
with each cost halved and doubled, one at a time: exactly, for gains that add up
(`constraints.solve_milp_if_feasible`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.outreach import constraints
from analytics.outreach.constraints import Candidate, Constraints

Array = npt.NDArray[np.float64]

FACTORS = (0.5, 2.0)
"""By which a cost may be wrong."""

ASKED = ""
"""Stands for no level: all costs as asked."""


def sensitivity(
    candidates: Sequence[Candidate],
    values: Array,
    bounds: Constraints,
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
    bounds : Constraints
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
        the costs asked. All but the first two are missing where no choice keeps to the limits.
    """
    changes = [(ASKED, 1.0), *((level, factor) for level in levels for factor in FACTORS)]
    rows: list[dict[str, object]] = []
    asked: set[str] | None = None
    for level, factor in changes:
        priced = [_at(one, factor) if one.approach.level == level else one for one in candidates]
        chosen = constraints.solve_milp_if_feasible(priced, values, bounds, regions)
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


def _at(one: Candidate, factor: float) -> Candidate:
    """Return a candidate at a multiple of its cost."""
    return replace(one, cost=one.cost * factor)
