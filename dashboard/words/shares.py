"""Shares, percentiles and ranges in words, and what a test can tell of a chance."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analytics.same_chance import SameChance
from dashboard import i18n
from dashboard.i18n import _, ngettext


def share(value: float) -> str:
    """Return a share as a whole percentage that is 0 or 100 only if it is nothing or all.

    Examples
    --------
    >>> share(0.822), share(0.0015), share(0.0), share(0.9985)
    ('82%', 'under 1%', '0%', 'over 99%')
    """
    if 0 < value < 0.005:
        return _("under {share}").format(share=i18n.per_cent(0.01))
    if 0.995 < value < 1:
        return _("over {share}").format(share=i18n.per_cent(0.99))
    return i18n.per_cent(value)


def percentile(value: float) -> str:
    """Return a percentile, 0 to 100, as a share of all pairs."""
    return share(value / 100)


def span(low: float, high: float, write: Callable[[float], str]) -> str:
    """Return a range in words, one figure where its ends are written alike; a dash without one.

    Parameters
    ----------
    low, high : float
        May be missing.
    write : callable
        Writes a figure, such as `share`.

    Examples
    --------
    >>> span(0.62, 0.8, share), span(0.998, 1, share), span(0.1, 0.1, share)
    ('62% to 80%', 'over 99% to 100%', '10%')
    """
    if pd.isna([low, high]).any():
        return "—"
    ends = (write(low), write(high))
    return ends[0] if ends[0] == ends[1] else _("{low} to {high}").format(low=ends[0], high=ends[1])


def too_few_cases(chance: float, found: SameChance) -> str:
    """Return that a test gave too few States about a chance to tell how far it can be trusted."""
    if not found.n:
        return _(
            "How far to trust {chance}: the test on the past never gave a State about that chance; "
            "it cannot tell. Whatever the chance, it came true in {base} of cases."
        ).format(chance=i18n.per_cent(chance), base=share(found.base_rate))
    return ngettext(
        "How far to trust {chance}: the test on the past gave a State about that chance ({span}) "
        "in only {n} case, and it came true in {came}: too few to tell. Whatever the chance, it "
        "came true in {base} of cases.",
        "How far to trust {chance}: the test on the past gave a State about that chance ({span}) "
        "in only {n} cases, and it came true in {came}: too few to tell. Whatever the chance, it "
        "came true in {base} of cases.",
        found.n,
    ).format(
        chance=i18n.per_cent(chance),
        span=span(found.low, found.high, share),
        n=i18n.number(found.n),
        came=i18n.number(found.n_came),
        base=share(found.base_rate),
    )
