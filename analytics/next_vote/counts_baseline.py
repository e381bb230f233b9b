"""The strongest simple baseline of who moves to Yes: a plain logit of nine counts.

Nine things that anybody could count from the record, of a State whose last vote on a text was not
Yes, and one logistic regression without effects of its own for States, texts or days. It learns
from the same votes as the model, weighed in the same way. What the model adds must show beside it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from analytics.next_vote import recurring_votes, transitions, vote_model
from analytics.next_vote.recurring_votes import RecurringVotes
from analytics.next_vote.transitions import Array, Flags, N, X, Y

COLUMNS = (
    "last_no",
    "yes_ever",
    "no_ever",
    "n_votes",
    "region_yes",
    "level",
    "moved_to_yes",
    "moves_to_yes",
    "yes_share",
)
"""The counts, among the figures of `transitions`: whether the State last voted No on the text, its
shares of Yes and No there and how often it voted; the share of Yes in its regional group and in
all, last time; how many that could move to Yes did so on the text; how often the State did of late
on any text; and how often it voted Yes on any subject."""

STRENGTH = 1.0
"""scikit-learn's own."""


def counts(known: transitions.Situations) -> Array:
    """Return the nine counts of every State before every vote, shape (E, S, 9)."""
    places = [transitions.COLUMNS.index(name) for name in COLUMNS]
    return np.asarray(known.figures[..., places])


def can_move(last: recurring_votes.Codes, codes: recurring_votes.Codes) -> Flags:
    """Return which States could move to Yes and do vote: the last vote was No or abstention."""
    return np.asarray((last >= N) & (last < Y) & (codes >= N) & (codes != X))


def fit(
    record: RecurringVotes,
    known: transitions.Situations,
    day: np.datetime64,
    values: Array,
) -> Pipeline:
    """Return the logit learnt from the votes before a day.

    Parameters
    ----------
    record : RecurringVotes
    known : Situations
    day : datetime64
    values : ndarray, shape (E, S, K)
        The counts of `counts`, or others of which the same is asked.
    """
    days = record.days[known.rows]
    years = (day - days).astype(np.float64) / 365.25
    used = np.flatnonzero((days < day) & (years <= vote_model.MAX_YEARS))
    codes = record.codes[known.rows[used]]
    rows = can_move(known.last[used], codes)
    weight = 0.5 ** (years[used] / vote_model.HALF_LIFE_YEARS)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=500))
    return model.fit(
        values[used][rows],
        (codes == Y)[rows],
        logisticregression__sample_weight=np.broadcast_to(weight[:, None], rows.shape)[rows],
    )


def chances(model: Pipeline, values: Array) -> npt.NDArray[np.float64]:
    """Return the probability of Yes, given that they vote, of States with some counts (n, K)."""
    if not len(values):
        return np.zeros(0)
    return np.asarray(model.predict_proba(values)[:, 1], dtype=np.float64)
