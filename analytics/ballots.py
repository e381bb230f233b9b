"""Which roll calls and States a question about recorded votes rests on, as one matrix.

`agreement` and `blocs` count over the same house: the roll calls in the window whose names and
tally agree, contested or not as asked, by the States that voted in them. What is left out is
listed with its reason, never dropped unseen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.errors import AnalysisError

Flags = npt.NDArray[np.bool_]

NOT_LISTED = -1
CODES = {"N": 0, "A": 1, "Y": 2, "X": 3}
"""Codes of the three-point scale N < A < Y, and of X: did not vote."""

CONTESTED = 0.05
"""Share of the votes cast outside the largest group from which a roll call counts as contested:
about nine States of 180. Below it a pair agrees because nearly all do."""

N_DECIMALS = 6
"""Reported; what lies beyond depends on the machine's order of summation."""


@dataclass(frozen=True)
class Ballots:
    """A house of roll calls by States.

    Attributes
    ----------
    codes : ndarray of int8, shape (n_rollcalls, n_states)
        Values of `CODES`; -1 where the State is not listed in the roll call at all.
    rollcalls : DataFrame
        The roll calls of the rows, with the columns given, and ``minority_share``: the share of
        votes cast (Y, N, A) outside the largest of the three groups, 0 to 2/3.
    states : tuple of str
        iso3 of the columns, sorted.
    left_out : DataFrame
        ``kind, key, reason``: a row a roll call (``kind`` rollcall) or State (state) asked for and
        not used. Reasons: ``not_complete`` (names and tally not known to agree),
        ``separate_vote`` (on a paragraph or amendment), ``no_votes`` (no Y, N or A is recorded),
        ``not_divided`` (all voted alike), ``not_contested``, ``never_voted``, ``too_few_votes``.
    """

    codes: npt.NDArray[np.int8]
    rollcalls: pd.DataFrame
    states: tuple[str, ...]
    left_out: pd.DataFrame

    @property
    def has_voted(self) -> Flags:
        """Which cells are Y, N or A."""
        return (self.codes >= CODES["N"]) & (self.codes <= CODES["Y"])


def is_whole_text(rollcalls: pd.DataFrame) -> Flags:
    """Return which roll calls were on a whole text (n,), not on a paragraph or an amendment."""
    is_part = rollcalls["is_paragraph_vote"] | rollcalls["is_amendment_vote"]
    return np.asarray(~is_part.to_numpy(dtype=bool))


def is_complete_in_plenary(rollcalls: pd.DataFrame) -> Flags:
    """Return which roll calls of the plenary have all their names, as their tallies say (n,)."""
    is_it = (rollcalls["body"] == "plenary") & (rollcalls["status"] == "complete")
    return np.asarray(is_it.to_numpy(dtype=bool, na_value=False))


def is_plenary_text(rollcalls: pd.DataFrame) -> Flags:
    """Return which roll calls are complete, of the plenary, and on a whole text (n,)."""
    return is_complete_in_plenary(rollcalls) & is_whole_text(rollcalls)


def voting_body(
    votes: pd.DataFrame,
    rollcalls: pd.DataFrame,
    *,
    sessions: tuple[int, int] | None = None,
    body: str = "plenary",
    include_paragraph_votes: bool = False,
    min_minority_share: float = 0.0,
    require_division: bool = False,
    min_votes_share: float = 0.0,
    min_states: int = 2,
) -> Ballots:
    """Return the house to count over.

    Parameters
    ----------
    votes : DataFrame
        ``rollcall_id, iso3, vote``.
    rollcalls : DataFrame
        The roll calls to use: all of them, or those on an issue. Columns ``rollcall_id,
        session_number, body, status, is_paragraph_vote, is_amendment_vote``, and any others. Only
        those with ``status`` complete are used.
    sessions : tuple of int, optional
        First and last regular session of the window. Without it all roll calls are used, those
        of emergency sessions too.
    body : str
        Plenary and committee votes on one text are two observations: they are never pooled.
    include_paragraph_votes : bool
        Use votes on single paragraphs and amendments too. They are recorded for some texts and
        years only, and count the same text several times.
    min_minority_share : float
        Roll calls with a smaller share of votes outside the largest group are left out: 0 for
        none of them, `CONTESTED` for the contested ones only.
    require_division : bool
        Leave out roll calls in which all voted alike, whatever the share.
    min_votes_share : float
        States with Y, N or A in a smaller share of the roll calls used are left out.
    min_states : int
        Fewer are refused.

    Raises
    ------
    AnalysisError
        If too few roll calls or States are left; if a State votes twice in a roll call; if a vote
        is not Y, N, A or X; if a share is not in its range.
    """
    _check_share("min_minority_share", min_minority_share, at_most=2 / 3)
    _check_share("min_votes_share", min_votes_share, at_most=1.0)
    asked = rollcalls[(rollcalls["body"] == body) & _is_within(rollcalls, sessions)]
    is_separate = ~is_whole_text(asked)
    unfit = np.select(
        [
            (asked["status"] != "complete").to_numpy(dtype=bool),
            is_separate & (not include_paragraph_votes),
        ],
        ["not_complete", "separate_vote"],
        default="",
    )
    used = asked[unfit == ""].assign(rollcall_id=asked["rollcall_id"].astype(str))
    used = used.sort_values(["session_number", "rollcall_id"], ignore_index=True)
    codes, states = matrix(votes, used)

    n_each = np.stack([(codes == code).sum(axis=1) for code in range(3)], axis=1)
    n_cast = n_each.sum(axis=1)
    minority = 1 - n_each.max(axis=1) / np.maximum(n_cast, 1)
    row = np.select(
        [n_cast == 0, require_division & (minority == 0), minority < min_minority_share],
        ["no_votes", "not_divided", "not_contested"],
        default="",
    )
    codes = codes[row == ""]
    n_votes = ((codes >= 0) & (codes <= CODES["Y"])).sum(axis=0)
    column = np.select(
        [n_votes == 0, n_votes < min_votes_share * len(codes)],
        ["never_voted", "too_few_votes"],
        default="",
    )
    left_out = pd.concat(
        [
            left_out_rows("rollcall", asked["rollcall_id"], unfit),
            left_out_rows("rollcall", used["rollcall_id"], row),
            left_out_rows("state", pd.Series(states), column),
        ],
        ignore_index=True,
    )
    result = Ballots(
        codes=codes[:, column == ""],
        rollcalls=used.assign(minority_share=minority)[row == ""].reset_index(drop=True),
        states=tuple(str(state) for state in states[column == ""]),
        left_out=left_out,
    )
    n_rollcalls, n_states = result.codes.shape
    if n_rollcalls < 1 or n_states < min_states:
        raise AnalysisError(
            "recorded votes",
            found=f"{n_rollcalls} roll calls by {n_states} States, "
            f"after leaving out {len(left_out)} roll calls and States",
            expected=f"at least 1 roll call and {min_states} States",
            do="widen the window or the issue",
            reason="too_few_texts",
        )
    return result


def left_out_rows(kind: str, keys: pd.Series, reason: npt.NDArray[np.str_]) -> pd.DataFrame:
    """Return the rows of ``left_out`` for what has a reason."""
    frame = pd.DataFrame({"kind": kind, "key": keys.astype(str).to_numpy(), "reason": reason})
    return frame[frame["reason"] != ""].sort_values("key", ignore_index=True)


def matrix(
    votes: pd.DataFrame, used: pd.DataFrame
) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.object_]]:
    """Return votes in some roll calls as codes, and the States that are listed in them.

    Parameters
    ----------
    votes : DataFrame
        ``rollcall_id, iso3, vote``, of any roll calls.
    used : DataFrame
        ``rollcall_id``, in the order of the rows.

    Returns
    -------
    codes : ndarray of int8, shape (n_rollcalls, n_states)
        Values of `CODES`; -1 where the State is not listed in the roll call.
    states : ndarray of str, shape (n_states,)
        iso3, sorted.

    Raises
    ------
    AnalysisError
        If a State votes twice in a roll call, or a vote is not Y, N, A or X.
    """
    row = _places(votes["rollcall_id"], used["rollcall_id"])
    inside = votes[row >= 0]
    row = row[row >= 0]
    states = np.array(sorted(inside["iso3"].astype(str).unique()), dtype=object)
    column = _places(inside["iso3"], pd.Series(states, dtype=object))
    n_times = np.bincount(row * len(states) + column, minlength=1)
    if n_times.max() > 1:
        at_row, at_column = divmod(int(n_times.argmax()), len(states))
        raise AnalysisError(
            "recorded votes",
            found=f"{states[at_column]} more than once in roll call {used['rollcall_id'][at_row]}",
            expected="one vote a State",
            do="correct the source",
        )
    codes = np.full((len(used), len(states)), NOT_LISTED, dtype=np.int8)
    codes[row, column] = _vote_codes(inside["vote"])
    return codes, states


def _check_share(name: str, share: float, *, at_most: float) -> None:
    """Refuse a share that nothing can reach."""
    if not 0 <= share <= at_most:
        raise AnalysisError(
            "recorded votes",
            found=f"{name} {share}",
            expected=f"a share from 0 to {at_most:.2f}",
            do="choose another",
        )


def _is_within(rollcalls: pd.DataFrame, sessions: tuple[int, int] | None) -> npt.NDArray[np.bool_]:
    """Return which roll calls are in the window."""
    number = rollcalls["session_number"].to_numpy(dtype=np.float64, na_value=np.nan)
    if sessions is None:
        return np.ones(len(number), dtype=bool)
    return (number >= sessions[0]) & (number <= sessions[1])


def _places(values: pd.Series, among: pd.Series) -> npt.NDArray[np.int64]:
    """Return where each value stands among others; -1 where it does not."""
    coded = pd.Categorical(values)
    categories = coded.categories.astype(str)
    places = np.append(pd.Index(among.astype(str)).get_indexer(categories), -1)
    return np.take(places, coded.codes).astype(np.int64)


def _vote_codes(vote: pd.Series) -> npt.NDArray[np.int8]:
    """Return votes as numbers."""
    coded = pd.Categorical(vote).remove_unused_categories()
    unknown = [name for name in coded.categories if name not in CODES]
    if unknown or (coded.codes < 0).any():
        found = f"vote {unknown[0]!r}" if unknown else "a vote that is missing"
        raise AnalysisError(
            "recorded votes", found=found, expected="Y, N, A or X", do="correct the source"
        )
    numbers = np.array([CODES[name] for name in coded.categories], dtype=np.int8)
    return np.take(numbers, coded.codes)
