"""Dates as the sources give them, in words."""

from __future__ import annotations

import pandas as pd

from dashboard import i18n
from dashboard.figures import lanes
from dashboard.i18n import _


def date_in_words(text: object, first: object, last: object) -> str:
    """Return a date as sourced, or else what bounds it, in words.

    Parameters
    ----------
    text : str or missing
        A year, month or day.
    first, last : Timestamp or missing
        Bounds.

    Examples
    --------
    >>> date_in_words("2024-09-10", pd.Timestamp("2024-09-10"), pd.Timestamp("2024-09-10"))
    '10 September 2024'
    >>> date_in_words(None, pd.Timestamp("2026-02-05"), pd.Timestamp("2026-07-17"))
    'between 5 February 2026 and 17 July 2026'
    >>> date_in_words("2023-11-13", None, pd.Timestamp("2023-11-13"))
    'by 13 November 2023'
    """
    if isinstance(text, str) and isinstance(first, pd.Timestamp):
        return i18n.partial_date(text)
    if isinstance(first, pd.Timestamp) and isinstance(last, pd.Timestamp):
        return _("between {first} and {last}").format(first=i18n.day(first), last=i18n.day(last))
    if isinstance(last, pd.Timestamp):
        return _("by {day}").format(day=i18n.day(last))
    return _("not dated")


def bars(events: pd.DataFrame, first: pd.Timestamp) -> list[str]:
    """Return what the bars of `lanes.chart` mean, as a sentence; none where none is drawn."""
    if not lanes.has_bars(events, first):
        return []
    return [_("A bar covers all the days that a date can mean; its mark stands in the middle.")]
