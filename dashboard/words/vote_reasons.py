"""What speaks for and against a vote in favour, in words that name what each reason stands on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard import i18n
from dashboard.i18n import _, mark, ngettext, vocabulary
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

ON_TEXTS_ALIKE = {
    "Y": mark("Votes in favour of texts that divide the Assembly in the same way"),
    "A": mark("Abstains, or is of two minds, on texts that divide the Assembly in the same way"),
    "N": mark("Votes against texts that divide the Assembly in the same way"),
}


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
    """Return a reason with what it stands on.

    Parameters
    ----------
    row : mapping
        ``reason, key, n, of, vote``; see `reason_basis.ReasonBasis`.
    names : mapping of str to str
        What States are called.
    """
    reason = row["reason"]
    if reason == "texts_alike":
        return _(ON_TEXTS_ALIKE[row["vote"]])
    if reason == "sponsored":
        return _("Sponsored the text") if row["n"] else _("Never sponsored the text")
    counted = {"n": i18n.number(row["n"]), "of": i18n.number(row["of"])}
    return _counted(reason, int(row["of"])).format(
        **counted,
        vote=vocabulary.word(vocabulary.POSITIONS, row["vote"]),
        states=i18n.listing([names.get(iso3, iso3) for iso3 in row["key"].split("|")]),
        group=states.group_names().get(row["key"], row["key"]),
    )


def _counted(reason: str, of: int) -> str:
    """Return the words of a reason that counts votes or States; with fields to fill."""
    if reason == "own_votes":
        return ngettext(
            "{vote} in its only vote on this text",
            "{vote} in {n} of its {of} votes on this text",
            of,
        )
    if reason == "others":
        return _("In favour: {n} of the {of} that vote most like it ({states})")
    if reason == "region":
        return _("In favour: {n} of the {of} others in its regional group ({group})")
    if reason == "habits":
        return _("In favour in {n} of {of} votes of the last five years, on any subject")
    if reason == "absence":
        return _("Did not vote in {n} of {of} roll calls of the last two years")
    return _("Of {of} times that a State could move to Yes on this text, {n} did")


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
