"""What groups and meetings say, apart from their members: a member may differ from its group."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.stated import known


@dataclass(frozen=True)
class GroupStatements:
    """What groups were on record as wanting, on a day.

    Attributes
    ----------
    as_of : Timestamp
    rows : DataFrame
        The rows of ``group_positions`` known by then, the latest first.
    left_out : DataFrame
        Rows of a later day, with ``reason``.
    """

    as_of: pd.Timestamp
    rows: pd.DataFrame
    left_out: pd.DataFrame


def statements(group_positions: pd.DataFrame, as_of: pd.Timestamp) -> GroupStatements:
    """Return what groups were on record as wanting, on a day."""
    rows, later = known.on_record(group_positions, as_of)
    order = ["date_to", "group_id", "question", "code"]
    return GroupStatements(
        as_of=as_of,
        rows=rows.sort_values(order, ascending=[False, True, True, True], ignore_index=True),
        left_out=later.reset_index(drop=True),
    )
