"""Positions: where States stand on one line, drawn from all their recorded votes."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import record
from analytics.ideal_points import ideal_points, placing
from analytics.ideal_points.questions import fit_on, points_on, points_proved, turns_on
from dashboard import ask, i18n, once, placings, show, states
from dashboard.figures import positions as draw
from dashboard.i18n import _
from dashboard.views import positions_ends, positions_near
from data.facts import current_facts


def render() -> None:
    """Draw the page."""
    show.title(
        _("Positions"),
        _("Where States stand on one line, drawn from all their votes in the General Assembly."),
    )
    lead = st.container()
    facts = current_facts()
    table = facts.states
    names = states.names(table)
    issue, since, chosen = _asked(names)
    if issue == placings.TECHNOLOGY:
        positions_ends.render(chosen, names, table)
        return
    with st.spinner(_("Placing every State in every session; the first time takes a while …")):
        points = facts.recall(points_on, placings.topic(issue))
    ranked = placing.ranking(points)
    with lead:
        show.answer(placings.answer(ranked, chosen, names))
        thin = placings.thin(ranked, chosen, names)
        if thin:
            show.unknown(thin)
    if not chosen:
        show.unknown(_("Choose at least one State to see its course."))
    else:
        _course(points, issue, chosen, since, names, table)
    _ranking(ranked, issue, chosen, names, table)
    positions_near.part(points, issue, chosen, names, table)
    _proof(issue, names)


def _asked(names: dict[str, str]) -> tuple[str, int, list[str]]:
    """Return the subject, the first year and the States chosen."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        issue = ask.switch(_("Subject"), placings.subjects(), key="issue")
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
    facts = current_facts()
    held = once.in_words(
        ("course", issue, str(since), *chosen),
        lambda: placings.rows(placing.course(points, chosen, first_year=since), table),
    )
    if held.empty:
        show.unknown(_("None of the States chosen voted in these years."))
        return
    turned = facts.recall(turns_on, placings.topic(issue), since - placing.FIRST_YEAR)
    summary = placings.moved(placing.moves(points, chosen, first_year=since), names)
    show.figure(
        once.in_words(
            ("course chart", issue, str(since), *chosen),
            lambda: draw.course(
                held, names=names, axis=_("Position"), changes=placings.marks(turned, held)
            ),
        ),
        key="positions_course",
        title=_("The course of the States chosen, against the others"),
        table=held,
        columns=_columns(),
        config=_links(),
        evidence=facts.recall(record.plenary_documents),
        summary=summary,
        note="  \n".join(
            [
                placings.changes(turned, names, chosen),
                _("First to last: {moves}.").format(moves=summary),
                placings.orientation(points, names),
                placings.basis(points, first_year=since),
            ]
        ),
    )


def _proof(issue: str, names: dict[str, str]) -> None:
    """Say how far the positions can be trusted."""
    facts = current_facts()
    topic = placings.topic(issue)
    found = facts.recall(points_proved, topic)
    if found is None:
        published = facts.reference_points["subject"]
        show.unknown(
            _(
                "Not checked against others: nobody has published positions that can be held "
                "beside these. Published are those on: {subjects}."
            ).format(subjects=i18n.listing(placings.published(published)))
        )
    else:
        st.info(placings.proof(found), icon=":material/verified:")
    fitted = facts.recall(fit_on, topic)
    st.info(placings.fit(fitted, names))
    if topic is None:
        show.table(
            placings.fit_rows(fitted),
            key="positions_fit",
            title=_("How much of each subject one line foresees"),
            columns={
                "subject": _("Subject"),
                "n_rollcalls": _("Recorded votes"),
                "correct_pct": _("Foreseen, in %"),
                "reduction_pct": _("Errors of the guess taken away, in %"),
            },
            evidence=facts.recall(record.plenary_documents),
            note=_(
                "The guess is that all vote as most do; no other model stands beside it here. "
                "Where little of its errors is taken away, the line says little of the subject; a "
                "small number of votes says little of the line."
            ),
        )


def _ranking(
    ranked: pd.DataFrame,
    issue: str,
    chosen: list[str],
    names: dict[str, str],
    table: pd.DataFrame,
) -> None:
    """Draw everybody in the last session."""
    facts = current_facts()
    held = once.in_words(
        ("ranking", issue),
        lambda: placings.with_held(
            placings.rows(ranked, table, n_placed=len(ranked)),
            facts.recall(fit_on, placings.topic(issue)),
        ),
    )
    show.figure(
        once.in_words(
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
        columns={"rank": _("Rank"), "rank_from": _("Rank from"), "rank_to": _("Rank to")}
        | _columns()
        | {"held": _("Held by the line")},
        config=_links(),
        evidence=facts.recall(record.plenary_documents),
        summary=placings.answer(ranked, chosen, names).replace("**", ""),
        note=_(
            "Where intervals overlap, the order of two States is not certain: the table gives the "
            "ranks between which each lies in nine of ten draws. A cross: a State that the line "
            "cannot hold."
        ),
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
