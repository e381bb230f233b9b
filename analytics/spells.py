"""Which membership spells were running on which day.

Dates in the record are bounds. A spell counts from the latest day on which it can have begun
(``since_to``) to before the earliest on which it can have ended (``until``): on those days it is
certain. A spell whose beginning nobody recorded counts from ever, or never, as asked; most rosters
of organisations are of this kind, the members as of their source's date.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt
import pandas as pd

from data import schema

NOT_MEMBERS = (*schema.ORGANISER_ROLES, *schema.FORMER_ROLES, "observer")
"""Roles that do not make a member: who convened, who left, who looks on."""


def counted(memberships: pd.DataFrame, roles: Collection[str] | None = None) -> pd.DataFrame:
    """Return the spells in some roles, in every role but `NOT_MEMBERS` when not given.

    Parameters
    ----------
    memberships : DataFrame
        With a column ``role``.
    roles : collection of str, optional
    """
    role = memberships["role"].astype(str)
    is_counted = ~role.isin(NOT_MEMBERS) if roles is None else role.isin(list(roles))
    return memberships[is_counted].reset_index(drop=True)


def running(
    memberships: pd.DataFrame, days: pd.Series, *, include_undated: bool = True
) -> npt.NDArray[np.bool_]:
    """Return which spells count on which days.

    Parameters
    ----------
    memberships : DataFrame
        ``since_to``, a date or missing; ``until``, a year, month or day as text, or missing. On the
        day of ``until`` the spell is over.
    days : Series of datetime64
        On a missing day nothing counts.
    include_undated : bool
        Whether a spell without ``since_to`` counts from ever. If so, today's roster stands in for
        the unknown one of earlier days.

    Returns
    -------
    ndarray of bool, shape (n_days, n_spells)

    Examples
    --------
    >>> spells = pd.DataFrame({"since_to": pd.to_datetime(["2020-12-31", None]),
    ...                        "until": [None, "2022"]})
    >>> running(spells, pd.Series(pd.to_datetime(["2020-06-01", "2022-01-01"]))).tolist()
    [[False, True], [True, False]]
    """
    day = _instants(days)[:, None]
    since = _instants(memberships["since_to"])
    until = _instants(memberships["until"])
    has_begun = np.where(np.isnat(since), include_undated, since <= day)
    is_over = np.where(np.isnat(until), False, until <= day)
    is_running: npt.NDArray[np.bool_] = has_begun & ~is_over & ~np.isnat(day)
    return is_running


def _instants(dates: pd.Series) -> npt.NDArray[np.datetime64]:
    """Return dates as numbers of days; a year or a month means its first day."""
    if not pd.api.types.is_datetime64_any_dtype(dates.dtype):
        dates = pd.to_datetime(dates.astype(object), format="ISO8601")
    return dates.to_numpy(dtype="datetime64[D]")
