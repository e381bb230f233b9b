"""The States that a roster names: as tiles, in lists, and what else is documented of them."""

from __future__ import annotations

import pandas as pd

from analytics.record import standing
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Link, Style, Table
from dashboard.figures import world
from dashboard.i18n import _, vocabulary
from dashboard.words import standing_in_words, states
from data.facts import Facts


def on_map(facts: Facts, found: standing.Standing, summary: str) -> Chart:
    """Return the UN members, a tile each."""
    members, _others = _rows(facts, found)
    return Chart(
        key="roster_world",
        title=_("UN members on this roster"),
        figure=world.tiles(
            standing_in_words.on_map(members, facts.states),
            facts.tiles,
            categories=standing_in_words.categories(found),
        ),
        table=members,
        columns=_columns(),
        styles=_links(),
        evidence=tuple({found.evidence_id, *found.states["evidence_id"].dropna()}),
        summary=summary,
    )


def in_lists(facts: Facts, found: standing.Standing) -> Blocks:
    """Return who is listed; who is named otherwise; and the participants that are no UN members."""
    members, others = _rows(facts, found)
    is_listed = members["category"] == "listed"
    is_named = members["role"] != ""
    parts = (
        ("roster_listed", _("UN members listed"), members[is_listed]),
        ("roster_named", _("UN members named otherwise"), members[is_named & ~is_listed]),
        ("roster_others", _("Not UN members"), others),
    )
    documents = found.states.set_index("iso3")["evidence_id"]
    return tuple(
        Table(
            key=key,
            title=f"{title} ({i18n.number(len(rows))})",
            table=rows,
            evidence=tuple({found.evidence_id, *documents.reindex(rows["iso3"]).dropna()}),
            columns=_columns(has_groups=bool(rows["group"].notna().any())),
            styles=_links(),
        )
        for key, title, rows in parts
        if len(rows)
    )


def documented_beside(facts: Facts, key: str) -> Blocks:
    """Return what is documented of States beside the roster."""
    held = facts.stances[facts.stances["instrument_id"] == key]
    if held.empty:
        return ()
    named = states.with_names(held, facts.states)
    addresses = facts.evidence.set_index("evidence_id")["url"]
    table = Table(
        key="roster_stances",
        title=_("What else is documented"),
        table=named.assign(
            day=named["date_text"].map(i18n.partial_date),
            fact=[vocabulary.word(vocabulary.STANCES, fact) for fact in named["fact"]],
            confidence=[vocabulary.word(vocabulary.CONFIDENCES, c) for c in named["confidence"]],
            source=named["evidence_id"].map(addresses),
            dossier=states.dossiers(named["iso3"]),
        ),
        evidence=tuple(held["evidence_id"]),
        columns={
            "name": _("State"),
            "fact": _("What"),
            "day": _("When"),
            "confidence": _("Source is"),
            "source": _("Source"),
            "dossier": _("Dossier"),
        },
        styles=_links(),
    )
    return (table,)


def _rows(facts: Facts, found: standing.Standing) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the UN members and the others, in words."""
    members, others = (
        standing_in_words.rows(found, facts.states, facts.evidence, is_member=is_member)
        for is_member in (True, False)
    )
    return members, others


def _columns(*, has_groups: bool = True) -> dict[str, str]:
    """Return the columns of a list of States with their headings."""
    return {
        "name": _("State"),
        **({"group": _("Regional group")} if has_groups else {}),
        "position": _("Position"),
        "role": _("Role"),
        "since": _("Since"),
        "name_as_listed": _("Listed as"),
        "confidence": _("Source is"),
        "source": _("Source"),
        "dossier": _("Dossier"),
    }


def _links() -> dict[str, Style]:
    """Return how columns that hold addresses are drawn."""
    return {_("Source"): Link(_("open")), _("Dossier"): Link(_("open"))}
