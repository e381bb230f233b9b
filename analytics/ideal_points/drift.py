"""Which States moved most since a day, and on which votes.

Movement is read twice: on the line of ideal points, and on texts that recur under one title
(`titles.series`), where a State's last vote before the day stands beside its latest since. A
changed vote is not yet a changed mind: the text may have changed under its title.

Positions are measured within their session (`ideal_points`), so a move is one against the
house: that all moved together, or not, votes cannot tell. Which moves are beyond chance is decided
for all States at once, so that few of those named are false (Benjamini & Hochberg 1995).

References
----------
Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate. *Journal of the Royal
Statistical Society B* 57(1), 289-300.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from analytics import ballots, intervals
from analytics.ideal_points import ideal_points
from analytics.titles import bare
from analytics.titles import series as titled_series
from data.errors import AnalysisError

ORDER = {"N": 0, "A": 1, "Y": 2}
"""Votes on the scale N < A < Y."""

MAX_FALSE_SHARE = 0.05
"""Share of the moves said to be beyond chance that may be false, on average."""

MAX_YEARS_BEFORE = 5
"""How old a vote before the day may be. Titles change, so the last one of the same title may lie
decades back: what it says of a State is no longer where it stood."""


@dataclass(frozen=True)
class Drift:
    """How far States moved.

    Attributes
    ----------
    states : DataFrame
        ``iso3, session_from, session_to, point_from, point_to, move, q05, q95, is_clear,
        n_texts, n_changed, n_towards_yes, n_towards_no``: a row a State placed before and since,
        largest move first. The interval of 90 % is that of the draws' differences; ``is_clear``
        where the move is beyond chance, with a share of false ones among them of at most
        `MAX_FALSE_SHARE` on average. ``n_texts``
        counts recurring texts on which the State voted before and since.
    texts : DataFrame
        ``iso3, title, vote_before, vote_since, step, rollcall_before, rollcall_since,
        date_before, date_since, n_moved``: a row a State and recurring text on which its vote
        changed, by State, the longest step first; the earlier vote is at most `MAX_YEARS_BEFORE`
        older than the day. ``title`` is the bare one of the later vote; ``step`` is from -2 (Y to
        N) to 2;
        ``n_moved`` is how many States changed their vote on the text: alone is telling.
    day : Timestamp
    session_from, session_to : int
        Sessions whose positions are compared: the last with a roll call before the day, and the
        last of all.
    n_bridges : int
        The fewest roll calls on a text voted on before, in any session from the first compared to
        the last. 0: over one session only the States' own slowness ties the line together.
    n_texts : int
        Texts voted on before and since.
    left_out : DataFrame
        ``kind, key, reason``: States ``not_placed_before`` or ``not_placed_since``; and roll
        calls, see `ballots.Ballots`.
    """

    states: pd.DataFrame
    texts: pd.DataFrame
    day: pd.Timestamp
    session_from: int
    session_to: int
    n_bridges: int
    n_texts: int
    left_out: pd.DataFrame


def since(
    points: ideal_points.IdealPoints,
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    *,
    day: pd.Timestamp,
    body: str = "plenary",
) -> Drift:
    """Return which States moved since a day, and the texts on which their votes changed.

    Parameters
    ----------
    points : IdealPoints
        On the same roll calls, or on the issue that is of interest.
    votes, rollcalls, body
        As for `ballots.voting_body`, with ``vote_date`` and ``title``.
    day : Timestamp
        A roll call on this day is since.

    Raises
    ------
    AnalysisError
        If no session that places States lies before the day, or none since; see also
        `ballots.voting_body`.
    """
    house = ballots.voting_body(votes, rollcalls, body=body)
    first, last = _sessions(points, house.rollcalls, day)
    moves, left_out = _moves(points, first, last)
    texts, compared = _texts(house, day)
    texts = texts[texts["iso3"].isin(moves["iso3"])].reset_index(drop=True)
    states = _counted(moves, texts, compared)
    return Drift(
        states=states.sort_values(
            ["move", "iso3"],
            key=lambda column: column if column.name == "iso3" else -column.abs(),
            ignore_index=True,
        ),
        texts=texts,
        day=day,
        session_from=first,
        session_to=last,
        n_bridges=_bridges(points, first, last),
        n_texts=compared["series"].nunique(),
        left_out=pd.concat([house.left_out, left_out], ignore_index=True),
    )


def _sessions(
    points: ideal_points.IdealPoints, rollcalls: pd.DataFrame, day: pd.Timestamp
) -> tuple[int, int]:
    """Return the last session placed before the day, and the last of all."""
    placed = sorted(points.positions["session_number"].unique())
    before = rollcalls.loc[rollcalls["vote_date"] < day, "session_number"].dropna()
    earlier = [session for session in placed if session in set(before)]
    after = rollcalls.loc[rollcalls["vote_date"] >= day, "session_number"].dropna()
    later = [session for session in placed if session in set(after)]
    if not earlier or not later or later[-1] == earlier[-1]:
        raise AnalysisError(
            "drift",
            found=f"{day:%Y-%m-%d}, with {len(earlier)} sessions placed before it and "
            f"{len([s for s in later if not earlier or s > earlier[-1]])} after",
            expected="at least one on each side",
            do="choose another day, or a wider window",
            reason="no_change",
        )
    return int(earlier[-1]), int(later[-1])


def _bridges(points: ideal_points.IdealPoints, first: int, last: int) -> int:
    """Return the fewest bridges to any session after the first compared, up to the last."""
    between = points.sessions["session_number"].between(first + 1, last)
    return int(points.sessions.loc[between, "n_bridges"].min())


def _moves(
    points: ideal_points.IdealPoints, first: int, last: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the moves of the States placed in both sessions, and who was not."""
    held = points.positions[["iso3", "session_number", "ideal_point"]].assign(
        row=np.arange(len(points.positions))
    )
    one, other = (
        held.loc[held["session_number"] == session, ["iso3", "ideal_point", "row"]]
        for session in (first, last)
    )
    both = one.merge(other, on="iso3", how="outer", suffixes=("_from", "_to"), validate="1:1")
    is_placed = both[["ideal_point_from", "ideal_point_to"]].notna()
    reason = np.where(is_placed["ideal_point_from"], "not_placed_since", "not_placed_before")
    is_both = is_placed.all(axis=1)
    left_out = pd.DataFrame({"kind": "state", "key": both["iso3"], "reason": reason})[~is_both]
    both = both[is_both].reset_index(drop=True)
    drawn = points.draws.to_numpy(dtype=np.float64)
    start, end = (both[name].to_numpy(dtype=np.int64) for name in ("row_from", "row_to"))
    se = (drawn[end] - drawn[start]).std(axis=1)
    move = both["ideal_point_to"] - both["ideal_point_from"]
    half = intervals.Z_95 * se
    chance = 2 * stats.norm.sf(np.abs(move) / se)
    moves = pd.DataFrame(
        {
            "iso3": both["iso3"],
            "session_from": first,
            "session_to": last,
            "point_from": both["ideal_point_from"],
            "point_to": both["ideal_point_to"],
            "move": move.round(ballots.N_DECIMALS),
            "q05": (move - half).round(ballots.N_DECIMALS),
            "q95": (move + half).round(ballots.N_DECIMALS),
            "is_clear": stats.false_discovery_control(chance) <= MAX_FALSE_SHARE,
        }
    )
    return moves, left_out.sort_values("key", ignore_index=True)


def _texts(house: ballots.Ballots, day: pd.Timestamp) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return changed votes on recurring texts, and all votes compared (``iso3, series``)."""
    rollcalls = house.rollcalls
    names, _reasons = titled_series(rollcalls)
    told = (names != "") & rollcalls["vote_date"].notna()
    cast = [_latest(house, names, told & side) for side in _sides(rollcalls["vote_date"], day)]
    both = cast[0].merge(cast[1], on=["iso3", "series"], suffixes=("_before", "_since"))
    both["step"] = both["vote_since"].map(ORDER) - both["vote_before"].map(ORDER)
    changed = both[both["step"] != 0].copy()
    changed["n_moved"] = changed.groupby("series")["iso3"].transform("nunique").astype(np.int64)
    titles = rollcalls.set_index("rollcall_id")["title"]
    changed["title"] = changed["rollcall_since"].map(titles).astype(object).map(bare)
    columns = ["iso3", "title", "vote_before", "vote_since", "step", "rollcall_before"]
    columns += ["rollcall_since", "date_before", "date_since", "n_moved"]
    changed = changed.assign(size=-changed["step"].abs())
    changed = changed.sort_values(["iso3", "size", "n_moved", "title"], ignore_index=True)
    return changed[columns].astype({"step": np.int64}), both[["iso3", "series"]]


def _sides(dates: pd.Series, day: pd.Timestamp) -> tuple[pd.Series, pd.Series]:
    """Return which roll calls are before the day, though not long before, and which since."""
    oldest = day - pd.DateOffset(years=MAX_YEARS_BEFORE)
    return (dates < day) & (dates >= oldest), dates >= day


def _latest(house: ballots.Ballots, names: pd.Series, is_used: pd.Series) -> pd.DataFrame:
    """Return the latest Y, N or A of every State in every series."""
    rows: npt.NDArray[np.intp] = np.flatnonzero(is_used.to_numpy(dtype=bool))
    row, column = np.nonzero(house.has_voted[rows])
    rollcalls = house.rollcalls.iloc[rows[row]]
    letters = np.array([letter for letter, code in ballots.CODES.items() if code <= 2])
    frame = pd.DataFrame(
        {
            "iso3": np.array(house.states)[column],
            "series": names.to_numpy()[rows[row]],
            "vote": letters[house.codes[rows][row, column]],
            "rollcall": rollcalls["rollcall_id"].to_numpy(),
            "date": rollcalls["vote_date"].to_numpy(),
        }
    )
    frame = frame.sort_values(["date", "rollcall"], kind="stable")
    return frame.drop_duplicates(["iso3", "series"], keep="last")


def _counted(moves: pd.DataFrame, texts: pd.DataFrame, compared: pd.DataFrame) -> pd.DataFrame:
    """Return moves with the numbers of texts behind them."""
    frame = moves.copy()
    counts = {
        "n_texts": compared["iso3"],
        "n_changed": texts["iso3"],
        "n_towards_yes": texts.loc[texts["step"] > 0, "iso3"],
        "n_towards_no": texts.loc[texts["step"] < 0, "iso3"],
    }
    for name, names in counts.items():
        frame[name] = frame["iso3"].map(names.value_counts()).fillna(0).astype(np.int64)
    return frame
