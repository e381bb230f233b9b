"""How good the model is, in the sentences that answer the page *How good is this?*."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.scoring import Scores
from dashboard import i18n
from dashboard.i18n import _
from dashboard.words import backtests, probabilities


def measures_sentence(found: Scores, over_history: Scores | None, chosen: Sequence[str]) -> str:
    """Return how good the probabilities are, in a few sentences.

    Parameters
    ----------
    found : Scores
        Of the rows that the reader chose, skill over the base rate.
    over_history : Scores, optional
        Of those on texts with an earlier version, skill over the record on earlier versions.
    chosen : sequence of str
        The choice in words.
    """
    parts = [
        _(
            "On {n} texts since 2012 ({chosen}), of all pairs of a State that joined a text and "
            "one that did not, **{within}** were ranked right (50% is chance). The error is "
            "**{bss} smaller** than with the base rate, the number of joiners alone."
        ),
        _history_sentence(over_history),
    ]
    return " ".join(parts).format(
        n=i18n.number(found.n_groups),
        chosen="; ".join(chosen),
        within=backtests.pairs_ranked_right(found),
        bss=probabilities.measure_with_interval(found, "bss"),
        over=probabilities.measure_with_interval(over_history, "bss"),
        m="" if over_history is None else i18n.number(over_history.n_groups),
    )


def verdict_sentence(found: Scores) -> str:
    """Return in one sentence what the probabilities are good for, by their 90 % intervals."""
    if not found.is_judged:
        return _("How sure this is cannot be told: these texts are versions of one.")
    if not found.ranks_above_chance:
        return _("Not surely better than chance.")
    if found.is_skilled:
        return _("Good enough to say whom to ask first, and about how likely each is.")
    return _("Good enough to say whom to ask first; how likely each is, it cannot say.")


def _history_sentence(over: Scores | None) -> str:
    """Return how far the probabilities beat a State's record on earlier versions."""
    if over is None:
        return _("None of these texts has an earlier version whose roster would tell as much.")
    if over.is_skilled:
        return _(
            "On the {m} texts with an earlier version it is {over} smaller than with each State's "
            "record on those versions."
        )
    return _(
        "On the {m} texts with an earlier version it is **not surely smaller** than with each "
        "State's record on those versions: by {over}."
    )
