"""How a State voted: on technology one by one, and over the years in counts."""

from __future__ import annotations

import pandas as pd

from analytics import record
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Heading, Link, Table, Words
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.pages.state import dossier_in_words, no_record
from dashboard.pages.state.votes import figures as draw
from dashboard.words import states
from data.facts import Facts

SUBJECT = "all"
"""The subject that is counted at first."""

VOTE_WORDS_PX = 180
"""Width of a column with long words, so that the link to the source stays in sight."""


def votes_one_by_one(facts: Facts, iso3: str) -> Blocks:
    """Return what stands above the choice of a subject: every vote on technology."""
    heading = Heading(
        _("How has it voted over the years?"),
        _("Recorded votes in the plenary of the General Assembly, counted by year and subject."),
    )
    return (*_cast(facts, iso3), *([heading] if subjects(facts, iso3) else []))


def subjects(facts: Facts, iso3: str) -> dict[str, str]:
    """Return the subjects on which a State voted, in words, all of them first; maybe none.

    Parameters
    ----------
    facts : Facts
    iso3 : str
        Of the State.
    """
    present = set(facts.recall(record.dossier_of, iso3).history["topic"])
    if not present:
        return {}
    return {"all": _("All subjects")} | {
        topic: vocabulary.word(vocabulary.TOPICS, topic)
        for topic in vocabulary.TOPICS
        if topic in present
    }


def history(facts: Facts, iso3: str, topic: str) -> Blocks:
    """Return the votes of all years in counts, on one of `subjects`."""
    found = facts.recall(record.dossier_of, iso3)
    name = states.names(facts.states)[iso3]
    title = subjects(facts, iso3)[topic]
    counts = found.history[found.history["topic"] == topic]
    categories = dossier_in_words.categories()
    return (
        Chart(
            key="state_history",
            title=title,
            figure=draw.votes_by_year(counts, categories=categories, axis=_("Recorded votes")),
            table=counts,
            evidence=tuple(found.history_evidence),
            summary=dossier_in_words.history_sentence(name, title, counts),
            columns={"year": _("Year")} | {each.key: each.label for each in categories},
            note=_left_out_note(int((found.left_out["reason"] == "not_complete").sum())),
        ),
    )


def _left_out_note(n: int) -> str:
    """Return how many roll calls are not counted, and that one may count several times."""
    text = ngettext(
        "{n} roll call whose names are known in part, or differ from the published tally, is not "
        "counted.",
        "{n} roll calls whose names are known in part, or differ from the published tally, are "
        "not counted.",
        n,
    ).format(n=i18n.number(n))
    return f"{text} " + _("A vote on several subjects counts under each.")


def _cast(facts: Facts, iso3: str) -> Blocks:
    """Return the roll calls on AI, autonomous weapons and other technology one by one."""
    found = facts.recall(record.dossier_of, iso3)
    held = pd.concat([found.timeline, found.undated], ignore_index=True)
    words = dossier_in_words.rows(held, facts.evidence)
    cast = words[words["group"] == "vote"]
    title = _("How did it vote on AI, autonomous weapons and other technology?")
    if cast.empty:
        return no_record.nothing_on_record(title)
    return (
        Table(
            key="state_votes",
            title=title,
            table=dossier_in_words.by_topic(cast, held),
            evidence=tuple(cast["evidence_id"]),
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
            styles={
                _("Source"): Link(_("open")),
                _("Subject"): Words(VOTE_WORDS_PX),
                _("Text"): Words(VOTE_WORDS_PX),
            },
            note=_(
                "Did not vote is neither for nor against. The votes of {state} in the First "
                "Committee are known for some texts only: see “What is not known”."
            ).format(state=states.names(facts.states)[iso3]),
        ),
    )
