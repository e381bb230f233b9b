"""What the States approached say, in the words of *Opportunities*, beside who leads."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from dashboard import i18n
from dashboard.blocks import Block, Blocks, Folded, Note, Table
from dashboard.i18n import _, ngettext
from dashboard.words import states
from dashboard.words.planning import ApproachRow
from dashboard.words.stated import rows
from data.facts import Facts


def blocks(facts: Facts, key: str, approaches: Collection[ApproachRow], we: str) -> Blocks:
    """Return what States say that are approached, or suggested; nothing where nobody is.

    Parameters
    ----------
    facts : Facts
    key : str
        Under which the tables are kept: a page can have the approaches of a plan and those
        suggested.
    approaches : collection of ApproachRow
    we : str
        Who we are: who leads where no other State does.
    """
    if not approaches:
        return ()
    said = [rows.latest_of(facts, row.state, at_most=rows.N_SAID) for row in approaches]
    silent = [row.state for row, told in zip(approaches, said, strict=True) if told.empty]
    told = pd.concat(said, ignore_index=True)
    inside = [
        *([_documents(key, told)] if len(told) else []),
        *([_leads(facts, key, approaches, set(silent), we)] if len(told) else []),
        *([_silent(facts, silent)] if silent else []),
    ]
    title = _("What they say, which the model does not know ({n} of {all} on record)").format(
        n=i18n.number(len(approaches) - len(silent)), all=i18n.number(len(approaches))
    )
    return (Folded(f"{key}_folded", title, tuple(inside)),)


def _documents(key: str, told: pd.DataFrame) -> Table:
    """Return the latest documents of the States, a row each."""
    return Table(
        key=key,
        title=_("What these States say"),
        table=told,
        columns={"name": _("State"), "subject": _("Question"), **rows.columns()}
        | {"dossier": _("Dossier")},
        styles=rows.styles(),
        evidence=tuple(told["evidence_id"]),
    )


def _leads(
    facts: Facts, key: str, approaches: Collection[ApproachRow], silent: set[str], we: str
) -> Table:
    """Return whether who leads says the same as the State that is approached."""
    names = states.names(facts.states)
    pairs = [(row.state, row.partner or we) for row in approaches if row.state not in silent]
    table = pd.DataFrame(
        [
            {
                "iso3": state,
                "name": names[state],
                "lead": names.get(lead, lead),
                "says": rows.alike_in_words(facts, state, [lead])[0],
            }
            for state, lead in pairs
        ]
    )
    return Table(
        key=f"{key}_leads",
        title=_("Whether who leads says the same"),
        table=table,
        columns={"name": _("State"), "lead": _("Led by"), "says": _("Says the same")},
        evidence=rows.documents_of(facts, {one for pair in pairs for one in pair}),
        note=rows.alike_note(),
    )


def _silent(facts: Facts, silent: Collection[str]) -> Block:
    """Return of which States nothing is on record."""
    names = states.names(facts.states)
    return Note(
        ngettext(
            "Of {n} nothing is on record, which is no position: {states}.",
            "Of {n} nothing is on record, which is no position: {states}.",
            len(silent),
        ).format(
            n=i18n.number(len(silent)),
            states=i18n.listing(sorted((names[iso3] for iso3 in silent), key=i18n.sorting)),
        )
    )
