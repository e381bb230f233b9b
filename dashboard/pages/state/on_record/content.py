"""What is on record about a State: on one timeline, and question by question."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import record
from dashboard import i18n
from dashboard.blocks import Block, Blocks, Chart, Link, Table, Unknown, Words
from dashboard.figures import lanes
from dashboard.i18n import _, mark, ngettext
from dashboard.pages.state import dossier_in_words, no_record
from dashboard.pages.state.papers import content as papers
from dashboard.words import dates, states
from data import domains
from data.facts import Facts

PERIOD = "recent"
"""The years that are shown at first."""

RECENT_YEAR = 2014
"""The first meeting on autonomous weapons; what is older is mostly treaties and groups."""

TEXT_PX = 300
"""Width of a column with long words, so that the link to the source stays in sight."""


@dataclass(frozen=True)
class DossierQuestion:
    """A question and the groups of facts that answer it."""

    key: str
    words: str
    groups: tuple[str, ...]


QUESTIONS = (
    DossierQuestion("endorsed", mark("What has it endorsed or joined?"), ("endorsement",)),
    DossierQuestion("took_part", mark("Where has it taken part?"), ("forum",)),
    DossierQuestion(
        "sponsored",
        mark("What has it submitted or sponsored?"),
        ("submission", "sponsorship"),
    ),
    DossierQuestion("groups", mark("Which groups and treaties is it in?"), ("membership",)),
    DossierQuestion("stances", mark("What else is documented?"), ("stance",)),
)


def periods() -> dict[str, str]:
    """Return the years that a timeline can show, in words."""
    return {"recent": _("Since {year}").format(year=RECENT_YEAR), "all": _("All years")}


def is_dated(facts: Facts, iso3: str) -> bool:
    """Return whether any fact about a State has a date, so that it has a timeline."""
    return bool(_on_record(facts, iso3)["date_from"].notna().any())


def blocks(facts: Facts, iso3: str, period: str) -> Blocks:
    """Return a State's timeline, and what its dossier answers to each question but its votes.

    Parameters
    ----------
    facts : Facts
    iso3 : str
        Of the State.
    period : str
        Years that the timeline shows: one of `periods`.
    """
    name = states.names(facts.states)[iso3]
    words = dossier_in_words.rows(_on_record(facts, iso3), facts.evidence)
    answers = [_answer(one, words[words["group"].isin(one.groups)]) for one in QUESTIONS]
    return (
        _timeline(name, words, period),
        *(block for answer in answers for block in answer),
        *papers.blocks(facts, iso3),
    )


def since(facts: Facts, iso3: str, day: pd.Timestamp, *, at_most: int) -> Blocks:
    """Return what is on record about a State since a day: its field first, then the latest.

    Parameters
    ----------
    facts : Facts
    iso3 : str
    day : Timestamp
        What happened on it, or later, whatever its bounds, is told.
    at_most : int
        Rows that there is room for; a note tells how many more there are.
    """
    dated = facts.recall(record.dossier_of, iso3).timeline
    late = dated[(dated["date_from"] >= day).to_numpy(dtype=bool)]
    if late.empty:
        nothing = _("Nothing dated is on record about {state} since {day}.")
        name = states.names(facts.states)[iso3]
        return (Unknown(nothing.format(state=name, day=i18n.day(day))),)
    is_near = (late["group"] != "vote") | late["topic"].isin(domains.AI_TOPICS)
    ordered = pd.concat([late[is_near], late[~is_near]], ignore_index=True)
    words = dossier_in_words.rows(ordered.head(at_most), facts.evidence)
    is_vote = words["group"] == "vote"
    words["short"] = words["title"].where(~is_vote, words["symbol"] + " · " + words["topic"])
    n_more = len(late) - len(words)
    more = ngettext(
        "{n} more is on the timeline of the page.",
        "{n} more are on the timeline of the page.",
        n_more,
    ).format(n=i18n.number(n_more))
    return (
        Table(
            key="state_since",
            title=_("What happened since {day}").format(day=i18n.day(day)),
            table=words,
            evidence=tuple(words["evidence_id"]),
            columns={
                "when": _("When"),
                "short": _("Text or meeting"),
                "detail": _("What is on record"),
                "source": _("Source"),
            },
            styles={_("Source"): Link(_("open")), _("Text or meeting"): Words(TEXT_PX)},
            note=more if n_more else None,
        ),
    )


def _on_record(facts: Facts, iso3: str) -> pd.DataFrame:
    """Return all facts about a State, those without a date last."""
    found = facts.recall(record.dossier_of, iso3)
    return pd.concat([found.timeline, found.undated], ignore_index=True)


def _timeline(name: str, words: pd.DataFrame, period: str) -> Block:
    """Return all dated facts in lanes, with the names of the undated ones."""
    dated = words[words["date_from"].notna()]
    if dated.empty:
        return Unknown(_("Nothing on record about {state} has a date.").format(state=name))
    first = dossier_in_words.first_day(dated, RECENT_YEAR if period == "recent" else None)
    shown = dated[dated["date_to"] >= first]
    return Chart(
        key="state_timeline",
        title=_("{state} on one timeline").format(state=name),
        figure=lanes.chart(
            dated,
            lanes=dossier_in_words.lane_words(),
            marks=dossier_in_words.marks(),
            first=first,
            last=dossier_in_words.last_day(dated),
            empty=_("nothing on record in these years"),
        ),
        table=shown,
        evidence=tuple(shown["evidence_id"]),
        summary=dossier_in_words.timeline_sentence(name, shown),
        columns={
            "when": _("When"),
            "lane_words": _("What it is"),
            "name": _("Text or meeting"),
            "detail": _("What is on record"),
            "confidence": _("How sure"),
            "source": _("Source"),
        },
        styles={_("Source"): Link(_("open"))},
        note=" ".join([*dates.bars(dated, first), *_notes(words, len(dated) - len(shown))]) or None,
    )


def _notes(words: pd.DataFrame, n_earlier: int) -> list[str]:
    """Return what the timeline does not show, in sentences."""
    notes = []
    if n_earlier:
        notes.append(
            ngettext(
                "{n} earlier fact is shown with “All years”.",
                "{n} earlier facts are shown with “All years”.",
                n_earlier,
            ).format(n=i18n.number(n_earlier))
        )
    undated = words["title"][words["date_from"].isna()].tolist()
    if undated:
        notes.append(_("Without a first day: {names}.").format(names=i18n.listing(undated)))
    return notes


def _answer(question: DossierQuestion, words: pd.DataFrame) -> Blocks:
    """Return a question with its table, or say that there is nothing on record."""
    if words.empty:
        return no_record.nothing_on_record(_(question.words))
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
    return (
        Table(
            key=f"state_{question.key}",
            title=_(question.words),
            table=words,
            evidence=tuple(words["evidence_id"]),
            columns=columns,
            styles={_("Source"): Link(_("open")), _("Text or meeting"): Words(TEXT_PX)},
        ),
    )
