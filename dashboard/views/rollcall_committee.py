"""What became in plenary of the votes in the First Committee on the same draft.

Of most votes in the First Committee only some names are in the sources. What the others did there
is not guessed from the tally.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import record
from analytics.record import shifts
from dashboard import i18n, resolutions, show, states
from dashboard.figures import tally
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.resolutions import Row
from dashboard.views import rollcall_moves, rollcall_tally
from dashboard.views.rollcall_choice import Choice
from data.facts import current_facts


def pair(choice: Choice) -> tuple[str, str] | None:
    """Return the committee's and the plenary's vote on the text of the roll call, if both are."""
    facts = current_facts()
    pairs = facts.recall(record.rollcall_pairs, choice.topic).committee
    key = choice.row["rollcall_id"]
    found = pairs[(pairs["rollcall_from"] == key) | (pairs["rollcall_to"] == key)]
    if found.empty:
        return None
    return str(found.iloc[0]["rollcall_from"]), str(found.iloc[0]["rollcall_to"])


def part(committee: str, plenary: str) -> None:
    """Draw what is known of the way from committee to plenary."""
    facts = current_facts()
    rollcalls = facts.rollcalls
    held = {
        row["rollcall_id"]: row
        for row in rollcalls[rollcalls["rollcall_id"].isin([committee, plenary])].to_dict("records")
    }
    first, second = held[committee], held[plenary]
    shift = rollcall_moves.shift_between(first, second)
    is_tallied = bool(shift.tallies[["n_from_published", "n_to_published"]].notna().all(axis=None))
    if is_tallied:
        _tallies(first, second, shift)
    elif shift.n_unknown == len(shift.states):
        show.unknown(
            _(
                "Of {symbol} in the First Committee neither the tally nor a name is in our "
                "sources: nothing can be said of the way to plenary."
            ).format(symbol=resolutions.symbol(first))
        )
        return
    if shift.n_unknown:
        _known_names(shift)
    else:
        rollcall_moves.moves(first, second, shift)


def _tallies(first: Row, second: Row, shift: shifts.Shift) -> None:
    """Draw the two published tallies side by side."""
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
    st.markdown(f"**{sentence}**")
    show.figure(
        tally.bars(pd.concat(sides, ignore_index=True), categories=rollcall_tally.categories()),
        key="committee",
        title=_("From {first} to {second}: the tallies").format(
            first=resolutions.symbol(first), second=resolutions.symbol(second)
        ),
        table=table.assign(position=words, sign=signs),
        columns={
            "position": _("Position"),
            "n_from_published": labels[0],
            "n_to_published": labels[1],
            "sign": _("Difference"),
        },
        evidence={str(first["evidence_id"]), str(second["evidence_id"])},
        summary=sentence,
    )


def _known_names(shift: shifts.Shift) -> None:
    """List the States of which the committee vote is known, and say of how many it is not."""
    show.unknown(
        ngettext(
            "How {n} State voted in the First Committee is in no source we have. Who was lost on "
            "the way to plenary is not guessed from the tallies.",
            "How {n} States voted in the First Committee is in no source we have. Who was lost on "
            "the way to plenary is not guessed from the tallies.",
            shift.n_unknown,
        ).format(n=i18n.number(shift.n_unknown))
    )
    known = shift.states[shift.states["change"] != "unknown"]
    if known.empty:
        return
    facts = current_facts()
    named = states.with_names(known, facts.states)
    named = named.sort_values("name", key=lambda names: names.map(i18n.sorting))
    show.table(
        named.assign(
            before=[vocabulary.word(vocabulary.POSITIONS, key) for key in named["vote_from"]],
            after=[vocabulary.word(vocabulary.POSITIONS, key) for key in named["vote_to"]],
            confidence=[
                vocabulary.word(vocabulary.CONFIDENCES, key) for key in named["confidence_from"]
            ],
            dossier=states.dossiers(named["iso3"]),
        ),
        key="committee_names",
        title=ngettext(
            "The {n} State whose vote in the First Committee is known",
            "The {n} States whose vote in the First Committee is known",
            len(named),
        ).format(n=i18n.number(len(named))),
        columns={
            "name": _("State"),
            "before": _("First Committee"),
            "after": _("General Assembly"),
            "confidence": _("Source is"),
            "dossier": _("Dossier"),
        },
        config={_("Dossier"): show.link(_("open"))},
        evidence={*known["evidence_id_from"], *known["evidence_id_to"]},
    )
