"""Where what a State says changed: texts of its own first, then documents of other kinds."""

from __future__ import annotations

import pandas as pd

from analytics import stated
from dashboard import i18n
from dashboard.blocks import Blocks, Finding, Folded, Link, Note, Table, Unknown, Words
from dashboard.i18n import _, ngettext
from dashboard.words import states
from dashboard.words.stated import labels, rows
from data.facts import Facts

N_NAMED = 6


def blocks(facts: Facts) -> Blocks:
    """Return where the answer of a State changed, and in which documents."""
    moves = facts.recall(stated.movers_of, facts.recall(stated.last_day)).moves
    if moves.empty:
        return (Unknown(_("No State is on record with two different answers to one question.")),)
    spoken = moves[moves["is_spoken"] | moves["is_marked"]]
    others = moves.drop(spoken.index)
    names = states.names(facts.states)
    said = i18n.listing([names[iso3] for iso3 in spoken["iso3"].drop_duplicates().head(N_NAMED)])
    answer = ngettext(
        "**{n} change** is on record in what a State itself said: {names}.",
        "**{n} changes** are on record in what States themselves said: {names}.",
        len(spoken),
    ).format(n=i18n.number(len(spoken)), names=said)
    if spoken.empty:
        answer = _("No change is on record in what States themselves said.")
    return (
        Finding(answer),
        *_table(facts, spoken, "stated_moves", _("In texts of its own")),
        Note(
            _(
                "Two documents with different answers need not be a change of mind: a State that "
                "asks for a treaty can sign a paper that leaves its form open."
            )
        ),
        *(
            (
                Folded(
                    "stated_other_moves",
                    _("Different answers in texts with others, or on lists that others keep"),
                    _table(facts, others, "stated_other_answers", _("In documents of other kinds")),
                ),
            )
            if len(others)
            else ()
        ),
    )


def _table(facts: Facts, moves: pd.DataFrame, key: str, title: str) -> Blocks:
    """Return changes as a table: from what to what, when, and how each side is documented."""
    if moves.empty:
        return ()
    names = states.names(facts.states)
    addresses = facts.evidence.set_index("evidence_id")["url"]
    asked = list(moves["question"])
    return (
        Table(
            key=key,
            title=title,
            table=pd.DataFrame(
                {
                    "name": moves["iso3"].map(names),
                    "subject": [
                        rows.subject(topic, question)
                        for topic, question in zip(moves["topic"], asked, strict=True)
                    ],
                    "from": _answers(asked, moves["from_codes"]),
                    "from_when": [i18n.partial_date(text) for text in moves["from_date"]],
                    "to": _answers(asked, moves["to_codes"]),
                    "to_when": [i18n.partial_date(text) for text in moves["to_date"]],
                    "documented": [
                        i18n.listing([_(labels.HOW[how]) for how in dict.fromkeys(all_how)])
                        for all_how in moves["to_how"]
                    ],
                    "marked": [
                        _("A source calls it a change") if is_marked else _("Two documents differ")
                        for is_marked in moves["is_marked"]
                    ],
                    "source": [addresses[keys[0]] for keys in moves["to_evidence"]],
                    "dossier": states.dossiers(moves["iso3"], "says"),
                }
            ),
            columns={
                "name": _("State"),
                "subject": _("Question"),
                "from": _("It said"),
                "from_when": _("When"),
                "to": _("Now it says"),
                "to_when": _("Since"),
                "documented": _("How it is documented"),
                "marked": _("Who says that it changed"),
                "source": _("Document"),
                "dossier": _("Dossier"),
            },
            styles={
                _("State"): Words(is_pinned=True),
                _("Document"): Link(_("open")),
                _("Dossier"): Link(_("open")),
            },
            evidence=tuple(
                {
                    evidence
                    for column in ("from_evidence", "to_evidence")
                    for keys in moves[column]
                    for evidence in keys
                }
            ),
        ),
    )


def _answers(questions: list[str], codes: pd.Series) -> list[str]:
    """Return answers in a few words each."""
    return [
        labels.labels(question, dict.fromkeys(each))
        for question, each in zip(questions, codes, strict=True)
    ]
