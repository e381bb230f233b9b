"""A plan of outreach in words: the answer, how sure it is, and the words of its parts."""

from __future__ import annotations

import pandas as pd

from analytics.outreach.assumptions import PEERS
from analytics.outreach.one_at_a_time import SIZE, WEIGHTS
from analytics.outreach.peer_effect import PeerEffect
from analytics.outreach.plan_effects import PlanEffects
from dashboard import i18n
from dashboard.i18n import _, mark, ngettext, vocabulary

LABEL = mark(
    "A laboratory under stated assumptions, not a forecast: the base probabilities are those of "
    "the joining model, tested under “How good is this?”; the effects of approaches and of peers "
    "are assumed."
)
"""Stands once on the page, above every result."""


def finding_sentence(found: PlanEffects, name: str, efforts: str) -> str:
    """Return what a plan would bring, in a few sentences, the plainest first.

    Parameters
    ----------
    found : PlanEffects
    name : str
        Of the text.
    efforts : str
        The approaches in words, such as "10 calls"; empty where there are none.
    """
    low, _first, _middle, _third, high = found.quantiles()
    facts = {
        "text": name,
        "size": i18n.number(float(found.plan.sizes.mean())),
        "low": i18n.number(low),
        "high": i18n.number(high),
        "target": i18n.number(found.target),
        "reach": i18n.per_cent(found.reach, decimals=1),
        "reach_base": i18n.per_cent(found.reach_base, decimals=1),
    }
    if not efforts:
        return _(
            "Without any approach, {text} would come to **{size} members** (90% of cases: {low} to "
            "{high}); the target of {target} is reached in **{reach}** of cases."
        ).format(**facts)
    told = _(
        "{text} would come to {size} members (90% of cases: {low} to {high}). The target of "
        "{target} is reached in **{reach}** of cases, against {reach_base} without."
    ).format(**facts)
    return f"{gain_sentence(found.gain[0], efforts)} {told}"


def gain_sentence(gain: float, efforts: str) -> str:
    """Return what approaches bring, as one would say it aloud.

    Parameters
    ----------
    gain : float
        New members that they bring, on average.
    efforts : str
        The approaches in words, such as "10 calls".

    Examples
    --------
    >>> gain_sentence(1.3, "10 calls")
    '**About 1 more signature** for 10 calls.'
    >>> gain_sentence(0.42, "1 call")
    '**Less than one more signature** (0.42 on average) for 1 call.'
    """
    if gain < 1:
        return _("**Less than one more signature** ({gain} on average) for {efforts}.").format(
            gain=decimal(gain, 2), efforts=efforts
        )
    return ngettext(
        "**About {n} more signature** for {efforts}.",
        "**About {n} more signatures** for {efforts}.",
        round(gain),
    ).format(n=i18n.number(round(gain)), efforts=efforts)


def certainty_note(found: PlanEffects) -> str:
    """Return how sure a result is, with the label that goes on all of them."""
    parts = [
        _(LABEL),
        _("Reckoned {n} times, with the same luck for every plan.").format(
            n=i18n.number(found.n_draws)
        ),
        *_rest(found.growth),
    ]
    n_silent = len(found.left_out)
    if n_silent:
        parts.append(
            ngettext(
                "{n} State of which no forecast is made is taken as not joining.",
                "{n} States of which no forecast is made are taken as not joining.",
                n_silent,
            ).format(n=i18n.number(n_silent))
        )
    return " ".join(parts)


def stances(table: pd.DataFrame) -> dict[str, str]:
    """Return what is on record of States that stayed away, in words; see `opportunities.table`."""
    told = table[table["fact"].notna()]
    return {
        str(row["iso3"]): vocabulary.word(vocabulary.STANCES, row["fact"])
        for row in told.to_dict("records")
    }


def assumption_name(key: str) -> str:
    """Return what an assumption, or a part of the joining model, is called."""
    if key == PEERS:
        return _("Strength of peers")
    if key == SIZE:
        return _("How many join at all")
    if key == WEIGHTS:
        return _("Weights of the joining model")
    return _("Effect: {level}").format(level=vocabulary.word(vocabulary.LEVELS, key).lower())


def peers_note(found: PeerEffect | None) -> str:
    """Return what the strength of peers means, and what the record says of it."""
    text = _("0: nobody listens. At 1: odds × 2.7 if all the State’s peers join.")
    if found is None:
        return (
            text
            + " "
            + _("The record holds too few texts to bound it: nothing is assumed at first.")
        )
    return (
        text
        + " "
        + _(
            "The record, {n} texts, allows at most {bound} (90% interval {low} to {high}): an "
            "upper bound, since States that are alike join together for other reasons too. The "
            "range first shown ends there."
        ).format(
            n=i18n.number(found.n_texts),
            bound=decimal(found.upper_bound),
            low=decimal(found.low),
            high=decimal(found.high),
        )
    )


def decimal(value: float, decimals: int = 1, *, is_signed: bool = False) -> str:
    """Return a number of members, with a true minus.

    Examples
    --------
    >>> decimal(2.04), decimal(-0.31, is_signed=True), decimal(0.02, is_signed=True)
    ('2.0', '−0.3', '0.0')
    >>> decimal(0.284, 2, is_signed=True)
    '+0.28'
    """
    is_nothing = round(abs(value), decimals) == 0
    sign = "" if is_nothing else "−" if value < 0 else "+" if is_signed else ""
    return sign + i18n.number(abs(value), decimals=decimals)


def points(share: float) -> str:
    """Return a difference of shares in percentage points.

    Examples
    --------
    >>> points(0.123), points(0.0)
    ('12.3 pp', '0.0 pp')
    """
    return _("{n} pp").format(n=decimal(share * 100))


def span(low: float, high: float) -> str:
    """Return an interval of differences of shares."""
    return _("{low} to {high} pp").format(low=decimal(low * 100), high=decimal(high * 100))


def _rest(growth: float) -> list[str]:
    """Return how often nobody joins unasked, where that happens."""
    if growth == 0:
        return [
            _(
                "The joining model expects nobody to join: of a probability of 0 no approach makes "
                "more."
            )
        ]
    share = i18n.per_cent(1 - growth)
    said = _("In {share} of the joining model’s runs nobody joins unasked.").format(share=share)
    return [said] if growth < 1 else []
