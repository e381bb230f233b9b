"""What speaks for and against a vote in favour, in words that name what each reason stands on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from dashboard import i18n
from dashboard.i18n import _, mark, vocabulary
from dashboard.words import reasons, states

ABOUT = {
    "own_votes": mark("Its own votes on this text"),
    "others": mark("How the States that vote most like it voted"),
    "region": mark("How its regional group voted"),
    "texts_alike": mark("Its votes on texts that divide the Assembly in the same way"),
    "habits": mark("How often it votes in favour at all"),
    "absence": mark("How often it does not vote"),
    "sponsored": mark("Whether it sponsored the text"),
    "text": mark("How many have moved on this text"),
}
"""Each of `vote_reasons.REASONS` in general words."""

TOLD = {
    ("firm", True): mark("Firm on this text: {vote} in {n} of its {of} votes"),
    ("firm", False): mark("Not yet firm on this text: {vote} in {n} of its {of} votes"),
    ("alike so far", False): mark("Votes on this text so far: {of}, each time {vote}"),
    ("others", True): mark("Among those in favour are States that vote like it: {states}"),
    ("others", False): mark("States that vote like it were not in favour: {states}"),
    ("region", True): mark("In favour: {n} of the {of} others in its regional group ({group})"),
    ("region", False): mark(
        "In favour: only {n} of the {of} others in its regional group ({group})"
    ),
    ("habits", True): mark("In favour in {n} of {of} votes of the last five years, on any subject"),
    ("habits", False): mark(
        "In favour in only {n} of {of} votes of the last five years, on any subject"
    ),
    ("absence", True): mark(
        "Did not vote in {n} of {of} roll calls of two years: such States vote in favour more often"
    ),
    ("absence", False): mark(
        "Did not vote in {n} of {of} roll calls of two years: such States vote in favour less often"
    ),
    ("text", True): mark("Of {of} times that a State could move to Yes on this text, {n} did"),
    ("text", False): mark(
        "Of {of} times that a State could move to Yes on this text, only {n} did"
    ),
}
"""By reason, and whether it speaks for a vote in favour; of its own votes, whether it is firm, and,
where it is not, whether they were alike so far."""

ON_TEXTS_ALIKE = {
    ("Y", True): mark("Votes in favour of texts that divide the Assembly in the same way"),
    ("Y", False): mark("Less in favour than others of texts that divide the Assembly so"),
    ("A", True): mark("Less opposed than others to texts that divide the Assembly so"),
    ("A", False): mark("Abstains, or is of two minds, on texts that divide the Assembly so"),
    ("N", True): mark("Less opposed than others to texts that divide the Assembly so"),
    ("N", False): mark("Votes against texts that divide the Assembly in the same way"),
}
"""By its leaning on such texts, and whether that speaks for a vote in favour."""


def rows(found: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return what speaks for and against a vote in favour, in words.

    Parameters
    ----------
    found : DataFrame
        Rows of `reason_basis.named_reasons`.
    names : mapping of str to str
        What States are called.
    """
    return found.assign(
        about=[_(ABOUT[reason]) for reason in found["reason"]],
        words=[sentence(row, names) for row in found.to_dict("records")],
        odds=[_("odds × {factor}").format(factor=reasons.factor(add)) for add in found["log_odds"]],
    )


def sentence(row: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    """Return a reason with what it stands on; in general words where nothing can be named.

    Parameters
    ----------
    row : mapping
        ``reason, log_odds, key, n, of, vote``; see `reason_basis.ReasonBasis`.
    names : mapping of str to str
        What States are called.
    """
    return _(_told(row)).format(
        n="" if np.isnan(row["n"]) else i18n.number(row["n"]),
        of="" if np.isnan(row["of"]) else i18n.number(row["of"]),
        vote=vocabulary.word(vocabulary.POSITIONS, row["vote"]).lower(),
        states=i18n.listing([names.get(iso3, iso3) for iso3 in row["key"].split("|")]),
        group=states.group_names().get(row["key"], row["key"]),
    )


def _told(row: Mapping[Any, Any]) -> str:
    """Return the English words of a reason, with fields to fill."""
    reason, is_for = row["reason"], bool(row["log_odds"] > 0)
    if reason == "texts_alike":
        return ON_TEXTS_ALIKE[row["vote"], is_for]
    if reason == "own_votes":
        is_firm = is_for == (row["vote"] == "Y")
        return TOLD["firm" if is_firm or row["n"] < row["of"] else "alike so far", is_firm]
    if reason == "sponsored" and bool(row["n"]) == is_for:
        return mark("Sponsored the text") if is_for else mark("Never sponsored the text")
    has_none = (reason == "others" and not row["key"]) or row["of"] == 0
    return ABOUT[reason] if has_none else TOLD.get((reason, is_for), ABOUT[reason])


def strongest(told: pd.DataFrame, direction: str) -> tuple[str, str]:
    """Return the strongest reason for a move and the strongest against; empty where none is.

    Parameters
    ----------
    told : DataFrame
        From `rows`, of one State.
    direction : str
        ``to_yes`` or ``from_yes``.
    """
    pro, con = reasons.strongest(told)
    return (pro, con) if direction == "to_yes" else (con, pro)
