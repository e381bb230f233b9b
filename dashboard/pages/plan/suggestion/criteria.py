"""What the best approaches are for, what they must keep to, and who is left out of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analytics.joining import opportunities
from analytics.outreach.constraints import Constraints
from dashboard.i18n import _, mark
from dashboard.pages.plan.wording import stances
from dashboard.words import probabilities

GOALS: Mapping[str, str] = {
    "members": mark("Most new members"),
    "target": mark("Best chance of reaching the target"),
    "balance": mark("Regional balance"),
    "bridge": mark("States that others listen to"),
}


@dataclass(frozen=True)
class Criteria:
    """What the best approaches are for, and what they must keep to.

    Attributes
    ----------
    what : str
        Key of `GOALS`.
    is_robust : bool
        Whether they are chosen for the worst case: all assumptions at their low ends.
    constraints : Constraints
    """

    what: str
    is_robust: bool
    constraints: Constraints


def declined(table: pd.DataFrame) -> dict[str, str]:
    """Return the States that said no to a text or its subject, and how, in words.

    Parameters
    ----------
    table : DataFrame
        From `opportunities.table`: ``iso3, origin, fact``.
    """
    on_record = stances(table)
    voted_no = _(probabilities.ORIGINS[opportunities.VOTED_NO])
    return {iso3: on_record.get(iso3, voted_no) for iso3 in opportunities.said_no(table)}
