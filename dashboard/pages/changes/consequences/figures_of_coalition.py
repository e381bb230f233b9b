"""The figures of the first page as rows that can be compared."""

from __future__ import annotations

import pandas as pd

from analytics import record
from dashboard.i18n import _
from data.facts import Facts

TOPIC = "aimd"
DOMAIN = "military AI"
"""The subject of the page *Where things stand*."""


def rows(facts: Facts) -> pd.DataFrame:
    """Return ``figure, n``: votes, sponsors, endorsers and who could be asked, in words."""
    found = facts.recall(record.coalition_on, TOPIC, DOMAIN)
    told = [
        (text.format(symbol=row["symbol"]), row[column])
        for row in found.votes.to_dict("records")
        for text, column in (
            (_("Voted for {symbol}"), "n_yes"),
            (_("Voted against {symbol}"), "n_no"),
            (_("Abstained on {symbol}"), "n_abstain"),
            (_("Sponsored {symbol}"), "n_sponsors"),
        )
    ]
    told += [
        (_("Endorsed: {text}").format(text=_(str(row["short_name"]))), row["n_endorsers"])
        for row in found.texts.to_dict("records")
    ]
    told.append((_("Voted for the last text, named on no summit text"), len(found.pool)))
    return pd.DataFrame(told, columns=["figure", "n"]).drop_duplicates("figure")
