"""Who moved since a year: a sentence, the moves beyond chance, and on which texts votes changed."""

from __future__ import annotations

import pandas as pd

from analytics import ideal_points, record
from analytics.ideal_points import drift
from dashboard import i18n
from dashboard.blocks import (
    Block,
    Blocks,
    Chart,
    Finding,
    Heading,
    Link,
    Note,
    Subheading,
    Table,
    Unknown,
    Words,
)
from dashboard.i18n import _, vocabulary
from dashboard.pages.trends import figures as draw
from dashboard.words import positions_in_words, states
from data.facts import Facts

ISSUE = "all"
YEAR = 2015
"""The subject and the year that are shown at first."""

FIRST_YEAR, LAST_YEAR = 1995, 2025
"""Years between which the reader chooses."""

N_SHOWN = 20
TEXT_PX = 420


def blocks(facts: Facts, issue: str, year: int) -> Blocks:
    """Return who moved beyond chance, in a sentence and as a chart; the sentence first.

    Parameters
    ----------
    facts : Facts
    issue : str
        The subject: one of `positions_in_words.ISSUES`.
    year : int
        Since which moves are counted.
    """
    found = _drift(facts, issue, year)
    frame = rows(found, facts.states)
    said = finding_sentence(found, frame)
    return (Finding(said), _chart(facts, found, frame, said), Heading(_("On which votes?")))


def movers(facts: Facts, issue: str, year: int) -> dict[str, str]:
    """Return the States placed on the line, by name: one of them is looked at closely."""
    placed = set(_drift(facts, issue, year).states["iso3"])
    return {iso3: name for iso3, name in states.names(facts.states).items() if iso3 in placed}


def first_mover(facts: Facts, issue: str, year: int) -> str:
    """Return the State whose votes are listed at first: the one that moved furthest."""
    return str(_drift(facts, issue, year).states["iso3"].iloc[0])


def texts(facts: Facts, issue: str, year: int, iso3: str) -> Blocks:
    """Return the texts on which the vote of a State changed.

    Parameters
    ----------
    facts : Facts
    issue, year
        See `blocks`.
    iso3 : str
        One of `movers`.
    """
    changed = changes(_drift(facts, issue, year), iso3, facts.rollcalls)
    title = _("{state}: votes that changed on recurring texts").format(
        state=states.names(facts.states)[iso3]
    )
    if changed.empty:
        none = _("None: on every text that came back it voted as before.")
        return (Subheading(title), Note(none))
    return (
        Table(
            key="trends_texts",
            title=title,
            table=changed,
            evidence=tuple(changed["evidence_id"].dropna()),
            columns={
                "text": _("Text"),
                "before": _("Before"),
                "since": _("Now"),
                "day_before": _("Last vote before"),
                "day_since": _("Latest vote"),
                "n_moved": _("States that changed"),
            },
            styles={_("Text"): Words(width=TEXT_PX)},
            note=_(
                "The longest step first. Where few other States changed, it did not go with them."
            ),
        ),
    )


def _drift(facts: Facts, issue: str, year: int) -> drift.Drift:
    """Return how far States moved on a subject since a year."""
    return facts.recall(ideal_points.drift_since, positions_in_words.topic(issue), year)


def _chart(facts: Facts, found: drift.Drift, frame: pd.DataFrame, said: str) -> Block:
    """Return the States that moved furthest beyond chance, with a table of all."""
    clear = frame[frame["is_clear"]].head(N_SHOWN)
    if clear.empty:
        return Unknown(note(found))
    return Chart(
        key="trends_moves",
        title=_("Moves beyond chance, the furthest first"),
        figure=draw.moves(
            clear,
            before=positions_in_words.session(found.session_from),
            since=positions_in_words.session(found.session_to),
            axis=_("Position"),
        ),
        table=frame,
        columns={
            "name": _("State"),
            "group": _("Regional group"),
            "point_from": _("Before"),
            "point_to": _("Now"),
            "move": _("Move"),
            "q05": _("Interval from"),
            "q95": _("Interval to"),
            "clear": _("Beyond chance"),
            "n_changed": _("Votes changed"),
            "n_texts": _("Recurring texts"),
            "dossier": _("Dossier"),
        },
        styles={_("Dossier"): Link(_("open"))},
        evidence=tuple(facts.recall(record.plenary_documents)),
        summary=said.replace("**", ""),
        note=note(found),
    )


def rows(found: drift.Drift, table: pd.DataFrame) -> pd.DataFrame:
    """Return the States by how far they moved, in words; those beyond chance first."""
    frame = states.with_names(found.states, table)
    frame = frame.sort_values("is_clear", ascending=False, kind="stable", ignore_index=True)
    frame["clear"] = [_("yes") if is_clear else _("no") for is_clear in frame["is_clear"]]
    frame["hover"] = [
        _(
            "{state}: from {point_from} to {point_to}, a move of {move} ({low} to {high}); its "
            "vote changed on {changed} of {texts} recurring texts"
        ).format(
            state=row["name"],
            point_from=positions_in_words.decimal(row["point_from"]),
            point_to=positions_in_words.decimal(row["point_to"]),
            move=positions_in_words.signed(row["move"]),
            low=positions_in_words.signed(row["q05"]),
            high=positions_in_words.signed(row["q95"]),
            changed=row["n_changed"],
            texts=row["n_texts"],
        )
        for row in frame.to_dict("records")
    ]
    frame["dossier"] = states.dossiers(frame["iso3"])
    numbers = ("point_from", "point_to", "move", "q05", "q95")
    return frame.round(dict.fromkeys(numbers, 2))


def finding_sentence(found: drift.Drift, moved: pd.DataFrame) -> str:
    """Return who moved beyond chance, from when to when."""
    clear = moved[moved["is_clear"]]
    words = {
        "first": positions_in_words.session(found.session_from),
        "last": positions_in_words.session(found.session_to),
        "all": i18n.number(len(moved)),
    }
    if clear.empty:
        return _(
            "From {first} to {last}, **none of {all} States** moved against the others beyond "
            "chance."
        ).format(**words)
    return _(
        "From {first} to {last}, **{n} of {all} States** moved against the others beyond chance; "
        "furthest: {names}."
    ).format(
        n=i18n.number(len(clear)),
        names=i18n.listing(
            [
                _("**{state}** ({move})").format(
                    state=row["name"], move=positions_in_words.signed(float(row["move"]))
                )
                for row in clear.head(3).to_dict("records")
            ]
        ),
        **words,
    )


def note(found: drift.Drift) -> str:
    """Return what a move means, how sure it is, and where the line hangs together badly."""
    text = _(
        "Position on the line of the page Positions from votes: the United States at the upper "
        "end, the Russian Federation lower; 0 is the mean of the States that voted in the session "
        "and 1 their standard deviation. Only a move against the others is known: votes do not "
        "tell whether all moved together. Drawn are moves beyond chance, with the interval of 90% "
        "of the move; all States are tested at once, so that of those named at most {share} are "
        "false, on average. A changed vote is not yet a changed mind: the text may have changed "
        "under its title."
    ).format(share=positions_in_words.percent(drift.MAX_FALSE_SHARE))
    if found.n_bridges:
        return text
    return (
        text
        + " "
        + _(
            "In at least one session between, no text came back that was voted on before: there "
            "only the slowness of States ties the line together, and moves are not certain."
        )
    )


def changes(found: drift.Drift, iso3: str, rollcalls: pd.DataFrame) -> pd.DataFrame:
    """Return the texts on which a State's vote changed, in words."""
    held = found.texts[found.texts["iso3"] == iso3].reset_index(drop=True)
    documents = rollcalls.set_index(rollcalls["rollcall_id"].astype(str))["evidence_id"]
    words = vocabulary.POSITIONS
    return held.assign(
        text=[_(title) for title in held["title"]],
        before=[vocabulary.word(words, vote) for vote in held["vote_before"]],
        since=[vocabulary.word(words, vote) for vote in held["vote_since"]],
        day_before=held["date_before"].map(i18n.day),
        day_since=held["date_since"].map(i18n.day),
        evidence_id=held["rollcall_since"].astype(str).map(documents),
    )
