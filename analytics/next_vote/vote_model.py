"""How each State may vote on a text that comes back, and how a tally may come out.

Three questions follow one another: does the State vote; if so, in favour; if not, against. Each is
a hierarchical logistic regression (`hierarchical_logit`) on what was known before the day
(`transitions`), apart for States whose last vote on the text was Yes, for those whose was not, and
for those without one. Older votes weigh less. States do not err one by one: on some days many are
away, or many move together. So a vote to come takes over, for all States at once, by how many
log-odds some earlier vote differed from what was foretold of it, by a model that had not seen it.

References
----------
Fienberg, S. E. (1980), *The Analysis of Cross-Classified Categorical Data*, on nested
(continuation) logits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit

from analytics import ballots
from analytics.next_vote import hierarchical_logit, recurring_votes, transitions
from analytics.next_vote.recurring_votes import RecurringVotes
from analytics.next_vote.transitions import Array, Flags
from data.errors import AnalysisError

OUTCOMES = ("Y", "A", "N", "X")
"""Outcomes in the order of every array and column of them."""

STEPS = ("votes", "yes", "no")
"""The three questions: votes at all; Yes if it votes; No if it votes, and not Yes."""

GROUPS = ("no_vote", "not_yes", "yes")
"""States by their last vote on the text: none, No or abstention, Yes."""

AHEAD = np.timedelta64(182, "D")
"""How long before a vote it is foretold: half a year, as between a spring and the autumn after."""

HALF_LIFE_YEARS = 5.0
MAX_YEARS = 15
"""Votes lose half their weight in so many years, and are left aside after so many."""

STRENGTHS = (0.01, 0.03, 0.1)
"""Prior variances of the weight of a standardised figure, among which earlier votes choose."""

MIN_EVENTS = 30
MIN_EACH = 5
"""Votes to learn from; rows of either answer to learn a question from: with fewer, its rate."""

N_SHOCKS = 150
"""Earlier votes, the latest, whose shocks votes to come take over."""

N_DRAWS = 4000
FLOOR = 1e-4


@dataclass(frozen=True)
class Lessons:
    """What the forecasts of earlier votes taught.

    Attributes
    ----------
    strength : float
        That of `STRENGTHS` which had foretold them best.
    shocks : ndarray, shape (n, 3)
        By how many log-odds each of them differed from what was foretold, by step.
    """

    strength: float
    shocks: Array


NO_LESSONS = Lessons(strength=STRENGTHS[1], shocks=np.zeros((1, 3)))
"""Before the first vote foretold."""


@dataclass(frozen=True)
class VoteModel:
    """How votes follow from what was known, learnt before a day.

    Attributes
    ----------
    parts : dict of (str, str) to FittedLogit or float
        By group and step; a rate where there is too little to learn from.
    n_events : int
        Votes learnt from.
    """

    parts: dict[tuple[str, str], hierarchical_logit.FittedLogit | float]
    n_events: int


def fit(
    record: RecurringVotes,
    known: transitions.Situations,
    day: np.datetime64,
    *,
    strength: float,
    only: tuple[str, str] | None = None,
) -> VoteModel:
    """Return the model learnt from the votes before a day.

    Parameters
    ----------
    record : RecurringVotes
    known : Situations
    day : datetime64
    strength : float
        See `Lessons`.
    only : tuple of str, optional
        A group and step, to learn nothing else.

    Raises
    ------
    AnalysisError
        If fewer than `MIN_EVENTS` votes before the day follow another on the same text.
    """
    days = record.days[known.rows]
    years = (day - days).astype(np.float64) / 365.25
    used = np.flatnonzero((days < day) & (years <= MAX_YEARS))
    if len(used) < MIN_EVENTS:
        raise AnalysisError(
            "next vote",
            found=f"{len(used)} votes before {day} that follow another on the same text",
            expected=f"at least {MIN_EVENTS}",
            do="ask about a later day",
            reason="too_few_texts",
        )
    codes = record.codes[known.rows[used]]
    weight = np.broadcast_to(0.5 ** (years[used] / HALF_LIFE_YEARS)[:, None], codes.shape)
    cells = cells_of(record, known, used)
    parts: dict[tuple[str, str], hierarchical_logit.FittedLogit | float] = {}
    for group, inside in groups(known.last[used]).items():
        for step, (asked, answer) in answers(codes).items():
            if only in (None, (group, step)):
                rows = (inside & asked).ravel()
                parts[group, step] = _learnt(
                    cells.at(rows), answer.ravel()[rows], weight.ravel()[rows], strength
                )
    return VoteModel(parts=parts, n_events=len(used))


def log_odds(
    model: VoteModel, last: recurring_votes.Codes, cells: hierarchical_logit.LogitCells
) -> Array:
    """Return the answers to the three steps as log-odds, without any shock.

    Parameters
    ----------
    model : VoteModel
    last : ndarray of int8, shape (S,) or (E, S)
    cells : LogitCells
        One for each of `last`, in order.

    Returns
    -------
    ndarray, shape (S, 3) or (E, S, 3)
        Missing for the groups and steps that the model has not learnt.
    """
    out = np.full((last.size, len(STEPS)), np.nan)
    for group, inside in groups(last.ravel()).items():
        for k, step in enumerate(STEPS):
            part = model.parts.get((group, step))
            if isinstance(part, float):
                out[inside, k] = logit(part)
            elif part is not None and inside.any():
                out[inside, k] = hierarchical_logit.log_odds(part, cells.at(inside))
    widest = float(logit(1 - FLOOR))
    held: Array = np.clip(out, -widest, widest).reshape(*last.shape, len(STEPS))
    return held


def chances(odds: Array) -> Array:
    """Return the probabilities of `OUTCOMES` (…, 4) from the log-odds of the three steps (…, 3).

    Examples
    --------
    >>> chances(logit(np.array([0.9, 0.5, 0.2]))).round(2).tolist()
    [0.45, 0.36, 0.09, 0.1]
    """
    votes, yes, no = (expit(odds[..., k]) for k in range(3))
    rest = votes * (1 - yes)
    return np.stack([votes * yes, rest * (1 - no), rest * no, 1 - votes], axis=-1)


def simulated(
    odds: Array, lessons: Lessons, *, seed: int, n_draws: int = N_DRAWS
) -> npt.NDArray[np.int64]:
    """Return simulated tallies (n_draws, 4) of a vote of some States, in order of `OUTCOMES`.

    Parameters
    ----------
    odds : ndarray, shape (S, 3)
        From `log_odds`.
    lessons : Lessons
    seed : int
    n_draws : int
    """
    rng = np.random.default_rng(np.random.SeedSequence(seed))
    shock = lessons.shocks[rng.integers(len(lessons.shocks), size=n_draws)].astype(np.float32)
    each = odds.astype(np.float32)
    drawn = [
        rng.random((n_draws, len(odds)), dtype=np.float32) < expit(each[:, k] + shock[:, k, None])
        for k in range(3)
    ]
    votes, yes, no = drawn
    rest = votes & ~yes
    counts = [votes & yes, rest & ~no, rest & no, ~votes]
    return np.stack([one.sum(axis=1) for one in counts], axis=1)


def shock(odds: Array, codes: recurring_votes.Codes) -> Array:
    """Return by how many log-odds a vote differed from what was foretold, by step, shape (3,).

    The most likely shock if shocks have a variance of 1: a vote with few answers tells little.

    Parameters
    ----------
    odds : ndarray, shape (S, 3)
        From `log_odds`.
    codes : ndarray of int8, shape (S,)
        What came out.
    """
    out = np.zeros(len(STEPS))
    for k, (asked, answer) in enumerate(answers(codes).values()):
        for _ in range(12):
            found = expit(odds[asked, k] + out[k])
            gap = answer[asked].sum() - found.sum() - out[k]
            out[k] += np.clip(gap / ((found * (1 - found)).sum() + 1), -1, 1)
    return out


def cells_of(
    record: RecurringVotes,
    known: transitions.Situations,
    events: npt.NDArray[np.int64],
    *,
    to_come: str | None = None,
) -> hierarchical_logit.LogitCells:
    """Return the cells of all States in some events, one event after the other.

    Parameters
    ----------
    record : RecurringVotes
    known : Situations
    events : ndarray of int
        Places among the situations.
    to_come : str, optional
        The text of the events, if they are votes still to come.
    """
    n_states = len(record.states)
    region, names = np.unique(
        record.states["un_region_group_code"].to_numpy(dtype=object, na_value="").astype(str),
        return_inverse=True,
    )[::-1]
    # A text is numbered by its first vote: the same whatever follows.
    series = record.rollcalls["series"]
    first = np.flatnonzero(~series.duplicated())
    number = dict(zip(series.iloc[first], first.tolist(), strict=True))
    rows = known.rows[events]
    if to_come is None:
        text = record.rollcalls["series"].iloc[rows].map(number).to_numpy(dtype=np.int64)
    else:
        text = np.full(len(rows), number[to_come], dtype=np.int64)
    state = np.tile(np.arange(n_states), len(rows))
    text = np.repeat(text, n_states)
    return hierarchical_logit.LogitCells(
        figures=known.figures[events].reshape(len(state), -1),
        levels={
            "state": state,
            "text": text,
            "region": text * len(names) + region[state],
            "vote": np.repeat(rows.astype(np.int64), n_states),
        },
    )


def groups(last: recurring_votes.Codes) -> dict[str, Flags]:
    """Return which States are in each of `GROUPS`."""
    is_yes, is_none = last == transitions.Y, last == ballots.NOT_LISTED
    return dict(zip(GROUPS, (is_none, ~is_none & ~is_yes, is_yes), strict=True))


def answers(codes: recurring_votes.Codes) -> dict[str, tuple[Flags, Flags]]:
    """Return for each of `STEPS` of whom it is asked, and whether the answer is yes."""
    listed = codes != ballots.NOT_LISTED
    voted = listed & (codes != transitions.X)
    yes = codes == transitions.Y
    told = (listed, voted), (voted, yes), (voted & ~yes, codes == transitions.N)
    return dict(zip(STEPS, told, strict=True))


def _learnt(
    cells: hierarchical_logit.LogitCells, answer: Flags, weight: Array, strength: float
) -> hierarchical_logit.FittedLogit | float:
    """Return a regression, or the rate where there is too little to learn from."""
    if min(answer.sum(), (~answer).sum()) < MIN_EACH:
        return float((answer.sum() + 1) / (len(answer) + 2))
    return hierarchical_logit.fit(cells, answer, weight, strength=strength)
