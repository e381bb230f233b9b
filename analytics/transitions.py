"""What was known of a State and a text on the morning of the next vote on that text.

Every figure is worked out from votes of earlier days only: how the State voted on the text, how the
States that vote like it did, where its place in recent votes would put it on this text, how readily
it has moved of late, how often it is away, and how the text itself has fared.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics import ballots, recurring

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

N, A, Y, X = (ballots.CODES[vote] for vote in "NAYX")

N_PEERS = 15
MIN_SHARED = 10
"""A State is like another only over so many contested votes."""

RECENT = np.timedelta64(5 * 365, "D")
"""How far back votes tell with whom a State votes, and which vote on the text is its last."""

OF_LATE = np.timedelta64(2 * 365 + 30, "D")
"""How far back moves and absences on other texts tell of the State now: two sessions."""

PRIOR_MOVES = 5.0
"""Weight of the rate of all States in the rate of one, in votes."""

RIDGE = 3.0

COLUMNS = (
    "last_no",
    "absent_last",
    "yes_before",
    "no_before",
    "n_votes",
    "years_since",
    "peers_yes",
    "peers_no",
    "place_on_text",
    "region_yes",
    "level",
    "trend",
    "moves_to_yes",
    "moves_from_yes",
    "peers_to_yes",
    "peers_from_yes",
    "absence",
    "absence_now",
    "yes_share",
)
"""Figures of a State and text, in order."""


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
    """

    rows: npt.NDArray[np.int64]
    last: recurring.Codes
    figures: Array


@dataclass(frozen=True)
class _Moves:
    """Votes of the past: who could have moved to Yes or away, and who did."""

    days: npt.NDArray[np.datetime64]
    could_join: Flags
    joined: Flags
    could_leave: Flags
    left: Flags


def situations(record: recurring.Record) -> Situations:
    """Return what was known before each vote that follows another of its series."""
    later, _ = recurring.votes_again(record)
    series = record.rollcalls["series"].to_numpy()
    return _situations(record, later, record.days[later], series[later])


def before_next(record: recurring.Record, series: str, day: np.datetime64) -> Situations:
    """Return what was known before a vote on a text that is still to come, on a day."""
    past, _ = recurring.votes_again(record)
    names = record.rollcalls["series"].to_numpy()
    rows = np.append(past, len(names))
    days = np.append(record.days[past], day)
    return _situations(record, rows, days, np.append(names[past], series), first=len(past))


def _situations(
    record: recurring.Record,
    rows: npt.NDArray[np.int64],
    days: npt.NDArray[np.datetime64],
    series: npt.NDArray[np.object_],
    *,
    first: int = 0,
) -> Situations:
    """Return the situations of the votes from the first asked for; those before tell of moves."""
    names = record.rollcalls["series"].to_numpy()
    history = [
        np.flatnonzero((names == name) & (record.days < day))
        for name, day in zip(series, days, strict=True)
    ]
    last = np.stack([_last(record, past, day) for past, day in zip(history, days, strict=True)])
    moves = _moves(record, rows, days, last)
    regions = record.states["un_region_group_code"].to_numpy(dtype=object, na_value="")
    same_region = (regions[:, None] == regions[None, :]) & (regions[:, None] != "")
    figures = np.zeros((len(rows) - first, last.shape[1], len(COLUMNS)))
    for day in np.unique(days[first:]):
        here = np.flatnonzero(days[first:] == day) + first
        context = _context(record, day, moves)
        for event in here:
            figures[event - first] = _figures(
                record, history[event], day, last[event], context, same_region
            )
    return Situations(rows[first:], last[first:], figures)


def _last(
    record: recurring.Record, past: npt.NDArray[np.int64], day: np.datetime64
) -> recurring.Codes:
    """Return each State's last Y, N or A among some votes; -1 where it has none of late."""
    out = np.full(record.codes.shape[1], ballots.NOT_LISTED, dtype=np.int8)
    for row in past[record.days[past] >= day - recurring.MAX_GAP]:
        codes = record.codes[row]
        out = np.where((codes >= N) & (codes <= Y), codes, out)
    return out


def _moves(
    record: recurring.Record,
    rows: npt.NDArray[np.int64],
    days: npt.NDArray[np.datetime64],
    last: recurring.Codes,
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


def _context(
    record: recurring.Record, day: np.datetime64, moves: _Moves
) -> tuple[Flags, Array, dict[str, Array]]:
    """Return on a day each State's peers, its place in recent votes, and its recent habits."""
    is_recent = (record.days < day) & (record.days >= day - RECENT)
    codes = record.codes[is_recent]
    voted = (codes >= N) & (codes <= Y)
    n_each = np.stack([(codes == code).sum(axis=1) for code in (N, A, Y)], axis=1)
    minority = 1 - n_each.max(axis=1) / np.maximum(n_each.sum(axis=1), 1)
    is_contested = minority >= ballots.CONTESTED
    peers = _peers(codes[is_contested], voted[is_contested])
    places = _places(codes[is_contested], voted[is_contested])
    is_late = (record.days < day) & (record.days >= day - OF_LATE)
    late = record.codes[is_late]
    latest = late[record.days[is_late] >= day - OF_LATE / 2]
    is_past = (moves.days < day) & (moves.days >= day - OF_LATE)
    habits = {
        "absence": _rate((late == X).sum(axis=0), (late >= N).sum(axis=0)),
        "absence_now": _rate((latest == X).sum(axis=0), (latest >= N).sum(axis=0)),
        "yes_share": _rate((codes == Y).sum(axis=0), voted.sum(axis=0)),
    }
    for name, moved, could in (
        ("to_yes", moves.joined[is_past], moves.could_join[is_past]),
        ("from_yes", moves.left[is_past], moves.could_leave[is_past]),
    ):
        n_moved, n_could = moved.sum(axis=0), could.sum(axis=0)
        habits[f"moves_{name}"] = _rate(n_moved, n_could)
        habits[f"peers_{name}"] = _rate(peers @ n_moved, peers @ n_could)
    return peers, places, habits


def _rate(n: npt.NDArray[np.int64], of: npt.NDArray[np.int64]) -> Array:
    """Return shares drawn towards that of all."""
    overall = n.sum() / max(int(of.sum()), 1)
    return np.asarray((n + PRIOR_MOVES * overall) / (of + PRIOR_MOVES), dtype=np.float64)


def _peers(codes: recurring.Codes, voted: Flags) -> Flags:
    """Return for each State which others vote most like it."""
    each = [(codes == code).astype(np.float32) for code in (N, A, Y)]
    same = sum((one.T @ one for one in each), np.zeros((codes.shape[1],) * 2, np.float32))
    n_shared = voted.astype(np.float32).T @ voted.astype(np.float32)
    alike = np.where(n_shared >= MIN_SHARED, same / np.maximum(n_shared, 1), -1.0)
    np.fill_diagonal(alike, -1.0)
    order = np.argsort(-alike, axis=1, kind="stable")[:, :N_PEERS]
    out = np.zeros(alike.shape, dtype=bool)
    np.put_along_axis(out, order, np.take_along_axis(alike, order, axis=1) >= 0, axis=1)
    return out


def _places(codes: recurring.Codes, voted: Flags) -> Array:
    """Return the places of States on the two main lines of recent votes, with a constant (S, 3)."""
    value = np.where(voted, codes - 1.0, 0.0)
    centred = np.where(voted, value - value.sum(1, keepdims=True) / voted.sum(1, keepdims=True), 0)
    scale = np.sqrt(np.maximum(voted.sum(axis=0), 1))
    _, vectors = np.linalg.eigh((centred / scale).T @ (centred / scale))
    lines = vectors[:, -2:] * np.sqrt(len(vectors))
    return np.column_stack([np.ones(len(vectors)), lines])


def _figures(
    record: recurring.Record,
    past: npt.NDArray[np.int64],
    day: np.datetime64,
    last: recurring.Codes,
    context: tuple[Flags, Array, dict[str, Array]],
    same_region: Flags,
) -> Array:
    """Return the figures of every State before a vote (S, len(COLUMNS))."""
    peers, places, habits = context
    codes = record.codes[past]
    voted = (codes >= N) & (codes <= Y)
    weight = (0.5 ** np.arange(len(past))[::-1])[:, None]
    n_weighted = (weight * voted).sum(axis=0) + 0.25
    yes, no, is_told = last == Y, last == N, last >= N
    level = (codes == Y).sum(axis=1) / np.maximum(voted.sum(axis=1), 1)
    values = {
        "last_no": no,
        "absent_last": codes[-1] == X,
        "yes_before": (weight * (codes == Y)).sum(axis=0) / n_weighted,
        "no_before": (weight * (codes == N)).sum(axis=0) / n_weighted,
        "n_votes": np.log1p(voted.sum(axis=0)),
        "years_since": np.full(len(last), (day - record.days[past[-1]]).astype(float) / 365.25),
        "peers_yes": _share(peers, yes, is_told, yes),
        "peers_no": _share(peers, no, is_told, yes),
        "place_on_text": _place_on_text(places, last, is_told),
        "region_yes": _share(same_region & ~np.eye(len(last), dtype=bool), yes, is_told, yes),
        "level": np.full(len(last), level[-1]),
        "trend": np.full(len(last), level[-1] - level[-2] if len(level) > 1 else 0.0),
    } | habits
    return np.column_stack([np.asarray(values[name], dtype=np.float64) for name in COLUMNS])


def _share(among: Flags, is_so: Flags, is_told: Flags, everybody: Flags) -> Array:
    """Return the share of others of whom something is so, drawn a little to that of Yes of all."""
    overall = everybody.sum() / max(int(is_told.sum()), 1)
    n, of = among @ is_so.astype(np.float64), among @ is_told.astype(np.float64)
    return np.asarray((n + overall * (of == 0)) / np.maximum(of, 1), dtype=np.float64)


def _place_on_text(places: Array, last: recurring.Codes, is_told: Flags) -> Array:
    """Return the vote on the text that a State's place in recent votes would give, -1 to 1."""
    known, value = places[is_told], last[is_told] - 1.0
    weights = np.linalg.solve(known.T @ known + RIDGE * np.eye(places.shape[1]), known.T @ value)
    return np.asarray(np.clip(places @ weights, -1.5, 1.5), dtype=np.float64)
