"""Saved plans as a reader chooses among them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from dashboard import i18n
from dashboard.i18n import _
from dashboard.plans import store


def saved(listed: Iterable[store.Listed]) -> dict[str, str]:
    """Return every plan in words, the one saved last first."""
    return {one.plan_id: saved_in_words(one.title, one.saved_at) for one in listed}


def saved_in_words(title: str, at: datetime) -> str:
    """Return what was saved, and when, in a line."""
    return _("{title} · saved {when}").format(title=title, when=i18n.day(pd.Timestamp(at.date())))
