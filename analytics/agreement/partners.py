"""With whom one State votes most and least, and how sure the order is."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.agreement import closeness
from data.errors import AnalysisError

COLUMNS = {
    **{name: name for name in ("n_shared", "n_same", "n_half", "n_opposite")},
    **{end: f"closeness_{end}" for end in ("q05", "q95", "percentile")},
    **{f"percentile_{end}": f"closeness_percentile_{end}" for end in ("q05", "q95")},
    "value": "closeness",
}
"""What is told of a partner, and the column of `closeness.Closeness.pairs` that it is."""


@dataclass(frozen=True)
class Partners:
    """With whom a State votes most and least.

    Attributes
    ----------
    closest, most_distant : DataFrame
        ``iso3, n_shared, n_same, n_half, n_opposite, value, q05, q95, rank, rank_from, rank_to,
        percentile, percentile_q05, percentile_q95``: best first and worst first; see
        `closeness.Closeness`. ``value`` is the closeness, ``rank`` 1 the State's closest partner.
    iso3 : str
        The State.
    n_partners : int
        Partners with a closeness.
    n_missing : int
        Partners without: too few shared texts.
    """

    closest: pd.DataFrame
    most_distant: pd.DataFrame
    iso3: str
    n_partners: int
    n_missing: int


def ranking(result: closeness.Closeness, iso3: str, *, n: int = 10) -> Partners:
    """Return a State's closest and most distant partners.

    Parameters
    ----------
    result : Closeness
    iso3 : str
        The State.
    n : int
        Length of each list.

    Raises
    ------
    AnalysisError
        If the State is not among those compared.
    """
    if iso3 not in result.states:
        raise AnalysisError(
            "partners",
            found=f"no votes of {iso3}",
            expected="a State that voted",
            do="widen the window or the issue",
        )
    pairs = result.pairs
    own = pairs[(pairs["iso3_a"] == iso3) | (pairs["iso3_b"] == iso3)]
    is_first = own["iso3_a"] == iso3
    frame = pd.DataFrame({"iso3": own["iso3_b"].where(is_first, own["iso3_a"])})
    for name, column in COLUMNS.items():
        frame[name] = own[column]
    for end in ("", "_from", "_to"):
        frame[f"rank{end}"] = own[f"rank_ab{end}"].where(is_first, own[f"rank_ba{end}"])
    found = frame[frame["value"].notna()]
    closest = found.sort_values(["value", "iso3"], ascending=[False, True], ignore_index=True)
    distant = found.sort_values(["value", "iso3"], ignore_index=True)
    return Partners(
        closest=closest.head(n),
        most_distant=distant.head(n),
        iso3=iso3,
        n_partners=len(found),
        n_missing=len(frame) - len(found),
    )
