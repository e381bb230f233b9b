"""The blocs one by one: their members, the texts that set them apart, and who swings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.blocs import blocs
from dashboard import blocs_in_words, i18n, show
from dashboard.i18n import _, ngettext

CARDS_A_LINE = 2


def columns(*, has_blocs: bool = True) -> dict[str, str]:
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


def config(*, has_blocs: bool = True) -> dict[str, Any]:
    """Return how the columns of the list are drawn."""
    share = st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)
    found: dict[str, Any] = {_("Dossier"): show.link(_("open"))}
    return found | ({_("Share of samples"): share} if has_blocs else {})


def summary(found: blocs.Blocs, names: Mapping[str, str]) -> str:
    """Return the blocs as a list, with what sets each apart most, and whether they lie apart."""
    name_of = blocs_in_words.called(found, names)
    lines = []
    for bloc in found.blocs.to_dict("records"):
        text = ngettext(
            "**{name}** and others: {n} State.",
            "**{name}** and others: {n} States.",
            bloc["n_core"],
        ).format(name=name_of[bloc["bloc"]], n=i18n.number(bloc["n_core"]))
        first = found.texts[found.texts["bloc"] == bloc["bloc"]].head(1).to_dict("records")
        lines.append("- " + " ".join([text, *(blocs_in_words.apart(one) + "." for one in first)]))
    return "\n".join([*lines, "", blocs_in_words.borders(found, names)])


def in_a_line(found: blocs.Blocs, names: Mapping[str, str]) -> str:
    """Return how large each bloc is, in one line."""
    name_of = blocs_in_words.called(found, names)
    parts = [
        f"{name_of[bloc['bloc']]}: {i18n.number(bloc['n_core'])}"
        for bloc in found.blocs.to_dict("records")
    ]
    return "; ".join(parts) + "."


def cards(found: blocs.Blocs, names: Mapping[str, str]) -> None:
    """Draw a card for each bloc: typical members, and the texts that set it apart."""
    show.heading(
        _("What tells the blocs apart"),
        _("Called by their most typical members: those nearest the middle of the bloc."),
    )
    records = found.blocs.to_dict("records")
    name_of = blocs_in_words.called(found, names)
    for start in range(0, len(records), CARDS_A_LINE):
        for place, bloc in zip(
            st.columns(CARDS_A_LINE), records[start : start + CARDS_A_LINE], strict=False
        ):
            with place.container(border=True, height="stretch"):
                st.markdown(_head(bloc, name_of[bloc["bloc"]]))
                st.markdown(blocs_in_words.typical(bloc, names))
                own = found.texts[found.texts["bloc"] == bloc["bloc"]]
                shown = own[own["rank"] <= blocs_in_words.N_TEXTS]
                lines = [f"- {blocs_in_words.apart(text)}" for text in shown.to_dict("records")]
                st.markdown("\n".join(lines))


def swing(
    found: blocs.Blocs,
    members: pd.DataFrame,
    names: Mapping[str, str],
    evidence: tuple[str, ...],
) -> None:
    """Draw the swing States, by how little they belong anywhere."""
    between = members[members["is_swing"]].sort_values("certainty")
    if between.empty:
        st.markdown(
            _("No State swings: every State is in its bloc in nearly all samples of texts.")
        )
        return
    chances = found.probabilities.pivot_table(index="iso3", columns="bloc", values="probability")
    chances = chances.add_prefix("p_").round(2)
    shares = {f"p_{bloc}": name for bloc, name in blocs_in_words.called(found, names).items()}
    bar = st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)
    show.table(
        between.join(chances, on="iso3"),
        key="swing",
        title=_("Swing States: share of the samples of texts that put them in each bloc"),
        evidence=evidence,
        columns={"name": _("State"), "group": _("Regional group")}
        | shares
        | {"n_votes": _("Votes used"), "dossier": _("Dossier")},
        config=dict.fromkeys(shares.values(), bar) | {_("Dossier"): show.link(_("open"))},
    )


def texts(found: blocs.Blocs, names: Mapping[str, str], evidence: tuple[str, ...]) -> None:
    """Draw the list of all texts that set blocs apart."""
    with st.expander(_("All texts that set blocs apart")):
        show.table(
            blocs_in_words.texts(found, names),
            key="texts",
            title=_("Texts, by how far a bloc stands from the others"),
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


def _head(bloc: Mapping[Any, Any], name: str) -> str:
    """Return the first line of a card."""
    core = ngettext("{n} State", "{n} States", bloc["n_core"]).format(n=i18n.number(bloc["n_core"]))
    text = _("**{name}** · {core}")
    if bloc["n_leaning"]:
        text = _("**{name}** · {core}, and {leaning} swing that lean to it")
    return text.format(name=name, core=core, leaning=i18n.number(bloc["n_leaning"]))
