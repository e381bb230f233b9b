"""How good the model is by kind of text, on first and on new versions, and how calibrated."""

from __future__ import annotations

import pandas as pd

from analytics import joining, scoring
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Table
from dashboard.i18n import _
from dashboard.pages.quality import figures as draw
from dashboard.pages.quality.choice import BacktestChoice, documents, scores
from dashboard.pages.quality.scores_table import scores_row, scores_table
from dashboard.words import probabilities
from data.facts import Facts


def blocks(facts: Facts, choice: BacktestChoice) -> Blocks:
    """Return where the model is good and where it is not."""
    bins = _bins(facts, choice)
    return (
        _kinds(facts, choice, bins),
        _versions(facts, choice),
        _reliability(facts, choice, bins),
    )


def _bins(facts: Facts, choice: BacktestChoice) -> dict[str, pd.DataFrame]:
    """Return predicted beside observed shares, of each kind of text that was tested."""
    tested = facts.recall(joining.joining_backtest).texts["text_class"]
    return {
        kind: facts.recall(joining.joining_reliability, choice.level, choice.is_new, kind)
        for kind in probabilities.KINDS
        if (tested == kind).any()
    }


def _kinds(facts: Facts, choice: BacktestChoice, bins: dict[str, pd.DataFrame]) -> Table:
    """Return the scores of each kind of text, beside the strongest simple ranking."""
    rows = []
    for kind, table in bins.items():
        ours, share = (
            scores(facts, column, is_new=choice.is_new, text_class=kind)
            for column in (choice.level, choice.column("share_of_texts"))
        )
        if ours is None:
            continue
        rows.append(
            scores_row(
                _(probabilities.KINDS[kind]),
                ours,
                share=probabilities.measure_with_interval(share, "within"),
                gap=probabilities.percentage_points(scoring.mean_gap(table)),
            )
        )
    return scores_table(
        facts,
        rows,
        key="kinds",
        title=_("Kind by kind"),
        label=_("Kind of text"),
        more={
            "share": _("Share of earlier texts joined: ranked right"),
            "gap": _("Predicted and joined differ by"),
        },
        note=_(
            "Every kind, whichever kind and versions are chosen above; it follows the choice of "
            "States and of how many will join. Where the intervals of the two rankings overlap, "
            "this does not show that the model is better than the plain share of earlier texts "
            "joined."
        ),
    )


def _versions(facts: Facts, choice: BacktestChoice) -> Table:
    """Return the scores of first versions apart from those of texts with an earlier one."""
    rows = []
    for is_first, words in ((True, _("First versions")), (False, _("With an earlier version"))):
        ours = scores(
            facts,
            choice.level,
            is_new=choice.is_new,
            text_class=choice.text_class,
            is_first=is_first,
        )
        if ours is None:
            continue
        over = None if is_first else choice.scores(facts, choice.level, "family_history")
        rows.append(scores_row(words, ours, over=probabilities.measure_with_interval(over, "bss")))
    return scores_table(
        facts,
        rows,
        key="versions",
        title=_("First versions and new versions"),
        label=_("Versions"),
        more={"over": _("Skill over earlier versions")},
        note=_(
            "On a first version every State is on no earlier one: there is no history to beat. "
            "Both, whichever versions are chosen above; it follows the other choices."
        ),
    )


def _reliability(facts: Facts, choice: BacktestChoice, bins: dict[str, pd.DataFrame]) -> Chart:
    """Return whether what was called likely happened as often as was said, kind by kind."""
    chosen = {
        _(probabilities.KINDS[kind]): table
        for kind, table in bins.items()
        if choice.text_class in (None, kind)
    }
    gaps = i18n.listing(
        [
            f"{kind} {probabilities.percentage_points(scoring.mean_gap(table))}"
            for kind, table in chosen.items()
        ]
    )
    rows = pd.concat([table.assign(kind=kind) for kind, table in chosen.items()])
    return Chart(
        figure=draw.reliability(
            chosen,
            predicted=_("Predicted"),
            observed=_("Joined"),
            band=_("Where nine in ten should lie"),
            perfect=_("As predicted"),
        ),
        key="reliability",
        title=_("Of States given a probability, so many joined"),
        table=rows.round(3),
        columns={
            "kind": _("Kind of text"),
            "n": _("Rows"),
            "predicted": _("Predicted"),
            "observed": _("Joined"),
            "low": _("From"),
            "high": _("To"),
        },
        evidence=documents(facts),
        summary=_("Predicted and observed shares differ on average by: {gaps}.").format(gaps=gaps),
        note=_(
            "Ten bins of equally many rows; on average they differ by: {gaps}. First and new "
            "versions together, whichever is chosen above. The band supposes that States decide "
            "apart from one another, which they do not: it is too narrow rather than too wide."
        ).format(gaps=gaps),
    )
