"""How two States vote beside each other and beside all other pairs, in words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics import resampling
from analytics.agreement import comparison, dyad
from dashboard import i18n
from dashboard.blocks import Tile
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.words.shares import percentile, share, span

WINDOWS = {"10": 10, "5": 5, "all": comparison.ALL_SESSIONS}
"""Regular sessions up to the latest, by key in the address."""

WIDEST = 20
"""Points between the bounds of a percentile from which it is no claim, but a range."""

WIDEST_RANK = 0.25
"""Share of all partners between the bounds of a rank from which it is no claim, but a range."""


def windows() -> dict[str, str]:
    """Return the windows in the language spoken."""
    return {
        key: _("Whole record") if key == "all" else _("Last {n} sessions").format(n=key)
        for key in WINDOWS
    }


def subjects() -> dict[str, str]:
    """Return the topics of the record in the language spoken, all of them first."""
    return {"all": _("All subjects")} | {
        key: vocabulary.word(vocabulary.TOPICS, key) for key in vocabulary.TOPICS
    }


def refusal_sentence(reason: str, name_a: str, name_b: str, *, is_contested: bool) -> str:
    """Return why there is nothing to tell of two States, and what to choose instead."""
    if reason == "same_state":
        return _("Choose two different States: a State always agrees with itself.")
    if reason == "no_rollcalls" and is_contested:
        return _(
            "No vote that divided the house fits this choice. Show the other votes as well, or "
            "choose a longer window or another subject."
        )
    if reason == "no_rollcalls":
        return _("No vote fits this choice. Choose a longer window or another subject.")
    return _(
        "{state} cast no vote here. Choose a longer window, another subject or another State."
    ).format(state=name_a if reason == "never_voted_a" else name_b)


def finding_sentence(
    pair: dyad.Dyad, row: pd.Series | None, name_a: str, name_b: str, *, is_contested: bool
) -> str:
    """Return how two States voted beside each other, and how close that is, in two sentences."""
    words = {"a": name_a, "b": name_b, "n": i18n.number(pair.n_shared)}
    if pair.n_shared == 0:
        return _("**{a}** and **{b}** never both voted in the same roll call here.").format(**words)
    for told in pair.ways.to_dict("records"):
        words |= {told["way"]: i18n.number(told["n"]), f"{told['way']}_share": share(told["share"])}
    if pair.n_texts < resampling.MIN_TEXTS:
        return _few_texts_sentence(pair, words)
    voted = (
        _(
            "**{a}** and **{b}** voted the same way in **{same} of {n}** votes that divided the "
            "house ({same_share}). In {half} ({half_share}) one abstained where the other voted; "
            "in {opposite} ({opposite_share}) they voted against each other."
        )
        if is_contested
        else _(
            "**{a}** and **{b}** voted the same way in **{same} of {n}** votes ({same_share}). In "
            "{half} ({half_share}) one abstained where the other voted; in {opposite} "
            "({opposite_share}) they voted against each other."
        )
    ).format(**words)
    return f"{voted} {_closeness_sentence(row)}"


def tiles(
    pair: dyad.Dyad, row: pd.Series, n_partners: int, name_a: str, name_b: str
) -> tuple[Tile, ...]:
    """Return the figures that matter: the three ways of voting, and the rank."""
    labels = {
        "same": _("Voted the same way"),
        "half": _("One abstained, the other voted"),
        "opposite": _("Against each other"),
    }
    figures = [
        Tile(
            labels[told["way"]],
            share(told["share"]),
            _("{n} of {all} votes; 90% interval {span}").format(
                n=i18n.number(told["n"]),
                all=i18n.number(pair.n_shared),
                span=span(told["q05"], told["q95"], share),
            ),
        )
        for told in pair.ways.to_dict("records")
    ]
    value = _("{rank} of {n}").format(rank=i18n.number(row["rank_ab"]), n=i18n.number(n_partners))
    if pd.isna(row["rank_ab_from"]):
        meaning = _("They never voted differently: how sure the rank is cannot be told.")
    else:
        if row["rank_ab_to"] - row["rank_ab_from"] > WIDEST_RANK * n_partners:
            value = _("not settled")
        meaning = _("90% interval {span}; for {b}, {a} is {turned}").format(
            a=name_a,
            b=name_b,
            span=span(row["rank_ab_from"], row["rank_ab_to"], i18n.number),
            turned=span(row["rank_ba_from"], row["rank_ba_to"], i18n.number),
        )
    return (*figures, Tile(_("Rank among partners of {a}").format(a=name_a), value, meaning))


def _few_texts_sentence(pair: dyad.Dyad, words: Mapping[str, str]) -> str:
    """Return how two States voted on texts too few to say more."""
    votes = ngettext("{n} vote", "{n} votes", pair.n_shared)
    texts = ngettext("on {n} text", "on {n} texts", pair.n_texts)
    return _(
        "**{a}** and **{b}** both took part in **{votes}** {texts}: the same way in {same}; one "
        "abstained where the other voted in {half}; against each other in {opposite}. Fewer than "
        "{least} texts are too few to say how close that is: every vote is listed below."
    ).format(
        votes=votes.format(n=i18n.number(pair.n_shared)),
        texts=texts.format(n=i18n.number(pair.n_texts)),
        least=i18n.number(resampling.MIN_TEXTS),
        **words,
    )


def _closeness_sentence(row: pd.Series | None) -> str:
    """Return how that compares with all other pairs, as far as it can be told."""
    if row is None:
        return _("How close that is beside other pairs cannot be told.")
    low, high = (row[f"closeness_percentile_{end}"] for end in ("q05", "q95"))
    if pd.isna(low):
        return _("They never voted differently here; no pair is closer.")
    if high - low > WIDEST:
        return _(
            "How that compares is not settled: they are closer than somewhere between {low} and "
            "{high} of all pairs of States."
        ).format(low=percentile(low), high=percentile(high))
    return _("They are closer than **{span}** of all pairs of States.").format(
        span=span(low, high, percentile)
    )
