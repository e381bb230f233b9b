"""The forecast of recorded votes on the past that it had not seen.

Each vote is forecast from what was known half a year before its day, which is the horizon of the
forecast that is shown; the model of its session has learnt from votes until half a year before the
first of them. The question that matters is who moves: of States whose last vote on the text was not
Yes, which vote Yes now? Beside it stand a logit of nine simple counts (`counts_baseline`), which
learns from the same votes, and the baseline of rates: how often, until then, each last vote was
followed by each outcome. How strongly the model learns is chosen by earlier sessions; they also
teach how far whole votes differ from what was foretold.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import log_expit

from analytics import ballots, ensemble, intervals, scoring
from analytics.next_vote import (
    counts_baseline,
    recurring_votes,
    tally_scores,
    transitions,
    vote_model,
)
from analytics.next_vote.recurring_votes import RecurringVotes
from analytics.next_vote.transitions import Array

Places = npt.NDArray[np.int64]
"""Numbers of the votes of a session, among all that can be forecast."""

FIRST_DAY = np.datetime64("2003-07-01", "D")
"""From this session on the record knows the day of every vote."""

WARM_UP = np.timedelta64(5 * 365, "D")
"""So long before it votes are foretold too, for what that teaches; they are not scored."""

N_DRAWS = 400
MOVERS = ("not_yes", "yes")
"""The group and step of who moves to Yes: by it the strength is chosen."""


@dataclass(frozen=True)
class VoteBackTest:
    """Forecasts of past votes.

    Attributes
    ----------
    rows : DataFrame
        ``event, iso3, last, outcome, p_y, p_a, p_n, p_x, base_y, base_a, base_n, base_x, rate_y,
        rate_a, rate_n, rate_x, nine``: a row a State and vote. ``base_…`` are the rates after its
        last vote, ``rate_…`` those of all States, until then; ``nine`` is the probability of Yes,
        given that it votes, by the nine counts, where the last vote was A or N.
    events : DataFrame
        ``event, rollcall_id, text_id, symbol, vote_date, n_yes, last_yes, expected, low, high,
        crps, crps_last``: a row a vote; the tally of Yes, that of the last vote on the text, what
        was expected and the 90 % interval beforehand, and the scores of `tally_scores`, for the
        model and for last time with its spread.
    shocks : DataFrame
        ``event, vote_date, votes, yes, no``: by how many log-odds each vote differed from what was
        foretold, see `vote_model.shock`; also of the years before the first vote scored.
    losses : DataFrame
        ``strength, loss, vote_date``: the log loss of who moves to Yes, summed over a session, a
        row a session and one of `vote_model.STRENGTHS`, with the last day of the session.
    """

    rows: pd.DataFrame
    events: pd.DataFrame
    shocks: pd.DataFrame
    losses: pd.DataFrame


def run(
    record: RecurringVotes,
    known: transitions.Situations,
    *,
    seed: int,
    first_day: np.datetime64 = FIRST_DAY,
    n_jobs: int | None = None,
    scheduler: str | None = None,
) -> VoteBackTest:
    """Return the forecasts of every vote since a day that follows another on the same text.

    Parameters
    ----------
    record : RecurringVotes
    known : Situations
        Of the record. The votes are forecast as long before as they were asked for.
    seed : int
    first_day : datetime64
        Votes of the sessions from this day on are scored.
    n_jobs, scheduler
        Where each session says which strength would have served it best, a task of its own; see
        `ensemble.runs`. The forecasts learn from one another and are made here, in order.

    Raises
    ------
    AnalysisError
        If there is too little to learn from before the first session; see `vote_model.fit`.
    """
    days = record.days[known.rows]
    session = sessions(days)
    foretold: list[Places] = []
    for number in np.unique(session[days >= first_day - WARM_UP]).tolist():
        here = np.flatnonzero(session == number)
        is_scored = bool(days[here].min() >= first_day)
        n_before = (days < days[here].min() - known.ahead).sum()
        if is_scored or n_before >= vote_model.MIN_EVENTS:
            foretold.append(here)
    losses = ensemble.runs(
        partial(_losses, record, known), foretold, seed=seed, n_jobs=n_jobs, scheduler=scheduler
    )
    tested = VoteBackTest(*(pd.DataFrame() for _ in range(4)))
    for here, lost in zip(foretold, losses, strict=True):
        found = _of_session(record, known, here, tested, lost, seed=seed)
        tested = VoteBackTest(
            *(
                pd.concat([getattr(part, name) for part in (tested, found)], ignore_index=True)
                for name in ("rows", "events", "shocks", "losses")
            )
        )
    events = tested.events[tested.events["vote_date"] >= pd.Timestamp(first_day)]
    return VoteBackTest(
        rows=tested.rows[tested.rows["event"].isin(events["event"])].reset_index(drop=True),
        events=events.reset_index(drop=True),
        shocks=tested.shocks,
        losses=tested.losses,
    )


def lessons(test: VoteBackTest, *, day: np.datetime64 | None = None) -> vote_model.Lessons:
    """Return what the forecasts taught, of all votes or of those before a day."""
    shocks, losses = (_before(frame, day) for frame in (test.shocks, test.losses))
    if shocks.empty or losses.empty:
        return vote_model.NO_LESSONS
    total = losses.groupby("strength")["loss"].sum()
    return vote_model.Lessons(
        strength=float(total.index[int(total.to_numpy().argmin())]),
        shocks=shocks[list(vote_model.STEPS)].tail(vote_model.N_SHOCKS).to_numpy(np.float64),
    )


def moves(test: VoteBackTest, rollcall_id: str) -> pd.DataFrame:
    """Return the States that could have moved at a vote, or did, as foreseen.

    Returns
    -------
    DataFrame
        ``iso3, last, outcome, p_moves, p_outcome, rank``: States with an earlier Y, A or N that
        voted otherwise now, and the ten most likely to; the likeliest first. ``p_moves`` is the
        probability of another of Y, A or N than the last; ``p_outcome`` that of what came out;
        ``rank`` is the place among all States, from 1.
    """
    event = test.events["event"][test.events["rollcall_id"] == rollcall_id]
    rows = test.rows[test.rows["event"].isin(event) & (test.rows["last"] != "")]
    stays, out = np.zeros(len(rows)), np.zeros(len(rows))
    for vote in vote_model.OUTCOMES:
        p = rows[f"p_{vote.lower()}"].to_numpy(dtype=np.float64)
        stays += np.where(rows["last"] == vote, p, 0.0)
        out += np.where(rows["outcome"] == vote, p, 0.0)
    frame = rows[["iso3", "last", "outcome"]].assign(p_moves=1 - stays - rows["p_x"], p_outcome=out)
    frame = frame.sort_values(["p_moves", "iso3"], ascending=[False, True], ignore_index=True)
    frame["rank"] = np.arange(1, len(frame) + 1)
    has_moved = (frame["outcome"] != frame["last"]) & (frame["outcome"] != "X")
    kept: pd.DataFrame = frame[has_moved | (frame["rank"] <= scoring.TOP)]
    return kept.reset_index(drop=True)


def moves_foretold(test: VoteBackTest, direction: str) -> tuple[Array, npt.NDArray[np.bool_]]:
    """Return the chance that each State would move, as foretold, and whether it did.

    Parameters
    ----------
    test : VoteBackTest
    direction : str
        ``to_yes``: of those whose last vote was no Yes, that they vote Yes; ``from_yes``: of those
        whose last vote was Yes, that they abstain or vote against.

    Returns
    -------
    ndarray, ndarray of bool, shape (n,)
        A State and vote each; a State that then did not vote has not moved.
    """
    rows = test.rows
    if direction == "to_yes":
        here = rows[rows["last"].isin(["A", "N"])]
        return here["p_y"].to_numpy(dtype=np.float64), (here["outcome"] == "Y").to_numpy(dtype=bool)
    here = rows[rows["last"] == "Y"]
    given = (here["p_a"] + here["p_n"]).to_numpy(dtype=np.float64)
    return given, here["outcome"].isin(["A", "N"]).to_numpy(dtype=bool)


def _before(frame: pd.DataFrame, day: np.datetime64 | None) -> pd.DataFrame:
    """Return the rows of votes before a day; all without one."""
    if day is None or frame.empty:
        return frame
    return frame[frame["vote_date"] < pd.Timestamp(day)]


def _of_session(
    record: RecurringVotes,
    known: transitions.Situations,
    here: Places,
    tested: VoteBackTest,
    losses: pd.DataFrame,
    *,
    seed: int,
) -> VoteBackTest:
    """Return the forecasts of the votes of a session, learnt from those before it."""
    days = record.days[known.rows]
    day = days[here].min() - known.ahead
    learnt = lessons(tested, day=day)
    model = vote_model.fit(record, known, day, strength=learnt.strength)
    codes, last = record.codes[known.rows[here]], known.last[here]
    odds = vote_model.log_odds(model, last, vote_model.cells_of(record, known, here))
    counted = counts_baseline.counts(known)
    nine = counts_baseline.fit(record, known, day, counted)
    could = (last >= transitions.N) & (last < transitions.Y)
    by_counts = np.full(last.shape, np.nan)
    by_counts[could] = counts_baseline.chances(nine, counted[here][could])
    rates = _rates(known.last[days < day], record.codes[known.rows[days < day]])
    there = codes != ballots.NOT_LISTED
    shocks = [
        (event, days[event], *vote_model.shock(one[is_there], came[is_there]))
        for event, one, came, is_there in zip(here.tolist(), odds, codes, there, strict=True)
    ]
    return VoteBackTest(
        rows=_rows(record, here, last, codes, vote_model.chances(odds), rates).assign(
            nine=by_counts[there]
        ),
        events=_events(record, known, here, odds, _before(tested.events, day), learnt, seed=seed),
        shocks=pd.DataFrame(shocks, columns=["event", "vote_date", *vote_model.STEPS]),
        losses=losses,
    )


def _rows(
    record: RecurringVotes,
    here: Places,
    last: recurring_votes.Codes,
    codes: recurring_votes.Codes,
    p: Array,
    rates: Array,
) -> pd.DataFrame:
    """Return a row a State and vote: what it did, and the forecasts ``p``, ``base``, ``rate``."""
    event, state = np.nonzero(codes != ballots.NOT_LISTED)
    letters = np.array(["", *ballots.CODES], dtype=object)
    before = last[event, state]
    columns: dict[str, npt.NDArray[np.generic]] = {
        "event": here[event],
        "iso3": record.states["iso3"].to_numpy(dtype=object)[state],
        "last": letters[before + 1],
        "outcome": letters[codes[event, state] + 1],
    }
    overall = np.broadcast_to(rates[-1], (len(event), len(vote_model.OUTCOMES)))
    for name, values in (("p", p[event, state]), ("base", rates[before]), ("rate", overall)):
        for k, vote in enumerate(vote_model.OUTCOMES):
            columns[f"{name}_{vote.lower()}"] = values[:, k]
    return pd.DataFrame(columns)


def _events(
    record: RecurringVotes,
    known: transitions.Situations,
    here: Places,
    odds: Array,
    earlier: pd.DataFrame,
    learnt: vote_model.Lessons,
    *,
    seed: int,
) -> pd.DataFrame:
    """Return a row a vote: its tally of Yes, and how it was foretold, with the scores of that."""
    n_yes = (record.codes == transitions.Y).sum(axis=1)
    pairs = recurring_votes.consecutive_votes(record, ahead=known.ahead)
    n_last = dict(zip(*(places.tolist() for places in pairs), strict=True))
    apart = np.zeros(1)
    if len(earlier):
        latest = earlier.tail(vote_model.N_SHOCKS)
        apart = (latest["n_yes"] - latest["last_yes"]).to_numpy(dtype=np.float64)
    rows = []
    for event, each in zip(here.tolist(), odds, strict=True):
        place = int(known.rows[event])
        there = each[record.codes[place] != ballots.NOT_LISTED]
        drawn = vote_model.simulated(there, learnt, seed=seed + event, n_draws=N_DRAWS)[:, 0]
        low, high = intervals.of_draws(drawn)
        last_yes = int(n_yes[n_last[place]])
        row = record.rollcalls.iloc[place]
        rows.append(
            {
                "event": event,
                **{name: row[name] for name in ("rollcall_id", "text_id", "symbol", "vote_date")},
                "n_yes": int(n_yes[place]),
                "last_yes": last_yes,
                "expected": float(vote_model.chances(there)[:, 0].sum()),
                "low": float(low),
                "high": float(high),
                "crps": tally_scores.crps(drawn, n_yes[place]),
                "crps_last": tally_scores.crps(last_yes + apart, n_yes[place]),
            }
        )
    return pd.DataFrame(rows)


def _losses(
    record: RecurringVotes,
    known: transitions.Situations,
    here: Places,
    _rng: np.random.Generator,
) -> pd.DataFrame:
    """Return how well each strength foretold who moves to Yes in a session."""
    day = record.days[known.rows[here]].min() - known.ahead
    codes, last = record.codes[known.rows[here]], known.last[here]
    asked = counts_baseline.can_move(last, codes)
    cells = vote_model.cells_of(record, known, here)
    found = []
    for strength in vote_model.STRENGTHS:
        model = vote_model.fit(record, known, day, strength=strength, only=MOVERS)
        odds = vote_model.log_odds(model, last, cells)[..., 1][asked]
        is_yes = codes[asked] == transitions.Y
        found.append((strength, -float(log_expit(np.where(is_yes, odds, -odds)).sum())))
    frame = pd.DataFrame(found, columns=["strength", "loss"])
    return frame.assign(vote_date=record.days[known.rows[here]].max())


def sessions(days: npt.NDArray[np.datetime64]) -> npt.NDArray[np.int64]:
    """Return the year in which the session of each day began: it opens in September."""
    months = days.astype("datetime64[M]") - np.timedelta64(8, "M")
    return np.asarray(months.astype("datetime64[Y]").astype(np.int64))


def _rates(last: recurring_votes.Codes, codes: recurring_votes.Codes) -> Array:
    """Return how often each outcome followed each last vote (N, A, Y), and any; shape (4, 4)."""
    order = [ballots.CODES[vote] for vote in vote_model.OUTCOMES]
    count = np.array([[((last == a) & (codes == b)).sum() for b in order] for a in range(3)])
    count = np.vstack([count, [(codes == b).sum() for b in order]]) + 0.5
    return np.asarray(count / count.sum(axis=1, keepdims=True), dtype=np.float64)
