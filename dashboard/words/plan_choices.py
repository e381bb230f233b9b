"""Saved plans as a reader chooses among them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dashboard import i18n
from dashboard.i18n import _
from dashboard.plans import store


def saved(listed: Iterable[store.Listed]) -> dict[str, str]:
    """Return every plan in words, the one saved last first."""
    return {
        one.plan_id: _("{title} · saved {when}").format(
            title=one.title, when=i18n.day(pd.Timestamp(one.saved_at.date()))
        )
        for one in listed
    }
