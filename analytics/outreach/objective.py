"""What the best plan of outreach is for: whom to count, and how much."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.outreach.baseline import Baseline

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Objective:
    """What a plan is for.

    Attributes
    ----------
    weights : ndarray, shape (S,)
        Worth of each State's joining; 0 or more.
    target : int, optional
        Members aimed at. If given, what counts is the share of the draws that reach it, and the
        weights only decide between equals.
    """

    weights: Array
    target: int | None = None

    def value(self, n_members: int, joined: npt.NDArray[np.bool_], weights: Array) -> Array:
        """Return what each draw (n,) is worth, given who joined (n, C) and their weights (C,)."""
        if self.target is None:
            return np.asarray(joined @ weights)
        return np.asarray(n_members + joined.sum(axis=1) >= self.target, dtype=np.float64)


def objective_for(baseline: Baseline, goal: str, target: int) -> Objective:
    """Return what the best plan is for, of one goal.

    Parameters
    ----------
    baseline : Baseline
    goal : str
        ``members`` counts States; ``target`` the chance of reaching it; ``balance`` weighs a State
        by the share of its region that is missing, 0 to 1; ``bridge`` by how much those that may
        join listen to it, 1 on average.
    target : int
        Members aimed at; used for the goal ``target`` only.
    """
    ones = np.ones(len(baseline.states))
    if goal == "target":
        return Objective(ones, target)
    if goal == "balance":
        regions = pd.Series(baseline.regions)
        on_roster = pd.Series(baseline.members).groupby(regions).transform("mean")
        return Objective(1 - on_roster.to_numpy(dtype=np.float64))
    if goal == "bridge":
        return Objective(_listened_to(baseline))
    return Objective(ones)


def _listened_to(baseline: Baseline) -> Array:
    """Return how much States that may join listen to each State (S,); of these the mean is 1."""
    weight: Array = baseline.peers[baseline.is_open].sum(axis=0)
    mean = float(weight[baseline.is_open].mean()) if baseline.is_open.any() else 0.0
    return weight / mean if mean > 0 else np.ones(len(weight))
