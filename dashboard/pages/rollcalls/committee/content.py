"""What became in plenary of the votes in the First Committee on the same draft.

Of most votes in the First Committee only some names are in the sources. What the others did there
is not guessed from the tally.
"""

from __future__ import annotations

import pandas as pd

from analytics import record
from analytics.record import shifts
from dashboard import i18n, once
from dashboard.blocks import Block, Blocks, Chart, Link, Table, Text, Unknown
from dashboard.figures import tally
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.pages.rollcalls.moves import content as moves
from dashboard.pages.rollcalls.rollcall_choice import RollcallChoice
from dashboard.words import resolutions, standing_in_words, states
from data.facts import Facts


def pair(facts: Facts, choice: RollcallChoice) -> tuple[str, str] | None:
    """Return the committee's and the plenary's vote on the text of the roll call, if both are."""
    pairs = facts.recall(record.rollcall_pairs, choice.among.topic).committee
    found = pairs[(pairs["rollcall_from"] == choice.key) | (pairs["rollcall_to"] == choice.key)]
    if found.empty:
        return None
    return str(found.iloc[0]["rollcall_from"]), str(found.iloc[0]["rollcall_to"])


def blocks(facts: Facts, committee: str, plenary: str) -> Blocks:
    """Return what is known of the way from committee to plenary, but for who moved.

    Parameters
    ----------
    facts : Facts
    committee, plenary : str
        Keys of the roll calls.
    """
    shift = facts.recall(record.shift, committee, plenary)
    found: list[Block] = []
    if shift.tallies[["n_from_published", "n_to_published"]].notna().all(axis=None):
        found += _tallies(facts, shift)
    elif shift.n_unknown == len(shift.states):
        text = _(
            "Of {symbol} in the First Committee neither the tally nor a name is in our "
            "sources: nothing can be said of the way to plenary."
        )
        row = resolutions.of_key(facts.rollcalls, committee)
        return (Unknown(text.format(symbol=resolutions.symbol(row))),)
    if shift.n_unknown:
        found += _known_names(facts, shift)
    return tuple(found)


def is_known_by_name(facts: Facts, committee: str, plenary: str) -> bool:
    """Return whether the vote of every State is known in both, so that one can see who moved."""
    return facts.recall(record.shift, committee, plenary).n_unknown == 0


def at_first(facts: Facts, committee: str, plenary: str) -> Blocks:
    """Return the way from committee to plenary, as it is drawn when nothing more is chosen."""
    known = once.said_of(facts, blocks, committee, plenary)
    if not is_known_by_name(facts, committee, plenary):
        return known
    return (*known, *moves.at_first(facts, committee, plenary))


def _tallies(facts: Facts, shift: shifts.Shift) -> Blocks:
    """Return the two published tallies side by side, and how they differ in a sentence."""
    first, second = (
        resolutions.of_key(facts.rollcalls, key) for key in (shift.rollcall_from, shift.rollcall_to)
    )
    table = shift.tallies
    labels = [
        f"{vocabulary.word(vocabulary.BODIES, row['body'])}, {resolutions.when(row)}"
        for row in (first, second)
    ]
    sides = [
        pd.DataFrame({"label": label, "category": table["vote"], "n": table[column]})
        for label, column in zip(labels, ("n_from_published", "n_to_published"), strict=True)
    ]
    signs = [i18n.signed(n) for n in table["difference"]]
    words = [vocabulary.word(vocabulary.POSITIONS, key) for key in table["vote"]]
    changes = i18n.listing([f"{word} {sign}" for word, sign in zip(words, signs, strict=True)])
    sentence = _("From committee to plenary: {changes}.").format(changes=changes)
    chart = Chart(
        key="committee",
        title=_("From {first} to {second}: the tallies").format(
            first=resolutions.symbol(first), second=resolutions.symbol(second)
        ),
        figure=tally.bars(
            pd.concat(sides, ignore_index=True), categories=standing_in_words.position_categories()
        ),
        table=table.assign(position=words, sign=signs),
        columns={
            "position": _("Position"),
            "n_from_published": labels[0],
            "n_to_published": labels[1],
            "sign": _("Difference"),
        },
        evidence=(str(first["evidence_id"]), str(second["evidence_id"])),
        summary=sentence,
    )
    return (Text(f"**{sentence}**"), chart)


def _known_names(facts: Facts, shift: shifts.Shift) -> Blocks:
    """Return the States of which the committee vote is known, and of how many it is not."""
    text = ngettext(
        "How {n} State voted in the First Committee is in no source we have. Who was lost on "
        "the way to plenary is not guessed from the tallies.",
        "How {n} States voted in the First Committee is in no source we have. Who was lost on "
        "the way to plenary is not guessed from the tallies.",
        shift.n_unknown,
    )
    unknown = Unknown(text.format(n=i18n.number(shift.n_unknown)))
    known = shift.states[shift.states["change"] != "unknown"]
    if known.empty:
        return (unknown,)
    named = states.with_names(known, facts.states)
    named = named.sort_values("name", key=lambda names: names.map(i18n.sorting))
    table = named.assign(
        before=[vocabulary.word(vocabulary.POSITIONS, key) for key in named["vote_from"]],
        after=[vocabulary.word(vocabulary.POSITIONS, key) for key in named["vote_to"]],
        confidence=[
            vocabulary.word(vocabulary.CONFIDENCES, key) for key in named["confidence_from"]
        ],
        dossier=states.dossiers(named["iso3"]),
    )
    title = ngettext(
        "The {n} State whose vote in the First Committee is known",
        "The {n} States whose vote in the First Committee is known",
        len(named),
    )
    return (
        unknown,
        Table(
            key="committee_names",
            title=title.format(n=i18n.number(len(named))),
            table=table,
            columns={
                "name": _("State"),
                "before": _("First Committee"),
                "after": _("General Assembly"),
                "confidence": _("Source is"),
                "dossier": _("Dossier"),
            },
            styles={_("Dossier"): Link(_("open"))},
            evidence=tuple({*known["evidence_id_from"], *known["evidence_id_to"]}),
        ),
    )
