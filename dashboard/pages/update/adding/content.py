"""What would change, in words: who came and went, which figures move, what a desk should know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard import i18n
from dashboard.blocks import (
    Block,
    Blocks,
    Finding,
    Folded,
    Note,
    Numbers,
    Table,
    Text,
    Tile,
    Unknown,
)
from dashboard.i18n import _, mark, ngettext, vocabulary
from dashboard.words import markdown, states
from dashboard.words.faults import sentences
from data.facts import Facts

FIGURES = {
    "n_listed": mark("States listed"),
    "official_count": mark("Official count"),
    "on_military_ai": mark("States on some text on military AI"),
    "n_yes": mark("In favour"),
    "n_no": mark("Against"),
    "n_abstain": mark("Abstaining"),
    "n_absent": mark("Did not vote"),
    "rows_instruments": mark("Texts and groups"),
    "rows_memberships": mark("Entries on rosters"),
    "rows_rollcalls": mark("Roll calls"),
    "rows_votes": mark("Votes"),
    "rows_milestones": mark("Milestones"),
    "rows_stances": mark("Documented stances"),
    "rows_stated_positions": mark("Stated positions"),
    "rows_aliases": mark("Spellings known"),
    "rows_corrections": mark("Corrections"),
    "rows_evidence": mark("Documents"),
}
"""What a figure is, by its code; the first seven are shown large."""

N_LARGE = 7

REMARKS = {
    "names_read": mark("Names read, each of a State that is known: {0}."),
    "aliases_kept": mark("Spellings that you confirmed, and that are kept: {0}."),
    "not_in_states": mark("No States of ours, and counted apart: {0}."),
    "spells_ended": mark(
        "No longer listed: {0}. Their time on the text ends on {1}; it is not erased."
    ),
    "list_in_part": mark(
        "Without a published count nobody can say that the list is whole today: it stays complete "
        "up to {0}, and is marked as known in part since."
    ),
    "absent_by_difference": mark(
        "Members that are not named, and so did not vote: {0}. That follows from the list and the "
        "tally."
    ),
    "committed": mark("It is a commit of the checkout too: {0}."),
    "not_committed": mark("It is no commit of the checkout: {0}."),
}
"""What was done, by its code."""

WARNINGS = ("list_in_part", "not_committed", "not_in_states")
"""Remarks that a desk must not pass over."""


def preview(facts: Facts, answer: Mapping[str, Any]) -> Blocks:
    """Return what would change, or has, as the program that changes the facts says it.

    Parameters
    ----------
    facts : Facts
        For the names of States.
    answer : mapping
        With a ``preview``.
    """
    seen = answer["preview"]
    names = states.names(facts.states)
    said: list[Block] = [_summary(answer, seen)]
    large = [one for one in seen["figures"] if one["code"] in list(FIGURES)[:N_LARGE]]
    if large:
        said.append(Numbers(tuple(_tile(one) for one in large)))
    for words, changed in (
        (_("Newly listed"), seen["came"]),
        (_("No longer listed"), seen["went"]),
    ):
        if changed:
            listed = i18n.listing([names.get(iso3, name) for iso3, name in changed])
            said.append(Text(f"**{words} ({i18n.number(len(changed))}):** {listed}"))
    said += _votes(seen["votes"], names)
    for remark in answer["remarks"]:
        words = _(REMARKS[remark["code"]]).format(*(markdown.plain(w) for w in remark["words"]))
        said.append(Unknown(words) if remark["code"] in WARNINGS else Note(words))
    if answer["grade"] == "copy":
        said.append(
            Unknown(
                _(
                    "Nobody has graded this site: the fact is shown as resting on an unverified "
                    "copy. If the publisher’s own page is known, give its address."
                )
            )
        )
    return (*said, _details(seen))


def faults(answer: Mapping[str, Any]) -> list[str]:
    """Return what must be mended, a sentence each, as plain text."""
    return [markdown.plain(sentences.sentence(fault)) for fault in answer["faults"]]


def _summary(answer: Mapping[str, Any], seen: Mapping[str, Any]) -> Finding:
    n_files = len(seen["files"])
    files = ngettext("{n} file", "{n} files", n_files).format(n=i18n.number(n_files))
    sentence = (
        _("Written: **{subject}**, {files}, change {entry} of the journal.")
        if answer["entry_id"]
        else _("Nothing is written yet. This would change **{subject}**, {files}.")
    )
    return Finding(
        sentence.format(
            subject=markdown.plain(_(seen["title"])), files=files, entry=answer["entry_id"]
        )
    )


def _tile(figure: Mapping[str, Any]) -> Tile:
    before, after = (
        "—" if figure[when] is None else i18n.number(figure[when]) for when in ("before", "after")
    )
    meaning = _("new") if figure["before"] is None else _("before: {n}").format(n=before)
    return Tile(_(FIGURES[figure["code"]]), after, meaning)


def _votes(votes: list[list[str]], names: Mapping[str, str]) -> list[Block]:
    said: list[Block] = []
    for code in ("N", "A", "X", "Y"):
        named = [names.get(iso3, name) for iso3, name, vote in votes if vote == code]
        if named:
            words = vocabulary.word(vocabulary.POSITIONS, code)
            said.append(
                Text(f"**{words} ({i18n.number(len(named))}):** {i18n.listing(sorted(named))}")
            )
    return said


def _details(seen: Mapping[str, Any]) -> Folded:
    """Return every file and every figure, for who wants to see all of it."""
    rows = [
        {"what": one["path"], "before": one["before"], "after": one["after"]}
        for one in seen["files"]
    ] + [
        {"what": _(FIGURES[one["code"]]), "before": one["before"], "after": one["after"]}
        for one in seen["figures"]
    ]
    table = pd.DataFrame(rows, columns=["what", "before", "after"]).astype(
        {"before": "Int64", "after": "Int64"}
    )
    return Folded(
        key="change_details",
        title=_("All files and figures"),
        blocks=(
            Table(
                key="change",
                title=_("Before and after"),
                table=table,
                evidence=(),
                columns={"what": _("What"), "before": _("Before"), "after": _("After")},
                note=_("Of a file: its rows, or its lines."),
                height="content",
            ),
        ),
    )
