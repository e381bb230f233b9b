"""A network of States in the reader's words: who is where, tied to whom, and what was left out."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analytics.network import alignment, communities
from dashboard import blocs_in_words, i18n, states
from dashboard.i18n import _, ngettext

N_NAMED = 1
"""States named in each community when none is chosen: more would hide one another."""


def rows(
    web: alignment.Web,
    found: communities.Communities,
    table: pd.DataFrame,
    chosen: str | None,
) -> pd.DataFrame:
    """Return a row a State with ties, in words.

    Parameters
    ----------
    web : Web
    found : Communities
        Of its backbone.
    table : DataFrame
        Table ``states``.
    chosen : str, optional
        It and the States tied to it are named on the picture; without it, the most tied of each
        community.
    """
    frame = web.layout.places.merge(found.members, on="iso3", validate="one_to_one")
    frame = states.with_names(frame, table)
    frame["category"] = frame["community"].astype(str)
    frame["community_word"] = [blocs_in_words.letter(number) for number in frame["community"]]
    frame["label"] = frame["name"]
    named = set(typical(found, web))
    if chosen:
        named = {chosen, *alignment.ties_of(web.kept, chosen)["iso3"].head(12)}
    frame["is_named"] = frame["iso3"].isin(named)
    frame["hover"] = [_hover(row) for row in frame.to_dict("records")]
    frame["dossier"] = states.dossiers(frame["iso3"])
    return frame.sort_values("name", key=lambda names: names.map(i18n.sorting), ignore_index=True)


def typical(found: communities.Communities, web: alignment.Web) -> list[str]:
    """Return the States with most ties of every community."""
    frame = found.members.merge(web.layout.places[["iso3", "n_ties"]], on="iso3")
    frame = frame.sort_values(["n_ties", "iso3"], ascending=[False, True])
    most: list[str] = frame.groupby("community").head(N_NAMED)["iso3"].tolist()
    return most


def ties(web: alignment.Web, table: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Return the ties of a State in words, the closest first."""
    frame = states.with_names(alignment.ties_of(web.kept, iso3), table)
    graph = web.kept.graph
    frame["n_shared"] = [graph.edges[iso3, other].get("n_shared") for other in frame["iso3"]]
    frame["dossier"] = states.dossiers(frame["iso3"])
    return frame


def summary(found: communities.Communities, names: Mapping[str, str]) -> str:
    """Return how large each community is, in one sentence."""
    first = found.members.groupby("community")["iso3"].first()
    parts = [
        _("Community {letter}: {n}, with {name}").format(
            letter=blocs_in_words.letter(row["community"]),
            n=i18n.number(row["n_states"]),
            name=names[first[row["community"]]],
        )
        for row in found.communities.to_dict("records")
    ]
    return "; ".join(parts) + "."


def notes(web: alignment.Web, names: Mapping[str, str]) -> list[str]:
    """Return what a reader must know of the picture, a sentence each."""
    found = [
        _(
            "Of {before} ties the {n} are drawn that are heaviest beside the others of a State."
        ).format(before=i18n.number(web.kept.n_edges_before), n=i18n.number(len(web.kept.edges)))
    ]
    if web.kept.n_expected >= len(web.kept.edges):
        found.append(
            _(
                "The ties of a State are nearly even: dealt at random, {n} would pass the same "
                "test. Read them as its closest ones, not as ties beyond chance."
            ).format(n=i18n.number(web.kept.n_expected))
        )
    if web.whole.n_missing:
        found.append(
            ngettext(
                "{n} pair shares too few votes to be compared.",
                "{n} pairs share too few votes to be compared.",
                web.whole.n_missing,
            ).format(n=i18n.number(web.whole.n_missing))
        )
    alone = sorted((names[key] for key in web.kept.left_out["key"]), key=i18n.sorting)
    if alone:
        text = ngettext(
            "{n} State has no tie that stands out and is not drawn: {names}.",
            "{n} States have no tie that stands out and are not drawn: {names}.",
            len(alone),
        )
        found.append(text.format(n=i18n.number(len(alone)), names=i18n.listing(alone)))
    if web.kept.n_components > 1:
        found.append(
            _("The network falls into {n} parts that are not tied, drawn side by side.").format(
                n=i18n.number(web.kept.n_components)
            )
        )
    return found


def _hover(row: Mapping[Hashable, Any]) -> str:
    text = ngettext(
        "Community {letter}; {n} close tie", "Community {letter}; {n} close ties", row["n_ties"]
    )
    return text.format(letter=blocs_in_words.letter(row["community"]), n=i18n.number(row["n_ties"]))
