"""Sums over the roll calls that two States share, for all pairs at once, and what they amount to.

Everything is a matrix product over roll calls; no pair is looped over.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import threadpoolctl

DISAGREEMENT = {
    name: np.array(rows, dtype=np.float32)
    for name, rows in {
        "missing": [[0, 0.5, 1], [0.5, 0, 0.5], [1, 0.5, 0]],
        "category": [[0, 0.5, 1, 1], [0.5, 0, 0.5, 1], [1, 0.5, 0, 1], [1, 1, 1, 0]],
        "half": [[0, 0.5, 1, 0.5], [0.5, 0, 0.5, 0.5], [1, 0.5, 0, 0.5], [0.5, 0.5, 0.5, 0.5]],
    }.items()
}
"""Disagreement of two positions (N, A, Y, X) under each treatment of absence. ``missing``: roll
calls from which one is absent are not shared. ``category``: being absent is a position, alike only
to itself. ``half``: half agreement with anything. Under the last two a pair shares every roll call
that lists both."""

MIN_DEFINED = 0.9
"""Share of replicates in which a measure must exist for its interval to be given."""

_TEXTS_AT_ONCE = 512


def raw_and_kappa(
    disagreement: npt.NDArray[np.floating],
    first: npt.NDArray[np.floating],
    second: npt.NDArray[np.floating],
    weights: npt.NDArray[np.floating],
) -> tuple[npt.NDArray[np.floating], npt.NDArray[np.floating]]:
    """Return raw agreement and Cohen's weighted kappa from counts over shared roll calls.

    Parameters
    ----------
    disagreement : ndarray, shape (...)
        Sum of the disagreement over the shared roll calls.
    first, second : ndarray, shape (k, ...)
        How often the one and the other took each position in them.
    weights : ndarray, shape (k, k)
        Disagreement of two positions, symmetric, 0 to 1.

    Returns
    -------
    raw, kappa : ndarray, shape (...)
        Each at most 1; NaN where undefined.

    References
    ----------
    Cohen, J. (1968). Weighted kappa: Nominal scale agreement provision for scaled disagreement or
    partial credit. *Psychological Bulletin* 70(4), 213-220.

    Examples
    --------
    Of four roll calls A votes YYNN and B votes YYNY:

    >>> values = raw_and_kappa(np.float64(1), np.array([2.0, 0, 2]), np.array([1.0, 0, 3]),
    ...                        DISAGREEMENT["missing"])
    >>> [round(float(value), 3) for value in values]
    [0.75, 0.5]
    """
    n_shared = first.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        by_habits = expected(first, second, weights) / n_shared
        kappa = np.where(by_habits > 0, 1 - disagreement / by_habits, np.nan)
        return 1 - disagreement / n_shared, kappa


def sums(
    codes: npt.NDArray[np.int8],
    text_numbers: npt.NDArray[np.int64],
    times: npt.NDArray[np.int64],
    weights: npt.NDArray[np.float32],
) -> npt.NDArray[np.float32]:
    """Return sums for all pairs when each text is counted so many times.

    All are sums of whole and half numbers far below 2**24, so single precision is exact, whatever
    the order of summation.

    Returns
    -------
    ndarray, shape (2 k, n_times, n_pairs)
        For k positions: shared roll calls, their disagreement, then how often the first took each
        position but the first, and how often the second did.
    """
    n_states = codes.shape[1]
    n_statistics = 2 * len(weights)
    n_pairs = n_states * (n_states - 1) // 2
    first, second = np.triu_indices(n_states, k=1)
    above, below = first * n_states + second, second * n_states + first
    out = np.empty((n_statistics, len(times), n_pairs), dtype=np.float32)
    n_at_once = min(_TEXTS_AT_ONCE, times.shape[1])
    sums = np.empty((n_statistics, n_at_once, n_pairs), dtype=np.float32)
    for start, rows in chunks(text_numbers):
        with threadpoolctl.threadpool_limits(limits=1):  # a text is too small to be shared out
            for k, here in enumerate(rows):
                n_shared, disagreement, *each = _squares(codes[here], weights)
                for j, square in enumerate((n_shared, disagreement, *each)):
                    np.take(square, above, out=sums[j, k], mode="clip")
                for j, square in enumerate(each, start=2 + len(each)):
                    np.take(square, below, out=sums[j, k], mode="clip")
        part = times[:, start : start + len(rows)].astype(np.float32)
        for k in range(n_statistics):
            if start == 0:
                np.matmul(part, sums[k, : len(rows)], out=out[k])
            else:
                out[k] += part @ sums[k, : len(rows)]
    return out


def weighted_sums(
    codes: npt.NDArray[np.int8],
    text_numbers: npt.NDArray[np.int64],
    times: npt.NDArray[np.int64],
    each: npt.NDArray[np.float64],
    n_positions: int,
) -> npt.NDArray[np.float64]:
    """Return for all pairs the sum of a figure of each roll call over those that they share.

    Parameters
    ----------
    codes, text_numbers, times
        As for `sums`.
    each : ndarray, shape (n_rollcalls,)
        The figure of each roll call.
    n_positions : int
        Codes below it take part.

    Returns
    -------
    ndarray, shape (n_times, n_pairs)
    """
    first, second = np.triu_indices(codes.shape[1], k=1)
    takes_part = ((codes >= 0) & (codes < n_positions)).astype(np.float64)
    out = np.zeros((len(times), len(first)))
    with threadpoolctl.threadpool_limits(limits=1):  # sums in one order on every machine
        for start, rows in chunks(text_numbers):
            own = np.empty((len(rows), len(first)))
            for k, here in enumerate(rows):
                part = takes_part[here]
                own[k] = (part.T @ (part * each[here, None]))[first, second]
            out += times[:, start : start + len(rows)].astype(np.float64) @ own
    return out


def expected(
    first: npt.NDArray[np.floating],
    second: npt.NDArray[np.floating],
    weights: npt.NDArray[np.floating],
) -> npt.NDArray[np.floating]:
    """Return the sum of disagreement over all ways to draw one position of each."""
    terms = [
        weights[a, b] * first[a] * second[b] for a, b in zip(*np.nonzero(weights), strict=True)
    ]
    return np.asarray(sum(terms))


def chunks(
    text_numbers: npt.NDArray[np.int64],
) -> Iterator[tuple[int, list[npt.NDArray[np.intp]]]]:
    """Yield the rows of some texts at a time, and the number of the first."""
    order = np.argsort(text_numbers, kind="stable")
    rows = np.split(order, np.flatnonzero(np.diff(text_numbers[order])) + 1)
    for start in range(0, len(rows), _TEXTS_AT_ONCE):
        yield start, rows[start : start + _TEXTS_AT_ONCE]


def _squares(
    codes: npt.NDArray[np.int8], weights: npt.NDArray[np.float32]
) -> list[npt.NDArray[np.float32]]:
    """Return sums over one text, States by States.

    Returns
    -------
    list of ndarray, shape (n_states, n_states)
        Roll calls shared, their disagreement, and for each position but the first how often the
        State of the row took it in them.
    """
    taken = [(codes == code).astype(np.float32) for code in range(len(weights))]
    is_counted = np.sum(taken, axis=0)
    apart = np.tensordot(weights, np.stack(taken), axes=1)
    each = [own.T @ is_counted for own in taken]
    disagreement = np.concatenate(taken).T @ np.concatenate(list(apart))
    return [np.sum(each, axis=0), disagreement, *each[1:]]
