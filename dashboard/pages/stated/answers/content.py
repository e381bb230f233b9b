"""What each answer means, and how often it is given."""

from __future__ import annotations

import pandas as pd

from analytics import stated
from dashboard.blocks import Blocks, Heading, Number, Table, Words
from dashboard.i18n import _
from dashboard.words.stated import labels, rows, sentences
from data.facts import Facts
from data.stated import QUESTIONS

SENTENCE_PX = 480


def blocks(facts: Facts) -> Blocks:
    """Return every answer to every question in a sentence, and how answers are documented."""
    held = facts.recall(stated.latest_positions, facts.recall(stated.last_day)).rows
    standing = held[held["is_latest"]]
    n_states = standing.groupby(["question", "code"])["iso3"].nunique()
    return (
        Heading(
            _("What each answer means"),
            _("An answer is what one document says, not the State for all time."),
        ),
        *(
            Table(
                key=f"stated_answers_{question}",
                title=_(labels.ASKED[question]),
                table=pd.DataFrame(
                    {
                        "answer": [labels.label(question, code) for code in codes],
                        "sentence": [sentences.sentence(question, code) for code in codes],
                        "n": [int(n_states.get((question, code), 0)) for code in codes],
                    }
                ),
                columns={
                    "answer": _("In short"),
                    "sentence": _("In a sentence"),
                    "n": _("States now"),
                },
                styles={
                    _("In short"): Words(rows.ANSWER_PX),
                    _("In a sentence"): Words(SENTENCE_PX),
                    _("States now"): Number(0),
                },
                evidence=tuple(standing.loc[standing["question"] == question, "evidence_id"]),
            )
            for question, codes in QUESTIONS.items()
        ),
        _how(standing),
    )


def _how(standing: pd.DataFrame) -> Table:
    """Return the ways in which an answer can be documented, the best first."""
    counts = standing["how"].value_counts()
    return Table(
        key="stated_how",
        title=_("How an answer can be documented, the best first"),
        table=pd.DataFrame(
            {
                "how": [_(word) for word in labels.HOW.values()],
                "meaning": [_(labels.HOW_IN_FULL[key]) for key in labels.HOW],
                "n": [int(counts.get(key, 0)) for key in labels.HOW],
            }
        ),
        columns={"how": _("In short"), "meaning": _("In a sentence"), "n": _("Documents now")},
        styles={_("In a sentence"): Words(SENTENCE_PX), _("Documents now"): Number(0)},
        evidence=tuple(standing["evidence_id"]),
    )
