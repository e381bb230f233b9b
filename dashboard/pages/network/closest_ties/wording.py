"""The closest ties of all States in the reader's words: who is where, tied to whom, how surely."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd

from analytics.blocs import blocs
from analytics.network import closest, layout, special_ties
from dashboard import i18n, theme
from dashboard.i18n import _, ngettext
from dashboard.pages.network import wording
from dashboard.words import blocs_in_words, states

N_SPECIAL = 12
"""Special ties named in a sentence; the table of ties holds them all."""

NOT_PLACED = "not_placed"
"""Category of States that have too few votes or rosters for a bloc."""

SPECIAL = "special"
AGAIN = "again"
ONCE = "once"
"""Kinds of ties: beyond what their likes would give; found again in most samples; neither."""


def ties_by_kind(found: closest.Closest, special: special_ties.SpecialTies) -> pd.DataFrame:
    """Return the ties to draw: ``iso3_a, iso3_b, n_same, n_texts, again, kind``, each pair once.

    A special tie is drawn also where it is among the closest of neither.
    """
    key = ["iso3_a", "iso3_b"]
    more = special.ties[[*key, "n_same", "n_texts"]]
    ties = pd.concat([found.ties, more], ignore_index=True).drop_duplicates(key)
    is_special = pd.MultiIndex.from_frame(ties[key]).isin(pd.MultiIndex.from_frame(more[key]))
    is_again = (ties["again"] >= closest.AGAIN).to_numpy(dtype=bool)
    ties["kind"] = ONCE
    ties.loc[is_again, "kind"] = AGAIN
    ties.loc[is_special, "kind"] = SPECIAL
    return ties[[*key, "n_same", "n_texts", "again", "kind"]].reset_index(drop=True)


def rows(
    found: closest.Closest,
    places: layout.Layout,
    table: pd.DataFrame,
    grouped: blocs.Blocs,
    named: Collection[str],
) -> pd.DataFrame:
    """Return a row a State with ties, in words.

    Parameters
    ----------
    found : Closest
    places : Layout
        Of its graph.
    table : DataFrame
        Table ``states``.
    grouped : Blocs
        By which States are told apart; by their regional group where there are none.
    named : collection of str
        iso3 of the States named on the picture.
    """
    frame = states.with_names(places.places, table)
    names = states.names(table)
    blocs_of = blocs_in_words.rows(grouped, table).set_index("iso3")
    frame["category"] = frame["iso3"].map(blocs_of["category"]).fillna(NOT_PLACED)
    words = {kind.key: kind.label for kind in categories(grouped, names)}
    frame["bloc"] = frame["category"].map(words)
    frame["label"] = frame["name"]
    frame["is_named"] = frame["iso3"].isin(list(named))
    listed = found.nearest.assign(
        words=[
            f"{names[row['other']]} ({wording.amount(row['n_same'], row['n_texts'])})"
            for row in found.nearest.to_dict("records")
        ]
    )
    near = listed.groupby("iso3")["words"].agg(list)
    frame["closest"] = [", ".join(near[iso3]) if iso3 in near else "" for iso3 in frame["iso3"]]
    frame["hover"] = [_("Closest: {names}").format(names=words) for words in frame["closest"]]
    frame["dossier"] = states.dossiers(frame["iso3"])
    return frame.sort_values("name", key=lambda one: one.map(i18n.sorting), ignore_index=True)


def categories(grouped: blocs.Blocs, names: Mapping[str, str]) -> list[theme.Category]:
    """Return the looks and names of what States are coloured by, those not placed among them."""
    style = theme.BLOC_STYLES["8"]
    rest = theme.Category(
        NOT_PLACED, _("Not placed"), style.colour, style.pattern, style.text_colour
    )
    return [*blocs_in_words.categories(grouped, names), rest]


def nearest(found: closest.Closest, table: pd.DataFrame, iso3: str) -> pd.DataFrame:
    """Return the closest States of one in words, the closest first."""
    own = found.nearest[found.nearest["iso3"] == iso3]
    frame = states.with_names(own.assign(iso3=own["other"]), table)
    records = frame.to_dict("records")
    frame["tie"] = [wording.amount(row["n_same"], row["n_texts"]) for row in records]
    frame["rank"] = [
        _("{low} to {high}").format(
            low=i18n.number(row["rank_low"]), high=i18n.number(row["rank_high"])
        )
        if pd.notna(row["rank_low"])
        else ""
        for row in records
    ]
    frame["dossier"] = states.dossiers(frame["iso3"])
    return frame.reset_index(drop=True)


def special_ties_sentence(found: special_ties.SpecialTies, names: Mapping[str, str]) -> str:
    """Return which ties are more than what their likes would give, in a few sentences."""
    pairs = [
        f"{names[row['iso3_a']]}–{names[row['iso3_b']]}"  # a pair
        for row in found.ties.to_dict("records")
    ]
    words = {
        "pairs": i18n.number(found.n_pairs),
        "n": i18n.number(len(pairs)),
        "names": i18n.listing(pairs[:N_SPECIAL]),
    }
    if not pairs:
        return _(
            "**No tie of two can be told from what their likes do.** Of {pairs} pairs none goes "
            "the same way more often than the States most like both of them, beyond chance."
        ).format(**words)
    text = ngettext(
        "**Of {pairs} pairs {n} goes the same way more often than the States most like both of "
        "them, beyond chance:** {names}.",
        "**Of {pairs} pairs {n} go the same way more often than the States most like both of "
        "them, beyond chance:** {names}.",
        len(pairs),
    ).format(**words)
    more = len(pairs) - N_SPECIAL
    if more > 0:
        text += " " + _("{n} more are in the table of ties.").format(n=i18n.number(more))
    return text


def note(found: closest.Closest, ties: pd.DataFrame, special: special_ties.SpecialTies) -> str:
    """Return what the picture shows and what it does not, in a few sentences."""
    n_again = int((ties["kind"] == AGAIN).sum())
    parts = [
        _(
            "Drawn are the {k} closest of each State, nothing more is claimed: somebody is always "
            "the closest. Solid: among the closest in at least half of {n} samples of the texts "
            "({again} of {all} ties)."
        ).format(
            k=i18n.number(closest.N_NEAREST),
            n=i18n.number(found.n_replicates),
            again=i18n.number(n_again),
            all=i18n.number(len(ties)),
        ),
    ]
    if (ties["kind"] == ONCE).any():
        parts.append(_("Dotted: other texts would name others."))
    if (ties["kind"] == SPECIAL).any():
        parts.append(
            _(
                "Thick: beyond what the States most like each of the two would give, by all other "
                "texts (false discovery rate {rate}, Benjamini and Yekutieli)."
            ).format(rate=i18n.per_cent(special.rate))
        )
    if len(found.left_out):
        parts.append(
            ngettext(
                "{n} State shares too few of the texts.",
                "{n} States share too few of the texts.",
                len(found.left_out),
            ).format(n=i18n.number(len(found.left_out)))
        )
    return " ".join(parts)


def tie_rows(ties: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the ties in words, the surest kind first."""
    words = {
        SPECIAL: _("beyond its likes"),
        AGAIN: _("found again"),
        ONCE: _("other texts would name others"),
    }
    order = {SPECIAL: 0, AGAIN: 1, ONCE: 2}
    frame = pd.DataFrame(
        {
            "a": ties["iso3_a"].map(names),
            "b": ties["iso3_b"].map(names),
            "tie": [
                wording.amount(row["n_same"], row["n_texts"]) for row in ties.to_dict("records")
            ],
            "kind_word": ties["kind"].map(words),
            "again": ties["again"].round(2),
            "order": ties["kind"].map(order),
        }
    )
    return frame.sort_values(["order", "again", "a", "b"], ascending=[True, False, True, True])
