"""Where the blocs are: in the world, or by how near States are to one another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analytics import network, selection
from analytics.blocs import blocs
from analytics.blocs.questions import bloc_grouping
from dashboard import i18n
from dashboard.blocks import Blocks, Chart, Link, Share, Style
from dashboard.figures import world
from dashboard.i18n import _
from dashboard.pages.together.picture import figures as draw
from dashboard.words import blocs_in_words, states
from data.facts import Facts


def blocks(facts: Facts, question: selection.AlignmentQuestion, shape: str) -> Blocks:
    """Return the picture of the blocs; of how near States are where no blocs can be told.

    Parameters
    ----------
    facts : Facts
    question : AlignmentQuestion
    shape : str
        How blocs are shown: in the world, ``tiles``, or by closeness, ``near``.
    """
    found = facts.recall(bloc_grouping, question)
    members = blocs_in_words.rows(found, facts.states)
    evidence = facts.recall(network.alignment_evidence, question)
    names = states.names(facts.states)
    kinds = blocs_in_words.categories(found, names)
    shared: dict[str, Any] = {
        "table": members,
        "columns": _columns(has_blocs=found.is_stable),
        "styles": _styles(has_blocs=found.is_stable),
        "evidence": evidence,
    }
    if found.is_stable:
        return (
            Chart(
                key="blocs",
                title=_("Blocs of States"),
                figure=draw.closeness(members, categories=kinds)
                if shape == "near"
                else world.tiles(members[members["is_member"]], facts.tiles, categories=kinds),
                summary=_sizes_line(found, names),
                note=_note(found, names, shape),
                **shared,
            ),
        )
    seen = [kind for kind in kinds if (members["category"] == kind.key).any()]
    return (
        Chart(
            key="closeness",
            title=_("How near States are to one another"),
            figure=draw.closeness(members, categories=seen),
            summary=_("States by regional group; no blocs can be told."),
            note=_note(found, names, "near"),
            **shared,
        ),
    )


def _sizes_line(found: blocs.Blocs, names: Mapping[str, str]) -> str:
    """Return how large each bloc is, in one line."""
    name_of = blocs_in_words.bloc_names(found, names)
    parts = [
        f"{name_of[bloc['bloc']]}: {i18n.number(bloc['n_core'])}"
        for bloc in found.blocs.to_dict("records")
    ]
    return "; ".join(parts) + "."


def _note(found: blocs.Blocs, names: Mapping[str, str], shape: str) -> str:
    """Return how the picture is read, and who is not on it."""
    if shape == "near":
        note = _("The nearer two States, the more alike they act. Only distances mean anything.")
    else:
        note = _(
            "A State is in a bloc if at least {share} of the samples of texts put it there; "
            "otherwise it swings."
        ).format(share=i18n.per_cent(found.min_certainty))
    missing = blocs_in_words.left_out_sentence(found.left_out, names)
    return " ".join(text for text in (note, missing) if text)


def _columns(*, has_blocs: bool) -> dict[str, str]:
    """Return the columns of the list of States with their headings."""
    of_blocs = {
        "bloc_word": _("Bloc"),
        "part": _("Core or swing"),
        "certainty": _("Share of samples"),
    }
    return (
        {"name": _("State"), "group": _("Regional group")}
        | (of_blocs if has_blocs else {})
        | {"n_votes": _("Votes used"), "n_rosters": _("Rosters used"), "dossier": _("Dossier")}
    )


def _styles(*, has_blocs: bool) -> dict[str, Style]:
    """Return how the columns of the list are drawn."""
    found: dict[str, Style] = {_("Dossier"): Link(_("open"))}
    return found | ({_("Share of samples"): Share(is_bar=True)} if has_blocs else {})
