"""The model beside what one would use without it."""

from __future__ import annotations

import pandas as pd

from dashboard import i18n
from dashboard.blocks import Blocks, Folded, Table, Text, Words
from dashboard.i18n import _, mark
from dashboard.pages.quality.choice import BacktestChoice, documents
from dashboard.words import probabilities
from data.facts import Facts

BASELINES = {
    "base_rate": mark("Base rate: the number alone"),
    "region": mark("Record of the regional group"),
    "signed_the_last": mark("Was on the last such text"),
    "family_history": mark("Record on earlier versions"),
    "share_of_texts": mark("Share of earlier texts joined"),
    "peers": mark("Record of States that vote alike"),
    "engagement": mark("Count of engagement in the field"),
}

WHO_PX = 190
"""Width of the column of baselines, so that all measures are in sight."""

MEASURES = ("ap", "log_loss", "p_at_n", "r_at_10")


def blocks(facts: Facts, choice: BacktestChoice) -> Blocks:
    """Return the model beside what one would use without it."""
    columns = {choice.level: _("The model")} | {
        choice.column(key): _(words) for key, words in BASELINES.items()
    }
    found = {words: choice.scores(facts, column) for column, words in columns.items()}
    over = {
        words: choice.scores(facts, column, "family_history") for column, words in columns.items()
    }
    rows = pd.DataFrame(
        [
            {
                "who": words,
                "within": probabilities.measure_with_interval(one, "within"),
                "bss": probabilities.measure_with_interval(one, "bss"),
                "over": probabilities.measure_with_interval(over[words], "bss"),
                **{
                    name: probabilities.measure_with_interval(one, name, decimals=True)
                    for name in MEASURES
                },
            }
            for words, one in found.items()
        ]
    )
    first = found[_("The model")]
    table = Table(
        table=rows,
        key="baselines",
        title=_("Beside what one would use without it"),
        columns={
            "who": _("What it looks at"),
            "within": _("Ranked right"),
            "bss": _("Skill over base rate"),
            "over": _("Skill over earlier versions"),
            "ap": _("Average precision"),
            "log_loss": _("Log loss"),
            "p_at_n": _("Right at the top"),
            "r_at_10": _("Found in ten"),
        },
        styles={_("What it looks at"): Words(width=WHO_PX)},
        evidence=documents(facts),
        note=_(
            "{rows} States on {texts} texts, of which {yes} joined. In brackets the 90% interval "
            "over families of texts. Every line is fitted in the same way, on earlier texts only; "
            "States that carried a text are not scored. The order of a single figure does not "
            "depend on how many will join. Higher is better, but for log loss."
        ).format(
            rows=i18n.number(first.n_rows if first else 0),
            texts=i18n.number(first.n_groups if first else 0),
            yes=i18n.number(first.n_yes if first else 0),
        ),
    )
    measures = Text(
        _(
            "**Ranked right**: of all pairs of a State that joined a text and one that did not "
            "join the same text, those in which the first was called more likely; 50% is chance. "
            "**Skill**: by how much the squared error (Brier) is smaller than with the base rate, "
            "the number of joiners alone; or, only on texts with an earlier version, than with "
            "each State's record on those versions. **Average precision**: how clean the list "
            "stays on the way down to the last joiner. **Log loss**: it punishes being sure and "
            "wrong. **Right at the top**: of as many States as joined, taken from the top, the "
            "share that did. **Found in ten**: the share of all joiners among the first ten."
        )
    )
    return (table, Folded("measures", _("What each measure says"), (measures,)))
