"""The next summit on record: where, when, and what of it is not confirmed."""

from __future__ import annotations

import pandas as pd

from analytics import record
from dashboard.blocks import Blocks, Text, Unknown
from dashboard.i18n import _
from dashboard.words import dates, markdown
from data.facts import Facts

LANES = ("reaim",)
KINDS = ("summit",)


def blocks(facts: Facts, day: pd.Timestamp) -> Blocks:
    """Return the first summit after a day, or nothing where none is on record.

    Parameters
    ----------
    facts : Facts
    day : Timestamp
        As seen from which day.
    """
    found = facts.recall(record.process_on, day, LANES, KINDS, day.year).milestones
    ahead = found[found["when"] != "past"]
    if ahead.empty:
        return ()
    row = ahead.iloc[0]
    when = dates.date_in_words(row["date_text"], row["date_from"], row["date_to"])
    place = _(row["place"]) if isinstance(row["place"], str) else ""
    url = markdown.web_address(facts.evidence.set_index("evidence_id")["url"][row["evidence_id"]])
    parts = [markdown.plain(part) for part in (place, when, _(row["body"])) if part]
    source = f" · [{_('source')}](<{url}>)" if url else ""
    text = Text(
        _("**Next: {title}** — {about}").format(
            title=markdown.plain(_(row["title"])), about=" · ".join(parts) + source
        )
    )
    if row["is_confirmed"]:
        return (text,)
    note = _(row["note"]) if isinstance(row["note"], str) else _("Its date is not confirmed.")
    return (text, Unknown(note))
