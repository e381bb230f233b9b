"""What two States say, side by side; and how often others answer as one State does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.stated.known import ASKED
from analytics.stated.latest import LatestPositions

ANSWERED = ("stated", "documents_differ")
"""Statuses of a State that is on record with an answer."""

SUBJECT = ASKED[1:]
PAIRS = ("same", "partly", "differ", "one_unknown")
"""same: the same latest answers; partly: some in common; differ: none; one_unknown: of one of the
two nothing is on record, which is no difference."""


def of_two(positions: LatestPositions, a: str, b: str) -> pd.DataFrame:
    """Return what two States last said, on every question on which either is on record.

    Parameters
    ----------
    positions : LatestPositions
    a, b : str
        Codes of the two.

    Returns
    -------
    DataFrame
        ``topic, question, codes_a, codes_b, status_a, status_b, pair``: a row a question, the codes
        as tuples and ``pair`` as one of `PAIRS`.
    """
    columns = [*SUBJECT, "codes", "status"]
    sides = [positions.states.loc[positions.states["iso3"] == one, columns] for one in (a, b)]
    both = sides[0].merge(sides[1], on=SUBJECT, suffixes=("_a", "_b"))
    is_a, is_b = (both[f"status_{side}"].isin(ANSWERED) for side in "ab")
    told = both[is_a | is_b].reset_index(drop=True)
    pairs = [
        _pair(first, second) if status_a in ANSWERED and status_b in ANSWERED else "one_unknown"
        for first, second, status_a, status_b in zip(
            told["codes_a"], told["codes_b"], told["status_a"], told["status_b"], strict=True
        )
    ]
    return told.assign(pair=pairs)


def alike(positions: LatestPositions, iso3: str, others: Sequence[str]) -> pd.DataFrame:
    """Return on how many questions others answer as one State does.

    Parameters
    ----------
    positions : LatestPositions
    iso3 : str
    others : sequence of str

    Returns
    -------
    DataFrame
        ``iso3, n_alike, n_both``: a row for each of `others`, in their order; the questions with an
        answer in common, of those on which both are on record with one.
    """
    states = positions.states
    asked = states[states["iso3"].isin([iso3, *others]) & states["status"].isin(ANSWERED)]
    said: dict[str, dict[tuple[str, str], frozenset[str]]] = {}
    for one, topic, question, codes in zip(
        asked["iso3"], asked["topic"], asked["question"], asked["codes"], strict=True
    ):
        said.setdefault(str(one), {})[topic, question] = frozenset(codes)
    own = said.get(iso3, {})
    rows = []
    for other in others:
        theirs = said.get(other, {})
        shared = own.keys() & theirs.keys()
        n_alike = sum(bool(own[key] & theirs[key]) for key in shared)
        rows.append({"iso3": other, "n_alike": n_alike, "n_both": len(shared)})
    return pd.DataFrame(rows, columns=["iso3", "n_alike", "n_both"])


def alike_of_all(
    positions: LatestPositions, iso3s: Sequence[str]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return `alike` of every pair of States at once.

    Parameters
    ----------
    positions : LatestPositions
    iso3s : sequence of str
        The S States, each once.

    Returns
    -------
    n_alike, n_both : ndarray of int, shape (S, S)
        Symmetric; of a State with itself, the questions on which it is on record.
    """
    n_alike = np.zeros((len(iso3s), len(iso3s)), dtype=np.int64)
    n_both = np.zeros_like(n_alike)
    states = positions.states
    asked = states[states["iso3"].isin(iso3s) & states["status"].isin(ANSWERED)]
    place = pd.Index(iso3s)
    for _subject, told in asked.groupby(SUBJECT):
        row = told.explode("codes")
        codes, number = np.unique(row["codes"].to_numpy(dtype=str), return_inverse=True)
        said = np.zeros((len(iso3s), len(codes)), dtype=np.int64)
        said[place.get_indexer(pd.Index(row["iso3"])), number] = 1
        is_told = said.any(axis=1).astype(np.int64)
        n_alike += said @ said.T > 0
        n_both += np.outer(is_told, is_told)
    return n_alike, n_both


def _pair(first: Sequence[str], second: Sequence[str]) -> str:
    if set(first) == set(second):
        return "same"
    return "partly" if set(first) & set(second) else "differ"
