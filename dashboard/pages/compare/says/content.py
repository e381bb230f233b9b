"""What two States say that they want, question by question: where they differ in words."""

from __future__ import annotations

import pandas as pd

from analytics import stated
from dashboard import i18n
from dashboard.blocks import Blocks, Table, Unknown, Words
from dashboard.i18n import _, mark
from dashboard.words import states
from dashboard.words.stated import labels, rows
from data.facts import Facts
from data.stated import QUESTIONS

PAIRS = {
    "differ": mark("They differ"),
    "partly": mark("Partly the same"),
    "same": mark("The same"),
    "one_unknown": mark("Of one nothing is known"),
}
"""What two answers are to each other, of `analytics.stated.side_by_side.PAIRS`, as ordered here."""


def blocks(facts: Facts, a: str, b: str) -> Blocks:
    """Return what two States last said on each question on which either is on record."""
    names = states.names(facts.states)
    day = facts.recall(stated.last_day)
    found = facts.recall(stated.pair_of, day, a, b)
    if found.empty:
        nothing = _("Nothing is on record of what {a} or {b} says that it wants.")
        return (Unknown(nothing.format(a=names[a], b=names[b])),)
    ranked = found.sort_values(
        ["pair", "question"],
        key=lambda column: column.map(
            (list(PAIRS) if column.name == "pair" else list(QUESTIONS)).index
        ),
    )
    n_differ = int((found["pair"] == "differ").sum())
    n_both = int((found["pair"] != "one_unknown").sum())
    latest = facts.recall(stated.latest_positions, day).rows
    behind = latest[latest["iso3"].isin([a, b]) & latest["is_latest"]]
    return (
        Table(
            key="compare_says",
            title=_("What they say: different answers to {n} of {all} questions").format(
                n=i18n.number(n_differ), all=i18n.number(n_both)
            ),
            table=ranked.assign(
                subject=[
                    rows.subject(topic, question)
                    for topic, question in zip(ranked["topic"], ranked["question"], strict=True)
                ],
                first=_answers(ranked["question"], ranked["codes_a"], ranked["status_a"]),
                second=_answers(ranked["question"], ranked["codes_b"], ranked["status_b"]),
                beside=[_(PAIRS[pair]) for pair in ranked["pair"]],
            ),
            columns={
                "subject": _("Question"),
                "first": names[a],
                "second": names[b],
                "beside": _("Side by side"),
            },
            styles={names[a]: Words(rows.ANSWER_PX), names[b]: Words(rows.ANSWER_PX)},
            evidence=tuple(behind["evidence_id"]),
            note=_(
                "The latest document of each, whoever documents it; both answers stand on "
                "[{page}]({address})."
            ).format(page=_("Stated positions"), address="stated"),
        ),
    )


def _answers(questions: pd.Series, codes: pd.Series, statuses: pd.Series) -> list[str]:
    """Return answers in a few words, or what is known where there is none."""
    return [
        labels.labels(question, each) if each else _(labels.STATUSES[status])
        for question, each, status in zip(questions, codes, statuses, strict=True)
    ]
