"""How good the model is on texts that are open, and how well the number of joiners is foreseen."""

from __future__ import annotations

import pandas as pd

from analytics import joining
from analytics.joining import backtest, roster_growth
from dashboard import i18n
from dashboard.blocks import Blocks, Table
from dashboard.i18n import _
from dashboard.pages.quality.choice import BacktestChoice, documents, kinds
from dashboard.pages.quality.scores_table import scores_row, scores_table
from dashboard.words import probabilities
from data.facts import Facts

WITHIN_A_YEAR = tuple(
    days for days in roster_growth.SEEN_AFTER_DAYS if days <= roster_growth.HORIZON_DAYS
)


def blocks(facts: Facts, choice: BacktestChoice) -> Blocks:
    """Return the test of open texts and the test of the sizes."""
    return (_open_texts(facts, choice), _sizes(facts))


def _open_texts(facts: Facts, choice: BacktestChoice) -> Table:
    """Return the scores of texts seen some days after they had opened."""
    test = facts.recall(joining.open_text_backtest)
    tested = set(test.rows["days"])
    seen: dict[str, tuple[int, ...]] = {
        _("{n} days after opening").format(n=i18n.number(days)): (days,)
        for days in roster_growth.SEEN_AFTER_DAYS
    }
    seen[
        _("{first} to {last} days, all together").format(
            first=i18n.number(min(WITHIN_A_YEAR)), last=i18n.number(max(WITHIN_A_YEAR))
        )
    ] = WITHIN_A_YEAR
    seen[_("A third of the signatories known, and how many are to come")] = (-1,)
    rows = []
    for words, days in seen.items():
        if not tested & set(days):
            continue
        ours, known = (
            facts.recall(joining.open_text_scores, days, column, choice.is_new)
            for column in ("probability", "given_size")
        )
        rows.append(
            scores_row(
                words,
                ours,
                n_texts=facts.recall(joining.n_open_texts, days),
                known=probabilities.measure_with_interval(known, "bss"),
            )
        )
    left_out = int((test.left_out["reason"] == "not_dated").sum())
    return scores_table(
        facts,
        rows,
        key="open_texts",
        title=_("Texts that are open: who joins within a year?"),
        label=_("Seen"),
        more={"known": _("Skill, the number known")},
        note=_(
            "The test of the numbers on open texts, made as on the page: so long after opening, of "
            "the States that had not signed. All kinds and versions together, whichever are chosen "
            "above: so few can be told; it follows the choice of States. {n} texts are left out: "
            "their rosters were not read a year later, or are dated too coarsely. Where the "
            "interval of the skill includes 0, the probabilities were no better than the bare "
            "number of joiners: read the order. A text seen at several days, or divided by lot "
            "several times, counts each time in the pairs."
        ).format(n=i18n.number(left_out)),
    )


def _sizes(facts: Facts) -> Table:
    """Return how well the number of States on a text was foreseen."""
    found = backtest.size_scores(facts.recall(joining.joining_backtest))
    words = kinds()
    rows = pd.DataFrame(
        [
            {
                "kind": words[row["text_class"]],
                "n": row["n"],
                "coverage": i18n.per_cent(row["coverage"]),
                "width": i18n.number(row["width"]),
                "error": i18n.number(row["error_factor"], decimals=1),
                "bias": i18n.number(row["bias_factor"], decimals=2),
            }
            for row in found.to_dict("records")
        ]
    )
    return Table(
        table=rows,
        key="sizes",
        title=_("How many join: was the number foreseen?"),
        columns={
            "kind": _("Kind of text"),
            "n": _("Texts"),
            "coverage": _("Inside the 90% interval"),
            "width": _("Its width in States"),
            "error": _("Missed by a factor of"),
            "bias": _("Came, for each expected"),
        },
        evidence=documents(facts),
        note=_(
            "Before each text opened, from the sizes of earlier ones. Width and factor are "
            "medians, the last column is a geometric mean: above 1, more came than were expected. "
            "All texts, whatever is chosen above."
        ),
    )
