"""What another record of votes holds, in the form in which it is laid beside ours."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from etl.catalog import Source

TEXT_COLUMNS = (
    "rollcall_id",
    "body",
    "session",
    "symbol",
    "draft",
    "meeting",
    "title",
    "vote_date",
    "committee",
    "subjects",
    "note",
    "n_yes_published",
    "n_no_published",
    "n_abstain_published",
    "n_absent_published",
)

SPONSOR_COLUMNS = ("text", "iso3", "role", "on_behalf_of")


@dataclass(frozen=True)
class OtherRecord:
    """Texts that were voted on, and the votes.

    Attributes
    ----------
    source : Source
        Where it comes from; what it adds rests on its document.
    texts : DataFrame
        `TEXT_COLUMNS`, one row a text, numbered from 0. Its ``rollcall_id`` is the key that the
        text gets if ours has no such roll call.
    votes : DataFrame
        ``text`` (its row), ``iso3`` and ``vote`` (categories), each State once a text.
    sponsors : DataFrame
        ``text, iso3, role, on_behalf_of``.
    left_out : tuple of dict
        Rows of table ``refusals``: what of it cannot be used.
    """

    source: Source
    texts: pd.DataFrame
    votes: pd.DataFrame
    sponsors: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=SPONSOR_COLUMNS, dtype="object")
    )
    left_out: tuple[dict[str, str], ...] = ()
