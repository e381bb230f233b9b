"""Who sits on a commission in person: names and institutions, no States."""

from __future__ import annotations

import pandas as pd

from dashboard import i18n
from dashboard.blocks import Blocks, Link, Table, Words
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.words import markdown
from data.facts import Facts

NOTE_PX = 330
"""Width of the column of notes: the longest stands whole on a screen of 1440 pixels."""


def finding_sentence(facts: Facts, row: pd.Series) -> str:
    """Return how many persons are known by name, of how many, and that none stands for a State.

    Parameters
    ----------
    facts : Facts
    row : Series
        Of the table ``instruments``.
    """
    n = int((facts.commissioners["instrument_id"] == row["instrument_id"]).sum())
    if pd.isna(row["official_count"]):
        told = ngettext(
            "**{n} commissioner** is known by name.", "**{n} commissioners** are known by name.", n
        )
    else:
        told = ngettext(
            "Of **{total} commissioners**, **{n}** is known by name.",
            "Of **{total} commissioners**, **{n}** are known by name.",
            n,
        )
    total = "" if pd.isna(row["official_count"]) else i18n.number(row["official_count"])
    capacity = _("They sit in a personal capacity: no State is represented.")
    return f"{told.format(n=i18n.number(n), total=total)} {capacity}"


def commissioners(facts: Facts, row: pd.Series) -> Blocks:
    """Return the persons on a commission; nothing where none is known by name.

    Parameters
    ----------
    facts : Facts
    row : Series
        Of the table ``instruments``.
    """
    held = facts.commissioners
    held = held[(held["instrument_id"] == row["instrument_id"]).to_numpy(dtype=bool)]
    if held.empty:
        return ()
    urls = facts.evidence.set_index("evidence_id")["url"]
    return (
        Table(
            key="commissioners",
            title=_("Commissioners, in person"),
            table=held.assign(
                role_word=[
                    vocabulary.word(vocabulary.COMMISSIONER_ROLES, role) for role in held["role"]
                ],
                institution=held["institution"].fillna(""),
                about=held["note"].fillna("").map(_),
                when=[i18n.partial_date(text) for text in held["since"]],
                source=[markdown.web_address(urls[key]) or "" for key in held["evidence_id"]],
            ),
            columns={
                "person": _("Name"),
                "role_word": _("Role"),
                "institution": _("Institution, as printed"),
                "about": _("Note"),
                "when": _("Named on"),
                "source": _("Source"),
            },
            styles={_("Note"): Words(NOTE_PX), _("Source"): Link(_("open"))},
            evidence=tuple(held["evidence_id"]),
            height="content",
        ),
    )
