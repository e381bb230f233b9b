"""Titles of texts, read so that the same text meets itself again.

Sources print a title in several ways: with the form of the document behind it, or the item of the
agenda before it and its keywords after. Read without these, votes under one title make a series.
Where two votes of a day stand under one title, which of them succeeds the earlier one cannot be
told: neither is used.
"""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

_ITEM = re.compile(r"^A/\d+/\d+\S*\s+\S+\s+-\s+")
_FORM = re.compile(r"\s+:\s+(?:draft )?resolution\b.*$", re.IGNORECASE)
_KEYWORDS = re.compile(r"\.\s+-\s+[^a-z]+$")
_HEADING = re.compile(r"^[^a-z]+$")


def series(rollcalls: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the series of each roll call, and why it has none.

    Parameters
    ----------
    rollcalls : DataFrame
        ``title, vote_date``; of one body, in any order.

    Returns
    -------
    names : Series of str
        The plain title, under which votes on one text meet; empty where there is none.
    reasons : Series of str
        ``twice_a_day``: another vote of the day stands under it; ``no_title``; empty otherwise.
    """
    names = rollcalls["title"].map(plain).astype(object)
    same_day = pd.DataFrame({"name": names, "day": rollcalls["vote_date"]})
    is_twice = same_day.duplicated(keep=False) & (names != "")
    reasons = (
        names.mask(names == "", "no_title").mask(names != "", "").mask(is_twice, "twice_a_day")
    )
    return names.mask(is_twice, ""), reasons


def bare(title: str) -> str:
    """Return a title without the form of its document, the item of the agenda and keywords.

    Examples
    --------
    >>> bare("Reducing nuclear danger : resolution / adopted by the General Assembly")
    'Reducing nuclear danger'
    """
    return _KEYWORDS.sub("", _FORM.sub("", _ITEM.sub("", title.strip())))


def plain(title: object) -> str:
    """Return a title by which votes on one text meet; empty where it is none, or only a heading.

    Examples
    --------
    >>> plain("A/73/251 101ff - Reducing nuclear danger. - NUCLEAR WEAPONS--SECURITY")
    'reducing nuclear danger'
    >>> plain("Reducing nuclear danger : resolution / adopted by the General Assembly")
    'reducing nuclear danger'
    >>> plain("DISARMAMENT, NUCLEAR")
    ''
    """
    if not isinstance(title, str):
        return ""
    name = bare(title)
    return "" if _HEADING.match(name) else folded(name)


def folded(title: object) -> str:
    """Return a title without case, accents and signs, so that spellings of it meet.

    Examples
    --------
    >>> folded("No first placement of weapons in outer space : resolution")
    'no first placement of weapons in outer space resolution'
    """
    text = title if isinstance(title, str) else ""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", letters))
