"""Blocs of States in the reader's words: their names, who is in them, what sets them apart."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from analytics.blocs import blocs
from analytics.network import communities
from dashboard import i18n, states, theme
from dashboard.i18n import _, mark, ngettext

SWING = "swing"
N_NAMED = 3
"""Typical members by which a legend tells a bloc."""

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


def letter(bloc: int) -> str:
    """Return what a bloc is called.

    Examples
    --------
    >>> letter(1), letter(4)
    ('A', 'D')
    """
    return chr(ord("A") + bloc - 1)


def categories(n_blocs: int, *, has_swing: bool) -> list[theme.Category]:
    """Return the looks and names of blocs, in order of size, and of swing States."""
    found = [
        _category(str(bloc), _("Bloc {letter}").format(letter=letter(bloc)))
        for bloc in range(1, n_blocs + 1)
    ]
    return [*found, _category(SWING, _("Swing"))] if has_swing else found


def community_categories(found: communities.Communities) -> list[theme.Category]:
    """Return the looks and names of communities; those beyond the eighth share the last look."""
    return [
        _category(str(number), _("Community {letter}").format(letter=letter(number)))
        for number in found.communities["community"]
    ]


def rows(found: blocs.Blocs, table: pd.DataFrame) -> pd.DataFrame:
    """Return a row a State compared, in words, in the order of their names.

    Parameters
    ----------
    found : Blocs
    table : DataFrame
        Table ``states``.
    """
    known = table.set_index("iso3")
    frame = states.with_names(found.members, table)
    frame["category"] = [
        SWING if is_swing else str(leaning)
        for is_swing, leaning in zip(frame["is_swing"], frame["leaning"], strict=True)
    ]
    frame["bloc_word"] = [letter(leaning) for leaning in frame["leaning"]]
    frame["certainty"] = frame["certainty"].round(2)
    frame["part"] = [_("Swing") if is_swing else _("Core") for is_swing in frame["is_swing"]]
    frame["hover"] = [_hover(row) for row in frame.to_dict("records")]
    frame["label"] = frame["iso3"].map(known["iso2"]).fillna(frame["iso3"])
    frame["is_member"] = frame["iso3"].map(known["un_membership"]) == "member"
    frame["dossier"] = states.dossiers(frame["iso3"])
    return frame.sort_values("name", key=lambda names: names.map(i18n.sorting), ignore_index=True)


def typical(bloc: Row, names: Mapping[str, str], n: int = N_NAMED) -> str:
    """Return the most typical members of a bloc in one line."""
    return i18n.listing([names[iso3] for iso3 in str(bloc["typical"]).split("|")[:n] if iso3])


def apart(text: Row) -> str:
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


def texts(found: blocs.Blocs) -> pd.DataFrame:
    """Return the texts that set blocs apart, in words."""
    kinds = {"votes": _("Vote"), "rosters": _("Roster")}
    return found.texts.assign(
        bloc_word=[letter(bloc) for bloc in found.texts["bloc"]],
        kind_word=found.texts["kind"].map(kinds),
        title=found.texts["title"].map(_),
    )


def out_of(left_out: pd.DataFrame, names: Mapping[str, str]) -> str:
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


def _category(key: str, label: str) -> theme.Category:
    style = theme.BLOC_STYLES.get(key, theme.BLOC_STYLES["8"])
    return theme.Category(key, label, style.colour, style.pattern, style.text_colour)


def _hover(row: Row) -> str:
    """Return what is said of a State on the map."""
    text = _("In Bloc {letter} in {share} of the runs")
    if row["is_swing"]:
        text = _("Swing: in Bloc {letter} in {share} of the runs, else elsewhere")
    return text.format(letter=letter(row["leaning"]), share=i18n.per_cent(row["certainty"]))


def _level(mean: float) -> str:
    """Return a mean position in words."""
    return next(_(word) for least, word in LEVELS if mean >= least)
