"""What a State says, beside its last vote and beside what it signed; no verdict on either."""

from __future__ import annotations

import pandas as pd

from analytics import stated
from dashboard import i18n
from dashboard.blocks import Blocks, Link, Note, Style, Subheading, Table, Words
from dashboard.i18n import _, vocabulary
from dashboard.words import probabilities, resolutions
from dashboard.words.markdown import plain
from dashboard.words.stated import labels, rows
from data.facts import Facts

TOPIC = "laws"
"""The only subject on which an answer can imply a vote."""

TEXT_PX = 200


def votes(facts: Facts, iso3: str, name: str) -> Blocks:
    """Return whether the last vote goes with what the State says, where that can be told."""
    day = facts.recall(stated.last_day)
    rollcall_id = facts.recall(stated.last_vote_on, day, TOPIC)
    if rollcall_id is None:
        return ()
    symbol = resolutions.symbol(resolutions.of_key(facts.rollcalls, rollcall_id))
    found = facts.recall(stated.fit_of, day, TOPIC, rollcall_id)
    mine = found.compared[found.compared["iso3"] == iso3]
    title = _("Beside its vote on {symbol}").format(symbol=symbol)
    if mine.empty:
        nothing = _(
            "Nothing that {state} says implies a vote on {symbol}, so they are not compared."
        )
        return (Subheading(title), Note(nothing.format(state=plain(name), symbol=symbol)))
    return (
        Table(
            key="state_says_and_votes",
            title=title,
            table=_said(facts, mine).assign(
                voted=[vocabulary.word(vocabulary.POSITIONS, vote) for vote in mine["vote"]],
                fits=[_(labels.FITS[fit]) for fit in mine["fit"]],
                vote_source=mine["vote_evidence_id"].map(_addresses(facts)),
            ),
            columns=_columns(voted=_("Its vote"))
            | {"source": _("Document"), "vote_source": _("Roll call")},
            styles=_styles(_("Roll call")),
            evidence=tuple({*mine["evidence_id"], *mine["vote_evidence_id"]}),
            note=_("No verdict: words and votes can part for reasons that neither document gives."),
        ),
    )


def signatures(facts: Facts, iso3: str, name: str) -> Blocks:
    """Return whether what the State signed goes with what it says, where that can be told."""
    found = facts.recall(stated.signatures_of, facts.recall(stated.last_day))
    mine = found.compared[found.compared["iso3"] == iso3]
    title = _("Beside what it signed")
    if mine.empty:
        nothing = _(
            "Nothing that {state} says implies a signature that it has given, so they are not "
            "compared. A name that is missing under a text says nothing."
        )
        return (Subheading(title), Note(nothing.format(state=plain(name))))
    mine = mine.sort_values(["fit", "question", "instrument_id"], ignore_index=True)
    texts = probabilities.text_names(facts.instruments)
    return (
        Table(
            key="state_says_and_signed",
            title=title,
            table=_said(facts, mine).assign(
                signed=[texts[key] for key in mine["instrument_id"]],
                since=[i18n.partial_date(day) if day else "—" for day in _days(mine["since"])],
                fits=[_(labels.SIGNATURE_FITS[fit]) for fit in mine["fit"]],
                list=mine["signature_evidence_id"].map(_addresses(facts)),
            ),
            columns=_columns(signed=_("Text"), since=_("Since"))
            | {"source": _("Document"), "list": _("List")},
            styles=_styles(_("List")) | {_("Text"): Words(TEXT_PX)},
            evidence=tuple({*mine["evidence_id"], *mine["signature_evidence_id"]}),
            note=_(
                "No verdict: a State can sign and speak for reasons that neither document gives, "
                "and what came later need not undo what came before. A name that is missing under "
                "a text says nothing."
            ),
        ),
    )


def _said(facts: Facts, mine: pd.DataFrame) -> pd.DataFrame:
    """Return answers in words, with how each is documented, when and where."""
    asked = zip(mine["question"], mine["code"], strict=True)
    return mine.assign(
        answer=[labels.label(question, code) for question, code in asked],
        documented=[_(labels.HOW[how]) for how in mine["how"]],
        when=[i18n.partial_date(text) for text in mine["date_text"]],
        source=mine["evidence_id"].map(_addresses(facts)),
    )


def _columns(**done: str) -> dict[str, str]:
    """Return the columns of what is said and of what was done beside it."""
    return {
        "answer": _("What it says"),
        "documented": _("How it is documented"),
        "when": _("When"),
        **done,
        "fits": _("Side by side"),
    }


def _styles(source: str) -> dict[str, Style]:
    """Return how the columns are drawn; `source` heads the documents of what was done."""
    return {
        _("What it says"): Words(rows.ANSWER_PX),
        _("Document"): Link(_("open")),
        source: Link(_("open")),
    }


def _addresses(facts: Facts) -> pd.Series:
    """Return the address of every document."""
    return facts.evidence.set_index("evidence_id")["url"]


def _days(since: pd.Series) -> list[str]:
    """Return the days as sourced, empty where none is."""
    return since.astype(object).where(since.notna(), "").tolist()
