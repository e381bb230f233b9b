"""How a probability was tested, in words: the test of that very number, and what it found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from analytics import joining
from analytics.joining import opportunities
from analytics.scoring import Scores
from dashboard import i18n
from dashboard.blocks import Text
from dashboard.i18n import _, mark, ngettext
from dashboard.words import addresses, probabilities, shares
from data.facts import Facts

A_THIRD_KNOWN = (-1,)
"""Part of `open_text_backtest` that is told: seen once a third of the signatories is known."""

ON_KINDS = {
    "political": mark("Tested on {n} political texts, each on the eve of its opening."),
    "resolution": mark("Tested on {n} resolutions, each on the eve of its opening to sponsors."),
    "paper": mark("Tested on {n} papers and views, each on the eve of its date."),
    "treaty": mark("Tested on {n} treaties, each on the eve of its opening."),
}
"""Sentences on a text to come, by its kind."""


@dataclass(frozen=True)
class ProbabilityTest:
    """How the probabilities of one text were tested.

    Attributes
    ----------
    text_class : str
        Kind of the texts tested on: of `history.CLASSES`.
    days : tuple of int
        Days after opening at which open texts were seen; empty for a text to come.
    scores : Scores
        Of all States that could join.
    other : Scores
        Of a text to come: of States on no earlier version. Of an open text: with a third of the
        signatories known, and how many were to come.
    n_texts, n_other_texts : int
        Texts that these rest on; one seen on several days counts once.
    is_stated : bool
        The number is the desk's own: the scores are those with the number known.
    """

    text_class: str
    days: tuple[int, ...]
    scores: Scores
    other: Scores
    n_texts: int
    n_other_texts: int
    is_stated: bool = False


def backtest_text(facts: Facts, target: opportunities.Target, *, is_stated: bool = False) -> Text:
    """Return what the test of a text's probabilities found, with a link to the whole test."""
    query = addresses.suffix("?")
    link = _("[How good is this?](quality{query})").format(query=query)
    return Text(f"{test_sentences(probability_test(facts, target, is_stated=is_stated))} {link}")


def probability_test(
    facts: Facts, target: opportunities.Target, *, is_stated: bool = False
) -> ProbabilityTest:
    """Return how the probabilities of a text were tested.

    Of an open text seen as long after opening as it is open now; of a text to come on texts of its
    kind before they opened.

    Parameters
    ----------
    facts : Facts
    target : Target
    is_stated : bool
        The desk states how many join.
    """
    record = facts.recall(joining.joining_history)
    place = record.place(target.instrument_id)
    text_class = str(record.texts["text_class"].iloc[place])
    column = "given_size" if is_stated else "probability"
    if target.is_next:
        scores, other = (
            facts.recall(joining.joining_scores, column, is_new=is_new, text_class=text_class)
            for is_new in (False, True)
        )
        return ProbabilityTest(
            text_class=text_class,
            days=(),
            scores=scores,
            other=other,
            n_texts=scores.n_groups,
            n_other_texts=other.n_groups,
            is_stated=is_stated,
        )
    tested = facts.recall(joining.open_text_backtest).texts["days"]
    age = opportunities.last_day(record) - record.opened[place]
    days = horizons(int(age / np.timedelta64(1, "D")), set(tested))
    return ProbabilityTest(
        text_class=text_class,
        days=days,
        scores=facts.recall(joining.open_text_scores, days, column),
        other=facts.recall(joining.open_text_scores, A_THIRD_KNOWN, column),
        n_texts=facts.recall(joining.n_open_texts, days),
        n_other_texts=facts.recall(joining.n_open_texts, A_THIRD_KNOWN),
        is_stated=is_stated,
    )


def chance_sentence(
    facts: Facts, target: opportunities.Target, chance: float, *, is_stated: bool = False
) -> str:
    """Return what came of the States to which the test of a text gave about the same chance.

    Parameters
    ----------
    facts : Facts
    target : Target
    chance : float
        From 0 to 1.
    is_stated : bool
        The desk states how many join: the test is then that with the number known.
    """
    proof = probability_test(facts, target, is_stated=is_stated)
    column = "given_size" if is_stated else "probability"
    found = facts.recall(joining.joined_with_chance, proof.text_class, proof.days, column, chance)
    if found.is_few:
        return shares.too_few_cases(chance, found)
    return _(
        "How far to trust {chance}: in the test on the past a State was given about that chance "
        "({span}) in {n} cases; in **{came}** it joined ({share}). Whatever the chance, {base} did."
    ).format(
        chance=i18n.per_cent(chance),
        span=shares.span(found.low, found.high, shares.share),
        n=i18n.number(found.n),
        came=i18n.number(found.n_came),
        share=shares.share(found.share),
        base=shares.share(found.base_rate),
    )


def horizons(days_open: int, tested: Collection[int]) -> tuple[int, ...]:
    """Return the days after opening, of those tested, that are nearest to how long a text is open.

    Parameters
    ----------
    days_open : int
    tested : collection of int
        Days after opening; at least one.

    Returns
    -------
    tuple of int
        The last before and the first after; one where it lies outside or on one of them.

    Examples
    --------
    >>> horizons(222, [30, 90, 180, 365]), horizons(180, [90, 180, 365]), horizons(9, [30, 90])
    ((180, 365), (180,), (30,))
    """
    before = max((day for day in tested if day <= days_open), default=None)
    after = min((day for day in tested if day >= days_open), default=None)
    return tuple(sorted({day for day in (before, after) if day is not None}))


def test_sentences(proof: ProbabilityTest) -> str:
    """Return how the probabilities were tested, how good they were, and those beside them."""
    beside = (
        _("Of pairs among States on no earlier version: {other}.")
        if not proof.days
        else _(
            "Once a third of the signatories is known, and how many are to come: {other} of pairs, "
            "on {m} texts."
        )
    ).format(m=i18n.number(proof.n_other_texts), other=pairs_ranked_right(proof.other))
    return f"{own_test_sentences(proof)} {beside}"


def own_test_sentences(proof: ProbabilityTest) -> str:
    """Return how the probabilities were tested, and how good they were."""
    parts = [
        _(
            "The number is **our own**: what follows from it was never tested. Tested is who comes "
            "first, had the number been right."
        )
        if proof.is_stated
        else "",
        _(ON_KINDS[proof.text_class])
        if not proof.days
        else _("Tested on {n} texts seen {days} days after they had opened."),
        _(
            "Of all pairs of a State that joined a text and one that did not, **{within}** were "
            "ranked right (50% is chance)."
        ),
        _skill_sentence(proof),
    ]
    return " ".join(part for part in parts if part).format(
        n=i18n.number(proof.n_texts),
        days=_days_in_words(proof.days),
        within=pairs_ranked_right(proof.scores),
        bss=probabilities.measure_with_interval(proof.scores, "bss"),
    )


def pairs_and_texts(proof: ProbabilityTest) -> str:
    """Return the share of pairs ranked right, and on how many texts."""
    return ngettext("{within}, {n} text", "{within}, {n} texts", proof.n_texts).format(
        within=i18n.per_cent(proof.scores.values["within"]), n=i18n.number(proof.n_texts)
    )


def pairs_ranked_right(scores: Scores) -> str:
    """Return the share of pairs ranked right within a text, with its interval."""
    return probabilities.measure_with_interval(scores, "within")


def _skill_sentence(proof: ProbabilityTest) -> str:
    """Return how far the probabilities beat the base rate, with fields to fill."""
    if np.isnan(proof.scores.low["bss"]):
        return _("How sure that is cannot be told: these texts are versions of one.")
    if proof.scores.is_skilled:
        return _(
            "The error was {bss} smaller than with the base rate, the bare number of joiners "
            "spread over all."
        )
    return _(
        "The probabilities were **no better** than the base rate, the bare number of joiners "
        "spread over all: the error was smaller by {bss}. Read the order, not the number."
    )


def _days_in_words(days: Sequence[int]) -> str:
    """Return how long after its opening a text was seen."""
    return _(" or ").join(i18n.number(day) for day in days)
