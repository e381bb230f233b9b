"""Positions: where States stand on one line, drawn from all their recorded votes."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import ideal_points, placing
from dashboard import ask, cache, placings, show, states
from dashboard.figures import positions as draw
from dashboard.i18n import _


def render() -> None:
    """Draw the page."""
    show.title(
        _("Positions"),
        _("Where States stand on one line, drawn from all their votes in the General Assembly."),
    )
    lead = st.container()
    current = cache.snapshot()
    table = cache.frame(current, current.version, "states")
    names = states.names(table)
    issue, since, chosen = _asked(names)
    with st.spinner(_("Placing every State in every session; the first time takes a while …")):
        points = cache.points_on(current, current.version, placings.topic(issue))
    ranked = placing.ranking(points)
    with lead:
        show.answer(placings.answer(ranked, chosen, names))
    if not chosen:
        show.unknown(_("Choose at least one State to see its course."))
    else:
        _course(points, issue, chosen, since, names, table)
    _proof(issue)
    _ranking(ranked, issue, chosen, names, table)


def _asked(names: dict[str, str]) -> tuple[str, int, list[str]]:
    """Return the subject, the first year and the States chosen."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        issue = ask.switch(_("Subject"), placings.issues(), key="issue")
        since = ask.switch(_("Years"), placings.first_years(), key="years")
    chosen = ask.several(
        _("States"),
        names,
        key="states",
        default=placings.DEFAULT_STATES,
        placeholder=_("Choose States"),
    )
    return issue, placings.FIRST_YEARS[since], chosen


def _course(
    points: ideal_points.IdealPoints,
    issue: str,
    chosen: list[str],
    since: int,
    names: dict[str, str],
    table: pd.DataFrame,
) -> None:
    """Draw the course of the States chosen."""
    current = cache.snapshot()
    held = cache.in_words(
        ("course", issue, str(since), *chosen),
        lambda: placings.rows(placing.course(points, chosen, first_year=since), table),
    )
    if held.empty:
        show.unknown(_("None of the States chosen voted in these years."))
        return
    show.figure(
        cache.in_words(
            ("course chart", issue, str(since), *chosen),
            lambda: draw.course(held, names=names, axis=_("Position")),
        ),
        key="positions_course",
        title=_("The course of the States chosen"),
        table=held,
        columns=_columns(),
        config=_links(),
        evidence=cache.plenary_documents(current, current.version),
        summary=placings.summary(held, names, chosen),
        note=placings.orientation(points, names) + "  \n" + placings.basis(points),
    )


def _proof(issue: str) -> None:
    """Say how far the positions can be trusted."""
    current = cache.snapshot()
    if issue == "all":
        found = cache.points_proved(current, current.version, None)
        st.info(placings.proof(found), icon=":material/verified:")
    else:
        show.unknown(
            _(
                "Published estimates cover all subjects together only: positions on one subject "
                "rest on fewer votes and were not checked against others'."
            )
        )


def _ranking(
    ranked: pd.DataFrame,
    issue: str,
    chosen: list[str],
    names: dict[str, str],
    table: pd.DataFrame,
) -> None:
    """Draw everybody in the last session."""
    current = cache.snapshot()
    held = cache.in_words(
        ("ranking", issue), lambda: placings.rows(ranked, table, n_placed=len(ranked))
    )
    show.figure(
        cache.in_words(
            ("ranking chart", issue, *chosen),
            lambda: draw.everybody(
                held,
                chosen={iso3: names[iso3] for iso3 in chosen},
                axis=_("Position"),
                across=_("Rank, from the upper end"),
            ),
        ),
        key="positions_ranking",
        title=_("Everybody in {session}").format(session=held["session"].iloc[0]),
        table=held,
        columns={"rank": _("Rank")} | _columns(),
        config=_links(),
        evidence=cache.plenary_documents(current, current.version),
        summary=placings.answer(ranked, chosen, names).replace("**", ""),
        note=_("Where intervals overlap, the order of two States is not certain."),
    )


def _columns() -> dict[str, str]:
    """Return the columns of a table of positions with their headings."""
    return {
        "name": _("State"),
        "group": _("Regional group"),
        "session": _("Session"),
        "ideal_point": _("Position"),
        "q05": _("Interval from"),
        "q95": _("Interval to"),
        "n_votes": _("Votes"),
        "dossier": _("Dossier"),
    }


def _links() -> dict[str, object]:
    """Return the configuration of the column that holds addresses."""
    return {_("Dossier"): show.link(_("open"))}
