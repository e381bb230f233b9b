"""The blocs one by one: their members, the texts that set them apart, and who swings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analytics import network, selection
from analytics.blocs import blocs
from analytics.blocs.questions import bloc_grouping
from dashboard import i18n
from dashboard.blocks import (
    Block,
    Blocks,
    Cards,
    Folded,
    Heading,
    Link,
    Share,
    Style,
    Table,
    Text,
)
from dashboard.i18n import _, ngettext
from dashboard.words import blocs_in_words, states
from data.facts import Facts

CARDS_A_LINE = 2


def blocks(facts: Facts, question: selection.AlignmentQuestion) -> Blocks:
    """Return a card for each bloc, who swings, and all texts that set blocs apart.

    Parameters
    ----------
    facts : Facts
    question : AlignmentQuestion
        One that blocs can be told by.
    """
    found = facts.recall(bloc_grouping, question)
    names = states.names(facts.states)
    evidence = facts.recall(network.alignment_evidence, question)
    return (
        Heading(
            _("What tells the blocs apart"),
            _("Called by their most typical members: those nearest the middle of the bloc."),
        ),
        _cards(found, names),
        _swing(facts, found, evidence),
        _texts(found, names, evidence),
    )


def summary(found: blocs.Blocs, names: Mapping[str, str]) -> str:
    """Return the blocs as a list, with what sets each apart most, and whether they lie apart."""
    name_of = blocs_in_words.bloc_names(found, names)
    lines = []
    for bloc in found.blocs.to_dict("records"):
        text = ngettext(
            "**{name}** and others: {n} State.",
            "**{name}** and others: {n} States.",
            bloc["n_core"],
        ).format(name=name_of[bloc["bloc"]], n=i18n.number(bloc["n_core"]))
        first = found.texts[found.texts["bloc"] == bloc["bloc"]].head(1).to_dict("records")
        lines.append(
            "- " + " ".join([text, *(blocs_in_words.text_line(one) + "." for one in first)])
        )
    return "\n".join([*lines, "", blocs_in_words.borders_sentence(found, names)])


def _cards(found: blocs.Blocs, names: Mapping[str, str]) -> Cards:
    """Return a card for each bloc: typical members, and the texts that set it apart."""
    name_of = blocs_in_words.bloc_names(found, names)
    cards = []
    for bloc in found.blocs.to_dict("records"):
        own = found.texts[found.texts["bloc"] == bloc["bloc"]]
        shown = own[own["rank"] <= blocs_in_words.N_TEXTS]
        lines = [f"- {blocs_in_words.text_line(text)}" for text in shown.to_dict("records")]
        head = _head(bloc, name_of[bloc["bloc"]])
        typical = blocs_in_words.typical(bloc, names)
        cards.append((Text(head), Text(typical), Text("\n".join(lines))))
    return Cards("cards_of_blocs", tuple(cards), per_line=CARDS_A_LINE)


def _swing(facts: Facts, found: blocs.Blocs, evidence: tuple[str, ...]) -> Block:
    """Return the swing States, by how little they belong anywhere."""
    members = blocs_in_words.rows(found, facts.states)
    between = members[members["is_swing"]].sort_values("certainty")
    if between.empty:
        return Text(
            _("No State swings: every State is in its bloc in nearly all samples of texts.")
        )
    chances = found.probabilities.pivot_table(index="iso3", columns="bloc", values="probability")
    chances = chances.add_prefix("p_").round(2)
    name_of = blocs_in_words.bloc_names(found, states.names(facts.states))
    shares = {f"p_{bloc}": name for bloc, name in name_of.items()}
    bars: dict[str, Style] = dict.fromkeys(shares.values(), Share(is_bar=True))
    return Table(
        key="swing",
        title=_("Swing States: share of the samples of texts that put them in each bloc"),
        table=between.join(chances, on="iso3"),
        evidence=evidence,
        columns={"name": _("State"), "group": _("Regional group")}
        | shares
        | {"n_votes": _("Votes used"), "dossier": _("Dossier")},
        styles=bars | {_("Dossier"): Link(_("open"))},
    )


def _texts(found: blocs.Blocs, names: Mapping[str, str], evidence: tuple[str, ...]) -> Folded:
    """Return the list of all texts that set blocs apart."""
    listed = Table(
        key="texts",
        title=_("Texts, by how far a bloc stands from the others"),
        table=blocs_in_words.texts(found, names),
        evidence=evidence,
        columns={
            "bloc_word": _("Bloc"),
            "kind_word": _("Kind"),
            "title": _("Title"),
            "n_times": _("Votes on it"),
            "mean_bloc": _("The bloc"),
            "mean_rest": _("The others"),
            "n_bloc": _("States of the bloc"),
            "n_rest": _("Other States"),
        },
        note=_(
            "Votes: mean over the votes on the text of against −1, abstained 0, in favour 1. "
            "Rosters: share listed, 0 to 1; not listed is not opposed."
        ),
    )
    return Folded("folded_texts", _("All texts that set blocs apart"), (listed,))


def _head(bloc: Mapping[Any, Any], name: str) -> str:
    """Return the first line of a card."""
    core = ngettext("{n} State", "{n} States", bloc["n_core"]).format(n=i18n.number(bloc["n_core"]))
    text = _("**{name}** · {core}")
    if bloc["n_leaning"]:
        text = _("**{name}** · {core}, and {leaning} swing that lean to it")
    return text.format(name=name, core=core, leaning=i18n.number(bloc["n_leaning"]))
