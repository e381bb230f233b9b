"""Who says what on a question: a tile and a row a State, and a list by region."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import record, stated
from analytics.stated import own_texts
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Finding, Note, Table, Unknown, Words
from dashboard.figures import world
from dashboard.i18n import _, ngettext
from dashboard.words import choices, states
from dashboard.words.stated import labels, looks, rows
from data.facts import Facts
from data.stated import QUESTIONS

ALL = choices.ALL_STATES
ANY, OWN = "any", "own"
LISTED = ("listed", "organiser")
N_TOLD = 3
"""Answers named in the finding; the table has all of them."""

ANSWER_PX, NAMES_PX = 150, 150


@dataclass(frozen=True)
class BoardChoice:
    """What the reader asks for: a question on a topic, of which States, how well documented."""

    subject: str
    group: str | None = None
    is_own: bool = False


def subjects(facts: Facts) -> dict[str, str]:
    """Return the questions on which anything is on record, the best covered first."""
    found = facts.recall(stated.stated_coverage).subjects
    return {
        rows.subject_key(topic, question): rows.subject(topic, question)
        for topic, question in zip(found["topic"], found["question"], strict=True)
    }


def groups(facts: Facts) -> dict[str, str]:
    """Return the groups of which all members are known; see `choices.groups`."""
    return choices.groups(facts)


def kinds() -> dict[str, str]:
    """Return which documents count, in words."""
    return {ANY: _("All documents"), OWN: _("Only texts of its own")}


def at_first(facts: Facts) -> BoardChoice:
    """Return what is shown while nothing is chosen."""
    return BoardChoice(next(iter(subjects(facts)), ""))


def nothing(_facts: Facts) -> Blocks:
    """Return that nothing is on record."""
    return (Unknown(_("These facts hold nothing of what States say that they want.")),)


def blocks(facts: Facts, choice: BoardChoice) -> Blocks:
    """Return who says what on a question, and of whom nothing is known."""
    if choice.subject not in subjects(facts):
        return nothing(facts)
    topic, _dot, question = choice.subject.partition(".")
    found = _of_states(facts, topic, question, choice)
    answer = _finding(found, question, _group_name(facts, choice))
    here = rows.in_words(facts, _told(facts, topic, question, choice))
    return (
        Finding(answer),
        _map(facts, found, here, question, answer, is_group=choice.group is not None),
        _by_region(facts, found, here, question),
        Note(
            _(
                "No row means that nobody has looked, never that a State has no position. Press "
                "and campaign pages, and lists that others keep, count as such."
            )
        ),
    )


def _of_states(facts: Facts, topic: str, question: str, choice: BoardChoice) -> pd.DataFrame:
    """Return the UN members asked for with their latest answers and what is known of each."""
    day = facts.recall(stated.last_day)
    asked = (
        facts.recall(stated.own_texts_of_states, day)
        if choice.is_own
        else facts.recall(stated.latest_positions, day).states
    )
    found = asked[(asked["topic"] == topic) & (asked["question"] == question)]
    members = facts.states.loc[facts.states["un_membership"] == "member", "iso3"]
    is_here = found["iso3"].isin(members)
    if choice.group is not None:
        of_group = facts.recall(record.roster, choice.group).states
        is_here &= found["iso3"].isin(of_group.loc[of_group["category"].isin(LISTED), "iso3"])
    found = found[is_here.to_numpy(dtype=bool)]
    return found.assign(
        look=[
            looks.look_of(question, codes, status)
            for codes, status in zip(found["codes"], found["status"], strict=True)
        ]
    )


def _told(facts: Facts, topic: str, question: str, choice: BoardChoice) -> pd.DataFrame:
    """Return the documents behind the latest answers on a question."""
    latest = facts.recall(stated.latest_positions, facts.recall(stated.last_day)).rows
    is_here = (latest["topic"] == topic) & (latest["question"] == question)
    return latest[is_here & latest["is_latest_own" if choice.is_own else "is_latest"]]


def _group_name(facts: Facts, choice: BoardChoice) -> str:
    """Return what the group asked for is called; empty for all members."""
    return "" if choice.group is None else groups(facts).get(choice.group, choice.group)


def _finding(found: pd.DataFrame, question: str, group: str) -> str:
    """Return how many are on record, what they say most, and of how many nothing is known.

    Parameters
    ----------
    found : DataFrame
        From `_of_states`.
    question : str
    group : str
        What the group asked for is called; empty for all members.
    """
    said = found[found["codes"].str.len().gt(0) & found["look"].ne(looks.SILENT)]
    counts = said["codes"].explode().value_counts()
    most = [
        _("“{answer}” ({n})").format(
            answer=labels.label(question, str(code)), n=i18n.number(int(n))
        )
        for code, n in counts.head(N_TOLD).items()
    ]
    n_unknown = int((found["status"] == "not_reviewed").sum())
    n_silent = int((found["look"] == looks.SILENT).sum())
    n_signed = int((found["look"] == own_texts.NO_OWN_TEXT).sum())
    of_all = ngettext(
        "**{n} of {all} UN members** is on record on this.",
        "**{n} of {all} UN members** are on record on this.",
        len(said),
    )
    of_group = ngettext(
        "**{group}: {n} of {all} UN members** is on record on this.",
        "**{group}: {n} of {all} UN members** are on record on this.",
        len(said),
    )
    parts = [
        (of_group if group else of_all).format(
            group=group, n=i18n.number(len(said)), all=i18n.number(len(found))
        )
    ]
    if most:
        parts.append(_("Most often: {answers}.").format(answers=i18n.listing(most)))
    if n_signed:
        parts.append(
            ngettext(
                "{n} signed with others, or is named by them, without a text of its own.",
                "{n} signed with others, or are named by them, without a text of their own.",
                n_signed,
            ).format(n=i18n.number(n_signed))
        )
    if n_silent:
        parts.append(
            ngettext(
                "Of {n} others looked and found nothing, or that it had not declared itself.",
                "Of {n} others looked and found nothing, or that they had not declared themselves.",
                n_silent,
            ).format(n=i18n.number(n_silent))
        )
    parts.append(
        ngettext(
            "Of **{n}** nobody has looked yet.", "Of **{n}** nobody has looked yet.", n_unknown
        ).format(n=i18n.number(n_unknown))
    )
    return " ".join(parts)


def _map(
    facts: Facts,
    found: pd.DataFrame,
    here: pd.DataFrame,
    question: str,
    summary: str,
    *,
    is_group: bool,
) -> Chart:
    """Return the members, a tile each, with their latest documents; a group from near."""
    lines = {
        iso3: "\n".join(f"{a} · {h} · {w}" for a, h, w in told)
        for iso3, told in _by_state(here).items()
    }
    names = states.names(facts.states)
    places = facts.states.set_index("iso3")["iso2"]
    unknown = _(labels.STATUSES["not_reviewed"])
    marks = pd.DataFrame(
        {
            "iso3": found["iso3"],
            "label": [places.get(iso3, iso3) for iso3 in found["iso3"]],
            "name": [names[iso3] for iso3 in found["iso3"]],
            "category": found["look"],
            "hover": [lines.get(iso3, unknown) for iso3 in found["iso3"]],
        }
    )
    shown = here[here["iso3"].isin(found["iso3"])].sort_values(
        "name", key=lambda names: names.map(i18n.sorting)
    )
    return Chart(
        key="stated_board",
        title=_(labels.ASKED[question]),
        figure=world.tiles(
            marks,
            facts.tiles,
            categories=looks.categories(question, set(found["look"])),
            near=frozenset(found["iso3"]) if is_group else (),
        ),
        table=shown,
        columns={"name": _("State"), "un_group": _("Regional group"), **rows.columns()}
        | {"dossier": _("Dossier")},
        styles=rows.styles(),
        evidence=tuple(shown["evidence_id"]),
        summary=summary.replace("**", ""),
        note=_(
            "The latest of each State, whoever documents it. Answers that want much the same "
            "share a colour; the table names each."
        ),
    )


def _by_state(here: pd.DataFrame) -> dict[str, list[tuple[str, str, str]]]:
    """Return what the documents of each State say: answer, how documented and when."""
    return {
        str(iso3): list(zip(part["answer"], part["documented"], part["when"], strict=True))
        for iso3, part in here.groupby("iso3")
    }


def _by_region(facts: Facts, found: pd.DataFrame, here: pd.DataFrame, question: str) -> Table:
    """Return the board: answers by regional group, with the names of the States."""
    names = states.names(facts.states)
    regional = facts.states.set_index("iso3")["un_region_group_code"]
    told = found[["iso3", "codes"]].explode("codes").dropna(subset=["codes"])
    told = told.assign(
        place=told["codes"].map(QUESTIONS[question].index),
        region=told["iso3"].map(regional),
        name=told["iso3"].map(names),
    ).sort_values("name", key=lambda names: names.map(i18n.sorting))
    regions = states.group_names()
    lines = []
    for _place, part in told.groupby("place"):
        code = str(part["codes"].iloc[0])
        cells = {
            region: i18n.listing(part.loc[part["region"] == region, "name"].tolist()) or "—"
            for region in regions
        }
        line = {"answer": labels.label(question, code), "n": part["iso3"].nunique()}
        lines.append(line | cells)
    return Table(
        key="stated_by_region",
        title=_("Who says what, by regional group"),
        table=pd.DataFrame(lines, columns=["answer", "n", *regions]),
        columns={"answer": _("What it says"), "n": _("States"), **regions},
        styles={
            _("What it says"): Words(ANSWER_PX),
            **{words: Words(NAMES_PX) for words in regions.values()},
        },
        height="content",
        evidence=tuple(here.loc[here["iso3"].isin(told["iso3"]), "evidence_id"]),
    )
