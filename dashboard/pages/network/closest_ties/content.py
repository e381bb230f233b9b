"""The closest ties of all States: what is special, what would be found again, and the picture."""

from __future__ import annotations

import pandas as pd

from analytics import network, selection
from analytics.blocs import blocs
from analytics.blocs.questions import bloc_grouping
from analytics.network import closest, special_ties
from dashboard import i18n
from dashboard.blocks import (
    Block,
    Blocks,
    Chart,
    Folded,
    Heading,
    Link,
    Share,
    Table,
    Text,
    Unknown,
    Words,
)
from dashboard.i18n import _
from dashboard.pages.network.closest_ties import figures as draw
from dashboard.pages.network.closest_ties import wording
from dashboard.words import states
from data.facts import Facts


def blocks(
    facts: Facts, question: selection.AlignmentQuestion, target: str, ours: tuple[str, ...]
) -> Blocks:
    """Return the closest ties of every State, and a list of those of the State to reach.

    Parameters
    ----------
    facts : Facts
    question : AlignmentQuestion
    target : str
        iso3 of the State to reach.
    ours : tuple of str
        iso3 of us.
    """
    names = states.names(facts.states)
    found, _places = facts.recall(network.closest_in, question)
    special = facts.recall(network.special_ties_in, question)
    ties = wording.ties_by_kind(found, special)
    evidence = facts.recall(network.alignment_evidence, question)
    return (
        Heading(
            _("Who is closest to whom"),
            _("The whole network: of every State the others that went its way most often."),
        ),
        Text(wording.special_ties_sentence(special, names)),
        _picture(facts, question, ties, (target, *ours)),
        _closest_to_target(found, facts.states, target, evidence),
        _all_ties(ties, names, evidence),
    )


def _picture(
    facts: Facts, question: selection.AlignmentQuestion, ties: pd.DataFrame, ends: tuple[str, ...]
) -> Chart:
    """Return the picture of all States, with the closest of each."""
    names = states.names(facts.states)
    found, places = facts.recall(network.closest_in, question)
    special = facts.recall(network.special_ties_in, question)
    grouped = facts.recall(bloc_grouping, question)
    rows = wording.rows(found, places, facts.states, grouped, _named_states(found, special, ends))
    return Chart(
        key="network",
        title=_("The closest ties between States"),
        figure=draw.network(
            rows,
            ties,
            categories=wording.categories(grouped, names),
            kinds={
                wording.ONCE: _("Closest, not surely"),
                wording.AGAIN: _("Closest, found again"),
                wording.SPECIAL: _("Beyond their likes"),
            },
            ends=ends,
        ),
        table=rows,
        columns=_columns(grouped),
        styles={_("Dossier"): Link(_("open")), _("Closest to it"): Words("large")},
        evidence=facts.recall(network.alignment_evidence, question),
        summary=wording.special_ties_sentence(special, names).replace("**", ""),
        note=f"{wording.note(found, ties, special)} {_colour_note(grouped)}",
    )


def _columns(grouped: blocs.Blocs) -> dict[str, str]:
    """Return the columns of the list of States with their headings."""
    columns = {"name": _("State"), "group": _("Regional group")}
    if grouped.is_stable:
        columns["bloc"] = _("Bloc")
    return columns | {"closest": _("Closest to it"), "dossier": _("Dossier")}


def _colour_note(grouped: blocs.Blocs) -> str:
    """Return by what the States are told apart."""
    if grouped.is_stable:
        return _("Coloured by the blocs of *Who stands together*.")
    return _("Coloured by regional group: no grouping into blocs is stable here.")


def _closest_to_target(
    found: closest.Closest, table: pd.DataFrame, target: str, evidence: tuple[str, ...]
) -> Block:
    """Return the closest States of the one to reach."""
    name = states.names(table)[target]
    own = wording.nearest(found, table, target)
    if own.empty:
        return Unknown(
            _("{name} shares too few of these texts with anyone to have closest States.").format(
                name=name
            )
        )
    return Table(
        key="ties",
        title=_("Closest to {name}").format(name=name),
        table=own,
        evidence=evidence,
        columns={
            "name": _("State"),
            "group": _("Regional group"),
            "tie": _("Went the same way"),
            "again": _("Among the closest in"),
            "rank": _("Place, 90% interval"),
            "dossier": _("Dossier"),
        },
        styles={_("Dossier"): Link(_("open")), _("Among the closest in"): Share()},
    )


def _all_ties(ties: pd.DataFrame, names: dict[str, str], evidence: tuple[str, ...]) -> Folded:
    """Return all ties drawn, as a list."""
    listed = Table(
        key="all_ties",
        title=_("All ties drawn"),
        table=wording.tie_rows(ties, names),
        evidence=evidence,
        columns={
            "a": _("State"),
            "b": _("And"),
            "tie": _("Went the same way"),
            "kind_word": _("How sure"),
            "again": _("Among the closest in"),
        },
        styles={_("Among the closest in"): Share()},
    )
    title = _("All ties drawn ({n})").format(n=i18n.number(len(ties)))
    return Folded("folded_ties", title, (listed,))


def _named_states(
    found: closest.Closest, special: special_ties.SpecialTies, ends: tuple[str, ...]
) -> frozenset[str]:
    """Return the States named on the picture: both ends, their closest, and special ties."""
    near = found.nearest.loc[found.nearest["iso3"].isin(ends), "other"]
    more = special.ties.head(wording.N_SPECIAL)
    return frozenset({*ends, *near, *more["iso3_a"], *more["iso3_b"]})
