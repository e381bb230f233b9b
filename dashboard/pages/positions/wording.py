"""Positions of States in the reader's words: sentences, notes, and rows for tables and charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analytics.ideal_points import change_points, concordance, ideal_points, line_fit, ranking
from dashboard import i18n
from dashboard.i18n import _, vocabulary
from dashboard.words import positions_in_words
from dashboard.words import states as naming

TECHNOLOGY = "technology"
"""The subject on which States may stand between two ends."""


FIRST_YEARS = {"1990": 1990, "2010": 2010, "1946": 1946}


FEW_VOTES = line_fit.MIN_VOTES
"""Votes of a State in a session below which its place says little."""


def position_subjects() -> dict[str, str]:
    """Return the subjects of the page Positions from votes: those with one line, and technology."""
    return positions_in_words.issues() | {TECHNOLOGY: _("Technology and military AI")}


def published_subjects(subjects: pd.Series) -> list[str]:
    """Return the subjects on which others published positions, in words."""
    known = set(subjects.astype(str))
    return [words for key, words in positions_in_words.issues().items() if key in known]


def first_years() -> dict[str, str]:
    """Return the years from which lines can be drawn."""
    return {key: _("Since {year}").format(year=year) for key, year in FIRST_YEARS.items()}


def position_rows(
    positions: pd.DataFrame, states: pd.DataFrame, *, n_placed: int | None = None
) -> pd.DataFrame:
    """Return positions in words, with what is shown on each.

    Parameters
    ----------
    positions : DataFrame
        From `ranking.trajectories` or `ranking.of_session`.
    states : DataFrame
        Table ``states``.
    n_placed : int, optional
        Of how many a rank is, where there are ranks.
    """
    named = naming.with_names(positions, states)
    named["session"] = named["session_number"].map(positions_in_words.session)
    named["dossier"] = naming.dossiers(named["iso3"])
    named["hover"] = [
        _("{state}, {session}: {point} (90% interval {low} to {high}; votes: {n})").format(
            state=row["name"],
            session=row["session"],
            point=positions_in_words.decimal(row["ideal_point"]),
            low=positions_in_words.decimal(row["q05"]),
            high=positions_in_words.decimal(row["q95"]),
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
        named[column] = named[column].round(2) + 0.0  # no −0.00 in tables
    return named


def finding_sentence(ranked: pd.DataFrame, chosen: Sequence[str], names: Mapping[str, str]) -> str:
    """Return where the States chosen stand in the last session, from above to below."""
    held = ranked[ranked["iso3"].isin(chosen)]
    if held.empty:
        return _("None of the States chosen voted in {session}.").format(
            session=positions_in_words.session(int(ranked["session_number"].iloc[0]))
        )
    places = [
        _("**{state}** {place} ({low} to {high})").format(
            state=names[row["iso3"]],
            place=row["rank"],
            low=row["rank_from"],
            high=row["rank_to"],
        )
        for row in held.to_dict("records")
    ]
    return _(
        "In {session}, of {n} States placed, from the upper end down, with the ranks between which "
        "each lies with 90% certainty: {places}."
    ).format(
        session=positions_in_words.session(int(ranked["session_number"].iloc[0])),
        n=i18n.number(len(ranked)),
        places=i18n.listing(places),
    )


def thin_basis_sentence(
    ranked: pd.DataFrame, chosen: Sequence[str], names: Mapping[str, str]
) -> str:
    """Return which States chosen are not placed in a session, or on few votes, if any."""
    placed = dict(zip(ranked["iso3"], ranked["n_votes"], strict=True))
    parts = []
    out = [names[iso3] for iso3 in chosen if iso3 not in placed]
    if out:
        parts.append(
            _("Not placed: {states}. They cast no vote in {session}, or too few in all.").format(
                states=i18n.listing(out),
                session=positions_in_words.session(int(ranked["session_number"].iloc[0])),
            )
        )
    few = [iso3 for iso3 in chosen if placed.get(iso3, FEW_VOTES) < FEW_VOTES]
    if few:
        parts.append(
            _("Placed on few votes, so that the place says little: {states}.").format(
                states=i18n.listing(
                    [
                        _("{state} ({n})").format(state=names[iso3], n=i18n.number(placed[iso3]))
                        for iso3 in few
                    ]
                )
            )
        )
    return " ".join(parts)


def orientation_note(points: ideal_points.IdealPoints, names: Mapping[str, str]) -> str:
    """Return what above and below mean, and what a move does, in words."""
    above, below = points.anchor
    return _(
        "The line is turned so that {above} stands on average above {below}. 0 is the mean of the "
        "States that voted in a session, and 1 their standard deviation: a course shows how a "
        "State moved against the others, never how all moved together. The line says nothing of "
        "good or bad. Shaded: 90% interval, for which texts and not single votes count as "
        "independent."
    ).format(above=names[above], below=names[below])


def basis_note(points: ideal_points.IdealPoints, *, first_year: int) -> str:
    """Return what positions rest on, what was left out, and where sessions hang together badly."""
    n_out = points.left_out["kind"].eq("rollcall").sum()
    text = _(
        "From {n} votes in {rollcalls} recorded votes of the plenary on {texts} texts; not voting "
        "is missing, not opposition. A text that comes back is taken for the same, and so ties "
        "sessions together. {out} roll calls are left out: undivided, names that differ from the "
        "tally, or on single paragraphs."
    ).format(
        n=i18n.number(points.n_votes),
        rollcalls=i18n.number(len(points.rollcalls)),
        texts=i18n.number(points.n_texts),
        out=i18n.number(n_out),
    )
    alone = points.sessions[
        (points.sessions["n_bridges"] == 0)
        & (points.sessions["session_number"] + ranking.FIRST_YEAR > first_year)
    ]
    if alone.empty:
        return text
    return (
        text
        + " "
        + _(
            "Nothing voted on before came back in {sessions}: there only the slowness of States "
            "ties the line to the years before, and a change is not certain."
        ).format(
            sessions=i18n.listing([positions_in_words.session(n) for n in alone["session_number"]])
        )
    )


def published_sentence(found: concordance.Validation) -> str:
    """Return how far positions, and their moves, agree with published ones."""
    text = _(
        "Checked against the ideal points published by Bailey, Strezhnev and Voeten: over {n} "
        "sessions (to that of {year}) the order of States agrees with a median rank correlation "
        "of {median}; in the session that agrees least it is {minimum}."
    ).format(
        n=found.n_sessions,
        year=found.session_to + ranking.FIRST_YEAR,
        median=i18n.number(found.median, decimals=3),
        minimum=i18n.number(found.minimum, decimals=3),
    )
    if found.moves is None:
        return text
    moves = found.moves
    return (
        text
        + " "
        + _(
            "Over time, from {first} to {last}: the moves of {n} States correlate {correlation} "
            "with the published ones, {share} go the same way, and {against} of the courses run "
            "against the published ones."
        ).format(
            first=moves.session_from + ranking.FIRST_YEAR,
            last=moves.session_to + ranking.FIRST_YEAR,
            n=i18n.number(len(moves.by_state)),
            correlation=positions_in_words.decimal(moves.correlation),
            share=positions_in_words.percent(moves.sign_agreement),
            against=positions_in_words.percent(moves.against),
        )
    )


def fit_sentence(found: line_fit.LineFit, names: Mapping[str, str]) -> str:
    """Return how well one line accounts for the votes, and which States it cannot hold."""
    whole = found.by_subject.iloc[0]
    text = _(
        "From {first} to {last} the line foresees {correct} of the votes it was drawn from; it "
        'takes away {reduction} of the errors that the guess "all vote as most do" makes.'
    ).format(
        first=positions_in_words.session(found.session_from),
        last=positions_in_words.session(found.session_to),
        correct=positions_in_words.percent(whole["correct"]),
        reduction=positions_in_words.percent(whole["reduction"]),
    )
    states = not_held(found)
    if not states:
        return text
    return (
        text
        + " "
        + _("States it cannot hold, so that their position says little: {states}.").format(
            states=i18n.listing(
                [
                    _("{state} (missed on {share} of its votes)").format(
                        state=names[iso3], share=positions_in_words.percent(share)
                    )
                    for iso3, share in states.items()
                ]
            )
        )
    )


def with_held(rows: pd.DataFrame, found: line_fit.LineFit) -> pd.DataFrame:
    """Return rows with ``is_held``, and ``held``: the same in words."""
    out = not_held(found)
    is_held = ~rows["iso3"].isin(list(out))
    return rows.assign(is_held=is_held, held=[_("yes") if held else _("no") for held in is_held])


def ranking_note(rows: pd.DataFrame) -> str:
    """Return what a reader must know of the ranks of `with_held`, in sentences."""
    text = _(
        "Where intervals overlap, the order of two States is not certain: the table gives the "
        "ranks between which each lies with 90% certainty."
    )
    if rows["is_held"].all():
        return text
    return text + " " + _("A cross: a State that the line cannot hold.")


def fit_rows(found: line_fit.LineFit) -> pd.DataFrame:
    """Return how well one line accounts for each subject, the best first."""
    frame = found.by_subject[found.by_subject["topic"] != "all"]
    frame = frame.sort_values(["reduction", "topic"], ascending=[False, True], ignore_index=True)
    return frame.assign(
        subject=[vocabulary.word(vocabulary.TOPICS, topic) for topic in frame["topic"]],
        correct_pct=(100 * frame["correct"]).round(1),
        reduction_pct=(100 * frame["reduction"]).round(1),
    )


def not_held(found: line_fit.LineFit) -> dict[str, float]:
    """Return the States that the line cannot hold, with the share of votes missed, most first."""
    frame = found.by_state[found.by_state["is_held"].eq(False).fillna(False)]
    frame = frame.sort_values(["missed", "iso3"], ascending=[False, True])
    return dict(zip(frame["iso3"].astype(str), frame["missed"], strict=True))


def changes_sentence(
    found: change_points.ChangePoints, names: Mapping[str, str], chosen: Sequence[str]
) -> str:
    """Return when the States chosen changed their course, in words."""
    parts = []
    for iso3 in chosen:
        own = found.changes[found.changes["iso3"] == iso3]
        if len(own):
            parts.append(
                _("**{state}** in {changes}").format(
                    state=names[iso3],
                    changes=i18n.listing(
                        [
                            _("{year} ({change})").format(
                                year=int(row["session_number"]) + ranking.FIRST_YEAR,
                                change=positions_in_words.signed(row["change"]),
                            )
                            for row in own.to_dict("records")
                        ]
                    ),
                )
            )
    share = positions_in_words.percent(found.max_false_share)
    if not parts:
        return _(
            "None of the States chosen changed its course beyond chance in these years (at most "
            "{share} of the changes found among all {n} States are false, on average)."
        ).format(share=share, n=i18n.number(found.n_states))
    return _(
        "Changed course beyond chance: {parts}. Of the changes found among all {n} States at most "
        "{share} are false, on average."
    ).format(parts=i18n.listing(parts), n=i18n.number(found.n_states), share=share)


def moves_sentence(moves: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Return how far each State moved over the years shown, with its interval."""
    return i18n.listing(
        [
            _("{state} from {first} to {last} ({move}; 90% interval {low} to {high})").format(
                state=names[row["iso3"]],
                first=positions_in_words.decimal(row["point_from"]),
                last=positions_in_words.decimal(row["point_to"]),
                move=positions_in_words.signed(row["move"]),
                low=positions_in_words.signed(row["q05"]),
                high=positions_in_words.signed(row["q95"]),
            )
            for row in moves.to_dict("records")
        ]
    )


def course_marks(found: change_points.ChangePoints, course: pd.DataFrame) -> pd.DataFrame:
    """Return where the courses drawn are marked, as ``iso3, year, ideal_point, hover``."""
    keys = ["iso3", "session_number"]
    held = found.changes.merge(course[[*keys, "year", "ideal_point", "name", "session"]], on=keys)
    hover = [
        _("{state} changed course in {session}: {change} (90% interval {low} to {high})").format(
            state=row["name"],
            session=row["session"],
            change=positions_in_words.signed(row["change"]),
            low=positions_in_words.signed(row["q05"]),
            high=positions_in_words.signed(row["q95"]),
        )
        for row in held.to_dict("records")
    ]
    return held[["iso3", "year", "ideal_point"]].assign(hover=hover)
