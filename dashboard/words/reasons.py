"""What speaks for and against a State's joining, in words that name what each reason stands on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from dashboard import i18n
from dashboard.i18n import _, mark, ngettext, vocabulary

REASONS = {
    "earlier_versions": mark("Earlier versions of this text"),
    "record": mark("How readily it joins texts in general"),
    "record_of_class": mark("Its record on texts of this kind"),
    "engagement": mark("How active it is in this field"),
    "votes_on_subject": mark("Its last votes on this subject"),
    "absence": mark("How often it does not vote"),
    "carrier_votes": mark("How far it votes like the States that carry the text"),
    "same_carrier": mark("Its record on texts that the same States carry"),
    "like_carriers": mark("Its record on texts of States that vote like the carriers"),
    "camp": mark("Its record on texts of this camp"),
    "groups": mark("What the groups it is in do"),
    "signatories": mark("Its record on texts that the signatories join"),
    "signatory_votes": mark("How far it votes like the signatories"),
}
"""Each reason of `features.MEANINGS`, where nothing can be named."""

TEXTS = {
    ("like_carriers", "Y", True): mark("Joined {text}, carried by States that vote alike"),
    ("like_carriers", "N", True): mark("Kept off {text}, carried by States that vote otherwise"),
    ("like_carriers", "N", False): mark("Not on {text}, carried by States that vote alike"),
    ("like_carriers", "Y", False): mark("Joined {text}, carried by States that vote otherwise"),
    ("camp", "Y", True): mark("Joined {text}, a text of this camp"),
    ("camp", "N", True): mark("Kept off {text}, a text of another camp"),
    ("camp", "N", False): mark("Not on {text}, a text of this camp"),
    ("camp", "Y", False): mark("Joined {text}, a text of another camp"),
    ("signatories", "Y", True): mark("Joined {text}, whose signatories are much the same"),
    ("signatories", "N", True): mark("Kept off {text}, whose signatories are others"),
    ("signatories", "N", False): mark("Not on {text}, whose signatories are much the same"),
    ("signatories", "Y", False): mark("Joined {text}, whose signatories are others"),
}
"""By reason, whether the State is on the text that tells most of it, and whether that speaks for
joining."""


COUNTS = {
    ("groups", True): mark("{text}: {n} of {of} members on {roster}"),
    ("groups", False): mark("{text}: only {n} of {of} members on {roster}"),
    ("same_carrier", True): mark("Joined {n} of {of} texts carried by {states}"),
    ("same_carrier", False): mark("Joined only {n} of {of} texts carried by {states}"),
    ("record_of_class", True): mark("Joined {n} of {of} earlier texts of this kind"),
    ("record_of_class", False): mark("Joined only {n} of {of} earlier texts of this kind"),
    ("record", True): mark("Joined {n} of {of} earlier texts"),
    ("record", False): mark("Joined only {n} of {of} earlier texts"),
    ("absence", True): mark("Missed only {n} of {of} votes of the last years"),
    ("absence", False): mark("Missed {n} of {of} votes of the last years"),
}
"""By reason, and whether it speaks for joining, beside the average State that could."""


def rows(found: pd.DataFrame, titles: Mapping[str, str]) -> pd.DataFrame:
    """Return what speaks for and against a State's joining, in words.

    Parameters
    ----------
    found : DataFrame
        From `reasons.named_reasons`.
    titles : mapping of str to str
        What texts, groups, roll calls and States are called, by their keys.

    Returns
    -------
    DataFrame
        With ``about`` (the reason in general), ``words`` (with what it stands on) and ``odds``.
    """
    return found.assign(
        about=[_(REASONS[reason]) for reason in found["reason"]],
        words=[sentence(row, titles) for row in found.to_dict("records")],
        odds=[_("odds × {factor}").format(factor=factor(add)) for add in found["log_odds"]],
    )


def sentence(row: Mapping[Any, Any], titles: Mapping[str, str]) -> str:
    """Return a reason with what it stands on; in general words where nothing can be named.

    Parameters
    ----------
    row : mapping
        ``reason, log_odds, key, n, of, text, vote``; see `reasons.named_reasons`.
    titles : mapping of str to str
        What texts, groups, roll calls and States are called, by their keys.
    """
    reason, speaks_for = row["reason"], bool(row["log_odds"] > 0)
    if not np.isnan(row["of"]):
        told = _counted(row)
    elif reason == "engagement":
        told = _active(row)
    elif (reason, row["vote"], speaks_for) in TEXTS:
        told = _(TEXTS[reason, row["vote"], speaks_for])
    else:
        told = _voting(row, speaks_for=speaks_for)
    return (told or _(REASONS[reason])).format(
        n=_whole(row["n"]),
        of=_whole(row["of"]),
        text=titles.get(row["key"], row["key"]),
        roster=titles.get(row["text"], row["text"]),
        states=i18n.listing([titles.get(key, key) for key in row["key"].split("|")]),
        vote=vocabulary.word(vocabulary.POSITIONS, row["vote"]).lower(),
    )


def strongest(told: pd.DataFrame) -> tuple[str, str]:
    """Return the strongest reason for and the strongest against, in words; empty where none is."""
    pro = told["words"][told["log_odds"] > 0]
    con = told["words"][told["log_odds"] < 0]
    return (pro.iloc[0] if len(pro) else "", con.iloc[0] if len(con) else "")


def factor(log_odds: float) -> str:
    """Return by how much a reason multiplies the odds.

    Examples
    --------
    >>> factor(0.6931), factor(-0.6931)
    ('2.0', '0.5')
    """
    return i18n.number(float(np.exp(log_odds)), decimals=1)


def _counted(row: Mapping[Any, Any]) -> str:
    """Return the words of a reason that counts members, texts or votes; with fields to fill."""
    reason, speaks_for = row["reason"], bool(row["log_odds"] > 0)
    if reason == "earlier_versions":
        if row["of"] > 1:
            return _("On {n} of {of} earlier versions, of which the last is {text}")
        return (
            _("On {text}, the last version") if row["n"] else _("Not on {text}, the last version")
        )
    if reason == "same_carrier" and not row["key"]:
        return ""
    if reason == "absence" and not row["n"]:
        return _("Missed none of {of} votes of the last years")
    return _(COUNTS[reason, speaks_for])


def _active(row: Mapping[Any, Any]) -> str:
    """Return the words for how often a State hosted, joined or took part; with fields to fill."""
    if not row["n"]:
        return _("Hosted, joined and took part in nothing in this field")
    return ngettext(
        "Hosted, joined or took part {n} time in this field",
        "Hosted, joined or took part {n} times in this field",
        int(row["n"]),
    )


def _voting(row: Mapping[Any, Any], *, speaks_for: bool) -> str:
    """Return the words of a reason about votes; with fields to fill, empty where none is named."""
    reason = row["reason"]
    if reason == "votes_on_subject" and row["vote"]:
        return _("Last vote on the subject, {text}: {vote}")
    if reason == "carrier_votes" and row["key"]:
        return (
            _("Votes like {states}, who carry the text")
            if speaks_for
            else _("Votes less like {states}, who carry the text, than others do")
        )
    if reason == "signatory_votes":
        return (
            _("Votes like the signatories")
            if speaks_for
            else _("Votes less like the signatories than others do")
        )
    if reason == "groups":
        return _("In no group of which many have joined")
    return ""


def _whole(number: float) -> str:
    """Return a count; nothing where there is none."""
    return "" if np.isnan(number) else i18n.number(number)
