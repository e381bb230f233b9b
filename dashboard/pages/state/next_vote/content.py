"""How a State may vote next on AI in the military domain, and why."""

from __future__ import annotations

import pandas as pd

from analytics import next_vote
from analytics.next_vote import forecast
from dashboard.blocks import Blocks, Heading, Note, Share, Table, Text, Unknown
from dashboard.i18n import _, vocabulary
from dashboard.words import next_votes, shares, states
from data.facts import Facts


def heading(_facts: Facts) -> Blocks:
    """Return the head of the part, which needs no model."""
    return (
        Heading(
            _("How may it vote next?"),
            _("Its chances at the next vote on each text of the subject, and why."),
        ),
    )


def blocks(facts: Facts, iso3: str) -> Blocks:
    """Return a State's chances at the next votes, its reasons on the first, and the test."""
    held = set(facts.recall(next_vote.recurring_texts)["series"])
    asked = [series for series in next_votes.FIRST if series in held]
    rows = [row for series in asked if (row := _row(facts, series, iso3)) is not None]
    name = states.names(facts.states)[iso3]
    if not rows:
        told = _("{state} is no UN member, or no text on the subject comes back: nothing is said.")
        return (Unknown(told.format(state=name)),)
    return (
        _table(name, pd.DataFrame(rows)),
        Text(_("Reasons for: **{text}**").format(text=rows[0]["text"])),
        *next_votes.why(facts, str(rows[0]["series"]), iso3),
        *_tested(facts, str(rows[0]["series"]), iso3),
    )


def _row(facts: Facts, series: str, iso3: str) -> dict[str, object] | None:
    """Return how a State may vote on a text, in words; nothing where it is no member."""
    found = facts.recall(next_vote.next_vote_on, series)
    held = found.states[found.states["iso3"] == iso3]
    if held.empty:
        return None
    row = held.iloc[0]
    text = next_votes.text_row(facts, series)
    told: dict[str, object] = {
        "series": series,
        "text": next_votes.text_label(text),
        "evidence_id": text["evidence_id"],
        "last": _("None of late"),
        "in_words": _("no basis"),
    }
    if not row["has_basis"]:
        return told
    moves = forecast.movers(found).set_index("iso3")["p_moves"]
    return told | {
        "last": vocabulary.word(vocabulary.POSITIONS, row["last"]),
        "in_words": vocabulary.probability_in_words(float(moves[iso3])),
        **{f"p_{vote}": round(float(row[f"p_{vote}"]), 3) for vote in "yanx"},
    }


def _table(name: str, rows: pd.DataFrame) -> Table:
    """Return a State's chances, text by text."""
    chances = {
        "p_y": _("In favour"),
        "p_a": _("Abstains"),
        "p_n": _("Against"),
        "p_x": _("Does not vote"),
    }
    return Table(
        key="state_next_votes",
        title=_("How {state} may vote next").format(state=name),
        table=rows.reindex(columns=["text", "last", "in_words", *chances, "evidence_id"]),
        columns={
            "text": _("Text"),
            "last": _("Last vote"),
            "in_words": _("Chance that it moves"),
            **chances,
        },
        styles={heading: Share() for heading in chances.values()},
        evidence=tuple(rows["evidence_id"]),
        note=_(
            "To move is to vote in favour after another vote, or to abstain or vote against after "
            "a vote in favour. Asked a year after the last vote; the same numbers stand on the "
            "page Next vote."
        ),
    )


def _tested(facts: Facts, series: str, iso3: str) -> Blocks:
    """Return how such forecasts did on the past, beside the base rate."""
    found = facts.recall(next_vote.next_vote_skill)
    scores = found.scores
    base = _(
        "Base rate: of States that voted, and had not voted in favour the time before, {base} "
        "moved to Yes."
    ).format(base=shares.share(scores.n_yes / scores.n_rows))
    link = _("[The whole forecast and its test]({address})").format(
        address=next_votes.address(series, iso3)
    )
    return (Note(f"{next_votes.tested_sentence(found)} {base}"), Text(link))
