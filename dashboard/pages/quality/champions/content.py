"""Whether likeness to those who had signed went with joining, in a finding and its table."""

from __future__ import annotations

import pandas as pd

from analytics import joining
from analytics.joining import champion_proof
from analytics.joining.champion_proof import SAYS, SAYS_ITSELF, TESTED
from analytics.joining.ranking_gain import RankingGain
from analytics.scoring import Scores
from dashboard import i18n
from dashboard.blocks import Blocks, Heading, Table, Text
from dashboard.i18n import _, mark
from dashboard.pages.quality.choice import BacktestChoice, documents
from dashboard.words import probabilities
from data.facts import Facts

COMPONENTS = {
    **{name: probabilities.COMPONENTS[name] for name in champion_proof.SHARED},
    SAYS: mark("Says the same"),
    SAYS_ITSELF: mark("Says the same, in texts of its own"),
}


def blocks(facts: Facts, _choice: BacktestChoice) -> Blocks:
    """Return the test of each thing that champions share, whatever is chosen above."""
    proof = facts.recall(joining.likeness_tested)
    rows = []
    for name in TESTED:
        n_texts, n_joined = champion_proof.cases(proof, name)
        rows.append(
            {
                "label": _(COMPONENTS[name]),
                "texts": n_texts,
                "joined": n_joined,
                "within": _ranked(facts.recall(joining.likeness_scores, name)),
                "beside": _ranked(facts.recall(joining.likeness_scores, name, SAYS)),
            }
        )
    told = finding_sentence(
        facts.recall(joining.likeness_scores, SAYS),
        facts.recall(joining.likeness_scores, SAYS_ITSELF),
        facts.recall(joining.ranking_gain_of_words),
    )
    return (
        Heading(
            _("Do States join after those they resemble?"),
            _("The test of what “Who could approach” is ordered by."),
        ),
        Text(
            _(
                "Nobody recorded which approach worked, so fitness itself cannot be tested. Of "
                "past texts, seen once a third of the signatories was known and on later days, it "
                "can be asked whether those joined that were more like the signatories than like "
                "the others."
            )
        ),
        *([Text(told)] if told else []),
        Table(
            key="likeness",
            title=_("More like those who had signed, and joined"),
            table=pd.DataFrame(rows),
            columns={
                "label": _("Alike in"),
                "texts": _("Texts"),
                "joined": _("Joined"),
                "within": _("Ranked right"),
                "beside": _("Ranked right, where words are known"),
            },
            evidence=documents(facts),
            note=_(
                "Of all pairs of a State that joined and one that did not, the share in which the "
                "first was more like the signatories (90% interval over families of texts; 50% is "
                "chance). “Same road” cannot be tested so: it is the member’s, and the same for "
                "all. What States said was gathered in 2026, with an eye to what became of the "
                "texts, and signatures repeat the record of joining. That a State follows those it "
                "resembles does not prove that one of them can bring it along."
            ),
        ),
    )


def finding_sentence(says: Scores | None, itself: Scores | None, gain: RankingGain | None) -> str:
    """Return what saying the same tells of who joins; empty where it cannot be asked.

    Parameters
    ----------
    says, itself : Scores or None
        Of any document, and of texts of its own.
    gain : RankingGain or None
    """
    if says is None or gain is None:
        return ""
    told = _(
        "Saying the same as those who had signed ranks **{within}** of pairs right, on {n} texts "
        "on artificial intelligence and {states} States that joined any of them; in texts of their "
        "own only, {itself}. Beside the other components it would rank **{gain}** more pairs right "
        "({low} to {high})."
    ).format(
        within=_ranked(says),
        n=i18n.number(gain.n_texts),
        states=i18n.number(gain.n_states),
        itself=_ranked(itself),
        gain=_points(gain.value),
        low=_points(gain.low),
        high=_points(gain.high),
    )
    verdict = (
        _(
            "That is surely more, yet what was said was gathered afterwards: it is shown beside "
            "fitness, and no part of it until it has been seen to help on texts to come."
        )
        if gain.is_sure
        else _("That is **not surely more**: it is shown beside fitness, and no part of it.")
    )
    return f"{told} {verdict}"


def _ranked(scores: Scores | None) -> str:
    return probabilities.measure_with_interval(scores, "within")


def _points(share: float) -> str:
    """Return a difference of shares in percentage points, to a tenth."""
    value = i18n.number(share * 100, decimals=1).replace("-", "−")
    return _("{n} pp").format(n=value)
