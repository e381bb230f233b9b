"""Who takes the lead in which approach: the fittest members, ourselves among them, none too often.

Who leads does not change what is simulated: no record tells which partner works better. Leads can
therefore be given out after the approaches are chosen, all together, so that the sum of their
fitness is largest and nobody leads more than a limit allows.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import optimize

OURS_AMONG = 5
"""Where we are among so many fittest members, we lead ourselves and need not ask a partner."""

FORBIDDEN = -1e6
"""Worth of a lead that cannot be."""


def assign(fitness: pd.DataFrame, *, we: str | None = None, most: int = 0) -> dict[str, str]:
    """Return who leads each approach.

    Parameters
    ----------
    fitness : DataFrame
        States approached (rows) by members who could lead (columns), 0 to 1; missing where a member
        cannot lead.
    we : str, optional
        Who we are: preferred wherever we are among the `OURS_AMONG` fittest.
    most : int
        Approaches that one State leads at most; 0 for any number.

    Returns
    -------
    dict of str to str
        State to its lead; a State whom nobody is free to approach has none.

    Examples
    --------
    >>> fit = pd.DataFrame({"KOR": [0.9, 0.8], "NLD": [0.5, 0.1]}, index=["KEN", "GHA"])
    >>> assign(fit)
    {'KEN': 'KOR', 'GHA': 'KOR'}
    >>> assign(fit, most=1)
    {'KEN': 'NLD', 'GHA': 'KOR'}

    References
    ----------
    Crouse, D. (2016). On implementing 2D rectangular assignment algorithms. *IEEE Transactions on
    Aerospace and Electronic Systems* 52, 1679-1696.
    """
    if fitness.empty:
        return {}
    worth = fitness.to_numpy(dtype=np.float64)
    if we is not None and we in fitness.columns:
        ours = list(fitness.columns).index(we)
        better = (worth > worth[:, [ours]]).sum(axis=1)
        worth = worth.copy()
        worth[better < OURS_AMONG, ours] += 1.0
    worth = np.where(np.isnan(worth), FORBIDDEN, worth)
    seats = np.repeat(np.arange(worth.shape[1]), min(most or len(worth), len(worth)))
    rows, taken = optimize.linear_sum_assignment(worth[:, seats], maximize=True)
    given = {
        int(row): int(seats[seat])
        for row, seat in zip(rows, taken, strict=True)
        if worth[row, seats[seat]] > FORBIDDEN
    }
    return {
        str(state): str(fitness.columns[given[row]])
        for row, state in enumerate(fitness.index)
        if row in given
    }
