"""Who is on which roster: the matrix, its finding, and what is known in part."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics import record, roster_status
from analytics.record import roster_matrix
from dashboard import i18n, theme
from dashboard.blocks import Blocks, Chart, Finding, Link, Words
from dashboard.i18n import _, ngettext, vocabulary
from dashboard.pages.instruments.matrix import figures as draw
from dashboard.pages.instruments.matrix.choice import MatrixChoice
from dashboard.words import states
from data.domains import FULL_USES
from data.facts import Facts

MAX_NAMED = 6


def blocks(facts: Facts, choice: MatrixChoice) -> Blocks:
    """Return who is on which of the rosters chosen."""
    result = facts.recall(record.matrix, **vars(choice))
    titles = {
        str(key): _(str(name))
        for key, name in zip(
            result.instruments["instrument_id"], result.instruments["short_name"], strict=True
        )
    }
    names = states.names(facts.states)
    answer = _finding_sentence(result, names)
    chart = Chart(
        key="instruments_matrix",
        title=_("Who is on which roster"),
        figure=_chart(result, names, titles, choice.sort_states),
        table=_table(result, facts.states, titles),
        evidence=tuple(result.instruments["evidence_id"]),
        summary=answer.replace("**", ""),
        note=_note(result, titles),
        styles={_("State"): Words(is_pinned=True), _("Dossier"): Link(_("open"))},
    )
    return (Finding(answer), chart)


def _chart(
    result: roster_matrix.Matrix, names: dict[str, str], titles: dict[str, str], order: str
) -> go.Figure:
    """Return the matrix as a chart."""
    rows = result.states.assign(
        name=result.states["iso3"].map(names),
        n=result.states["n_listed"],
        band=_bands(result, order),
    )
    columns = result.instruments.head(draw.MAX_COLUMNS)
    columns = columns.assign(name=columns["instrument_id"].map(titles), n=_counts(columns))
    cells = result.cells[list(columns["instrument_id"])]
    return draw.rosters(
        cells,
        _texts(result)[list(columns["instrument_id"])],
        states=rows,
        instruments=columns,
        categories=_categories(set(cells.to_numpy().ravel())),
        total=_("Listed"),
    )


def _counts(columns: pd.DataFrame) -> list[str]:
    """Return how many States each roster lists; at least so many, or not known, of one in part."""
    is_full = columns["roster_use"].isin(FULL_USES)
    return [
        str(n) if full else f"≥{n}" if n else "?"
        for n, full in zip(columns["n_listed"], is_full, strict=True)
    ]


def _bands(result: roster_matrix.Matrix, order: str) -> list[str]:
    """Return the heading under which each row stands."""
    groups = states.group_names()
    by_group = order == "region"
    return [
        (groups.get(code, "") if by_group else "")
        if is_member
        else _("Not members of the United Nations")
        for code, is_member in zip(
            result.states["un_region_group_code"], result.states["is_member"], strict=True
        )
    ]


def _texts(result: roster_matrix.Matrix) -> pd.DataFrame:
    """Return what is known of each cell, in words."""
    plain = {key: vocabulary.word(vocabulary.LISTINGS, key) for key in roster_status.CATEGORIES}
    spells = result.spells
    told = pd.DataFrame(
        {
            "iso3": spells["iso3"],
            "instrument_id": spells["instrument_id"],
            "text": [_text(row) for row in spells.to_dict("records")],
        }
    ).pivot_table("text", "iso3", "instrument_id", aggfunc="first")
    known = told.reindex(index=result.cells.index, columns=result.cells.columns)
    return known.where(known.notna(), result.cells.replace(plain))


def _text(spell: dict[Hashable, Any]) -> str:
    """Return what a spell says of a State: standing, role and dates."""
    words = [vocabulary.word(vocabulary.LISTINGS, spell["category"])]
    words.append(vocabulary.word(vocabulary.ROLES, spell["role"]))
    if isinstance(spell["since"], str):
        words.append(i18n.partial_date(spell["since"]))
    if isinstance(spell["until"], str):
        words.append(_("until {day}").format(day=i18n.partial_date(spell["until"])))
    return " · ".join(words)


def _categories(present: Collection[str]) -> list[theme.Category]:
    """Return the categories that occur, in order, with their words and looks."""
    return [
        theme.Category(
            key,
            vocabulary.word(vocabulary.LISTINGS, key),
            style.colour,
            style.pattern,
            style.text_colour,
        )
        for key, style in theme.LISTING_STYLES.items()
        if key in present
    ]


def _table(
    result: roster_matrix.Matrix, everybody: pd.DataFrame, titles: dict[str, str]
) -> pd.DataFrame:
    """Return the matrix as a table in words, with totals."""
    plain = {key: vocabulary.word(vocabulary.LISTINGS, key) for key in roster_status.CATEGORIES}
    named = states.with_names(result.states[["iso3", "n_listed"]], everybody)
    cells = result.cells.replace(plain).rename(columns=titles).reset_index(drop=True)
    front = pd.DataFrame(
        {
            _("State"): named["name"],
            _("Dossier"): states.dossiers(named["iso3"]),
            _("Regional group"): named["group"].fillna("—"),
            _("Rosters"): named["n_listed"],
        }
    )
    return pd.concat([front, cells], axis=1)


def _finding_sentence(result: roster_matrix.Matrix, names: dict[str, str]) -> str:
    """Return the finding in a sentence or two."""
    members = result.states[result.states["is_member"]]
    on_any = members[members["n_listed"] > 0]
    n_rosters = len(result.instruments)
    text = ngettext(
        "**{n} of {all} UN members** are listed on this roster.",
        "**{n} of {all} UN members** are listed on at least one of these {rosters} rosters.",
        n_rosters,
    ).format(
        n=i18n.number(len(on_any)), all=i18n.number(len(members)), rosters=i18n.number(n_rosters)
    )
    if n_rosters == 1 or on_any.empty:
        return text
    most = int(on_any["n_listed"].max())
    leading = [names[key] for key in on_any["iso3"][on_any["n_listed"] == most]]
    if len(leading) > MAX_NAMED:
        return text
    return (
        text
        + " "
        + _("Most often: {names} ({n}).").format(names=i18n.listing(leading), n=i18n.number(most))
    )


def _note(result: roster_matrix.Matrix, titles: dict[str, str]) -> str | None:
    """Return what a reader must know: rosters known in part, undated members of the group."""
    is_part = ~result.instruments["roster_use"].isin(FULL_USES)
    partial = [titles[key] for key in result.instruments["instrument_id"][is_part]]
    notes = []
    if partial:
        notes.append(
            ngettext(
                "{n} roster is known only in part: {names}. A State that it does not name may be "
                "on it, and is hatched.",
                "{n} rosters are known only in part: {names}. A State that they do not name may be "
                "on them, and is hatched.",
                len(partial),
            ).format(n=i18n.number(len(partial)), names=i18n.listing(partial))
        )
    if len(titles) > draw.MAX_COLUMNS:
        notes.append(
            _("The first {n} of {all} rosters are drawn; the table has all of them.").format(
                n=i18n.number(draw.MAX_COLUMNS), all=i18n.number(len(titles))
            )
        )
    if result.n_undated_group:
        notes.append(
            ngettext(
                "Of {n} member of the group it is not known since when; it is taken to have been "
                "one.",
                "Of {n} members of the group it is not known since when; they are taken to have "
                "been members.",
                result.n_undated_group,
            ).format(n=i18n.number(result.n_undated_group))
        )
    return " ".join(notes) or None
