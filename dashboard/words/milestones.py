"""Milestones of the process in words: for lists, charts, papers and calendars."""

from __future__ import annotations

import pandas as pd

from dashboard.i18n import _, vocabulary
from dashboard.words import dates

UN_DOCUMENT = "https://docs.un.org/en/"
UN_SYMBOLS = ("A/", "S/", "CCW/")
"""How the symbols of documents begin that the United Nations serves under their symbol."""


def rows(milestones: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Return milestones in words.

    Parameters
    ----------
    milestones : DataFrame
        Rows of the table ``milestones``, with ``when`` and ``lane`` as in ``Process.milestones``.
    evidence : DataFrame
        Table ``evidence``.

    Returns
    -------
    DataFrame
        ``date_from, date_to, when, lane, evidence_id`` as they are; ``day, title, body, place,
        symbol, kind, certainty, note`` in words; ``source, document``, addresses, the latter empty
        where there is none; and for the chart ``mark, label, hover``.
    """
    day = [
        dates.date_in_words(text, first, last)
        for text, first, last in zip(
            milestones["date_text"], milestones["date_from"], milestones["date_to"], strict=True
        )
    ]
    is_confirmed = milestones["is_confirmed"].astype(bool)
    symbol = milestones["symbol"].fillna("")
    place = milestones["place"].fillna("").map(_)
    words = milestones[["date_from", "date_to", "when", "lane", "evidence_id"]].assign(
        day=day,
        title=milestones["title"].map(_),
        body=milestones["body"].map(_),
        place=place,
        symbol=symbol,
        kind=[vocabulary.word(vocabulary.MILESTONE_KINDS, kind) for kind in milestones["kind"]],
        certainty=[_("confirmed") if sure else _("not confirmed") for sure in is_confirmed],
        note=milestones["note"].fillna("").map(_),
        source=milestones["evidence_id"].map(evidence.set_index("evidence_id")["url"]),
        document=[UN_DOCUMENT + text if text.startswith(UN_SYMBOLS) else "" for text in symbol],
        mark=milestones["kind"].where(is_confirmed, milestones["kind"] + "_open"),
        label=place.where(milestones["kind"] == "summit", symbol.str.removeprefix("A/RES/")),
    )
    return words.assign(
        hover=[
            f"{day} · {certainty}\n{body}\n{place}"
            for day, certainty, body, place in zip(
                words["day"], words["certainty"], words["body"], words["place"], strict=True
            )
        ]
    )
