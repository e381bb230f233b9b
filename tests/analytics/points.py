"""Ideal points spelled out, for tests of what is made of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.ideal_points import ideal_points

N_DRAWS = 400


def of(
    positions: pd.DataFrame, *, se: float = 0.1, n_bridges: int = 5, seed: int = 0
) -> ideal_points.IdealPoints:
    """Return points at some positions, with independent draws around them.

    Parameters
    ----------
    positions : DataFrame
        ``iso3, session_number, ideal_point``.
    se : float
        Standard deviation of the draws.
    n_bridges : int
        To every session from those before.
    seed : int
        Of the draws.
    """
    noise = np.random.default_rng(seed).normal(scale=se, size=(len(positions), N_DRAWS))
    noise = (noise - noise.mean(axis=1, keepdims=True)) * (se / noise.std(axis=1, keepdims=True))
    frame = positions.reset_index(drop=True)
    point = frame["ideal_point"].astype(float)
    frame = frame.assign(ideal_point=point, se=se, q05=point - 2 * se, q95=point + 2 * se)
    sessions = sorted(frame["session_number"].unique())
    empty = pd.DataFrame()
    return ideal_points.IdealPoints(
        positions=frame if "n_votes" in frame else frame.assign(n_votes=20),
        draws=pd.DataFrame(point.to_numpy()[:, None] + noise),
        rollcalls=empty,
        sessions=pd.DataFrame(
            {"session_number": sessions, "n_rollcalls": 9, "n_bridges": n_bridges}
        ),
        left_out=pd.DataFrame(columns=["kind", "key", "reason"]),
        n_votes=len(frame) * 20,
        n_texts=30,
        log_posterior=0.0,
        n_iterations=1,
        is_converged=True,
        anchor=("CHL", "KEN"),
    )
