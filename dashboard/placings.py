"""Positions of States in words: sessions, ranks, and rows for tables and charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analytics import ideal_points, placing
from dashboard import i18n
from dashboard import states as naming
from dashboard.i18n import _, mark

ISSUES = {
    "all": mark("All subjects"),
    "nuclear": mark("Nuclear weapons"),
    "disarmament": mark("Arms control and disarmament"),
}
"""Subjects with enough votes to place States on one line."""

FIRST_YEARS = {"1990": 1990, "2010": 2010, "1946": 1946}

DEFAULT_STATES = ("NLD", "KOR", "ESP", "USA", "CHN", "RUS")
"""The hosts of the summits, and three by which the line is known."""


def issues() -> dict[str, str]:
    """Return the subjects in the language spoken."""
    return {key: _(text) for key, text in ISSUES.items()}


def first_years() -> dict[str, str]:
    """Return the years from which lines can be drawn."""
    return {key: _("Since {year}").format(year=year) for key, year in FIRST_YEARS.items()}


def topic(issue: str) -> str | None:
    """Return the topic of a subject; nothing for all of them."""
    return None if issue == "all" else issue


def session(number: int) -> str:
    """Return a session with the year in which it opened."""
    return _("session {n} ({year})").format(n=number, year=number + placing.FIRST_YEAR)


def rows(
    positions: pd.DataFrame, states: pd.DataFrame, *, n_placed: int | None = None
) -> pd.DataFrame:
    """Return positions in words, with what is shown on each.

    Parameters
    ----------
    positions : DataFrame
        From `placing.course` or `placing.ranking`.
    states : DataFrame
        Table ``states``.
    n_placed : int, optional
        Of how many a rank is, where there are ranks.
    """
    named = naming.with_names(positions, states)
    named["session"] = named["session_number"].map(session)
    named["dossier"] = naming.dossiers(named["iso3"])
    named["hover"] = [
        _("{state}, {session}: {point} (90% interval {low} to {high}, {n} votes)").format(
            state=row["name"],
            session=row["session"],
            point=decimal(row["ideal_point"]),
            low=decimal(row["q05"]),
            high=decimal(row["q95"]),
            n=i18n.number(row["n_votes"]),
        )
        for row in named.to_dict("records")
    ]
    if n_placed is not None:
        named["hover"] = [
            _("{place} of {n}. {text}").format(place=row["rank"], n=n_placed, text=row["hover"])
            for row in named.to_dict("records")
        ]
    for column in ("ideal_point", "q05", "q95"):
        named[column] = named[column].round(2)
    return named


def answer(ranked: pd.DataFrame, chosen: Sequence[str], names: Mapping[str, str]) -> str:
    """Return where the States chosen stand in the last session, from above to below."""
    held = ranked[ranked["iso3"].isin(chosen)]
    if held.empty:
        return _("None of the States chosen voted in {session}.").format(
            session=session(int(ranked["session_number"].iloc[0]))
        )
    places = [
        _("**{state}** ({place})").format(state=names[row["iso3"]], place=row["rank"])
        for row in held.to_dict("records")
    ]
    return _("In {session}, of {n} States placed, from the upper end down: {places}.").format(
        session=session(int(ranked["session_number"].iloc[0])),
        n=i18n.number(len(ranked)),
        places=i18n.listing(places),
    )


def orientation(points: ideal_points.IdealPoints, names: Mapping[str, str]) -> str:
    """Return what above and below mean, in words."""
    above, below = points.anchor
    return _(
        "The line is turned so that {above} stands on average above {below}; the higher, the more "
        "a State votes like {above}. States that stand close together vote alike. The line says "
        "nothing of good or bad; 0 is the mean of all States and sessions, and 1 their standard "
        "deviation. Shaded: 90% interval."
    ).format(above=names[above], below=names[below])


def basis(points: ideal_points.IdealPoints) -> str:
    """Return what positions rest on, and what was left out."""
    n_out = points.left_out["kind"].eq("rollcall").sum()
    return _(
        "From {n} votes in {rollcalls} recorded votes of the plenary; not voting is missing, not "
        "opposition. {out} roll calls are left out: undivided, names that differ from the tally, "
        "or on single paragraphs."
    ).format(
        n=i18n.number(points.n_votes),
        rollcalls=i18n.number(len(points.rollcalls)),
        out=i18n.number(n_out),
    )


def proof(found: placing.Validation) -> str:
    """Return how far positions agree with published ones."""
    return _(
        "Checked against the ideal points published by Bailey, Strezhnev and Voeten: over {n} "
        "sessions (to that of {year}) the order of States agrees with a median rank correlation "
        "of {median}; in the session that agrees least it is {minimum}."
    ).format(
        n=found.n_sessions,
        year=found.session_to + placing.FIRST_YEAR,
        median=i18n.number(found.median, decimals=3),
        minimum=i18n.number(found.minimum, decimals=3),
    )


def summary(rows: pd.DataFrame, names: Mapping[str, str], chosen: Sequence[str]) -> str:
    """Return the course of each State in one sentence."""
    parts = []
    for iso3 in chosen:
        own = rows[rows["iso3"] == iso3]
        if len(own):
            parts.append(
                _("{state} from {first} to {last}").format(
                    state=names[iso3],
                    first=decimal(own["ideal_point"].iloc[0]),
                    last=decimal(own["ideal_point"].iloc[-1]),
                )
            )
    return i18n.listing(parts)


def decimal(value: float) -> str:
    """Return a figure with two decimals and a true minus."""
    return i18n.number(value, decimals=2).replace("-", "−")
