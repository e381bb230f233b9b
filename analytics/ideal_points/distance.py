"""How far apart two States stand on the line of a subject, beside all other pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics import ballots, intervals
from analytics.ideal_points import ideal_points


@dataclass(frozen=True)
class Distance:
    """Two States on one line, in the last session placed.

    Attributes
    ----------
    value, q05, q95 : float
        How far apart they stand, in standard deviations of the States of the session, 0 and up;
        the interval of 90 % comes from the draws of `ideal_points`, which weigh texts anew.
    percentile, percentile_q05, percentile_q95 : float
        Share of all pairs that stand further apart, ties counted half, 0 to 100.
    session_number : int
        The session.
    """

    value: float
    q05: float
    q95: float
    percentile: float
    percentile_q05: float
    percentile_q95: float
    session_number: int


def of_pair(points: ideal_points.IdealPoints, iso3_a: str, iso3_b: str) -> Distance | None:
    """Return how far apart two States stand; nothing unless both are placed in the last session.

    Parameters
    ----------
    points : IdealPoints
    iso3_a, iso3_b : str
        Two different States.
    """
    session = int(points.positions["session_number"].max())
    held = points.positions[points.positions["session_number"] == session]
    places = {iso3: k for k, iso3 in enumerate(held["iso3"].astype(str))}
    if iso3_a not in places or iso3_b not in places:
        return None
    drawn = points.draws.loc[held.index].to_numpy(dtype=np.float64).T
    samples = np.vstack([held["ideal_point"].to_numpy(dtype=np.float64), drawn])
    first, second = np.triu_indices(len(held), k=1)
    values, shares = [], []
    for line in samples:
        own = abs(line[places[iso3_a]] - line[places[iso3_b]])
        all_pairs = np.abs(line[first] - line[second])
        values.append(own)
        shares.append((np.mean(all_pairs > own) + np.mean(all_pairs == own) / 2) * 100)
    told = np.round(np.stack([values, shares]), ballots.N_DECIMALS)
    low, high = intervals.of_draws(told[:, 1:].T)
    (value, percentile), (low_value, low_share) = told[:, 0], np.minimum(low, told[:, 0])
    high_value, high_share = np.maximum(high, told[:, 0])
    return Distance(
        value=float(value),
        q05=float(low_value),
        q95=float(high_value),
        percentile=float(percentile),
        percentile_q05=float(low_share),
        percentile_q95=float(high_share),
        session_number=session,
    )
