"""What States say, beside how they voted: who asks for a treaty and abstained, and the reverse."""

from __future__ import annotations

import pandas as pd

from analytics import ballots, stated
from analytics.stated.by_vote import PositionsByVote
from analytics.stated.fit import Fit
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Finding, Link, Note, Table, Unknown, Words
from dashboard.figures import tally
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.pages.stated.board import content as board
from dashboard.words import resolutions, standing_in_words, states
from dashboard.words.stated import labels
from data.facts import Facts
from data.stated import QUESTIONS

TOPICS = ("laws", "aimd")
"""Subjects whose votes can be set beside what was said, the first one first."""


def votes(facts: Facts, subject: str) -> dict[str, str]:
    """Return the votes on whole texts that can be set beside a question, in words.

    Those on its own topic come first, the latest first.
    """
    topic = subject.partition(".")[0]
    held = facts.rollcalls.merge(facts.topics, on="rollcall_id")
    held = held[held["topic"].isin(TOPICS) & ballots.is_plenary_text(held)]
    held = held[held["rollcall_id"].isin(facts.votes["rollcall_id"].unique())]
    held = held.assign(is_other=held["topic"] != topic).sort_values(
        ["is_other", "vote_date"], ascending=[True, False], kind="stable"
    )
    found: dict[str, str] = {}
    for row in held.to_dict("records"):
        found.setdefault(
            str(row["rollcall_id"]),
            f"{resolutions.short(row)} · {vocabulary.word(vocabulary.TOPICS, row['topic'])}",
        )
    return found


def at_first(facts: Facts) -> tuple[str, str]:
    """Return the question and the vote shown while nothing is chosen."""
    subject = board.at_first(facts).subject
    return subject, next(iter(votes(facts, subject)), "")


def blocks(facts: Facts, subject: str, rollcall_id: str) -> Blocks:
    """Return how the States voted that give each answer, and where words and vote part."""
    if not rollcall_id:
        return (Unknown(_("No vote on this is on record by name.")),)
    topic, _dot, question = subject.partition(".")
    day = facts.recall(stated.last_day)
    found = facts.recall(stated.positions_by_vote, day, topic, question, rollcall_id)
    row = resolutions.of_key(facts.rollcalls, rollcall_id)
    symbol = resolutions.symbol(row)
    on_topic = facts.topics[facts.topics["rollcall_id"] == rollcall_id]["topic"]
    beside = (
        facts.recall(stated.fit_of, day, topic, rollcall_id) if topic in set(on_topic) else None
    )
    answer = _finding(facts, beside, symbol)
    return (
        *((Finding(answer),) if answer else ()),
        _chart(facts, found, question, symbol, answer),
        *(() if beside is None else _parting(facts, beside, symbol)),
        _left_out(found),
    )


def _finding(facts: Facts, beside: Fit | None, symbol: str) -> str:
    """Return how often words and vote go together; nothing where no answer implies a vote."""
    if beside is None or beside.compared.empty:
        return ""
    names = states.names(facts.states)
    by_state = beside.compared.groupby("iso3")["fit"]
    differs = [str(iso3) for iso3, fits in by_state if "differs" in set(fits)]
    fits = [str(iso3) for iso3, each in by_state if set(each) == {"fits"}]
    text = ngettext(
        "What {n} State says leads one to expect a vote on {symbol}: **{fits}** voted so.",
        "What {n} States say leads one to expect a vote on {symbol}: **{fits}** voted so.",
        by_state.ngroups,
    ).format(n=i18n.number(by_state.ngroups), symbol=symbol, fits=i18n.number(len(fits)))
    if not differs:
        return text
    return f"{text} " + _("Words and vote differ for {names}.").format(
        names=i18n.listing([names[iso3] for iso3 in differs])
    )


def _chart(
    facts: Facts, found: PositionsByVote, question: str, symbol: str, answer: str
) -> Chart | Unknown:
    """Return a bar for each answer, parted by how those who give it voted."""
    if found.cells.empty:
        return Unknown(_("Nobody with a position on this voted on {symbol}.").format(symbol=symbol))
    order = QUESTIONS[question].index
    cells = found.cells.sort_values("code", key=lambda codes: codes.map(order), kind="stable")
    totals = cells.groupby("code")["n"].sum()
    bars = pd.DataFrame(
        {
            "label": [
                f"{labels.label(question, code)} ({i18n.number(int(totals[code]))})"
                for code in cells["code"]
            ],
            "category": cells["vote"],
            "n": cells["n"],
        }
    )
    shown = _rows(facts, found.states.assign(question=question))
    return Chart(
        key="stated_by_vote",
        title=_("How those who say it voted on {symbol}").format(symbol=symbol),
        figure=tally.bars(bars, categories=standing_in_words.position_categories()),
        table=shown.sort_values(
            ["code", "name"],
            key=lambda c: c.map(order) if c.name == "code" else c.map(i18n.sorting),
        ),
        columns={
            "name": _("State"),
            "answer": _("What it says"),
            "documented": _("How it is documented"),
            "when": _("When"),
            "voted": _("Its vote"),
            "source": _("Document"),
            "vote_source": _("Roll call"),
            "dossier": _("Dossier"),
        },
        styles={
            _("State"): Words(is_pinned=True),
            _("Document"): Link(_("open")),
            _("Roll call"): Link(_("open")),
            _("Dossier"): Link(_("open")),
        },
        evidence=tuple({*shown["evidence_id"], *shown["vote_evidence_id"]}),
        summary=answer.replace("**", "")
        or _("How the States that give each answer voted on {symbol}.").format(symbol=symbol),
        note=_("In brackets how many States say it. One State can say several things."),
    )


def _rows(facts: Facts, found: pd.DataFrame) -> pd.DataFrame:
    """Return States with what they say and how they voted, in words."""
    names = states.names(facts.states)
    addresses = facts.evidence.set_index("evidence_id")["url"]
    return found.assign(
        name=found["iso3"].map(names),
        answer=[
            labels.label(question, code)
            for question, code in zip(found["question"], found["code"], strict=True)
        ],
        documented=[_(labels.HOW[how]) for how in found["how"]],
        when=[i18n.partial_date(text) for text in found["date_text"]],
        voted=[vocabulary.word(vocabulary.POSITIONS, vote) for vote in found["vote"]],
        source=found["evidence_id"].map(addresses),
        vote_source=found["vote_evidence_id"].map(addresses),
        dossier=states.dossiers(found["iso3"], "says"),
    )


def _parting(facts: Facts, beside: Fit, symbol: str) -> Blocks:
    """Return the States whose words and vote part, with both documents and without a verdict."""
    apart = beside.compared[beside.compared["fit"] == "differs"]
    if apart.empty:
        return ()
    return (
        Table(
            key="stated_apart",
            title=_("Where words and vote on {symbol} part").format(symbol=symbol),
            table=_rows(facts, apart),
            columns={
                "name": _("State"),
                "answer": _("What it says"),
                "documented": _("How it is documented"),
                "when": _("When"),
                "voted": _("Its vote"),
                "source": _("Document"),
                "dossier": _("Dossier"),
            },
            styles={_("Document"): Link(_("open")), _("Dossier"): Link(_("open"))},
            evidence=tuple({*apart["evidence_id"], *apart["vote_evidence_id"]}),
            note=_(
                "No verdict: words and votes can part for reasons that neither document gives, "
                "such as the rest of the text that was voted on."
            ),
        ),
    )


def _left_out(found: PositionsByVote) -> Note:
    """Return of how many voters nothing is known, and why."""
    counts = found.left_out["reason"].value_counts()
    return Note(
        _("Left out: {reasons}.").format(
            reasons=i18n.listing(
                [
                    f"{_(labels.REASONS[str(reason)]).lower()} ({i18n.number(int(n))})"
                    for reason, n in counts.items()
                ]
            )
            or _("nobody")
        )
    )
