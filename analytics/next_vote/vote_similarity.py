"""What States that vote alike tell of one of them on one text, and texts that are alike of another.

States are alike as far as their recent votes, each measured from the mean of the Assembly on that
vote, point the same way. What the others then tell of a State is a Gaussian process over States
with that likeness, its own answer left out. The same can be asked of texts: how did the State vote
on those that divided the Assembly in the same way?

References
----------
Rasmussen, C. E. & Williams, C. K. I. (2006) *Gaussian Processes for Machine Learning*, equations
2.25 (mean) and 5.12 (leave one out).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from analytics import ballots

Array = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]

NOISE = 1.0
"""Variance of what is a State's own beside that which it shares; the latter is 1."""

SHARPNESS = 6
"""Power to which the likeness of texts is raised: the most alike count alone."""

MIN_TOLD = 3
"""With fewer answers the mean is all that can be said."""


def centred(codes: Codes) -> tuple[Array, Flags]:
    """Return votes around the mean of each vote, 0 where the State did not vote; and who voted."""
    voted = (codes >= ballots.CODES["N"]) & (codes <= ballots.CODES["Y"])
    value = np.where(voted, codes - 1.0, 0.0)
    mean = value.sum(axis=1, keepdims=True) / np.maximum(voted.sum(axis=1, keepdims=True), 1)
    return np.where(voted, value - mean, 0.0), voted


def of_states(codes: Codes) -> Array:
    """Return how alike States vote, -1 to 1, shape (S, S); 0 for a State without a telling vote.

    Parameters
    ----------
    codes : ndarray of int8, shape (n, S)
        Values of `ballots.CODES`, -1 where the State is not listed.
    """
    value, _ = centred(codes)
    length = np.sqrt((value**2).sum(axis=0))
    value = value / np.where(length > 0, length, 1.0)
    return np.asarray(value.T @ value, dtype=np.float64)


def told_by_others(alike: Array, answer: Array, is_told: Flags) -> Array:
    """Return what the others' answers say of each State, its own left out.

    Parameters
    ----------
    alike : ndarray, shape (S, S)
        See `of_states`.
    answer : ndarray, shape (S,)
        Used where it is told.
    is_told : ndarray of bool, shape (S,)

    Returns
    -------
    ndarray, shape (S,)
        In the unit of the answers; it may lie a little beyond their range.
    """
    told = np.flatnonzero(is_told)
    mean = float(answer[told].mean()) if len(told) else 0.0
    if len(told) < MIN_TOLD:
        return np.full(len(answer), mean)
    inverse = np.linalg.inv(alike[np.ix_(told, told)] + NOISE * np.eye(len(told)))
    weight = inverse @ (answer[told] - mean)
    out = mean + alike[:, told] @ weight
    out[told] = answer[told] - weight / np.diag(inverse)
    return np.asarray(out, dtype=np.float64)


def on_texts_alike(codes: Codes, last: Codes) -> Array:
    """Return how each State voted on the texts that divided the Assembly as one did, -1 to 1.

    Parameters
    ----------
    codes : ndarray of int8, shape (n, S)
        Recent votes on other texts.
    last : ndarray of int8, shape (S,)
        The last votes on the text in question; -1 where there is none.

    Returns
    -------
    ndarray, shape (S,)
        -1 is No, 1 is Yes; 0 where nothing tells.
    """
    value, voted = centred(codes)
    ours, _ = centred(last[None, :])
    length = np.sqrt((value**2).sum(axis=1) * (ours**2).sum())
    weight = np.maximum((value @ ours[0]) / np.where(length > 0, length, 1.0), 0) ** SHARPNESS
    total = weight @ voted
    answer = weight @ np.where(voted, codes - 1.0, 0.0)
    return np.asarray(answer / np.where(total > 0, total, 1.0), dtype=np.float64)
