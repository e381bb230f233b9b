"""What a State says that it wants, question by question, and whether its votes go with that."""

from __future__ import annotations

import pandas as pd

from analytics import stated
from dashboard import i18n, theme
from dashboard.blocks import (
    Block,
    Blocks,
    Box,
    Chart,
    Heading,
    Subheading,
    Table,
    Text,
    Unknown,
)
from dashboard.figures import lanes
from dashboard.i18n import _, vocabulary
from dashboard.pages.state.says import beside
from dashboard.words import dates, states
from dashboard.words.stated import labels, rows
from data.facts import Facts
from data.stated import NONE_FOUND, QUESTIONS, UNDECLARED

KINDS = {
    "own": ("own_words", "described", "press"),
    "with_others": ("signature", "via_group", "named_by_others"),
    "review": ("review",),
}
SYMBOLS = {"own": "circle", "with_others": "diamond-open", "review": "x-thin-open"}
SEAM_SYMBOLS = {"own": "star", "with_others": "star-open"}
SEAM = "_seam"
SEAM_COLOUR = theme.POSITION_STYLES["N"].colour
MARGIN = pd.Timedelta(days=45)


def blocks(facts: Facts, iso3: str) -> Blocks:
    """Return what a State says, how well that is documented, since when, and how it voted."""
    name = states.names(facts.states)[iso3]
    found = facts.recall(stated.latest_positions, facts.recall(stated.last_day))
    mine = found.rows[found.rows["iso3"] == iso3]
    heading = Heading(
        _("What does it say?"),
        _("The latest document on each question; what it signed with others is marked as such."),
    )
    known = found.states[found.states["iso3"] == iso3]
    if mine.empty:
        nobody = _(
            "Nobody has looked yet at what {state} says that it wants. That is not the same as "
            "having no position: ask the embassy."
        )
        return (heading, Unknown(nobody.format(state=name)))
    told = rows.in_words(facts, mine)
    return (
        heading,
        *_questions(told, known),
        *_silence(known),
        _over_time(name, told),
        *beside.votes(facts, iso3, name),
        *beside.signatures(facts, iso3, name),
        Table(
            key="state_says",
            title=_("Everything on record of what {state} says").format(state=name),
            table=told.sort_values(["date_to", "document"], ascending=[False, True]),
            columns={"subject": _("Question"), **rows.columns()},
            styles=rows.styles(),
            evidence=tuple(mine["evidence_id"]),
            note=_("[What every State says]({address})").format(address="stated"),
        ),
    )


def _questions(told: pd.DataFrame, known: pd.DataFrame) -> Blocks:
    """Return the latest answer to each question, in a box each; its own words where it signed."""
    boxes: list[Block] = []
    order = list(QUESTIONS)
    asked = known[known["status"].isin(["stated", "documents_differ"])].sort_values(
        ["question", "topic"], key=lambda c: c.map(order.index) if c.name == "question" else c
    )
    for one in asked.to_dict("records"):
        here = told[(told["topic"] == one["topic"]) & (told["question"] == one["question"])]
        latest = here[here["is_latest"]]
        own = here[here["is_latest_own"] & ~here["code"].isin(latest["code"])]
        lines = [rows.line(row) for row in latest.to_dict("records")]
        if one["status"] == "documents_differ":
            lines.insert(0, _(labels.STATUSES_IN_FULL["documents_differ"]))
        lines += [
            _("In a text of its own before: {line}").format(line=rows.line(row))
            for row in own.to_dict("records")
        ]
        boxes.append(Box((Subheading(f"{latest['subject'].iloc[0]}"), Text("\n\n".join(lines)))))
    return tuple(boxes)


def _silence(known: pd.DataFrame) -> Blocks:
    """Return where others looked and found nothing, and where nobody has looked, apart."""
    found: list[Block] = []
    for statuses, text in (
        ((NONE_FOUND, UNDECLARED), _("Others looked and found nothing, which is no denial: {of}.")),
        (("not_reviewed",), _("Nobody has looked yet: {of}.")),
    ):
        here = known[known["status"].isin(statuses)]
        if len(here):
            found.append(Unknown(text.format(of=_questions_by_topic(here))))
    return tuple(found)


def _questions_by_topic(here: pd.DataFrame) -> str:
    """Return questions in words, topic by topic."""
    ordered = here.sort_values("question", key=lambda c: c.map(list(QUESTIONS).index))
    return "; ".join(
        _("{topic}: {questions}").format(
            topic=vocabulary.word(vocabulary.TOPICS, str(topic)),
            questions=i18n.listing([_(labels.QUESTIONS[one]).lower() for one in part["question"]]),
        )
        for topic, part in ordered.groupby("topic", sort=False)
    )


def _over_time(name: str, told: pd.DataFrame) -> Chart:
    """Return all documents in lanes over time; where the answer changed, the mark is a star."""
    kind_of = {how: kind for kind, all_how in KINDS.items() for how in all_how}
    marks = [kind_of[how] + (SEAM if is_seam else "") for how, is_seam in _seams(told)]
    events = pd.DataFrame(
        {
            "lane": told["topic"].astype(str) + "." + told["question"].astype(str),
            "mark": marks,
            "date_from": told["date_from"],
            "date_to": told["date_to"],
            "label": told["answer"],
            "title": told["answer"],
            "hover": [
                f"{how} · {when}\n{document}"
                for how, when, document in zip(
                    told["documented"], told["when"], told["document"], strict=True
                )
            ],
        }
    )
    ordered = told.sort_values("question", key=lambda c: c.map(list(QUESTIONS).index))
    of_lane = dict(
        zip(
            ordered["topic"].astype(str) + "." + ordered["question"].astype(str),
            ordered["subject"],
            strict=True,
        )
    )
    shown = told.assign(
        seam=[_("Other answer than before") if is_seam else "" for _how, is_seam in _seams(told)]
    ).sort_values("date_to", ascending=False)
    first = pd.offsets.YearBegin().rollback(told["date_from"].min())
    return Chart(
        key="state_says_over_time",
        title=_("What {state} said, over time").format(state=name),
        figure=lanes.chart(
            events,
            lanes=of_lane,
            marks=_marks(),
            first=first,
            last=pd.offsets.YearEnd().rollforward(told["date_to"].max()) + MARGIN,
            empty="",
        ),
        table=shown,
        columns={"subject": _("Question"), "seam": _("Change"), **rows.columns()},
        styles=rows.styles(),
        evidence=tuple(told["evidence_id"]),
        summary=_(
            "Documents of {state} by question and date, with where its answer changed."
        ).format(state=name),
        note=" ".join(_notes(told, first)) or None,
    )


def _notes(told: pd.DataFrame, first: pd.Timestamp) -> list[str]:
    """Return what marks mean that the line of time has, in sentences."""
    star = _("A star: another answer than in the document before it.")
    return [*dates.bars(told, first), *([star] if told["is_seam"].any() else [])]


def _seams(told: pd.DataFrame) -> list[tuple[str, bool]]:
    """Return how each document speaks, and whether its answer is new to the line there."""
    return list(zip(told["how"], told["is_seam"], strict=True))


def _marks() -> list[lanes.Mark]:
    """Return what the marks stand for: who speaks, and a star where the answer changed."""
    words = {
        "own": _("A text of its own"),
        "with_others": _("Signed with others, or named by them"),
        "review": _("A review by others"),
        "own" + SEAM: _("A text of its own, with another answer than before"),
        "with_others" + SEAM: _("Signed or named, with another answer than before"),
    }
    plain_marks = [
        lanes.Mark(kind, words[kind], symbol, theme.ACCENT) for kind, symbol in SYMBOLS.items()
    ]
    seams = [
        lanes.Mark(kind + SEAM, words[kind + SEAM], symbol, SEAM_COLOUR)
        for kind, symbol in SEAM_SYMBOLS.items()
    ]
    return [*plain_marks, *seams]
