"""What was known of a State and a text on the morning of the next vote on that text.

Every figure is worked out from votes of earlier days only: how the State voted on the text, what
the votes of States and texts alike would tell of it, how readily it has moved of late, how often it
is away, whether it sponsored the text, and how the text itself has fared.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import threadpoolctl
from scipy.special import logit

from analytics import ballots
from analytics.next_vote import recurring_votes, vote_similarity
from analytics.next_vote.recurring_votes import RecurringVotes
from data.errors import AnalysisError

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

N, A, Y, X = (ballots.CODES[vote] for vote in "NAYX")

RECENT = np.timedelta64(5 * 365, "D")
"""How far back votes tell with whom a State votes."""

OF_LATE = np.timedelta64(2 * 365 + 30, "D")
"""How far back they tell of the State now: two sessions. For moves, absences and texts alike."""

PRIOR_MOVES = 5.0
"""Weight of the rate of all States in the rate of one, in votes."""

PRIOR_TEXT = 10.0
"""Weight of 5 % in the rate at which States moved to Yes on the text, in votes."""

LEAST = 0.02
"""Habits are held so far from never and always."""

COLUMNS = (
    "last_no",
    "absent_last",
    "yes_before",
    "no_before",
    "yes_ever",
    "no_ever",
    "away_before",
    "n_votes",
    "n_in_a_row",
    "changes",
    "sponsored",
    "years_since",
    "others_yes",
    "others_yes_of_late",
    "others_no",
    "texts_alike",
    "region_yes",
    "level",
    "trend",
    "away",
    "moved_to_yes",
    "moves_to_yes",
    "moves_from_yes",
    "absence",
    "absence_now",
    "yes_share",
)
"""Figures of a State and text, in order: its own votes on the text; those of others; the text's;
its habits on all texts, as log-odds."""


@dataclass(frozen=True)
class Situations:
    """What was known before each of E votes, of S States.

    Attributes
    ----------
    rows : ndarray of int, shape (E,)
        Places of the votes among the record's roll calls.
    last : ndarray of int8, shape (E, S)
        The State's last Y, N or A on the text, at most `RECENT` ago; -1 where it has none.
    figures : ndarray, shape (E, S, len(COLUMNS))
    ahead : timedelta64
        How long before each vote it was so; nothing of that morning or later is used.
    """

    rows: npt.NDArray[np.int64]
    last: recurring_votes.Codes
    figures: Array
    ahead: np.timedelta64


@dataclass(frozen=True)
class _Moves:
    """Votes of the past: who could have moved to Yes or away, and who did."""

    days: npt.NDArray[np.datetime64]
    could_join: Flags
    joined: Flags
    could_leave: Flags
    left: Flags


@dataclass(frozen=True)
class _Context:
    """What is known of States on a day, whatever the text; `rows` are of the assembly of late."""

    alike: Array
    alike_of_late: Array
    rows: slice
    habits: dict[str, Array]


def situations(
    record: RecurringVotes, *, ahead: np.timedelta64 = recurring_votes.ON_THE_DAY
) -> Situations:
    """Return what was known so long before each vote that follows another of its series.

    Raises
    ------
    AnalysisError
        If no vote follows another.
    """
    later, _ = recurring_votes.consecutive_votes(record, ahead=ahead)
    if not len(later):
        raise AnalysisError(
            "next vote",
            found="no vote that follows another on the same text",
            expected="texts that are voted on again",
            do="choose a wider subject",
            reason="too_few_texts",
        )
    series = record.rollcalls["series"].to_numpy()
    return _situations(record, later, record.days[later], series[later], ahead=ahead)


def before_next(record: RecurringVotes, series: str, day: np.datetime64) -> Situations:
    """Return what is known, at the end of the record, of a vote on a text that is still to come."""
    past, _ = recurring_votes.consecutive_votes(record)
    names = record.rollcalls["series"].to_numpy()
    rows = np.append(past, len(names))
    days = np.append(record.days[past], day)
    return _situations(record, rows, days, np.append(names[past], series), first=len(past))


def _situations(
    record: RecurringVotes,
    rows: npt.NDArray[np.int64],
    days: npt.NDArray[np.datetime64],
    series: npt.NDArray[np.object_],
    *,
    first: int = 0,
    ahead: np.timedelta64 = recurring_votes.ON_THE_DAY,
) -> Situations:
    """Return the situations of the votes from the first asked for; those before tell of moves."""
    names = record.rollcalls["series"].to_numpy()
    mornings = days - ahead
    history = [
        np.flatnonzero((names == name) & (record.days < morning))
        for name, morning in zip(series, mornings, strict=True)
    ]
    last = np.stack([_last(record, past, day) for past, day in zip(history, days, strict=True)])
    moves = _moves(record, rows, days, last)
    regions = record.states["un_region_group_code"].to_numpy(dtype=object, na_value="")
    same_region = (regions[:, None] == regions[None, :]) & (regions[:, None] != "")
    figures = np.zeros((len(rows) - first, last.shape[1], len(COLUMNS)))
    with threadpoolctl.threadpool_limits(limits=1):  # many small products: threads would only wait
        for morning in np.unique(mornings[first:]):
            here = np.flatnonzero(mornings[first:] == morning) + first
            context = _context(record, morning, moves)
            for event in here:
                figures[event - first] = _figures(
                    record, history[event], days[event], last[event], context, same_region
                )
    return Situations(rows[first:], last[first:], figures, ahead)


def _last(
    record: RecurringVotes, past: npt.NDArray[np.int64], day: np.datetime64
) -> recurring_votes.Codes:
    """Return each State's last Y, N or A among some votes; -1 where it has none of late."""
    out = np.full(record.codes.shape[1], ballots.NOT_LISTED, dtype=np.int8)
    for row in past[record.days[past] >= day - recurring_votes.MAX_GAP]:
        codes = record.codes[row]
        out = np.where((codes >= N) & (codes <= Y), codes, out)
    return out


def _moves(
    record: RecurringVotes,
    rows: npt.NDArray[np.int64],
    days: npt.NDArray[np.datetime64],
    last: recurring_votes.Codes,
) -> _Moves:
    """Return who could move at each vote that has been held, and who did."""
    is_held = rows < len(record.codes)
    codes = record.codes[rows[is_held]]
    has_voted = (codes >= N) & (codes <= Y)
    could_join = has_voted & (last[is_held] >= N) & (last[is_held] < Y)
    could_leave = has_voted & (last[is_held] == Y)
    return _Moves(
        days=days[is_held],
        could_join=could_join,
        joined=could_join & (codes == Y),
        could_leave=could_leave,
        left=could_leave & (codes < Y),
    )


def _context(record: RecurringVotes, day: np.datetime64, moves: _Moves) -> _Context:
    """Return on a day how alike States vote, and their recent habits."""
    held = record.assembly
    since, of_late, now, until = np.searchsorted(
        held.days, np.array([day - RECENT, day - OF_LATE, day - OF_LATE / 2, day])
    )
    recent = held.codes[since:until]
    late, latest = held.codes[of_late:until], held.codes[now:until]
    voted = (recent >= N) & (recent <= Y)
    is_past = (moves.days < day) & (moves.days >= day - OF_LATE)
    return _Context(
        alike=vote_similarity.of_states(recent),
        alike_of_late=vote_similarity.of_states(late),
        rows=slice(int(of_late), int(until)),
        habits={
            "moves_to_yes": _rate(
                moves.joined[is_past].sum(axis=0), moves.could_join[is_past].sum(axis=0)
            ),
            "moves_from_yes": _rate(
                moves.left[is_past].sum(axis=0), moves.could_leave[is_past].sum(axis=0)
            ),
            "absence": _rate((late == X).sum(axis=0), (late >= N).sum(axis=0)),
            "absence_now": _rate((latest == X).sum(axis=0), (latest >= N).sum(axis=0)),
            "yes_share": _rate((recent == Y).sum(axis=0), voted.sum(axis=0)),
        },
    )


def _rate(n: npt.NDArray[np.int64], of: npt.NDArray[np.int64]) -> Array:
    """Return the log-odds of shares drawn towards that of all."""
    overall = n.sum() / max(int(of.sum()), 1)
    share = (n + PRIOR_MOVES * overall) / (of + PRIOR_MOVES)
    return np.asarray(logit(np.clip(share, LEAST, 1 - LEAST)), dtype=np.float64)


def _figures(
    record: RecurringVotes,
    past: npt.NDArray[np.int64],
    day: np.datetime64,
    last: recurring_votes.Codes,
    context: _Context,
    same_region: Flags,
) -> Array:
    """Return the figures of every State before a vote (S, len(COLUMNS))."""
    values = (
        _of_state(record.codes[past], record.sponsored[past], last)
        | _of_others(record, past, last, context, same_region)
        | _of_text(record.codes[past], record.days[past], day)
        | context.habits
    )
    return np.column_stack(
        [
            np.broadcast_to(np.asarray(values[name], dtype=np.float64), last.shape)
            for name in COLUMNS
        ]
    )


def _of_state(
    codes: recurring_votes.Codes, sponsored: recurring_votes.Codes, last: recurring_votes.Codes
) -> dict[str, Array | Flags]:
    """Return what each State's own votes on the text tell, the latest counting most."""
    voted = (codes >= N) & (codes <= Y)
    n_voted = voted.sum(axis=0)
    weight = (0.5 ** np.arange(len(codes))[::-1])[:, None]
    n_weighted = (weight * voted).sum(axis=0) + 0.25
    before, n_changes, n_in_a_row = np.full_like(last, ballots.NOT_LISTED), 0 * last, 0 * last
    for now, has in zip(codes, voted, strict=True):
        has_changed = has & (before != now) & (before >= N)
        n_changes = n_changes + has_changed
        n_in_a_row = np.where(has_changed, 1, n_in_a_row + has)
        before = np.where(has, now, before)
    return {
        "last_no": last == N,
        "absent_last": codes[-1] == X,
        "yes_before": (weight * (codes == Y)).sum(axis=0) / n_weighted,
        "no_before": (weight * (codes == N)).sum(axis=0) / n_weighted,
        "yes_ever": ((codes == Y).sum(axis=0) + 0.5) / (n_voted + 1.5),
        "no_ever": ((codes == N).sum(axis=0) + 0.5) / (n_voted + 1.5),
        "away_before": ((codes == X).sum(axis=0) + 0.5) / ((codes >= N).sum(axis=0) + 1.5),
        "n_votes": np.log1p(n_voted),
        "n_in_a_row": np.log1p(n_in_a_row),
        "changes": (n_changes + 0.3) / (np.maximum(n_voted - 1, 0) + 3),
        "sponsored": (sponsored == 1).any(axis=0),
    }


def _of_others(
    record: RecurringVotes,
    past: npt.NDArray[np.int64],
    last: recurring_votes.Codes,
    context: _Context,
    same_region: Flags,
) -> dict[str, Array]:
    """Return what the votes of other States on the text, and on other texts, tell of each."""
    yes, is_told = (last == Y).astype(np.float64), last >= N
    held = record.assembly
    is_other = held.series[context.rows] != record.rollcalls["series"].iloc[past[-1]]
    others = same_region & ~np.eye(len(last), dtype=bool)
    overall = yes.sum() / max(int(is_told.sum()), 1)
    n, of = others @ yes, others @ is_told.astype(np.float64)
    return {
        "others_yes": vote_similarity.told_by_others(context.alike, yes, is_told),
        "others_yes_of_late": vote_similarity.told_by_others(context.alike_of_late, yes, is_told),
        "others_no": vote_similarity.told_by_others(
            context.alike, (last == N).astype(np.float64), is_told
        ),
        "texts_alike": vote_similarity.on_texts_alike(held.codes[context.rows][is_other], last),
        "region_yes": (n + overall * (of == 0)) / np.maximum(of, 1),
    }


def _of_text(
    codes: recurring_votes.Codes, days: npt.NDArray[np.datetime64], day: np.datetime64
) -> dict[str, float]:
    """Return how the text has fared: the same for all States."""
    voted = (codes >= N) & (codes <= Y)
    level = (codes == Y).sum(axis=1) / np.maximum(voted.sum(axis=1), 1)
    before = np.full(codes.shape[1], ballots.NOT_LISTED)
    n_could = n_moved = 0
    for now, has in zip(codes, voted, strict=True):
        could = has & (before >= N) & (before < Y)
        n_could, n_moved = n_could + int(could.sum()), n_moved + int((could & (now == Y)).sum())
        before = np.where(has, now, before)
    return {
        "years_since": float((day - days[-1]).astype(np.float64)) / 365.25,
        "level": float(level[-1]),
        "trend": float(level[-1] - level[-2]) if len(level) > 1 else 0.0,
        "away": float((codes[-1] == X).sum() / max(int((codes[-1] >= N).sum()), 1)),
        "moved_to_yes": (n_moved + 0.05 * PRIOR_TEXT) / (n_could + PRIOR_TEXT),
    }
