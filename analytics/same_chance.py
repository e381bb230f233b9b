"""How often it came true where a test gave about the same chance: one number that can be checked.

A reader who is told 48 % wants to know what came of others who were told so. Of all chances that a
back-test gave to what it had not seen, those nearest to the one in question are looked at, and none
that is far from it: where the test hardly ever gave such a chance, it cannot tell.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.errors import AnalysisError

N_NEAREST = 100
"""Chances of the test that are looked at: enough that a share of them says something."""

FURTHEST = 0.1
"""How far from the one in question they may lie."""

N_ENOUGH = 20
"""With fewer, a share of them says little."""

EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Where the bands of chances begin and end."""


@dataclass(frozen=True)
class SameChance:
    """What came of those to whom a test gave about the same chance.

    Attributes
    ----------
    n, n_came : int
        Those looked at, and those of them for whom it came true.
    low, high : float
        The chances that they were given lie from the one to the other, 0 to 1; missing where there
        are none.
    n_all, n_all_came : int
        All in the test, and those of them for whom it came true.
    """

    n: int
    n_came: int
    low: float
    high: float
    n_all: int
    n_all_came: int

    @property
    def is_few(self) -> bool:
        """Return whether they are too few for their share to say much."""
        return self.n < N_ENOUGH

    @property
    def share(self) -> float:
        """Return for how many of those looked at it came true, 0 to 1; there must be one."""
        return self.n_came / self.n

    @property
    def base_rate(self) -> float:
        """Return how often it came true whatever the chance, 0 to 1."""
        return self.n_all_came / self.n_all


def nearest(
    chances: npt.NDArray[np.float64],
    came: npt.NDArray[np.bool_],
    chance: float,
    *,
    n: int = N_NEAREST,
) -> SameChance:
    """Return what came of those whose chance was nearest to one.

    Parameters
    ----------
    chances : ndarray, shape (m,)
        Given by the test, 0 to 1.
    came : ndarray of bool, shape (m,)
        Whether it came true.
    chance : float
        The one in question, 0 to 1.
    n : int
        How many are looked at, if so many lie within `FURTHEST`; all that are as near as the last
        of them are too.

    Raises
    ------
    AnalysisError
        If the test has no chance to look at.

    Examples
    --------
    >>> told = np.array([0.1, 0.1, 0.4, 0.5, 0.9])
    >>> found = nearest(told, np.array([False, False, True, False, True]), 0.45, n=2)
    >>> found.n, found.n_came, found.low, found.high, found.base_rate
    (2, 1, 0.4, 0.5, 0.4)
    """
    if not len(chances):
        raise AnalysisError(
            "back-test",
            found="no chance that was given",
            expected="at least one",
            do="choose another text",
            reason="too_few_texts",
        )
    gap = np.abs(chances - chance)
    is_near = gap <= min(np.sort(gap)[min(n, len(gap)) - 1], FURTHEST)
    held = chances[is_near]
    return SameChance(
        n=len(held),
        n_came=int(came[is_near].sum()),
        low=float(held.min()) if len(held) else np.nan,
        high=float(held.max()) if len(held) else np.nan,
        n_all=len(chances),
        n_all_came=int(came.sum()),
    )


def bands(chances: npt.NDArray[np.float64], came: npt.NDArray[np.bool_]) -> pd.DataFrame:
    """Return for how many it came true of those given a chance in each band.

    Parameters
    ----------
    chances : ndarray, shape (m,)
        Given by the test, 0 to 1.
    came : ndarray of bool, shape (m,)
        Whether it came true.

    Returns
    -------
    DataFrame
        ``low, high, n, predicted, observed, of_ten``: a row a band of `EDGES`, the lowest first.
        Shares are 0 to 1, ``of_ten`` is a whole number; all three are missing in a band with fewer
        than `N_ENOUGH` rows.
    """
    place = pd.cut(chances, list(EDGES), labels=False, include_lowest=True)
    rows = pd.DataFrame({"chance": chances, "came": came})
    held = rows.groupby(place).agg(
        n=("came", "size"), predicted=("chance", "mean"), observed=("came", "mean")
    )
    held = held.reindex(range(len(EDGES) - 1))
    n = held["n"].fillna(0).astype(int)
    known = held.loc[n >= N_ENOUGH, ["predicted", "observed"]].reindex(held.index)
    return pd.DataFrame(
        {
            "low": EDGES[:-1],
            "high": EDGES[1:],
            "n": n,
            "predicted": known["predicted"],
            "observed": known["observed"],
            "of_ten": (known["observed"] * 10).round().astype("Int64"),
        }
    )
