"""Blocs of States in the reader's words: their names, who is in them, what sets them apart."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analytics.blocs import blocs
from dashboard import i18n, theme
from dashboard.i18n import _, mark, ngettext
from dashboard.words import states

SWING = "swing"
N_NAMED = 2
"""Typical members by which a bloc is called."""

N_TEXTS = 3
"""Texts on a card; the table holds the others."""

LEVELS = (
    (0.75, mark("in favour")),
    (0.25, mark("rather in favour")),
    (-0.25, mark("abstaining or divided")),
    (-0.75, mark("rather against")),
    (-1.01, mark("against")),
)
"""Least mean position, of N -1, A 0 and Y 1, that goes by each name."""

Row = Mapping[Hashable, Any]


def bloc_names(found: blocs.Blocs, names: Mapping[str, str]) -> dict[int, str]:
    """Return what each bloc is called: by its most typical members."""
    return {
        bloc["bloc"]: _("Around {names}").format(names=", ".join(_typical(bloc, names)[:N_NAMED]))
        for bloc in found.blocs.to_dict("records")
    }


def categories(found: blocs.Blocs, names: Mapping[str, str]) -> list[theme.Category]:
    """Return the looks and names of blocs, in order of size, and of swing States if there are any.

    Without blocs to show States are told apart by their regional group.
    """
    if not found.is_stable:
        words = states.group_names() | {"": _("No group")}
        return [
            _category(key, word, str(place)) for place, (key, word) in enumerate(words.items(), 1)
        ]
    kinds = [
        _category(str(bloc), name, str(bloc)) for bloc, name in bloc_names(found, names).items()
    ]
    has_swing = bool(found.members["is_swing"].any())
    return [*kinds, _category(SWING, _("Swing"), SWING)] if has_swing else kinds


def rows(found: blocs.Blocs, table: pd.DataFrame) -> pd.DataFrame:
    """Return a row a State compared, in words, in the order of their names.

    Parameters
    ----------
    found : Blocs
    table : DataFrame
        Table ``states``.
    """
    known = table.set_index("iso3")
    name_of = bloc_names(found, states.names(table))
    frame = states.with_names(found.members, table)
    if found.is_stable:
        frame["category"] = frame["leaning"].astype(str).mask(frame["is_swing"], SWING)
        frame["part"] = frame["is_swing"].map({True: _("Swing"), False: _("Core")})
        frame["hover"] = [_hover(row, name_of) for row in frame.to_dict("records")]
    else:
        frame["category"] = frame["iso3"].map(known["un_region_group_code"]).fillna("").astype(str)
        frame["part"] = ""
        frame["hover"] = frame["group"]
    frame["bloc_word"] = frame["leaning"].map(name_of)
    frame["certainty"] = frame["certainty"].round(2)
    frame["label"] = frame["iso3"].map(known["iso2"]).fillna(frame["iso3"])
    frame["is_member"] = frame["iso3"].map(known["un_membership"]) == "member"
    frame["dossier"] = states.dossiers(frame["iso3"])
    return frame.sort_values("name", key=lambda names: names.map(i18n.sorting), ignore_index=True)


def typical(bloc: Row, names: Mapping[str, str]) -> str:
    """Return the most typical members of a bloc in one line."""
    return i18n.listing(_typical(bloc, names))


def text_line(text: Row) -> str:
    """Return how a bloc and the others stand on a text, in one line."""
    if text["kind"] == "rosters":
        return _("**{title}**: {share} of the bloc listed, {rest} of the others").format(
            title=_(text["title"]),
            share=i18n.per_cent(text["mean_bloc"]),
            rest=i18n.per_cent(text["mean_rest"]),
        )
    return _("**{title}**: {bloc}; the others {rest}").format(
        title=_(text["title"]),
        bloc=_level(text["mean_bloc"]),
        rest=_level(text["mean_rest"]),
    )


def borders_sentence(found: blocs.Blocs, names: Mapping[str, str]) -> str:
    """Return whether the blocs lie apart, in a sentence or two; empty where there are none."""
    if found.separation.empty:
        return ""
    name_of = bloc_names(found, names)
    without_gap = found.separation[~found.separation["is_apart"].to_numpy(dtype=bool)]
    if without_gap.empty:
        n = int(found.separation["n_between"].sum())
        return ngettext(
            "The blocs lie apart: {n} State stands halfway between two of them.",
            "The blocs lie apart: {n} States stand halfway between two of them.",
            n,
        ).format(n=i18n.number(n))
    pairs = [
        _("“{one}” and “{other}”").format(one=name_of[row["bloc_a"]], other=name_of[row["bloc_b"]])
        for row in without_gap.to_dict("records")
    ]
    return _(
        "No gap can be shown between {pairs}: where the one ends and the other begins may be a "
        "matter of degree."
    ).format(pairs="; ".join(pairs))


def texts(found: blocs.Blocs, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the texts that set blocs apart, in words."""
    kinds = {"votes": _("Vote"), "rosters": _("Roster")}
    return found.texts.assign(
        bloc_word=found.texts["bloc"].map(bloc_names(found, names)),
        kind_word=found.texts["kind"].map(kinds),
        title=found.texts["title"].map(_),
    )


def left_out_sentence(left_out: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Return which States could not be compared, in one sentence; empty where there are none."""
    keys = left_out.loc[left_out["kind"] == "state", "key"]
    named = sorted((names[key] for key in keys if key in names), key=i18n.sorting)
    if not named:
        return ""
    text = ngettext(
        "{n} State has too few votes or rosters to be compared: {names}.",
        "{n} States have too few votes or rosters to be compared: {names}.",
        len(named),
    )
    return text.format(n=i18n.number(len(named)), names=i18n.listing(named))


def _typical(bloc: Row, names: Mapping[str, str]) -> list[str]:
    return [names[iso3] for iso3 in str(bloc["typical"]).split("|") if iso3]


def _category(key: str, label: str, look: str) -> theme.Category:
    style = theme.BLOC_STYLES.get(look, theme.BLOC_STYLES["8"])
    return theme.Category(key, label, style.colour, style.pattern, style.text_colour)


def _hover(row: Row, name_of: Mapping[int, str]) -> str:
    """Return what is said of a State on the map."""
    text = _("{bloc}: in {share} of the samples of texts")
    if row["is_swing"]:
        text = _("Swing. {bloc}: in {share} of the samples of texts, otherwise elsewhere")
    return text.format(bloc=name_of[row["leaning"]], share=i18n.per_cent(row["certainty"]))


def _level(mean: float) -> str:
    """Return a mean position in words."""
    return next(_(word) for least, word in LEVELS if mean >= least)
