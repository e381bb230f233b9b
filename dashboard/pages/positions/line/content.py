"""The course of the States chosen, and everybody in the last session."""

from __future__ import annotations

import pandas as pd

from analytics import record
from analytics.ideal_points import ranking
from analytics.ideal_points.questions import fit_on, points_on, turns_on
from dashboard.blocks import Blocks, Chart, Finding, Folded, Link, Note, Style, Unknown
from dashboard.i18n import _
from dashboard.pages.positions import figures as draw
from dashboard.pages.positions import wording
from dashboard.words import positions_in_words, states
from data.facts import Facts


def finding(facts: Facts, issue: str, chosen: tuple[str, ...]) -> Blocks:
    """Return where the States chosen stand in the last session, and on how little.

    Parameters
    ----------
    facts : Facts
    issue : str
        Of `positions_in_words.ISSUES`.
    chosen : tuple of str
        iso3 in the order in which they were chosen.
    """
    ranked = _ranking_rows(facts, issue)
    names = states.names(facts.states)
    said = Finding(wording.finding_sentence(ranked, chosen, names))
    thin = wording.thin_basis_sentence(ranked, chosen, names)
    return (said, Unknown(thin)) if thin else (said,)


def blocks(facts: Facts, issue: str, since: int, chosen: tuple[str, ...]) -> Blocks:
    """Return the course of the States chosen from a year on, and everybody; see `finding`."""
    if not chosen:
        none = Unknown(_("Choose at least one State to see its course."))
        return (none, _ranking(facts, issue, chosen))
    return (*_course(facts, issue, since, chosen), _ranking(facts, issue, chosen))


def _course(facts: Facts, issue: str, since: int, chosen: tuple[str, ...]) -> Blocks:
    """Return the course of the States chosen, and on demand what it rests on."""
    points = facts.recall(points_on, positions_in_words.topic(issue))
    names = states.names(facts.states)
    held = wording.position_rows(
        ranking.trajectories(points, list(chosen), first_year=since), facts.states
    )
    if held.empty:
        return (Unknown(_("None of the States chosen voted in these years.")),)
    turned = facts.recall(turns_on, positions_in_words.topic(issue), since - ranking.FIRST_YEAR)
    summary = wording.moves_sentence(
        ranking.net_moves(points, list(chosen), first_year=since), names
    )
    chart = Chart(
        key="positions_course",
        title=_("The course of the States chosen, against the others"),
        figure=draw.course(
            held, names=names, axis=_("Position"), changes=wording.course_marks(turned, held)
        ),
        table=held,
        columns=_columns(),
        styles=_styles(),
        evidence=tuple(facts.recall(record.plenary_documents)),
        summary=summary,
        note="  \n".join(
            [
                wording.changes_sentence(turned, names, chosen),
                wording.orientation_note(points, names),
            ]
        ),
    )
    basis = Folded(
        "positions_basis",
        _("For statisticians"),
        (
            Note(_("First to last: {moves}.").format(moves=summary)),
            Note(wording.basis_note(points, first_year=since)),
        ),
    )
    return (chart, basis)


def _ranking(facts: Facts, issue: str, chosen: tuple[str, ...]) -> Chart:
    """Return everybody in the last session."""
    ranked = _ranking_rows(facts, issue)
    names = states.names(facts.states)
    held = wording.with_held(
        wording.position_rows(ranked, facts.states, n_placed=len(ranked)),
        facts.recall(fit_on, positions_in_words.topic(issue)),
    )
    return Chart(
        key="positions_ranking",
        title=_("Everybody in {session}").format(session=held["session"].iloc[0]),
        figure=draw.everybody(
            held,
            chosen={iso3: names[iso3] for iso3 in chosen},
            axis=_("Position"),
            across=_("Rank, from the upper end"),
        ),
        table=held,
        columns={"rank": _("Rank"), "rank_from": _("Rank from"), "rank_to": _("Rank to")}
        | _columns()
        | {"held": _("Held by the line")},
        styles=_styles(),
        evidence=tuple(facts.recall(record.plenary_documents)),
        summary=wording.finding_sentence(ranked, chosen, names).replace("**", ""),
        note=wording.ranking_note(held),
    )


def _ranking_rows(facts: Facts, issue: str) -> pd.DataFrame:
    """Return everybody in the last session, from above to below."""
    return ranking.of_session(facts.recall(points_on, positions_in_words.topic(issue)))


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


def _styles() -> dict[str, Style]:
    """Return how the column that holds addresses is drawn."""
    return {_("Dossier"): Link(_("open"))}
