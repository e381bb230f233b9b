"""Whether what States had said on rules would tell better how they vote on texts that come back.

The votes of the back-test on military AI and autonomous weapons are forecast again, forward in time
and half a year ahead as there, with one figure more: how far each State had spoken for new rules on
autonomous weapons by then (`for_rules`). Before any other vote the figure is 0. How strongly the
model learns stays as it was chosen without it.

The model can use the figure only for a vote before which it has learnt from another one with it.
There are so few of those that their error may be smaller by chance alone; see `ENOUGH`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics import resampling, scoring
from analytics.next_vote import backtest, transitions, vote_model
from analytics.next_vote.backtest import VoteBackTest
from analytics.next_vote.recurring_votes import RecurringVotes
from analytics.next_vote.transitions import Array
from analytics.stated import for_rules
from data.stated import STATED_TOPICS

ENOUGH = 10
"""With fewer votes for which the model could have learnt, its error cannot be told from chance."""

SIDES = ("without", "with_stated")


@dataclass(frozen=True)
class VoteTrial:
    """Forecasts of the same votes with and without what States had said.

    Attributes
    ----------
    rows : DataFrame
        ``event, text, iso3, last, outcome``, and for each of `SIDES` the probabilities ``…_y, …_a,
        …_n, …_x``: a row a State and vote, as in `VoteBackTest.rows`.
    votes : DataFrame
        ``event, rollcall_id, symbol, vote_date, n_on_record, n_learnt, error_without,
        error_with_stated``: States of which anything counted was on record half a year before;
        votes with the figure that the model had learnt from; and the Brier score over the four
        outcomes, 0 to 2.
    left_out : DataFrame
        ``kind, key, reason``: roll calls on the topics that follow none on the same text
        (``no_earlier_vote``).
    """

    rows: pd.DataFrame
    votes: pd.DataFrame
    left_out: pd.DataFrame

    @property
    def n_learnt(self) -> int:
        """Votes for which the model could have learnt what the figure tells."""
        return int((self.votes["n_learnt"] > 0).sum())


def run(
    record: RecurringVotes,
    known: transitions.Situations,
    test: VoteBackTest,
    *,
    topics: pd.DataFrame,
    stated_positions: pd.DataFrame,
) -> VoteTrial:
    """Return the forecasts of votes on `STATED_TOPICS` with and without what was said before.

    Parameters
    ----------
    record : RecurringVotes
    known : Situations
        Of the record.
    test : VoteBackTest
        `backtest.run` of the two.
    topics, stated_positions : DataFrame
        The tables of those names.

    Raises
    ------
    AnalysisError
        If there is too little to learn from before a vote; see `vote_model.fit`.
    """
    about = topics.loc[topics["topic"].isin(STATED_TOPICS), "rollcall_id"].astype(str)
    is_about = record.rollcalls["rollcall_id"].astype(str).isin(about).to_numpy()[known.rows]
    said = figure(record, known, is_about, stated_positions)
    days = record.days[known.rows]
    session = backtest.sessions(days)
    tried = np.flatnonzero(is_about & np.isin(np.arange(len(days)), test.events["event"]))
    more = replace(known, figures=np.concatenate([known.figures, said[..., None]], axis=2))
    rows, votes = [], []
    for number in np.unique(session[tried]).tolist():
        here = tried[session[tried] == number]
        day = days[session == number].min() - known.ahead
        p = _chances(record, more, here, day, backtest.lessons(test, day=day).strength)
        n_learnt = int((said[days < day] != 0).any(axis=1).sum())
        for event, chance in zip(here.tolist(), p, strict=True):
            row = _of_vote(record, test, event, chance)
            rows.append(row)
            votes.append(
                {
                    "event": event,
                    "n_on_record": int(np.count_nonzero(said[event])),
                    "n_learnt": n_learnt,
                    **{f"error_{side}": _error(row, side) for side in SIDES},
                }
            )
    columns = ["event", "n_on_record", "n_learnt", *(f"error_{side}" for side in SIDES)]
    told = test.events[["event", "rollcall_id", "symbol", "vote_date"]]
    tested = told.merge(
        pd.DataFrame(votes, columns=columns).astype({"event": np.int64}), on="event"
    )
    on_it = record.rollcalls.loc[record.rollcalls["rollcall_id"].isin(about), "rollcall_id"]
    first = on_it[~on_it.isin(tested["rollcall_id"])]
    texts = test.events.assign(text=resampling.text_numbers(test.events))[["event", "text"]]
    held = pd.concat(rows, ignore_index=True) if rows else _no_rows()
    return VoteTrial(
        rows=held.merge(texts, on="event"),
        votes=tested,
        left_out=pd.DataFrame({"kind": "rollcall", "key": first, "reason": "no_earlier_vote"}),
    )


def figure(
    record: RecurringVotes,
    known: transitions.Situations,
    is_about: npt.NDArray[np.bool_],
    stated_positions: pd.DataFrame,
) -> Array:
    """Return how far each State had spoken for new rules before each vote, shape (E, S).

    Parameters
    ----------
    record : RecurringVotes
    known : Situations
    is_about : ndarray of bool, shape (E,)
        The votes before which it is asked; it is 0 before every other.
    stated_positions : DataFrame
        The table of that name; what is of the morning asked about, or later, changes nothing.
    """
    out = np.zeros(known.last.shape)
    iso3s: Sequence[str] = record.states["iso3"].astype(str).tolist()
    for event in np.flatnonzero(is_about).tolist():
        morning = pd.Timestamp(record.days[known.rows[event]] - known.ahead)
        eve = morning - pd.Timedelta(days=1)
        out[event] = for_rules.spoken_for(stated_positions, eve, iso3s)
    return out


def scores(trial: VoteTrial, *, seed: int) -> scoring.Scores | None:
    """Return how good the forecasts with the figure were of who moves to Yes.

    Of States whose last vote was no Yes and that vote now, as in `skill`; skill is over the
    forecasts without the figure, and intervals resample texts. Only votes count for which the model
    could have learnt what the figure tells.

    Returns
    -------
    Scores or None
        None where no State could have moved at such a vote.
    """
    learnt = trial.votes.loc[trial.votes["n_learnt"] > 0, "event"]
    rows = trial.rows[trial.rows["event"].isin(learnt)]
    told = rows[rows["last"].isin(["A", "N"]) & (rows["outcome"] != "X")]
    if told.empty:
        return None
    without, beside = (
        (told[f"{side}_y"] / (1 - told[f"{side}_x"])).to_numpy(dtype=np.float64) for side in SIDES
    )
    return scoring.score(
        beside,
        (told["outcome"] == "Y").to_numpy(dtype=bool),
        told["text"].to_numpy(dtype=np.int64),
        without,
        seed=seed,
    )


def _chances(
    record: RecurringVotes,
    known: transitions.Situations,
    here: backtest.Places,
    day: np.datetime64,
    strength: float,
) -> Array:
    """Return the probabilities (e, S, 4) of votes of a session, learnt from those before a day."""
    model = vote_model.fit(record, known, day, strength=strength)
    cells = vote_model.cells_of(record, known, here)
    return vote_model.chances(vote_model.log_odds(model, known.last[here], cells))


def _of_vote(record: RecurringVotes, test: VoteBackTest, event: int, chance: Array) -> pd.DataFrame:
    """Return the rows of one vote of the back-test, with both forecasts of each State."""
    votes = [vote.lower() for vote in vote_model.OUTCOMES]
    rows = test.rows[test.rows["event"] == event]
    place = pd.Index(record.states["iso3"].astype(str)).get_indexer(pd.Index(rows["iso3"]))
    beside = pd.DataFrame(chance[place], columns=[f"with_stated_{v}" for v in votes])
    without = rows[[f"p_{vote}" for vote in votes]].set_axis(
        [f"without_{v}" for v in votes], axis=1
    )
    kept = rows[["event", "iso3", "last", "outcome"]]
    return pd.concat([part.reset_index(drop=True) for part in (kept, without, beside)], axis=1)


def _error(rows: pd.DataFrame, side: str) -> float:
    """Return the Brier score over the four outcomes of one vote."""
    p = rows[[f"{side}_{vote.lower()}" for vote in vote_model.OUTCOMES]].to_numpy(dtype=np.float64)
    truth = rows["outcome"].to_numpy(dtype=object)[:, None] == np.array(vote_model.OUTCOMES)
    return float(((p - truth) ** 2).sum(axis=1).mean())


def _no_rows() -> pd.DataFrame:
    """Return the rows of no vote."""
    chances = [f"{side}_{vote.lower()}" for side in SIDES for vote in vote_model.OUTCOMES]
    columns = ["event", "iso3", "last", "outcome", *chances]
    return pd.DataFrame(columns=columns).astype({"event": np.int64})
