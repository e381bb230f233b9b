"""What two States say, side by side; and how often others answer as one State does."""

from __future__ import annotations

from collections.abc import Sequence

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


def _pair(first: Sequence[str], second: Sequence[str]) -> str:
    if set(first) == set(second):
        return "same"
    return "partly" if set(first) & set(second) else "differ"
