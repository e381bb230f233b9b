"""The interval of 90 % that stands beside a number: of what was drawn, or of a normal estimate."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

LEVEL = 0.9
"""How sure it is that a number lies in its interval."""

QUANTILES = (0.05, 0.95)
"""Quantiles of what was drawn between which it lies."""

Z_95 = 1.6448536269514722
"""Standard errors to either side of a normal estimate that it takes in."""


def of_draws(draws: npt.NDArray[np.number]) -> tuple[Floats, Floats]:
    """Return the interval of each figure; missing where nothing was drawn.

    Parameters
    ----------
    draws : ndarray, shape (n_draws, ...)
        The figures in each draw; a draw in which a figure is not finite is passed over.

    Returns
    -------
    low, high : ndarray, shape (...)

    Examples
    --------
    >>> of_draws(np.arange(101.0))
    (np.float64(5.0), np.float64(95.0))
    >>> of_draws(np.zeros((0, 2)))
    (array([nan, nan]), array([nan, nan]))
    """
    is_told = np.isfinite(draws)
    if len(draws) and is_told.all():
        low, high = np.quantile(draws, QUANTILES, axis=0)
        return low, high
    is_whole = is_told.all(axis=0) & (len(draws) > 0)
    is_part = is_told.any(axis=0) & ~is_whole
    out = np.full((2, *draws.shape[1:]), np.nan)
    if is_whole.any():  # many times faster than passing over what is not defined
        out[:, is_whole] = np.quantile(draws[:, is_whole], QUANTILES, axis=0)
    if is_part.any():
        told = np.where(is_told, draws, np.nan)[:, is_part]
        out[:, is_part] = np.nanquantile(told, QUANTILES, axis=0)
    return out[0], out[1]
