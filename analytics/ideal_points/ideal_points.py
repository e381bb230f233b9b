"""Where each State stands in each session, on one line, from its recorded votes.

A dynamic ordinal item-response model (`ordinal_irt`) after Bailey, Strezhnev & Voeten
(2017): N < A < Y, a State's position walks at random between sessions, votes on one text share a
slope and cut points and so bridge sessions, and cut points have a flat prior. X is missing: it is
neither opposition nor abstention.

Only how States stand *among each other* is identified: if the whole house moves, or texts turn
harsher, votes cannot tell which. So positions are measured within their session: 0 is the mean of
the States that voted in it, 1 their standard deviation. A move over the years is a move against
the house.

What differs from the paper: the link is the logistic one; a repeated text's slope and cut points
nearly stay, instead of staying; the posterior mode is found, with draws around it that weigh texts
anew (`ordinal_draws`), instead of a sampler that takes votes on one text for independent;
and positions are normalised within the session, not over all. Like them, votes on paragraphs and
amendments count until 1989.

References
----------
Bailey, M. A., Strezhnev, A. & Voeten, E. (2017). Estimating Dynamic State Preferences from United
Nations Voting Data. *Journal of Conflict Resolution* 61(2), 430-456.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import ballots, intervals, same_text
from analytics.ideal_points import ordinal_draws, ordinal_mode, ordinal_votes
from data.errors import AnalysisError

N_DECIMALS = 6
"""Reported; what lies beyond depends on the machine's order of summation."""

N_DECIMALS_DRAWN = 4
"""Decimals of the draws."""


@dataclass(frozen=True)
class IdealPoints:
    """Positions of States, with what they rest on.

    Attributes
    ----------
    positions : DataFrame
        ``iso3, session_number, ideal_point, se, q05, q95, n_votes``: a row a State and session
        in which it voted, sorted. Mean 0 and standard deviation 1 within each session. The
        interval is the normal one, of 90 %; ``se`` is the standard deviation of the draws.
    draws : DataFrame of float32
        The draws behind ``se``, a column each, for the rows of ``positions``: whatever is made of
        positions (a rank, a move) is as sure as it is the same in all of them.
    rollcalls : DataFrame
        ``rollcall_id, session_number, text, slope, slope_se, cut_n, cut_n_se, cut_y, cut_y_se,
        n_no, n_abstain, n_yes``: a row a roll call used; ``text`` is a number that votes on one
        text share. A State at theta votes N with probability F(cut_n - slope theta) and N or A with
        F(cut_y - slope theta), F logistic.
    sessions : DataFrame
        ``session_number, n_rollcalls, n_bridges``: a row a session placed; ``n_bridges`` counts its
        roll calls on texts also voted on in an earlier session, at most
        `ordinal_votes.MAX_GAP` before. Where it is 0, only the States' own slowness ties the
        session to those before.
    left_out : DataFrame
        ``kind, key, reason``: a row a roll call (``kind`` rollcall) or State (state) asked for and
        not used. Reasons: ``not_complete`` (names and tally not known to agree), ``no_session``
        (emergency sessions), ``separate_vote`` (on a paragraph or amendment), ``not_divided``
        (all voted alike), ``too_few_votes``, ``never_voted``.
    n_votes : int
        Votes used: Y, N and A.
    n_texts : int
        Texts they were cast on.
    log_posterior : float
        At the mode, up to a constant; compares fits to the same votes with the same priors.
    n_iterations : int
        Steps of the search.
    is_converged : bool
        False: the search was cut off, and the figures are no mode.
    anchor : tuple of str
        The State whose positions are on average above those of the other.
    """

    positions: pd.DataFrame
    draws: pd.DataFrame
    rollcalls: pd.DataFrame
    sessions: pd.DataFrame
    left_out: pd.DataFrame
    n_votes: int
    n_texts: int
    log_posterior: float
    n_iterations: int
    is_converged: bool
    anchor: tuple[str, str]


@dataclass(frozen=True)
class _House:
    """Votes as a matrix of roll calls by States, with what was left out of it."""

    ballots: npt.NDArray[np.int8]
    rollcalls: pd.DataFrame
    states: npt.NDArray[np.object_]
    left_out: pd.DataFrame

    @property
    def n_texts(self) -> int:
        """Return how many texts the roll calls are on."""
        return int(self.rollcalls["text"].nunique())


def estimates(
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    *,
    repeated: pd.DataFrame | None = None,
    sessions: tuple[int, int] | None = None,
    body: str = "plenary",
    separate_until: int = 44,
    anchor: tuple[str, str] = ("USA", "RUS"),
    walk_sd: float = 0.5,
    min_voters: int = 20,
    min_votes: int = 10,
    min_texts: int = 10,
    min_states: int = 10,
    max_steps: int = 60,
    n_draws: int = 200,
    seed: int = 1946,
) -> IdealPoints:
    """Return the position of every State in every session in which it voted.

    Parameters
    ----------
    votes : DataFrame
        ``rollcall_id, iso3, vote``; X is missing.
    rollcalls : DataFrame
        The roll calls to use: all of them, or those on an issue. Columns ``rollcall_id,
        session_number, body, status, is_paragraph_vote, is_amendment_vote, title, vote_date``.
        Only those whose names and tally agree (``status`` complete) are used.
    repeated : DataFrame, optional
        Table ``repeated_votes``: votes on one text whose titles do not say so.
    sessions : tuple of int, optional
        First and last session of the window; all of them when not given.
    body : str
        Plenary and committee votes on one text are two observations: they are never pooled.
    separate_until : int
        Last session of which votes on paragraphs and amendments are used: 44 (to 1989) as Bailey,
        Strezhnev & Voeten do; 0 for never.
    anchor : tuple of str
        Two States; the line is turned so that the first is on average above the second.
    walk_sd : float
        Prior standard deviation of a State's move from one session to the next, where first
        positions have 1. Smaller is smoother.
    min_voters, min_votes : int
        Roll calls with fewer Y, N and A, and States with fewer over the window, are left out.
    min_texts, min_states : int
        Fewer identify nothing, and are refused.
    max_steps : int
        Newton steps after which the search is cut off.
    n_draws : int
        Draws behind the intervals; 200 give a standard error to 5 % of itself.
    seed : int
        Of the draws.

    Raises
    ------
    AnalysisError
        If too little is left to place; if an anchor State is not among those placed; if a State
        votes twice in a roll call; if a vote is not Y, N, A or X; if ``walk_sd`` is not positive.

    Notes
    -----
    A vote against a text and one for its reverse say the same of a State, so slopes may be
    negative.
    """
    if not walk_sd > 0:
        raise AnalysisError(
            "ideal points",
            found=f"walk_sd {walk_sd}",
            expected="a number above 0",
            do="choose one, such as 0.5",
        )
    asked = rollcalls[(rollcalls["body"] == body) & _is_within(rollcalls, sessions)]
    house = _house(votes, asked, separate_until, repeated)
    house = _divided(house, min_voters=min_voters, min_votes=min_votes)
    _check(house, anchor, min_texts=min_texts, min_states=min_states)
    mode = ordinal_mode.fit(
        house.ballots,
        house.rollcalls["session_number"].to_numpy(),
        house.rollcalls["text"].to_numpy(),
        priors=ordinal_votes.Priors(walk_sd=walk_sd),
        max_steps=max_steps,
    )
    placed = ordinal_draws.session_estimates(mode, n_draws=n_draws, seed=seed)
    sign = _sign(placed, mode.votes, house, anchor)
    positions, draws = _positions(placed, mode.votes, house, sign)
    return IdealPoints(
        positions=positions,
        draws=draws,
        rollcalls=_rollcalls(placed, house, sign),
        sessions=_sessions(mode.votes),
        left_out=house.left_out,
        n_votes=int(mode.votes.n_votes.sum()),
        n_texts=house.n_texts,
        log_posterior=round(mode.at.log_posterior, N_DECIMALS),
        n_iterations=mode.n_iterations,
        is_converged=mode.is_converged,
        anchor=anchor,
    )


def _numbers(rollcalls: pd.DataFrame) -> npt.NDArray[np.float64]:
    """Return session numbers; NaN for emergency sessions."""
    return rollcalls["session_number"].to_numpy(dtype=np.float64, na_value=np.nan)


def _is_within(rollcalls: pd.DataFrame, sessions: tuple[int, int] | None) -> npt.NDArray[np.bool_]:
    """Return which roll calls are in the window."""
    number = _numbers(rollcalls)
    if sessions is None:
        return np.ones(len(number), dtype=bool)
    return (number >= sessions[0]) & (number <= sessions[1])


def _house(
    votes: pd.DataFrame,
    asked: pd.DataFrame,
    separate_until: int,
    repeated: pd.DataFrame | None,
) -> _House:
    """Return the matrix of votes in the roll calls that may be used."""
    number = _numbers(asked)
    is_separate = ~ballots.is_whole_text(asked)
    reason = np.select(
        [
            (asked["status"] != "complete").to_numpy(dtype=bool),
            np.isnan(number),
            is_separate & (number > separate_until),
        ],
        ["not_complete", "no_session", "separate_vote"],
        default="",
    )
    used = asked[reason == ""].astype({"rollcall_id": str, "session_number": np.int64})
    used = used.sort_values(["session_number", "rollcall_id"], ignore_index=True)
    used = used.assign(text=same_text.text_ids(used, repeated))
    left_out = pd.DataFrame(
        {"kind": "rollcall", "key": asked["rollcall_id"].astype(str), "reason": reason}
    )
    left_out = left_out[reason != ""].sort_values("key", ignore_index=True)

    codes, states = ballots.matrix(votes, used)
    did_vote = codes <= ballots.CODES["Y"]
    return _House(np.where(did_vote, codes, np.int8(-1)), used, states, left_out)


def _divided(house: _House, *, min_voters: int, min_votes: int) -> _House:
    """Return the house without the roll calls and States that tell too little.

    Leaving out a State may leave a roll call undivided, and the reverse, so this is repeated.
    """
    out = [house.left_out]
    while True:
        cast, has_voted = house.ballots, house.ballots >= 0
        n_cast, n_votes = has_voted.sum(axis=1), has_voted.sum(axis=0)
        is_divided = sum((cast == k).any(axis=1).astype(int) for k in range(3)) > 1
        row = np.select([n_cast < min_voters, ~is_divided], ["too_few_votes", "not_divided"], "")
        column = np.select(
            [n_votes == 0, n_votes < min_votes], ["never_voted", "too_few_votes"], ""
        )
        for kind, keys, reason in (
            ("rollcall", house.rollcalls["rollcall_id"].to_numpy(dtype=object), row),
            ("state", house.states, column),
        ):
            is_out = reason != ""
            out.append(pd.DataFrame({"kind": kind, "key": keys[is_out], "reason": reason[is_out]}))
        if not ((row != "").any() or (column != "").any()):
            left_out = pd.concat(out, ignore_index=True).astype(str)
            return dataclasses.replace(house, left_out=left_out)
        house = _House(
            ballots=cast[np.ix_(row == "", column == "")],
            rollcalls=house.rollcalls[row == ""].reset_index(drop=True),
            states=house.states[column == ""],
            left_out=house.left_out,
        )


def _check(house: _House, anchor: tuple[str, str], *, min_texts: int, min_states: int) -> None:
    """Refuse a house that cannot place anyone, or not the anchor."""
    n_rollcalls, n_states = house.ballots.shape
    if house.n_texts < min_texts or n_states < min_states:
        raise AnalysisError(
            "ideal points",
            found=f"{n_rollcalls} roll calls on {house.n_texts} texts that divided {n_states} "
            f"States, after leaving out {len(house.left_out)} roll calls and States",
            expected=f"at least {min_texts} texts and {min_states} States",
            do="widen the window or the issue",
            reason="too_few_texts",
        )
    for name in anchor:
        if name not in house.states:
            raise AnalysisError(
                "ideal points",
                found=f"no votes of {name}, which anchors the line",
                expected="both anchor States among those placed",
                do="choose another anchor",
                reason="not_anchored",
            )


def _sign(
    placed: ordinal_draws.SessionEstimates,
    record: ordinal_votes.OrdinalVotes,
    house: _House,
    anchor: tuple[str, str],
) -> float:
    """Return 1 or -1: what puts the first anchor State on average above the second."""
    above, below = (
        placed.theta[record.n_votes[:, column] > 0, column].mean()
        for column in (int(np.flatnonzero(house.states == name)[0]) for name in anchor)
    )
    return 1.0 if above >= below else -1.0


def _positions(
    placed: ordinal_draws.SessionEstimates,
    record: ordinal_votes.OrdinalVotes,
    house: _House,
    sign: float,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the frames of positions and draws: State by State, session by session."""
    column, session = np.nonzero(record.n_votes.T > 0)
    drawn = (np.float32(sign) * placed.theta_draws[session, column]).round(N_DECIMALS_DRAWN)
    centre, se = sign * placed.theta[session, column], drawn.std(axis=1, dtype=np.float64)
    positions = pd.DataFrame(
        {
            "iso3": house.states[column].astype(str),
            "session_number": record.sessions[session],
            "ideal_point": centre.round(N_DECIMALS),
            "se": se.round(N_DECIMALS),
            "q05": (centre - intervals.Z_95 * se).round(N_DECIMALS),
            "q95": (centre + intervals.Z_95 * se).round(N_DECIMALS),
            "n_votes": record.n_votes[session, column],
        }
    )
    names = [f"draw_{number:03d}" for number in range(drawn.shape[1])]
    return positions, pd.DataFrame(drawn, columns=names)


def _rollcalls(placed: ordinal_draws.SessionEstimates, house: _House, sign: float) -> pd.DataFrame:
    """Return the frame of roll calls used: slopes, cut points and what was cast."""
    frame = house.rollcalls[["rollcall_id", "session_number", "text"]].copy()
    for k, name in enumerate(("slope", "cut_n", "cut_y")):
        frame[name] = ((sign if name == "slope" else 1.0) * placed.items[:, k]).round(N_DECIMALS)
        frame[f"{name}_se"] = placed.items_se[:, k].round(N_DECIMALS)
    for k, name in enumerate(("n_no", "n_abstain", "n_yes")):
        frame[name] = (house.ballots == k).sum(axis=1)
    return frame


def _sessions(record: ordinal_votes.OrdinalVotes) -> pd.DataFrame:
    """Return the frame of sessions, with what bridges each to those before."""
    has_votes = record.n_cast.sum(axis=1) > 0
    is_bridge = has_votes & ~record.is_first
    return pd.DataFrame(
        {
            "session_number": record.sessions,
            "n_rollcalls": [int(has_votes[rows].sum()) for rows in record.rows],
            "n_bridges": [int(is_bridge[rows].sum()) for rows in record.rows],
        }
    )
