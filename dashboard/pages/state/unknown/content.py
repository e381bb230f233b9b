"""What the record does not know of a State, and where it is not listed."""

from __future__ import annotations

import pandas as pd

from analytics import record
from dashboard import i18n
from dashboard.blocks import Blocks, Folded, Heading, Link, Table, Unknown, Words
from dashboard.i18n import _, ngettext
from dashboard.pages.state import dossier_in_words
from dashboard.words import states
from data.facts import Facts

TEXT_PX = 400


def blocks(facts: Facts, iso3: str) -> Blocks:
    """Return what is not known, and, on demand, the rosters that do not list the State."""
    found = facts.recall(record.dossier_of, iso3)
    name = states.names(facts.states)[iso3]
    return (
        *(() if found.unknown.empty else _unknown(name, found.unknown)),
        *(() if found.not_listed.empty else _not_listed(facts, name, found.not_listed)),
    )


def _unknown(name: str, unknown: pd.DataFrame) -> Blocks:
    """Return the rosters and roll calls that cannot tell."""
    is_rollcall = unknown["kind"] == "rollcall"
    parts = [
        ngettext("{n} roster", "{n} rosters", int((~is_rollcall).sum())).format(
            n=i18n.number((~is_rollcall).sum())
        )
    ]
    if is_rollcall.any():
        parts.append(
            ngettext("{n} roll call", "{n} roll calls", int(is_rollcall.sum())).format(
                n=i18n.number(is_rollcall.sum())
            )
        )
    return (
        Heading(_("What is not known?")),
        Unknown(
            _("Of {what} the sources at hand do not tell where {state} stood.").format(
                what=i18n.listing(parts), state=name
            )
        ),
        Table(
            key="state_unknown",
            title=_("Rosters and roll calls known in part"),
            table=dossier_in_words.unknown_rows(unknown),
            evidence=(),
            columns={
                "what": _("What it is"),
                "title": _("Text or meeting"),
                "when": _("When"),
                "reason": _("Why not"),
            },
            styles={_("Text or meeting"): Words(TEXT_PX)},
        ),
    )


def _not_listed(facts: Facts, name: str, not_listed: pd.DataFrame) -> Blocks:
    """Return the rosters on which the State is not, which is no opposition."""
    label = ngettext(
        "{n} roster does not list {state}", "{n} rosters do not list {state}", len(not_listed)
    ).format(n=i18n.number(len(not_listed)), state=name)
    table = Table(
        key="state_not_listed",
        title=_("Where it is not listed"),
        table=dossier_in_words.not_listed_rows(not_listed, facts.evidence),
        evidence=tuple(not_listed["evidence_id"]),
        columns={
            "title": _("Text or meeting"),
            "kind": _("Kind"),
            "when": _("When"),
            "as_of": _("As of"),
            "source": _("Source"),
        },
        styles={_("Source"): Link(_("open")), _("Text or meeting"): Words(TEXT_PX)},
        note=_("Not listed is not opposed: a State may never have been asked, or joined later."),
    )
    return (Folded("not_listed", label, (table,)),)
