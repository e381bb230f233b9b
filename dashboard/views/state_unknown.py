"""What the record does not know of a State, and where it is not listed: the end of *State*."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.record import dossier
from dashboard import dossiers, i18n, show
from dashboard.i18n import _, ngettext


def part(name: str, found: dossier.Dossier, evidence: pd.DataFrame) -> None:
    """Draw what is not known, and, on demand, the rosters that do not list the State.

    Parameters
    ----------
    name : str
        Of the State.
    found : Dossier
    evidence : DataFrame
        Table ``evidence``.
    """
    if not found.unknown.empty:
        _unknown(name, found.unknown)
    if not found.not_listed.empty:
        _not_listed(name, found.not_listed, evidence)


def _unknown(name: str, unknown: pd.DataFrame) -> None:
    """Draw the rosters and roll calls that cannot tell."""
    show.heading(_("What is not known?"))
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
    show.unknown(
        _("Of {what} the sources at hand do not tell where {state} stood.").format(
            what=i18n.listing(parts), state=name
        )
    )
    show.table(
        dossiers.unknown_rows(unknown),
        key="state_unknown",
        title=_("Rosters and roll calls known in part"),
        evidence=(),
        columns={
            "what": _("What it is"),
            "title": _("Text or meeting"),
            "when": _("When"),
            "reason": _("Why not"),
        },
        config={_("Text or meeting"): st.column_config.TextColumn(width=400)},
    )


def _not_listed(name: str, not_listed: pd.DataFrame, evidence: pd.DataFrame) -> None:
    """Draw the rosters on which the State is not, which is no opposition."""
    label = ngettext(
        "{n} roster does not list {state}", "{n} rosters do not list {state}", len(not_listed)
    ).format(n=i18n.number(len(not_listed)), state=name)
    with st.expander(label):
        show.table(
            dossiers.not_listed_rows(not_listed, evidence),
            key="state_not_listed",
            title=_("Where it is not listed"),
            evidence=not_listed["evidence_id"],
            columns={
                "title": _("Text or meeting"),
                "kind": _("Kind"),
                "when": _("When"),
                "as_of": _("As of"),
                "source": _("Source"),
            },
            config={
                _("Source"): show.link(_("open")),
                _("Text or meeting"): st.column_config.TextColumn(width=400),
            },
            note=_(
                "Not listed is not opposed: a State may never have been asked, or joined later."
            ),
        )
