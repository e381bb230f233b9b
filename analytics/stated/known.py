"""What was on record on a day, and how well each row of it is documented."""

from __future__ import annotations

import numpy as np
import pandas as pd

HOW = (
    "own_words",
    "described",
    "press",
    "signature",
    "via_group",
    "named_by_others",
    "review",
)
"""How an answer is documented, the best first. own_words: a text of its own, read on an official
site; described: such a text as described by someone else, or in a copy; press: as reported; then
a name under a text with others, in line with a group, on a list by others, and what is no act of
the State: a reviewer's finding."""

ASKED = ["iso3", "topic", "question"]
"""What one answer is to: a State, on a topic, on a question."""

_OF_OWN_TEXT = {
    "official": "own_words",
    "official_via_third_party": "described",
    "secondary": "press",
}
_OF_ACT = {"joint_text": "signature"}


def on_record(rows: pd.DataFrame, as_of: pd.Timestamp) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows that were certainly on record on a day, and those that were left out.

    A partial date counts from its last possible day: a row of 2024 is not known in June 2024.

    Parameters
    ----------
    rows : DataFrame
        Table ``stated_positions`` or ``group_positions``.
    as_of : Timestamp

    Returns
    -------
    known : DataFrame
        The rows of no later day.
    left_out : DataFrame
        The others, with ``reason``: ``later``.
    """
    is_known = (rows["date_to"] <= as_of).to_numpy(dtype=bool)
    return rows[is_known].reset_index(drop=True), rows[~is_known].assign(reason="later")


def how_documented(rows: pd.DataFrame) -> pd.Series:
    """Return how each row is documented, as one of `HOW`.

    Parameters
    ----------
    rows : DataFrame
        ``act, confidence``.

    Examples
    --------
    >>> rows = {"act": ["own_text", "joint_text"], "confidence": ["secondary", "official"]}
    >>> how_documented(pd.DataFrame(rows)).tolist()
    ['press', 'signature']
    """
    act = rows["act"].astype(object)
    return act.replace(_OF_ACT).where(act != "own_text", rows["confidence"].map(_OF_OWN_TEXT))


def best(how: pd.Series) -> pd.Series:
    """Return the place of each word in `HOW`, 0 the best documented."""
    return how.map({word: place for place, word in enumerate(HOW)}).astype(np.int64)


def is_superseded(rows: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series:
    """Return which rows a source itself had marked, by a day, as no longer the position.

    Parameters
    ----------
    rows : DataFrame
        ``superseded_on``: a partial date, which counts from its last possible day.
    as_of : Timestamp
    """
    texts = rows["superseded_on"].astype(object)
    ends = {text: _last_day(text) for text in texts.dropna().unique()}
    return (texts.map(ends).astype("datetime64[us]") <= as_of).astype(bool)


def _last_day(text: str) -> pd.Timestamp:
    """Return the last day that a partial date can mean."""
    return pd.Period(text, freq={4: "Y", 7: "M", 10: "D"}[len(text)]).end_time.normalize()
