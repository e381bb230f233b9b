"""The questions of a dossier, each with its table: parts of the page *State*."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics.record import dossier
from dashboard import ask, dossiers, i18n, once, show
from dashboard.figures import history as draw
from dashboard.i18n import _, mark, vocabulary

VOTE_WORDS_PX = 180
TEXT_PX = 300
"""Widths of columns with long words, so that the link to the source stays in sight."""


@dataclass(frozen=True)
class Question:
    """A question and the groups of facts that answer it."""

    key: str
    words: str
    groups: tuple[str, ...]


QUESTIONS = (
    Question("endorsed", mark("What has it endorsed or joined?"), ("endorsement",)),
    Question("took_part", mark("Where has it taken part?"), ("forum",)),
    Question(
        "sponsored",
        mark("What has it submitted or sponsored?"),
        ("submission", "sponsorship"),
    ),
    Question("groups", mark("Which groups and treaties is it in?"), ("membership",)),
    Question("stances", mark("What else is documented?"), ("stance",)),
)


def part(words: pd.DataFrame) -> None:
    """Draw what a dossier, in words, answers to each question but how the State voted."""
    for question in QUESTIONS:
        _answer(question, words[words["group"].isin(question.groups)])


def votes(name: str, facts: pd.DataFrame, words: pd.DataFrame) -> None:
    """Draw the roll calls on AI, autonomous weapons and other technology one by one.

    Parameters
    ----------
    name : str
        Of the State.
    facts, words : DataFrame
        Rows of its dossier, as keys and in words.
    """
    cast = words[words["group"] == "vote"]
    title = _("How did it vote on AI, autonomous weapons and other technology?")
    if cast.empty:
        _nothing(title)
        return
    show.table(
        dossiers.by_topic(cast, facts),
        key="state_votes",
        title=title,
        evidence=cast["evidence_id"],
        columns={
            "topic": _("Subject"),
            "when": _("When"),
            "detail": _("Position"),
            "symbol": _("Symbol"),
            "title": _("Text"),
            "body": _("Body"),
            "confidence": _("How sure"),
            "source": _("Source"),
        },
        config={
            _("Source"): show.link(_("open")),
            _("Subject"): st.column_config.TextColumn(width=VOTE_WORDS_PX),
            _("Text"): st.column_config.TextColumn(width=VOTE_WORDS_PX),
        },
        note=_(
            "Did not vote is neither for nor against. The votes of {state} in the First Committee "
            "are known for some texts only: see “What is not known”."
        ).format(state=name),
    )


def history(name: str, found: dossier.Dossier) -> None:
    """Draw the votes of all years in counts, on a topic chosen."""
    present = set(found.history["topic"])
    if not present:
        return
    options = {"all": _("All subjects")} | {
        topic: vocabulary.word(vocabulary.TOPICS, topic)
        for topic in vocabulary.TOPICS
        if topic in present
    }
    show.heading(
        _("How has it voted over the years?"),
        _("Recorded votes in the plenary of the General Assembly, counted by year and subject."),
    )
    topic = ask.one(_("Subject"), options, key="subject")
    counts = found.history[found.history["topic"] == topic]
    categories = dossiers.categories()
    chart = once.in_words(
        ("dossier history", found.iso3, topic),
        lambda: draw.votes_by_year(counts, categories=categories, axis=_("Recorded votes")),
    )
    show.figure(
        chart,
        key="state_history",
        title=options[topic],
        table=counts,
        evidence=found.history_evidence,
        summary=dossiers.history_summary(name, options[topic], counts),
        columns={"year": _("Year")} | {each.key: each.label for each in categories},
        note=_(
            "{n} roll calls whose names are known in part, or differ from the published tally, are "
            "not counted. A vote on several subjects counts under each."
        ).format(n=i18n.number((found.left_out["reason"] == "not_complete").sum())),
    )


def _answer(question: Question, words: pd.DataFrame) -> None:
    """Draw a question with its table, or say that there is nothing on record."""
    if words.empty:
        _nothing(_(question.words))
        return
    columns = {
        "when": _("When"),
        "title": _("Text or meeting"),
        "detail": _("What is on record"),
        "kind": _("Kind"),
        "until": _("Until"),
        "confidence": _("How sure"),
        "source": _("Source"),
    }
    if not words["until"].any():
        columns.pop("until")
    show.table(
        words,
        key=f"state_{question.key}",
        title=_(question.words),
        evidence=words["evidence_id"],
        columns=columns,
        config={
            _("Source"): show.link(_("open")),
            _("Text or meeting"): st.column_config.TextColumn(width=TEXT_PX),
        },
    )


def _nothing(title: str) -> None:
    """Say under a question that the record has no answer."""
    st.subheader(title, anchor=False)
    st.caption(_("Nothing on record. That is silence, not an answer."))
