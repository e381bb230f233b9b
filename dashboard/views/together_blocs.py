"""The blocs one by one: their members, the texts that set them apart, and their stability."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.blocs import blocs
from dashboard import blocs_in_words, i18n, once, show
from dashboard.figures import blocs as draw
from dashboard.i18n import _, ngettext

CARDS_A_LINE = 2


def columns() -> dict[str, str]:
    """Return the columns of the list of States with their headings."""
    return {
        "name": _("State"),
        "group": _("Regional group"),
        "bloc_word": _("Bloc"),
        "part": _("Core or swing"),
        "certainty": _("Share of runs in it"),
        "n_votes": _("Votes used"),
        "n_rosters": _("Rosters used"),
        "dossier": _("Dossier"),
    }


def config() -> dict[str, Any]:
    """Return how the columns of the list are drawn."""
    share = st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)
    return {_("Share of runs in it"): share, _("Dossier"): show.link(_("open"))}


def summary(found: blocs.Blocs, names: Mapping[str, str]) -> str:
    """Return how large each bloc is and who is typical of it, in one sentence."""
    parts = [
        _("Bloc {letter}: {n}, such as {names}").format(
            letter=blocs_in_words.letter(bloc["bloc"]),
            n=i18n.number(bloc["n_core"]),
            names=blocs_in_words.typical(bloc, names),
        )
        for bloc in found.blocs.to_dict("records")
    ]
    return "; ".join(parts) + "."


def cards(found: blocs.Blocs, names: Mapping[str, str]) -> None:
    """Draw a card for each bloc: typical members, and the texts that set it apart."""
    show.heading(
        _("What tells the blocs apart"),
        _("Named by their most typical members: those nearest the middle of the bloc."),
    )
    records = found.blocs.to_dict("records")
    for start in range(0, len(records), CARDS_A_LINE):
        for place, bloc in zip(
            st.columns(CARDS_A_LINE), records[start : start + CARDS_A_LINE], strict=False
        ):
            with place.container(border=True, height="stretch"):
                st.markdown(_head(bloc))
                st.markdown(blocs_in_words.typical(bloc, names, blocs.N_TYPICAL))
                own = found.texts[found.texts["bloc"] == bloc["bloc"]]
                shown = own[own["rank"] <= blocs_in_words.N_TEXTS]
                lines = [f"- {blocs_in_words.apart(text)}" for text in shown.to_dict("records")]
                st.markdown("\n".join(lines))


def swing(found: blocs.Blocs, members: pd.DataFrame, evidence: tuple[str, ...]) -> None:
    """Draw the swing States, by how little they belong anywhere."""
    between = members[members["is_swing"]].sort_values("certainty")
    if between.empty:
        st.markdown(_("No State swings: every State is in its bloc in nearly all runs."))
        return
    chances = found.probabilities.pivot_table(index="iso3", columns="bloc", values="probability")
    chances = chances.add_prefix("p_").round(2)
    letters = {
        f"p_{bloc}": _("In Bloc {letter}").format(letter=blocs_in_words.letter(bloc))
        for bloc in found.blocs["bloc"]
    }
    bar = st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)
    show.table(
        between.join(chances, on="iso3"),
        key="swing",
        title=_("Swing States: share of the runs that put them in each bloc"),
        evidence=evidence,
        columns={"name": _("State"), "group": _("Regional group")}
        | letters
        | {"n_votes": _("Votes used"), "dossier": _("Dossier")},
        config=dict.fromkeys(letters.values(), bar) | {_("Dossier"): show.link(_("open"))},
    )


def texts(found: blocs.Blocs, evidence: tuple[str, ...]) -> None:
    """Draw the list of all texts that set blocs apart."""
    with st.expander(_("All texts that set blocs apart")):
        show.table(
            blocs_in_words.texts(found),
            key="texts",
            title=_("Texts, by how far a bloc stands from the others"),
            evidence=evidence,
            columns={
                "bloc_word": _("Bloc"),
                "kind_word": _("Kind"),
                "title": _("Title"),
                "mean_bloc": _("The bloc"),
                "mean_rest": _("The others"),
                "n_bloc": _("States of the bloc"),
                "n_rest": _("Other States"),
            },
            note=_(
                "Votes: mean of against −1, abstained 0, in favour 1. Rosters: share listed, 0 to "
                "1; not listed is not opposed."
            ),
        )


def stability(found: blocs.Blocs, key: tuple[str, ...], evidence: tuple[str, ...]) -> None:
    """Draw how stable each number of blocs is."""
    words = {
        "mean": _("Mean agreement of runs"),
        "low": _("Worst tenth of the runs"),
        "null": _("The same votes dealt at random, 95%"),
        "threshold": _("stable from here"),
        "chosen": _("chosen"),
        "x": _("Number of blocs"),
        "y": _("Adjusted Rand index"),
    }
    show.figure(
        once.in_words(
            ("stability", *key),
            lambda: draw.stability(found.curve, threshold=found.options.min_stability, words=words),
        ),
        key="stability",
        title=_("How many blocs: what samples of the texts find again"),
        table=found.curve.drop(columns="is_chosen").round(3),
        columns={
            "k": words["x"],
            "ari_mean": words["mean"],
            "ari_q10": words["low"],
            "null_mean": _("The same votes dealt at random, mean"),
            "null_q95": words["null"],
        },
        evidence=evidence,
        summary=_(
            "Chosen is {k}, the largest number whose agreement is within {tolerance} of the best: "
            "{ari}."
        ).format(
            k=i18n.number(found.k),
            tolerance=i18n.number(found.options.tolerance, decimals=2),
            ari=i18n.number(found.stability, decimals=2),
        ),
        note=_(
            "{runs} samples of the texts, grouped anew each time by k-means. Stable is not yet "
            "separate: States along a line without a gap are cut at the same place again and "
            "again; see Closeness."
        ).format(runs=i18n.number(found.options.n_runs)),
    )


def _head(bloc: Mapping[Any, Any]) -> str:
    """Return the first line of a card."""
    core = ngettext("{n} State", "{n} States", bloc["n_core"]).format(n=i18n.number(bloc["n_core"]))
    text = _("**Bloc {letter}** · {core}")
    if bloc["n_leaning"]:
        text = _("**Bloc {letter}** · {core}, and {leaning} swing that lean to it")
    return text.format(
        letter=blocs_in_words.letter(bloc["bloc"]),
        core=core,
        leaning=i18n.number(bloc["n_leaning"]),
    )
