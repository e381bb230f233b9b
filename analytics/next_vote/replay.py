"""Votes of the past counted again, name by name, beside the range that is shown on the day.

A board shows States in the order of the alphabet. So a past vote is entered in that order, and the
range that `tally_under_way` gives once a share of the names is in stands beside the end. The
forecast is the one of `backtest`, made half a year before by a model that had not seen the vote,
with the shocks known by then. Two ways of entering are tried: those who do not vote are entered too
(``all``), or passed over (``voters``): then they are still expected.

Beside it stands the base rate: States that are in count as they did, all others as at the last vote
on the text; its range is by how much that erred, at the same share of names, in earlier votes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import ballots, ensemble, intervals, resampling
from analytics.next_vote import backtest, recurring_votes, tally_under_way, vote_model
from analytics.next_vote.backtest import VoteBackTest
from analytics.next_vote.recurring_votes import RecurringVotes
from analytics.next_vote.transitions import Array
from analytics.next_vote.vote_model import OUTCOMES
from data.errors import AnalysisError

SHARES = (0.0, 0.25, 0.5, 0.75)
"""Shares of the names that are in."""

ENTERINGS = ("all", "voters")
"""Ways of entering: whoever did not vote is entered too, or passed over."""

N_DRAWS = 400
"""Simulated tallies of each vote and share: a tenth of what the day itself draws."""

N_REPLICATES = 1000


@dataclass(frozen=True)
class ReplayedVotes:
    """Past votes counted again.

    Attributes
    ----------
    rows : DataFrame
        ``rollcall_id, text_id, series, symbol, vote_date, entering, share, vote, came, expected,
        low, high, base, base_low, base_high``: a row a vote, way of entering, share and outcome;
        how many came in the end, and the ranges of 90 % of the model and of the base rate.
    summary : DataFrame
        ``entering, share, vote, n, within, within_low, within_high, width, error, base_within,
        base_width, base_error``: share of the votes whose end lay within the range, with the 90 %
        interval over texts; the mean width of the range, and the mean absolute error, in States.
    left_out : DataFrame
        ``kind, key, reason``: roll calls on these texts without a forecast (``not_foretold``), or
        before which too few were counted for a base rate (``too_few_before``).
    """

    rows: pd.DataFrame
    summary: pd.DataFrame
    left_out: pd.DataFrame


@dataclass(frozen=True)
class _Vote:
    """A past vote: its States in the order of the alphabet, and what was known before."""

    rollcall_id: str
    odds: Array
    outcome: npt.NDArray[np.object_]
    before: npt.NDArray[np.object_]
    shocks: Array


def replay(
    test: VoteBackTest,
    record: RecurringVotes,
    board: Sequence[str],
    *,
    seed: int,
    n_jobs: int | None = None,
    scheduler: str | None = None,
) -> ReplayedVotes:
    """Return how past votes, counted again name by name, lay to the ranges of the day.

    Parameters
    ----------
    test : VoteBackTest
        Of the record.
    record : RecurringVotes
    board : sequence of str
        The States, by iso3, in the order of the alphabet.
    seed : int
    n_jobs, scheduler
        See `ensemble.runs`.

    Raises
    ------
    AnalysisError
        If before no vote enough others were foretold.
    """
    votes = _votes(test, record, board)
    if not votes:
        raise _too_few(0)
    found = ensemble.runs(
        partial(_replayed, seed=seed), votes, seed=seed, n_jobs=n_jobs, scheduler=scheduler
    )
    about = test.events[["rollcall_id", resampling.TEXT, "symbol", "vote_date"]].merge(
        record.rollcalls[["rollcall_id", "series"]], on="rollcall_id"
    )
    rows = _with_base_ranges(about.merge(pd.concat(found, ignore_index=True), on="rollcall_id"))
    is_told = rows["base_low"].notna()
    told, early = rows[is_told].reset_index(drop=True), rows[~is_told]
    if told.empty:
        raise _too_few(len(votes))
    return ReplayedVotes(
        rows=told,
        summary=_summary(told, seed=seed),
        left_out=_left_out(record, test, early["rollcall_id"].unique()),
    )


def _too_few(n: int) -> AnalysisError:
    return AnalysisError(
        "votes counted again",
        found=f"{n} votes that were foretold",
        expected=f"a session with {vote_model.MIN_EVENTS} before it",
        do="build the snapshot with the record of votes",
        reason="too_few_texts",
    )


def _votes(test: VoteBackTest, record: RecurringVotes, board: Sequence[str]) -> list[_Vote]:
    """Return the votes that were foretold, in order of the day."""
    later, earlier = recurring_votes.consecutive_votes(record, ahead=vote_model.AHEAD)
    place = dict(zip(record.rollcalls["rollcall_id"], range(len(record.codes)), strict=True))
    before = dict(zip(later.tolist(), earlier.tolist(), strict=True))
    column = dict(zip(record.states["iso3"], range(len(record.states)), strict=True))
    letters = np.array(["", *ballots.CODES], dtype=object)
    rows = test.rows.assign(turn=pd.Index(list(board)).get_indexer(pd.Index(test.rows["iso3"])))
    by_event = dict(iter(rows.sort_values(["event", "turn"]).groupby("event")))
    learnt = _shocks_by_session(test)
    session = backtest.sessions(test.events["vote_date"].to_numpy(dtype="datetime64[D]"))
    found = []
    for event, number in zip(test.events.to_dict("records"), session.tolist(), strict=True):
        here = by_event[event["event"]]
        places = [column[iso3] for iso3 in here["iso3"]]
        last = record.codes[before[place[event["rollcall_id"]]]][places]
        found.append(
            _Vote(
                rollcall_id=str(event["rollcall_id"]),
                odds=tally_under_way.log_odds_of(
                    here[list(tally_under_way.COLUMNS)].to_numpy(dtype=np.float64)
                ),
                outcome=here["outcome"].to_numpy(dtype=object),
                before=letters[last + 1],
                shocks=learnt[number],
            )
        )
    return found


def _shocks_by_session(test: VoteBackTest) -> dict[int, Array]:
    """Return the shocks known half a year before the first vote of each session."""
    days = test.shocks["vote_date"].to_numpy(dtype="datetime64[D]")
    session = backtest.sessions(days)
    return {
        int(number): backtest.lessons(
            test, day=days[session == number].min() - vote_model.AHEAD
        ).shocks
        for number in np.unique(session)
    }


def _replayed(vote: _Vote, _rng: np.random.Generator, *, seed: int) -> pd.DataFrame:
    """Return the ranges of a vote at each share of names, for both ways of entering."""
    came = _tally(vote.outcome)
    parts = []
    for entering in ENTERINGS:
        named = np.flatnonzero((vote.outcome != "X") | (entering == "all"))
        for share in SHARES:
            is_in = np.zeros(len(vote.outcome), dtype=bool)
            is_in[named[: round(share * len(named))]] = True
            answer = np.where(is_in, vote.outcome, "")
            rest, _weights = tally_under_way.simulated_rest(
                vote.odds, vote.shocks, answer, seed=seed, n_draws=N_DRAWS
            )
            drawn = rest + _tally(answer)
            low, high = (bound.astype(np.int64) for bound in intervals.of_draws(drawn))
            base = _tally(np.where(is_in, vote.outcome, vote.before))
            columns = (np.full(4, share), came, drawn.mean(axis=0), low, high, base)
            parts.append((entering, np.column_stack(columns)))
    names = ["share", "came", "expected", "low", "high", "base"]
    whole = pd.DataFrame(np.vstack([part for _entering, part in parts]), columns=names)
    return whole.astype(dict.fromkeys(("came", "low", "high", "base"), np.int64)).assign(
        rollcall_id=vote.rollcall_id,
        entering=np.repeat([entering for entering, _part in parts], len(OUTCOMES)),
        vote=np.tile(OUTCOMES, len(parts)),
    )


def _tally(answer: npt.NDArray[np.object_]) -> npt.NDArray[np.int64]:
    """Return how many gave each of `OUTCOMES`."""
    counted: npt.NDArray[np.int64] = (answer[:, None] == np.array(OUTCOMES, dtype=object)).sum(
        axis=0
    )
    return counted


def _with_base_ranges(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with the range of the base rate: by how much it erred in earlier votes.

    Missing where fewer than `vote_model.MIN_EVENTS` votes were counted before.
    """
    days = rows["vote_date"].to_numpy(dtype="datetime64[D]")
    session = backtest.sessions(days)
    known_by = {n: days[session == n].min() - vote_model.AHEAD for n in np.unique(session)}
    out = np.full((len(rows), 2), np.nan)
    error = (rows["came"] - rows["base"]).to_numpy(dtype=np.float64)
    for places in rows.groupby(["entering", "share", "vote"]).indices.values():
        for number, day in known_by.items():
            here = places[session[places] == number]
            past = error[places[days[places] < day]][-vote_model.N_SHOCKS :]
            if len(past) >= vote_model.MIN_EVENTS:
                out[here] = rows["base"].to_numpy()[here, None] + intervals.of_draws(past)
    return rows.assign(base_low=out[:, 0], base_high=out[:, 1])


def _summary(rows: pd.DataFrame, *, seed: int) -> pd.DataFrame:
    """Return how often the end lay within the ranges, and how wide and how wrong they were."""
    found = []
    for (entering, share, vote), here in rows.groupby(["entering", "share", "vote"], sort=False):
        is_in = here["came"].between(here["low"], here["high"]).to_numpy(dtype=np.float64)
        text = resampling.text_numbers(here)
        times = resampling.weights(text, N_REPLICATES, np.random.default_rng(seed))[:, text]
        low, high = intervals.of_draws((times @ is_in) / times.sum(axis=1))
        found.append(
            {
                "entering": entering,
                "share": share,
                "vote": vote,
                "n": len(here),
                "within": is_in.mean(),
                "within_low": float(low),
                "within_high": float(high),
                "width": (here["high"] - here["low"]).mean(),
                "error": (here["expected"] - here["came"]).abs().mean(),
                "base_within": here["came"].between(here["base_low"], here["base_high"]).mean(),
                "base_width": (here["base_high"] - here["base_low"]).mean(),
                "base_error": (here["base"] - here["came"]).abs().mean(),
            }
        )
    return pd.DataFrame(found)


def _left_out(
    record: RecurringVotes, test: VoteBackTest, early: npt.NDArray[np.object_]
) -> pd.DataFrame:
    """Return the roll calls that were not counted again, with the reason."""
    keys = record.rollcalls["rollcall_id"].astype(str)
    untold = keys[~keys.isin(test.events["rollcall_id"].astype(str)).to_numpy()]
    return pd.DataFrame(
        [
            *(("rollcall", key, "not_foretold") for key in untold),
            *(("rollcall", str(key), "too_few_before") for key in early),
        ],
        columns=["kind", "key", "reason"],
    )
