"""The results of analytics that can be asked for, each by the question that its page asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analytics import agreement, network, record, selection
from analytics.agreement import comparison
from analytics.blocs.questions import bloc_grouping
from analytics.ideal_points import ideal_points, ranking
from analytics.ideal_points.questions import points_on
from analytics.record.standing import Standing
from dashboard.api import back_test_schema, forecasts, result_columns
from dashboard.api.resources import Resource, ResourceAnswer, ResourceChoice, fixed
from dashboard.api.state_names import named
from dashboard.i18n import mark, vocabulary
from dashboard.words import alignment, positions_in_words, subjects
from data.facts import Facts

Chosen = Mapping[str, str]

WINDOWS = {"10": 10, "5": 5, "all": comparison.ALL_SESSIONS}
"""Regular sessions up to the latest over which two States are compared."""


def ranked(facts: Facts, chosen: Chosen) -> ResourceAnswer:
    """Return where States stand in the last session, from the upper end of the line."""
    points = _points(facts, chosen)
    return ResourceAnswer(ranking.of_session(points), _about_positions(facts))


def over_time(facts: Facts, chosen: Chosen) -> ResourceAnswer:
    """Return where States stood in every session in which they voted."""
    return ResourceAnswer(_points(facts, chosen).positions, _about_positions(facts))


def pairs(facts: Facts, chosen: Chosen) -> ResourceAnswer:
    """Return how close all pairs of States vote."""
    topic = None if chosen["subject"] == "all" else chosen["subject"]
    is_contested = chosen["contested"] == "true"
    question = comparison.PairQuestion(topic, WINDOWS[chosen["sessions"]], is_contested)
    found = facts.recall(agreement.closeness_in, question)
    return ResourceAnswer(
        found.pairs,
        {
            "n_rollcalls": found.n_rollcalls,
            "n_texts": found.n_texts,
            "min_texts": found.min_texts,
            "evidence": sorted(facts.recall(record.plenary_documents)),
        },
    )


def blocs(facts: Facts, chosen: Chosen) -> ResourceAnswer:
    """Return which States stand together; where no blocs can be told, why."""
    is_of_rosters = chosen["basis"] == "rosters"
    topics = None if is_of_rosters else subjects.TOPICS[chosen["subject"]]
    question = selection.AlignmentQuestion(chosen["basis"], topics, int(chosen["sessions"]))
    found = facts.recall(bloc_grouping, question)
    return ResourceAnswer(
        found.members,
        {
            "n_blocs": found.k,
            "refusal": found.refusal or None,
            "stability": float(found.stability),
            "min_stability": float(found.min_stability),
            "n_rollcalls": found.n_rollcalls,
            "n_texts": found.n_texts,
            "n_rosters": found.n_rosters,
            "evidence": list(facts.recall(network.alignment_evidence, question)),
        },
    )


def roster(facts: Facts, chosen: Chosen) -> ResourceAnswer:
    """Return where every State stands on a text, forum or group."""
    return _standing(facts.recall(record.roster, chosen["instrument"]))


def rollcall(facts: Facts, chosen: Chosen) -> ResourceAnswer:
    """Return how every State voted in a roll call."""
    return _standing(facts.recall(record.rollcall, chosen["rollcall"]))


def _points(facts: Facts, chosen: Chosen) -> ideal_points.IdealPoints:
    return facts.recall(points_on, positions_in_words.topic(chosen["subject"]))


def _about_positions(facts: Facts) -> dict[str, Any]:
    return {"evidence": sorted(facts.recall(record.plenary_documents))}


def _standing(found: Standing) -> ResourceAnswer:
    about = {
        "official_count": found.official_count,
        "n_listed": found.n_listed,
        "status": found.roster_status,
        "as_of": found.as_of,
        "notes": [
            {"note": str(row["note"]), "n": int(row["n"])} for row in found.notes.to_dict("records")
        ],
        "evidence": [found.evidence_id],
    }
    return ResourceAnswer(found.states, about)


def _keys(table: str, column: str) -> ResourceChoice:
    """Return the choice of a row of a table by its key."""
    return ResourceChoice(
        table.removesuffix("s"),
        f"Its {column}, of the table {table}",
        lambda facts: tuple(getattr(facts, table)[column].astype(str)),
        is_required=True,
    )


_TEXT = ResourceChoice("text", "Key of the text, of results/texts", forecasts.text_keys)
_SERIES = ResourceChoice("series", "Key of the text, of results/series", forecasts.series_keys)
_LINE = fixed("subject", "Which votes place States", tuple(positions_in_words.ISSUES))

_DECLARED = (
    Resource(
        "results/texts",
        mark("Texts that can be joined"),
        mark("Texts whose opportunities can be asked about; the first is taken unless told."),
        result_columns.TARGETS,
        forecasts.texts,
        page="opportunities",
    ),
    Resource(
        "results/opportunities",
        mark("Opportunities"),
        mark("Which States could join a text, how likely, and on what that rests."),
        result_columns.OPPORTUNITIES,
        forecasts.who_could_join,
        (_TEXT,),
        page="opportunities",
        about={"back_test": back_test_schema.OF_TEXT},
    ),
    Resource(
        "results/positions",
        mark("Positions from votes"),
        mark("Where States stand in the last session, with 90 % intervals and ranks."),
        result_columns.RANKING,
        ranked,
        (_LINE,),
        page="positions",
    ),
    Resource(
        "results/positions-by-session",
        mark("Positions from votes, session by session"),
        mark("Where each State stood in each session since 1946, with 90 % intervals."),
        result_columns.POSITIONS,
        over_time,
        (_LINE,),
        page="positions",
    ),
    Resource(
        "results/agreement",
        mark("Agreement of pairs"),
        mark("How close all pairs of States vote, beside what chance would bring."),
        result_columns.AGREEMENT,
        pairs,
        (
            fixed("subject", "Topic of the roll calls", ("all", *vocabulary.TOPICS)),
            fixed("sessions", "Regular sessions up to the latest", tuple(WINDOWS)),
            fixed("contested", "Only votes that divided the house", ("true", "false")),
        ),
        page="compare",
    ),
    Resource(
        "results/series",
        mark("Texts that are voted on again"),
        mark("Texts whose next vote can be asked about."),
        result_columns.SERIES,
        forecasts.series,
        page="next-vote",
    ),
    Resource(
        "results/next-vote",
        mark("Next vote, State by State"),
        mark("How each State may vote when a text is voted on again."),
        result_columns.NEXT_VOTE,
        forecasts.next_votes_of_states,
        (_SERIES,),
        page="next-vote",
        about={"back_test": back_test_schema.OF_VOTES},
    ),
    Resource(
        "results/next-vote-tally",
        mark("Next vote, the tally"),
        mark("The tally that is expected, beside the last one, with 90 % intervals."),
        result_columns.TALLY,
        forecasts.tally,
        (_SERIES,),
        page="next-vote",
        about={"back_test": back_test_schema.OF_VOTES},
    ),
    Resource(
        "results/blocs",
        mark("Who stands together"),
        mark("Blocs of States by votes, by rosters or by both; none where they are not stable."),
        result_columns.BLOCS,
        blocs,
        (
            fixed("basis", "By what States are grouped", selection.BASES),
            fixed("subject", "Which votes, where votes are asked", tuple(subjects.TOPICS)),
            fixed(
                "sessions",
                "Regular sessions up to the latest",
                tuple(sorted(alignment.SESSIONS, key=lambda n: n != alignment.DEFAULT_SESSIONS)),
            ),
        ),
        page="together",
    ),
    Resource(
        "results/roster",
        mark("Who is on a text"),
        mark("Where every State stands on a text, forum or group; not listed is not opposed."),
        result_columns.STANDING,
        roster,
        (_keys("instruments", "instrument_id"),),
        page="instruments",
    ),
    Resource(
        "results/rollcall",
        mark("Who voted how"),
        mark("How every State voted in a roll call; not voting is not abstaining."),
        result_columns.STANDING,
        rollcall,
        (_keys("rollcalls", "rollcall_id"),),
        page="rollcalls",
    ),
)

RESULTS = tuple(named(one) for one in _DECLARED)
